package night

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/normalise"
	"manualwatch/out"
)

// holdFor is how long what hangs on a page waits for it to be seen; lookBack is how
// far back it is looked for since when it was not.
const (
	holdFor  = 7 * 24 * time.Hour
	lookBack = 31 * 24 * time.Hour
)

// codeHeldBack is the code of a finding on a judgement that waits.
const codeHeldBack = "held_back"

// A darkNight is one on which some pages of a board could not be seen.
type darkNight struct {
	run   string
	at    time.Time
	pages map[string]string // addresses, with the reason
	waits map[string]string // addresses of chapters of which a judgement waited
}

// darkBefore returns the nights in part before a run, newest first, since the board
// was last observed whole. Nights that saw nothing at all say nothing of single pages
// and are left out.
func (n *Night) darkBefore(board, runID string, at time.Time) ([]darkNight, error) {
	var dark []darkNight
	for _, r := range slices.Backward(n.Past.runs) {
		if r.RunID >= runID {
			continue
		}
		if n.Past.seenWhole(board, r.RunID) {
			break
		}
		pages, err := n.unseenOn(board, r.RunID)
		if err != nil {
			return nil, err
		}
		waits, err := n.findingsOf(board, r.RunID, codeHeldBack)
		if err != nil {
			return nil, err
		}
		if len(pages) > 0 {
			dark = append(dark, darkNight{r.RunID, r.StartedAt, pages, waits})
		}
		if at.Sub(r.StartedAt) >= lookBack {
			break
		}
	}
	return dark, nil
}

// unseenOn returns the pages that a run noted as not seen or not readable.
func (n *Night) unseenOn(board, runID string) (map[string]string, error) {
	pages, err := n.findingsOf(board, runID, codeNotObserved)
	if err != nil {
		return nil, err
	}
	unread, err := n.findingsOf(board, runID, codeUnreadable)
	maps.Copy(pages, unread)
	return pages, err
}

// since returns the first of the nights in a row, newest first, on which something
// was so; at if it was not on the last of them.
func since(dark []darkNight, at time.Time, was func(darkNight) bool) time.Time {
	for _, d := range dark {
		if !was(d) {
			break
		}
		at = d.at
	}
	return at
}

// A darkness is what a run could not see of a board: each page with the time since
// when, and each chapter with the time since when a judgement on it waits. What could
// not be reached because another page failed has the time of that one.
type darkness struct {
	at           time.Time
	pages, waits map[string]time.Time
	ways         map[string]string // pages that were listed by one that was not seen, see manifest.ways
}

func (n *Night) dark(board, runID string, at time.Time, m manifest, before []observed) (darkness, error) {
	d := darkness{at: at, pages: map[string]time.Time{}, waits: map[string]time.Time{}, ways: m.ways(before)}
	roots := m.dark()
	if len(roots) == 0 {
		return d, nil
	}
	nights, err := n.darkBefore(board, runID, at)
	if err != nil {
		return d, err
	}
	for page, root := range roots {
		d.pages[page] = since(nights, at, func(d darkNight) bool { _, failed := d.pages[root]; return failed })
	}
	if len(nights) > 0 {
		for chapter := range nights[0].waits {
			d.waits[chapter] = since(nights, at, func(d darkNight) bool { _, waited := d.waits[chapter]; return waited })
		}
	}
	return d, nil
}

// waitedFor are the pages that were not unseen for too long to be waited for.
func (d darkness) waitedFor() map[string]time.Time {
	pages := maps.Clone(d.pages)
	maps.DeleteFunc(pages, func(_ string, since time.Time) bool { return d.at.Sub(since) >= holdFor })
	return pages
}

// hold keeps back in cur what cannot be judged without the pages that were not seen.
func (d darkness) hold(prev, cur *normalise.Edition) []history.Held {
	if len(d.pages)+len(d.ways) == 0 {
		return nil
	}
	return history.Hold(prev, cur, history.Unseen{Pages: d.pages, Long: d.at.Add(-holdFor), Waits: d.waits, Ways: d.ways})
}

// holdAgain does to an edition that is read again what was done to it on its night.
func (n *Night) holdAgain(ctx context.Context, b crawl.Board, e out.EditionRow, again *normalise.Edition) error {
	held, err := n.heldBack(b.ID, e.RunID)
	if err != nil || !held {
		return err
	}
	prior := n.Past.prior(b.ID, e.RunID)
	m, err := n.manifestOf(b, e.RunID)
	if err != nil {
		return err
	}
	before, err := n.pagesOf(b, prior.RunID)
	if err != nil {
		return err
	}
	unread, err := n.findingsOf(b.ID, e.RunID, codeUnreadable)
	if err != nil {
		return err
	}
	for _, p := range before {
		delete(unread, p.URL) // it could not be read before either
	}
	for u, why := range unread {
		m.unread = append(m.unread, archive.Capture{URL: u, Error: why})
	}
	dark, err := n.dark(b.ID, e.RunID, e.ObservedAt, m, before)
	if err != nil {
		return err
	}
	prev, err := n.reread(ctx, b, prior, before)
	if err != nil {
		return err
	}
	dark.hold(prev.edition, again)
	return nil
}

// options are the facts about the board for a comparison. Where the prior edition is
// of a night in part, what such nights told is among them.
func (v *visit) options(memory []*normalise.Edition, h declaration.History) compare.Options {
	o := compare.Options{RunID: v.n.Run.ID, Former: v.b.Former}
	if v.n.Past.wholeSince(v.b.ID, v.prior.RunID, v.n.Run.ID) {
		return o
	}
	for _, e := range slices.Backward(memory) {
		if v.n.Past.seenWhole(v.b.ID, e.RunID) {
			o.Whole = e
			break
		}
	}
	for _, night := range h.Nights {
		if o.Whole != nil && night.RunID > o.Whole.RunID {
			o.Told = append(o.Told, night.Changes...)
		}
	}
	return o
}

// heldBack reports whether judgements on a board waited on the night of a run.
func (n *Night) heldBack(board, runID string) (bool, error) {
	held, err := n.findingsOf(board, runID, codeHeldBack)
	return len(held) > 0, err
}

// tellHeld notes what waits, for which page, and since when.
func (v *visit) tellHeld() {
	if len(v.held) == 0 {
		return
	}
	pages := slices.Sorted(maps.Keys(v.dark.waitedFor()))
	if len(pages) == 0 {
		pages = slices.Sorted(maps.Keys(v.dark.pages))
	}
	for _, h := range v.held {
		until := fmt.Sprintf("%s can be seen, or has not been seen for %d days", some(pages), int(holdFor.Hours()/24))
		if h.Until != "" {
			until = h.Until + " can be seen"
		}
		v.tables.Findings = append(v.tables.Findings, out.FindingRow{RunID: v.n.Run.ID, BoardID: v.b.ID, URL: h.URL, SectionID: h.SectionID, Code: codeHeldBack,
			Detail: fmt.Sprintf("“%s” %s; it is told when %s", h.Title, h.Why, until)})
	}
}

// some names the first of several addresses.
func some(addresses []string) string {
	if len(addresses) == 1 {
		return addresses[0]
	}
	return fmt.Sprintf("%s and %d more", addresses[0], len(addresses)-1)
}

// sinceWords says since when a page, the first of some, has not been seen, "" if tonight is the first time.
func (v *visit) sinceWords(pages ...string) string {
	at := v.n.Run.StartedAt
	since, known := v.dark.pages[pages[0]]
	switch {
	case !known || !since.Before(at):
		return ""
	case at.Sub(since) >= lookBack:
		return ", for a month or longer" + v.waitWords(pages)
	case at.Sub(since) >= holdFor:
		return ", since " + since.Format(dayForm) + v.waitWords(pages)
	}
	return ", since " + since.Format(dayForm)
}

// waitWords says of pages that were not seen for long that nothing waits for them any more, "" where
// something does for as long as one is not seen.
func (v *visit) waitWords(pages []string) string {
	if v.still || slices.ContainsFunc(v.held, func(h history.Held) bool { return slices.Contains(pages, h.Until) }) {
		return ""
	}
	return " and not waited for any more"
}

// dayForm is how people write a date.
const dayForm = "2 January 2006"

// waitingWords says in words how many judgements wait, "" for none. Rows that wait for a
// chapter are no news beside it: that it was not seen is said.
func waitingWords(held []history.Held) string {
	var titles []string
	for _, h := range held {
		if !h.Row {
			titles = append(titles, "“"+h.Title+"”")
		}
	}
	if len(titles) == 0 {
		return ""
	}
	more := ""
	if len(titles) > 3 {
		titles, more = titles[:3], fmt.Sprintf(" and %d more", len(titles)-3)
	}
	return "; what became of " + strings.Join(titles, ", ") + more + " is told when it can be judged"
}
