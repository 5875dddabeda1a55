package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"manualwatch/diff/across"
	"manualwatch/out"
)

// mostSentences bounds what is listed of one heading and board.
const mostSentences = 40

// TopicMarkdown writes who has a topic: chapter, words, dates and the oldest
// superseded document cited.
func TopicMarkdown(to io.Writer, a *Across, t *TopicLine) error {
	w := bufio.NewWriter(to)
	fmt.Fprintf(w, "# %s (`%s`)\n\n", Escape(t.Name), code(t.ID))
	fmt.Fprintf(w, "Manuals that have a chapter on it: %d of %d, as of %s.\n\n", t.Has, len(a.Boards), Day(a.Run.StartedAt))
	for _, s := range a.unseen() {
		fmt.Fprintf(w, "%s\n\n", s)
	}
	fmt.Fprint(w, "| Manual | Chapter | Words | Change seen | Declared | Last review | Next review | Oldest superseded document cited |\n|---|---|--:|---|---|---|---|---|\n")
	var without []string
	for i := range t.Cells {
		c := &t.Cells[i]
		switch {
		case c.State == across.CoverageAbsent || c.State == "":
			without = append(without, Escape(a.short[i])+a.joined(i, t.ID))
			continue
		case c.State == across.CoverageWithin:
			without = append(without, Escape(a.short[i])+" ("+within(c)+")")
			continue
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", Escape(a.short[i]), a.cellWords(c), Thousands(int(c.Words)),
			dayOrDash(c.LastDetected), declaredOrDash(c), printedOrDash(c.LastReviewed), printedOrDash(c.NextReview), cmp.Or(Escape(c.OldestSuperseded), "–"))
	}
	if len(without) > 0 {
		fmt.Fprintf(w, "\nWithout a chapter of its own: %s.\n", List(without))
	}
	a.tellLeft(w)
	return w.Flush()
}

// joined names the chapters of a board on other topics whose titles name this one as well.
func (a *Across) joined(board int, topic string) string {
	var found []string
	for i := range a.Topics {
		c := &a.Topics[i].Cells[board]
		if covers(c) && slices.Contains(across.TopicsJoined(c.Title), topic) {
			found = append(found, Link(Label(c.Number, c.Title), c.URL))
		}
	}
	if len(found) == 0 {
		return ""
	}
	return " (but see " + List(found) + ")"
}

func dayOrDash(d out.Day) string {
	if d == 0 {
		return "–"
	}
	return Day(d.Time())
}

// printedOrDash is dayOrDash for a date that a manual prints.
func printedOrDash(d out.Day) string {
	if d == 0 {
		return "–"
	}
	return Printed(d)
}

// declaredOrDash is printedOrDash for the last amendment, of which the words are known.
func declaredOrDash(c *out.CoverageRow) string {
	if c.LastDeclared == 0 {
		return "–"
	}
	return PrintedAs(c.LastDeclared, c.LastDeclaredText)
}

// A Side is the chapters of two boards on one topic, side by side.
type Side struct {
	Topic        string
	A, B         out.Board
	CellA, CellB out.CoverageRow   // what they have on the topic
	Comparison   across.Comparison // of their best chapters
}

// WriteMarkdown tells what both chapters say, where they differ on what matters to
// practice, and what only one says.
func (x *Side) WriteMarkdown(to io.Writer, o Options) error {
	s := sideWriter{w: bufio.NewWriter(to), a: x.A, b: x.B, o: o}
	names := ShortNames([]out.Board{x.A, x.B})
	s.nameA, s.nameB = names[0], names[1]
	fmt.Fprintf(s.w, "# %s: %s and %s\n\n", Escape(x.Topic), Escape(s.nameA), Escape(s.nameB))
	fmt.Fprintf(s.w, "- %s: %s\n- %s: %s\n", Escape(Clean(x.A.Name)), cellWords(&x.CellA), Escape(Clean(x.B.Name)), cellWords(&x.CellB))
	if share := 100 * x.Comparison.Similarity; share < 0.5 {
		fmt.Fprint(s.w, "\nThe two chapters have hardly a sentence in common.\n")
	} else {
		fmt.Fprintf(s.w, "\n%.0f%% of what these two chapters say is the same.\n", share)
	}
	if n := len(x.CellA.SectionIDs) + len(x.CellB.SectionIDs) - 2; n > 0 {
		fmt.Fprintf(s.w, "%s not compared here.\n", capital(Number(n, "further chapter or annex on the topic is", "further chapters or annexes on the topic are")))
	}
	s.differences(x.Comparison)
	for i := range x.Comparison.Parts {
		s.part(&x.Comparison.Parts[i])
	}
	return s.w.Flush()
}

// A sideWriter writes a comparison of two chapters.
type sideWriter struct {
	w            *bufio.Writer
	a, b         out.Board
	nameA, nameB string
	o            Options
}

// differences lists the points that matter to practice before everything else.
func (s *sideWriter) differences(c across.Comparison) {
	fmt.Fprint(s.w, "\n## Different deadlines, thresholds and duties\n\n")
	n := 0
	for i := range c.Parts {
		p := &c.Parts[i]
		for _, d := range p.Differs {
			if n == 0 {
				fmt.Fprintf(s.w, "| Under | What | %s | %s |\n|---|---|---|---|\n", Escape(s.nameA), Escape(s.nameB))
			}
			n++
			fmt.Fprintf(s.w, "| %s | %s | %s | %s |\n", Escape(partTitle(p)), cmp.Or(pointWords[d.Kind], d.Kind), s.point(d.A, d.SaysA, s.a), s.point(d.B, d.SaysB, s.b))
		}
	}
	if n == 0 {
		fmt.Fprint(s.w, "None was found in sentences about the same thing.\n")
	}
}

// pointWords are the kinds of differences in words, where their names are not.
var pointWords = map[string]string{
	across.DiffersObligation: "duty",
	across.DiffersWord:       "a word that decides",
	across.DiffersWho:        "who",
	across.DiffersScope:      "whom or what it covers",
	across.DiffersDeed:       "what is done",
	across.DiffersRow:        "row of a table",
}

// point is one side of a difference: the words in bold and the sentence.
func (s *sideWriter) point(words, sentence string, b out.Board) string {
	t := "**" + Escape(words) + "**"
	if words == "" {
		t = "**none named**"
	}
	if q := s.quote(sentence, b); q != "" {
		t += ": " + q
	}
	return t
}

// quote repeats a sentence as far as the board's manual may be quoted.
func (s *sideWriter) quote(sentence string, b out.Board) string {
	limit := s.o.limit(b)
	if limit <= 0 {
		return ""
	}
	return "“" + Escape(Shorten(sentence, limit)) + "”"
}

func partTitle(p *across.ComparedPart) string {
	switch {
	case p.TitleA == "" && p.TitleB == "":
		return "Opening text"
	case p.TitleA == "":
		return p.TitleB
	default:
		return p.TitleA
	}
}

// part writes one heading with its partner.
func (s *sideWriter) part(p *across.ComparedPart) {
	title := Escape(partTitle(p))
	switch {
	case p.OnlyIn == "a" && (len(p.OnlyA) > 0 || len(p.ElsewhereA) == 0):
		title += " (only " + Escape(s.nameA) + ")"
	case p.OnlyIn == "b" && (len(p.OnlyB) > 0 || len(p.ElsewhereB) == 0):
		title += " (only " + Escape(s.nameB) + ")"
	case !strings.EqualFold(p.TitleA, p.TitleB) && p.TitleA != "" && p.TitleB != "":
		title += " / " + Escape(p.TitleB)
	}
	fmt.Fprintf(s.w, "\n## %s\n", title)
	s.inCommon(p)
	s.only(s.nameA, p.OnlyA, s.a, p.OnlyIn == "")
	s.only(s.nameB, p.OnlyB, s.b, p.OnlyIn == "")
	s.elsewhere(s.nameB, p.ElsewhereA)
	s.elsewhere(s.nameA, p.ElsewhereB)
	if p.OnlyIn != "" && len(p.OnlyA)+len(p.OnlyB)+len(p.ElsewhereA)+len(p.ElsewhereB)+len(p.Differs) == 0 {
		fmt.Fprint(s.w, "\nA heading without text.\n")
	}
}

// inCommon tells how much of a part both say, and on how many points they differ.
func (s *sideWriter) inCommon(p *across.ComparedPart) {
	var told []string
	switch {
	case p.OnlyIn != "":
	case p.Shared == 0:
		told = append(told, "No sentence is the same under this heading in both.")
	default:
		told = append(told, fmt.Sprintf("Both say the same in %s.", Number(p.Shared, "sentence", "sentences")))
	}
	if n := len(p.Differs); n > 0 {
		told = append(told, fmt.Sprintf("They differ in %s, listed above.", Number(n, "point", "points")))
	}
	if len(told) > 0 {
		fmt.Fprintf(s.w, "\n%s\n", strings.Join(told, " "))
	}
}

// elsewhere tells which sentences of one board's part the other says under other headings.
func (s *sideWriter) elsewhere(other string, places []across.Elsewhere) {
	if len(places) == 0 {
		return
	}
	n, under := 0, make([]string, len(places))
	for i, e := range places {
		n += e.Sentences
		switch {
		case e.Chapter != "":
			under[i] = "in its chapter “" + Escape(e.Chapter) + "”"
		case e.Under != "":
			under[i] = "under “" + Escape(e.Under) + "”"
		default:
			under[i] = "in its opening text"
		}
		if len(places) > 1 {
			under[i] += fmt.Sprintf(" (%d)", e.Sentences)
		}
	}
	fmt.Fprintf(s.w, "\n%s says the same in %s, but %s.\n", Escape(other), Number(n, "sentence", "sentences"), List(under))
}

// only lists what one board says and the other does not, with a line that says so
// unless the heading does.
func (s *sideWriter) only(name string, sentences []string, b out.Board, lead bool) {
	if len(sentences) == 0 {
		return
	}
	if s.o.limit(b) <= 0 {
		fmt.Fprintf(s.w, "\n%s says %s that the other does not; they are not quoted.\n", Escape(name), Number(len(sentences), "sentence", "sentences"))
		return
	}
	fmt.Fprint(s.w, "\n")
	if lead {
		fmt.Fprintf(s.w, "Only %s:\n\n", Escape(name))
	}
	for _, t := range sentences[:min(len(sentences), mostSentences)] {
		fmt.Fprintf(s.w, "- %s\n", s.quote(t, b))
	}
	if n := len(sentences) - mostSentences; n > 0 {
		fmt.Fprintf(s.w, "- And %s.\n", Number(n, "more sentence", "more sentences"))
	}
}
