package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
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

// TestTypedLettersAreNumbers reads the letters typed before the chapters of a heading as their
// numbers, also where the page of amendments names one with it, and leaves those that count
// nothing in the titles.
func TestTypedLettersAreNumbers(t *testing.T) {
	entry := func(at, name string) string { return fmt.Sprintf(`<p><a href="/%s">%s</a></p>`, at, name) }
	pages := map[string]string{
		"/": `<h1>Contents</h1><h2>Harbour</h2>` + entry("lamps", "a) Lamps") + entry("bells", "b) Bells") + entry("ropes", "Ropes") + entry("fog", "a) Fog") +
			`<h2>Forms</h2>` + entry("crew", "1A Crew list") + entry("cargo", "1B Cargo list") + entry("log", "2A Log of the watch"),
		"/changes": `<h1>Changes</h1><h3>10th March 2021</h3><p><strong>b) Bells</strong> – page 4: two more are rung.</p><p><strong>Ropes</strong> – page 2: they are coiled each night.</p>` +
			`<h3>2nd March 2021</h3><p><strong>c) Ropes</strong> – page 1: a knot was added.</p>`,
	}
	for at, title := range map[string]string{"lamps": "Lamps", "bells": "Bells", "ropes": "Ropes", "fog": "Fog", "crew": "Crew list", "cargo": "Cargo list", "log": "Log of the watch"} {
		pages["/"+at] = fmt.Sprintf(`<h1>%s</h1><p>%s is talked over by two keepers, who write down on the same day what they saw and heard.</p>`, title, title)
	}
	e := readSite(t, normalise.Input{Start: []string{"/"}, Amendments: []string{"/changes"}}, pages)
	want := []string{"section||Harbour", " chapter|a|Lamps", " chapter|b|Bells", " chapter||Ropes", " chapter||a) Fog", "section||Forms", " chapter|1A|Crew list", " chapter|1B|Cargo list", " chapter|2A|Log of the watch"}
	if d := cmp.Diff(want, tree(e)); d != "" {
		t.Error(d)
	}
	rows := "2021-03-10|local|b) Bells|page 4: two more are rung.||Bells\n2021-03-10|local|Ropes|page 2: they are coiled each night.||Ropes\n2021-03-02|local|Ropes|page 1: a knot was added.||Ropes\n"
	if d := cmp.Diff(rows, amendmentLines(e)); d != "" {
		t.Error(d)
	}
}
