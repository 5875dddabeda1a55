package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestPictures: another file is told among the links, other words by what they say; a picture
// that came or went is minor unless its words lay something down.
func TestPictures(t *testing.T) {
	chart := func(words, file string) []normalise.Picture {
		return []normalise.Picture{{Words: words, URL: "https://manual.example/img/" + file}}
	}
	route := chart("Route", "route1.png")
	for name, test := range map[string]struct {
		old, new []normalise.Picture
		kind     diff.Kind // "" for no change
		want     diff.Significance
		reason   string
	}{
		"another file":       {route, chart("Route", "route2.png"), diff.LinkChanged, diff.Links, "replaced by another file"},
		"another month":      {chart("Route", "route-202603.png"), chart("Route", "route-202609.png"), diff.LinkChanged, diff.Links, "replaced by another file"},
		"a stamp of a build": {chart("Route", "route.3f9a21bc.png"), chart("Route", "route.77e0a4d1.png?v=2"), "", "", ""},
		"a limit":            {chart("Chart: reply within 5 days", "a.png"), chart("Chart: reply within 8 days", "a.png"), diff.Edited, diff.Practice, `timescale: "5 days" became "8 days"`},
		"a duty, a new file": {chart("The mate must ring the bell", "a.png"), chart("The mate should ring the bell", "b.png"), diff.Edited, diff.Practice, `"must" became "should"`},
		"other words":        {chart("Chart of steps", "a.png"), chart("Chart of all steps", "a.png"), diff.Edited, diff.Minor, "the words for a picture or film changed"},
		"added":              {nil, route, diff.Edited, diff.Minor, "a picture or film was added"},
		"removed":            {route, nil, diff.Edited, diff.Minor, "a picture or film was removed"},
		"a rule removed":     {chart("Ring within 2 hours", "a.png"), nil, diff.Edited, diff.Practice, "removed"},
		"the same":           {route, route, "", "", ""},
	} {
		old := oneChapter("The keeper looks at the sea.", parse.Paragraph)
		old.Sections[0].Pictures = test.old
		got := compared(old, next(old, func(ed *normalise.Edition) { ed.Sections[0].Pictures = test.new }))
		if test.kind == "" && len(got) > 0 || test.kind != "" && (len(got) != 1 || got[0].Kind != test.kind || got[0].Significance != test.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.reason)) {
			t.Errorf("%s: %s, want %s %s because of %s", name, describe(got), test.want, test.kind, test.reason)
		}
	}
}

// TestPicturesShownInTurn: what a site shows in turn beside the texts is no change of a chapter.
func TestPicturesShownInTurn(t *testing.T) {
	for name, banner := range map[string]func(night, i int) normalise.Picture{
		"from a pool": func(night, i int) normalise.Picture {
			n := (i + night) % 4
			return normalise.Picture{Words: fmt.Sprintf("Children at play %d", n), URL: fmt.Sprintf("https://manual.example/b%d.jpg", n)}
		},
		"always new": func(night, i int) normalise.Picture {
			return normalise.Picture{Words: "Our county", URL: fmt.Sprintf("https://manual.example/p%d-%d.jpg", night, i)}
		},
	} {
		old := manual(3, 2, 4, 120)
		show := func(ed *normalise.Edition, night int) {
			for i := range ed.Sections {
				if ed.Sections[i].Kind == normalise.KindChapter {
					ed.Sections[i].Pictures = []normalise.Picture{banner(night, i)}
				}
			}
		}
		show(old, 0)
		if got := compared(old, next(old, func(ed *normalise.Edition) { show(ed, 1) })); len(got) > 0 {
			t.Errorf("%s: %s, want no change", name, describe(got))
		}
	}
}

// TestDeclaredPictures: a row about a picture is borne out by what happened to one, and by nothing
// else; where nothing was seen of a picture that is there, nobody can tell.
func TestDeclaredPictures(t *testing.T) {
	chart := []normalise.Picture{{Words: "Flow chart", URL: "https://manual.example/f1.png"}}
	other := []normalise.Picture{{Words: "Flow chart", URL: "https://manual.example/f2.png"}}
	for name, test := range map[string]struct {
		old, new []normalise.Picture
		details  string
		text     string // of the newer chapter
		state    diff.State
		reason   string
	}{
		"another file":   {chart, other, "The flow chart has been replaced with a new version", "", diff.Confirmed, "a picture or film was replaced"},
		"taken out":      {chart, nil, "The video has been removed", "", diff.Confirmed, "a picture"},
		"nothing seen":   {chart, chart, "The flow chart was updated", "", diff.NotDetected, declaration.PictureUnread},
		"no picture":     {nil, nil, "The flow chart was updated", "", diff.NotDetected, "nothing in"},
		"only the text":  {chart, chart, "The flow chart was updated", "The keeper should look at the sea.", diff.NotDetected, declaration.PictureUnread},
		"other particle": {chart, other, "The contact details were updated", "", diff.NotDetected, "a picture"},
	} {
		old := oneChapter("The keeper must look at the sea.", parse.Paragraph)
		old.Sections[0].Pictures = test.old
		cur := next(old, func(ed *normalise.Edition) {
			ed.Sections[0].Pictures = test.new
			if test.text != "" {
				ed.Sections[0].Blocks[0].Text = test.text
			}
			ed.Amendments = []normalise.Amendment{{Ordinal: 1, Chapter: ed.Sections[0].Title, Details: test.details}}
		})
		lineage.Carry(nil, old)
		m := lineage.Carry(old, cur)
		got := declaration.Judge(old, cur, compare.Editions(m, compare.Options{RunID: cur.RunID}), declaration.History{})
		at := slices.IndexFunc(got, func(d diff.Declaration) bool { return d.Ordinal == 1 })
		if at < 0 || got[at].State != test.state || !strings.Contains(got[at].Reason, test.reason) {
			t.Errorf("%s: %+v, want %s because of %s", name, got, test.state, test.reason)
		}
	}
}
