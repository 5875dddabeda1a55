package night

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"
	"time"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/parse"
)

// A Past is what the dataset knows of earlier nights, in short. It is loaded
// once for a run, or for all runs of a rebuild.
type Past struct {
	editions map[string][]out.EditionRow // by board, oldest first
	success  map[string][]sighting       // by board, oldest first
	looked   map[string][]string         // runs that saw something of a board, oldest first
	runs     []out.RunRow                // oldest first
	texts    texts
}

// A sighting is a night on which a board was observed whole.
type sighting struct {
	runID string
	at    time.Time
}

// NewPast returns the past of a dataset without runs.
func NewPast() *Past {
	return &Past{editions: map[string][]out.EditionRow{}, success: map[string][]sighting{}, looked: map[string][]string{}}
}

// LoadPast reads the editions and observations of a dataset.
func LoadPast(d *out.Dataset) (*Past, error) {
	p := NewPast()
	editions, err := d.Editions("")
	if err != nil {
		return nil, err
	}
	observations, err := d.Observations("")
	if err != nil {
		return nil, err
	}
	p.add(editions, observations)
	p.runs, err = d.Runs()
	return p, err
}

// newReading reports whether the run before was read by other code, so that what
// only the code changed is told once and not every night.
func (p *Past) newReading(runID string) bool {
	for i := len(p.runs) - 1; i >= 0; i-- {
		if r := p.runs[i]; r.RunID < runID {
			return r.ParserVersion != parse.Version || r.RulesVersion != normalise.RulesVersion
		}
	}
	return false
}

// Add takes in one more run.
func (p *Past) Add(t out.Tables) {
	p.add(t.Editions, t.Observations)
	p.runs = append(p.runs, t.Runs...)
}

// add takes in the rows of one more run; a run that is written again replaces
// what it said before.
func (p *Past) add(editions []out.EditionRow, observations []out.ObservationRow) {
	for _, e := range editions {
		rows := slices.DeleteFunc(p.editions[e.BoardID], func(x out.EditionRow) bool { return x.RunID == e.RunID })
		rows = append(rows, e)
		sort.Slice(rows, func(i, j int) bool { return rows[i].RunID < rows[j].RunID })
		p.editions[e.BoardID] = rows
	}
	for _, o := range observations {
		if o.Status != out.StatusFailed && o.Status != out.StatusNeedsIntervention && !slices.Contains(p.looked[o.BoardID], o.RunID) {
			p.looked[o.BoardID] = append(p.looked[o.BoardID], o.RunID)
		}
		if o.Status == out.StatusChanged || o.Status == out.StatusUnchanged {
			p.success[o.BoardID] = append(p.success[o.BoardID], sighting{o.RunID, o.LastSuccessAt})
		}
	}
}

// prior returns the newest edition of a board made before a run, or a zero row.
func (p *Past) prior(board, runID string) out.EditionRow {
	rows := p.before(board, runID)
	if len(rows) == 0 {
		return out.EditionRow{}
	}
	return rows[len(rows)-1]
}

// before returns the editions of a board made before a run, oldest first.
func (p *Past) before(board, runID string) []out.EditionRow {
	rows := p.editions[board]
	i := sort.Search(len(rows), func(i int) bool { return rows[i].RunID >= runID })
	return rows[:i]
}

// lastSuccess returns when a board was last observed whole before a run.
func (p *Past) lastSuccess(board, runID string) time.Time {
	return p.lastSight(board, func(s sighting) bool { return s.runID < runID })
}

// lastWhole returns when a board was last observed whole up to a time.
func (p *Past) lastWhole(board string, to time.Time) time.Time {
	return p.lastSight(board, func(s sighting) bool { return !s.at.After(to) })
}

// lastSight returns when a board was last observed whole by one of some runs.
func (p *Past) lastSight(board string, by func(sighting) bool) time.Time {
	var last time.Time
	for _, s := range p.success[board] {
		if by(s) && s.at.After(last) {
			last = s.at
		}
	}
	return last
}

// seenWhole reports whether a board was observed whole by a run.
func (p *Past) seenWhole(board, runID string) bool {
	return slices.ContainsFunc(p.success[board], func(s sighting) bool { return s.runID == runID })
}

// lastWholeRun returns the last run before another one that saw a board whole, "" for none.
func (p *Past) lastWholeRun(board, runID string) string {
	last := ""
	for _, s := range p.success[board] {
		if s.runID < runID {
			last = max(last, s.runID)
		}
	}
	return last
}

// lastNights are the last runs before one that saw something of a board, oldest first.
func (p *Past) lastNights(board, runID string, most int) []string {
	runs := p.looked[board]
	runs = runs[:sort.SearchStrings(runs, runID)]
	return runs[max(0, len(runs)-most):]
}

// wholeSince reports whether a board was observed whole by a run or between it and a
// later one.
func (p *Past) wholeSince(board, runID, before string) bool {
	return slices.ContainsFunc(p.success[board], func(s sighting) bool { return s.runID >= runID && s.runID < before })
}

// pagesOf returns the bytes that the edition made by a run was read from.
func (n *Night) pagesOf(b crawl.Board, runID string) ([]observed, error) {
	m, err := n.manifestOf(b, runID)
	return m.pages, err
}

// manifestOf returns what the edition made by a run was read from.
func (n *Night) manifestOf(b crawl.Board, runID string) (manifest, error) {
	caps, err := n.Archive.Captures(runID, b.ID)
	if err != nil {
		return manifest{}, err
	}
	if len(caps) == 0 {
		return manifest{}, fmt.Errorf("%w: the captures of run %s are not there", errArchive, runID)
	}
	unseen, err := n.findingsOf(b.ID, runID, codeNotObserved)
	if err != nil {
		return manifest{}, err
	}
	caps = unlinked(caps, unseen)
	then, err := n.boardOn(b, runID)
	if err != nil {
		return manifest{}, err
	}
	caps = without(caps, believedLists(caps, then, unseen))
	var before []observed
	prior := n.Past.prior(b.ID, runID)
	if slices.ContainsFunc(caps, func(c archive.Capture) bool { return !c.OK() }) {
		if prior.EditionID != "" {
			if before, err = n.pagesOf(b, prior.RunID); err != nil {
				return manifest{}, err
			}
		}
	}
	m := newManifest(caps, before, viewsOf(then))
	m.nameRows(unseen)
	m.miss(slices.DeleteFunc(slices.Clone(caps), func(c archive.Capture) bool {
		_, missed := unseen[c.URL]
		return c.OK() || !missed
	}))
	m.miss(neverAsked(caps, unseen))
	later, err := n.laterBelieved(b.ID, runID)
	if err != nil {
		return manifest{}, err
	}
	m.dropLater(later)
	return m, n.dropWithdrawn(&m, caps, prior, unseen)
}

// neverAsked are the addresses that were not seen and that nobody asked for, see ledAway.
func neverAsked(caps []archive.Capture, unseen map[string]string) []archive.Capture {
	left := maps.Clone(unseen)
	for i := range caps {
		delete(left, caps[i].URL)
	}
	var never []archive.Capture
	for _, u := range slices.Sorted(maps.Keys(left)) {
		never = append(never, archive.Capture{URL: u, Permanent: true, Error: left[u]})
	}
	return never
}

// findingsOf returns the addresses of which a run's findings tell with a code, and
// what.
func (n *Night) findingsOf(board, runID, code string) (map[string]string, error) {
	rows, err := n.findingRows(board, runID)
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	for _, f := range rows {
		if f.Code == code {
			of[f.URL] = f.Detail
		}
	}
	return of, nil
}

// findingRows returns the findings of a run.
func (n *Night) findingRows(board, runID string) ([]out.FindingRow, error) {
	rows, known := n.findings[board+" "+runID]
	if known {
		return rows, nil
	}
	rows, err := n.Dataset.Findings(out.Filter{RunID: runID, BoardID: board})
	if err != nil {
		return nil, err
	}
	if n.findings == nil {
		n.findings = map[string][]out.FindingRow{}
	}
	n.findings[board+" "+runID] = rows
	return rows, nil
}

// A past is an earlier edition read again by today's code.
type past struct {
	edition *normalise.Edition
	drift   []normalise.Finding // what only the code changed
	// unreadable are documents that could not be read this time.
	unreadable []archive.Capture
}

// reread reads an earlier edition again from the archive and gives its nodes the
// lineage they have in the dataset, so that like is compared with like.
func (n *Night) reread(ctx context.Context, b crawl.Board, e out.EditionRow, pages []observed) (past, error) {
	then, err := n.boardOn(b, e.RunID)
	if err != nil {
		return past{}, err
	}
	r, err := n.Reader.read(ctx, then, e.RunID, e.ObservedAt, pages)
	if err != nil {
		return past{}, err
	}
	again := r.edition
	again.ID = e.EditionID
	again.ParserVersion, again.RulesVersion = parse.Version, normalise.RulesVersion
	if err := n.holdAgain(ctx, b, e, again); err != nil {
		return past{}, err
	}
	stored, err := n.Dataset.Edition(e)
	if err != nil {
		return past{}, err
	}
	if sameTree(stored, again) {
		takeLineage(stored, again)
		return past{edition: again, unreadable: r.unreadable}, nil
	}
	return past{edition: again, drift: history.Drift(stored, again), unreadable: r.unreadable}, nil
}

// sameTree reports whether two readings of one edition give the same nodes in
// the same order.
func sameTree(a, b *normalise.Edition) bool {
	if len(a.Sections) != len(b.Sections) {
		return false
	}
	for i := range a.Sections {
		x, y := &a.Sections[i], &b.Sections[i]
		if x.Kind != y.Kind || x.Number != y.Number || x.Title != y.Title || x.Parent != y.Parent || x.TextSHA256 != y.TextSHA256 {
			return false
		}
	}
	return true
}

// takeLineage gives the nodes of a second reading the IDs of the first, and the rows of
// its amendments the sections that they were found to name.
func takeLineage(stored, again *normalise.Edition) {
	id := make(map[string]string, len(again.Sections))
	for i := range again.Sections {
		id[again.Sections[i].ID] = stored.Sections[i].ID
		again.Sections[i].ID = stored.Sections[i].ID
	}
	for i := range again.Amendments {
		again.Amendments[i].SectionID = id[again.Amendments[i].SectionID]
	}
	for i := range again.References {
		again.References[i].SectionID = id[again.References[i].SectionID]
	}
	lineage.CarryRows(stored, again)
}

// memoryEditions is how many earlier editions teach what size is normal for a
// board and what was declared and changed before.
const memoryEditions = 8

// earlierOutlines returns the last editions of a board before this run, oldest
// first, without texts.
func (n *Night) earlierOutlines(board string) ([]*normalise.Edition, error) {
	return n.outlinesOf(n.lastBefore(board))
}

// outlinesOf returns editions without texts.
func (n *Night) outlinesOf(rows []out.EditionRow) ([]*normalise.Edition, error) {
	var eds []*normalise.Edition
	for _, e := range rows {
		ed, err := n.Dataset.OutlineEdition(e)
		if err != nil {
			return nil, err
		}
		eds = append(eds, ed)
	}
	return eds, nil
}

// refill begins new lineages where numbers that were not in use are those of other chapters now.
// How long a number was out of use is not known before all editions were asked; that is done on
// such a night only.
func (v *visit) refill(cur *normalise.Edition, match lineage.Match) error {
	if !history.Fills(match) {
		return nil
	}
	earlier, err := v.n.outlinesOf(v.n.Past.before(v.b.ID, v.n.Run.ID))
	if err != nil {
		return err
	}
	history.Refill(cur, match, earlier)
	return nil
}

// lastBefore returns the last editions made before this run, oldest first.
func (n *Night) lastBefore(board string) []out.EditionRow {
	rows := n.Past.before(board, n.Run.ID)
	return rows[max(0, len(rows)-memoryEditions):]
}

// history returns what the last editions of a board told, oldest first.
func (n *Night) history(b crawl.Board) (declaration.History, error) {
	return n.told(b, n.lastBefore(b.ID))
}

// told returns what the runs that made the given editions told of a board.
func (n *Night) told(b crawl.Board, editions []out.EditionRow) (declaration.History, error) {
	var h declaration.History
	for _, e := range editions {
		night := declaration.Night{RunID: e.RunID, ObservedAt: e.ObservedAt}
		var err error
		if night.RowsUnseen, err = n.rowsUnseen(b, e.RunID); err != nil {
			return declaration.History{}, err
		}
		f := out.Filter{RunID: e.RunID, BoardID: b.ID}
		changes, err := n.Dataset.Changes(f)
		if err != nil {
			return declaration.History{}, err
		}
		decls, err := n.Dataset.Declarations(f)
		if err != nil {
			return declaration.History{}, err
		}
		night.Changes, night.Declarations = out.ChangesOf(changes), out.DeclarationsOf(decls)
		h.Nights = append(h.Nights, night)
	}
	return h, nil
}

// rowsUnseen reports whether a page of a board's amendments could not be seen by a run.
func (n *Night) rowsUnseen(b crawl.Board, runID string) (bool, error) {
	then, err := n.boardOn(b, runID)
	if err != nil {
		return false, err
	}
	unseen, err := n.findingsOf(b.ID, runID, codeNotObserved)
	views := viewsOf(then)
	for u := range unseen {
		if views[viewKey(u)] {
			return true, err
		}
	}
	return false, err
}

// Needed returns the runs and bodies (SHA-256) that the editions of the dataset
// were read from, and the runs in part that say since when a page of one was not
// seen, sorted.
func (n *Night) Needed() (runs, bodies []string, err error) {
	hashes := map[string]bool{}
	ids := map[string]bool{}
	for board, editions := range n.Past.editions {
		for _, e := range editions {
			pages, err := n.pagesOf(crawl.Board{ID: board}, e.RunID)
			if err != nil {
				return nil, nil, err
			}
			ids[e.RunID] = true
			if err := n.needDark(e, ids); err != nil {
				return nil, nil, err
			}
			for _, p := range pages {
				hashes[p.SHA256] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(ids)), slices.Sorted(maps.Keys(hashes)), nil
}

// needDark adds the runs in part before an edition of a night in part, or of one on which a page
// was believed to be gone.
func (n *Night) needDark(e out.EditionRow, ids map[string]bool) error {
	unseen, err := n.unseenOn(e.BoardID, e.RunID)
	if err != nil {
		return err
	}
	gone, err := n.tellsGone(e)
	if err != nil || len(unseen) == 0 && !gone {
		return err
	}
	dark, err := n.darkBefore(e.BoardID, e.RunID, e.ObservedAt)
	for _, night := range dark {
		ids[night.run] = true
	}
	return err
}
