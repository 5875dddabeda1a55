package textdiff

import (
	"regexp"
	"slices"
	"strings"
)

// documents are names in capitals with a year behind them.
var documents = regexp.MustCompile(`\b((?:[A-Z][\w'’-]*|Act)(?: (?:to|and|of|in|for|the|on|with|[A-Z(][\w'’)-]*)){1,8}),? ?\(?((?:19|20)\d\d)\)?`)

// A cited is a document as a text cites it; the name is "" of a date that is that of no document.
type cited struct{ name, year string }

// is tells whether two citations name one document, "Guidance in Working Together" and "Working
// Together", but not "Adoption and Children Act" and "Children Act".
func (c cited) is(o cited) bool {
	a, b := FoldText(c.name), FoldText(o.name)
	if len(a) < len(b) {
		a, b = b, a
	}
	lead, ok := strings.CutSuffix(a, b)
	return b != "" && ok && (lead == "" || leadOver.MatchString(lead))
}

// leadOver are folded words that lead to the name of a document.
var leadOver = regexp.MustCompile(`\b(?:in|of|under|with|by|from|to|see|the) (?:the )?$`)

func (c cited) String() string { return strings.TrimSpace(c.name + " " + c.year) }

// citedIn are the documents that a text cites with their years, in order.
func citedIn(text string) []cited {
	var out []cited
	for _, m := range documents.FindAllStringSubmatch(text, -1) {
		if name := strings.TrimRight(leadIn.ReplaceAllString(m[1], ""), " ("); isCapital(lastWord(name)) { // and not "Bonds of 2024"
			out = append(out, cited{name, m[2]})
		}
	}
	return out
}

// leadIn are words that only lead to a name.
var leadIn = regexp.MustCompile(`^(?:(?:See|The|the|In|Under|From|And|Read|This|Also|For|With|Guidance in) )+`)

// A citedEdit says of some dates what they are and what became of them.
type citedEdit struct {
	what       string
	gone, come []string
}

// citedDiffers says what it means that some dates of a text became others: another edition of
// a document, another document, or no more than another date. Each year belongs to the document
// in front of it, and is held against another year of that one only. A document that took the
// place of another is named with its year, for its year says nothing of the older one.
func citedDiffers(old, new string, gone, come []string) []citedEdit {
	before, after := citedIn(old), citedIn(new)
	from, to := datedBy(gone, without(before, after)), datedBy(come, without(after, before))
	var out []citedEdit
	for i := 0; i < len(from); i++ {
		if k := slices.IndexFunc(to, from[i].is); k >= 0 {
			out = append(out, citedEdit{"edition of " + to[k].name, []string{from[i].year}, []string{to[k].year}})
			from, to = slices.Delete(from, i, i+1), slices.Delete(to, k, k+1)
			i--
		}
	}
	if e, ok := editionOf(from, to, old, new, before, after); ok {
		return append(out, e)
	}
	names, dates := citedEdit{what: "cited document"}, citedEdit{what: "date"}
	names.gone, dates.gone = withNames(from)
	names.come, dates.come = withNames(to)
	switch {
	case len(names.gone)+len(names.come) == 0:
	case len(names.gone) == 0: // a date gave way to a document
		names.gone, dates.gone = dates.gone, nil
	case len(names.come) == 0:
		names.come, dates.come = dates.come, nil
	}
	return append(out, names, dates)
}

// without are the citations that another text has not, each as often as it is lacking.
func without(all, other []cited) []cited {
	left := slices.Clone(other)
	return slices.DeleteFunc(slices.Clone(all), func(c cited) bool {
		i := slices.IndexFunc(left, func(o cited) bool { return c.year == o.year && c.is(o) })
		if i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
		return i >= 0
	})
}

// datedBy gives each date the document that is cited with it.
func datedBy(dates []string, among []cited) []cited {
	left := slices.Clone(among)
	var out []cited
	for _, d := range dates {
		c := cited{year: d}
		if i := slices.IndexFunc(left, func(c cited) bool { return c.year == d }); i >= 0 {
			c = left[i]
			left = slices.Delete(left, i, i+1)
		}
		out = append(out, c)
	}
	return out
}

// editionOf tells of a document that one text names without its year, or otherwise than in
// front of it: "the 2018 edition of the Lamps Code".
func editionOf(from, to []cited, old, new string, before, after []cited) (citedEdit, bool) {
	named := func(dated, bare []cited, text string, cites []cited) bool {
		return len(dated) == 1 && dated[0].name != "" && len(bare) <= 1 && !slices.ContainsFunc(bare, func(c cited) bool { return c.name != "" }) &&
			strings.Contains(FoldText(text), FoldText(dated[0].name)) && !slices.ContainsFunc(cites, dated[0].is)
	}
	switch {
	case named(to, from, old, before):
		return citedEdit{"edition of " + to[0].name, yearsOf(from), yearsOf(to)}, true
	case named(from, to, new, after):
		return citedEdit{"edition of " + from[0].name, yearsOf(from), yearsOf(to)}, true
	}
	return citedEdit{}, false
}

func yearsOf(cites []cited) []string {
	var out []string
	for _, c := range cites {
		out = append(out, c.year)
	}
	return out
}

// withNames parts documents, with their years, from dates.
func withNames(cites []cited) (names, dates []string) {
	for _, c := range cites {
		if c.name == "" {
			dates = append(dates, c.year)
		} else {
			names = append(names, c.String())
		}
	}
	return names, dates
}
