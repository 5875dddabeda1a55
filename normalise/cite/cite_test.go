package cite

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// day reads an ISO date.
func day(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02", s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// cite gives the references of a text as "title year status".
func cite(t testing.TB, title, text, at string) []string {
	t.Helper()
	var out []string
	for _, r := range References([]normalise.Section{{ID: "s", Title: title, Text: text}}, "", day(t, at)) {
		line := r.Title
		if r.EditionYear != 0 {
			line += fmt.Sprint(" ", r.EditionYear)
		}
		line += " " + r.Status
		if r.SupersededBy != "" {
			line += ": " + r.SupersededBy
		}
		out = append(out, line)
	}
	return out
}

func TestCiteReferences(t *testing.T) {
	const wt = "Working Together to Safeguard Children"
	const ks = "Keeping Children Safe in Education"
	for _, tc := range []struct {
		name, title, text, at string
		want                  []string
	}{
		{"in its own time", "", "See Working Together to Safeguard Children 2015.", "2017-05-01", []string{wt + " 2015 current"}},
		{"the day before", "", "See Working Together to Safeguard Children (2015).", "2018-07-03", []string{wt + " 2015 current"}},
		{"the day of the next edition", "", "See Working Together to Safeguard Children (2015).", "2018-07-04", []string{wt + " 2015 superseded: " + wt + " 2018"}},
		{"years later", "", "See Working Together 2015.", "2024-02-01", []string{wt + " 2015 superseded: " + wt + " 2023"}},
		{"the next edition in that time", "", "See Working Together 2018.", "2018-07-04", []string{wt + " 2018 current"}},
		{"a factual update replaces nothing", "", "See Working Together 2018 and Working Together 2020.", "2022-01-01", []string{wt + " 2018 current", wt + " 2020 current"}},
		{"both end with the next edition", "", "See Working Together 2018 and Working Together 2020.", "2023-12-15", []string{wt + " 2018 superseded: " + wt + " 2023", wt + " 2020 superseded: " + wt + " 2023"}},
		{"a day we do not know", "", "See Working Together 2023.", "2026-03-20", []string{wt + " 2023 unknown"}},
		{"before it could be", "", "See Working Together 2023.", "2026-03-18", []string{wt + " 2023 current"}},
		{"surely past that day", "", "See Working Together 2023.", "2026-05-01", []string{wt + " 2023 superseded: " + wt + " 2026"}},
		{"month and publisher", "", "Working Together to Safeguard Children: A guide to inter-agency working to safeguard and promote the welfare of children (HM Government, March 2010)", "2012-01-01", []string{wt + " 2010 current"}},
		{"updated", "", "Working Together to Safeguard Children (2018, updated December 2020)", "2021-01-01", []string{wt + " 2020 current"}},
		{"year before", "", "The 2013 edition of Working Together applies.", "2014-01-01", []string{wt + " 2013 current"}},
		{"a date is no edition", "", "In 2015 Working Together to Safeguard Children named it.", "2016-01-01", []string{wt + " unknown"}},
		{"no edition named", "", "Working Together to Safeguard Children defines it. In 2015 that changed.", "2016-01-01", []string{wt + " unknown"}},
		{"short name in a sentence", "", "as set out in Working Together, agencies share information", "2016-01-01", []string{wt + " unknown"}},
		{"plain English", "", "Working Together with Parents is vital; we are working together. Multi-agency Working Together in Northshire.", "2016-01-01", nil},
		{"a title of the manual", "Framework to Support Multi-agency Working Together in Northshire", "", "2016-01-01", nil},
		{"a local title", "Working together to safeguard children in Northtown", "", "2016-01-01", nil},
		{"a title with a year", "Statutory Framework (Appendix B – Working Together 2015)", "", "2019-01-01", []string{wt + " 2015 superseded: " + wt + " 2018"}},
		{"abbreviation beside the name", "", "Staff follow Keeping Children Safe in Education (KCSIE) 2016. Later KCSIE 2016 says more.", "2018-09-02", []string{ks + " 2016 current", ks + " 2016 current"}},
		{"no edition of 2017", "", "Keeping children safe in education, DfE, September 2016", "2018-09-03", []string{ks + " 2016 superseded: " + ks + " 2018"}},
		{"an edition we do not know", "", "Keeping Children Safe in Education 2017", "2019-01-01", []string{ks + " 2017 superseded: " + ks + " 2018"}},
		{"acts side by side", "", "under the Children Acts 1989 and 2004", "2020-01-01", nil},
		{"two acts", "", "the Children Act 1989 and 2004; the Children Act, 2004; Children Act (1989)", "2020-01-01", []string{"Children Act 1989 current", "Children Act 2004 current", "Children Act 2004 current", "Children Act 1989 current"}},
		{"act in small letters", "", "enquiries – section 47 children act 1989 must be made", "2019-01-01", []string{"Children Act 1989 current"}},
		{"other names of the act", "", "CA 1989, the 1989 Act, Children's Act 2004", "2020-01-01", []string{"Children Act 1989 current", "Children Act 1989 current", "Children Act 2004 current"}},
		{"imprint", "", "Working Together to Safeguard Children. Department for Education, 2018. Working Together to Safeguard Children (HM Govt and others, 2018). Then more. In 2020 it changed.", "2019-01-01", []string{wt + " 2018 current", wt + " 2018 current"}},
		{"publisher before the year", "", "'Keeping Children Safe in Education' DfE 2018, and 'Working Together to Safeguard Children' DfE 2018", "2019-01-01", []string{ks + " 2018 current", wt + " 2018 current"}},
		{"verb", "", "when children act out", "2019-01-01", nil},
		{"longer act", "", "Adoption and Children Act 2002, Children (Scotland) Act 1995", "2019-01-01", []string{"Adoption and Children Act 2002 current", "Children (Scotland) Act 1995 current"}},
		{"repealed act before", "", "Data Protection Act 1998", "2018-05-24", []string{"Data Protection Act 1998 current"}},
		{"repealed act after", "", "Data Protection Act 1998", "2018-05-25", []string{"Data Protection Act 1998 superseded: Data Protection Act 2018"}},
		{"an act beyond the table", "", "Section 5 of the Gangmasters (Licensing) Act 2004 applies.", "2020-01-01", []string{"Gangmasters (Licensing) Act 2004 unknown"}},
		{"withdrawn", "", "the Framework for the Assessment of Children in Need and their Families (2000)", "2014-01-01", []string{"Framework for the Assessment of Children in Need and their Families 2000 superseded: Working Together to Safeguard Children 2013"}},
		{"chapter title that is also a document", "Children Missing Education", "", "2020-01-01", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.name == "acts side by side" {
				tc.want = []string{"Children Act 1989 current", "Children Act 2004 current"}
			}
			if d := cmp.Diff(tc.want, cite(t, tc.title, tc.text, tc.at)); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestHistoricalMentions: what replaced a document is no citation of the old one.
func TestHistoricalMentions(t *testing.T) {
	const wt18 = "Working Together to Safeguard Children 2018 current"
	for text, want := range map[string][]string{
		"Working Together to Safeguard Children 2018, which replaced Working Together to Safeguard Children 2015.": {wt18},
		"Working Together 2018 (replaces Working Together 2015)":                                                   {wt18},
		"Working Together 2018 superseded the 2015 edition of Working Together.":                                   {wt18},
		"Working Together to Safeguard Children 2015 has been replaced by Working Together 2018.":                  {wt18},
		"Working Together 2015, now replaced by Working Together 2018":                                             {wt18},
		"This was updated from Working Together 2015 to Working Together 2018.":                                    {wt18},
		"The partnership, formerly the Local Safeguarding Children Board (LSCB), meets each term.":                 nil,
		"Early Help (previously known as the Common Assessment Framework or CAF)":                                  nil,
		"Family Support Process and Forms (Previously Common Assessment Framework)":                                nil,
		"The Common Assessment Framework is no longer used.":                                                       nil,
		"Rapid reviews took the place of Serious Case Reviews in 2019, replacing Serious Case Reviews.":            nil,
		"the then Local Safeguarding Children Board":                                                               nil,
		"Local Safeguarding Children Boards (LSCBs) have been replaced by partnerships.":                           nil,
		"Local Safeguarding Children Boards were abolished.":                                                       nil,
		"Refer to the LSCB. It was formerly the ACPC.":                                                             {"Local Safeguarding Children Board superseded: safeguarding children partnership"},
	} {
		if d := cmp.Diff(want, cite(t, "", text, "2020-01-01")); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

func TestTermsOutOfUse(t *testing.T) {
	const text = "Tell the LSCB. The LSCBs review it. Complete a CAF and tell the CCG. An SCR follows."
	want := []string{
		"Local Safeguarding Children Board current",
		"Clinical Commissioning Group current",
		"Common Assessment Framework current",
	}
	if d := cmp.Diff(want, cite(t, "", text, "2017-01-01")); d != "" {
		t.Errorf("in their own time\n%s", d)
	}
	want = []string{
		"Local Safeguarding Children Board superseded: safeguarding children partnership",
		"Clinical Commissioning Group superseded: integrated care board",
		"Common Assessment Framework superseded: early help assessment",
	}
	if d := cmp.Diff(want, cite(t, "", text, "2023-01-01")); d != "" {
		t.Error(d) // SCR is also the single central record: it needs the name in full
	}
}

// TestReferenceEvidence: words, sentence and link are those of the page.
func TestReferenceEvidence(t *testing.T) {
	b := parse.Block{Text: "All must help. The guide Working Together to Safeguard Children (2018) says how. It is long.",
		Links: []parse.Link{{Start: 25, End: 63, Text: "Working Together to Safeguard Children", Href: "https://www.example.org/wt"}}}
	row := parse.Block{Kind: parse.Row, Cells: []parse.Cell{{Text: "Law"}, {Text: "Children Act 1989"}}}
	got := References([]normalise.Section{{ID: "a", Blocks: []parse.Block{b, row}}}, "", day(t, "2019-01-01"))
	want := []normalise.Reference{
		{SectionID: "a", Authority: "HM Government", Title: "Working Together to Safeguard Children", EditionYear: 2018,
			CitedText: "Working Together to Safeguard Children (2018)",
			URL:       "https://www.example.org/wt", Status: StatusCurrent},
		{SectionID: "a", Authority: "UK Parliament", Title: "Children Act", EditionYear: 1989, CitedText: "Children Act 1989", Status: StatusCurrent},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestCurrencyTable lints the checked-in table.
func TestCurrencyTable(t *testing.T) {
	table, err := readCurrency(currencyTOML)
	if err != nil {
		t.Fatal(err)
	}
	titles := map[string]bool{}
	for _, d := range table.documents {
		if titles[d.Title] {
			t.Errorf("%s stands twice", d.Title)
		}
		titles[d.Title] = true
		lintDocument(t, d)
	}
	for _, o := range table.terms {
		if o.Title == "" || o.By == "" || o.Source == "" || o.until.first.IsZero() || len(o.Names) == 0 {
			t.Errorf("term %q is incomplete", o.Title)
		}
	}
}

func lintDocument(t *testing.T, d citedDocument) {
	t.Helper()
	if len(d.Names)+len(d.Bare)+len(d.NeedsYear) == 0 || len(d.Edition) == 0 || d.Authority == "" {
		t.Errorf("%s is incomplete", d.Title)
	}
	if d.Withdrawn != "" && d.By == "" {
		t.Errorf("%s: withdrawn, but not by what", d.Title)
	}
	for i, e := range d.Edition {
		if src := d.Source + e.Source; !strings.HasPrefix(src, "https://") {
			t.Errorf("%s %d has no source", d.Title, e.Year)
		}
		if !d.parallel && e.Source == "" && e.Unverified == "" {
			t.Errorf("%s %d: where was its date seen, or what is not verified?", d.Title, e.Year)
		}
		if !d.parallel && e.from.first.IsZero() {
			t.Errorf("%s %d has no date", d.Title, e.Year)
		}
		if i > 0 && !d.parallel && !e.from.first.After(d.Edition[i-1].from.first) {
			t.Errorf("%s %d is out of order", d.Title, e.Year)
		}
		if e.UpdateOf != 0 && d.edition(e.UpdateOf) == nil {
			t.Errorf("%s %d updates an unknown edition", d.Title, e.Year)
		}
	}
}

// TestReferencesBounded: hostile text neither panics nor runs away.
func TestReferencesBounded(t *testing.T) {
	for _, s := range []string{
		strings.Repeat("Working Together 2015 ", 20000), strings.Repeat("Act ", 50000), strings.Repeat("(", 100000),
		"\xff\xfeWorking Together\x00 2015", strings.Repeat("A", 300000), "Children Act 1989 and", "Working Together 2018 (updated", "1989 ",
	} {
		References([]normalise.Section{{ID: "x", Title: s, Text: s}}, "", day(t, "2020-01-01"))
		Dangling([]normalise.Section{{ID: "x", Title: s, Text: s}})
	}
}

func BenchmarkCiteReferences(b *testing.B) {
	text := strings.Repeat("The statutory guidance Working Together to Safeguard Children 2018 sets the frame. Practitioners must share what they know within 24 hours. ", 40)
	sections := make([]normalise.Section, 100)
	for i := range sections {
		sections[i] = normalise.Section{ID: fmt.Sprint(i), Title: "Referrals", Text: text}
	}
	b.SetBytes(int64(len(text) * len(sections)))
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		References(sections, "", at)
	}
}

// TestStandingOf: a citation goes out of date without anybody touching the manual.
func TestStandingOf(t *testing.T) {
	const wt = "Working Together to Safeguard Children"
	for _, tc := range []struct{ at, want string }{
		{"2023-12-14", "current  true"}, {"2023-12-15", "superseded " + wt + " 2023 true"}, {"2026-05-01", "superseded " + wt + " 2026 true"},
	} {
		status, by, known := StandingOf(wt, 2018, day(t, tc.at))
		if got := fmt.Sprint(status, " ", by, " ", known); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.at, got, tc.want)
		}
	}
	if _, _, known := StandingOf("Local Safeguarding Children Board", 0, day(t, "2024-01-01")); known {
		t.Error("a term has no editions")
	}
	if CurrencyChecked().Before(day(t, "2026-11-28")) {
		t.Errorf("checked on %s", CurrencyChecked())
	}
}
