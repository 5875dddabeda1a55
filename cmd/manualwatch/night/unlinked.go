package night

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Rows of the contents that lost nothing but their link. Without it such a line may be read as
// none of the list, as the name of a group or with what stands behind its title, so the link is
// put back before the contents are read: the chapter was not observed, and its row says no more
// than it did.

// A lostRow is such a row: its title, and the page on which it stands.
type lostRow struct{ title, on string }

// reason is that of the page to which the row led.
func (r lostRow) reason() string { return LeadsNowhere + ": “" + r.title + "” on " + r.on }

// rowOf is the row that a reason names, whatever else a finding says behind it; none where it is
// another reason.
func rowOf(why string) lostRow {
	title, named := strings.CutPrefix(why, LeadsNowhere+": “")
	before, after, ok := strings.Cut(title, "” on ")
	if !named || !ok {
		return lostRow{}
	}
	on, _, _ := strings.Cut(after, " ")
	return lostRow{before, strings.TrimRight(on, ",;")}
}

// unlinked are the captures of a night on which rows lost their links, for some of which nobody
// asked.
func unlinked(captures []archive.Capture, why map[string]string) []archive.Capture {
	out := markFailed(captures, why)
	for _, c := range neverAsked(captures, why) {
		if rowOf(c.Error) != (lostRow{}) {
			out = append(out, c)
		}
	}
	return out
}

// nameRows notes at the pages which rows led to them.
func (m *manifest) nameRows(why map[string]string) {
	for i := range m.pages {
		m.pages[i].row = rowOf(why[m.pages[i].URL])
	}
}

// relinkRows reads tonight's edition again with the links of the rows that lost theirs; why are
// the documents that are none tonight. A row that does not lead to its chapter then was none.
func (v *visit) relinkRows(ctx context.Context, m manifest, r reading, why map[string]string) (manifest, reading, error) {
	lost, err := v.lostLinks(ctx, m, r.edition)
	for err == nil && len(lost) > 0 {
		all := maps.Clone(lost)
		maps.Copy(all, why)
		again := newManifest(unlinked(v.res.Captures, all), v.before, viewsOf(v.b))
		again.nameRows(lost)
		var read reading
		if read, err = v.n.Reader.read(ctx, v.b, v.n.Run.ID, v.n.Run.StartedAt, again.pages); err != nil {
			break
		}
		listed := pagesListed(read.edition)
		found := len(lost)
		maps.DeleteFunc(lost, func(page, _ string) bool { return !listed[page] })
		if len(lost) == found {
			return again, read, nil
		}
	}
	return m, r, err
}

// pagesListed are the pages of the sections of an edition.
func pagesListed(e *normalise.Edition) map[string]bool {
	listed := map[string]bool{}
	for i := range e.Sections {
		listed[pageOf(e.Sections[i].URL)] = true
	}
	return listed
}

// lostLinks returns the pages of chapters that had words in the prior edition and that tonight's
// contents list no more, though the line that led there stands where it stood, with the reason.
func (v *visit) lostLinks(ctx context.Context, m manifest, cur *normalise.Edition) (map[string]string, error) {
	if v.prior.EditionID == "" || v.n.Run.Accept {
		return nil, nil
	}
	rows, err := v.outlineBefore()
	if err != nil {
		return nil, err
	}
	words, listed, titles := pageWords(rows), pagesListed(cur), map[string]bool{}
	for i := range cur.Sections {
		if isChapter(cur.Sections[i].Kind) {
			titles[wording.Fold(cur.Sections[i].Title)] = true
		}
	}
	lost := map[string]string{}
	for i := range rows {
		s := &rows[i]
		if !isChapter(normalise.Kind(s.Kind)) || words[s.URL] == 0 || listed[s.URL] || titles[wording.Fold(s.Title)] {
			continue
		}
		row, err := v.rowLeft(ctx, m, s.Title, s.URL)
		if err != nil {
			return nil, err
		}
		if row.on != "" {
			lost[s.URL] = row.reason()
		}
	}
	return lost, nil
}

// rowLeft finds the row that led to a chapter and stands where it stood, on a page that is
// otherwise than it was.
func (v *visit) rowLeft(ctx context.Context, m manifest, title, chapter string) (lostRow, error) {
	before := byAddress(v.before)
	old := before[chapter].row
	for _, now := range m.pages {
		was := before[now.URL]
		if now.stale || was.SHA256 == "" || now.URL == chapter || old.on != now.URL && was.SHA256 == now.SHA256 {
			continue
		}
		stands, err := v.rowStands(ctx, was, now, title, chapter, old.on == now.URL)
		if stands || err != nil {
			return lostRow{title, now.URL}, err
		}
	}
	return lostRow{}, nil
}

func byAddress(pages []observed) map[string]observed {
	out := make(map[string]observed, len(pages))
	for _, p := range pages {
		out[p.URL] = p
	}
	return out
}

// rowStands reports whether the line with the title of a chapter stands on a page as before,
// without the link that it had, unless it had none before either.
func (v *visit) rowStands(ctx context.Context, was, now observed, title, chapter string, before bool) (bool, error) {
	doc, err := v.n.Reader.document(ctx, v.b, now.Capture)
	if err != nil || !doc.IsWebPage() {
		return false, ignoreUnread(err)
	}
	line := unlinkedLine(doc, title)
	if line == "" || before {
		return line != "", nil
	}
	old, err := v.n.Reader.document(ctx, v.b, was.Capture)
	return err == nil && linksLine(old, line, chapter), ignoreUnread(err)
}

// ignoreUnread leaves of what hinders the reading of a page the damage of the archive.
func ignoreUnread(err error) error {
	if errors.Is(err, errArchive) {
		return err
	}
	return nil
}

// A linkable is a text with its links: a block, or a cell of a row.
type linkable struct {
	marker string // the number of an item, which without a link is no part of its text
	text   string
	links  *[]parse.Link
}

// line is a line of the text that begins at some byte of it.
func (l linkable) line(from int, words string) string {
	if from == 0 {
		words = l.marker + " " + words
	}
	return wording.Squeeze(words)
}

// linkables are the texts of a block.
func linkables(b *parse.Block) []linkable {
	if b.Kind != parse.Row || len(b.Cells) == 0 {
		return []linkable{{b.Marker, b.Text, &b.Links}}
	}
	b.Cells = slices.Clone(b.Cells) // they may be changed
	out := make([]linkable, len(b.Cells))
	for i := range b.Cells {
		out[i] = linkable{"", b.Cells[i].Text, &b.Cells[i].Links}
	}
	return out
}

// titleAt finds the line of a text that begins with a title, behind a number at most, without a
// link there.
func (l linkable) titleAt(title string) (line string, at int) {
	from := 0
	for words := range strings.Lines(l.text) {
		at := strings.Index(words, title)
		if at >= 0 && begins(words, at, title) && !l.linked(from+at, from+at+len(title)) {
			return l.line(from, words), from + at
		}
		from += len(words)
	}
	return "", 0
}

// begins reports whether a title at some place of a line stands there in whole words, and only a
// number before it.
func begins(line string, at int, title string) bool {
	number := strings.TrimSpace(line[:at])
	_, pure := wording.PureNumber(number)
	next, _ := utf8.DecodeRuneInString(line[at+len(title):])
	return title != "" && (number == "" || pure) && !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// linked reports whether a link stands in a piece of the text.
func (l linkable) linked(from, to int) bool {
	return slices.ContainsFunc(*l.links, func(k parse.Link) bool { return k.Start < to && k.End > from })
}

// unlinkedLine is the first line of a page that begins with a title and has no link there.
func unlinkedLine(d *parse.Document, title string) string {
	for i := range d.Blocks {
		for _, l := range linkables(&d.Blocks[i]) {
			if line, _ := l.titleAt(title); line != "" {
				return line
			}
		}
	}
	return ""
}

// linksLine reports whether a line of a page led to an address.
func linksLine(d *parse.Document, line, address string) bool {
	for i := range d.Blocks {
		for _, l := range linkables(&d.Blocks[i]) {
			from := 0
			for words := range strings.Lines(l.text) {
				to := from + len(words)
				if l.line(from, words) == line && slices.ContainsFunc(*l.links, func(k parse.Link) bool { return k.Start >= from && k.End <= to && linksTo(k.Href, address) }) {
					return true
				}
				from = to
			}
		}
	}
	return false
}

func linksTo(href, address string) bool {
	to, err := crawl.Canonical(href)
	return err == nil && pageOf(to) == address
}

// relink puts the links of rows back into the pages on which they stand.
func relink(pages []observed, docs []*parse.Document) {
	for i := range pages {
		row := pages[i].row
		at := slices.IndexFunc(pages, func(p observed) bool { return p.URL == row.on })
		if row.on != "" && at >= 0 && docs[at] != nil {
			putLink(docs[at], row.title, pages[i].URL)
		}
	}
}

// putLink makes a link of the title of the first line that begins with it and has none.
func putLink(d *parse.Document, title, href string) {
	for i := range d.Blocks {
		for _, l := range linkables(&d.Blocks[i]) {
			if line, at := l.titleAt(title); line != "" {
				links := append(slices.Clone(*l.links), parse.Link{Start: at, End: at + len(title), Text: title, Href: href})
				slices.SortStableFunc(links, func(a, b parse.Link) int { return cmp.Compare(a.Start, b.Start) })
				*l.links = links
				return
			}
		}
	}
}
