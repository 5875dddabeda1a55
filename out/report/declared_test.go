package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// TestRowFoundInPart: beside a change and under what was not found stands what its row says of
// which nothing was seen, unless nothing may be quoted.
func TestRowFoundInPart(t *testing.T) {
	row := out.DeclarationRow{RunID: "r", Ordinal: 1, Chapter: "Lamps", SectionID: "s", State: "confirmed", Details: "Lamps must be lit. A section on wicks was added and the fee is new.",
		ChangeIDs: []string{"c"}, Missing: []string{"A section on wicks was added", "the fee is new"}}
	change := out.ChangeRow{RunID: "r", ChangeID: "c", SectionID: "s", Kind: "edited", Significance: "practice", NewTitle: "Lamps", Declared: "confirmed", AmendmentOrdinal: 1, WordsAdded: 1}
	n := &Night{Board: out.Board{ID: "ash"}, Run: out.RunRow{RunID: "r"}, Observation: out.ObservationRow{Status: out.StatusChanged, PreviousEditionID: "e"},
		Edition: &out.EditionRow{}, Changes: []out.ChangeRow{change}, Declarations: []out.DeclarationRow{row}}
	var b bytes.Buffer
	BoardMarkdown(&b, n, Options{})
	for _, want := range []string{
		"and the fee is new”. Of this nothing was seen: “A section on wicks was added” and “the fee is new”.",
		"## Declared but not found\n\nOf these a part was seen, and the rest was not.\n\n- Lamps: found in part; nothing was seen of “A section on wicks was added” and “the fee is new”.\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the changelog lacks %q:\n%s", want, b.String())
		}
	}
	b.Reset()
	if BoardMarkdown(&b, n, Options{QuoteWords: -1}); strings.Contains(b.String(), "wicks") || !strings.Contains(b.String(), "- Lamps: found in part.\n") {
		t.Errorf("where nothing may be quoted:\n%s", b.String())
	}
}

// TestRowThatCameLater: the changelog of the night on which a row comes says in its words what it
// declares, though the change was told before.
func TestRowThatCameLater(t *testing.T) {
	row := out.DeclarationRow{RunID: "r", Ordinal: 1, Chapter: "Lamps", SectionID: "s", State: "confirmed_late", Details: "Lamps must be lit.", ChangeIDs: []string{"c"}, Reason: "the change was seen on 2026-09-09, the row came later"}
	n := &Night{Board: out.Board{ID: "ash"}, Run: out.RunRow{RunID: "r"}, Observation: out.ObservationRow{Status: out.StatusChanged, PreviousEditionID: "e"},
		Edition: &out.EditionRow{}, Changes: []out.ChangeRow{{Kind: "amendment_added", Significance: "editorial"}}, Declarations: []out.DeclarationRow{row}}
	var b bytes.Buffer
	BoardMarkdown(&b, n, Options{})
	if want := "tell of changes that were told on an earlier night.\n\n- Lamps: “Lamps must be lit”. The change was seen on 9 September 2026, the row came later.\n"; !strings.Contains(b.String(), want) {
		t.Errorf("the changelog lacks %q:\n%s", want, b.String())
	}
	change := out.ChangeRow{RunID: "q", ChangeID: "c", SectionID: "s", Kind: "edited", Significance: "practice", Declared: "undeclared", Reasons: []string{`obligation: "should" became "must"`}}
	if !DeclaredLater(&change, n.Declarations) {
		t.Error("a later row declares nothing")
	}
	row.Details = "Telephone number corrected."
	if DeclaredLater(&change, []out.DeclarationRow{row}) {
		t.Error("a row on a telephone number declares a duty")
	}
}

// TestRowThatSaysTheContrary: the row that was held for a change and speaks against it stands with
// the change, and one that is dated far ahead is remarked on.
func TestRowThatSaysTheContrary(t *testing.T) {
	row := out.DeclarationRow{RunID: "20260902T020000Z", Ordinal: 1, Chapter: "Lamps", SectionID: "s", State: "not_detected", Details: "The time was cut to five days.", Date: out.DayOf(time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)), DateText: "02/09/2026",
		Reason: "“Lamps” changed, but the row says the contrary: its text was edited"}
	c := out.ChangeRow{RunID: row.RunID, ChangeID: "c", SectionID: "s", Kind: "edited", Significance: "practice", Declared: "undeclared", AmendmentOrdinal: 1}
	said := func() string { return (Options{}).Declared(&c, []out.DeclarationRow{row}, out.Board{}) }
	if want := "Not declared by the board: its row, dated 2 September 2026, says the contrary: “The time was cut to five days”."; said() != want || !SaidOtherwise(&c, []out.DeclarationRow{row}) {
		t.Errorf("%q, want %q", said(), want)
	}
	row.Reason = "“Lamps” changed, but the row says something else: its text was edited"
	if want := "says something else: “"; !strings.Contains(said(), want) {
		t.Errorf("%q lacks %q", said(), want)
	}
	row.State, row.Reason, row.ChangeIDs, c.Declared, row.Date = "confirmed", "", []string{"c"}, "confirmed", row.Date+365
	if want := "Declared by the board, dated 2 September 2027 (then still to come): “The time was cut to five days”."; said() != want || SaidOtherwise(&c, []out.DeclarationRow{row}) {
		t.Errorf("%q, want %q", said(), want)
	}
}

// TestLinksThatLeadElsewhere: which link, from what to what, and when where several nights are told.
func TestLinksThatLeadElsewhere(t *testing.T) {
	edit := func(parts ...string) (es []out.EditRow) {
		for i := 0; i < len(parts); i += 2 {
			es = append(es, out.EditRow{Op: parts[i], Text: parts[i+1]})
		}
		return es
	}
	changes := []out.ChangeRow{
		{Kind: "link_changed", Significance: "links", NewNumber: "2", NewTitle: "Boats", Edits: edit("keep", "form: of wicks: ", "delete", "a.example/v3.pdf ", "insert", "a.example/v4.pdf\n", "delete", "old map: a.example/map\n", "insert", "new map: a.example/map2\n")},
		{Kind: "file_replaced", Significance: "links", NewNumber: "3", NewTitle: "Lamps", OldURL: "https://a.example/1.pdf", NewURL: "https://a.example/2.pdf"},
	}
	want := "2 links or file addresses changed: “2 Boats”: the link “form: of wicks” led to a.example/v3.pdf, leads now to a.example/v4.pdf, the link “old map” to a.example/map was taken out, a new link “new map” leads to a.example/map2 (May); " +
		"“3 Lamps”: its address was https://a.example/1.pdf, is now https://a.example/2.pdf (May)."
	if got := (Options{}).FoldedWords(changes, out.Board{}, func(*out.ChangeRow) string { return "May" }); len(got) != 1 || got[0] != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := (Options{QuoteWords: -1}).FoldedWords(changes, out.Board{}, nil); strings.Contains(got[0], "wicks") || !strings.Contains(got[0], "the link led to a.example/v3.pdf, leads now to a.example/v4.pdf") || strings.Contains(got[0], "May") {
		t.Errorf("where nothing may be quoted: %q", got)
	}
}
