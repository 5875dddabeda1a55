package crawl

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/cascadia"
)

// linkRules is the version of what [page.walk] finds in a page. It must be raised
// with every change of that; TestLinkRules tells when.
const linkRules = 10

// Limits of the notes of one board. What is beyond them is read again each night.
const (
	maxNotedLinks = 200_000 // distinct
	maxNoted      = 4 << 20 // links over all pages
)

// A noteKey names what a page's links depend on: its address, its bytes, the
// label of its charset, and the register's selector of the contents.
type noteKey [16]byte

func newNoteKey(address, sha, contentType, selector string) noteKey {
	sum := sha256.Sum256([]byte(address + "\n" + sha + "\n" + contentType + "\n" + selector))
	return noteKey(sum[:16])
}

// A notedLink is a link as it stands in notes.
type notedLink struct {
	URL, Text string
	Flags     uint8
	List      int // see link.list
}

// A notedPage is a page as it stands in notes.
type notedPage struct {
	Key            noteKey
	Title, Heading string
	Heads          int // headings of the content below the first
	Password       bool
	Links          []uint32 // numbers of links, in the order of the page
	Over           []string // see page.over
	Within         []int    // see page.within
	Choosers       []notedChooser

	used bool // tonight
}

type notedChooser struct {
	Action, Parameter string
	Options           [][2]string // value and label
}

// A notes keeps what was found in pages, so that a page that did not change
// need not be parsed again for its links. It is a cache: without it the same is
// found in the pages themselves.
type notes struct {
	mu    sync.Mutex
	file  string // "" keeps nothing between runs
	links []notedLink
	at    map[notedLink]uint32
	pages map[noteKey]*notedPage
	total int // links over all pages
	fresh bool
}

// openNotes reads a board's notes. Damaged ones, and those of other rules, count
// as none. With dir "" there are none.
func openNotes(dir, board string) *notes {
	n := &notes{}
	if dir != "" {
		n.file = filepath.Join(dir, board)
	}
	if n.file == "" || n.read() != nil {
		n.links, n.pages, n.total = nil, map[noteKey]*notedPage{}, 0
	}
	n.at = make(map[notedLink]uint32, len(n.links))
	for i, l := range n.links {
		n.at[l] = uint32(i)
	}
	return n
}

// notesHead is the first line of a file of notes. What follows are two numbers,
// as many links and as many pages, as gob writes them, and the SHA-256 of all.
func notesHead() string { return fmt.Sprintf("manualwatch links %d\n", linkRules) }

func (n *notes) read() error {
	raw, err := os.ReadFile(n.file)
	if err != nil {
		return err
	}
	body, sum := raw[:max(0, len(raw)-sha256.Size)], raw[max(0, len(raw)-sha256.Size):]
	if want := sha256.Sum256(body); !bytes.Equal(sum, want[:]) || !bytes.HasPrefix(body, []byte(notesHead())) {
		return errors.New("damaged, or of other rules")
	}
	d := gob.NewDecoder(bytes.NewReader(body[len(notesHead()):]))
	var links, pages int
	if err := errors.Join(d.Decode(&links), d.Decode(&pages)); err != nil || links > maxNotedLinks || pages > maxNoted {
		return errors.Join(err, errors.New("no counts"))
	}
	n.links, n.pages = make([]notedLink, links), make(map[noteKey]*notedPage, pages)
	for i := range n.links {
		if err := d.Decode(&n.links[i]); err != nil {
			return err
		}
	}
	for range pages {
		p := new(notedPage)
		if err := d.Decode(p); err != nil {
			return err
		}
		n.pages[p.Key] = p
		n.total += len(p.Links)
	}
	return nil
}

// page returns what is noted of a page at address, nil if nothing is.
func (n *notes) page(key noteKey, address string) *page {
	n.mu.Lock()
	defer n.mu.Unlock()
	from := n.pages[key]
	if from == nil {
		return nil
	}
	from.used = true
	p := newPage(address)
	p.title, p.heading, p.heads, p.password = from.Title, from.Heading, from.Heads, from.Password
	p.over, p.within = from.Over, from.Within
	p.links = make([]link, len(from.Links))
	for i, at := range from.Links {
		l := &n.links[at]
		p.links[i] = link{url: l.URL, text: l.Text, content: l.Flags&1 != 0, document: l.Flags&2 != 0, next: l.Flags&4 != 0, embedded: l.Flags&8 != 0, titled: l.Flags&16 != 0, side: l.Flags&32 != 0, amid: l.Flags&64 != 0, list: l.List}
	}
	for _, c := range from.Choosers {
		ch := chooser{action: c.Action, parameter: c.Parameter}
		for _, o := range c.Options {
			ch.options = append(ch.options, option{value: o[0], label: o[1]})
		}
		p.choosers = append(p.choosers, ch)
	}
	return p
}

// add notes what was found in a page.
func (n *notes) add(key noteKey, p *page) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.file == "" || n.pages[key] != nil || n.total+len(p.links) > maxNoted || len(n.links)+len(p.links) > maxNotedLinks {
		return
	}
	to := &notedPage{Key: key, Title: p.title, Heading: p.heading, Heads: p.heads, Password: p.password, Over: p.over, Within: p.within, Links: make([]uint32, len(p.links)), used: true}
	for i := range p.links {
		to.Links[i] = n.number(&p.links[i])
	}
	for _, c := range p.choosers {
		ch := notedChooser{Action: c.action, Parameter: c.parameter}
		for _, o := range c.options {
			ch.Options = append(ch.Options, [2]string{o.value, o.label})
		}
		to.Choosers = append(to.Choosers, ch)
	}
	n.pages[key] = to
	n.total += len(to.Links)
	n.fresh = true
}

// number returns the number of a link among those noted.
func (n *notes) number(l *link) uint32 {
	noted := notedLink{URL: l.url, Text: l.text, List: l.list}
	for i, on := range [...]bool{l.content, l.document, l.next, l.embedded, l.titled, l.side, l.amid} {
		if on {
			noted.Flags |= 1 << i
		}
	}
	at, ok := n.at[noted]
	if !ok {
		at = uint32(len(n.links))
		n.links = append(n.links, noted)
		n.at[noted] = at
	}
	return at
}

// save writes the notes for the next run, after which they cannot be used: those of
// tonight's pages, and where the visit did not see the whole manual the earlier
// ones too. Notes that cannot be written are missed by the next night's clock only.
func (n *notes) save(whole bool) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	pages, dropped := n.kept(whole)
	if n.file == "" || !n.fresh && !dropped {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(n.file), 0o755); err != nil {
		return fmt.Errorf("notes of links: %w", err)
	}
	temporary := n.file + ".tmp"
	err := n.write(temporary, pages)
	if err == nil {
		err = os.Rename(temporary, n.file)
	}
	if err != nil {
		return fmt.Errorf("notes of links: %w", errors.Join(err, os.Remove(temporary)))
	}
	return nil
}

// write writes pages and the links that they have to a file.
func (n *notes) write(file string, pages []*notedPage) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	h, b := sha256.New(), bufio.NewWriter(f)
	w := io.MultiWriter(b, h)
	_, err = io.WriteString(w, notesHead())
	links := n.renumber(pages)
	e := gob.NewEncoder(w)
	err = errors.Join(err, e.Encode(len(links)), e.Encode(len(pages)))
	for i := 0; i < len(links) && err == nil; i++ {
		err = e.Encode(&n.links[links[i]])
	}
	for i := 0; i < len(pages) && err == nil; i++ {
		err = e.Encode(pages[i])
	}
	if err == nil {
		_, err = b.Write(h.Sum(nil))
	}
	return errors.Join(err, b.Flush(), f.Close())
}

// kept returns the pages that are worth keeping, in the order of their keys.
func (n *notes) kept(whole bool) (pages []*notedPage, dropped bool) {
	pages = make([]*notedPage, 0, len(n.pages))
	for _, p := range n.pages {
		if whole && !p.used {
			dropped = true
			continue
		}
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b *notedPage) int { return bytes.Compare(a.Key[:], b.Key[:]) })
	return pages, dropped
}

// renumber numbers the links of pages anew, so that those of pages that are gone
// leave with them, and returns the numbers that they had.
func (n *notes) renumber(pages []*notedPage) (old []uint32) {
	numbers := map[uint32]uint32{}
	for _, p := range pages {
		for i, at := range p.Links {
			to, ok := numbers[at]
			if !ok {
				to = uint32(len(old))
				numbers[at] = to
				old = append(old, at)
			}
			p.Links[i] = to
		}
	}
	return old
}

// recall returns what was found in the item's page on an earlier night, nil if
// its bytes are not known.
func (v *visit) recall(it *item, a *answer) *page {
	if a.Error != "" || a.SHA256 == "" || a.Location != "" {
		return nil
	}
	p := v.notes.page(v.noteKey(it, a), it.url)
	if p != nil {
		p.contents = v.contentsOf(it)
	}
	return p
}

func (v *visit) noteKey(it *item, a *answer) noteKey {
	selector := ""
	if v.contentsOf(it) != nil {
		selector = v.board.Selectors["contents"]
	}
	return newNoteKey(it.url, a.SHA256, strings.ToLower(a.Header["Content-Type"]), selector)
}

// contentsOf returns the register's selector of the contents where it holds for
// an item.
func (v *visit) contentsOf(it *item) cascadia.Matcher {
	if it.role != indexRole {
		return nil
	}
	return v.contents
}
