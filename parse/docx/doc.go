package docx

import (
	"bytes"
	"context"
	"fmt"

	"manualwatch/parse"
)

// isCompound reports whether the bytes are an OLE compound file, the container
// of Word 97 and of encrypted .docx files.
func isCompound(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
}

// readCompoundAsDOCX handles a file that is called .docx but is not a zip.
func readCompoundAsDOCX(ctx context.Context, in parse.Input) (*parse.Document, error) {
	return ReadDOC(ctx, in)
}

// ReadDOC reads a document of Word 97 to 2003.
func ReadDOC(ctx context.Context, in parse.Input) (*parse.Document, error) {
	return nil, fmt.Errorf("Word 97-2003 document (.doc) %w: have it saved as .docx or PDF", ErrUnreadable)
}
