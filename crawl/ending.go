package crawl

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"slices"
	"strings"

	"manualwatch/crawl/archive"
)

// Errors of answers that hold less than the address did before, or than a page holds, though
// the response said that all is well.
const (
	// cutShort: a server that closes the connection, counts wrongly or breaks off with
	// an error can cut a body so that HTTP has no word for it. A cache may keep the half
	// for days: it is how the page is now only if it comes twice the same and goes as
	// far as the page did before.
	cutShort = "body ends in the middle, which it did not before"
	// brokenOff: a page at an address that is new on a night on which others are known. What
	// comes twice the same is how the page is.
	brokenOff = "body ends in the middle of its text"
	// blank: a page without a word or a link. What comes twice the same, on two nights,
	// is how the page is now.
	blank = "empty page"
)

// maxTail is how much of the end of a body is looked at, in bytes.
const maxTail = 2048

// An ending is what one kind of body ends with, in lower case.
type ending []string

var (
	pageEnding = ending{"</html", "</body"}
	pdfEnding  = ending{"%%eof"}
	zipEnding  = ending{"pk\x05\x06"} // Word and OpenDocument files
)

// endingOf returns what a body must end with to be whole, nil where that is not
// known.
func endingOf(head []byte, page bool) ending {
	switch {
	case page:
		return pageEnding
	case bytes.HasPrefix(head, []byte("%PDF")):
		return pdfEnding
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return zipEnding
	}
	return nil
}

// closes reports whether the end of a body is one; in UTF-16 a page's own words have a
// zero byte beside each letter.
func (e ending) closes(tail []byte) bool {
	tail = bytes.ToLower(bytes.ReplaceAll(tail, []byte{0}, nil))
	return slices.ContainsFunc(e, func(s string) bool { return bytes.Contains(tail, []byte(s)) })
}

// lessThanThereIs says why a fresh answer is taken for a part of what the server has, "" where it is
// not. What holds nothing is told as such, and who vouches for tonight's manual takes it as it is.
func (v *visit) lessThanThereIs(it *item, a *answer) string {
	switch {
	case a.Error != "" || a.SHA256 == "" || a.NotModified || v.e.run.Accept || a.ending == nil || a.ending.closes(a.tail) || len(bytes.TrimSpace(a.tail)) == 0:
	case a.html != nil && v.leavesEndsOut():
	case v.endsInTheMiddle(it, a):
		return cutShort
	case v.breaksOff(it, a):
		return brokenOff
	}
	return ""
}

// breaksOff reports whether a page at an address that is new, though others are known, goes on amid
// its text or a tag where it ends.
func (v *visit) breaksOff(it *item, a *answer) bool {
	_, known := v.earlier.success[it.url]
	tail := bytes.TrimRight(a.tail, "\x00\t\n\r ") // nothing but zeros are left of what was to come
	return a.html != nil && !known && len(v.earlier.success) > 0 && v.earlier.doubted[it.url].SHA256 != a.SHA256 &&
		(len(tail) == 0 || bytes.Contains(tail, []byte("<")) && !bytes.HasSuffix(tail, []byte(">")))
}

// endsInTheMiddle reports whether a fresh answer lacks the end that the address had
// when it was last seen. Not every page has one.
func (v *visit) endsInTheMiddle(it *item, a *answer) bool {
	doubted := v.earlier.doubted[it.url]
	before, known := v.earlier.success[it.url]
	if !known {
		return doubted.Error == cutShort // for so long that nobody knows how it ended
	}
	var end tailKeeper
	if before.SHA256 == a.SHA256 || v.e.ar.CopyBody(&end, before.SHA256) != nil || !a.ending.closes(end.last) {
		return false
	}
	if doubted.SHA256 != a.SHA256 || a.html != nil && !endsAlike(end.last, a.tail) || a.html == nil && (v.isBeginning(a, &before) || len(bytes.Trim(a.tail, "\x00")) == 0) {
		return true
	}
	if it.seed && a.html != nil {
		v.believeEndless()
	}
	return false
}

// lastWords is how many words at the end of a page tell that it goes as far as it did.
const lastWords = 5

// endsAlike reports whether the ends of two pages have the same last words: of one that
// lost its closing tags alone nothing is missing.
func endsAlike(before, now []byte) bool {
	words := func(tail []byte) []string {
		w := strings.Fields(fold(plainText(bytes.ReplaceAll(tail, []byte{0}, nil))))
		return w[max(0, len(w)-lastWords):]
	}
	last := words(before)
	return len(last) > 0 && slices.Equal(last, words(now))
}

// isBeginning reports whether a file is the beginning of another, but for what stands at its
// end: an error may be printed where it was cut.
func (v *visit) isBeginning(a *answer, of *archive.Capture) bool {
	n := a.Bytes - maxTail
	if n <= 0 || of.Bytes <= n {
		return false
	}
	now, before := firstBytes{n, sha256.New()}, firstBytes{n, sha256.New()}
	err := errors.Join(v.e.ar.CopyBody(&now, a.SHA256), v.e.ar.CopyBody(&before, of.SHA256))
	return err == nil && bytes.Equal(now.sum.Sum(nil), before.sum.Sum(nil))
}

// A firstBytes hashes the first bytes of what is written to it.
type firstBytes struct {
	left int64
	sum  hash.Hash
}

func (b *firstBytes) Write(p []byte) (int, error) {
	n := min(b.left, int64(len(p)))
	b.sum.Write(p[:n])
	b.left -= n
	return len(p), nil
}

// leavesEndsOut reports whether the site's pages have no end any more: a start page came
// without its end on two nights, and alone on the first, for what it leads to was not asked
// for. Its pages are not doubted one night after the other.
func (v *visit) leavesEndsOut() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.endless
}

func (v *visit) believeEndless() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.endless = true
}

// isNewlyBlank reports whether an address where a page without a word stands was
// worth reading when it was last seen; a start page must always be.
func (v *visit) isNewlyBlank(it *item, a *answer) bool {
	if it.seed {
		return true
	}
	before, ok := v.before(it, a)
	return ok && wordsBelowHead(v.archivedPage(&before)) > 0
}

// before returns what stood at an item's address when it was last seen, if that
// was something else and the answer is not the same for the second night.
func (v *visit) before(it *item, a *answer) (archive.Capture, bool) {
	c, ok := v.earlier.success[it.url]
	return c, ok && c.SHA256 != a.SHA256 && v.earlier.doubted[it.url].SHA256 != a.SHA256
}

// A tailKeeper keeps the end of what is written to it.
type tailKeeper struct{ last []byte }

func (k *tailKeeper) Write(p []byte) (int, error) {
	k.last = append(k.last, p[max(0, len(p)-maxTail):]...)
	if n := len(k.last) - maxTail; n > 0 {
		k.last = append(k.last[:0], k.last[n:]...)
	}
	return len(p), nil
}
