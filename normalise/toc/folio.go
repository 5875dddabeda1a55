package toc

import (
	"strconv"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

// pageBehind is the number of a printed page behind a title.
var pageBehind = pattern.New(`[\s.…_]+(\d{1,3})$`)

// dropFolios takes the numbers of the printed pages off the titles of a list that was made
// for paper: they stand behind nearly all entries, rise from one to the next and leave out
// some, and what they leave differs from entry to entry, which "Stage 1" and "Stage 2" would
// not.
func dropFolios(rows []Row) {
	const least = 5 // entries
	entries, last, left := 0, 0, map[string]bool{}
	var pages []int
	for i := range rows {
		if !rows[i].Linked() || rows[i].Also {
			continue
		}
		entries++
		title, page := withoutPage(rows[i].Title)
		if page == 0 {
			continue
		}
		if page < last {
			return
		}
		last = page
		left[wording.Fold(title)] = true
		pages = append(pages, i)
	}
	if len(pages) < least || len(pages)*10 < entries*9 || len(left)*10 < len(pages)*9 || last <= entries {
		return
	}
	for _, i := range pages {
		rows[i].Title, _ = withoutPage(rows[i].Title)
		if plain, page := withoutPage(rows[i].Num.Plain); page > 0 {
			rows[i].Num.Plain = plain
		}
	}
}

// withoutPage parts a title from the number of the page behind it, 0 if there is none.
func withoutPage(title string) (string, int) {
	m := pageBehind.FindStringSubmatch(title)
	if m == nil || len(m[0]) == len(title) {
		return title, 0
	}
	page, _ := strconv.Atoi(m[1])
	return strings.TrimSpace(title[:len(title)-len(m[0])]), page
}
