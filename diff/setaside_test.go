package diff_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	reading "manualwatch/normalise/manual"
	"manualwatch/parse"
)

// readPages makes the edition of a night out of pages by their paths.
func readPages(t *testing.T, day int, pages map[string]string) *normalise.Edition {
	t.Helper()
	const origin = "https://manual.example"
	in := normalise.Input{BoardID: "b", RunID: fmt.Sprint(day), ObservedAt: time.Date(2020, 1, day, 2, 0, 0, 0, time.UTC), Platform: "generic", Start: []string{origin + "/"}, Hosts: []string{"manual.example"}}
	var docs []*parse.Document
	for path, body := range pages {
		u, page := origin+path, "<html><body><main>"+body+"</main></body></html>"
		d, err := parse.Parse(context.Background(), parse.Input{URL: u, FinalURL: u, SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(page))), Body: []byte(page), Platform: "generic"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return reading.Read(in)
}

// TestLineOfMostPages compares nights on which a site has a page more: a line that three pages
// in five had, and so was none of their text, is text now, and stood there before. Where it is
// put into a text besides, that is told.
func TestLineOfMostPages(t *testing.T) {
	const lead = `<p class="lead">Open a heading below to read on.</p>`
	night := func(extra bool, visits string) map[string]string {
		pages := map[string]string{"/": "<h1>Procedures</h1><ul>", "/updates": "<h1>Updates</h1><p>Nothing was changed.</p>"}
		for i, name := range []string{"Visits", "Plans", "Reviews", "Moves"} {
			path := fmt.Sprintf("/c%d", i)
			pages["/"] += fmt.Sprintf(`<li><a href="%s">%s</a></li>`, path, name)
			text := fmt.Sprintf("<h2>First</h2><p>Whoever takes part in %s writes down on the same day what was seen and said in house %d, and who was there.</p>", name, i)
			if i == 0 {
				text += visits
			}
			pages[path] = "<h1>" + name + "</h1>" + lead + text
		}
		pages["/"] += "</ul>"
		if extra {
			pages["/campaign"] = "<h1>Campaign</h1><p>Watch the new film that young people made about speaking up.</p>"
		}
		return pages
	}
	tell := func(first, second map[string]string) []string {
		prev, cur := readPages(t, 1, first), readPages(t, 2, second)
		lineage.Carry(nil, prev)
		return facts(compare.Editions(lineage.Carry(prev, cur), compare.Options{}))
	}
	if got := tell(night(false, ""), night(true, "")); len(got) > 0 {
		t.Errorf("a page more: told %q", got)
	}
	if got := tell(night(true, ""), night(false, "")); len(got) > 0 {
		t.Errorf("a page less: told %q", got)
	}
	if got := tell(night(false, ""), night(true, "<p>Nobody goes alone.</p>")); len(got) != 1 {
		t.Errorf("a page more and a sentence: told %q", got)
	}
}

// TestSlashBehindAnAddress reads the same pages with and without a slash at the end of their
// addresses: what stands on them on both nights is no change.
func TestSlashBehindAnAddress(t *testing.T) {
	night := func(slash string, extra bool) map[string]string {
		pages := map[string]string{"/": "<h1>Procedures</h1><ul>", "/updates": "<h1>Updates</h1><p>Nothing was changed.</p>"}
		for i, name := range []string{"Visits", "Plans", "Reviews", "Moves"} {
			path := fmt.Sprintf("/c%d%s", i, slash)
			pages["/"] += fmt.Sprintf(`<li><a href="%s">%s</a></li>`, path, name)
			pages[path] = fmt.Sprintf(`<h1>%s</h1><p class="lead">Open a heading below to read on.</p><h2>First</h2><p>Whoever takes part in %s writes down on the same day what was seen and said in house %d.</p>`, name, name, i)
		}
		pages["/"] += "</ul>"
		if extra {
			pages["/campaign"] = "<h1>Campaign</h1><p>Watch the new film that young people made about speaking up.</p>"
		}
		return pages
	}
	prev, cur := readPages(t, 1, night("", false)), readPages(t, 2, night("/", true))
	lineage.Carry(nil, prev)
	for _, told := range facts(compare.Editions(lineage.Carry(prev, cur), compare.Options{})) {
		if strings.HasPrefix(told, "edited") {
			t.Errorf("told %q", told)
		}
	}
}

// TestLineOnOneChapterMore puts a line that five chapters of nine have into a sixth: now it is
// most of them, and it is told of the sixth alone; and of none when a seventh, which is no
// chapter, has it. Taken out again, that is told.
func TestLineOnOneChapterMore(t *testing.T) {
	night := func(with int, extra bool) map[string]string {
		pages := map[string]string{"/": "<h1>Procedures</h1><ul>"}
		for i, name := range []string{"Visits", "Plans", "Reviews", "Moves", "Phones", "Water", "Dogs", "Fire", "Nights"} {
			path := fmt.Sprintf("/c%d", i)
			pages["/"] += fmt.Sprintf(`<li><a href="%s">%s</a></li>`, path, name)
			pages[path] = fmt.Sprintf("<h1>%s</h1><p>Whoever takes part in %s writes down on the same day what was seen and said in house %d, and who was there.</p><h2>First</h2><p>It is kept where all %d of them find it.</p>", name, name, i, i+3)
			if i < with {
				pages[path] += `<p class="note">In an emergency everybody rings the duty desk first.</p>`
			}
		}
		pages["/"] += "</ul>"
		if extra {
			pages["/about"] = `<h1>About</h1><p>These pages are for all who work with families.</p><p class="note">In an emergency everybody rings the duty desk first.</p>`
		}
		return pages
	}
	for _, c := range []struct {
		before, after int
		extra         bool
		want          string
	}{
		{5, 6, false, "edited Water"},
		{6, 5, false, "edited Water"},
		{6, 7, false, ""}, // none of the text on either night
		{5, 5, true, ""},
		{6, 6, true, ""},
	} {
		prev, cur := readPages(t, 1, night(c.before, false)), readPages(t, 2, night(c.after, c.extra))
		lineage.Carry(nil, prev)
		got := strings.Join(facts(compare.Editions(lineage.Carry(prev, cur), compare.Options{})), ", ")
		if got != c.want {
			t.Errorf("%d chapters, then %d: told %q, want %q", c.before, c.after, got, c.want)
		}
	}
}
