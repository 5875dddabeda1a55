package site

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"manualwatch/out"
	"manualwatch/out/report"
)

var keep = flag.String("keep", "", "folder to write the sites to, for looking at them")

// dataDir returns a folder for a test's data, one that stays if asked.
func dataDir(t *testing.T, name string) string {
	t.Helper()
	if *keep == "" {
		return t.TempDir()
	}
	dir := filepath.Join(*keep, name)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// sample writes the site of the scene that package report is tested with.
func sample(t *testing.T, o report.Options) (string, []out.Board) {
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
	dir := dataDir(t, "sample")
	d, err := out.OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range s.Nights {
		for j := range n.Sections {
			n.Sections[j].Text = fmt.Sprintf("This is the text of the section.\nName | Telephone\nDesk | 0%d\nThe worker %s reply.", i, []string{"should", "must"}[i])
		}
		if err := d.WriteRun(n.Runs[0].RunID, n); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(report.WriteFeeds(dir, d, s.Boards, o), Write(dir, d, s.Boards, o)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "site"), s.Boards
}

// pages reads all pages of a site by their path.
func pages(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		m[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var hrefs = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	dir, _ := sample(t, report.Options{})
	all := pages(t, dir)
	for _, want := range []string{"index.html", "changes/index.html", "runs.html", "coverage.html", "style.css", "app.js", "boards/ashford/index.html"} {
		if all[want] == "" {
			t.Errorf("%s is missing", want)
		}
	}
	compared := 0
	for path, text := range all {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		if strings.Contains(path, "-2026") {
			compared++
		}
		for _, m := range hrefs.FindAllStringSubmatch(text, -1) {
			to := m[1]
			if strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "#") {
				continue
			}
			at := filepath.ToSlash(filepath.Join(filepath.Dir(path), to))
			if _, err := os.Stat(filepath.Join(dir, at)); err != nil {
				t.Errorf("%s links to %s, which is not there", path, to)
			}
		}
	}
	if compared == 0 {
		t.Error("no page holds two versions side by side")
	}
}

func TestPagesSayWhatTheTablesSay(t *testing.T) {
	dir, _ := sample(t, report.Options{})
	all := pages(t, dir)
	has := func(path string, wants ...string) {
		t.Helper()
		for _, w := range wants {
			if !strings.Contains(all[path], w) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
	has("index.html", "Ashford Procedures", "needs attention", "not read", "the contents page lists 3 chapters instead of 80", "1 day ago")
	has("boards/ashford/index.html", "Core Procedures", "Non-Recent Abuse", "1.5", "5</dd>")
	has("boards/brook/index.html", "Not read.", "1 November 2026")
	has("changes/index.html", "practice", "withdrawn", "not declared", "Historical Abuse")
	has("boards/ashford/"+fileName("c1")+".html", "Was:", "Now:", "<del>should</del>", "<ins>must</ins>", "<td>Telephone</td>", "Declared by the board")
	has("boards/ashford/"+fileName("c6")+".html", "Withdrawn")
}

func TestLicenceForbidsTheText(t *testing.T) {
	ar, err := txtar.ParseFile("../report/testdata/night.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_ = ar
	dir, _ := sample(t, report.Options{QuoteWords: -1})
	for path, text := range pages(t, dir) {
		if strings.Contains(text, "This is the text of the section") || strings.Contains(text, "reply to the referrer") {
			t.Errorf("%s shows text of the manual", path)
		}
	}
}

// town makes a dataset of many boards and nights, as big as real ones.
func town(t testing.TB, dir string, boards, chapters, nights int) (*out.Dataset, []out.Board) {
	t.Helper()
	d, err := out.OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	var reg []out.Board
	for b := range boards {
		reg = append(reg, out.Board{ID: fmt.Sprintf("board-%03d", b), Name: fmt.Sprintf("%s Safeguarding Children Procedures", townName(b)), Nation: []string{"England", "Wales"}[b%7/6], Areas: []string{townName(b)}})
	}
	start := time.Date(2025, 1, 10, 2, 0, 0, 0, time.UTC)
	for n := range nights {
		at := start.AddDate(0, 0, n*37)
		run := out.RunRow{RunID: at.Format("20060102T150405Z"), StartedAt: at, FinishedAt: at.Add(20 * time.Minute), ToolVersion: "v1", ParserVersion: "1", RulesVersion: "1", BoardsSelected: int32(boards), BoardsObserved: int32(boards)}
		w, err := d.Begin(run.RunID)
		if err != nil {
			t.Fatal(err)
		}
		for b := range boards {
			if err := w.Append(townNight(reg[b].ID, run, n, b, chapters)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Append(out.Tables{Runs: []out.RunRow{run}}); err != nil {
			t.Fatal(err)
		}
		if err := w.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return d, reg
}

func townName(i int) string {
	a := []string{"Ash", "Birch", "Cold", "Dun", "Elm", "Fair", "Green", "Hart", "Iver", "King", "Lang", "Mill", "North", "Oak"}
	b := []string{"bridge", "combe", "ford", "ham", "ley", "mere", "port", "stead", "ton", "wick", "worth"}
	return a[i%len(a)] + b[i%len(b)]
}

const sentence = "The worker who receives the referral should speak to the family and record what was agreed with the manager, unless this would put a child at risk."

func townNight(board string, run out.RunRow, n, b, chapters int) out.Tables {
	id := func(n int) string { return fmt.Sprintf("%s-%d", board, n) }
	t := out.Tables{}
	o := out.ObservationRow{RunID: run.RunID, BoardID: board, Status: out.StatusChanged, EditionID: id(n), Requests: 90, LastSuccessAt: run.StartedAt}
	if n > 0 {
		o.PreviousEditionID = id(n - 1)
	}
	if b%9 == 4 && n%3 == 2 {
		o.Status, o.Cause, o.EditionID, o.LastSuccessAt = out.StatusNeedsIntervention, "a login page came instead of the contents", id(n-1), run.StartedAt.AddDate(0, 0, -37)
		t.Observations = []out.ObservationRow{o}
		return t
	}
	t.Observations = []out.ObservationRow{o}
	if b%9 == 4 && n%3 == 0 && n > 0 {
		t.Observations[0].PreviousEditionID = id(n - 2)
	}
	e := out.EditionRow{EditionID: id(n), BoardID: board, RunID: run.RunID, ObservedAt: run.StartedAt, ContentSHA256: id(n), Words: int64(chapters * 300)}
	topics := []string{"Referrals", "Information Sharing", "Child Exploitation", "Fabricated Illness", "Private Fostering", "Domestic Abuse", "Bruising in Babies", "Non-Recent Abuse", "Allegations Against Staff", "Modern Slavery", "Online Safety", "Neglect"}
	for c := range chapters {
		part := c / 12
		if c%12 == 0 {
			t.Sections = append(t.Sections, out.SectionRow{EditionID: e.EditionID, BoardID: board, SectionID: fmt.Sprintf("p%d", part), Kind: "section", Number: fmt.Sprint(part + 1), Title: fmt.Sprintf("Part %d: procedures", part+1), Path: fmt.Sprintf("Part %d: procedures", part+1), Depth: 1})
		}
		sid := fmt.Sprintf("c%d", c)
		title := topics[c%12]
		if part > 0 {
			title += fmt.Sprintf(" (%d)", part+1)
		}
		text := strings.Repeat(sentence+"\n", 6)
		if n > 0 && (c+n)%17 == 0 {
			text = strings.Replace(text, "should", "must", 2+n)
		}
		row := out.SectionRow{EditionID: e.EditionID, BoardID: board, SectionID: sid, ParentSectionID: fmt.Sprintf("p%d", part), Kind: "chapter", Depth: 2, Number: fmt.Sprintf("%d.%d", part+1, c%12+1), Title: title, Path: fmt.Sprintf("Part %d: procedures > %s", part+1, title), URL: "https://" + board + ".example/" + sid, Text: text, Words: 150}
		if c%5 == 0 {
			row.LastReviewed, row.NextReview = out.DayOf(run.StartedAt)-out.Day(100*(c%11)), out.DayOf(run.StartedAt)+out.Day(300-40*(c%13))
		}
		if c%13 == 3 {
			row.Flags = []string{"updated"}
		}
		t.Sections = append(t.Sections, row)
		t.Sections = append(t.Sections, out.SectionRow{EditionID: e.EditionID, BoardID: board, SectionID: sid + "h", ParentSectionID: sid, Kind: "heading", Depth: 3, Number: "1", Title: "What to do", Path: row.Path + " > What to do", URL: row.URL, Text: strings.Repeat(sentence+"\n", 5), Words: 120})
		if n == 0 {
			t.Coverage = append(t.Coverage, out.CoverageRow{RunID: run.RunID, TopicID: "t" + sid, Topic: title, BoardID: board, SectionID: sid, State: []string{"has", "has", "under_review", "placeholder", "absent", "has"}[(c*7+b)%6], Doubtful: (c+b)%11 == 0})
		} else if (c+n)%17 == 0 {
			t.Changes = append(t.Changes, townChange(row, run, id, n, b, c))
		}
	}
	for i := range t.Sections {
		t.Sections[i].Ordinal = int32(i + 1)
	}
	e.Sections = int32(len(t.Sections))
	t.Editions = []out.EditionRow{e}
	t.Amendments = []out.AmendmentRow{{EditionID: e.EditionID, BoardID: board, Ordinal: 1, Chapter: "Referrals", Details: "Section 1 was updated.", Date: out.DayOf(run.StartedAt) - 3}, {EditionID: e.EditionID, BoardID: board, Ordinal: 2, Details: "Links were corrected.", DateText: "March 2018"}}
	return t
}

func townChange(row out.SectionRow, run out.RunRow, id func(int) string, n, b, c int) out.ChangeRow {
	return out.ChangeRow{
		RunID: run.RunID, BoardID: row.BoardID, FromEditionID: id(n - 1), ToEditionID: id(n), ChangeID: fmt.Sprintf("%s-%d-%d", row.BoardID, n, c), Kind: "edited",
		Significance: []string{"practice", "minor", "new_text", "minor", "editorial", "links"}[(n+b+c)%6], Reasons: []string{"a duty became stronger: “should” became “must”"}, SectionID: row.SectionID,
		OldNumber: row.Number, NewNumber: row.Number, OldTitle: row.Title, NewTitle: row.Title, OldPath: row.Path, NewPath: row.Path, NewURL: row.URL, WordsAdded: 2, WordsRemoved: 2, Similarity: .97,
		Declared: []string{"confirmed", "undeclared"}[(n+c)%2],
		Edits:    []out.EditRow{{Op: "keep", Text: "The worker who receives the referral "}, {Op: "delete", Text: "should"}, {Op: "insert", Text: "must"}, {Op: "keep", Text: " speak to the family and record what was agreed."}},
	}
}

func TestNoPageOverAMegabyte(t *testing.T) {
	dir := dataDir(t, "town")
	d, reg := town(t, dir, 24, 40, 5)
	if err := Write(dir, d, reg, report.Options{}); err != nil {
		t.Fatal(err)
	}
	for path, text := range pages(t, filepath.Join(dir, "site")) {
		if len(text) > 1<<20 {
			t.Errorf("%s has %d bytes", path, len(text))
		}
	}
}

// TestQuietNightWritesLittle holds a second call against the first: with nothing
// new the same pages stand, and an edition more gives the pages that a fresh site has.
func TestQuietNightWritesLittle(t *testing.T) {
	dir := t.TempDir()
	d, reg := town(t, dir, 3, 14, 3)
	if err := Write(dir, d, reg, report.Options{}); err != nil {
		t.Fatal(err)
	}
	first := pages(t, filepath.Join(dir, "site"))
	if err := Write(dir, d, reg, report.Options{}); err != nil {
		t.Fatal(err)
	}
	second := pages(t, filepath.Join(dir, "site"))
	for path := range first {
		if first[path] != second[path] {
			t.Errorf("%s changed without a reason", path)
		}
	}
}
