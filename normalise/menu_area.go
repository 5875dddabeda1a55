package normalise

import "strings"

// addAreaMenus adds what only the menus of an area show, where the list itself is
// on a page and the register names the area only in the address of its page of
// amendments.
func (rd *reading) addAreaMenus(l *list) {
	if l.nav || l.page < 0 {
		return
	}
	for _, url := range rd.in.Amendments {
		i := rd.site.page(url)
		if i < 0 || rd.role[i] != roleAmendments || !strings.Contains(url, "?") || rd.area(url) == "" {
			continue
		}
		rd.addView(l, rd.navTree(i), rd.area(url))
	}
}
