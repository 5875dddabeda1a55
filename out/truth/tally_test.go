package truth

import (
	"cmp"
	"strings"
)

// throughout counts the chapters in which minor changes of the manual as a whole were made.
func throughout(e *entry) int {
	in := map[string]bool{}
	for _, c := range e.changes {
		if e.group == "Minor changes" && c.Kind == "terms_swept" {
			for _, id := range c.OtherSectionIDs {
				in[id] = true
			}
		}
	}
	return len(in)
}

// throughout checks the names of the chapters in which a change throughout was made.
func (r *boardLog) throughout(said string) string {
	if r.quote == nil || r.quote.c == nil || r.quote.c.Kind != "terms_swept" {
		return "it follows no change throughout"
	}
	var want []string
	for _, id := range r.quote.c.OtherSectionIDs {
		if s := cmp.Or(r.n.after.at[id], r.n.before.at[id]); s != nil {
			want = append(want, labelOf(s))
		}
	}
	if more := len(want) - 100; more > 0 {
		want = append(want[:100], thousands(more)+" more")
	}
	return sameText("list of chapters", strings.TrimSuffix(said, "."), strings.TrimSuffix(strings.Join(want, "; "), "."))
}

// tallyForm is "practice changed in 2 chapters; 1 new chapter, 2 renamed".
const tallyForm = `(?:[Pp]ractice changed in {n} chapters?|[\d,]+(?: chapters?)? (?:new chapters?|new|withdrawn|with new text|renamed|moved, split or merged|with minor changes|going back and forth)|(?:[Oo]ne change|[\d,]+ changes) throughout [\d,]+ chapters?|[\d,]+ parts? (?:renamed|moved or renumbered)|[,;] )+`

var tallyParts = map[string]string{
	"practice": `[Pp]ractice changed in {n} chapters?`, "new": `{n} new chapters?`, "withdrawn": `{n}(?: chapters?)? withdrawn`, "text": `{n}(?: chapters?)? with new text`,
	"throughout": `throughout {n} chapters?`, "parts renamed": `{n} parts? renamed`, "parts moved": `{n} parts? moved or renumbered`,
	"renamed": `{n}(?: chapters?)? renamed`, "moved": `{n}(?: chapters?)? moved, split or merged`, "minor": `{n}(?: chapters?)? with minor changes`, "forth": `{n}(?: chapters?)? going back and forth`,
}

func tallyOf(text string) map[string]int {
	said := map[string]int{}
	for key, says := range tallyParts {
		if m := pattern(says).FindStringSubmatch(text); m != nil {
			said[key] = number(m[1])
		}
	}
	return said
}
