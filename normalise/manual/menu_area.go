package manual

import (
	"strings"

	"manualwatch/normalise/toc"
)

// addAreaMenus adds what only the menus of an area show, where the list itself is
// on a page and the register names the area only in the address of its page of
// amendments.
func (rd *reading) addAreaMenus(l *list) {
	if l.nav || l.page < 0 {
		return
	}
	for _, url := range rd.Input.Amendments {
		i := rd.Site.PageAt(url)
		if i < 0 || rd.Roles[i] != toc.RoleAmendments || !strings.Contains(url, "?") || rd.AreaOf(url) == "" {
			continue
		}
		rd.addView(l, rd.navTree(i), rd.AreaOf(url))
	}
}
