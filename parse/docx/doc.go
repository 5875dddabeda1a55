package docx

import (
	"context"
	"errors"

	"manualwatch/parse"
)

// ReadDOC reads a document of Word 97 to 2003.
func ReadDOC(ctx context.Context, in parse.Input) (*parse.Document, error) {
	return nil, errors.New("doc: not written yet")
}
