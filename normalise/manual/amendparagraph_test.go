package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// TestRecordByParagraphs reads a record on the start page that names paragraphs, which count on from
// the parts that have them, and a number that two parts have.
func TestRecordByParagraphs(t *testing.T) {
	const origin = "http://example.test/rules/"
	parts := []struct {
		title string
		from  string
		count []int
	}{{"Part 1: Boats", "1", []int{1, 2, 3}}, {"Part 2A: Lamps", "2", []int{1, 2, 3}}, {"Part 2B: Ropes", "2", []int{3, 4, 5}}, {"Part 3: Tides", "3", []int{1, 2}}}
	menu := `<nav><h2>Contents</h2><ul>`
	for i, p := range parts {
		menu += fmt.Sprintf(`<li><a href="/rules/%d">%s</a></li>`, i, p.title)
	}
	menu += `</ul></nav>`
	pages := map[string]string{"": menu + `<main><h1>Rules</h1><p>For all who row.</p><h2>Changes made in 2023</h2><p>The updated version was published on 31 August 2023.</p><table><tr><th>2021 location</th><th>2023 location</th><th>Level of change</th><th>Update</th></tr>
<tr><td>Para 1.3</td><td>1.2</td><td>MA</td><td>Oars are counted.</td></tr><tr><td>Page 24 after 2.1</td><td>Page 24 after 2.2</td><td>NT</td><td>New words on wicks.</td></tr><tr><td>-</td><td>Para 2.5</td><td>NT</td><td>New words on knots.</td></tr><tr><td>2.3</td><td>2.3</td><td>MA</td><td>Link replaced.</td></tr><tr><td>3.8</td><td>3.9</td><td>MA</td><td>Link replaced.</td></tr></table></main>`}
	for i, p := range parts {
		text := ""
		for _, n := range p.count {
			text += fmt.Sprintf("<p>%s.%d %s</p>", p.from, n, fillerWords(3))
		}
		pages[fmt.Sprint(i)] = menu + "<main><h1>" + p.title + "</h1>" + text + "</main>"
	}
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin}, Amendments: []string{origin}, Hosts: []string{"example.test"}}
	for at, body := range pages {
		in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte("<html><body>"+body+"</body></html>"))})
	}
	want := strings.TrimLeft(`
2023-08-31|local|1.2|Oars are counted.||Boats
2023-08-31|local|Page 24 after 2.2|New words on wicks.||Lamps
2023-08-31|local|Para 2.5|New words on knots.||Ropes
2023-08-31|local|2.3|Link replaced.||
2023-08-31|local|3.9|Link replaced.||
`, "\n")
	if d := cmp.Diff(want, amendmentLines(Read(in))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
