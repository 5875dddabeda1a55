package docx

import (
	"context"
	"errors"

	"manualwatch/parse"
)

// Read reads a Word document in the Office Open XML format: .docx, .docm, .dotx.
func Read(ctx context.Context, in parse.Input) (*parse.Document, error) {
	return nil, errors.New("docx: not written yet")
}
