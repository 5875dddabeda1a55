package main

import (
	"fmt"
	"io"
	"strings"

	"manualwatch/out"
	"manualwatch/out/report"
)

// printReading prints what was read of a board tonight: the outline, the
// amendments, the guide and every doubt.
func (s *session) printReading(w io.Writer, board string) error {
	if err := s.printObservation(w, board); err != nil {
		return err
	}
	editions, err := s.dataset.Editions(board)
	if err != nil || len(editions) == 0 {
		return err
	}
	e := editions[len(editions)-1]
	sections, err := s.dataset.Outline(e)
	if err != nil {
		return err
	}
	printOutline(w, sections)
	amendments, err := s.dataset.Amendments(e)
	if err != nil {
		return err
	}
	printAmendments(w, amendments)
	guides, err := s.dataset.Guides(e)
	if err != nil {
		return err
	}
	if len(guides) > 0 {
		fmt.Fprintf(w, "\nGuide: %d entries\n", len(guides))
	}
	return nil
}

// printObservation prints the state of the visit and its doubts.
func (s *session) printObservation(w io.Writer, board string) error {
	rows, err := s.dataset.Observations("")
	if err != nil {
		return err
	}
	for _, o := range rows {
		if o.BoardID == board {
			status := strings.ReplaceAll(o.Status, "_", " ")
			if o.Status == out.StatusChanged {
				status = "read" // there is nothing before it that it could differ from
			}
			fmt.Fprintf(w, "%s: %s, %d requests, %d failed\n", board, status, o.Requests, o.Failed)
			if o.Cause != "" {
				fmt.Fprintf(w, "cause: %s\n", o.Cause)
			}
		}
	}
	findings, err := s.dataset.Findings(out.Filter{BoardID: board})
	if err != nil {
		return err
	}
	for _, f := range findings {
		fmt.Fprintf(w, "doubt: %s: %s %s\n", f.Code, f.Detail, f.URL)
	}
	return nil
}

// printOutline prints the manual as a person would copy it down; headings
// inside chapters are only counted, their words among those of the chapter.
func printOutline(w io.Writer, sections []out.SectionRow) {
	inner, words := map[string]int{}, map[string]int{} // by chapter
	holder := map[string]string{}
	for _, r := range sections {
		holder[r.SectionID] = r.SectionID
		if r.Kind == "heading" {
			holder[r.SectionID] = holder[r.ParentSectionID]
			inner[holder[r.SectionID]]++
		}
		words[holder[r.SectionID]] += int(r.Words)
	}
	fmt.Fprintln(w, "\nOutline:")
	for _, r := range sections {
		if r.Kind == "heading" {
			continue
		}
		line := strings.Repeat("  ", int(r.Depth)) + strings.TrimSpace(r.Number+" "+r.Title)
		if len(r.Flags) > 0 {
			line += " [" + strings.Join(r.Flags, ", ") + "]"
		}
		if r.Kind != "chapter" && r.Kind != "section" {
			line += " (" + strings.ReplaceAll(r.Kind, "_", " ") + ")"
		}
		if words[r.SectionID] > 0 || inner[r.SectionID] > 0 {
			line += fmt.Sprintf(" - %s, %s", report.Number(inner[r.SectionID], "heading", "headings"), report.Number(words[r.SectionID], "word", "words"))
		}
		fmt.Fprintln(w, line)
	}
}

func printAmendments(w io.Writer, rows []out.AmendmentRow) {
	fmt.Fprintf(w, "\nAmendments: %d\n", len(rows))
	const most = 20
	for i, a := range rows {
		if i == most {
			fmt.Fprintf(w, "  ... and %d more\n", len(rows)-most)
			break
		}
		date := a.DateText
		if a.Date != 0 {
			date = a.Date.String()
		}
		fmt.Fprintf(w, "  %s | %s | %s\n", date, a.Chapter, firstWords(a.Details, 20))
	}
}

// firstWords shortens a text for one line.
func firstWords(s string, n int) string {
	words := strings.Fields(s)
	if len(words) <= n {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:n], " ") + " ..."
}
