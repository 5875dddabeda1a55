package normalise

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strconv"

	"manualwatch/normalise/webaddress"
	"manualwatch/parse"
)

// ContentSum is the SHA-256 over everything that a reader would call content:
// the tree with numbers, titles, flags, texts and link addresses, the amendments,
// the guide and what is promised. How bytes were packed is not in it.
func ContentSum(e *Edition) string {
	h := summer{hash: sha256.New()}
	h.put(e.Label, e.NextUpdate.String())
	for i := range e.Sections {
		s := &e.Sections[i]
		h.put("s", strconv.Itoa(s.Parent), string(s.Kind), s.Number, s.Title, s.URL, s.TextSHA256, s.PrintedReview().String(), s.NextReview.String(), strconv.FormatBool(s.OtherManual))
		h.put(s.Flags...)
		h.put(s.Areas...)
		for k := range s.Blocks {
			h.putLinks(&s.Blocks[k])
		}
		for _, p := range s.Pictures {
			h.put("p", p.Words, webaddress.Clean(p.URL))
		}
	}
	for i := range e.Amendments {
		a := &e.Amendments[i]
		h.put("a", a.Scope, a.Chapter, a.Details, a.Date.String(), a.DateText, a.Release, webaddress.Clean(a.Link))
	}
	for i := range e.Guides {
		g := &e.Guides[i]
		h.put("g", g.Group, g.Entry)
		h.put(g.Sections...)
		h.put(g.Appendices...)
	}
	return h.sum()
}

// A summer takes fields into a hash, many at a time.
type summer struct {
	hash hash.Hash
	buf  []byte
}

func (s *summer) putLinks(b *parse.Block) {
	for _, k := range b.AllLinks() {
		s.put("l", webaddress.Clean(k.Href))
	}
}

// put writes fields with their lengths, so that no two lists give one stream.
func (s *summer) put(fields ...string) {
	s.buf = strconv.AppendInt(s.buf, int64(len(fields)), 10)
	s.buf = append(s.buf, ';')
	for _, f := range fields {
		s.buf = strconv.AppendInt(s.buf, int64(len(f)), 10)
		s.buf = append(s.buf, ':')
		s.buf = append(s.buf, f...)
	}
	if len(s.buf) > 4096 {
		s.flush()
	}
}

func (s *summer) flush() {
	s.hash.Write(s.buf)
	s.buf = s.buf[:0]
}

// sum is the hash of all that was put, in hex.
func (s *summer) sum() string {
	s.flush()
	return hex.EncodeToString(s.hash.Sum(nil))
}
