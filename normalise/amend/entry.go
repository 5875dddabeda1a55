package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Some boards publish each change, or each release, on a page of its own, as posts and
// articles are, and their page of amendments only lists these pages. What the list does
// not say stands there: an entry of the list that names a chapter takes its words from
// its page, one that names none is replaced by the rows of its page.

const (
	mostEntries = 300  // pages of entries that are read behind one list
	entryWords  = 250  // words of a page on one change at most: what says more is a chapter
	bulletWords = 6000 // words of a page on several changes at most
)

// entriesOf are the rows of a page of amendments with what the pages of its entries say.
func (lg *Log) entriesOf(r *amendReader) []normalise.Amendment {
	resolved, known := r.resolved()
	weak := r.weakDetails()
	pages := make(map[int][]normalise.Amendment) // rows of the pages of entries that name no chapter
	single := make(map[int]int)                  // row -> page of an entry that names its chapter
	at := make([]int, len(r.rows))               // page of each entry, -1 for none
	for i := range r.rows {
		t := lg.entryPage(r.rows[i].Link, r.titles)
		at[i] = t
		switch {
		case t < 0:
		case r.toldInTable(i) && !weak[i]:
			pages[t] = nil
		case !resolved[i]:
			lg.readEntry(pages, t, r.rows[i].Date, r)
		case weak[i]:
			single[i] = t
		}
	}
	order := lg.unlisted(pages, r)
	told := r.others // entries whose pages tell changes
	for _, rows := range pages {
		told += wording.BoolInt(len(rows) > 0)
	}
	lg.fillDetails(r, single)
	out := make([]normalise.Amendment, 0, len(r.rows))
	for i, t := range at {
		rows := pages[t]
		if resolved[i] || len(rows) == 0 {
			beside := known*2 >= len(r.rows) && Below(r.page.URL, r.rows[i].Link) || told > 1 && told*3 >= len(r.rows)
			named := resolved[i] && (!beside || r.titles.find(r.rows[i].Chapter) >= 0)
			ofManual := wholeManual.MatchString(r.rows[i].Chapter) && r.rows[i].Details != ""
			if named || t < 0 || !beside || ofManual || tellsChange(r.rows[i].Details) {
				out = append(out, r.rows[i])
			}
			continue // news of something else among changes of the manual
		}
		out, order = append(out, rows...), slices.DeleteFunc(order, func(o int) bool { return o == t })
		pages[t] = nil
	}
	for _, t := range order {
		out = append(out, pages[t]...)
	}
	return out
}

// toldInTable reports a row of a table that names a chapter and tells how it changed: its link
// leads to the chapter, also to one that the manual has no more.
func (r *amendReader) toldInTable(i int) bool {
	a := &r.rows[i]
	return r.stands[i].tabled && a.Chapter != "" && tellsChange(a.Details)
}

// Below reports an address that goes on where that of the list ends.
func Below(list, address string) bool {
	return strings.HasPrefix(webaddress.Key(address), webaddress.PathKey(list)+"/")
}

// entryPage is the page at an address that no section of the manual has and that is for
// nothing else, -1 if there is none.
func (lg *Log) entryPage(href string, titles *titleIndex) int {
	t := lg.Site.PageAt(href)
	if t < 0 || lg.Roles[t] != toc.RolePage || titles.byLink(href) >= 0 || slices.ContainsFunc(lg.Input.Start, func(a string) bool { return lg.Site.PageAt(a) == t }) {
		return -1
	}
	return t
}

// readEntry reads the page of an entry as a page of amendments, and keeps its rows where
// they hang together.
func (lg *Log) readEntry(pages map[int][]normalise.Amendment, t int, listed normalise.Date, from *amendReader) {
	if _, known := pages[t]; known || len(pages) >= mostEntries {
		return
	}
	pages[t] = nil
	p := &lg.Input.Pages[t]
	if layout.MainWords(p.Document, bulletWords) > bulletWords {
		return
	}
	r := lg.bestReading(p, from.titles)
	for i := range r.rows {
		if a := &r.rows[i]; a.Date.IsZero() {
			a.Date, a.DateText = listed, listed.String()
		}
	}
	if w := r.worth(); w.rows > 0 && w.resolved*2 >= w.rows && w.whole*2 >= float64(w.rows) && !r.mostlyShown(from) {
		pages[t] = r.rows
	}
}

// mostlyShown reports that most rows of an entry's page stand on the list as well, which
// then shows its entries whole. A row whose chapter only its page knows, by a link to it,
// is not shown.
func (r *amendReader) mostlyShown(from *amendReader) bool {
	words := func(a *normalise.Amendment) string {
		first, _, _ := strings.Cut(a.Details, "\n") // lists show the first paragraph
		return wording.Fold(a.Chapter) + "\x00" + wording.Fold(first)
	}
	have, placed := make(map[string]bool), make(map[string]bool)
	known, _ := from.resolved()
	for i := range from.rows {
		of := words(&from.rows[i])
		have[of], placed[of] = true, placed[of] || known[i]
	}
	shown := 0
	known, _ = r.resolved()
	for i := range r.rows {
		of := words(&r.rows[i])
		shown += wording.BoolInt(have[of] && (placed[of] || !known[i]))
	}
	return shown*2 >= len(r.rows)
}

// unlisted reads the pages to which lines of the list lead that made no rows, and tells
// their order.
func (lg *Log) unlisted(pages map[int][]normalise.Amendment, r *amendReader) (order []int) {
	for _, b := range parse.InMain(r.page.Blocks) {
		links := b.AllLinks()
		if _, _, _, byline := bylineDate(b.Text); byline {
			continue // leads to all that somebody wrote
		}
		if b.Kind != parse.Row && layout.LinkShare(b.Text, links) < 0.6 {
			continue
		}
		for _, l := range links {
			if t := lg.entryPage(l.Href, r.titles); t >= 0 && !slices.Contains(order, t) {
				lg.readEntry(pages, t, normalise.Date{}, r)
				order = append(order, t)
			}
		}
	}
	return order
}

// weakDetails tells of each row whether its details say nothing: none, a sentence that
// breaks off, or what most rows say but for numbers and that tells no change ("Hits: 12").
func (r *amendReader) weakDetails() []bool {
	count := make(map[string]int)
	for i := range r.rows {
		count[noDigits(r.rows[i].Details)]++
	}
	out := make([]bool, len(r.rows))
	for i := range r.rows {
		d := strings.TrimRight(r.rows[i].Details, " ])")
		n := count[noDigits(r.rows[i].Details)]
		out[i] = d == "" || strings.HasSuffix(d, "…") || strings.HasSuffix(d, "...") || n > 2 && n*2 > len(r.rows) && !tellsChange(d)
	}
	return out
}

// fillDetails gives rows whose details say nothing the words of their pages, and their
// dates where the list has none.
func (lg *Log) fillDetails(r *amendReader, single map[int]int) {
	var rows []int
	var records []record
	for i := range r.rows {
		t, ok := single[i]
		if !ok || layout.MainWords(lg.Input.Pages[t].Document, entryWords) > entryWords {
			continue
		}
		var rec record
		page := r.again()
		page.page = &lg.Input.Pages[t]
		pieces := page.pieces(lg.Input.Pages[t].Blocks)
		for k := range pieces {
			if p := &pieces[k]; !p.head || !p.known && layout.ColumnKey(p.text) == layout.KeyNone {
				rec.pieces = append(rec.pieces, p)
			}
		}
		rows, records = append(rows, i), append(records, rec)
	}
	labels := labelLooks(records, "")
	for k := range records {
		w := r.again()
		w.writeRecord(&records[k], "", labels, nil)
		a, of := &r.rows[rows[k]], &w.rows[0]
		if of.Details != "" {
			a.Details, a.New = of.Details, a.New || of.New
		}
		if a.Date.IsZero() {
			a.Date, a.DateText = of.Date, of.DateText
		}
	}
}
