package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/normalise/toc"
)

// TestNumbersOfTheList reads what is doubted of the numbers of a list, in parts, in groups
// without numbers, and flat.
func TestNumbersOfTheList(t *testing.T) {
	cases := []struct{ name, list, want string }{
		{"a flat list", "1.1 A|1.2 B|1.3 C|1.10 J", "number_gap 1.10"},
		{"a flat list with a number printed twice", "1.1 A|1.2 B|1.2 C|1.3 D", "duplicate_number 1.2"},
		{"a flat list of plain numbers", "1 A|2 B|2 C", "duplicate_number 2"},
		{"parts", "1 Core| 1.1 A| 1.3 B|2 Needs| 2.1 C", "number_gap 1.3"},
		{"each part begins anew", "Part B1| 1.1 A| 1.2 B|Part B2| 1.1 C| 1.2 D", ""},
		{"each part begins anew, one with a gap", "Part B1| 1.1 A| 1.2 B|Part B2| 1.1 C| 1.3 D", "number_gap 1.3"},
		{"groups go on with the count", "Core| 1.1 A| 1.2 B|Needs| 1.3 C| 1.4 D", ""},
		{"groups inside a part", "1 Core| Early|  1.1.1 A|  1.1.2 B| Later|  1.1.3 C|  1.1.5 D", "number_gap 1.1.5"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rd := &reading{Site: toc.NewSite(&normalise.Input{})}
			rd.checkNumbers(listed(c.list))
			var got []string
			for _, f := range rd.Findings {
				number, _, _ := strings.Cut(f.Detail, " ")
				got = append(got, f.Code+" "+number)
			}
			if d := cmp.Diff(c.want, strings.Join(got, "|")); d != "" {
				t.Error(d)
			}
		})
	}
}

// listed makes sections of lines "number title", each as deep as its spaces.
func listed(lines string) []normalise.Section {
	var out []normalise.Section
	var open []int
	for i, line := range strings.Split(lines, "|") {
		title := strings.TrimLeft(line, " ")
		depth := len(line) - len(title)
		s := normalise.Section{Parent: -1, Depth: depth + 1, Kind: normalise.KindChapter, Title: title}
		if number, rest, ok := strings.Cut(title, " "); ok && strings.ContainsAny(number[:1], "0123456789") {
			s.Number, s.Title = number, rest
		}
		if open = open[:depth]; depth > 0 {
			s.Parent = open[depth-1]
		}
		open = append(open, i)
		out = append(out, s)
	}
	return out
}
