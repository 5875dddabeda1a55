package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/diff"
	"manualwatch/out"
	"manualwatch/out/paper"
	"manualwatch/out/report"
)

// A reportRequest is what the user wants of a board paper.
type reportRequest struct {
	from, to, dir string
	formats       []string
	quoteWords    int
}

var paperFormats = []string{"md", "html", "docx"}

func newReport(o *options) *cobra.Command {
	var r reportRequest
	c := &cobra.Command{
		Use:   "report --board B --from DATE --to DATE",
		Short: "The paper for a board meeting",
		Long: `Write the paper for the meeting of a policy-and-procedures group: what was new,
withdrawn, renamed and changed in practice between two dates, what the board
declared and what it did not, what is overdue for review, and which superseded
documents are still cited. The paths of the files are printed.`,
		Example: `  manualwatch report --board norfolk --from 2026-09-01 --to 2026-11-21
  manualwatch report --board norfolk --from 2026-09-01 --to 2026-11-21 --format docx,html --out papers/`,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.report(cmd.Context(), r) },
	}
	f := c.Flags()
	f.StringVar(&r.from, "from", "", "first day of the period")
	f.StringVar(&r.to, "to", "", "last day of the period; default: today")
	f.StringSliceVar(&r.formats, "format", []string{"md"}, "md, html, docx (comma-separated)")
	f.StringVar(&r.dir, "out", ".", "folder for the files")
	f.IntVar(&r.quoteWords, "quote-words", defaultQuoteWords, "most words of a manual quoted for one edit; -1 quotes nothing")
	return c
}

func (o *options) report(ctx context.Context, r reportRequest) error {
	if len(o.only) != 1 {
		return usageError(fmt.Errorf("report takes exactly one --board"))
	}
	for _, f := range r.formats {
		if !slices.Contains(paperFormats, f) {
			return usageError(fmt.Errorf("--format %q: want %s", f, strings.Join(paperFormats, ", ")))
		}
	}
	s, err := o.openToRead()
	if err != nil {
		return err
	}
	p, err := s.period(r.from, r.to)
	if err != nil {
		return err
	}
	told := paper.Period{From: p.from.Truncate(24 * time.Hour), To: p.to, Made: s.now(), Boards: s.outBoards()}
	if err := o.netOf(ctx, &told); err != nil {
		if ctx.Err() != nil {
			return err
		}
		s.log.Warn("the editions of both dates could not be compared; the paper adds up the nights", "cause", err)
		told.Net, told.TakenBack, told.Summed = nil, nil, true
	}
	built, err := paper.Build(s.dataset, report.BoardOf(s.outBoards(), s.boards[0].ID), told, report.Options{QuoteWords: r.quoteWords})
	if err != nil {
		return err
	}
	return s.writePaper(built, r)
}

// netOf compares the edition that stood when a period began, or the first one
// read in it, with the one that stood when it ended. It needs the archive for itself.
func (o *options) netOf(ctx context.Context, told *paper.Period) error {
	s, err := o.openArchived()
	if err != nil {
		return err
	}
	defer s.close()
	b := s.boards[0]
	editions, err := s.dataset.Editions(b.ID)
	if err != nil || len(editions) == 0 || editions[0].ObservedAt.After(told.To) {
		return err
	}
	from := told.From.Add(-1)
	if first := editions[0].ObservedAt; first.After(from) {
		from = first
	}
	past, err := night.LoadPast(s.dataset)
	if err != nil {
		return err
	}
	net, err := s.newNight(archiveRunAt(told.To), s.dataset, past).Net(ctx, b, from, told.To)
	if err != nil {
		return err
	}
	told.Net = out.ChangeRows(net.Changes)
	for _, f := range net.Flips {
		rows := out.ChangeRows([]diff.Change{f.There, f.Back})
		told.TakenBack = append(told.TakenBack, paper.TakenBack{There: rows[0], Back: rows[1], Part: f.Part, Changed: f.Changed, Otherwise: f.Otherwise})
	}
	return nil
}

func (s *session) writePaper(p *paper.Paper, r reportRequest) error {
	if err := os.MkdirAll(r.dir, 0o755); err != nil {
		return err
	}
	write := map[string]func(io.Writer) error{"md": p.WriteMarkdown, "html": p.WriteHTML, "docx": p.WriteDOCX}
	for _, format := range r.formats {
		name := filepath.Join(r.dir, fmt.Sprintf("%s-%s-%s.%s", p.Board.ID, p.From.Format(time.DateOnly), p.To.Format(time.DateOnly), format))
		if err := writeWhole(name, write[format]); err != nil {
			return err
		}
		fmt.Fprintln(s.o.env.stdout, name)
	}
	return nil
}

// writeWhole writes a file so that a failure leaves none.
func writeWhole(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".paper-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
