package cite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

// kit locates the founding documents, which stand beside the repository and are
// no part of it; the test is skipped where they are absent.
func kit(t *testing.T, path ...string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "..", "shared"}, path...)...))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("founding documents are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// counted tells how often each edition of the three great documents is cited, with
// status.
func counted(refs []normalise.Reference) map[string]int {
	short := map[string]string{"Working Together to Safeguard Children": "WT", "Keeping Children Safe in Education": "KCS", "Children Act": "CA"}
	out := map[string]int{}
	for _, r := range refs {
		if s := short[r.Title]; s != "" {
			out[fmt.Sprintf("%s %d %s", s, r.EditionYear, r.Status)]++
		}
	}
	return out
}

// TestFoundingTexts holds the citations of the founding documents against a count
// by hand.
func TestFoundingTexts(t *testing.T) {
	for _, tc := range []struct {
		board, at string
		want      map[string]int
	}{
		{"leicester-leicestershire-rutland", "2018-03-20", map[string]int{"WT 2015 current": 1}},
		{"norfolk", "2019-10-01", map[string]int{"WT 2015 superseded": 1, "WT 2018 current": 1, "CA 1989 current": 2}},
		{"stockport", "2014-03-10", map[string]int{}},
		{"stoke-on-trent", "2019-07-01", map[string]int{}},
		{"west-midlands", "2018-04-24", map[string]int{"WT 2015 current": 1, "WT 0 unknown": 1}},
	} {
		text := string(kit(t, "seeds", tc.board+".txt"))
		got := counted(References([]normalise.Section{{ID: "x", Text: text}}, "", day(t, tc.at)))
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s\n%s", tc.board, d)
		}
	}
}

// A truthFile is the truth of one modelled site.
type truthFile struct {
	Texts  map[string]string
	Nights []struct {
		Date    string
		Outline []struct {
			Key, Number, Title, Kind string
			ParentIndex              *int   `json:"parent_index"`
			TextID                   string `json:"text_id"`
		}
	}
}

// truthSections makes sections of the chapters of a night; a chapter has its whole
// text.
func truthSections(t *testing.T, board string, night int) (sections []normalise.Section, date string) {
	t.Helper()
	var f truthFile
	if err := json.Unmarshal(kit(t, "sites", "dev", "truth", board+".json"), &f); err != nil {
		t.Fatal(err)
	}
	n := f.Nights[night-1]
	for _, r := range n.Outline {
		if r.Kind == "heading" || strings.Contains(r.Key, "#") {
			continue
		}
		sections = append(sections, normalise.Section{ID: r.Key, Parent: -1, Kind: normalise.Kind(r.Kind), Number: r.Number, Title: r.Title, Text: f.Texts[r.TextID]})
	}
	return sections, n.Date
}

// TestModelledSites counts the citations of the modelled manuals. The counts were
// taken from the texts with a search of their own, the statuses set by hand.
func TestModelledSites(t *testing.T) {
	for _, tc := range []struct {
		board string
		night int
		want  map[string]int
	}{
		{"leicester-leicestershire-rutland", 1, map[string]int{"WT 2015 current": 122, "KCS 2016 current": 53, "CA 1989 current": 101}},
		{"leicester-leicestershire-rutland", 2, map[string]int{"WT 2015 superseded": 114, "WT 2018 current": 4, "KCS 2016 superseded": 54, "CA 1989 current": 97}},
		{"norfolk", 1, map[string]int{"WT 2018 current": 49, "WT 2015 superseded": 3, "KCS 2019 current": 42, "CA 1989 current": 109}},
		{"norfolk", 2, map[string]int{"WT 2018 current": 50, "WT 2015 superseded": 2, "KCS 2019 current": 42, "CA 1989 current": 109}},
		{"stockport", 1, map[string]int{"WT 2013 current": 23, "KCS 2014 current": 20, "CA 1989 current": 45}},
		{"stockport", 2, map[string]int{"WT 2013 superseded": 22, "WT 2015 current": 1, "KCS 2014 superseded": 19, "CA 1989 current": 46}},
		{"stoke-on-trent", 1, map[string]int{"WT 2015 superseded": 52, "KCS 2018 current": 54, "CA 1989 current": 95}},
		{"stoke-on-trent", 2, map[string]int{"WT 2015 superseded": 51, "WT 2018 current": 1, "KCS 2018 superseded": 52, "CA 1989 current": 95}},
		{"west-midlands", 1, map[string]int{"WT 2015 current": 42, "KCS 2016 current": 40, "CA 1989 current": 86}},
		{"west-midlands", 2, map[string]int{"WT 2015 current": 40, "WT 2018 current": 3, "KCS 2016 current": 42, "CA 1989 current": 88}},
	} {
		sections, date := truthSections(t, tc.board, tc.night)
		got := counted(References(sections, "", day(t, date)))
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s night %d\n%s", tc.board, tc.night, d)
		}
		if found := Dangling(sections); len(found) > 0 {
			t.Errorf("%s night %d: %d dangling references, first: %+v", tc.board, tc.night, len(found), found[0])
		}
	}
}
