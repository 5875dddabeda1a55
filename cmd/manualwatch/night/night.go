// Package night is the nightly job after the crawl: for each board it reads
// tonight's captures into an edition, finds what changed since the edition before
// and hands the rows to the dataset. It works from the archive alone, so that a
// rebuild does the same.
//
//	archive -> manifest -> Reader -> Edition -> diff -> out.Tables
package night

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/normalise/cite"
	"manualwatch/out"
	"manualwatch/parse"
)

// A Night does everything after the archive for one run.
type Night struct {
	Archive *archive.Archive
	Dataset *out.Dataset
	Past    *Past // what Dataset holds of earlier runs; Process adds this one
	Reader  *Reader
	Run     archive.Run
	Version string           // of the program
	Now     func() time.Time // for the time of finishing
	// TopicsFile holds the analysts' corrections of the alignment across
	// boards; it need not exist.
	TopicsFile string
	// Finished is called after each board; nil is none.
	Finished func(board string, o out.ObservationRow)

	findings map[string][]out.FindingRow // of earlier runs, by board and run, for the board at work
	seenNow  map[string]bool             // boards that this run saw
	visited  map[string]crawl.Board      // as earlier runs visited them, by board and run
}

// A Summary counts what a night gave.
type Summary struct {
	Run          out.RunRow
	Observations []out.ObservationRow // in the order of the boards
	editions     []out.EditionRow
	marks        []diff.Change // where something changed: run, board, kind and section
}

// Incomplete returns the observations that people must know of: boards that
// were not observed whole.
func (s Summary) Incomplete() []out.ObservationRow {
	var rows []out.ObservationRow
	for _, o := range s.Observations {
		if o.Status != out.StatusChanged && o.Status != out.StatusUnchanged {
			rows = append(rows, o)
		}
	}
	return rows
}

// Process reads the boards of the run, in order, and makes their tables visible
// together. An error of one board's content is an observation, not an error; an
// error here is one of the machine (disk, interrupt) and leaves no table behind.
func (n *Night) Process(ctx context.Context, boards []crawl.Board, results []crawl.Result) (Summary, error) {
	w, err := n.Dataset.Begin(n.Run.ID)
	if err != nil {
		return Summary{}, err
	}
	defer w.Abort()
	s := Summary{Run: n.runRow(len(boards))}
	fresh := map[string]*normalise.Edition{}
	for i, b := range boards {
		tables, err := n.board(ctx, b, results[i], fresh)
		if err != nil {
			return Summary{}, fmt.Errorf("board %s: %w", b.ID, err)
		}
		n.Reader.forget()
		n.findings = nil
		if err := w.Append(tables); err != nil {
			return Summary{}, err
		}
		s.count(tables)
		if n.Finished != nil {
			n.Finished(b.ID, tables.Observations[0])
		}
	}
	n.seenNow = map[string]bool{}
	for _, o := range s.Observations {
		n.seenNow[o.BoardID] = o.Seen()
	}
	across, err := n.topics(fresh, s.marks)
	if err != nil {
		return Summary{}, fmt.Errorf("topics: %w", err)
	}
	s.Run.FinishedAt = n.finishedAt()
	across.Runs = []out.RunRow{s.Run}
	if err := w.Append(across); err != nil {
		return Summary{}, err
	}
	if err := w.Commit(); err != nil {
		return Summary{}, err
	}
	n.Past.Add(out.Tables{Runs: []out.RunRow{s.Run}, Editions: s.editions, Observations: s.Observations})
	return s, nil
}

func (n *Night) runRow(boards int) out.RunRow {
	return out.RunRow{RunID: n.Run.ID, StartedAt: n.Run.StartedAt, ToolVersion: n.Version,
		ParserVersion: parse.Version, RulesVersion: normalise.RulesVersion, BoardsSelected: int32(boards)}
}

// finishedAt is the end of the crawl where the archive knows it, so that a
// rebuild writes the same.
func (n *Night) finishedAt() time.Time {
	if !n.Run.FinishedAt.IsZero() {
		return n.Run.FinishedAt
	}
	return n.Now()
}

func (s *Summary) count(t out.Tables) {
	o := t.Observations[0]
	s.Observations = append(s.Observations, o)
	s.editions = append(s.editions, t.Editions...)
	switch o.Status {
	case out.StatusChanged, out.StatusUnchanged, out.StatusPartial:
		s.Run.BoardsObserved++
	default:
		s.Run.BoardsFailed++
	}
	s.Run.Changes += int32(len(t.Changes))
	for _, c := range t.Changes {
		s.marks = append(s.marks, diff.Change{RunID: c.RunID, BoardID: c.BoardID, Kind: diff.Kind(c.Kind), SectionID: c.SectionID,
			OtherIDs: c.OtherSectionIDs, WordsAdded: int(c.WordsAdded), WordsRemoved: int(c.WordsRemoved)})
	}
}

// A visit is the work on one board on one night.
type visit struct {
	n        *Night
	b        crawl.Board
	res      crawl.Result
	row      out.ObservationRow
	tables   out.Tables
	prior    out.EditionRow    // zero if there is none
	outline  []out.SectionRow  // of the prior edition, once somebody asked for it, see outlineBefore
	before   []observed        // the bytes of the prior edition
	waits    bool              // judgements of the prior edition's night wait to be told
	held     []history.Held    // judgements that wait tonight
	dark     darkness          // tonight
	still    bool              // nothing can be told tonight, see standStill
	away     []archive.Capture // chapters at hosts that are not read, see ledAway
	astray   []archive.Capture // chapters to whose pages the contents lead no more, see ledAstray
	chapters []pageOfChapter   // of tonight
	// goneForGood are pages of chapters of which it is believed that they are gone, see believedGone
	goneForGood map[string]bool
	unlisted    map[string]bool // pages of chapters that gave nothing and are listed no more
	fresh       map[string]*normalise.Edition
}

// board reads one board; the returned tables always hold its observation. A new
// edition is put into fresh as well.
func (n *Night) board(ctx context.Context, b crawl.Board, res crawl.Result, fresh map[string]*normalise.Edition) (out.Tables, error) {
	v := &visit{n: n, b: b, res: res, fresh: fresh}
	err := v.open()
	if err == nil {
		err = v.survive(ctx)
	}
	if err == nil {
		err = v.tellStanding()
	}
	if errors.Is(err, errArchive) {
		v.intervene(err.Error() + "; `manualwatch verify` names the damage")
	} else if err != nil {
		return out.Tables{}, err
	}
	v.tables.Observations = []out.ObservationRow{v.row}
	v.tables.Findings = oneEach(v.tables.Findings)
	return v.tables, nil
}

// survive observes a board; a mistake of the program that ends the reading of one
// manual is told of that one, and the others are read.
func (v *visit) survive(ctx context.Context) (err error) {
	defer func() {
		if r := recover(); r != nil {
			v.tables = out.Tables{Captures: v.tables.Captures, Findings: v.tables.Findings}
			delete(v.fresh, v.b.ID)
			v.row.EditionID, v.row.PreviousEditionID = v.prior.EditionID, ""
			v.intervene(fmt.Sprintf("a mistake of the program ended the reading of this manual, please report it: %v", r))
		}
	}()
	return v.observe(ctx)
}

// open finds the prior edition and writes what the crawl says by itself.
func (v *visit) open() error {
	prior := v.n.Past.prior(v.b.ID, v.n.Run.ID)
	v.prior = prior
	v.row = out.ObservationRow{RunID: v.n.Run.ID, BoardID: v.b.ID, EditionID: prior.EditionID,
		Requests: int32(v.res.Requests), NotModified: int32(v.res.NotModified), Failed: int32(v.res.Failed), Bytes: v.res.Bytes}
	v.row.LastSuccessAt = v.n.Past.lastSuccess(v.b.ID, v.n.Run.ID)
	for _, c := range v.res.Captures {
		v.tables.Captures = append(v.tables.Captures, captureRow(c))
	}
	for _, f := range v.res.Findings {
		v.finding(f.URL, f.Code, f.Detail)
	}
	var err error
	if v.b, err = v.n.boardOn(v.b, v.n.Run.ID); err != nil || prior.EditionID == "" {
		return err
	}
	if v.waits, err = v.n.heldBack(v.b.ID, prior.RunID); err != nil {
		return err
	}
	v.before, err = v.n.pagesOf(v.b, prior.RunID)
	return err
}

func (v *visit) finding(url, code, detail string) {
	v.tables.Findings = append(v.tables.Findings, out.FindingRow{RunID: v.n.Run.ID, BoardID: v.b.ID, URL: url, Code: code, Detail: detail})
}

// observe decides what tonight means: nothing seen, nothing new, or a new edition.
func (v *visit) observe(ctx context.Context) error {
	if c, failed := startFailed(v.b, v.res.Captures, v.res.Aliases); failed {
		v.notObserved(c)
		return nil
	}
	m := newManifest(v.res.Captures, v.before, viewsOf(v.b))
	if same, err := v.asLastRead(m); err != nil {
		return err
	} else if same {
		v.success(out.StatusUnchanged)
		before, err := v.n.findingRows(v.b.ID, v.prior.RunID)
		asBefore(v.tables.Findings, before)
		return err
	}
	cur, m, cause, err := v.read(ctx, m)
	if err != nil {
		return err
	}
	if cause == "" {
		cause = cmp.Or(noContent(cur), v.unasked(cur))
	}
	if cause != "" {
		v.intervene(cause)
		return nil
	}
	v.chapters = pagesOfChapters(cur)
	gone, err := v.listedGone(cur)
	if err != nil {
		return err
	}
	if err := v.misled(cur, m); err != nil {
		return err
	}
	m.miss(slices.Concat(gone, v.away, v.astray, v.goneLists(m)))
	c, missing, err := v.emptiedPart(cur)
	if err != nil {
		return err
	}
	if missing {
		m.miss([]archive.Capture{c})
	}
	if v.dark, err = v.n.dark(v.b.ID, v.n.Run.ID, v.n.Run.StartedAt, m, v.before); err != nil {
		return err
	}
	if !missing {
		c, missing = m.contentsMissing(v.b, v.before)
	}
	if !missing {
		if c, missing, err = v.menuMissing(cur, m); err != nil {
			return err
		}
	}
	if missing {
		v.standStill(c, m)
		return nil
	}
	if len(m.missing) > 0 && v.prior.EditionID != "" && m.nothingSeen(cur) {
		v.blind(m)
		return nil
	}
	if v.prior.EditionID == "" {
		return v.baseline(cur, m)
	}
	return v.compare(ctx, cur, m)
}

// sameVersions reports whether the prior edition was read by tonight's code.
func (v *visit) sameVersions() bool {
	return v.prior.ParserVersion == parse.Version && v.prior.RulesVersion == normalise.RulesVersion
}

// read makes tonight's edition. A document that can no longer be read, though
// an earlier one at its address could, is taken as not observed, and so is what stands
// in place of one (see standIns): the earlier bytes stand. The cause is set where even those cannot be read any more.
func (v *visit) read(ctx context.Context, m manifest) (e *normalise.Edition, _ manifest, cause string, err error) {
	r, err := v.n.Reader.read(ctx, v.b, v.n.Run.ID, v.n.Run.StartedAt, m.pages)
	if err != nil {
		return nil, m, "", err
	}
	replaced, unread := v.sortUnreadable(r.unreadable)
	others, err := v.standIns(ctx, m, r.edition)
	if err != nil {
		return nil, m, "", err
	}
	maps.Copy(replaced, others)
	if len(replaced) > 0 {
		m = newManifest(markFailed(v.res.Captures, replaced), v.before, viewsOf(v.b))
		if r, err = v.n.Reader.read(ctx, v.b, v.n.Run.ID, v.n.Run.StartedAt, m.pages); err != nil {
			return nil, m, "", err
		}
	}
	if m, r, err = v.relinkRows(ctx, m, r, replaced); err != nil {
		return nil, m, "", err
	}
	if m, r, err = v.withoutGoneLists(ctx, m, r); err != nil {
		return nil, m, "", err
	}
	if m, r, err = v.withoutWithdrawn(ctx, m, r); err != nil {
		return nil, m, "", err
	}
	m.unread = unread
	if cause, err = v.lostReading(r.unreadable); err != nil || cause != "" {
		return nil, m, cause, err
	}
	for _, c := range r.unreadable {
		v.finding(c.URL, codeUnreadable, c.Error)
	}
	r.edition.ID = v.b.ID + "-" + v.n.Run.ID
	r.edition.ParserVersion, r.edition.RulesVersion = parse.Version, normalise.RulesVersion
	return r.edition, m, "", nil
}

// lostReading finds a document that cannot be read tonight although the prior
// edition holds words of the same bytes: the machine failed (a limit on time or
// memory, say), not the board, and nothing may be told of its words.
func (v *visit) lostReading(unreadable []archive.Capture) (string, error) {
	if len(unreadable) == 0 || v.prior.EditionID == "" {
		return "", nil
	}
	words, err := v.wordsBefore()
	if err != nil {
		return "", err
	}
	same := map[string]bool{}
	for _, p := range v.before {
		same[p.URL+" "+p.SHA256] = true
	}
	for _, c := range unreadable {
		if words[c.URL] > 0 && same[c.URL+" "+c.SHA256] {
			return fmt.Sprintf("%s could be read before and cannot now: %s", c.URL, c.Error), nil
		}
	}
	return "", nil
}

// sortUnreadable parts the documents that cannot be read: replaced are those with
// other bytes at their address before (by address, with the reason), unread those
// that are seen for the first time. The same bytes as before are neither: they
// could not be read then.
func (v *visit) sortUnreadable(unreadable []archive.Capture) (replaced map[string]string, unread []archive.Capture) {
	old := map[string]observed{}
	for _, p := range v.before {
		old[p.URL] = p
	}
	replaced = map[string]string{}
	for _, c := range unreadable {
		before, had := old[c.URL]
		switch {
		case !had:
			unread = append(unread, c)
		case before.SHA256 != c.SHA256:
			replaced[c.URL] = c.Error
		}
	}
	return replaced, unread
}

// noContent says why an edition cannot be one of a manual, or "".
func noContent(e *normalise.Edition) string {
	for i := range e.Sections {
		switch e.Sections[i].Kind {
		case normalise.KindChapter, normalise.KindSection, normalise.KindAppendix:
			return ""
		}
	}
	if len(e.Amendments) > 0 || len(e.Guides) > 0 {
		return ""
	}
	return "no section, chapter or amendment was found on the pages: the site may have a new layout or show another page in place of the manual"
}

// baseline writes the first edition of a board: its state, no changes.
func (v *visit) baseline(cur *normalise.Edition, m manifest) error {
	lineage.Carry(nil, cur)
	v.publish(cur, nil, declaration.Judge(nil, cur, nil, declaration.History{}), m)
	return nil
}

// compare writes the new edition if it differs from the prior one, both read by
// tonight's code.
func (v *visit) compare(ctx context.Context, cur *normalise.Edition, m manifest) error {
	prev, err := v.n.reread(ctx, v.b, v.prior, v.before)
	if err != nil {
		return err
	}
	if cause, err := v.lostReading(prev.unreadable); err != nil || cause != "" {
		v.intervene(cause)
		return err
	}
	memory, err := v.n.earlierOutlines(v.b.ID)
	if err != nil {
		return err
	}
	if cause, shrunk := history.Shrunk(prev.edition, cur, memory); shrunk && !v.n.Run.Accept {
		v.intervene(cause + awayWords(v.away) + v.astrayWords())
		return nil
	}
	v.held = v.dark.hold(prev.edition, cur)
	v.tellHeld()
	holdNotes(cur, prev.edition, m, v.b)
	before, err := v.n.boardOn(v.b, v.prior.RunID)
	if err != nil {
		return err
	}
	holdNotes(prev.edition, cur, manifest{pages: v.before}, before)
	match := lineage.Carry(prev.edition, cur)
	history.Recall(cur, match, memory)
	if err := v.refill(cur, match); err != nil {
		return err
	}
	h, err := v.n.history(v.b)
	if err != nil {
		return err
	}
	o := v.options(memory, h)
	if o.Restless, err = v.restlessAddresses(memory, cur); err != nil {
		return err
	}
	changes := compare.Editions(match, o)
	if changes, err = v.comeBack(ctx, memory, prev.edition, cur, changes); err != nil {
		return err
	}
	for _, f := range mark(changes, history.FlipFlop(h.Nights, changes, v.n.Run.StartedAt, flipWindow)) {
		v.finding(f.Back.NewURL, codeFlipFlop, flipDetail(f))
	}
	changes, first, err := v.firstSight(prev.edition, cur, changes, h)
	if err != nil {
		return err
	}
	for _, r := range match.Restless {
		v.finding(r.URL, out.CodeRestless, r.String())
	}
	outside, err := v.tellOutside(prev.edition, cur)
	if err != nil {
		return err
	}
	if len(changes) == 0 && !first && !outside && !history.RowsToJudge(prev.edition, cur) {
		if v.n.Past.newReading(v.n.Run.ID) {
			v.tellDrift(prev.drift)
		}
		v.conclude(out.StatusUnchanged, cur, m)
		return nil
	}
	decls := declaration.Judge(prev.edition, cur, changes, h)
	v.tellDrift(prev.drift)
	v.publish(cur, changes, decls, m)
	return nil
}

// tellDrift notes what only the parser changed.
func (v *visit) tellDrift(drift []normalise.Finding) {
	for _, f := range drift {
		v.tables.Findings = append(v.tables.Findings, out.FindingRow{RunID: v.n.Run.ID, BoardID: v.b.ID, URL: f.URL,
			SectionID: f.SectionID, Code: f.Code, Detail: f.Detail})
	}
}

// publish takes a new edition into the tables.
func (v *visit) publish(cur *normalise.Edition, changes []diff.Change, decls []diff.Declaration, m manifest) {
	cur.Findings = append(cur.Findings, cite.Dangling(cur.Sections)...)
	cur.Findings = append(cur.Findings, compare.DutyWords(cur)...)
	v.fresh[v.b.ID] = light(cur)
	e := out.EditionTables(cur)
	v.tables.Editions, v.tables.Sections, v.tables.Amendments = e.Editions, e.Sections, e.Amendments
	v.tables.References, v.tables.Guides = e.References, e.Guides
	v.tables.Findings = append(v.tables.Findings, e.Findings...)
	v.tables.Changes = out.ChangeRows(changes)
	v.tables.Declarations = out.DeclarationRows(decls)
	v.row.PreviousEditionID, v.row.EditionID = v.prior.EditionID, cur.ID
	v.conclude(out.StatusChanged, cur, m)
}

// conclude sets the status; a manual that was not seen whole is partial. A night
// on which nothing changed leaves no edition, nothing but the log.
func (v *visit) conclude(status string, cur *normalise.Edition, m manifest) {
	if len(m.missing)+len(m.unread) == 0 && v.res.Complete {
		v.success(status)
		return
	}
	v.row.Status = out.StatusPartial
	v.row.Cause = v.partialCause(cur, m)
	v.tellMissing(m)
}

// tellMissing notes the pages that were not seen; pagesOf reads it back.
func (v *visit) tellMissing(m manifest) {
	for _, c := range m.missing {
		why := c.Error
		if v.unlisted[c.URL] {
			why += unlisted
		}
		v.finding(c.URL, codeNotObserved, why+v.sinceWords(c.URL))
	}
}

// standStill ends a night on which part of the contents was not seen: no outline
// can be told, the old edition stands.
func (v *visit) standStill(c archive.Capture, m manifest) {
	v.row.Status, v.still = out.StatusPartial, true
	if v.prior.EditionID == "" {
		v.row.Status = out.StatusFailed
	}
	v.row.Cause = fmt.Sprintf("a page of the contents could not be observed: %s (%s)%s; the last edition stands", c.URL, c.Error, v.sinceWords(c.URL))
	v.tellMissing(m)
}

// Findings of a page that was not seen on a night, and of a document that could not
// be read.
const (
	codeNotObserved = out.CodeNotObserved
	codeUnreadable  = "unreadable"
)

func (v *visit) success(status string) {
	v.row.Status = status
	v.row.LastSuccessAt = v.n.Run.StartedAt
}

// partialCause says in words what was not seen, since when, and what stands in its place.
func (v *visit) partialCause(cur *normalise.Edition, m manifest) string {
	missing := slices.Concat(m.missing, m.unread)
	if len(missing) == 0 {
		return v.res.Cause
	}
	what := "a page"
	if n := len(missing); n > 1 {
		what = fmt.Sprintf("%d pages", n)
	}
	cause := fmt.Sprintf("%s could not be observed: %s; %s%s", what, v.nameMissing(missing), v.standsFor(missing, cur), waitingWords(v.held))
	for _, f := range v.res.Findings {
		if f.Code == crawl.CodePageLimit {
			cause += "; " + f.Detail
		}
	}
	return cause
}

// notObserved notes a night without a sight of the manual.
func (v *visit) notObserved(start archive.Capture) {
	v.row.Status = out.StatusFailed
	if start.SHA256 != "" || start.Permanent {
		v.row.Status = out.StatusNeedsIntervention
	}
	v.row.Cause = fmt.Sprintf("start page %s: %s", start.URL, start.Error)
	if v.res.Cause != "" && start.Error == "not visited" {
		v.row.Cause = v.res.Cause
	}
}

// intervene notes that a person must look; the old edition stands.
func (v *visit) intervene(cause string) {
	v.row.Status = out.StatusNeedsIntervention
	v.row.Cause = cause
	v.finding("", "needs_intervention", cause)
}

func captureRow(c archive.Capture) out.CaptureRow {
	return out.CaptureRow{RunID: c.RunID, BoardID: c.BoardID, URL: c.URL, FinalURL: c.FinalURL, Status: int32(c.Status),
		MediaType: c.MediaType, SHA256: c.SHA256, Bytes: c.Bytes, ETag: c.ETag, LastModified: c.LastModified,
		FetchedAt: c.FetchedAt, NotModified: c.NotModified, Error: c.Error}
}

// errArchive is wrapped by errors of a damaged or incomplete archive: one board
// suffers, the run goes on.
var errArchive = errors.New("the archive is damaged")
