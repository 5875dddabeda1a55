package manual

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// TestAmendmentsOfNamesAlone reads records in which some names stand alone, in the case of sentences
// or are none of the manual any more: the rows beside them tell what is a name.
func TestAmendmentsOfNamesAlone(t *testing.T) {
	for name, test := range map[string]struct{ number, record, want string }{
		"added and changed": {"", `<h2>Release 2025.8 (3 May 2025)</h2><h3>Added</h3><ul><li><a href="/lamps">Care of lamps</a></li></ul><h3>Changed</h3><ul><li><a href="/bells"><strong>Bells in fog</strong></a>: The hours are new.</li><li><a href="/ropes"><strong>Ropes</strong></a>: Two knots were added.</li></ul>` +
			`<h2>Release 2025.7 (17 March 2025)</h2><h3>Added</h3><ul><li><a href="/ropes">Ropes</a></li><li><a href="/bells">Bells in fog</a></li></ul><h3>Changed</h3><ul><li><a href="/lamps"><strong>Care of lamps</strong></a>: Link mended.</li></ul>`,
			"2025-05-03|local|Care of lamps||new|Care of lamps\n2025-05-03|local|Bells in fog|The hours are new.||Bells in fog\n2025-05-03|local|Ropes|Two knots were added.||Ropes\n" +
				"2025-03-17|local|Ropes||new|Ropes\n2025-03-17|local|Bells in fog||new|Bells in fog\n2025-03-17|local|Care of lamps|Link mended.||Care of lamps\n"},
		"terms behind days": {"", `<p>Day and chapter, then what was revised.</p><dl><dt>28.04.25 Care of lamps</dt><dd>Link mended.</dd><dt>22.03.25 Leaving the tower</dt><dd>Merged with the former note.</dd><dt>21.11.24 Bells in fog</dt><dd>The hours are new.</dd><dt>15.11.24 Ropes</dt><dd>Two knots were added.</dd></dl>`,
			"2025-04-28|local|Care of lamps|Link mended.||Care of lamps\n2025-03-22|local|Leaving the tower|Merged with the former note.||\n2024-11-21|local|Bells in fog|The hours are new.||Bells in fog\n2024-11-15|local|Ropes|Two knots were added.||Ropes\n"},
		"names behind codes": {"KM%d - ", `<h3>17 December 2024</h3><ul><li><a href="/lamps">KM1 - Care of lamps</a><p>Link mended.</p></li><li>KM9 - Leaving the tower<p>Page withdrawn; see KM2.</p></li></ul><h3>10 May 2024</h3><ul><li><a href="/bells">KM2 - Bells in fog</a><p>The hours are new.</p></li><li><a href="/ropes">KM3 - Ropes</a><p>Two knots were added.</p></li></ul>`,
			"2024-12-17|local|KM1 - Care of lamps|Link mended.||Care of lamps\n2024-12-17|local|KM9 - Leaving the tower|Page withdrawn; see KM2.||\n2024-05-10|local|KM2 - Bells in fog|The hours are new.||Bells in fog\n2024-05-10|local|KM3 - Ropes|Two knots were added.||Ropes\n"},
	} {
		pages, list := map[string]string{"/changes": "<h1>Record of changes</h1>" + test.record}, ""
		for i, c := range [][2]string{{"lamps", "Care of lamps"}, {"bells", "Bells in fog"}, {"ropes", "Ropes"}} {
			title := c[1]
			if test.number != "" {
				title = fmt.Sprintf(test.number, i+1) + title
			}
			list += fmt.Sprintf(`<li><a href="/%s">%s</a></li>`, c[0], title)
			pages["/"+c[0]] = fmt.Sprintf(`<h1>%s</h1><p>%s is talked over by two keepers, who write down on the same day what they saw and heard.</p>`, title, c[1])
		}
		pages["/"] = "<h1>Contents</h1><ul>" + list + "</ul>"
		e := readSite(t, normalise.Input{Start: []string{"/"}, Amendments: []string{"/changes"}}, pages)
		if d := cmp.Diff(test.want, amendmentLines(e)); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}
