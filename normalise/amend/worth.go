package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
)

// A worth measures a reading: how many rows are whole, as a person would copy them
// down, how many are not, and how many words the rows hold.
type worth struct {
	whole, bad     float64
	rows, resolved int
	words          int
}

func (w worth) net() float64 { return w.whole - w.bad/2 }

// better reports a reading that is plainly better and did not become so by leaving out
// what the page says, or by names that are none.
func (w worth) better(than worth) bool {
	return w.resolved*2 >= w.rows && w.net() > than.net()+max(0.9, than.whole/20) && w.words*2 >= than.words
}

// worth weighs the rows: each should name a chapter of the manual, have a date and
// say what was changed.
func (r *amendReader) worth() worth {
	var w worth
	w.rows = len(r.rows)
	said := make(map[string]bool) // what a page repeats counts once
	var resolved []bool
	resolved, w.resolved = r.resolved()
	var beside map[string]besideItem
	if slices.ContainsFunc(r.rows, func(a normalise.Amendment) bool { return a.Chapter == "" }) {
		beside = r.besideNames(resolved)
	}
	for i := range r.rows {
		a := &r.rows[i]
		v := r.wholeness(a, resolved[i], w.resolved*2 >= w.rows)
		if a.Chapter == "" && !a.Date.IsZero() && w.resolved*2 >= w.rows && r.isBeside(a, beside) {
			v = max(v, 0.4) // of no chapter in particular, among those of some
		}
		w.whole += v
		w.bad += 1 - v
		for _, l := range append(strings.Split(a.Details, "\n"), a.Chapter) {
			if !said[l] {
				said[l] = true
				w.words += r.wordsOf(l)
			}
		}
	}
	return w
}

// wordsOf counts the words of a line that tells more than when. Every reading of a page
// asks it of the same lines.
func (r *amendReader) wordsOf(l string) int {
	return r.words.Get(l, func() int {
		if _, _, dated := r.metaDate(wording.Squeeze(l)); dated {
			return 0
		}
		return wording.CountWords(l)
	})
}

// resolved tells of each row whether it names a section of the manual, and counts
// those that do.
func (r *amendReader) resolved() (rows []bool, n int) {
	rows = make([]bool, len(r.rows))
	for i := range r.rows {
		at, _ := r.titles.resolve(&r.rows[i])
		rows[i] = at >= 0
		n += wording.BoolInt(rows[i])
	}
	return rows, n
}

// wholeness is how whole one row is, from 0 to 1. A name that is no title of the
// manual may have been one; it counts where most names of the page still are.
func (r *amendReader) wholeness(a *normalise.Amendment, resolved, most bool) float64 {
	v := 1.0
	switch {
	case resolved && a.Details == "" && r.namesPart(a):
		return 0 // a heading over chapters
	case resolved:
	case most && a.Chapter != "" && canNameText(a.Chapter) && r.mention(a.Chapter) == "":
		v = 0.6
	case most && a.Chapter == "" && tellsChange(a.Details):
		v = 0.4 // a change of the whole manual
	default:
		return 0
	}
	if a.Date.IsZero() || r.shifted {
		v *= 0.3
	}
	switch {
	case !a.New && (a.Details == "" || r.onlyNames(a)):
		v *= 0.5
	case r.holdsRecord(strings.Split(a.Details, "\n")):
		v *= 0.3
	}
	return v
}

// onlyNames reports details that say nothing but the name of the row.
func (r *amendReader) onlyNames(a *normalise.Amendment) bool {
	first, _, _ := strings.Cut(a.Chapter, " ")
	return strings.Contains(a.Details, first) && r.titleIn(a.Details) == a.Chapter
}

// namesPart reports a row that names a section with chapters below it.
func (r *amendReader) namesPart(a *normalise.Amendment) bool {
	i, _ := r.titles.resolve(a)
	return i >= 0 && r.titles.parent(i)
}

// holdsRecord reports details in which a line is a date or a title of the manual:
// another record was swallowed.
func (r *amendReader) holdsRecord(lines []string) bool {
	for _, l := range lines {
		l = wording.Squeeze(l)
		if l != "" && (r.isRecord(l) || len(lines) > 1 && badge.MatchString(l) || len(lines) > 1 && setAsTitle(l) && !changeStart.MatchString(l)) {
			return true
		}
	}
	return false
}

// isRecord reports a line that is a date, and leads in no list, or a title of the manual. Every reading of a
// page asks it of the same lines.
func (r *amendReader) isRecord(l string) bool {
	return r.records.Get(l, func() bool {
		_, _, dated := r.metaDate(l)
		return dated && !opensList(l) || r.titles.find(l) >= 0
	})
}

func canNameText(s string) bool {
	return wording.CountWords(s) <= 16 && capitalised(s) && !toc.IsSentence(s) && !changeSentence.MatchString(s) && layout.ColumnKey(s) == layout.KeyNone
}
