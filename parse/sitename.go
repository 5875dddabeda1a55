package parse

import (
	"strings"
	"unicode/utf8"
)

// behindSite reports a <title> that says the name of the site first, as most do, and then
// these words: "Board: Contacts".
func (s *site) behindSite(label, title string) bool {
	front, ok := strings.CutSuffix(saidOnce(label), title)
	name := strings.TrimRight(front, " ")
	if !ok || title == "" || name == "" || strings.HasSuffix(name, ".") {
		return false
	}
	sign, width := utf8.DecodeLastRuneInString(name)
	name = strings.TrimRight(name[:len(name)-width], " ")
	if name == "" || !strings.ContainsRune(labelSigns, sign) {
		return false
	}
	var n int32
	for k := range s.pages {
		if strings.HasPrefix(s.pages[k].Label, name) {
			n++
		}
	}
	return s.onMost(n)
}

// saidOnce is a <title> without the name of the site at its end, where it begins with that too.
func saidOnce(label string) string {
	for _, sep := range siteBreaks {
		if k := strings.LastIndex(label, sep); k > 0 && strings.HasPrefix(label, label[k+len(sep):]) {
			return label[:k]
		}
	}
	return label
}

// labelSigns stand in a <title> between the name of the site and that of the page.
const labelSigns = ":|-–—»›>·•/"
