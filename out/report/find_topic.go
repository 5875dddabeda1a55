package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"manualwatch/diff"
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
	if id, ok := diff.TopicOf(query); ok {
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

// nearest returns the names of the topics that look most like a query, at most
// mostNear; those without any likeness are left out.
func (a *Across) nearest(query string) []string {
	type near struct {
		name string
		like float64
	}
	var list []near
	want := trigrams(query)
	for _, t := range a.Topics {
		like := max(trigramLikeness(want, trigrams(t.Name)), trigramLikeness(want, trigrams(t.ID)))
		for _, c := range t.Cells {
			like = max(like, trigramLikeness(want, trigrams(c.Title)))
		}
		if like > 0.15 {
			list = append(list, near{t.Name + " (" + t.ID + ")", like})
		}
	}
	slices.SortStableFunc(list, func(x, y near) int { return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x.name, y.name)) })
	var names []string
	for _, n := range list[:min(len(list), mostNear)] {
		names = append(names, n.name)
	}
	return names
}

// trigrams returns the runs of three letters of a name, words padded, so that
// misspelt words are still alike.
func trigrams(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(foldName(s)) {
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
	both := 0
	for t := range want {
		if have[t] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return 0.8*float64(both)/float64(len(want)) + 0.2*float64(both)/float64(len(have))
}
