package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// TestPoliciesInFiles reads a page that lists a few policies, each a file: one of them is far longer
// than the others together, and one is called as a page of the site itself may be. Beside a manual
// in one file, what is no policy is no chapter.
func TestPoliciesInFiles(t *testing.T) {
	p := "\n" + fillerWords(30) + "\n"
	of := func(who string) string { return strings.ReplaceAll(p, "Staff", who+" of the old harbour") }
	long := "# Boat House\n## Keeping Boats Safe and Dry Policy\n### Aims" + p + "### Oars" + p + "### Ropes" + p + "### Lamps" + p + "### Sails" + p
	file := func(name, title, text string) *parse.Document {
		return fileOf("http://example.test/files/"+name+".docx", title, text)
	}
	safe, conduct, privacy := file("safe", "Boat House", long), file("conduct", "", "# Aims"+of("Rowers")+"# Duties"+of("Rowers")), file("privacy", "Records", "# Names"+of("Keepers")+"# Pictures"+of("Keepers"))
	list := func(entries string) string { return `<h1>Our policies</h1><ul>` + entries + `</ul>` }
	const safeEntry, conductEntry, privacyEntry = `<li><a href="/files/safe.docx">Boats safe policy</a></li>`, `<li><a href="/files/conduct.docx">Code of conduct</a></li>`, `<li><a href="/files/privacy.docx">Privacy policy 2024</a></li>`
	const safeLines = "chapter||Boats safe policy\n heading||Aims\n heading||Oars\n heading||Ropes\n heading||Lamps\n heading||Sails"
	for _, c := range []struct{ name, body, want string }{
		{"three", list(safeEntry + conductEntry + privacyEntry), safeLines + "\nchapter||Code of conduct\n heading||Aims\n heading||Duties\nchapter||Privacy policy 2024\n heading||Names\n heading||Pictures"},
		{"two", list(safeEntry + conductEntry), safeLines + "\nchapter||Code of conduct\n heading||Aims\n heading||Duties"},
		{"a manual and a leaflet", `<h1>Our manual</h1><p><a href="/files/safe.docx">Boats safe manual</a></p><p><a href="/files/conduct.docx">Leaflet on oars</a></p>`, "chapter||Aims\nchapter||Oars\nchapter||Ropes\nchapter||Lamps\nchapter||Sails"},
		{"of the site itself", list(safeEntry+conductEntry) + `<p><a href="/files/privacy.docx">Privacy</a> | <a href="/files/privacy.docx">Terms and conditions</a></p>`, safeLines + "\nchapter||Code of conduct\n heading||Aims\n heading||Duties"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, readFiles(t, c.body, "/none", safe, conduct, privacy)); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}
