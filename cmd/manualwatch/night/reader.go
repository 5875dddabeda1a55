package night

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/normalise/amend"
	"manualwatch/normalise/manual"
	"manualwatch/parse"
)

// A Reader makes editions out of archived bytes. It may be used from several
// goroutines.
type Reader struct {
	Archive *archive.Archive
	Formats parse.Formats
	Jobs    int // documents read at the same time

	mu    sync.Mutex
	cache map[string]*parse.Document // by platform, address, where it led and hash, of the board at work
}

// forget drops the documents of the board that was at work.
func (r *Reader) forget() {
	r.mu.Lock()
	r.cache = nil
	r.mu.Unlock()
}

// A reading is an edition with the addresses that could not be read into it.
type reading struct {
	edition    *normalise.Edition
	unreadable []archive.Capture // Error says why
}

// read makes the edition of a board out of a manifest.
func (r *Reader) read(ctx context.Context, b crawl.Board, runID string, at time.Time, pages []observed) (reading, error) {
	docs := make([]*parse.Document, len(pages))
	errs := make([]error, len(pages))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, r.Jobs))
	for i := range pages {
		g.Go(func() error {
			docs[i], errs[i] = r.document(gctx, b, pages[i].Capture)
			return gctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return reading{}, err
	}
	for i, err := range errs {
		if errors.Is(err, errArchive) {
			return reading{}, fmt.Errorf("%s: %w", pages[i].URL, err)
		}
	}
	var out reading
	in := inputFor(b, runID, at)
	o, err := r.outcome(runID, b.ID)
	if err != nil {
		return reading{}, err
	}
	respell(docs, crawl.NewSpelling(b, o))
	relink(pages, docs)
	in.Pages = joinCopies(b, pages, docs, aliasesOf(o))
	for i, err := range errs {
		if err != nil {
			c := pages[i].Capture
			c.Error = err.Error()
			out.unreadable = append(out.unreadable, c)
		}
	}
	read := make([]*parse.Document, len(in.Pages))
	for i := range in.Pages {
		read[i] = in.Pages[i].Document
	}
	parse.MarkFurniture(read)
	// What stands in menus is not put together from two nights; where nothing changed they are one.
	oneNight := !slices.ContainsFunc(pages, func(p observed) bool { return !p.quiet })
	for i := range in.Pages {
		if in.Pages[i].Stale && !oneNight {
			manual.ForgetMenus(in.Pages[i].Document)
		}
	}
	out.edition = manual.Read(in)
	tellUnreadable(out.edition, out.unreadable)
	return out, nil
}

// tellUnreadable notes at the chapters whose document could not be read what was wrong with it.
func tellUnreadable(e *normalise.Edition, unreadable []archive.Capture) {
	why := map[string]string{}
	for _, c := range unreadable {
		why[c.URL] = c.Error
	}
	for i := range e.Sections {
		if s := &e.Sections[i]; s.Illegible != "" && why[pageOf(s.URL)] != "" {
			s.Illegible = why[pageOf(s.URL)]
		}
	}
}

// document parses one body, once for the board at work. Where its address led decides where its
// links lead: on the night on which a site moves, the same bytes stand at two places.
func (r *Reader) document(ctx context.Context, b crawl.Board, c archive.Capture) (*parse.Document, error) {
	key := b.Platform + " " + c.URL + " " + c.FinalURL + " " + c.SHA256
	r.mu.Lock()
	doc, ok := r.cache[key]
	r.mu.Unlock()
	if ok {
		return clone(doc), nil
	}
	body, err := r.Archive.Body(c.SHA256)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errArchive, err)
	}
	media := cmp.Or(c.Header["Content-Type"], c.MediaType)
	doc, err = parse.Parse(ctx, parse.Input{URL: c.URL, FinalURL: c.FinalURL, MediaType: media, SHA256: c.SHA256,
		Body: body, Platform: b.Platform, Selectors: b.Selectors}, r.Formats)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	if r.cache == nil {
		r.cache = map[string]*parse.Document{}
	}
	r.cache[key] = doc
	r.mu.Unlock()
	return clone(doc), nil
}

// clone gives a copy whose blocks may be marked without touching the original.
func clone(d *parse.Document) *parse.Document {
	c := *d
	c.Blocks = append([]parse.Block(nil), d.Blocks...)
	return &c
}

// inputFor fills what the register says of the board.
func inputFor(b crawl.Board, runID string, at time.Time) normalise.Input {
	return normalise.Input{BoardID: b.ID, RunID: runID, Nation: b.Nation, ObservedAt: at, Platform: b.Platform,
		Start: canonicals(b.Start), Amendments: canonicals(b.AmendmentPages()), Areas: b.Areas,
		Hosts: b.Scope()}
}

func canonicals(raw []string) []string {
	out := make([]string, len(raw))
	for i, u := range raw {
		out[i] = u
		if c, err := crawl.Canonical(u); err == nil {
			out[i] = c
		}
	}
	return out
}

// joinCopies makes the pages of an edition: addresses that gave the same bytes
// are one page with aliases, except where the register names the address itself
// (the amendments of two areas may be word for word the same). What stands where such an address
// leads is that page, not another one beside it.
// further maps an address to others that links use for it.
func joinCopies(b crawl.Board, seen []observed, docs []*parse.Document, further map[string][]string) []normalise.Page {
	named := map[string]bool{}
	for _, u := range append(canonicals(b.Start), canonicals(b.AmendmentPages())...) {
		named[u] = true
	}
	landings := landingsOf(b, seen, docs)
	var pages []normalise.Page
	first := map[string]int{} // hash -> index in pages
	for i, s := range seen {
		if docs[i] == nil || landings[s.URL] == s.SHA256 && !named[s.URL] {
			continue
		}
		at, known := first[s.SHA256]
		if known && !named[s.URL] {
			pages[at].Aliases = append(append(pages[at].Aliases, s.URL), aliases(s, further)...)
			continue
		}
		if !named[s.URL] {
			first[s.SHA256] = len(pages)
		}
		pages = append(pages, normalise.Page{Document: docs[i], Stale: s.stale, Aliases: aliases(s, further)})
	}
	return pages
}

// landingsOf returns the addresses to which the start pages lead, and those of amendments that
// list some or kept their name, with what stands there: one that leads to a chapter is not that
// chapter.
func landingsOf(b crawl.Board, seen []observed, docs []*parse.Document) map[string]string {
	landings := map[string]string{}
	starts, lists := canonicals(b.Start), canonicals(b.AmendmentPages())
	for i, s := range seen {
		if s.FinalURL == s.URL || docs[i] == nil {
			continue
		}
		if slices.Contains(starts, s.URL) || slices.Contains(lists, s.URL) && (amend.Shape(docs[i]) >= 2 || strings.EqualFold(path.Base(s.FinalURL), path.Base(s.URL))) {
			landings[s.FinalURL] = s.SHA256
		}
	}
	return landings
}

// aliases returns the addresses of a capture beside its own.
func aliases(s observed, further map[string][]string) []string {
	var out []string
	if s.FinalURL != "" && s.FinalURL != s.URL {
		out = append(out, s.FinalURL)
	}
	return append(out, slices.DeleteFunc(slices.Clone(further[s.URL]), func(from string) bool { return s.strays[from] })...)
}

// aliasesOf returns, for each address of a run, the others that led to it,
// sorted.
func aliasesOf(o archive.Outcome) map[string][]string {
	out := map[string][]string{}
	for _, from := range slices.Sorted(maps.Keys(o.Aliases)) {
		to := o.Aliases[from]
		out[to] = append(out[to], from)
	}
	return out
}

// respell writes the links of documents as the run wrote its addresses.
func respell(docs []*parse.Document, s crawl.Spelling) {
	for _, d := range docs {
		if d == nil {
			continue
		}
		if d.Next != "" {
			d.Next = s.Of(d.Next)
		}
		for i := range d.Blocks {
			b := &d.Blocks[i]
			b.Links = respelled(b.Links, s)
			for j := range b.Cells {
				if links := respelled(b.Cells[j].Links, s); len(links) > 0 && &links[0] != &b.Cells[j].Links[0] {
					b.Cells = slices.Clone(b.Cells)
					b.Cells[j].Links = links
				}
			}
		}
	}
}

// respelled returns links as a run spells them, in memory of their own if any is
// spelled otherwise: documents are kept and read again.
func respelled(links []parse.Link, s crawl.Spelling) []parse.Link {
	own := false
	for i := range links {
		to := s.Of(links[i].Href)
		if to == links[i].Href {
			continue
		}
		if !own {
			links, own = slices.Clone(links), true
		}
		links[i].Href = to
	}
	return links
}
