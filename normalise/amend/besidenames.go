package amend

import (
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Among the items of a list that each name a chapter and tell its change, one that names none
// tells a change too, of no chapter in particular: "Telephone numbers checked everywhere". It is
// known by where it stands, whatever its words.

// A besideItem is how the items around such a one name their chapters, and how many of them go on
// behind the name with a small letter.
type besideItem struct{ named, colons, small int }

// besideNames are the items that name no chapter in lists in which as many at least do.
func (r *amendReader) besideNames(resolved []bool) map[string]besideItem {
	names := make(map[string]bool)
	for i := range r.rows {
		if resolved[i] && r.rows[i].Chapter != "" {
			names[r.rows[i].Chapter] = true
		}
	}
	texts, lists := make(map[int][]string), make(map[int]besideItem)
	kinds, kind := make(map[int]bool), false // lists under a heading that says the sort of their changes
	for i := range r.page.Blocks {
		b := &r.page.Blocks[i]
		if b.Kind == parse.Heading {
			kind = saysKind(wording.Squeeze(b.Text))
		}
		if b.Region != parse.Main || b.Kind != parse.Item || b.Group == 0 {
			continue
		}
		text := wording.Squeeze(b.Text)
		kinds[b.Group] = kind
		if name := longestFront(text, names); name != "" {
			l := lists[b.Group]
			l.named++
			l.colons += wording.BoolInt(strings.HasPrefix(text[len(name):], ":"))
			l.small += wording.BoolInt(!beginsUpper(strings.TrimLeft(text[len(name):], " :-–—")))
			lists[b.Group] = l
		} else if len(b.Links) == 0 && !b.Bold && wording.CountWords(text) > 3 && !announces(text) && !announcement.MatchString(text) && !opensList(text) {
			texts[b.Group] = append(texts[b.Group], text)
		}
	}
	all, alone := sumOf(lists, kinds), 0
	for group := range texts {
		if kinds[group] && lists[group].named == 0 {
			alone += len(texts[group])
		}
	}
	out := make(map[string]besideItem)
	for _, group := range slices.Sorted(maps.Keys(texts)) { // the same words may stand in two lists
		l := lists[group]
		if l.named == 0 && kinds[group] && alone*3 <= all.named {
			l = all // one of the lists by sort of a release, and not the first of them
		}
		for _, text := range texts[group] {
			if l.named >= len(texts[group]) && (beginsUpper(text) || l.small*2 >= l.named) {
				out[text] = l
			}
		}
	}
	return out
}

// sumOf are the items of all lists that stand under a heading on the sort of their changes.
func sumOf(lists map[int]besideItem, kinds map[int]bool) besideItem {
	var all besideItem
	for group, l := range lists {
		if kinds[group] {
			all.named, all.colons, all.small = all.named+l.named, all.colons+l.colons, all.small+l.small
		}
	}
	return all
}

// besideLooks are the looks of items that stand among those that begin records, as these do but
// for a name in bold or a link, where nearly all of these say behind the name what was changed:
// each is a record that names no chapter.
func besideLooks(pieces []piece, lead string) map[string]bool {
	named, told, others := 0, 0, make(map[string]int)
	for i := range pieces {
		switch p := &pieces[i]; {
		case !p.item || plainLook(p.look) != plainLook(lead):
		case p.look != lead:
			others[p.look]++
		default:
			named++
			told += wording.BoolInt(p.known && p.rest != "")
		}
	}
	out := make(map[string]bool)
	for look, n := range others {
		out[look] = named >= leastRecords && told*10 >= named*9 && n*2 <= named
	}
	return out
}

// plainLook is a look without what sets off the front of a line.
func plainLook(look string) string {
	return strings.TrimSuffix(strings.TrimSuffix(look, " lead"), " link")
}

// longestFront is the longest of names that a text begins with, "" if none.
func longestFront(text string, names map[string]bool) string {
	best := ""
	for name := range names {
		if len(name) > len(best) && strings.HasPrefix(text, name) {
			best = name
		}
	}
	return best
}

// isBeside reports a row made of such an item. What was taken for its chapter, before a colon, is
// part of the words where the chapters around do not stand so.
func (r *amendReader) isBeside(a *normalise.Amendment, beside map[string]besideItem) bool {
	if a.Chapter == "" {
		return beside[wording.Squeeze(a.Details)].named > 0
	}
	whole := a.Chapter + ": " + a.Details
	l := beside[wording.Squeeze(whole)]
	if l.named > 0 && l.colons*2 < l.named {
		a.Chapter, a.Link, a.Details = "", "", whole
	}
	return l.named > 0
}
