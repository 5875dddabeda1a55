package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestReferencesDespiteSlips reads the numbers in a column of a list of contents of which one row
// stands twice, lost its link, or has no number or that of another chapter.
func TestReferencesDespiteSlips(t *testing.T) {
	const origin = "http://example.test"
	titles := []string{"Visits", "Plans", "Reviews", "Moves", "Records", "Meetings", "Consent", "Complaints"}
	row := func(i int, number string) string {
		return fmt.Sprintf(`<tr><td><a href="/%d">%s</a></td><td>%s</td><td>March 2026</td></tr>`, i, titles[i], number)
	}
	code := func(i int) string { return fmt.Sprintf("SP-%02d", i+1) }
	for name, slip := range map[string]func(i int) (rows, want string){
		"none":  func(i int) (string, string) { return row(i, code(i)), code(i) },
		"twice": func(i int) (string, string) { return row(i, code(i)) + row(i, code(i)), code(i) },
		"unlinked": func(i int) (string, string) {
			return fmt.Sprintf(`<tr><td>%s</td><td>%s</td><td>March 2026</td></tr>`, titles[i], code(i)), code(i)
		},
		"to come": func(i int) (string, string) { return row(i, "to follow"), "" },
		"another": func(i int) (string, string) { return row(i, code(i-1)), code(i - 1) },
	} {
		rows, want := "", []string{}
		var pages []normalise.Page
		for i := range titles {
			said, number := row(i, code(i)), code(i)
			if i == 5 {
				said, number = slip(i)
			}
			rows, want = rows+said, append(want, number)
			body := fmt.Sprintf(`<html><body><main><h1>%s</h1><p>%s are kept by two workers, who write down on the same day what they saw and heard.</p></main></body></html>`, titles[i], titles[i])
			pages = append(pages, normalise.Page{Document: parseKit(t, "generic", fmt.Sprintf("%s/%d", origin, i), []byte(body))})
		}
		body := `<html><body><main><h1>Handbook</h1><table><tr><th>Title</th><th>Ref</th><th>Review</th></tr>` + rows + `</table></main></body></html>`
		pages = append(pages, normalise.Page{Document: parseKit(t, "generic", origin+"/", []byte(body))})
		e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"example.test"}, Pages: pages})
		var got []string
		for _, s := range e.Sections {
			got = append(got, s.Number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, " "), strings.Join(want, " "))
		}
	}
}
