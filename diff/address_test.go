package diff_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestAddressThatAllTook: on the night on which a site gave all its pages other addresses, the
// page at what was the address of one of two chapters that became one carries that one on,
// though the text and title of the other are likelier to be it.
func TestAddressThatAllTook(t *testing.T) {
	for way, now := range map[string]func(string) string{
		"another folder":  func(at string) string { return strings.Replace(at, "/chapters/", "/", 1) },
		"another ending":  func(at string) string { return strings.Replace(at, ".html", ".php", 1) },
		"another host":    func(at string) string { return strings.Replace(at, "manual.example", "procedures.example", 1) },
		"the same places": func(at string) string { return at },
	} {
		prev := manual(5, 1, 6, 180)
		prev.Sections[1].Title, prev.Sections[2].Title = "Statement of Principles", "Values and Equality"
		prev.Sections[2].Blocks = append(prev.Sections[2].Blocks, chapter(rand.New(rand.NewPCG(7, 7)), 0, "", "", 120).Blocks...)
		for i := range prev.Sections[1:] {
			prev.Sections[i+1].URL = "https://manual.example/chapters/p_" + strconv.Itoa(i) + ".html"
		}
		seal(prev)
		cur := next(prev, func(ed *normalise.Edition) {
			ed.Sections[1].Title = "Principles, Values and Equality"
			ed.Sections[1].Blocks = append(ed.Sections[1].Blocks, ed.Sections[2].Blocks...)
			removeSection(ed, 2)
			number(ed)
			for i := range ed.Sections[1:] {
				ed.Sections[i+1].URL = now(ed.Sections[i+1].URL)
			}
		})
		var merged, renamed string
		for _, c := range compared(prev, cur) {
			switch c.Kind {
			case "merged":
				merged = c.OldTitle
			case "renamed":
				renamed = c.OldTitle
			}
		}
		if merged != "Values and Equality" || renamed != "Statement of Principles" {
			t.Errorf("%s: %q was renamed and %q merged into it", way, renamed, merged)
		}
	}
}

// TestPagesMoveAndFilesStay: a site that gave its pages other addresses and left its files, most of
// the manual, where they were is told of once.
func TestPagesMoveAndFilesStay(t *testing.T) {
	prev := manual(7, 2, 6, 60)
	n := 0
	for i := range prev.Sections {
		if s := &prev.Sections[i]; s.Kind == normalise.KindChapter {
			s.URL, s.MediaType = "https://manual.example/uploads/p_"+strconv.Itoa(n)+".pdf", "application/pdf"
			if n%3 == 0 {
				s.URL, s.MediaType = "https://manual.example/p_"+strconv.Itoa(n), "text/html"
			}
			n++
		}
	}
	seal(prev)
	cur := next(prev, func(ed *normalise.Edition) {
		for i := range ed.Sections {
			if s := &ed.Sections[i]; s.MediaType == "text/html" {
				s.URL = strings.Replace(s.URL, "/p_", "/cyp/p_", 1)
			}
		}
	})
	got := compared(prev, cur)
	if len(got) != 1 || got[0].Kind != "moved_host" || !strings.HasPrefix(got[0].Detail, "4 pages have other addresses") {
		t.Errorf("told %+v", got)
	}
}

// TestNotInUseWhileNumbersShift: numbers "Not in use" are the same ones where the part that they
// stand in has another number, and what takes one of them on a later night took that one.
func TestNotInUseWhileNumbersShift(t *testing.T) {
	prev := manual(5, 1, 4, 60)
	for i := range 2 {
		insertSection(prev, 3+i, normalise.Section{Parent: 0, Depth: 2, Kind: normalise.KindPlaceholder, Title: "Not in use"})
	}
	number(prev)
	seal(prev)
	cur := next(prev, func(ed *normalise.Edition) {
		insertSection(ed, 0, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Title: "Tides", Number: "1"})
		insertSection(ed, 1, chapter(rand.New(rand.NewPCG(9, 9)), 0, "", "Moorings", 60))
		ed.Sections[2].Number = "2"
		number(ed)
	})
	got := facts(compared(prev, cur))
	if slices.ContainsFunc(got, func(f string) bool { return strings.Contains(f, "Not in use") }) {
		t.Errorf("told of a number not in use: %q", got)
	}
	for i := range 2 {
		if was, is := prev.Sections[3+i].ID, cur.Sections[5+i].ID; was != is {
			t.Errorf("%s is not %s: %s, %s", cur.Sections[5+i].Number, prev.Sections[3+i].Number, is, was)
		}
	}
}

// TestLinksThatFollowTheSite: where all pages have another folder, a link to a page that is no
// chapter follows them without a change, and one that stays as it was did not change either.
func TestLinksThatFollowTheSite(t *testing.T) {
	const old = "https://manual.example/chapters/glossary.html"
	for now, changed := range map[string]bool{"https://manual.example/glossary.html": false, old: false, "https://manual.example/words.html": true} {
		prev := manual(5, 1, 6, 60)
		for i := range prev.Sections[1:] {
			prev.Sections[i+1].URL = "https://manual.example/chapters/p_" + strconv.Itoa(i) + ".html"
		}
		prev.Sections[2].Blocks = append(prev.Sections[2].Blocks, parse.Block{Text: "See the glossary.", Links: []parse.Link{{Start: 8, End: 16, Text: "glossary", Href: old}}})
		seal(prev)
		cur := next(prev, func(ed *normalise.Edition) {
			for i := range ed.Sections[1:] {
				ed.Sections[i+1].URL = strings.Replace(ed.Sections[i+1].URL, "/chapters/", "/", 1)
			}
			last := &ed.Sections[2].Blocks[len(ed.Sections[2].Blocks)-1]
			last.Links = []parse.Link{{Start: 8, End: 16, Text: "glossary", Href: now}}
		})
		got := facts(compared(prev, cur))
		if told := slices.ContainsFunc(got, func(f string) bool { return strings.HasPrefix(f, "link_changed") }); told != changed || !slices.Contains(got, "moved_host ") {
			t.Errorf("%s: %q", now, got)
		}
	}
}
