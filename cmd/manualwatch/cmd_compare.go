package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/out/report"
)

// A compareRequest is what the user wants to see side by side.
type compareRequest struct {
	topic, format string
	topicsFile    string
	quoteWords    int
}

func newCompare(o *options) *cobra.Command {
	var r compareRequest
	c := &cobra.Command{
		Use:   "compare [--topic T] [--board A --board B]",
		Short: "Across boards: who covers what, and the same topic side by side",
		Long: `Without --topic, print the matrix of topics and manuals, of all boards or of those
that --board names. With --topic, print who has a chapter on it, how long it is,
when it last changed and what it cites that is out of date. With --topic and two
boards, print their chapters side by side: what one says and the other does not,
and where they differ in deadlines, thresholds, duties, conditions and who does a
thing. A board that left the register is named, with the day on which it was seen
last, and not compared.

A topic is given by its id or name, by the title of a chapter on it, by a chapter
as board/number, or by a word of the field such as FGM. "manualwatch topics"
lists them.`,
		Example: `  manualwatch compare
  manualwatch compare --board norfolk --board sheffield
  manualwatch compare --topic bruising
  manualwatch compare --topic FGM --board norfolk --board sheffield`,
		RunE: func(*cobra.Command, []string) error { return o.compare(r) },
	}
	f := c.Flags()
	f.StringVar(&r.topic, "topic", "", "topic: id, name, chapter title, board/number or abbreviation")
	f.StringVar(&r.format, "format", "md", "md or json")
	f.IntVar(&r.quoteWords, "quote-words", defaultQuoteWords, "most words quoted of one sentence; -1 quotes nothing")
	registerTopicsFile(c, &r.topicsFile)
	return c
}

func registerTopicsFile(c *cobra.Command, file *string) {
	c.Flags().StringVar(file, "topics", "", "corrections of the alignment (TOML); default: topics.toml in the data folder, if it is there")
}

func (o *options) compare(r compareRequest) error {
	if r.format != "md" && r.format != "json" {
		return usageError(fmt.Errorf("--format %q: want md or json", r.format))
	}
	s, err := o.openToRead()
	if err != nil {
		return err
	}
	m, err := s.alignment(r.topicsFile)
	if err != nil {
		return err
	}
	if r.topic == "" {
		return s.printMatrix(m, r)
	}
	t, err := m.find(r.topic)
	if err != nil {
		return err
	}
	if len(o.only) == 2 {
		return s.printSides(m, t, r)
	}
	return s.printTopic(m, t, r)
}

// An alignment is the chapters of all boards by topic.
type alignment struct {
	across *report.Across
	rows   []out.CoverageRow
	night  *night.Night // to read the editions that stand
}

// alignment returns the alignment of the newest run; one made now where analysts
// keep corrections, which may have changed since.
func (s *session) alignment(topicsFile string) (*alignment, error) {
	past, err := night.LoadPast(s.dataset)
	if err != nil {
		return nil, err
	}
	now := archiveRunAt(s.now())
	now.ID += "~" // sorts after a run of this second, which counts, too
	m := &alignment{night: s.newNight(now, s.dataset, past)}
	corrections, kept, err := s.corrections(topicsFile)
	if err != nil {
		return nil, err
	}
	run := out.RunRow{RunID: m.night.Run.ID, StartedAt: m.night.Run.StartedAt}
	if kept {
		t, _, err := m.night.Align(nil, nil, corrections)
		if err != nil {
			return nil, err
		}
		m.rows = t.Coverage
	} else if run, m.rows, err = s.storedCoverage(m.night.Run.ID); err != nil {
		return nil, err
	}
	if len(m.rows) == 0 {
		return nil, fmt.Errorf("no manuals have been compared yet in %s: run `manualwatch run` first", s.o.data)
	}
	m.across, err = report.NewAcrossWatched(s.dataset, run, m.rows, s.outBoards())
	return m, err
}

// storedCoverage reads what the newest comparison before the given run found. It stands as of
// the last run before that one, which found no manual changed where it compared none.
func (s *session) storedCoverage(before string) (run out.RunRow, rows []out.CoverageRow, err error) {
	id, err := s.dataset.LastRunWith("coverage", before)
	if err != nil || id == "" {
		return run, nil, err
	}
	runs, err := s.dataset.Runs()
	if err != nil {
		return run, nil, err
	}
	for _, r := range runs {
		if r.RunID < before {
			run = r
		}
	}
	rows, err = s.dataset.Coverage(out.Filter{RunID: id})
	return run, rows, err
}

// corrections reads the corrections that the user names, or those of the data
// folder; kept is false if there is no file.
func (s *session) corrections(file string) (c across.Corrections, kept bool, err error) {
	named := file != ""
	if !named {
		file = filepath.Join(s.o.data, "topics.toml")
	}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return c, false, nil
	}
	if err != nil {
		return c, false, usageError(err)
	}
	defer f.Close()
	if c, err = across.LoadCorrections(f); err != nil {
		return c, false, usageError(fmt.Errorf("%s: %w", file, err))
	}
	return c, true, nil
}

// find returns the topic that the user means; the error suggests what is near.
func (m *alignment) find(query string) (*report.TopicLine, error) {
	t, near := m.across.FindTopic(query)
	if t != nil {
		return t, nil
	}
	id, err := m.byTitle(query)
	if err != nil {
		return nil, err
	}
	if t = m.across.ByID(id); t != nil && id != "" {
		return t, nil
	}
	hint := "`manualwatch topics` lists them"
	if len(near) > 0 {
		hint = "did you mean one of these?\n  " + strings.Join(near, "\n  ")
	}
	return nil, usageError(fmt.Errorf("no topic %q: %s", query, hint))
}

// byTitle looks for the topic of a chapter that does not represent its board.
func (m *alignment) byTitle(title string) (topic string, err error) {
	for _, b := range m.across.Boards {
		e, err := m.night.Standing(b.ID)
		if err != nil {
			return "", err
		}
		if e == nil {
			continue
		}
		for i := range e.Sections {
			if !strings.EqualFold(e.Sections[i].Title, title) {
				continue
			}
			for _, r := range m.rows {
				if r.BoardID == b.ID && slices.Contains(r.SectionIDs, e.Sections[i].ID) {
					return r.TopicID, nil
				}
			}
		}
	}
	return "", nil
}

// ofBoards narrows the alignment to the boards that the user named.
func (s *session) ofBoards(m *alignment) *report.Across {
	if len(s.o.only) == 0 {
		return m.across
	}
	rows := slices.DeleteFunc(slices.Clone(m.rows), func(r out.CoverageRow) bool { return !slices.Contains(s.o.only, r.BoardID) })
	return report.NewAcross(m.across.Run, rows, s.outBoards())
}

func (s *session) printMatrix(m *alignment, r compareRequest) error {
	a := s.ofBoards(m)
	if len(a.Boards) == 0 {
		return fmt.Errorf("no manual of %s has been read yet", strings.Join(s.o.only, ", "))
	}
	if r.format == "json" {
		return s.o.encode(topicsJSON(a.Topics))
	}
	if err := errors.Join(a.ReadOrder(s.dataset), a.ReadSights(s.dataset)); err != nil {
		return err
	}
	return report.CoverageMarkdown(s.o.env.stdout, a)
}

func (s *session) printTopic(m *alignment, t *report.TopicLine, r compareRequest) error {
	a := s.ofBoards(m)
	if t = a.ByID(t.ID); t == nil {
		return fmt.Errorf("no manual of %s has been read yet", strings.Join(s.o.only, ", "))
	}
	if r.format == "json" {
		return s.o.encode(topicsJSON([]report.TopicLine{*t})[0])
	}
	if err := a.ReadSights(s.dataset); err != nil {
		return err
	}
	return report.TopicMarkdown(s.o.env.stdout, a, t)
}

// printSides prints the chapters of two boards on a topic side by side.
func (s *session) printSides(m *alignment, t *report.TopicLine, r compareRequest) error {
	var editions [2]*normalise.Edition
	var cells [2]out.CoverageRow
	for i, board := range s.o.only {
		cells[i] = t.Cell(board)
		if err := chapterToCompare(board, t, &cells[i]); err != nil {
			return err
		}
		e, err := m.night.Standing(board)
		if err != nil {
			return err
		}
		editions[i] = e
	}
	c := across.SideBySide(editions[0], editions[1], cells[0].SectionID, cells[1].SectionID)
	if c.SectionA == "" {
		return fmt.Errorf("the chapters on %q are not in the editions that stand now: run `manualwatch rebuild`", t.Name)
	}
	if r.format == "json" {
		return s.o.encode(sidesJSON(t.ID, c, cells[0], cells[1]))
	}
	boards := s.outBoards()
	side := report.Side{Topic: t.Name, A: report.BoardOf(boards, s.o.only[0]), B: report.BoardOf(boards, s.o.only[1]), CellA: cells[0], CellB: cells[1], Comparison: c}
	return side.WriteMarkdown(s.o.env.stdout, report.Options{QuoteWords: r.quoteWords})
}

// chapterToCompare is an error where a board has no chapter on a topic that was read; it
// tells what it has.
func chapterToCompare(board string, t *report.TopicLine, c *out.CoverageRow) error {
	has := fmt.Sprintf("%s has no chapter on %q", board, t.Name)
	switch c.State {
	case across.CoverageHas, across.CoverageUnderReview:
		return nil
	case across.CoverageWithin:
		has += fmt.Sprintf(", but “%s” %s", report.Label(c.Number, c.Title), c.Detail)
	case across.CoverageNotRead:
		has = fmt.Sprintf("%s lists “%s”, but the page was not read: %s", board, report.Label(c.Number, c.Title), report.Clean(c.URL))
		if c.Detail != "" {
			has += ", which is a page of " + c.Detail
		}
	}
	return fmt.Errorf("%s: `manualwatch compare --topic %s` tells who has one", has, t.ID)
}

// encode prints what a command found as JSON.
func (o *options) encode(v any) error {
	enc := json.NewEncoder(o.env.stdout)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
