package docx

import (
	"context"
	"errors"

	"manualwatch/parse"
)

// ReadODT reads a text document in the OpenDocument format.
func ReadODT(ctx context.Context, in parse.Input) (*parse.Document, error) {
	return nil, errors.New("odt: not written yet")
}
