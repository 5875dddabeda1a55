package paper

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/out/report"
)

// A sort is a way in which practice can change, with the beginnings of the reasons that are
// of it. Every reason that makes a change one of practice is of one.
type sort struct {
	says  string // of some chapters; %s is how many
	leads []string
}

var sorts = []sort{
	{"the strength of a duty changed%s", []string{"obligation: "}},
	{"a timescale changed%s", []string{"timescale: ", "table row with a timescale", "new passage with a timescale", "a sentence with a timescale", "start of a timescale: ", "new passage on when a timescale starts", "a passage on when a timescale starts", "a sentence on when a timescale starts"}},
	{"a threshold or a number changed%s", []string{"threshold: ", "number: "}},
	{"a condition, or a small word that decides, changed%s", []string{"condition or negation: ", "a word that decides: ", "new passage with an exception", "a passage with an exception", "a sentence with an exception"}},
	{"other people or bodies are named%s", []string{"somebody else is named: ", "who has the duty was changed: ", "who does it: "}},
	{"whom or what it covers changed%s", []string{"scope: ", "definition: ", "new passage on whom it covers", "a passage on whom it covers", "a sentence on whom it covers"}},
	{"what is done, or how or where, changed%s", []string{"what is done: "}},
	{"a table of rules changed%s", []string{"a table row was ", "a column was "}},
	{"a passage with a duty came or went%s", []string{"new passage with an obligation", "a passage with an obligation", "a sentence with an obligation", "new passage on what is done", "a sentence on what is done was added", "a list that lays something down gained a point"}},
	{"what a passage lays down was put in other words%s", []string{"a duty (", "a timescale (", "a passage was put in other words"}},
	{"another passage, or a point of a list, was taken out%s", []string{"a passage was removed", "a sentence on what is done was removed", "a list that lays something down lost a point"}},
	{"a chapter was split or merged%s", []string{"one chapter became two", "two chapters became one", "one chapter was divided among several", "one chapter was made of parts of several"}},
}

// practiceSorts says in how many chapters each sort of thing changed.
func practiceSorts(es []report.Entry) string {
	in := func(n int) string { return " in " + report.Thousands(n) }
	lead := "Among them, "
	if len(es) == 1 {
		in, lead = func(int) string { return "" }, "In it, "
	}
	var parts []string
	for i, s := range sorts {
		n, detail := 0, ""
		if i == 0 {
			n, detail = duties(es, in)
		} else {
			for k := range es {
				n += wording.BoolInt(s.of(&es[k]))
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf(s.says, in(n))+detail)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return lead + report.List(parts) + "."
}

// of reports whether one of the reasons of a chapter is of the sort.
func (s *sort) of(e *report.Entry) bool { return slices.ContainsFunc(s.leads, e.Because) }

// duties counts the chapters in which a duty changed in strength, and says which words became
// which.
func duties(es []report.Entry, in func(int) string) (n int, detail string) {
	swaps := map[string]int{}
	for i := range es {
		seen := map[string]bool{}
		for _, c := range es[i].Changes {
			for _, o := range c.Obligations {
				if o.From != "" && o.To != "" {
					seen["“"+report.Clean(o.From)+"” became “"+report.Clean(o.To)+"”"] = true
				}
			}
		}
		for s := range seen {
			swaps[s]++
		}
		n += wording.BoolInt(len(seen) > 0 || sorts[0].of(&es[i]))
	}
	if len(swaps) > 0 {
		detail = " (" + commonest(swaps, in) + ")"
	}
	return n, detail
}

// commonest lists the first of what was counted, most often first.
func commonest(counts map[string]int, in func(int) string) string {
	const most = 3
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	for i, w := range words {
		words[i] = w + in(counts[w])
	}
	if len(words) > most {
		words = append(words[:most], "and other words")
	}
	return strings.Join(words, ", ")
}
