package parse

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	stdsort "sort"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// kitDir holds the modelled sites with their truth; tests that need it are skipped
// without it.
const kitDir = "../../shared/sites/dev"

type kitRow struct {
	Number *string  `json:"number"`
	Title  string   `json:"title"`
	Kind   string   `json:"kind"`
	URL    *string  `json:"url"`
	Format *string  `json:"format"`
	TextID *string  `json:"text_id"`
	Alts   []string `json:"image_alts"`
}

type kitTruth struct {
	Board    string            `json:"board"`
	Platform string            `json:"platform"`
	Texts    map[string]string `json:"texts"`
	Nights   []struct {
		Night   string   `json:"night"`
		Outline []kitRow `json:"outline"`
	} `json:"nights"`
}

var foldTable = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "‑", "-", "‐", "-", "\u00a0", " ", "\u00ad", "", "\u200b", "", "\ufeff", "")

// words counts the words of a text, quotes and dashes folded.
func words(s string) map[string]int {
	m := map[string]int{}
	s = strings.ToLower(norm.NFC.String(foldTable.Replace(s)))
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return c != '\'' && !unicode.IsLetter(c) && !unicode.IsNumber(c) }) {
		if w = strings.Trim(w, "'"); w != "" {
			m[w]++
		}
	}
	return m
}

// wordF1 compares two texts as bags of words.
func wordF1(a, b string) float64 {
	x, y := words(a), words(b)
	common, total := 0, 0
	for w, n := range x {
		common += min(n, y[w])
		total += n
	}
	for _, n := range y {
		total += n
	}
	if total == 0 {
		return 1
	}
	return 2 * float64(common) / float64(total)
}

// mainText is the text as the kit's truth words it: no title, no numbers before
// headings, no amendment boxes, no pictures.
func mainText(doc *Document) string {
	var out []string
	skipBox := 0
	for _, b := range doc.Blocks {
		switch {
		case b.Region != Main, b.Kind == Image:
			continue
		case b.Kind == Heading && b.Level == 1:
			continue
		case b.BoxGroup != 0 && b.BoxGroup == skipBox:
			continue
		case b.Kind == Box && strings.Contains(strings.ToLower(b.Text), "amendment"):
			skipBox = b.BoxGroup
			continue
		case b.Kind == Heading:
			out = append(out, headNumber.ReplaceAllString(b.Text, ""))
			continue
		}
		out = append(out, b.Text)
	}
	return strings.Join(out, "\n")
}

var headNumber = regexp.MustCompile(`^(\d+(\.\d+)*\.?)\s+`)

func loadKit(t testing.TB, board string) kitTruth {
	raw, err := os.ReadFile(filepath.Join(kitDir, "truth", board+".json"))
	if err != nil {
		t.Skip("no kit:", err)
	}
	var k kitTruth
	if err := json.Unmarshal(raw, &k); err != nil {
		t.Fatal(err)
	}
	return k
}

// kitPage reads the file that serves an address on one night.
func kitPage(t testing.TB, board, night, addr string) (Input, bool) {
	dir := filepath.Join(kitDir, board, night)
	path := strings.SplitN(addr, "#", 2)[0]
	for _, name := range []string{path, path + "/index.html", path + ".html"} {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		origin := "http://127.0.1.9:8099"
		body := strings.NewReplacer("@@ORIGIN@@", origin, "@@HOST2@@", "http://127.0.1.104:8099", "@@SID@@", "abc").Replace(string(raw))
		return Input{URL: origin + path, MediaType: "text/html; charset=utf-8", Body: []byte(body)}, true
	}
	return Input{}, false
}

var kitBoards = []string{"leicester-leicestershire-rutland", "norfolk", "stoke-on-trent", "west-midlands"}

// TestKitChapters reads every HTML chapter of the modelled sites, by platform rule
// and by structure alone.
func TestKitChapters(t *testing.T) {
	for _, board := range kitBoards {
		k := loadKit(t, board)
		for _, platform := range []string{k.Platform, "generic"} {
			t.Run(board+"/"+platform, func(t *testing.T) { checkChapters(t, k, platform) })
		}
	}
}

func checkChapters(t *testing.T, k kitTruth, platform string) {
	for _, night := range k.Nights {
		var docs []*Document
		var want []string
		for _, row := range night.Outline {
			if row.URL == nil || row.TextID == nil || row.Format == nil || *row.Format != "html" || row.Kind != "chapter" {
				continue
			}
			in, ok := kitPage(t, k.Board, night.Night, *row.URL)
			if !ok {
				t.Errorf("no file for %s", *row.URL)
				continue
			}
			in.Platform = platform
			doc, err := Parse(context.Background(), in, nil)
			if err != nil {
				t.Fatalf("%s: %v", *row.URL, err)
			}
			docs, want = append(docs, doc), append(want, k.Texts[*row.TextID])
		}
		measure(t, night.Night+" each alone", docs, want)
		MarkFurniture(docs)
		measure(t, night.Night+" together", docs, want)
	}
}

// measure wants the words of each page as the truth has them.
func measure(t *testing.T, what string, docs []*Document, want []string) {
	t.Helper()
	sum, worst, at := 0.0, 1.0, ""
	for i, doc := range docs {
		f1 := wordF1(want[i], mainText(doc))
		sum += f1
		if f1 < worst {
			worst, at = f1, doc.URL
		}
	}
	mean := sum / float64(max(len(docs), 1))
	t.Logf("%s: %d pages, mean %.5f, worst %.4f %s", what, len(docs), mean, worst, at)
	if mean < .9995 || worst < .99 {
		t.Errorf("%s: mean word F1 %.4f, worst %.4f", what, mean, worst)
	}
}

// TestKitShow prints the blocks of one page: go test -run KitShow -v with
// SHOW=board/night/path and PLATFORM.
func TestKitShow(t *testing.T) {
	show := strings.SplitN(os.Getenv("SHOW"), "/", 3)
	if len(show) < 3 {
		t.Skip("no SHOW")
	}
	in, ok := kitPage(t, show[0], show[1], "/"+show[2])
	if !ok {
		t.Fatal("no file")
	}
	in.Platform = os.Getenv("PLATFORM")
	doc, err := Parse(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + dump(doc))
}

// TestKitDiff prints the words that a page has too many or too few: SHOW as above.
func TestKitDiff(t *testing.T) {
	show := os.Getenv("DIFF")
	if show == "" {
		t.Skip("no DIFF")
	}
	for _, board := range kitBoards {
		k := loadKit(t, board)
		for _, night := range k.Nights {
			for _, row := range night.Outline {
				if row.URL == nil || row.TextID == nil || row.Format == nil || *row.Format != "html" || row.Kind != "chapter" {
					continue
				}
				in, _ := kitPage(t, k.Board, night.Night, *row.URL)
				in.Platform = show
				doc, err := Parse(context.Background(), in, nil)
				if err != nil {
					continue
				}
				x, y := words(k.Texts[*row.TextID]), words(mainText(doc))
				var miss, more []string
				for w, n := range x {
					if n > y[w] {
						miss = append(miss, w)
					}
				}
				for w, n := range y {
					if n > x[w] {
						more = append(more, w)
					}
				}
				stdsort.Strings(miss)
				stdsort.Strings(more)
				if len(miss)+len(more) > 0 {
					t.Logf("%s %s: missing %v, added %v", night.Night, *row.URL, miss, more)
				}
			}
		}
	}
}

func TestSeedShow(t *testing.T) {
	if os.Getenv("SEED") == "" {
		t.Skip("no SEED")
	}
	raw, err := os.ReadFile("../../shared/seeds/" + os.Getenv("SEED") + ".txt")
	if err != nil {
		t.Skip(err)
	}
	doc, err := Parse(context.Background(), Input{URL: "x", Body: raw}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + dump(doc))
}

// TestKitFindings wants no doubt about pages that are plain.
func TestKitFindings(t *testing.T) {
	for _, board := range kitBoards {
		k := loadKit(t, board)
		for _, row := range k.Nights[0].Outline {
			if row.URL == nil || row.Format == nil || *row.Format != "html" || row.Kind != "chapter" {
				continue
			}
			in, _ := kitPage(t, board, "night1", *row.URL)
			doc, err := Parse(context.Background(), in, nil)
			if err != nil || len(doc.Findings) > 0 {
				t.Errorf("%s: %v %v", *row.URL, err, doc.Findings)
			}
		}
	}
}
