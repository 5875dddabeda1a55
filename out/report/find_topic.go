package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"manualwatch/diff/across"
	"manualwatch/normalise/wording"
)

// FindTopic returns the topic that a person means: by its id, its name, the title
// of a chapter on it, a chapter as "board/number", or a word or abbreviation of the
// field. If there is none, near lists the names that look most like it.
func (a *Across) FindTopic(query string) (t *TopicLine, near []string) {
	for _, same := range []func(*TopicLine) bool{
		func(t *TopicLine) bool { return t.ID == query },
		func(t *TopicLine) bool { return foldName(t.Name) == foldName(query) },
		func(t *TopicLine) bool { return t.holds(query) },
	} {
		if i := slices.IndexFunc(a.Topics, func(t TopicLine) bool { return same(&t) }); i >= 0 {
			return &a.Topics[i], nil
		}
	}
	for _, id := range across.TopicsNamed(query) {
		if i := slices.IndexFunc(a.Topics, func(t TopicLine) bool { return t.ID == id }); i >= 0 {
			return &a.Topics[i], nil
		}
	}
	return nil, a.nearest(query)
}

// holds reports whether a chapter of the topic is called or numbered so.
func (t *TopicLine) holds(query string) bool {
	board, number, _ := strings.Cut(query, "/")
	for _, c := range t.Cells {
		if c.State == across.CoverageWithin {
			continue // its chapter is on another topic
		}
		if c.Title != "" && foldName(c.Title) == foldName(query) || c.BoardID == board && c.Number != "" && strings.EqualFold(c.Number, number) {
			return true
		}
	}
	return false
}

// ByID returns the topic of an id, nil if there is none.
func (a *Across) ByID(id string) *TopicLine {
	if i := slices.IndexFunc(a.Topics, func(t TopicLine) bool { return t.ID == id }); i >= 0 {
		return &a.Topics[i]
	}
	return nil
}

// foldName makes names comparable: letters and digits of lower case, single spaces.
func foldName(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// mostNear is the number of suggestions.
const mostNear = 5

// nearest returns the names of the topics that look most like a query.
func (a *Across) nearest(query string) []string {
	spellings := map[string][]string{}
	for _, t := range a.Topics {
		name := t.Name + " (" + t.ID + ")"
		spellings[name] = append(spellings[name], t.Name, t.ID)
		for _, c := range t.Cells {
			if c.State == across.CoverageWithin {
				continue
			}
			spellings[name] = append(spellings[name], c.Title)
		}
	}
	return Nearest(query, spellings)
}

// Nearest returns the names of which a spelling looks most like a query, the best
// first, at most mostNear; those without any likeness are left out.
func Nearest(query string, spellings map[string][]string) []string {
	want, like := trigrams(query), map[string]float64{}
	for name, written := range spellings {
		for _, w := range written {
			like[name] = max(like[name], trigramLikeness(want, trigrams(w)))
		}
	}
	maps.DeleteFunc(like, func(_ string, l float64) bool { return l <= 0.15 })
	names := slices.SortedFunc(maps.Keys(like), func(x, y string) int { return cmp.Or(cmp.Compare(like[y], like[x]), cmp.Compare(x, y)) })
	return names[:min(len(names), mostNear)]
}

// trigrams returns the runs of three letters of a name, words padded, so that
// misspelt words are still alike.
func trigrams(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(foldName(s)) {
		r := []rune(" " + w + " ")
		for i := 0; i+3 <= len(r); i++ {
			set[string(r[i:i+3])] = true
		}
	}
	return set
}

// trigramLikeness is the share of the wanted runs that a name has, a little less
// for long names.
func trigramLikeness(want, have map[string]bool) float64 {
	both := wording.Common(want, have)
	if both == 0 {
		return 0
	}
	return 0.8*float64(both)/float64(len(want)) + 0.2*float64(both)/float64(len(have))
}
