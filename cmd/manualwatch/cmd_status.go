package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"manualwatch/out"
	"manualwatch/out/report"
)

func newStatus(o *options) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "status",
		Short: "Per board: last success, age, state, open problem and how to mend it",
		Example: `  manualwatch status
  manualwatch status --format json | jq '.[] | select(.cause or .state == "never")'`,
		RunE: func(*cobra.Command, []string) error { return o.status(format) },
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	return c
}

// A boardStatus is how one board stands.
type boardStatus struct {
	Board       string     `json:"board"`
	Name        string     `json:"name"`
	State       string     `json:"state"` // status of the last observation, "never" before the first, "overdue" where no run followed
	Cause       string     `json:"cause,omitempty"`
	Mend        string     `json:"mend,omitempty"`
	LastRun     string     `json:"last_run,omitempty"`
	LastSuccess *time.Time `json:"last_success,omitempty"`
	AgeDays     *float64   `json:"age_days,omitempty"` // since the last success, if that is not to come
	Edition     string     `json:"edition,omitempty"`
	Unread      int        `json:"chapters_unread,omitempty"`    // chapters that the contents list and that are never read
	Elsewhere   int        `json:"chapters_elsewhere,omitempty"` // of them, those at hosts which are not read
	// UnlookedSince is the visit before the last one, where longer than usual lay between them.
	UnlookedSince *time.Time `json:"unlooked_since,omitempty"`

	looked time.Time // the last visit, where longer than usual lay before it
}

func (o *options) status(format string) error {
	if format != "text" && format != "json" {
		return usageError(fmt.Errorf("--format %q: want text or json", format))
	}
	s, err := o.prepare()
	if err != nil {
		return err
	}
	if err := o.hasAny(); err != nil {
		return err
	}
	d, err := out.OpenToRead(filepath.Join(o.data, "dataset"))
	if err != nil {
		return err
	}
	rows, err := d.Observations("")
	if err != nil {
		return err
	}
	o.hintRegister(s, rows)
	unwritten, err := report.Unwritten(o.data, d)
	if err != nil {
		return err
	}
	seen := map[string][]out.ObservationRow{} // by board, oldest run first
	for _, r := range rows {
		seen[r.BoardID] = append(seen[r.BoardID], r)
	}
	var list []boardStatus
	for _, b := range s.boards {
		st := statusOf(b.ID, b.Name, seen[b.ID], s.now())
		st.tellUnwritten(seen[b.ID], unwritten)
		if err := st.tellElsewhere(d); err != nil {
			return err
		}
		st.Mend = o.withFlags(st.Mend)
		list = append(list, st)
	}
	if format == "json" {
		return o.encode(list)
	}
	if err := o.printStatus(list); err != nil {
		return err
	}
	o.printUnlooked(list)
	return o.printUnfinished(d)
}

// hasAny refuses a data folder in which no run was ever made: a slip in --data must not
// look like boards that were never looked at.
func (o *options) hasAny() error {
	if o.has("dataset") == nil {
		return nil
	}
	return o.has("archive") // there while the first run is under way
}

// hintRegister says, on stderr, which boards of the data folder the register does not
// hold: nothing is said of them below, and all others may be "never".
func (o *options) hintRegister(s *session, rows []out.ObservationRow) {
	known := map[string]bool{}
	for _, b := range s.reg.Boards {
		known[b.ID] = true
	}
	var strange []string
	for _, r := range rows {
		if !known[r.BoardID] {
			known[r.BoardID] = true
			strange = append(strange, r.BoardID)
		}
	}
	if len(strange) == 0 {
		return
	}
	slices.Sort(strange)
	register := "the register in the binary"
	if o.boards != "" {
		register = o.boards
	}
	shown := strings.Join(strange[:min(len(strange), 8)], ", ")
	if n := len(strange) - 8; n > 0 {
		shown += fmt.Sprintf(", %d more", n)
	}
	o.tell(fmt.Sprintf("seen in %s and not in %s: %s; if the nightly run has a register of its own, give it with --boards", o.data, register, shown),
		"boards outside the register", "boards", strange, "register", register)
}

// printUnfinished names the newest visit if it was not read yet, so that nobody takes
// the state before it for that of tonight, and a rebuild that did not come to its end.
func (o *options) printUnfinished(d *out.Dataset) error {
	if o.has(outputsBegun) == nil {
		fmt.Fprintf(o.env.stdout, "\na rebuild is under way, or was interrupted before its changelogs, feeds and site were written: those from before it stand; %s makes them anew\n", o.withFlags("`manualwatch rebuild`"))
	}
	said, err := o.fetchedAndUnread(d)
	if err == nil && said != "" {
		fmt.Fprintf(o.env.stdout, "\n%s\n", o.withFlags(said))
	}
	return err
}

// statusOf tells how a board stands after the visits that were read, oldest first.
func statusOf(id, name string, visits []out.ObservationRow, now time.Time) boardStatus {
	st := boardStatus{Board: id, Name: name, State: "never"}
	if len(visits) == 0 {
		return st
	}
	r := visits[len(visits)-1]
	st.LastRun, st.Edition, st.State, st.Cause, st.Mend = r.RunID, r.EditionID, r.Status, r.Cause, mend(r)
	if !r.LastSuccessAt.IsZero() {
		t, days := r.LastSuccessAt, now.Sub(r.LastSuccessAt).Hours()/24
		st.LastSuccess = &t
		if days >= 0 {
			st.AgeDays = &days
		}
	}
	st.tellOverdue(visits, now)
	st.tellUnlooked(visits)
	return st
}

func (o *options) printStatus(list []boardStatus) error {
	w := tabwriter.NewWriter(o.env.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "BOARD\tSTATE\tLAST SUCCESS\tAGE\tCAUSE")
	for _, st := range list {
		when, age := "never", "-"
		if st.LastSuccess != nil {
			when = st.LastSuccess.Format("2006-01-02 15:04")
		}
		if st.AgeDays != nil {
			age = ageText(*st.AgeDays)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", st.Board, strings.ReplaceAll(st.State, "_", " "), when, age, st.Cause)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, st := range list {
		if st.Mend != "" {
			fmt.Fprintf(o.env.stdout, "\n%s: %s\n", st.Board, st.Mend)
		}
	}
	return nil
}

// ageText gives an age in the unit a person would use.
func ageText(days float64) string {
	if days < 2 {
		return fmt.Sprintf("%.0f h", days*24)
	}
	return fmt.Sprintf("%.0f d", days)
}
