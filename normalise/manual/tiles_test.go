package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
)

// tiles are links set as cards in a grid, to the pages below an address.
func tiles(under string, titles ...string) string {
	var b strings.Builder
	b.WriteString(`<div class="grid">`)
	for _, title := range titles {
		b.WriteString(`<div><a class="tile" href="` + tileAt(under, title) + `"><span>` + title + "</span></a></div>")
	}
	return b.String() + "</div>"
}

func tileAt(under, title string) string {
	return under + "/" + strings.NewReplacer(" ", "-", ":", "").Replace(strings.ToLower(title))
}

// TestTilesBelowText reads a toolkit whose sections list their chapters as tiles. One section has
// more to say above them than an introduction has, and keeps it: that its chapters stand below it
// is what their trails say. Appendices alone make a section too.
func TestTilesBelowText(t *testing.T) {
	const home = "/toolkit"
	trail := func(steps ...string) string {
		s := `<nav class="breadcrumb"><ol><li><a href="` + home + `">Home</a></li>`
		for i, step := range steps[:len(steps)-1] {
			s += `<li><a href="` + tileAt(home, steps[i]) + `">` + step + "</a></li>"
		}
		return s + `<li aria-current="page">` + steps[len(steps)-1] + "</li></ol></nav>"
	}
	sections := []struct {
		title, text string
		chapters    []string
	}{
		{"Sharing information", "<p>" + fillerWords(12) + "</p>", []string{"Asking first", "Writing it down", "Seeking views"}},
		{"Roles", "", []string{"Police", "Health", "Schools"}},
		{"Appendices", "", []string{"Appendix A: Contacts", "Appendix B: Forms"}},
	}
	pages, titles, want := map[string]string{}, []string{}, []string{}
	for i, s := range sections {
		at := tileAt(home, s.title)
		titles, want = append(titles, s.title), append(want, "section||"+s.title)
		pages[at] = trail(s.title) + "<main><h1>" + s.title + "</h1>" + s.text + tiles(at, s.chapters...) + "</main>"
		for k, c := range s.chapters {
			kind := "chapter"
			if strings.HasPrefix(c, "Appendix") {
				kind = "appendix"
			}
			want = append(want, " "+kind+"||"+c, "  heading||What "+c+" tells", "  heading||When "+c+" is asked for")
			pages[tileAt(at, c)] = trail(s.title, c) + "<main><h1>" + c + "</h1><h2>What " + c + " tells</h2><p>" + fillerWords(4+i) + "</p><h2>When " + c + " is asked for</h2><p>" + fillerWords(7+k) + "</p>" + "</main>"
		}
	}
	pages[home] = "<main><h1>Toolkit</h1>" + tiles(home, titles...) + "</main>"
	e := readSite(t, normalise.Input{Start: []string{home}}, pages)
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if got := e.Sections[0].Text; got != strings.TrimSpace(fillerWords(12)) {
		t.Errorf("the section says %q", got)
	}
}
