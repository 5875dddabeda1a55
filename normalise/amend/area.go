package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// An areaDress is how a heading over the amendments of an area is set.
type areaDress struct {
	kind  parse.BlockKind
	level int
}

// findAreas finds the areas of a manual that only its page of amendments names: headings
// set as the one over what is shared, over tables as that is, that say nothing else. One
// alone may be anything, unless a group of the manual is called so.
func (r *amendReader) findAreas(blocks []parse.Block) {
	shared := make(map[areaDress]bool)
	over := make(map[areaDress][]string)
	grouped := make(map[areaDress]bool)
	for i, b := range parse.InMain(blocks) {
		if b.Kind == parse.Row || b.Kind != parse.Heading && !b.Bold || i+1 == len(blocks) || blocks[i+1].Kind != parse.Row {
			continue
		}
		dress, name := areaDress{b.Kind, b.Level}, strings.Trim(wording.Squeeze(b.Text), ": ")
		switch {
		case sharedHead.MatchString(name):
			shared[dress] = true
		case r.mayBeArea(name) && !slices.Contains(over[dress], name):
			over[dress] = append(over[dress], name)
			grouped[dress] = grouped[dress] || r.titles.find(name) >= 0
		}
	}
	for dress, names := range over {
		if shared[dress] && (len(names) > 1 || grouped[dress]) {
			r.areas = append(slices.Clone(r.areas), names...)
		}
	}
}

// sharedHead stands over what all areas share.
var sharedHead = pattern.New(`(?i)^(?:shared|regional|all\s+(?:areas|authorities|boards|boroughs|councils|counties|districts|local\s+authorities|localities|partnerships))(?:\s+(?:board\s+)?(?:amendments|updates|changes|chapters|procedures|information))?$`)

// mayBeArea reports words that are set like a name and are no title of the manual but that of a
// group, as the chapters of one area are, no date, and no word for a sort of change or for a part of the site.
func (r *amendReader) mayBeArea(name string) bool {
	if i := r.titles.find(name); i >= 0 && r.titles.sections[i].Kind != normalise.KindGroup {
		return false
	}
	if wording.CountWords(name) > 6 || !capitalised(name) || !titleCase(name) || saysKind(name) || toc.JunkTitle.MatchString(name) || scopeHead.MatchString(name) || wholeManual.MatchString(name) || layout.ColumnKey(name) != layout.KeyNone {
		return false
	}
	_, month := dates.MonthName(name)
	_, _, dated := headDate(name)
	return !month && !dated && !YearHead.MatchString(name) && !startsWithNumber(name)
}
