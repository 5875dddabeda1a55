package normalise

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strconv"

	"manualwatch/parse"
)

// textSum is the SHA-256 of a text in hex, "" for none.
func textSum(s string) string {
	if s == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// contentSum is the SHA-256 over everything that a reader would call content:
// the tree with numbers, titles, flags, texts and link addresses, the amendments,
// the guide and what is promised. How bytes were packed is not in it.
func contentSum(e *Edition) string {
	h := sha256.New()
	put(h, e.Label, e.NextUpdate.String())
	for i := range e.Sections {
		s := &e.Sections[i]
		put(h, "s", strconv.Itoa(s.Parent), string(s.Kind), s.Number, s.Title, s.URL, s.TextSHA256, s.LastReviewed.String(), s.NextReview.String(), strconv.FormatBool(s.OtherManual))
		put(h, s.Flags...)
		put(h, s.Areas...)
		for k := range s.Blocks {
			putLinks(h, &s.Blocks[k])
		}
	}
	for i := range e.Amendments {
		a := &e.Amendments[i]
		put(h, "a", a.Scope, a.Chapter, a.Details, a.Date.String(), a.DateText, a.Release, cleanAddress(a.Link))
	}
	for i := range e.Guides {
		g := &e.Guides[i]
		put(h, "g", g.Group, g.Entry)
		put(h, g.Sections...)
		put(h, g.Appendices...)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func putLinks(h hash.Hash, b *parse.Block) {
	for _, k := range blockLinks(b) {
		put(h, "l", cleanAddress(k.Href))
	}
}

// put writes fields with their lengths, so that no two lists give one stream.
func put(h hash.Hash, fields ...string) {
	var room [512]byte
	buf := strconv.AppendInt(room[:0], int64(len(fields)), 10)
	buf = append(buf, ';')
	for _, f := range fields {
		buf = strconv.AppendInt(buf, int64(len(f)), 10)
		buf = append(buf, ':')
		buf = append(buf, f...)
	}
	h.Write(buf)
}
