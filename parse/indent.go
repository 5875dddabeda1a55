package parse

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

func attrOf(n *html.Node, key string) string {
	if n == nil {
		return ""
	}
	return attr(n, key)
}

// indentLevel is the nesting of a paragraph that a word processor wrote for a list
// item: its own statement (mso-list: l0 level2), or else the left margin, of which
// a step is half an inch.
func indentLevel(style string) int {
	low := strings.ToLower(style)
	if _, after, ok := strings.Cut(low, "mso-list:"); ok {
		if _, lvl, ok := strings.Cut(after, "level"); ok && lvl != "" && lvl[0] >= '1' && lvl[0] <= '9' {
			return int(lvl[0] - '0')
		}
	}
	if _, after, ok := strings.Cut(low, "margin-left:"); ok {
		if pt := points(strings.TrimSpace(after)); pt > 36 {
			return min(int(pt+9)/36, 9)
		}
	}
	return 1
}

// points reads a CSS length.
func points(s string) float64 {
	k := 0
	for k < len(s) && (s[k] >= '0' && s[k] <= '9' || s[k] == '.') {
		k++
	}
	v, err := strconv.ParseFloat(s[:k], 64)
	if err != nil {
		return 0
	}
	unit := strings.TrimSpace(s[k:])
	switch {
	case strings.HasPrefix(unit, "cm"):
		return v * 28.35
	case strings.HasPrefix(unit, "mm"):
		return v * 2.835
	case strings.HasPrefix(unit, "in"):
		return v * 72
	case strings.HasPrefix(unit, "px"):
		return v * .75
	case strings.HasPrefix(unit, "em"):
		return v * 12
	}
	return v
}
