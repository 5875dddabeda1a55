package docx

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"manualwatch/parse"
)

// kit is the evaluation kit that stands beside the repository on the
// developers' machines.
const kit = "../../../shared/sites/dev"

type truthRow struct {
	Key, Title, Kind, Number, URL, Format string
	TextID                                string `json:"text_id"`
}

type truthFile struct {
	Texts  map[string]string
	Nights []struct {
		Night   string
		Outline []truthRow
	}
}

func readTruth(t *testing.T, board string) truthFile {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(kit, "truth", board+".json"))
	if err != nil {
		t.Skip("no evaluation kit here")
	}
	var f truthFile
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func readKit(t *testing.T, path string) *parse.Document {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(kit, path))
	if err != nil {
		t.Skip("no evaluation kit here")
	}
	d, err := Read(context.Background(), parse.Input{URL: "http://board.example/handbook.docx", Body: body})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A part is a heading and the lines directly under it.
type part struct {
	heading string
	lines   []string
}

func parts(d *parse.Document) []part {
	var out []part
	for _, b := range d.Blocks {
		switch {
		case b.Region != parse.Main || b.Kind == parse.Image || b.Class == "title":
		case b.Kind == parse.Heading:
			out = append(out, part{heading: strings.TrimSpace(b.Marker + " " + b.Text)})
		case len(out) > 0:
			out[len(out)-1].lines = append(out[len(out)-1].lines, b.Text)
		}
	}
	return out
}

// wordF1 compares two texts as bags of words.
func wordF1(got, want string) float64 {
	count := map[string]int{}
	g, w := strings.Fields(got), strings.Fields(want)
	for _, s := range w {
		count[s]++
	}
	hit := 0
	for _, s := range g {
		if count[s] > 0 {
			count[s]--
			hit++
		}
	}
	if len(g)+len(w) == 0 {
		return 1
	}
	return 2 * float64(hit) / float64(len(g)+len(w))
}

// TestHandbook reads a handbook that holds a whole manual: its headings, in
// order, and the text under each must be those of the truth.
func TestHandbook(t *testing.T) {
	truth := readTruth(t, "stockport")
	for _, night := range truth.Nights {
		d := readKit(t, "stockport/"+night.Night+"/services/safeguardingboard/handbook/safeguarding-children-handbook.docx")
		compareParts(t, night.Night, parts(d), night.Outline, truth.Texts)
	}
}

func compareParts(t *testing.T, name string, got []part, want []truthRow, texts map[string]string) {
	t.Helper()
	// The handbook ends with a list of links under a heading that is not part of
	// the manual's outline.
	if d := len(got) - len(want); d < 0 || d > 1 {
		t.Errorf("%s: %d headings, want %d", name, len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		title := got[i].heading
		if !strings.HasSuffix(title, want[i].Title) || !strings.HasPrefix(title, want[i].Number) {
			t.Fatalf("%s: heading %d is %q, want %s %q", name, i, title, want[i].Number, want[i].Title)
		}
		if want[i].Kind != "heading" {
			continue
		}
		if f := wordF1(strings.Join(got[i].lines, "\n"), texts[want[i].TextID]); f < 1 {
			t.Errorf("%s: %s: word F1 %.4f\n got %q\nwant %q", name, title, f, got[i].lines, texts[want[i].TextID])
		}
	}
}

// TestSingleChapter reads a chapter that is a document of its own.
func TestSingleChapter(t *testing.T) {
	truth := readTruth(t, "stoke-on-trent")
	for _, night := range truth.Nights {
		var rows []truthRow
		for _, r := range night.Outline {
			if r.Format == "docx" {
				rows = append(rows, r)
			}
		}
		if len(rows) == 0 {
			continue
		}
		d := readKit(t, "stoke-on-trent/"+night.Night+"/ccm/cms-service/stream/asset/634822.docx")
		if !strings.HasSuffix(d.Title, rows[0].Title) {
			t.Errorf("title %q, want %q", d.Title, rows[0].Title)
		}
		compareParts(t, night.Night, parts(d), rows[1:], truth.Texts)
	}
}
