package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// shortcode is a tag of a page builder that was printed because the plug-in that
// would have read it is gone: [vc_row full_width="yes"], [/su_spoiler]. A word in
// brackets alone is text.
var shortcode = pattern.New(`\[(?:/[a-z][a-z0-9_-]*|(?:vc|et_pb|su|fusion|av|wpdm|mk|ux|dt)_[a-z0-9_-]+|[a-z][a-z0-9_-]*(?:\s+[a-z][a-z0-9_-]*=(?:"[^"\]]*"|'[^'\]]*'|[“”″][^“”″\]]*[“”″]|[^\s"'\]]+))+)(?:\s+[a-z][a-z0-9_-]*=(?:"[^"\]]*"|'[^'\]]*'|[“”″][^“”″\]]*[“”″]|[^\s"'\]]+))*\s*/?\]`)

// withoutShortcodes takes the tags of page builders out of a piece of text.
func withoutShortcodes(s string) string {
	if strings.IndexByte(s, '[') < 0 || strings.IndexByte(s, ']') < 0 {
		return s
	}
	return shortcode.ReplaceAllString(s, " ")
}
