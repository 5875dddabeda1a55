package paper

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
	"manualwatch/out/report"
)

// markdownOf builds the paper of the board of these tests and writes it.
func markdownOf(t *testing.T, d *out.Dataset, period Period) string {
	t.Helper()
	p, err := Build(d, out.Board{ID: "ash", Name: "Ash"}, period, report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := p.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNetOfThreeNights tells a chapter that was edited on two nights as one
// change with its first and last words, and one that was changed and changed back
// as no change.
func TestNetOfThreeNights(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	runs := []string{"20261101T020000Z", "20261102T020000Z", "20261105T020000Z"}
	edited := func(run, section, from, to, declared string) out.ChangeRow {
		return out.ChangeRow{RunID: run, BoardID: "ash", ToEditionID: "ash-" + run, ChangeID: run + section, Kind: "edited", Significance: "practice",
			Reasons: []string{fmt.Sprintf("timescale: %q became %q", from, to)}, SectionID: section, NewNumber: "1.1", NewTitle: "Referrals " + section, WordsAdded: 1, WordsRemoved: 1, Declared: declared,
			Edits: []out.EditRow{{Op: "keep", Text: "Reply within "}, {Op: "delete", Text: from}, {Op: "insert", Text: to}, {Op: "keep", Text: " days."}}}
	}
	nights := [][]out.ChangeRow{nil,
		{edited(runs[1], "a", "one", "two", "undeclared"), edited(runs[1], "b", "nine", "ten", "undeclared")},
		{edited(runs[2], "a", "two", "three", "confirmed"), edited(runs[2], "b", "ten", "nine", "undeclared")},
	}
	for i, run := range runs {
		at := time.Date(2026, 11, []int{1, 2, 5}[i], 2, 0, 0, 0, time.UTC)
		e := "ash-" + run
		tables := out.Tables{
			Runs:         []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: "changed", EditionID: e, LastSuccessAt: at}},
			Editions:     []out.EditionRow{{EditionID: e, BoardID: "ash", RunID: run, ObservedAt: at}},
			Amendments:   aList(e),
			Sections: []out.SectionRow{
				{EditionID: e, BoardID: "ash", SectionID: "a", Ordinal: 1, Depth: 1, Kind: "chapter", Number: "1.1", Title: "Referrals"},
				{EditionID: e, BoardID: "ash", SectionID: "b", Ordinal: 2, Depth: 1, Kind: "chapter", Number: "1.2", Title: "Visits"},
			},
			Changes: nights[i],
		}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	period := Period{From: day("2026-11-02"), To: day("2026-11-30"), Net: []out.ChangeRow{edited("net", "a", "one", "three", "")},
		TakenBack: []TakenBack{{There: nights[1][1], Back: nights[2][1]}}}
	text := func(period Period) string { return markdownOf(t, d, period) }
	net := text(period)
	for _, want := range []string{
		"| Changes to practice | 1 |", "within **one** days", "within **three** days", "2 November 2026 and 5 November 2026: ",
		"Declared by the board. What was seen on 2 November 2026 was not declared.",
		"## Changed and taken back", "1.1 Referrals b: changed on 2 November 2026, taken back on 5 November 2026.", "| Changed and not declared | 1 |",
	} {
		if !strings.Contains(net, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	if strings.Contains(net, "**two**") || strings.Contains(net, "**ten**") || strings.Contains(net, "adds up") {
		t.Errorf("the paper tells what was taken back:\n%s", net)
	}
	_, left, _ := strings.Cut(net, "## Changed and not declared")
	if left, _, _ = strings.Cut(left, "## Overdue"); !strings.Contains(left, "On 2 November 2026: Text changed: 1 word added, 1 word removed. Why it matters: the timescale “one” became “two”.") ||
		strings.Contains(left, "three") || !strings.Contains(net, "- Of 1 chapter that changed, the board’s own list of amendments tells only a part (minor") {
		t.Errorf("of a change that was declared in part the list has more than what was not:\n%s", net)
	}
	part := text(Period{From: period.From, To: period.To, Net: period.Net, TakenBack: []TakenBack{{There: nights[1][1], Back: nights[2][1], Part: true}}})
	for _, want := range []string{"1.1 Referrals b: some of its words changed on 2 November 2026, taken back on 5 November 2026.", "- **Was, and is again:** “Reply within **nine** days.”", "**In between:** “Reply within **ten** days.”"} {
		if !strings.Contains(part, want) {
			t.Errorf("the paper lacks %q:\n%s", want, part)
		}
	}
	stands := edited("there", "b", "nine", "ten", "")
	forth := text(Period{From: period.From, To: period.To, Net: append([]out.ChangeRow{stands}, period.Net...), TakenBack: []TakenBack{{There: nights[1][1], Back: nights[2][1], Changed: true}}})
	if !strings.Contains(forth, "1.1 Referrals b: went back and forth between 2 November 2026 and 5 November 2026.") || strings.Contains(forth, "so they are not counted as changes") {
		t.Errorf("of a chapter that stands changed it is said that it stands as before:\n%s", forth)
	}
	summed := text(Period{From: period.From, To: period.To, Summed: true})
	if !strings.Contains(summed, "adds up what each night found") || !strings.Contains(summed, "| Changes to practice | 2 |") {
		t.Errorf("without a net change:\n%s", summed)
	}
}

// TestTakenBackBesideAnotherEdit: of a chapter that was changed and changed back, and then
// changed elsewhere, the words that stand again are quoted as such, and the other edit has
// the date of its own night, also where a term was replaced in the chapter in between.
func TestTakenBackBesideAnotherEdit(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	edit := func(run, old, now, what, from, to, after string) out.ChangeRow {
		return out.ChangeRow{RunID: run, BoardID: "ash", ChangeID: run + "a", Kind: "edited", Significance: "practice", Reasons: []string{"timescale"}, SectionID: "a", NewNumber: "1.1", NewTitle: "Referrals",
			WordsAdded: 1, WordsRemoved: 1, Declared: "undeclared", OldSHA256: old, NewSHA256: now,
			Edits: []out.EditRow{{Op: "keep", Text: what}, {Op: "delete", Text: from}, {Op: "insert", Text: to}, {Op: "keep", Text: after}}}
	}
	runs := []string{"20261101T020000Z", "20261102T020000Z", "20261103T020000Z", "20261105T020000Z"}
	there, back := edit(runs[1], "1", "2", "Reply within ", "two", "five", " days."), edit(runs[2], "2", "1", "Reply within ", "five", "two", " days.")
	last := edit(runs[3], "3", "4", "The minutes follow in ", "one", "three", " weeks.")
	for i, run := range runs {
		at, _ := time.Parse("20060102T150405Z", run)
		tables := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: "changed", EditionID: run, LastSuccessAt: at}},
			Editions:     []out.EditionRow{{EditionID: run, BoardID: "ash", RunID: run, ObservedAt: at}},
			Amendments:   aList(run),
			Sections:     []out.SectionRow{{EditionID: run, BoardID: "ash", SectionID: "a", Ordinal: 1, Depth: 1, Kind: "chapter", Number: "1.1", Title: "Referrals"}},
			Changes:      [][]out.ChangeRow{nil, {there}, {back}, {last}}[i]}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		what string
		part bool
	}{{"as a whole", false}, {"in part", true}} {
		net := last
		net.RunID, net.ChangeID, net.OldSHA256 = "net", "net", "1" // the nights saw a term replaced in between
		got := markdownOf(t, d, Period{From: day("2026-11-02"), To: day("2026-11-30"), Net: []out.ChangeRow{net}, TakenBack: []TakenBack{{There: there, Back: back, Part: c.part}}})
		for _, want := range []string{"- 5 November 2026: Text changed", "These stand again as they stood before",
			"1.1 Referrals: some of its words changed on 2 November 2026, taken back on 3 November 2026.", "**Was, and is again:** “Reply within **two** days.”", "**In between:** “Reply within **five** days.”"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the paper lacks %q:\n%s", c.what, want, got)
			}
		}
		if strings.Contains(got, "do not stand as they stood before") {
			t.Errorf("%s: it is said that it stands changed:\n%s", c.what, got)
		}
	}
}

// TestNightsInPart: a paper says on which days the manual could not be read completely, which
// chapters were not seen then, and of what was seen late since when it was not.
func TestNightsInPart(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var net []out.ChangeRow
	for i, date := range []string{"2026-10-07", "2026-10-08", "2026-10-28", "2026-10-30"} {
		at := day(date)
		run := at.Format("20060102T150405Z")
		o := out.ObservationRow{RunID: run, BoardID: "ash", Status: out.StatusChanged, EditionID: run, LastSuccessAt: at}
		tables := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}}, Editions: []out.EditionRow{{EditionID: run, BoardID: "ash", RunID: run, ObservedAt: at}}}
		for k, title := range []string{"Ropes", "Boats"} {
			tables.Sections = append(tables.Sections, out.SectionRow{EditionID: run, BoardID: "ash", SectionID: title, Ordinal: int32(k), Kind: "chapter", Title: title, URL: "https://ash.example/" + title})
		}
		if i == 1 || i == 3 {
			o.Status, o.Cause, o.LastSuccessAt = out.StatusPartial, "a page could not be observed", day("2026-10-07")
			tables.Findings = []out.FindingRow{{RunID: run, BoardID: "ash", URL: "https://ash.example/Boats", Code: out.CodeNotObserved}}
		}
		if i == 2 {
			net = []out.ChangeRow{{RunID: run, BoardID: "ash", ChangeID: run, Kind: "edited", Significance: "practice", Reasons: []string{"timescale"}, SectionID: "Boats", NewTitle: "Boats", NewURL: "https://ash.example/Boats#top", WordsAdded: 1}}
			tables.Changes = net
		}
		tables.Observations = []out.ObservationRow{o}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"2026-10-08", "2026-10-28", []string{"; once, on 8 October 2026, it could not be read completely", "- Not seen on 8 October 2026: “Boats”.", "- 28 October 2026 (not seen since 7 October 2026): Text changed"}},
		{"2026-10-09", "2026-10-28", []string{"could be read every time", "- 28 October 2026 (not seen since 7 October 2026): Text changed"}},
		{"2026-10-08", "2026-10-30", []string{"; twice, on 8 October 2026 and 30 October 2026, it could not", "- Not seen on 8 October 2026 and 30 October 2026: “Boats”.", "**At the end of the period it could be read in part only.** A page could not be observed."}},
	} {
		got := markdownOf(t, d, Period{From: day(c.from), To: day(c.to), Net: net})
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s to %s: the paper lacks %q:\n%s", c.from, c.to, want, got)
			}
		}
		if strings.Contains(got, "not being observed") {
			t.Errorf("%s to %s: a manual read in part is said not to be observed", c.from, c.to)
		}
	}
}

// TestUnreadPeriod insists that a paper on a time in which the manual was not read
// never says that nothing changed, and that one on a time before it was known is
// refused.
func TestUnreadPeriod(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for i, status := range []string{out.StatusChanged, out.StatusFailed, out.StatusPartial} {
		at := day("2026-11-01").AddDate(0, i, 0)
		run := at.Format("20060102T150405Z")
		tables := out.Tables{Runs: []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: status, EditionID: "ash-1", LastSuccessAt: day("2026-11-01")}}}
		if i == 0 {
			tables.Editions = []out.EditionRow{{EditionID: "ash-1", BoardID: "ash", RunID: run, ObservedAt: at}}
			tables.Sections = []out.SectionRow{{EditionID: "ash-1", BoardID: "ash", SectionID: "a", Ordinal: 1, Kind: "chapter", Title: "Referrals"}}
		}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	write := func(from, to string) string { return markdownOf(t, d, Period{From: day(from), To: day(to)}) }
	for _, c := range []struct{ from, to, says string }{
		{"2026-11-20", "2026-12-20", "looked at once in the period and could not be read"},
		{"2026-11-10", "2026-11-20", "Nobody looked at the manual in this period"},
	} {
		got := write(c.from, c.to)
		if !strings.Contains(got, c.says) || !strings.Contains(got, "Whether anything changed is not known") {
			t.Errorf("%s to %s: it is not said that the manual was not read:\n%s", c.from, c.to, got)
		}
		for _, claim := range []string{"No change", "No chapter", "No other", "None.", "| 0 |"} {
			if strings.Contains(got, claim) {
				t.Errorf("%s to %s: nobody can know %q:\n%s", c.from, c.to, claim, got)
			}
		}
	}
	if got := write("2026-12-20", "2027-01-20"); !strings.Contains(got, "No change to practice was found in what could be read.") {
		t.Errorf("a partial night vouches for the whole manual:\n%s", got)
	}
	if _, err := Build(d, out.Board{ID: "ash"}, Period{From: day("2026-01-01"), To: day("2026-02-01")}, report.Options{}); err == nil || !strings.Contains(err.Error(), "no edition of ash") {
		t.Errorf("a paper of a time before the manual was known: %v", err)
	}
}

// TestPeriodNotOver: nothing is held against days to come.
func TestPeriodNotOver(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 2, 0, 0, 0, time.UTC) }
	const run = "20260801T020000Z"
	at := day(2026, 8, 1)
	err = d.WriteRun(run, out.Tables{
		Runs:         []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
		Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: "changed", EditionID: "e", LastSuccessAt: at}},
		Editions:     []out.EditionRow{{EditionID: "e", BoardID: "ash", RunID: run, ObservedAt: at}},
		Sections: []out.SectionRow{
			{EditionID: "e", BoardID: "ash", SectionID: "a", Ordinal: 1, Depth: 1, Kind: "chapter", Title: "Referrals", NextReview: out.DayOf(day(2025, 1, 31))},
			{EditionID: "e", BoardID: "ash", SectionID: "b", Ordinal: 2, Depth: 1, Kind: "chapter", Title: "Visits", NextReview: out.DayOf(day(2026, 12, 31))},
		},
		References: []out.ReferenceRow{{EditionID: "e", BoardID: "ash", SectionID: "a", Authority: "term", Title: "Clinical Commissioning Group", CitedText: "CCG", Status: "superseded", SupersededBy: "integrated care board"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	early := markdownOf(t, d, Period{From: at, To: day(2027, 12, 31), Made: day(2026, 8, 3)})
	for _, want := range []string{"The period is not over: this paper was written on 3 August 2026", "| 18 months |", "1 section is past", "1 term that went out of use is still used.", "| Document or term | In its place |", "| “CCG” (term: Clinical Commissioning Group) |"} {
		if !strings.Contains(early, want) {
			t.Errorf("the paper does not say %q:\n%s", want, early)
		}
	}
	if late := markdownOf(t, d, Period{From: at, To: day(2027, 12, 31), Made: day(2028, 1, 1)}); strings.Contains(late, "not over") || !strings.Contains(late, "2 sections are past") {
		t.Errorf("the period is over:\n%s", late)
	}
}

// TestNeighboursInside: a topic that the manual deals with inside another chapter, or leaves to
// a page that was not read, is not one that it has not; and what others have so is not only in
// this manual. A manual of adults is not held against topics about children.
func TestNeighboursInside(t *testing.T) {
	for _, tc := range []struct{ name, topic, own, other, want string }{
		{"Ash", "neglect", "absent", "has", "Not in this manual."},
		{"Ash", "neglect", "within", "has", "No chapter of its own in this manual; “3 Harm” has a part “Neglect”."},
		{"Ash", "neglect", "not_read", "has", "In the contents of this manual: “3 Harm”, a page that was not read."},
		{"Ash", "neglect", "has", "absent", "Only in this manual: “3 Harm”."},
		{"Ash", "neglect", "has", "within", ""},
		{"Ash Safeguarding Adults Procedures", "private-fostering", "absent", "has", ""},
	} {
		p := &Paper{Board: out.Board{ID: "ash", Name: tc.name}}
		cell := func(board, state string) out.CoverageRow {
			return out.CoverageRow{BoardID: board, TopicID: tc.topic, Topic: "Topic", State: state, Number: "3", Title: "Harm", Detail: "has a part “Neglect”"}
		}
		p.topic([]out.CoverageRow{cell("ash", tc.own), cell("b", tc.other), cell("c", tc.other)})
		got := ""
		for _, n := range p.Neighbours {
			got = n.Difference
		}
		if got != tc.want {
			t.Errorf("%s, %s, %s: %q, want %q", tc.name, tc.own, tc.other, got, tc.want)
		}
	}
}

// TestAwayAndDeclaredLater tells of chapters that were out of the manual in the period that they
// were, which words they came back with, and does not hold against the board a change that a later
// row declares.
func TestAwayAndDeclaredLater(t *testing.T) {
	d, err := out.OpenDataset(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	runs := []string{"20261101T020000Z", "20261102T020000Z", "20261105T020000Z"}
	change := func(run, section, kind, declared string) out.ChangeRow {
		c := out.ChangeRow{RunID: run, BoardID: "ash", ChangeID: run + section + kind, Kind: kind, Significance: "practice", SectionID: section, OldNumber: "1", OldTitle: "Owls " + section, NewNumber: "1", NewTitle: "Owls " + section, Declared: declared, WordsAdded: 9}
		if kind == "edited" {
			c.Reasons, c.Edits = []string{`timescale: "one" became "two"`}, []out.EditRow{{Op: "keep", Text: "Reply within "}, {Op: "delete", Text: "one"}, {Op: "insert", Text: "two"}, {Op: "keep", Text: " days."}}
		}
		return c
	}
	back := func(section string) out.ChangeRow {
		c := change(runs[2], section, "added", "undeclared")
		c.Significance, c.Reasons = "new_text", []string{"back after 3 days out of the manual"}
		return c
	}
	nights := [][]out.ChangeRow{nil,
		{change(runs[1], "a", "removed", "undeclared"), change(runs[1], "b", "removed", "undeclared"), change(runs[1], "c", "edited", "undeclared")},
		{back("a"), back("b"), change(runs[2], "b", "edited", "undeclared")},
	}
	late := func(ids ...string) out.DeclarationRow {
		return out.DeclarationRow{RunID: runs[2], BoardID: "ash", Ordinal: 1, Chapter: "Owls c", Details: "Owls are answered in two days.", State: "confirmed_late", SectionID: "c", ChangeIDs: ids, Reason: "the change was seen on 2026-11-02, the row came later"}
	}
	for i, run := range runs {
		at, e := time.Date(2026, 11, []int{1, 2, 5}[i], 2, 0, 0, 0, time.UTC), "ash-"+run
		tables := out.Tables{
			Runs:         []out.RunRow{{RunID: run, StartedAt: at, FinishedAt: at}},
			Observations: []out.ObservationRow{{RunID: run, BoardID: "ash", Status: "changed", EditionID: e, LastSuccessAt: at}},
			Editions:     []out.EditionRow{{EditionID: e, BoardID: "ash", RunID: run, ObservedAt: at}},
			Amendments:   aList(e),
			Changes:      nights[i],
		}
		for k, id := range []string{"a", "b", "c"} {
			if i == 1 && id != "c" {
				continue
			}
			tables.Sections = append(tables.Sections, out.SectionRow{EditionID: e, BoardID: "ash", SectionID: id, Ordinal: int32(k), Depth: 1, Kind: "chapter", Number: "1", Title: "Owls " + id})
		}
		if i == 2 {
			tables.Declarations = []out.DeclarationRow{late(nights[1][2].ChangeID)}
		}
		if err := d.WriteRun(run, tables); err != nil {
			t.Fatal(err)
		}
	}
	whole := markdownOf(t, d, Period{From: day("2026-11-01"), To: day("2026-11-30"), Net: []out.ChangeRow{change("net", "b", "edited", ""), change("net", "c", "edited", "")},
		TakenBack: []TakenBack{{There: nights[1][0], Back: nights[2][0]}, {There: nights[1][1], Back: nights[2][1], Otherwise: true}}})
	for _, want := range []string{
		"- 2 chapters are back after a time out of the manual: “1 Owls a” and “1 Owls b”.", "| Back after a time out of the manual | 2 |",
		"These were withdrawn and came back with the words that they had before.\n\n- 1 Owls a: withdrawn on 2 November 2026, back on 5 November 2026.",
		"what became of their words is told as a change.\n\n- 1 Owls b: withdrawn on 2 November 2026, back on 5 November 2026.",
		"Declared by the board later, in a row that was first seen on 5 November 2026: “Owls are answered in two days”.", "| Declared and found | 1 |", "| Changed and not declared | 1 |",
	} {
		if !strings.Contains(whole, want) {
			t.Errorf("the paper lacks %q:\n%s", want, whole)
		}
	}
	if strings.Contains(whole, "says only") || strings.Contains(whole, "stand again as they stood before") || strings.Contains(whole, "none was withdrawn") {
		t.Errorf("the paper says what is not so:\n%s", whole)
	}
	after := markdownOf(t, d, Period{From: day("2026-11-03"), To: day("2026-11-30"), Net: []out.ChangeRow{back("a"), back("b"), change("net", "b", "edited", "")}})
	for _, want := range []string{"## Declared later\n\nThese rows tell of changes from before the period.\n\n- Owls c: “Owls are answered in two days”. The change was seen on 2 November 2026, the row came later.", "Back after 3 days out of the manual, 9 words."} {
		if !strings.Contains(after, want) {
			t.Errorf("the paper of the time after lacks %q:\n%s", want, after)
		}
	}
}

// aList is a list of amendments of an edition of the board of these tests.
func aList(edition string) []out.AmendmentRow {
	return []out.AmendmentRow{{EditionID: edition, BoardID: "ash", Ordinal: 1, Scope: "page", Details: "The manual was published."}}
}
