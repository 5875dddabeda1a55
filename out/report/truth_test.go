package report

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"manualwatch/out"
)

var (
	entryHead = regexp.MustCompile(`(?m)^#### (?:\[(.*)\]\(<(.*)>\)|(.*))$`)
	wordsSaid = regexp.MustCompile(`(\d+) words? added, (\d+) words? removed`)
	tableRow  = regexp.MustCompile(`(?m)^\| ([^|]+) \| ([^|]+) \| (\d+|–) \| (\d+|–) \| (\d+|–) \| (\d+|–) \| (\d+|–) \|$`)
)

// TestChangelogAgreesWithTables parses the changelog of all boards back and holds
// every number and name in it against the rows of the dataset.
func TestChangelogAgreesWithTables(t *testing.T) {
	s, _ := readScene(t, "testdata/night.txtar")
	dir, d := stage(t, s)
	for _, night := range s.Nights {
		run := night.Runs[0].RunID
		b, err := os.ReadFile(filepath.Join(dir, "changelogs", run+".md"))
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		obs, err := d.Observations(run)
		if err != nil {
			t.Fatal(err)
		}
		missed := 0
		for _, o := range obs {
			if o.Status != out.StatusChanged && o.Status != out.StatusUnchanged {
				missed++
			}
		}
		_, tail, _ := strings.Cut(text, "## Not observed, and since when\n")
		if n := strings.Count(tail, "\n- "); n != missed {
			t.Errorf("%s: %d boards said not to be observed, the table has %d", run, n, missed)
		}
		rows := tableRow.FindAllStringSubmatch(text, -1)
		if len(rows) != len(obs) {
			t.Errorf("%s: %d boards in the summary, %d observations", run, len(rows), len(obs))
		}
		for _, r := range rows {
			i := slices.IndexFunc(s.Boards, func(b out.Board) bool { return b.Name == r[1] })
			compared := r[2] == "changed" || r[2] == "unchanged" || r[2] == "read in part"
			if none := strings.Count(r[0], "–"); none != map[bool]int{true: 0, false: 5}[compared] {
				t.Errorf("%s: %s is %s, but counts %s", run, r[1], r[2], r[0])
			}
			if !compared {
				continue
			}
			checkBoard(t, d, run, s.Boards[i], text, r)
		}
	}
}

func checkBoard(t *testing.T, d *out.Dataset, run string, board out.Board, text string, row []string) {
	t.Helper()
	_, part, ok := strings.Cut(text, "\n## "+board.Name+"\n")
	if !ok {
		return // stands among the ones that were not observed
	}
	part, _, _ = strings.Cut(part, "\n## ")
	changes, err := d.Changes(out.Filter{RunID: run, BoardID: board.ID})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, section := range strings.Split(part, "\n### ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		counts[name] = len(entryHead.FindAllString(body, -1))
		if name == Practice.String() && !slices.ContainsFunc(changes, func(c out.ChangeRow) bool { return c.Significance == "practice" }) {
			t.Errorf("%s: practice changes are told, the table has none", board.Name)
		}
		if name == "Declared but not found" {
			counts[name] = strings.Count(body, "\n- ")
		}
	}
	other := counts[NewText.String()] + counts[Renamed.String()] + counts[Moved.String()] + counts[Minor.String()]
	for i, want := range []int{counts[Practice.String()], counts[New.String()], counts[Withdrawn.String()], other, counts["Declared but not found"]} {
		if row[i+3] != strconv.Itoa(want) {
			t.Errorf("%s: the summary's number %d is %s, the document tells %d", board.Name, i+1, row[i+3], want)
		}
	}
	for _, m := range entryHead.FindAllStringSubmatch(part, -1) {
		title := m[1] + m[3]
		if !slices.ContainsFunc(changes, func(c out.ChangeRow) bool {
			return strings.HasSuffix(title, c.NewTitle) || strings.HasSuffix(title, c.OldTitle) || strings.Contains(c.NewPath, strings.SplitN(title, " ", 2)[1])
		}) {
			t.Errorf("%s: chapter %q is told, no change names it", board.Name, title)
		}
	}
	for _, m := range wordsSaid.FindAllStringSubmatch(part, -1) {
		if !slices.ContainsFunc(changes, func(c out.ChangeRow) bool {
			return strconv.Itoa(int(c.WordsAdded)) == m[1] && strconv.Itoa(int(c.WordsRemoved)) == m[2]
		}) {
			t.Errorf("%s: %q is told, no change has these numbers", board.Name, m[0])
		}
	}
	undeclared := 0
	for _, c := range changes {
		if c.Declared == "undeclared" {
			undeclared++
		}
	}
	if n := strings.Count(part, "Not declared by the board."); n != undeclared {
		t.Errorf("%s: %d changes said to be undeclared, the table has %d", board.Name, n, undeclared)
	}
}
