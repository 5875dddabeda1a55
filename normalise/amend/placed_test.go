package amend

import (
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/toc"
)

// TestPlaced parts lines that name a page or paragraph of a chapter before what was changed there.
func TestPlaced(t *testing.T) {
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindSection, Number: "1", Title: "Boats", Parent: -1},
		{Kind: normalise.KindChapter, Number: "1.1", Title: "Oars", Parent: 0},
		{Kind: normalise.KindSection, Number: "2", Title: "Shores", Parent: -1},
		{Kind: normalise.KindChapter, Number: "2.1", Title: "Sand", Parent: 2},
	})
	r := amendReader{titles: x}
	for _, c := range []struct {
		line, chapter, details string
		section                int
	}{
		{"Standard 1 page 26- clarified who keeps the keys.", "Standard 1 page 26", "clarified who keeps the keys.", 0},
		{"Standard 2 - pages 3 and 14- the tide table is new.", "Standard 2 - pages 3 and 14", "the tide table is new.", 2},
		{"Standard 2- pages 2, 13 and 1.1A Template 2- renamed from Form to Sheet.", "Standard 2- pages 2, 13 and 1.1A Template 2", "renamed from Form to Sheet.", 2},
		{"Oars, pp. 4-6: wood is allowed.", "Oars, pp. 4-6", "wood is allowed.", 1},
		{"Sand (para 2.4) – new words on wet sand.", "Sand (para 2.4)", "new words on wet sand.", 3},
		{"Standard 9 page 3- clarified the flags.", "", "", -1},
		{"The list on page 4 - see Sand.", "", "", -1},
		{"Oars: page 3 was changed - it names the keeper.", "", "", -1},
		{"Oars page 3", "", "", -1},
	} {
		if chapter, details := r.placed(c.line); chapter != c.chapter || details != c.details {
			t.Errorf("%q falls into %q and %q", c.line, chapter, details)
		}
		if c.section < 0 {
			continue
		}
		if got, reason := x.resolve(&normalise.Amendment{Chapter: c.chapter}); got != c.section {
			t.Errorf("%q leads to %d (%s), want %d", c.chapter, got, reason, c.section)
		}
	}
}
