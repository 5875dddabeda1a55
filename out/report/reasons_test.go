package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/out"
)

func TestWhySaysNothingTwice(t *testing.T) {
	for _, c := range []struct {
		name string
		row  out.ChangeRow
		want string
	}{
		{"new", out.ChangeRow{Kind: "added", Significance: "new_text", Reasons: []string{"new chapter"}}, ""},
		{"renamed", out.ChangeRow{Kind: "renamed", Significance: "minor", Reasons: []string{"the title changed"}}, ""},
		{"withdrawn", out.ChangeRow{Kind: "removed", Significance: "practice", Reasons: []string{"appendix is no longer in the manual"}}, ""},
		{"removed passage", out.ChangeRow{Kind: "edited", Significance: "practice", Reasons: []string{"a passage was removed", `a passage with an obligation ("must") was removed`, "a sentence was moved"}},
			"Why it matters: a passage with an obligation (“must”) was removed. Also: a sentence was moved."},
		{"removed rows", out.ChangeRow{Kind: "edited", Significance: "practice", Reasons: []string{"a table row was removed", `a passage with an obligation ("must") was removed`}},
			"Why it matters: a passage with an obligation (“must”) was removed."},
		{"minor", out.ChangeRow{Kind: "edited", Significance: "minor", Reasons: []string{"wording"}}, "Judged minor: the wording changed."},
		{"printed form", out.ChangeRow{Kind: "edited", Significance: "minor", Reasons: []string{`contact: "01632960101" became "01632960102"`, `date: "3 may 2019" became "4 may 2019"`},
			Edits: []out.EditRow{{Op: "keep", Text: "Ring 01632 "}, {Op: "delete", Text: "960101"}, {Op: "insert", Text: "960102"}, {Op: "keep", Text: " from "}, {Op: "delete", Text: "3"}, {Op: "insert", Text: "4"}, {Op: "keep", Text: " May 2019."}}},
			"Judged minor: the contact “01632 960101” became “01632 960102”; the date “3 May 2019” became “4 May 2019”."},
		{"title with capitals", out.ChangeRow{Kind: "edited", Significance: "minor", Reasons: []string{`heading "The Decision" became "Making the Decision"`},
			Edits: []out.EditRow{{Op: "insert", Text: "Making "}, {Op: "keep", Text: "the Decision"}}},
			"Judged minor: the heading “The Decision” became “Making the Decision”."},
		{"signs around a term", out.ChangeRow{Kind: "edited", Significance: "minor", Reasons: []string{`new heading "Roles (continued)"`, `new heading "(old) plans"`},
			Edits: []out.EditRow{{Op: "insert", Text: "Roles (continued)"}, {Op: "break", Text: "\n"}, {Op: "insert", Text: "Old plans"}}},
			"Judged minor: a new heading “Roles (continued)”; a new heading “Old plans”."},
	} {
		if got := Why(&c.row); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTermsAsPrinted(t *testing.T) {
	changes := []out.ChangeRow{{Kind: "terms_swept", Detail: `"lscb" became "lscp", "annual  plan" became "yearly plan", "front door" became "children gateway": 9 places in 4 chapters`}}
	err := PrintTerms(changes, func() (before, after []out.SectionRow, err error) {
		return []out.SectionRow{{Text: "The LSCB and its Annual Plan. LSCB staff. An lscb. The Front Door."}}, []out.SectionRow{{Text: "The LSCP and its Yearly plan. Ring the Children’s Gateway."}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "“LSCB” became “LSCP”, “Annual Plan” became “Yearly plan”, “Front Door” became “Children’s Gateway”: 9 places in 4 chapters"
	if got := changes[0].Detail; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := Happened(&changes[0], ""); got != "Replaced throughout: "+want+". Quotations show the new form." {
		t.Errorf("told as %q", got)
	}
}

// TestWhoseNumberFollows: a number that follows from another change is told with the title of
// the appendix that has it, a run of them with the part in which they stand.
func TestWhoseNumberFollows(t *testing.T) {
	got := Options{}.FoldedWords([]out.ChangeRow{
		{Kind: "renumbered", OldNumber: "Appendix 2", NewNumber: "Appendix 3", OldTitle: "Lamps", NewTitle: "Lamps", Detail: "Appendix 2 became Appendix 3"},
		{Kind: "renumbered", OldNumber: "4", NewNumber: "4", OldTitle: "Boats", NewTitle: "Boats", Detail: "4.2-4.3 became 4.3-4.4 (2 numbers)"},
	}, out.Board{}, nil)
	if want := "Appendix 2 became Appendix 3, “Lamps”; 4.2-4.3 became 4.3-4.4 (2 numbers) in “4 Boats”"; len(got) != 1 || !strings.Contains(strings.ReplaceAll(got[0], "–", "-"), want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestOtherAddressesAreNamed: whoever keeps links is told which pages have other addresses.
func TestOtherAddressesAreNamed(t *testing.T) {
	got := Options{}.FoldedWords([]out.ChangeRow{
		{Kind: "moved_host", Significance: "links", Detail: "16 pages have other addresses, for example lamps.example/p_oil.html is now lamps.example/oil"},
		{Kind: "link_changed", Significance: "links", NewNumber: "2", NewTitle: "Boats"},
	}, out.Board{}, nil)
	want := []string{"1 change of the manual’s own addresses: 16 pages have other addresses, for example lamps.example/p_oil.html is now lamps.example/oil.", "1 link or file address changed: “2 Boats”."}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestMovedPartIsOnePassage tells lines that moved together as one, and two that did not.
func TestMovedPartIsOnePassage(t *testing.T) {
	c := &out.ChangeRow{Kind: "edited", Edits: []out.EditRow{
		{Op: "under", Text: "Lamps"}, {Op: "move_from", Text: "Lamps"}, {Op: "break", Text: "\n"}, {Op: "move_from", Text: "Trim each lamp."}, {Op: "break", Text: "\n"}, {Op: "move_from", Text: "Dry the glass."}, {Op: "skip"},
		{Op: "move_to", Text: "Lamps"}, {Op: "break", Text: "\n"}, {Op: "move_to", Text: "Trim each lamp."}, {Op: "break", Text: "\n"}, {Op: "move_to", Text: "Dry the glass."}, {Op: "skip"},
		{Op: "move_to", Text: "Ring twice."},
	}}
	var got []string
	shown, _ := passages(c, 60)
	for _, p := range shown {
		got = append(got, markdownLine(p[0]))
	}
	want := []string{"Moved with the heading “Lamps”: “Trim each lamp. / Dry the glass.”", "Moved to here, under “Lamps”: “Ring twice.”"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestMovedAwayInPart: of what went to another chapter the beginning is quoted, and marked as that;
// where it came to, a long quotation begins with its first word.
func TestMovedAwayInPart(t *testing.T) {
	quoted := func(limit int, edits ...out.EditRow) string {
		shown, _ := passages(&out.ChangeRow{Kind: "edited", Edits: edits}, limit)
		return markdownLine(shown[0][0])
	}
	for _, c := range []struct{ got, want string }{
		{quoted(60, out.EditRow{Op: "move_from", Text: "Trim each lamp. "}, out.EditRow{Op: "skip"}), "Moved from here: “Trim each lamp. \\[…\\]”"},
		{quoted(60, out.EditRow{Op: "move_from", Text: "Trim each lamp. "}, out.EditRow{Op: "skip"}, out.EditRow{Op: "break", Text: "\n"}, out.EditRow{Op: "move_from", Text: "Ring twice."}), "Moved from here: “Trim each lamp. \\[…\\]”"},
		{quoted(60, out.EditRow{Op: "move_from", Text: "Trim each lamp."}, out.EditRow{Op: "skip"}, out.EditRow{Op: "move_from", Text: "Ring twice."}), "Moved from here: “Trim each lamp.”"},
		{quoted(3, out.EditRow{Op: "move_to", Text: "Trim each lamp at dusk."}), "Moved to here: “Trim each lamp \\[…\\]”"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}

// TestMoveInsideAPart: of chapters that exchanged their numbers the move tells both, of others
// where they stood and stand.
func TestMoveInsideAPart(t *testing.T) {
	c := out.ChangeRow{Kind: "moved", OldPath: "Concerns > Owls", NewPath: "Concerns > Owls", OldNumber: "1.2", NewNumber: "1.3"}
	if got, want := happened(&c, ""), "Moved to another place under “Concerns”: was 1.2, now 1.3."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	c.NewNumber = "1.2"
	if got, want := happened(&c, ""), "Moved to another place under “Concerns”."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	c.Detail = "moved inside “Concerns”" + diff.SeatsDetail("2nd (after “Bats”)", "first")
	if got, want := happened(&c, ""), "Moved to another place under “Concerns”: it stood 2nd (after “Bats”), and stands first now."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	c.OldPath, c.NewPath = "Owls", "Owls"
	if got, want := happened(&c, ""), "Moved to another place in the manual: it stood 2nd (after “Bats”), and stands first now."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPartsAreNoChapters: a part of the manual that only holds chapters is told in a line of its
// own, and not counted among the new and withdrawn chapters; one with words is.
func TestPartsAreNoChapters(t *testing.T) {
	rows := func(ids ...string) *Outline {
		list := []out.SectionRow{{SectionID: "p", Ordinal: 1, Kind: "section", Number: "2", Title: "On the quay"}, {SectionID: "g", Ordinal: 2, Kind: "group", Title: "Boats"}, {SectionID: "c", Ordinal: 3, Kind: "chapter", Number: "2.1", Title: "Oars"}}
		return NewOutline(slices.DeleteFunc(list, func(r out.SectionRow) bool { return !slices.Contains(ids, r.SectionID) }))
	}
	changes := []out.ChangeRow{
		{ChangeID: "1", Kind: "added", Significance: "new_text", SectionID: "p", NewNumber: "2", NewTitle: "On the quay", Detail: "with “Ropes”"},
		{ChangeID: "2", Kind: "removed", Significance: "minor", SectionID: "g", OldTitle: "Boats"},
		{ChangeID: "3", Kind: "added", Significance: "new_text", SectionID: "c", NewNumber: "2.1", NewTitle: "Oars", WordsAdded: 40},
	}
	n := &Night{Before: rows("g"), Now: rows("p", "c"), Changes: changes}
	if got := tallyWords(tallyOf(n), Practice); got != "1 new chapter" {
		t.Error(got)
	}
	want := []string{"1 new part of the manual: “2 On the quay” with “Ropes”.", "1 part of the manual that is no longer there: “Boats”."}
	if d := cmp.Diff(want, Options{}.FoldedWords(FoldedChanges(changes, n.Before, n.Now), out.Board{}, nil)); d != "" {
		t.Error(d)
	}
	changes = append(changes, out.ChangeRow{ChangeID: "4", Kind: "renamed", Significance: "minor", SectionID: "p"}, out.ChangeRow{ChangeID: "5", Kind: "moved", Significance: "minor", SectionID: "p"},
		out.ChangeRow{ChangeID: "6", Kind: "renumbered", Significance: "minor", SectionID: "c"}, out.ChangeRow{ChangeID: "7", Kind: "renumbered", Significance: "minor", Detail: "1-2 became A-B"})
	n.Changes = changes
	if got := tallyWords(tallyOf(n), Practice); got != "1 new chapter, 1 moved, split or merged, 1 part renamed, 1 part moved or renumbered" {
		t.Error(got)
	}
	n.Changes = changes[:3]
	changes[0].WordsAdded = 12
	if got := tallyWords(tallyOf(n), Practice); got != "2 new chapters" {
		t.Errorf("a part with words: %s", got)
	}
}

// TestPointersAreNoChapters: a row of the contents that points to another manual is counted neither
// as a new chapter nor as a withdrawn one.
func TestPointersAreNoChapters(t *testing.T) {
	const title = "Boats (Othertown Manual)"
	there := NewOutline([]out.SectionRow{{SectionID: "s", Ordinal: 1, Kind: "see_also", Title: title}})
	for _, c := range []struct {
		n    *Night
		want string
	}{
		{&Night{Before: NewOutline(nil), Now: there, Changes: []out.ChangeRow{{ChangeID: "1", Kind: "added", Significance: "links", SectionID: "s", NewTitle: title}}}, "1 new row of the contents that points to what stands elsewhere: “" + title + "”."},
		{&Night{Before: there, Now: NewOutline(nil), Changes: []out.ChangeRow{{ChangeID: "2", Kind: "removed", Significance: "links", SectionID: "s", OldTitle: title}}}, "1 row of the contents that pointed to what stands elsewhere and is gone: “" + title + "”."},
	} {
		if got := tallyWords(tallyOf(c.n), Practice); got != "" {
			t.Error(got)
		}
		if d := cmp.Diff([]string{c.want}, Options{}.FoldedWords(FoldedChanges(c.n.Changes, c.n.Before, c.n.Now), out.Board{}, nil)); d != "" {
			t.Error(d)
		}
	}
}

func TestPassagesKeepLinesApart(t *testing.T) {
	edit := func(parts ...string) *out.ChangeRow {
		c := &out.ChangeRow{Kind: "edited"}
		for i := 0; i < len(parts); i += 2 {
			c.Edits = append(c.Edits, out.EditRow{Op: parts[i], Text: parts[i+1]})
		}
		return c
	}
	merged := func(c *out.ChangeRow) *out.ChangeRow {
		c.Kind = "merged"
		return c
	}
	for _, c := range []struct {
		name string
		row  *out.ChangeRow
		want []string
	}{
		{"a heading and its list", edit("under", "Contacts", "insert", "Contacts", "break", "\n", "insert", "Duty desk: 1\nOut of hours: 2"),
			[]string{"Added, under “Contacts”: Duty desk: 1 / Out of hours: 2"}},
		{"a heading alone", edit("under", "Contacts", "delete", "Contacts"), []string{"Removed: Contacts"}},
		{"a renamed heading", edit("under", "Useful Contacts", "insert", "Useful ", "keep", "Contacts"), []string{"The heading was: Contacts", "Now: Useful Contacts"}},
		{"another heading and its list", edit("under", "Lamps", "delete", "Lights", "insert", "Lamps", "break", "\n", "delete", "Trim each lamp."),
			[]string{"The heading was: Lights", "Now: Lamps", "Removed, under “Lamps”: Trim each lamp."}},
		{"a word of a sentence that stays", edit("under", "Lamps", "keep", "The keeper must ", "delete", "not ", "keep", "touch the glass."),
			[]string{"Was, under “Lamps”: The keeper must not touch the glass.", "Now: The keeper must touch the glass."}},
		{"a word more", edit("keep", "The lamp is ", "insert", "normally ", "keep", "lit."), []string{"Was: The lamp is lit.", "Now: The lamp is normally lit."}},
		{"words that come before a mark", edit("keep", "The lamp is trimmed each night ", "insert", "by the keeper", "keep", "."), []string{"Was: The lamp is trimmed each night.", "Now: The lamp is trimmed each night by the keeper."}},
		{"words before others", edit("insert", "In fog, ", "keep", "the lamp is lit."), []string{"Was: the lamp is lit.", "Now: In fog, the lamp is lit."}},
		{"a column more", edit("keep", "Lamp | Keeper ", "insert", "| Hours", "break", "\n", "keep", "Pier | Ann ", "insert", "| all"),
			[]string{"A column was added: Hours / Pier […] all"}},
		{"a column more and a cell changed", edit("under", "Watch", "keep", "Lamp | Keeper ", "insert", "| Hours", "break", "\n", "keep", "Pier | ", "delete", "Ann ", "insert", "Bea | all", "break", "\n", "keep", "Mole | Cis ", "insert", "| none"),
			[]string{"A column was added, under “Watch”: Hours / Pier […] all / Mole […] none", "Row was: Pier | Ann", "Now: Pier | Bea | all"}},
		{"a column less", edit("delete", "No. | ", "keep", "Lamp | Keeper", "break", "\n", "delete", "1 | ", "keep", "Pier | Ann"),
			[]string{"A column was taken out: No. / 1"}},
		{"rows beside one another", edit("keep", "Pier | ", "delete", "Ann", "insert", "Bea", "break", "\n", "insert", "Mole | Cis", "break", "\n", "delete", "Quay | Dot"),
			[]string{"Was: Pier | Ann", "Now: Pier | Bea", "Row added: Mole | Cis", "Row removed: Quay | Dot"}},
		{"a sentence beside one that stays", edit("keep", "The lamp is lit. ", "delete", "The bell is rung. ", "keep", "The gate is shut. ", "delete", "Nobody sails."),
			[]string{"Removed: The bell is rung. […] Nobody sails."}},
		{"a mark that went", edit("keep", "Whoever is ", "insert", "already ", "keep", "home ", "delete", ", ", "keep", "should ask."),
			[]string{"Was: Whoever is home, should ask.", "Now: Whoever is already home should ask."}},
		{"one of two that became several", edit("keep", "its physical", "insert", ", social ", "keep", "or ", "delete", "inner ", "insert", "outer ", "keep", "needs"),
			[]string{"Was: its physical or inner needs", "Now: its physical, social or outer needs"}},
		{"words put in beside a mark", edit("keep", "the harbour,", "insert", " quay,", "keep", " or gate", "insert", " or bridge", "keep", ", in fog"),
			[]string{"Was: the harbour, or gate, in fog", "Now: the harbour, quay, or gate or bridge, in fog"}},
		{"rows that came together", edit("insert", "Pier | Ann", "break", "\n", "insert", "Mole | Cis"), []string{"Added: Pier | Ann / Mole | Cis"}},
		{"many rows", edit("keep", "Pier | ", "delete", strings.Repeat("lamp ", 50), "insert", strings.Repeat("bell ", 50), "break", "\n", "keep", "Mole | ", "delete", "a b c d e f g h i j k l", "insert", "b", "break", "\n", "keep", "Quay | ", "delete", "a", "insert", "b"),
			[]string{"Was: Pier | " + strings.TrimSpace(strings.Repeat("lamp ", 50)), "Now: Pier | " + strings.TrimSpace(strings.Repeat("bell ", 50)), "Row was: Mole | a b c d e f […]", "Now: Mole | b", "And 1 more row.: "}},
		{"a move is told once", edit("under", "A", "move_from", "Staff write ", "skip", "", "under", "B", "move_to", "Staff write it down."),
			[]string{"Moved from under “A” to under “B”: Staff write it down."}},
		{"what stood beside a move is told", edit("delete", "One.", "break", "\n", "move_from", "Two.\n", "delete", "Three.", "skip", "", "insert", "Four."),
			[]string{"Removed: One. / Three.", "Added: Four.", "Moved from here: Two."}},
		{"a move and an edit in one", edit("under", "A", "move_from", "Staff write it down within a day.", "under", "B", "move_to", "Staff write it down within ", "delete", "a day", "insert", "two days", "move_to", "."),
			[]string{"Was, under “A”: Staff write it down within a day.", "Now, under “B”: Staff write it down within two days."}},
		{"a part with another number", edit("under", "Form 2: Sails", "move_from", "Form 2: Sails", "under", "Form 3: Sails", "move_to", "Form ", "delete", "2", "insert", "3", "move_to", ": Sails"),
			[]string{"The heading was: Form 2: Sails", "Now: Form 3: Sails"}},
		{"a long passage that moved", edit("under", "A", "move_from", "Staff write ", "skip", "", "under", "B", "move_to", "Staff write it down "+strings.Repeat("lamp ", 60)),
			[]string{"Moved from under “A” to under “B”: Staff write it down " + strings.Repeat("lamp ", 56) + "[…]"}},
		{"a move beside a new sentence", edit("under", "A", "insert", "One is new. ", "move_to", "Two stood elsewhere. ", "insert", "Three is new."),
			[]string{"Added, under “A”: One is new. / Three is new.", "Moved to here, under “A”: Two stood elsewhere."}},
		{"what a merger left out", merged(edit("under", "Contacts", "delete", "Duty desk: 1")), []string{"Not taken over, under “Contacts”: Duty desk: 1"}},
		{"second place under one heading", edit("under", "A", "delete", "One.", "skip", "", "delete", "Two."), []string{"Removed, under “A”: One.", "Removed, under “A”: Two."}},
	} {
		var got []string
		shown, _ := passages(c.row, 60)
		for _, p := range shown {
			for _, l := range p {
				got = append(got, l.Label+": "+strings.TrimSpace(l.text()))
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

// TestShortenedSides: the side of a long quotation without marked words shows the same place.
func TestShortenedSides(t *testing.T) {
	c := &out.ChangeRow{Kind: "edited", Edits: []out.EditRow{{Op: "keep", Text: strings.Repeat("lamp ", 40) + "must "}, {Op: "delete", Text: "not "}, {Op: "keep", Text: "smoke " + strings.Repeat("sail ", 40)}}}
	shown, _ := passages(c, 12)
	if was, now := shown[0][0].text(), shown[0][1].text(); !strings.Contains(was, "must not smoke") || !strings.Contains(now, "must smoke") {
		t.Errorf("was %q, now %q", was, now)
	}
}

func TestDatesInWords(t *testing.T) {
	if got := inWords("changed between 2019-10-01 and 2020-02-12, file 2020-99-12"); got != "changed between 1 October 2019 and 12 February 2020, file 2020-99-12" {
		t.Error(got)
	}
}

// TestRowIsQuotedOnce tells two changes of a chapter that one row declares, and one that
// another row does.
func TestRowIsQuotedOnce(t *testing.T) {
	s, _ := readScene(t, "testdata/night.txtar")
	rows := []out.DeclarationRow{{RunID: "r", Ordinal: 1, Details: "Renamed and moved."}, {RunID: "r", Ordinal: 2, Details: "A duty was added."}, {RunID: "r", Ordinal: 3}}
	said := Quoted{}
	var got []string
	for _, ordinal := range []int32{1, 1, 2, 3, 3} {
		c := out.ChangeRow{RunID: "r", Declared: "confirmed", AmendmentOrdinal: ordinal}
		got = append(got, said.Once(Options{}.Declared(&c, rows, s.Boards[0])))
	}
	want := []string{"Declared by the board: “Renamed and moved”.", "Declared in the same row.", "Declared by the board: “A duty was added”.", "Declared by the board.", "Declared by the board."}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestRowsOfOneChange: of the rows that tell of a change the one that fits it best is quoted, not
// the first of the list, and the others on the same chapter behind it; a row that fits the change
// of another chapter, or says the same words, is none of them.
func TestRowsOfOneChange(t *testing.T) {
	s, _ := readScene(t, "testdata/night.txtar")
	id := []string{"c"}
	march, april := out.DayOf(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)), out.DayOf(time.Date(2026, 4, 5, 0, 0, 0, 0, time.UTC))
	rows := []out.DeclarationRow{
		{RunID: "r", Ordinal: 1, SectionID: "other", Details: "Two names were exchanged.", ChangeIDs: id},
		{RunID: "r", Ordinal: 2, SectionID: "s", Details: "Visits are more frequent.", Date: march, ChangeIDs: id},
		{RunID: "r", Ordinal: 3, SectionID: "s", Details: "The first visit is a duty.", Date: march, ChangeIDs: id},
		{RunID: "r", Ordinal: 4, SectionID: "s", Details: "Visits are more frequent.", ChangeIDs: id},
		{RunID: "r", Ordinal: 5, SectionID: "s", Details: "A table was added.", Date: march, ChangeIDs: []string{"d"}},
		{RunID: "r", Ordinal: 6, SectionID: "s", Details: "Spelling.", Date: april, ChangeIDs: id},
	}
	said := Quoted{}
	for _, c := range []struct {
		declared string
		ordinal  int32
		want     string
	}{
		{"confirmed", 3, "Declared by the board, dated March 2026: “The first visit is a duty”; and “Visits are more frequent”; and, dated 5 April 2026, “Spelling”."},
		{"confirmed", 3, "Declared in the same rows."},
		{"confirmed", 1, "Declared by the board: “Two names were exchanged”; and, dated March 2026, “Visits are more frequent”; and, dated March 2026, “The first visit is a duty”."},
		{"undeclared", 6, "Not declared by the board: its rows, dated 5 April 2026, say only “Spelling”; and, dated March 2026, “Visits are more frequent”; and, dated March 2026, “The first visit is a duty”."},
	} {
		change := out.ChangeRow{RunID: "r", ChangeID: "c", SectionID: "s", Declared: c.declared, AmendmentOrdinal: c.ordinal}
		if got := said.Once(Options{}.Declared(&change, rows, s.Boards[0])); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestNothingIsQuoted checks both ways to forbid quotations, each told by its name.
func TestNothingIsQuoted(t *testing.T) {
	s, _ := readScene(t, "testdata/night.txtar")
	for _, c := range []struct {
		words int
		no    bool
		want  string
	}{{-1, false, "not quoted here, as was asked for"}, {0, true, "The licence of this manual does not allow"}} {
		s.QuoteWords = c.words
		for i := range s.Boards {
			s.Boards[i].NoQuotes = c.no
		}
		dir, _ := stage(t, s)
		told := 0
		for _, f := range written(t, dir) {
			if text := string(f.Data); strings.HasPrefix(f.Name, "changelogs/") && !strings.Contains(f.Name, "across") {
				told += strings.Count(text, c.want)
				for _, bad := range []string{"  - Was", "  - Added", "  - Removed", "  - Not taken over", "  - Moved", "Form updated", "“New chapter”"} {
					if strings.Contains(text, bad) {
						t.Errorf("%s quotes", f.Name)
					}
				}
			}
		}
		if told == 0 {
			t.Errorf("nothing says %q", c.want)
		}
	}
}

// TestNothingQuoted: where nothing may be quoted, the reasons say what was touched, and not in
// which words.
func TestNothingQuoted(t *testing.T) {
	o, b := Options{QuoteWords: -1}, out.Board{ID: "pier"}
	for reason, want := range map[string]string{
		`timescale: "one working day" became "ten days"`:                     "Why it matters: the timescale changed.",
		`timescale: "24 hours" was added`:                                    "Why it matters: the timescale was added.",
		`obligation: "should" became "must"; this manual defines both words`: "Why it matters: the obligation changed; this manual defines both words.",
		`obligation: "must" was removed`:                                     "Why it matters: the obligation was removed.",
		`a word that decides: "and" became "or"`:                             "Why it matters: a word that decides changed.",
		`condition or negation: "not" was removed`:                           "Why it matters: a condition was removed.",
		`somebody else is named: "mate" became "lamp officer"`:               "Why it matters: somebody else is named.",
		`what is done: "in lockers" became "at the door"`:                    "Why it matters: what is done changed.",
		`new passage with an obligation ("must")`:                            "Why it matters: a new passage with an obligation.",
		`a duty ("must") was put in other words`:                             "Why it matters: a duty was put in other words.",
		`a column was added to a table`:                                      "Why it matters: a column was added to a table.",
		`heading "Lamps" became "Lights and “old” lamps"`:                    "Also: the heading changed.",
		`columns: "Lamp | Keeper" became "Lamp | Mate"`:                      "Also: the columns of a table changed.",
		`heading "Lamps" removed`:                                            "Also: the heading was removed.",
		`new heading "Lamps"`:                                                "Also: a new heading.",
		`edition of Lamps and Lights: "2018" became "2023"`:                  "Also: the edition of Lamps and Lights changed.",
		`cited document: "Lamps Act 1970" became "Lights Act 2014"`:          "Also: the cited document changed.",
		`contact: "01632 960111" became "01632 960222"`:                      "Also: the contact changed.",
	} {
		c := &out.ChangeRow{Kind: "edited", Significance: "practice", Reasons: []string{reason}}
		if got := o.Why(c, b); got != want {
			t.Errorf("%s: %q, want %q", reason, got, want)
		}
		if got := (Options{}).Why(c, b); got != Why(c) {
			t.Errorf("%s: %q where it may be quoted, want %q", reason, got, Why(c))
		}
	}
	c := &out.ChangeRow{Kind: "terms_swept", Significance: "minor", Reasons: []string{"one term was replaced throughout"}, Detail: `"lamp" became "light": 4 places in 3 chapters`, OtherSectionIDs: []string{"a", "b", "c"}}
	if got := o.Edited(&Entry{}, c, b) + o.Why(c, b); got != "One term was replaced throughout, in 3 chapters." {
		t.Error(got)
	}
}

// TestChapterWithoutItsPage: of a chapter that is still listed it is not said that its number is
// not in use.
func TestChapterWithoutItsPage(t *testing.T) {
	c := out.ChangeRow{Kind: "retired", WordsRemoved: 384, Reasons: []string{diff.PageGoneReason}}
	if got, want := happened(&c, ""), "Withdrawn, though still listed: no page of it can be read any more; it had 384 words."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
