package manual

import "testing"

// TestAmendmentNews reads amendments that are told as news, whose dates stand in parts,
// without their year or in a sentence, against readings that were checked by hand.
func TestAmendmentNews(t *testing.T) {
	golden(t, "testdata/amendnews.txtar", func(t *testing.T, page []byte) string { return amendmentLines(readAmended(t, string(page), nil)) })
}
