package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/out/report"
)

func newHistory(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "history --board B SECTION",
		Short: "The life of a chapter over all editions",
		Long: `Print the life of one chapter over all editions of a board: its names, numbers and
addresses, each change with its date, and what the board declared. SECTION is a
title, a number or a section_id, of any time; if several chapters answer to it, the
lives of all are printed. The path of titles asks for one of them.`,
		Example: `  manualwatch history --board norfolk "Self Harm"
  manualwatch history --board norfolk 5.21
  manualwatch history --board norfolk "Conferences > Introduction"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return o.history(cmd.Context(), args[0]) },
	}
}

func (o *options) history(ctx context.Context, query string) error {
	if len(o.only) != 1 {
		return usageError(fmt.Errorf("history takes exactly one --board"))
	}
	s, err := o.openArchived()
	if err != nil {
		return err
	}
	defer s.close()
	past, err := night.LoadPast(s.dataset)
	if err != nil {
		return err
	}
	lives, err := s.newNight(archiveRunAt(s.now()), s.dataset, past).Lives(ctx, s.boards[0], query)
	if err != nil {
		return err
	}
	if len(lives) == 0 {
		return s.noSection(query)
	}
	printLives(o.env.stdout, lives)
	return nil
}

// printLives prints the lives of sections; where there are several, each with what asks for
// it alone.
func printLives(w io.Writer, lives [][]history.Event) {
	if len(lives) > 1 {
		fmt.Fprintf(w, "%d sections answer to that; each alone: its section_id, or its path of titles\n", len(lives))
	}
	for _, events := range lives {
		if len(lives) > 1 {
			id, path := lastSeen(events)
			fmt.Fprintf(w, "\n%s  %s\n", id, report.Clean(path))
		}
		for _, e := range events {
			printEvent(w, e)
		}
	}
}

// lastSeen is the section_id and the last path of a section.
func lastSeen(events []history.Event) (id, path string) {
	for _, e := range events {
		if e.Section.ID != "" {
			id, path = e.Section.ID, e.Path
		}
	}
	return id, path
}

// noSection is the error of a history that nothing answers to, with the titles of
// the manual that look like the query.
func (s *session) noSection(query string) error {
	board := s.boards[0].ID
	editions, err := s.dataset.Editions(board)
	if err != nil {
		return err
	}
	titles := map[string][]string{}
	for _, e := range editions {
		rows, err := s.dataset.Outline(e)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.Kind != string(normalise.KindHeading) {
				titles[report.Clean(report.Label(r.Number, r.Title))] = []string{r.Title}
			}
		}
	}
	hint := fmt.Sprintf("`manualwatch export --table sections --board %s` lists them", board)
	if near := report.Nearest(query, titles); len(near) > 0 {
		hint = "did you mean one of these?\n  " + strings.Join(near, "\n  ")
	}
	return usageError(fmt.Errorf("no section of %s was ever called or numbered %q: %s", board, query, hint))
}

// printEvent prints one moment in the life of a section.
func printEvent(w io.Writer, e history.Event) {
	day := e.ObservedAt.Format(time.DateOnly)
	if e.Section.ID == "" {
		fmt.Fprintf(w, "%s  no longer in the manual\n", day)
	} else {
		fmt.Fprintf(w, "%s  %s\n            in %s\n", day, report.Clean(report.Label(e.Section.Number, e.Section.Title)), report.Clean(e.Path))
		if e.Section.URL != "" {
			fmt.Fprintf(w, "            %s\n", report.Clean(e.Section.URL))
		}
	}
	if e.Chapter != "" {
		fmt.Fprintf(w, "            its words changed; told of its chapter %s as a whole:\n", report.Clean("“"+e.Chapter+"”"))
	}
	for _, c := range out.ChangeRows(e.Changes) {
		why := strings.Join(c.Reasons, "; ")
		if c.Detail != "" {
			why += ": " + c.Detail
		}
		fmt.Fprintf(w, "            - %s (%s): %s\n", strings.ReplaceAll(c.Kind, "_", " "), strings.ReplaceAll(c.Significance, "_", " "), report.Clean(why))
	}
	for _, d := range e.Declared {
		fmt.Fprintf(w, "            declared %s: %s [%s]\n", d.Date, report.Clean(firstWords(d.Details, 30)), strings.ReplaceAll(string(d.State), "_", " "))
	}
}
