package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"manualwatch/diff/across"
	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/out/report"
)

func newTopics(o *options) *cobra.Command {
	var r topicsRequest
	c := &cobra.Command{
		Use:   "topics",
		Short: "The topics of all manuals: list them, check a file of corrections",
		Long: `List the topics that the chapters of all manuals are about, with the boards that
have them; a board whose chapter may be about something else is marked with "?".

What the alignment gets wrong is put right in topics.toml in the data folder; what
stands there always wins: in the tables from the next run that finds a new edition,
in "topics" and "compare" at once:

  [[join]]                                   # these chapters are about one topic
  topic    = "bruising"                      # optional: its id
  chapters = ["stoke-on-trent/C10", "norfolk/Child Protection Medicals"]
  [[part]]                                   # this one is a topic of its own
  chapters = ["norfolk/9.3"]
  [[name]]                                   # what people should call a topic
  topic    = "bruising"
  name     = "Bruising in babies"

A chapter is board/number, board/title or board/section_id.`,
		Example: `  manualwatch topics
  manualwatch topics list --board norfolk
  manualwatch topics lint my-topics.toml`,
		RunE: func(*cobra.Command, []string) error { return o.listTopics(r) },
	}
	r.register(c)
	c.AddCommand(newTopicsList(o), newTopicsLint(o))
	return c
}

// A topicsRequest is what the user wants to see of the topics.
type topicsRequest struct{ format, file string }

func (r *topicsRequest) register(c *cobra.Command) {
	c.Flags().StringVar(&r.format, "format", "text", "text or json")
	registerTopicsFile(c, &r.file)
}

func newTopicsList(o *options) *cobra.Command {
	var r topicsRequest
	c := &cobra.Command{
		Use:   "list",
		Short: "List the topics with the boards that have them",
		RunE:  func(*cobra.Command, []string) error { return o.listTopics(r) },
	}
	r.register(c)
	return c
}

func (o *options) listTopics(r topicsRequest) error {
	if r.format != "text" && r.format != "json" {
		return usageError(fmt.Errorf("--format %q: want text or json", r.format))
	}
	s, err := o.openToRead()
	if err != nil {
		return err
	}
	m, err := s.alignment(r.file)
	if err != nil {
		return err
	}
	topics := slices.DeleteFunc(slices.Clone(s.ofBoards(m).Topics), func(t report.TopicLine) bool {
		return !slices.ContainsFunc(t.Cells, func(c out.CoverageRow) bool { return c.State != across.CoverageAbsent })
	})
	if r.format == "json" {
		return s.o.encode(topicsJSON(topics))
	}
	w := tabwriter.NewWriter(o.env.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "BOARDS\tTOPIC\tNAME\tWHERE")
	for _, t := range topics {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\n", t.Has, t.ID, report.Clean(t.Name), strings.Join(topicBoards(t), " "))
	}
	return w.Flush()
}

// topicBoards names the boards of a topic with the number of their chapter.
func topicBoards(t report.TopicLine) []string {
	var list []string
	for _, c := range t.Cells {
		if c.State == across.CoverageAbsent {
			continue
		}
		name := c.BoardID
		if c.Number != "" {
			name += "/" + report.Clean(c.Number)
		}
		switch {
		case c.State == across.CoveragePlaceholder:
			name += "(not-in-use)"
		case c.State == across.CoverageNotRead:
			name += "(not-read)"
		case c.State == across.CoverageWithin:
			name += "(inside)"
		case c.Doubtful:
			name += "?"
		}
		list = append(list, name)
	}
	return list
}

// A topicJSON is a topic with what each board has on it.
type topicJSON struct {
	ID     string          `json:"topic_id"`
	Name   string          `json:"topic"`
	Boards int             `json:"boards"`
	Cells  []topicCellJSON `json:"cells"`
}

type topicCellJSON struct {
	Board            string   `json:"board_id"`
	State            string   `json:"state"`
	Doubtful         bool     `json:"doubtful"`
	SectionIDs       []string `json:"section_ids,omitempty"`
	Number           string   `json:"number,omitempty"`
	Title            string   `json:"title,omitempty"`
	URL              string   `json:"url,omitempty"`
	Words            int32    `json:"words"`
	LastDetected     string   `json:"last_detected,omitempty"`
	LastDeclared     string   `json:"last_declared,omitempty"`
	LastReviewed     string   `json:"last_reviewed,omitempty"`
	NextReview       string   `json:"next_review,omitempty"`
	OldestSuperseded string   `json:"oldest_superseded,omitempty"`
	Detail           string   `json:"detail,omitempty"`
}

func topicsJSON(topics []report.TopicLine) []topicJSON {
	list := make([]topicJSON, len(topics))
	for i, t := range topics {
		list[i] = topicJSON{ID: t.ID, Name: t.Name, Boards: t.Has, Cells: make([]topicCellJSON, len(t.Cells))}
		for j, c := range t.Cells {
			list[i].Cells[j] = topicCellJSON{Board: c.BoardID, State: c.State, Doubtful: c.Doubtful, SectionIDs: c.SectionIDs, Number: c.Number,
				Title: c.Title, URL: c.URL, Words: c.Words, LastDetected: c.LastDetected.String(), LastDeclared: c.LastDeclared.String(),
				LastReviewed: c.LastReviewed.String(), NextReview: c.NextReview.String(), OldestSuperseded: c.OldestSuperseded, Detail: c.Detail}
		}
	}
	return list
}

func newTopicsLint(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "lint [FILE]",
		Short: "Check a file of corrections and name what it does not reach",
		Long: `Check a file of corrections: its form, and whether every chapter it names is in a
manual as it was read last. A chapter that is not there is no mistake, since a
board that was not read keeps its corrections; it is named, so that a misspelt
one is seen.`,
		Example: `  manualwatch topics lint
  manualwatch topics lint my-topics.toml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			file := filepath.Join(o.data, "topics.toml")
			if len(args) == 1 {
				file = args[0]
			}
			return o.lintTopics(file)
		},
	}
}

func (o *options) lintTopics(file string) error {
	s, err := o.openToRead()
	if err != nil {
		return err
	}
	c, _, err := s.corrections(file)
	if err != nil {
		return err
	}
	var missing []string
	if id, err := s.dataset.LastRunWith("coverage", "~"); err != nil {
		return err
	} else if id != "" {
		if missing, err = s.unreached(c); err != nil {
			return err
		}
	}
	for _, m := range missing {
		o.tell(m, "not reached", "correction", m)
	}
	fmt.Fprintf(o.env.stdout, "%d joins, %d parts, %d names: no mistakes, %d not reached\n", len(c.Join), len(c.Part), len(c.Name), len(missing))
	return nil
}

// unreached tells, line by line, which chapters and topics of the corrections are
// in no manual.
func (s *session) unreached(c across.Corrections) ([]string, error) {
	m, err := s.alignment("")
	if err != nil {
		return nil, err
	}
	var chapters, lines []string
	known := map[string]bool{}
	for _, r := range m.rows {
		known[r.TopicID] = true
	}
	for _, j := range c.Join {
		chapters = append(chapters, j.Chapters...)
		known[j.Topic] = true
	}
	for _, p := range c.Part {
		chapters = append(chapters, p.Chapters...)
		known[p.Topic] = true
	}
	for _, ch := range chapters {
		board, rest, _ := strings.Cut(ch, "/")
		e, err := m.night.Standing(board)
		if err != nil {
			return nil, err
		}
		switch {
		case e == nil:
			lines = append(lines, fmt.Sprintf("%s: no manual of %s has been read", ch, board))
		case !names(e, rest):
			lines = append(lines, fmt.Sprintf("%s: no chapter of %s has this number, title or section_id", ch, board))
		}
	}
	for _, n := range c.Name {
		if !known[n.Topic] {
			lines = append(lines, fmt.Sprintf("name of %s: there is no such topic", n.Topic))
		}
	}
	return lines, nil
}

// names reports whether a chapter of an edition is called so in a correction.
func names(e *normalise.Edition, chapter string) bool {
	return slices.ContainsFunc(e.Sections, func(x normalise.Section) bool {
		return x.Kind != normalise.KindHeading && (x.ID == chapter || x.Number != "" && x.Number == chapter || strings.EqualFold(x.Title, chapter))
	})
}
