package crawl

import (
	"bytes"
	"slices"

	"manualwatch/crawl/archive"
)

// Two errors of answers that hold less than the address did before, though the
// response said that all is well. What comes twice the same, on two nights, is how
// the page is now.
const (
	// cutShort: a server that closes the connection, or counts wrongly, can cut a
	// body so that HTTP has no word for it.
	cutShort = "body ends in the middle, which it did not before"
	// blank: a page without a word or a link.
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

// endsInTheMiddle reports whether a fresh answer lacks the end that the address had
// when it was last seen. Not every page has one. What holds nothing is told as such.
func (v *visit) endsInTheMiddle(it *item, a *answer) bool {
	if a.Error != "" || a.SHA256 == "" || a.NotModified || a.ending == nil || a.ending.closes(a.tail) || len(bytes.TrimSpace(a.tail)) == 0 {
		return false
	}
	if a.html != nil && v.leavesEndsOut(it, a) {
		return false
	}
	before, ok := v.before(it, a)
	var end tailKeeper
	return ok && v.e.ar.CopyBody(&end, before.SHA256) == nil && a.ending.closes(end.last)
}

// leavesEndsOut reports whether the site's pages have no end any more: a start page came
// without its end on two nights, and alone on the first, for what it leads to was not asked
// for. Its pages are not doubted one night after the other.
func (v *visit) leavesEndsOut(it *item, a *answer) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if it.seed && v.earlier.doubted[it.url] == a.SHA256 {
		v.endless = true
	}
	return v.endless
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
	return c, ok && c.SHA256 != a.SHA256 && v.earlier.doubted[it.url] != a.SHA256
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
