package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"manualwatch/crawl"
	"manualwatch/out"
	"manualwatch/parse"
)

func newBoards(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "boards",
		Short: "The register: list it, lint it, try one board",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.AddCommand(newBoardsList(o), newBoardsLint(o), newBoardsCheck(o))
	return c
}

func newBoardsList(o *options) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "list",
		Short: "List the boards of the register",
		Example: `  manualwatch boards list
  manualwatch boards list --boards my-boards.toml --format json`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, boards, err := o.selected()
			if err != nil {
				return err
			}
			return o.listBoards(boards, format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

func (o *options) listBoards(boards []crawl.Board, format string) error {
	switch format {
	case "json":
		return o.encode(boards)
	case "text":
		w := tabwriter.NewWriter(o.env.stdout, 0, 8, 2, ' ', 0)
		fmt.Fprintln(w, "ID\tPLATFORM\tNATION\tNAME\tSTART")
		for _, b := range boards {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", b.ID, b.Platform, b.Nation, b.Name, strings.Join(b.Start, " "))
		}
		return w.Flush()
	}
	return usageError(fmt.Errorf("--format %q: want text or json", format))
}

func newBoardsLint(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "lint [FILE]",
		Short: "Check a register and name every mistake by file, line and key",
		Example: `  manualwatch boards lint my-boards.toml
  manualwatch boards lint                 the register in the binary`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.boards = args[0]
			}
			_, boards, err := o.selected()
			if err != nil {
				return err
			}
			for _, b := range boards {
				if err := parse.CompileSelectors(b.Selectors); err != nil {
					return usageError(fmt.Errorf("board %s: %w", b.ID, err))
				}
			}
			fmt.Fprintf(o.env.stdout, "%d boards, no mistakes\n", len(boards))
			return nil
		},
	}
}

func newBoardsCheck(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "check BOARD",
		Short: "Visit one board now and show what would be read; nothing is kept",
		Long: `Visit one board now, read its manual and print the outline, the amendments and
every doubt. Nothing is written to the data folder: use it before you add a board
to the nightly run, or when status says that a board needs intervention. As with a
run, the exit code is 3 if the manual could not be read whole.`,
		Example: `  manualwatch boards check norfolk --contact you@example.org
  manualwatch boards check my-board --boards my-boards.toml`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.only = args
			return o.checkBoard(cmd.Context())
		},
	}
}

func (o *options) checkBoard(ctx context.Context) error {
	s, err := o.openScratch()
	if err != nil {
		return err
	}
	defer s.close()
	sum, err := s.night(ctx, nightOptions{})
	if err != nil && !isIncomplete(err) {
		return err
	}
	if err := s.printReading(o.env.stdout, s.boards[0].ID); err != nil {
		return err
	}
	if rows := sum.Incomplete(); len(rows) > 0 {
		return &exitError{exitIncomplete, fmt.Errorf("%s was not observed whole: %s", rows[0].BoardID, rows[0].Cause)}
	}
	seen := sum.Observations[0]
	unread, err := s.dataset.UnreadAt(out.EditionRow{RunID: seen.RunID, BoardID: seen.BoardID})
	if err == nil && unread.Count() > 0 {
		return &exitError{exitIncomplete, fmt.Errorf("%s was not read whole: %s", seen.BoardID, unread)}
	}
	return err
}
