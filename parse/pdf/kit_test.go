package pdf

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
	"manualwatch/parse/pdf/writing"
)

// kitDir is the kit of modelled sites beside the repository; tests that need it
// are skipped where it is absent.
const kitDir = "../../../shared/sites/dev"

type truthRow struct {
	Key      string
	Number   *string
	Title    string
	Kind     string
	Depth    int
	URL      *string
	Format   *string
	TextID   *string `json:"text_id"`
	Scanned  *bool   `json:"extractable"`
	Boards   any
	ParentIx *int `json:"parent_index"`
}

type truthFile struct {
	Board  string
	Texts  map[string]string
	Nights []struct {
		Night   string
		Outline []truthRow
	}
}

// A route maps addresses of a night to files.
func routes(t *testing.T, dir string) map[string]string {
	b, err := os.ReadFile(filepath.Join(dir, "_meta.json"))
	if err != nil {
		t.Fatal(err)
	}
	var meta map[string]any
	if err := json.Unmarshal(b, &meta); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	if r, ok := meta["routes"].(map[string]any); ok {
		for k, v := range r {
			switch v := v.(type) {
			case string:
				out[k] = v
			case map[string]any:
				if f, ok := v["file"].(string); ok {
					out[k] = f
				}
			}
		}
	}
	return out
}

// findFile returns the file of an address of a night.
func findFile(dir string, route map[string]string, addr string) string {
	for _, try := range []string{route[addr], strings.TrimPrefix(addr, "/"), strings.TrimPrefix(addr, "host2:/")} {
		if try == "" {
			continue
		}
		for _, base := range []string{dir, filepath.Join(dir, "_host2")} {
			p := filepath.Join(base, try)
			if st, err := os.Stat(p); err == nil && !st.IsDir() {
				return p
			}
		}
	}
	if u, err := url.Parse(addr); err == nil && u.Query().Get("asset_id") != "" {
		p := filepath.Join(dir, u.Path, u.Query().Get("asset_id")+".pdf")
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	return ""
}

// A score counts what was found rightly.
type score struct{ hit, got, want int }

func (s score) f1() float64 {
	if s.got+s.want == 0 {
		return 1
	}
	return 2 * float64(s.hit) / float64(s.got+s.want)
}

func (s *score) add(o score) { s.hit, s.got, s.want = s.hit+o.hit, s.got+o.got, s.want+o.want }

// bag compares two lists as bags.
func bag(got, want []string) score {
	n := map[string]int{}
	for _, w := range want {
		n[w]++
	}
	s := score{got: len(got), want: len(want)}
	for _, w := range got {
		if n[w] > 0 {
			n[w]--
			s.hit++
		}
	}
	return s
}

func fold(s string) string {
	return strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "\u00a0", " ",
		"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl").Replace(s)
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(fold(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// headingTitle is a heading's text without its number.
func headingTitle(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if ok && writing.IsSectionNumber(first) {
		return rest
	}
	return s
}

func mainText(doc *parse.Document) (text []string, heads []parse.Block, cells []string) {
	for _, b := range doc.Blocks {
		if b.Region != parse.Main {
			continue
		}
		switch b.Kind {
		case parse.Heading:
			heads = append(heads, b)
			text = append(text, headingTitle(b.Text))
		case parse.Row:
			for _, c := range b.Cells {
				if c.Text != "" {
					cells = append(cells, writing.Squeeze(fold(c.Text)))
				}
			}
			text = append(text, b.Text)
		default:
			text = append(text, b.Text)
		}
	}
	return text, heads, cells
}

type producerScore struct {
	words, heads, cells, blocks score
	files                       int
	differ                      []string // blocks that only one side has
}

// TestKit reads the PDFs of the modelled sites and holds words, headings, table
// cells and blocks against the truth.
func TestKit(t *testing.T) {
	t.Parallel()
	boards, _ := filepath.Glob(filepath.Join(kitDir, "truth", "*.json"))
	if len(boards) == 0 {
		t.Skip("no kit of modelled sites beside the repository")
	}
	by := map[string]*producerScore{}
	total := &producerScore{}
	for _, name := range boards {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var tf truthFile
		if err := json.Unmarshal(b, &tf); err != nil {
			t.Fatal(err)
		}
		board := strings.TrimSuffix(filepath.Base(name), ".json")
		for _, night := range tf.Nights {
			scoreNight(t, board, night.Night, night.Outline, tf.Texts, by, total)
		}
	}
	names := make([]string, 0, len(by))
	for n := range by {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		p := by[n]
		t.Logf("%-28s %3d files  words %.4f  headings %.4f  cells %.4f  blocks %.4f", n, p.files, p.words.f1(), p.heads.f1(), p.cells.f1(), p.blocks.f1())
	}
	t.Logf("%-28s %3d files  words %.4f  headings %.4f  cells %.4f  blocks %.4f", "all", total.files, total.words.f1(), total.heads.f1(), total.cells.f1(), total.blocks.f1())
	if total.words.f1() < 0.99 || total.heads.f1() < 0.95 || total.cells.f1() < 0.95 {
		t.Error("below what is wanted: words .99, headings .95, cells .95")
	}
}

func scoreNight(t *testing.T, board string, night string, outline []truthRow, texts map[string]string, by map[string]*producerScore, total *producerScore) {
	dir := filepath.Join(kitDir, board, night)
	route := routes(t, dir)
	for i, r := range outline {
		if r.Format == nil || *r.Format != "pdf" || r.URL == nil || r.TextID == nil || strings.Contains(r.Key, "#") {
			continue
		}
		file := findFile(dir, route, *r.URL)
		if file == "" {
			t.Logf("%s %s: no file for %s", board, night, *r.URL)
			continue
		}
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := ReadInProcess(body)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if scan := r.Scanned != nil && !*r.Scanned; scan || hasFinding(doc, findOCR) {
			if !scan || !hasFinding(doc, findOCR) || len(doc.Blocks) > 0 {
				t.Errorf("%s: scanned: %v, findings %v, %d blocks", file, scan, doc.Findings, len(doc.Blocks))
			}
			continue
		}
		var want []string
		for _, h := range outline[i+1:] {
			if !strings.HasPrefix(h.Key, r.Key+"#") {
				break
			}
			want = append(want, strings.ToLower(fold(h.Title)))
		}
		p := scoreDocument(doc, r.Title, texts[*r.TextID], want)
		key := producerName(doc)
		if by[key] == nil {
			by[key] = &producerScore{}
		}
		for _, s := range []*producerScore{by[key], total} {
			s.words.add(p.words)
			s.heads.add(p.heads)
			s.cells.add(p.cells)
			s.blocks.add(p.blocks)
			s.files++
		}
		if p.words.f1() < 0.99 || p.heads.f1() < 1 || p.cells.f1() < 1 || p.blocks.f1() < 0.97 {
			t.Logf("%s: words %.4f headings %.3f cells %.3f blocks %.3f", file, p.words.f1(), p.heads.f1(), p.cells.f1(), p.blocks.f1())
			for _, d := range p.differ {
				t.Log("    ", d)
			}
		}
	}
}

func producerName(doc *parse.Document) string {
	name := doc.Meta["producer"]
	if f := strings.Fields(name); len(f) > 0 {
		return f[0]
	}
	return "(none)"
}

func scoreDocument(doc *parse.Document, title, text string, wantHeads []string) producerScore {
	var p producerScore
	got, heads, cells := mainText(doc)
	var gotHeads []string
	skipped := false
	for _, h := range heads {
		if !skipped && h.Level == 1 {
			skipped = true
			got = got[1:]
			continue
		}
		gotHeads = append(gotHeads, strings.ToLower(fold(headingTitle(h.Text))))
	}
	p.words = bag(wordsOf(strings.Join(got, " ")), wordsOf(text))
	p.heads = bag(gotHeads, wantHeads)
	var wantCells, wantLines []string
	for _, line := range strings.Split(text, "\n") {
		wantLines = append(wantLines, writing.Squeeze(fold(line)))
		if parts := strings.Split(line, " | "); len(parts) > 1 {
			for _, c := range parts {
				wantCells = append(wantCells, writing.Squeeze(fold(c)))
			}
		}
	}
	p.cells = bag(cells, wantCells)
	var gotLines []string
	for _, l := range got {
		gotLines = append(gotLines, writing.Squeeze(fold(l)))
	}
	p.blocks = bag(gotLines, wantLines)
	p.differ = append(onlyIn(gotLines, wantLines, "got  "), onlyIn(wantLines, gotLines, "want ")...)
	return p
}

// onlyIn lists what a holds and b does not.
func onlyIn(a, b []string, label string) []string {
	n := map[string]int{}
	for _, x := range b {
		n[x]++
	}
	var out []string
	for _, x := range a {
		if n[x]--; n[x] < 0 {
			if len(x) > 220 {
				x = x[:100] + " ... " + x[len(x)-100:]
			}
			out = append(out, label+x)
		}
	}
	return out
}

func hasFinding(doc *parse.Document, code string) bool {
	for _, f := range doc.Findings {
		if f.Code == code {
			return true
		}
	}
	return false
}

// TestKitHandbook holds the headings of a whole manual in one PDF, with their
// order of rank, against the outline of the Word file that it was made of.
func TestKitHandbook(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(kitDir, "truth", "stockport.json"))
	if err != nil {
		t.Skip("no kit of modelled sites beside the repository")
	}
	var tf truthFile
	if err := json.Unmarshal(b, &tf); err != nil {
		t.Fatal(err)
	}
	for _, night := range tf.Nights {
		files, _ := filepath.Glob(filepath.Join(kitDir, "stockport", night.Night, "services/safeguardingboard/handbook/*.pdf"))
		if len(files) != 1 {
			continue
		}
		body, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		doc, err := ReadInProcess(body)
		if err != nil {
			t.Fatal(err)
		}
		_, heads, _ := mainText(doc)
		var got, want []string
		for _, h := range heads {
			got = append(got, strings.ToLower(fold(headingTitle(h.Text))))
		}
		for _, r := range night.Outline {
			if r.Kind != "note" && r.Kind != "placeholder" {
				want = append(want, strings.ToLower(fold(r.Title)))
			}
		}
		s := bag(got, want)
		t.Logf("%s: %d headings, %d wanted, F1 %.4f", night.Night, len(got), len(want), s.f1())
		for _, d := range append(onlyIn(got, want, "got  "), onlyIn(want, got, "want ")...) {
			t.Log("    ", d)
		}
		if s.f1() < 0.95 {
			t.Error("headings below .95")
		}
	}
}

// TestKitResaved holds that files which were saved again with the same words
// between two nights give the same blocks.
func TestKitResaved(t *testing.T) {
	for _, board := range []string{"stoke-on-trent", "stockport", "leicester-leicestershire-rutland"} {
		resaved := 0
		dir := filepath.Join(kitDir, board, "night2")
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".pdf" {
				return err
			}
			a, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			b, err := os.ReadFile(strings.Replace(path, "night2", "night3", 1))
			if err != nil || bytes.Equal(a, b) {
				return nil
			}
			resaved++
			one, errOne := ReadInProcess(a)
			two, errTwo := ReadInProcess(b)
			if errOne != nil || errTwo != nil {
				t.Errorf("%s: %v, %v", path, errOne, errTwo)
				return nil
			}
			if diff := cmp.Diff(mainBlocks(one), mainBlocks(two)); diff != "" {
				t.Errorf("%s: saved again, other blocks:\n%.2000s", path, diff)
			}
			return nil
		})
		if os.IsNotExist(err) {
			t.Skip("no kit of modelled sites beside the repository")
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d files saved again", board, resaved)
	}
}

func mainBlocks(doc *parse.Document) []parse.Block {
	var out []parse.Block
	for _, b := range doc.Blocks {
		if b.Region == parse.Main {
			out = append(out, b)
		}
	}
	return out
}
