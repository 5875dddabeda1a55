package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// invented text for the tests

var (
	inventActors = strings.Fields("practitioners midwives teachers wardens clerks stewards porters gardeners librarians coaches")
	inventVerbs  = strings.Fields("must should may will")
	inventActs   = []string{"tell the duty desk", "write a dated note", "ring the family", "ask for advice", "look at the earlier record", "share the plan", "hold a short meeting", "keep a copy on file"}
	inventWhens  = []string{"within five working days", "within 24 hours", "before the next visit", "as soon as possible", "every six weeks", "on the same day", "at the first opportunity"}
	inventNouns  = strings.Fields("ladder harbour lantern meadow orchard pebble saddle thimble valley window anchor basket candle dolphin engine feather garden hammer island jacket kettle lemon mirror needle oyster pencil quarry ribbon silver tunnel umbrella violin walnut yellow zipper")
)

func invent(r *rand.Rand) string {
	at := func(list []string) string { return list[r.IntN(len(list))] }
	return fmt.Sprintf("Where a %s is near the %s, %s %s %s %s because of the %s and the %s.", at(inventNouns), at(inventNouns), at(inventActors), at(inventVerbs), at(inventActs), at(inventWhens), at(inventNouns), at(inventNouns))
}

func inventParagraph(r *rand.Rand, words int) string {
	var out []string
	for n := 0; n < words; {
		s := invent(r)
		n += len(strings.Fields(s))
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// manual makes an edition of sections of chapters of the given number of words.
func manual(seed uint64, sections, chapters, words int) *normalise.Edition {
	r := rand.New(rand.NewPCG(seed, 7))
	ed := &normalise.Edition{ID: "b-1", BoardID: "b", RunID: "1", ObservedAt: time.Date(2020, 1, 1, 2, 0, 0, 0, time.UTC)}
	for s := 1; s <= sections; s++ {
		parent := len(ed.Sections)
		ed.Sections = append(ed.Sections, normalise.Section{Parent: -1, Depth: 1, Kind: normalise.KindSection, Number: fmt.Sprint(s), Title: fmt.Sprintf("Part on %s and %s", inventNouns[s%len(inventNouns)], inventNouns[(s*7)%len(inventNouns)])})
		for c := 1; c <= chapters; c++ {
			title := fmt.Sprintf("%s near the %s %s", inventNouns[r.IntN(len(inventNouns))], inventNouns[(s*11+c)%len(inventNouns)], inventNouns[(c*5+s)%len(inventNouns)])
			ed.Sections = append(ed.Sections, chapter(r, parent, fmt.Sprintf("%d.%d", s, c), title, words))
		}
	}
	seal(ed)
	return ed
}

func chapter(r *rand.Rand, parent int, number, title string, words int) normalise.Section {
	s := normalise.Section{Parent: parent, Depth: 2, Kind: normalise.KindChapter, Number: number, Title: title, URL: "https://manual.example/" + strings.ReplaceAll(title, " ", "-") + "-" + number + ".html", MediaType: "text/html"}
	for n := 0; n < words; n += 60 {
		s.Blocks = append(s.Blocks, parse.Block{Text: inventParagraph(r, min(60, words-n))})
	}
	return s
}

// seal fills the fields that normalise derives.
func seal(ed *normalise.Edition) {
	for i := range ed.Sections {
		s := &ed.Sections[i]
		s.Ordinal = i + 1
		if s.ID == "" {
			s.ID = fmt.Sprintf("new-%s-%d", ed.RunID, i)
		}
		var lines []string
		for _, b := range s.Blocks {
			lines = append(lines, b.Text)
		}
		s.Text = strings.Join(lines, "\n")
		s.Words = len(strings.Fields(s.Text))
	}
}

// next copies an edition as the board's next night and lets change touch it.
func next(prev *normalise.Edition, change func(ed *normalise.Edition)) *normalise.Edition {
	ed := *prev
	ed.RunID = prev.RunID + "1"
	ed.ID = ed.BoardID + "-" + ed.RunID
	ed.ObservedAt = prev.ObservedAt.AddDate(0, 0, 1)
	ed.Sections = nil
	for _, s := range prev.Sections {
		s.ID = ""
		s.Blocks = append([]parse.Block(nil), s.Blocks...)
		ed.Sections = append(ed.Sections, s)
	}
	ed.Amendments = append([]normalise.Amendment(nil), prev.Amendments...)
	change(&ed)
	seal(&ed)
	return &ed
}

// replaceWords replaces words in all texts of an edition.
func replaceWords(ed *normalise.Edition, old, new string) {
	for i := range ed.Sections {
		for k := range ed.Sections[i].Blocks {
			b := &ed.Sections[i].Blocks[k]
			b.Text = strings.ReplaceAll(b.Text, old, new)
		}
	}
}

// compared carries the lineage and compares, as a night does.
func compared(prev, cur *normalise.Edition) []diff.Change {
	if prev.Sections[0].ID == "" || strings.HasPrefix(prev.Sections[0].ID, "new-") {
		lineage.Carry(nil, prev)
	}
	m := lineage.Carry(prev, cur)
	return compare.Editions(m, compare.Options{RunID: cur.RunID})
}

// facts puts changes as "kind new-title" lines, for tests.
func facts(changes []diff.Change) []string {
	var out []string
	for _, c := range changes {
		title := c.NewTitle
		if title == "" {
			title = c.OldTitle
		}
		out = append(out, string(c.Kind)+" "+title)
	}
	return out
}

// joined joins the texts of the edits with one of the given ops.
func joined(edits []diff.Edit, ops ...diff.Op) string {
	var texts []string
	for _, e := range edits {
		if slices.Contains(ops, e.Op) {
			texts = append(texts, e.Text)
		}
	}
	return strings.Join(texts, " ")
}
