package manual

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

type truthRow struct {
	Key     string   `json:"key"`
	Number  *string  `json:"number"`
	Title   string   `json:"title"`
	Kind    string   `json:"kind"`
	Parent  *int     `json:"parent_index"`
	Flags   []string `json:"flags"`
	URL     *string  `json:"url"`
	Aliases []string `json:"alias_urls"`
	TextID  *string  `json:"text_id"`
	Scan    *bool    `json:"extractable"`
}

type truthBoard struct {
	Texts  map[string]string `json:"texts"`
	Nights []struct {
		Night      string     `json:"night"`
		Outline    []truthRow `json:"outline"`
		Amendments []struct {
			Scope, Chapter, Details, Date string
		} `json:"amendments"`
		Guide []struct {
			Group, Entry         string
			Sections, Appendices []string
		} `json:"guide"`
	} `json:"nights"`
}

// A tally counts hits, false and missed.
type tally struct{ hit, got, want int }

func (c tally) f1() float64 {
	if c.got+c.want == 0 {
		return 1
	}
	return 2 * float64(c.hit) / float64(c.got+c.want)
}

func (c *tally) add(o tally) { c.hit, c.got, c.want = c.hit+o.hit, c.got+o.got, c.want+o.want }

// bags compares two lists as multisets.
func bags(got, want []string) tally {
	have := make(map[string]int)
	for _, w := range want {
		have[w]++
	}
	c := tally{got: len(got), want: len(want)}
	for _, g := range got {
		if have[g] > 0 {
			have[g]--
			c.hit++
		}
	}
	return c
}

var wordForm = regexp.MustCompile(`[\pL\pN]+(?:'[\pL\pN]+)*`)

func textF1(got, want string) float64 {
	return bags(wordForm.FindAllString(wording.Fold(got), -1), wordForm.FindAllString(wording.Fold(want), -1)).f1()
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// A figure is what one board scores over its nights.
type figure struct {
	rows, heads, amends tally
	texts               []float64
	wrong               []string
}

// TestKit reads the modelled sites on all nights and holds outline, headings,
// texts and amendments against their truth.
func TestKit(t *testing.T) {
	for _, b := range kitBoards(t) {
		t.Run(b.ID, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(kitDir, "truth", b.ID+".json"))
			if err != nil {
				t.Skip("no truth")
			}
			var truth truthBoard
			if err := json.Unmarshal(data, &truth); err != nil {
				t.Fatal(err)
			}
			var f figure
			for i := range truth.Nights {
				f.night(t, b, &truth, i)
			}
			slices.Sort(f.texts)
			sum := 0.0
			for _, v := range f.texts {
				sum += v
			}
			mean, worst := sum/float64(len(f.texts)), f.texts[len(f.texts)/10]
			t.Logf("outline %.4f  headings %.4f  text %.4f (worst tenth from %.4f)  amendments %.4f", f.rows.f1(), f.heads.f1(), mean, worst, f.amends.f1())
			if f.rows.f1() < .98 || f.heads.f1() < .98 || mean < .995 || worst < .98 || f.amends.f1() < .99 {
				t.Errorf("below the goals; first differences:\n%s", strings.Join(f.wrong[:min(len(f.wrong), 20)], "\n"))
			}
		})
	}
}

func (f *figure) night(t *testing.T, b kitBoard, truth *truthBoard, i int) {
	n := &truth.Nights[i]
	e := Read(loadKit(t, b, n.Night))
	got, want := outlineLines(e), truthLines(n.Outline)
	f.rows.add(bags(got, want))
	f.note(got, want)
	f.heads.add(bags(headingLines(e), truthHeadings(n.Outline)))
	f.text(e, truth.Texts, n.Outline)
	var have, wanted []string
	for _, a := range e.Amendments {
		have = append(have, wording.Fold(a.Chapter)+"|"+wording.Fold(a.Details)+"|"+a.Date.String())
	}
	for _, a := range n.Amendments {
		wanted = append(wanted, wording.Fold(a.Chapter)+"|"+wording.Fold(a.Details)+"|"+a.Date)
	}
	f.amends.add(bags(have, wanted))
	f.note(have, wanted)
	if len(n.Guide) != len(e.Guides) {
		t.Errorf("%s: %d guide entries, want %d", n.Night, len(e.Guides), len(n.Guide))
	}
}

func (f *figure) note(got, want []string) {
	for _, g := range got {
		if !slices.Contains(want, g) {
			f.wrong = append(f.wrong, "+ "+g)
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			f.wrong = append(f.wrong, "- "+w)
		}
	}
}

// inner reports whether a section stands inside a chapter's document.
func inner(e *normalise.Edition, i int) bool {
	if e.Sections[i].Kind == normalise.KindHeading {
		return true
	}
	p := e.Sections[i].Parent
	return e.Sections[i].Kind == normalise.KindAppendix && p >= 0 && (strings.Contains(e.Sections[i].URL, "#") || e.Sections[i].URL == e.Sections[p].URL) && e.Sections[p].Kind != normalise.KindSection
}

func outlineLines(e *normalise.Edition) []string {
	var out []string
	for i, s := range e.Sections {
		if inner(e, i) || s.Kind == normalise.KindSeeAlso && s.Parent >= 0 && e.Sections[s.Parent].Kind == normalise.KindSection {
			continue // notes are optional
		}
		parent := ""
		if s.Parent >= 0 {
			parent = e.Sections[s.Parent].Title
		}
		out = append(out, strings.Join([]string{string(s.Kind), s.Number, wording.Fold(s.Title), strings.Join(s.Flags, ","), wording.Fold(parent), pathOf(s.URL)}, "|"))
	}
	return out
}

func truthLines(rows []truthRow) []string {
	var out []string
	for _, r := range rows {
		if strings.Contains(r.Key, "#") || r.Kind == "note" {
			continue
		}
		parent, at := "", ""
		if r.Parent != nil {
			parent = rows[*r.Parent].Title
		}
		if r.URL != nil {
			at = pathOf(strings.TrimPrefix(*r.URL, "host2:"))
		}
		var flags []string
		for _, fl := range r.Flags {
			if fl != "not-in-use" {
				flags = append(flags, strings.ReplaceAll(fl, "-", "_"))
			}
		}
		slices.Sort(flags)
		out = append(out, strings.Join([]string{strings.ReplaceAll(r.Kind, "-", "_"), deref(r.Number), wording.Fold(r.Title), strings.Join(flags, ","), wording.Fold(parent), at}, "|"))
	}
	return out
}

func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	p := strings.TrimRight(u.Path, "/")
	if q := u.Query().Encode(); q != "" {
		p += "?" + q
	}
	return p
}

func headingLines(e *normalise.Edition) []string {
	var out []string
	for i, s := range e.Sections {
		if inner(e, i) {
			out = append(out, pathOf(s.URL)+"|"+wording.Fold(s.Title))
		}
	}
	return out
}

func truthHeadings(rows []truthRow) []string {
	var out []string
	skip := make(map[string]bool)
	for _, r := range rows {
		key, _, in := strings.Cut(r.Key, "#")
		if !in {
			skip[key] = r.Kind == "note" || r.Scan != nil && !*r.Scan
			continue
		}
		if !skip[key] {
			out = append(out, pathOf(strings.TrimPrefix(deref(r.URL), "host2:"))+"|"+wording.Fold(r.Title))
		}
	}
	return out
}

// text scores the whole text of each chapter: its own, its headings and theirs.
func (f *figure) text(e *normalise.Edition, texts map[string]string, rows []truthRow) {
	whole := make(map[string]string)
	for i := range e.Sections {
		s := &e.Sections[i]
		top := i
		for inner(e, top) {
			top = e.Sections[top].Parent
		}
		k := wording.Fold(e.Sections[top].Number + " " + e.Sections[top].Title)
		if top != i {
			whole[k] += "\n" + s.Title
		}
		whole[k] += "\n" + s.Text
	}
	for _, r := range rows {
		if strings.Contains(r.Key, "#") || r.TextID == nil || r.Kind == "note" || r.Kind == "see-also" || r.Scan != nil && !*r.Scan {
			continue
		}
		v := textF1(whole[wording.Fold(strings.TrimSpace(deref(r.Number)+" "+r.Title))], texts[*r.TextID])
		if v < .98 {
			f.wrong = append(f.wrong, "text of "+r.Title)
		}
		f.texts = append(f.texts, v)
	}
}
