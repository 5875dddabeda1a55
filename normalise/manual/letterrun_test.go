package manual

import (
	"fmt"
	"strings"
	"testing"
)

// TestLettersBehindANumber reads D14A and D14B beside D14: they are its appendices, unless the
// list shows appendices of chapters in lists below these.
func TestLettersBehindANumber(t *testing.T) {
	entry := func(at, name, below string) string {
		return fmt.Sprintf(`<li><a href="/%s">%s</a>%s</li>`, at, name, below)
	}
	for name, test := range map[string]struct {
		below string
		want  []string
	}{
		"flat":   {"", []string{"section|D|Harm", " chapter|D12|Neglect", " chapter|D13|Bullying", " chapter|D14|Exploitation", "  appendix|D14A|Gangs", "  appendix|D14B|County Lines"}},
		"nested": {"<ul>" + entry("checklist", "Appendix 1: Checklist", "") + "</ul>", []string{"section|D|Harm", " chapter|D12|Neglect", "  appendix||Appendix 1: Checklist", " chapter|D13|Bullying", " chapter|D14|Exploitation", " chapter|D14A|Gangs", " chapter|D14B|County Lines"}},
	} {
		list := entry("12", "D12 Neglect", test.below) + entry("13", "D13 Bullying", "") + entry("14", "D14 Exploitation", "") + entry("14a", "D14 A Gangs", "") + entry("14b", "D14 B County Lines", "")
		pages := map[string]string{"/": `<html><body><main><h1>Contents</h1><h2>D. Harm</h2><ul>` + list + `</ul></main></body></html>`}
		for at, title := range map[string]string{"12": "Neglect", "13": "Bullying", "14": "Exploitation", "14a": "Gangs", "14b": "County Lines", "checklist": "Checklist"} {
			pages["/"+at] = fmt.Sprintf(`<html><body><main><h1>%s</h1><p>%s is talked over by two workers, who write down on the same day what they saw and heard.</p></main></body></html>`, title, title)
		}
		t.Run(name, func(t *testing.T) {
			e := readWay(t, pages)
			if got := strings.Join(tree(e), "\n"); got != strings.Join(test.want, "\n") {
				t.Errorf("got\n%s", got)
			}
		})
	}
}
