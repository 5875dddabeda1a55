package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/diff"
	"manualwatch/diff/history"
	"manualwatch/out"
	"manualwatch/out/report"
)

func newDiff(o *options) *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use:   "diff --board B --from DATE --to DATE",
		Short: "Net change of one board between two dates",
		Long: `Print the net change of one board's manual between two dates as Markdown: the
edition that stood on the first date against the one that stood on the second,
both read by this version. What was changed and taken back in between cancels
out and is listed as such, also where other words of its chapter stay changed.`,
		Example: `  manualwatch diff --board norfolk --from 2026-09-01 --to 2026-11-21`,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.netChange(cmd.Context(), from, to) },
	}
	c.Flags().StringVar(&from, "from", "", "first date (2006-01-02 or RFC 3339)")
	c.Flags().StringVar(&to, "to", "", "second date; default: now")
	return c
}

func (o *options) netChange(ctx context.Context, from, to string) error {
	if len(o.only) != 1 {
		return usageError(fmt.Errorf("diff takes exactly one --board"))
	}
	s, err := o.openArchived()
	if err != nil {
		return err
	}
	defer s.close()
	period, err := s.period(from, to)
	if err != nil {
		return err
	}
	past, err := night.LoadPast(s.dataset)
	if err != nil {
		return err
	}
	net, err := s.newNight(archiveRunAt(period.to), s.dataset, past).Net(ctx, s.boards[0], period.from, period.to)
	if err != nil {
		return err
	}
	return s.printNet(net, period)
}

// printNet writes a net change as the changelog of a board and night.
func (s *session) printNet(net night.NetChange, asked period) error {
	before, err := s.dataset.Outline(net.From)
	if err != nil {
		return err
	}
	now, err := s.dataset.Outline(net.To)
	if err != nil {
		return err
	}
	w := s.o.env.stdout
	n := &report.Night{
		Board:       report.BoardOf(s.outBoards(), net.To.BoardID),
		Run:         out.RunRow{RunID: net.To.RunID, StartedAt: asked.to},
		Since:       asked.from,
		Observation: out.ObservationRow{Status: out.StatusChanged, EditionID: net.To.EditionID, PreviousEditionID: net.From.EditionID},
		Edition:     &net.To, Before: report.NewOutline(before), Now: report.NewOutline(now), Changes: out.ChangeRows(net.Changes),
	}
	fmt.Fprintf(w, "The manual as it stood on %s (the edition of %s, %s) against %s (that of %s, %s).\n\n", report.Day(asked.from), report.Day(net.From.ObservedAt), net.From.EditionID,
		report.Day(asked.to), report.Day(net.To.ObservedAt), net.To.EditionID)
	fmt.Fprintf(w, "%s; what came later is not in here.\n\n", lastRead(&net))
	if net.From.EditionID == net.To.EditionID || len(net.Changes) == 0 && len(net.Flips) == 0 {
		fmt.Fprintln(w, "No change was found.")
		return nil
	}
	report.BoardMarkdown(w, n, report.Options{})
	if len(net.Flips) > 0 {
		fmt.Fprint(w, "\n## Changed and taken back in between\n\n")
	}
	for _, f := range net.Flips {
		writeFlip(w, f, n.Board)
	}
	return nil
}

// lastRead says how much of the manual the later of the two editions saw.
func lastRead(net *night.NetChange) string {
	if !net.InPart() {
		return "It was last read completely on " + report.Day(net.LastRead)
	}
	part := "in part on " + report.Day(net.To.ObservedAt) + ", where what could not be seen stands as it was seen before"
	if net.LastRead.IsZero() {
		return "It was never read completely, and " + part
	}
	return "It was last read completely on " + report.Day(net.LastRead) + ", and " + part
}

// writeFlip tells what was changed and taken back, with the words that it read in between.
func writeFlip(w io.Writer, f history.Flip, b out.Board) {
	what := cmp.Or(flipWords[f.Back.Kind], "changed")
	if f.Part {
		what = "some words changed"
	}
	since := "."
	switch {
	case f.Otherwise:
		since = " with other words, which are told above."
	case f.Changed:
		since = ", and changed again since: how it stands is told above."
	}
	fmt.Fprintf(w, "- %s: %s on %s, taken back on %s%s\n", report.Escape(report.Label(f.Back.NewNumber, cmp.Or(f.Back.NewTitle, f.Back.OldTitle))), what, report.Day(f.Seen[0]), report.Day(f.Seen[1]), since)
	if !f.Changed {
		report.Options{}.WriteTakenBack(w, &out.ChangeRows([]diff.Change{f.There})[0], b)
	}
}

// flipWords say what was done to a chapter, by what took it back.
var flipWords = map[diff.Kind]string{
	diff.Added: "withdrawn", diff.Activated: "withdrawn", diff.Removed: "added", diff.Retired: "added", diff.Renamed: "renamed", diff.Moved: "moved", diff.Renumbered: "renumbered",
	diff.Split: "merged", diff.Merged: "split", diff.Flagged: "its mark changed", diff.LinkChanged: "a link changed", diff.ReviewChanged: "a date of review changed", diff.FileReplaced: "the file was replaced",
}
