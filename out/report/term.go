package report

import (
	"slices"
	"strings"
)

// mostPrinted is how many of the names under which a manual prints a term are quoted.
const mostPrinted = 3

// TermWords names a term that is out of use as a manual prints it: what stands in quotation
// marks stands in the manual.
func TermWords(title string, printed []string) string {
	title = Clean(title)
	if i := slices.IndexFunc(printed, func(p string) bool { return strings.EqualFold(p, title) }); i >= 0 {
		return "“" + printed[i] + "” (term)"
	}
	if len(printed) == 0 || slices.ContainsFunc(printed, func(p string) bool { return sameName(p, title) }) {
		return "“" + title + "” (term)"
	}
	var quotes []string
	for _, p := range printed[:min(len(printed), mostPrinted)] {
		quotes = append(quotes, "“"+p+"”")
	}
	return strings.Join(quotes, ", ") + " (term: " + title + ")"
}

// sameName tells whether a manual prints a term by its name, in whatever case and number.
func sameName(printed, title string) bool {
	return strings.EqualFold(strings.TrimSuffix(printed, "s"), strings.TrimSuffix(title, "s"))
}

// AddPrinted adds a name under which a term is printed to those known.
func AddPrinted(printed []string, name string) []string {
	if name = Clean(name); name == "" || slices.ContainsFunc(printed, func(p string) bool { return sameName(p, name) }) {
		return printed
	}
	return append(printed, name)
}
