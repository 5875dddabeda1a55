package paper

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"manualwatch/out"
	"manualwatch/out/report"
)

var (
	update = flag.Bool("update", false, "write what the code gives into the golden files")
	keep   = flag.String("keep", "", "folder to write the papers to, for looking at them")
)

// sample builds the paper of the scene that package report is tested with.
func sample(t *testing.T) *Paper {
	t.Helper()
	ar, err := txtar.ParseFile("../report/testdata/night.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Boards []out.Board
		Nights []out.Tables
	}
	if err := json.Unmarshal(ar.Files[0].Data, &s); err != nil {
		t.Fatal(err)
	}
	d, err := out.OpenDataset(filepath.Join(t.TempDir(), "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range s.Nights {
		if i == 1 {
			n.Sections[2].NextReview = 20600
			n.References = []out.ReferenceRow{
				{EditionID: n.Editions[0].EditionID, BoardID: "ashford", SectionID: "h1", Title: "Working Together to Safeguard Children", EditionYear: 2015, Status: "superseded", SupersededBy: "edition of 2023"},
				{EditionID: n.Editions[0].EditionID, BoardID: "ashford", SectionID: "c3", Title: "Working Together to Safeguard Children", EditionYear: 2015, Status: "superseded", SupersededBy: "edition of 2023"},
			}
		}
		for i, b := range []string{"ashford", "brook", "carr"} {
			n.Coverage = append(n.Coverage,
				out.CoverageRow{RunID: n.Runs[0].RunID, TopicID: "neglect", Topic: "Neglect", BoardID: b, State: []string{"absent", "has", "has"}[i]},
				out.CoverageRow{RunID: n.Runs[0].RunID, TopicID: "slavery", Topic: "Modern slavery", BoardID: b, State: []string{"has", "absent", "absent"}[i], Number: "1.5", Title: "Modern Slavery"},
				out.CoverageRow{RunID: n.Runs[0].RunID, TopicID: "referrals", Topic: "Referrals", BoardID: b, State: "has"},
				out.CoverageRow{RunID: n.Runs[0].RunID, TopicID: "bruising", Topic: "Bruising", BoardID: b, State: "has", LastDetected: []out.Day{out.DayOf(day("2026-10-01")), out.DayOf(day("2026-11-02")), out.DayOf(day("2026-11-02"))}[i]})
		}
		if err := d.WriteRun(n.Runs[0].RunID, n); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Build(d, s.Boards[0], Period{From: day("2026-11-02"), To: day("2026-11-30"), Summed: true, Boards: s.Boards}, report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// To write the golden file again: go test ./out/paper -run Golden -update
func TestGolden(t *testing.T) {
	p := sample(t)
	var md, page bytes.Buffer
	if err := errors.Join(p.WriteMarkdown(&md), p.WriteHTML(&page)); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(page.String(), "<body>")
	got := &txtar.Archive{Comment: []byte("The paper of the second night of ../report/testdata/night.txtar.\n"), Files: []txtar.File{
		{Name: "paper.md", Data: md.Bytes()}, {Name: "body.html", Data: []byte(body)},
	}}
	const path = "testdata/paper.txtar"
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, txtar.Format(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
		t.Errorf("paper differs (-want +got):\n%s", diff)
	}
}

func TestDOCX(t *testing.T) {
	p := sample(t)
	var a, b bytes.Buffer
	if err := errors.Join(p.WriteDOCX(&a), p.WriteDOCX(&b)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two documents of the same paper differ")
	}
	if *keep != "" {
		var page, md bytes.Buffer
		if err := errors.Join(p.WriteHTML(&page), p.WriteMarkdown(&md), os.MkdirAll(*keep, 0o755),
			os.WriteFile(filepath.Join(*keep, "paper.docx"), a.Bytes(), 0o644),
			os.WriteFile(filepath.Join(*keep, "paper.html"), page.Bytes(), 0o644),
			os.WriteFile(filepath.Join(*keep, "paper.md"), md.Bytes(), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var text string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(bytes.NewReader(content)); ; {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		if f.Name == "word/document.xml" {
			text = string(content)
		}
	}
	for _, want := range []string{`w:val="Heading1"`, `w:val="Heading2"`, "<w:tblHeader/>", "<w:footerReference", "Was: ", "Now: ", "<w:strike/>", "1.1 Referrals"} {
		if !strings.Contains(text, want) {
			t.Errorf("document.xml lacks %s", want)
		}
	}
}

func TestLicenceForbidsQuotes(t *testing.T) {
	p := sample(t)
	p.Board.NoQuotes = true
	var md bytes.Buffer
	if err := p.WriteMarkdown(&md); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"reply to the referrer", "modern slavery", "Managers sign"} {
		if strings.Contains(md.String(), s) {
			t.Errorf("the paper quotes %q", s)
		}
	}
	if !strings.Contains(md.String(), "licence") {
		t.Error("the paper does not say why it does not quote")
	}
}

// TestSortsOfPractice says in the summary what sort of thing changed in how many chapters.
func TestSortsOfPractice(t *testing.T) {
	entry := func(reasons ...string) report.Entry {
		return report.Entry{Changes: []out.ChangeRow{{Reasons: reasons}}}
	}
	got := practiceSorts([]report.Entry{entry(`a word that decides: "and" became "or"`), entry(`condition or negation: "not" was removed`, `timescale: "24 hours" was added`), entry(`somebody else is named: "mate" became "clerk"`)})
	if want := "Among them, a timescale changed in 1, a condition, or a small word that decides, changed in 2 and other people or bodies are named in 1."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestEachReasonHasASort: whatever makes a change one of practice is counted in the summary.
func TestEachReasonHasASort(t *testing.T) {
	for reason, want := range map[string]string{
		`threshold: "under the age of 16" became "under the age of 18"`:  "a threshold or a number changed",
		`number: "four" became "three"`:                                  "a threshold or a number changed",
		`obligation: "must" was removed`:                                 "the strength of a duty changed",
		`who does it: "by the nurse" was removed`:                        "other people or bodies are named",
		`scope: "physical" became "social"`:                              "whom or what it covers changed",
		`a sentence on whom it covers ("all staff") was added`:           "whom or what it covers changed",
		`a sentence with an exception ("this does not apply") was added`: "a condition, or a small word that decides, changed",
		`new passage with an exception ("except")`:                       "a condition, or a small word that decides, changed",
		`new passage on whom it covers ("all staff")`:                    "whom or what it covers changed",
		`new passage with a timescale ("within two days")`:               "a timescale changed",
		`a sentence with a timescale ("within two days") was removed`:    "a timescale changed",
		`what is done: "in lockers" became "at the door"`:                "what is done, or how or where, changed",
		`definition: "persistent" was removed`:                           "whom or what it covers changed",
		`start of a timescale: "the storm" became "the wreck"`:           "a timescale changed",
		`new passage on when a timescale starts ("72 hours run from")`:   "a timescale changed",
		"a table row was changed":                                        "a table of rules changed",
		"a column was taken out of a table":                              "a table of rules changed",
		"a passage was removed":                                          "another passage, or a point of a list, was taken out",
		"a sentence on what is done was removed":                         "another passage, or a point of a list, was taken out",
		"a list that lays something down lost a point":                   "another passage, or a point of a list, was taken out",
		"one chapter became two":                                         "a chapter was split or merged",
	} {
		if got := practiceSorts([]report.Entry{{Changes: []out.ChangeRow{{Reasons: []string{reason}}}}}); got != "In it, "+want+"." {
			t.Errorf("%s: %q, want %q", reason, got, want)
		}
	}
}

func TestPeriodUpsideDown(t *testing.T) {
	if _, err := Build(nil, out.Board{}, Period{From: day("2026-11-02"), To: day("2026-11-01")}, report.Options{}); err == nil {
		t.Error("no error")
	}
}
