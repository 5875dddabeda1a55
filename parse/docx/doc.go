package docx

import (
	"bytes"
	"context"
	"fmt"
	"sort"
	"strconv"

	"golang.org/x/text/encoding/charmap"

	"manualwatch/parse"
)

// maxChars bounds the text of one .doc file; its piece table could name the same
// bytes again and again.
const maxChars = 16 << 20

// ReadDOC reads a document of Word 97 to 2003 ([MS-DOC]): text, styles, automatic
// numbers, tables, notes and tracked changes. The error for a file in an older or
// another format says what to do.
func ReadDOC(ctx context.Context, in parse.Input) (*parse.Document, error) {
	switch {
	case bytes.HasPrefix(in.Body, []byte("PK\x03\x04")):
		return Read(ctx, in)
	case bytes.HasPrefix(in.Body, []byte(`{\rtf`)):
		return nil, fmt.Errorf("the file called .doc is rich text (RTF), which %w here: have it saved as .docx or PDF", ErrUnreadable)
	case !isCompound(in.Body):
		return nil, fmt.Errorf("the Word document (.doc) %w: not in the format of Word 97 or later; have it saved as .docx or PDF", ErrUnreadable)
	}
	c, err := openCompound(in.Body)
	if err != nil {
		return nil, fmt.Errorf("the Word 97-2003 document (.doc) %w: damaged container (%v); fetch it again or have it saved as .docx or PDF", ErrUnreadable, err)
	}
	d, err := openDOC(c)
	if err != nil {
		return nil, err
	}
	doc, err := d.read(ctx, in)
	if err == nil {
		addSummary(doc, c.stream("\x05SummaryInformation"))
	}
	return doc, err
}

// A doc97 is an opened .doc file.
type doc97 struct {
	text   []byte // stream WordDocument
	table  []byte // stream 0Table or 1Table
	pieces []piece
	chpx   []propRun // character properties by place in text
	papx   []propRun // paragraph properties
	styles []docStyle
	budget int // characters that may still be given out
}

// A piece is a run of characters that stand together in the file.
type piece struct {
	cp, end int // character positions
	fc      int // offset of the first byte in text
	wide    bool
}

func openDOC(c *compound) (*doc97, error) {
	if _, locked := c.streams["EncryptedPackage"]; locked {
		return nil, fmt.Errorf("the Word document %w: it is locked with a password; ask for an open copy", ErrUnreadable)
	}
	d := &doc97{text: c.stream("WordDocument"), budget: maxChars}
	if len(d.text) < 0x200 || u16(d.text, 0) != 0xA5EC {
		return nil, fmt.Errorf("the OLE file %w: it is no Word 97-2003 document; have it saved as .docx or PDF", ErrUnreadable)
	}
	flags := u16(d.text, 0x0A)
	if flags&0x0100 != 0 {
		return nil, fmt.Errorf("the Word 97-2003 document (.doc) %w: it is locked with a password; ask for an open copy", ErrUnreadable)
	}
	name := "0Table"
	if flags&0x0200 != 0 {
		name = "1Table"
	}
	if d.table = c.stream(name); d.table == nil {
		return nil, fmt.Errorf("the Word 97-2003 document (.doc) %w: stream %s is missing (Word 95 or older, or damaged); have it saved as .docx or PDF", ErrUnreadable, name)
	}
	d.readPieces(d.lcb(33))
	if len(d.pieces) == 0 {
		return nil, fmt.Errorf("the Word 97-2003 document (.doc) %w: its piece table is damaged; have it saved as .docx or PDF", ErrUnreadable)
	}
	d.chpx = d.propRuns(d.lcb(12), false)
	d.papx = d.propRuns(d.lcb(13), true)
	d.readStyles(d.lcb(1))
	return d, nil
}

// lcb returns the part of the table stream that entry i of the file information
// block names ([MS-DOC] 2.5.6), nil if there is none.
func (d *doc97) lcb(i int) []byte {
	fc, n := int(u32(d.text, 0x9A+8*i)), int(u32(d.text, 0x9A+8*i+4))
	if n == 0 || fc < 0 || n < 0 || fc > len(d.table) || n > len(d.table)-fc {
		return nil
	}
	return d.table[fc : fc+n]
}

// readPieces reads the piece table ([MS-DOC] 2.9.38).
func (d *doc97) readPieces(clx []byte) {
	for len(clx) > 5 && clx[0] == 1 {
		skip := 3 + u16(clx, 1)
		if skip >= len(clx) {
			return
		}
		clx = clx[skip:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return
	}
	plc := clx[5:min(len(clx), 5+int(u32(clx, 1)))]
	n := (len(plc) - 4) / 12
	for i := range n {
		p := piece{cp: int(u32(plc, 4*i)), end: int(u32(plc, 4*i+4))}
		fc := u32(plc, 4*(n+1)+8*i+2)
		p.fc, p.wide = int(fc&0x3FFFFFFF), fc&0x40000000 == 0
		if !p.wide {
			p.fc /= 2
		}
		if p.end <= p.cp || p.end > maxChars || i > 0 && p.cp < d.pieces[len(d.pieces)-1].end {
			return
		}
		d.pieces = append(d.pieces, p)
	}
}

// each gives the characters from cp to end, with their byte offset in the file.
func (d *doc97) each(cp, end int, char func(r rune, cp, fc int)) {
	first := sort.Search(len(d.pieces), func(i int) bool { return d.pieces[i].end > cp })
	for _, p := range d.pieces[first:] {
		from, to := max(cp, p.cp), min(end, p.end)
		if p.cp >= end {
			return
		}
		for i := from; i < to; i++ {
			if d.budget--; d.budget < 0 {
				return
			}
			if !p.wide {
				fc := p.fc + i - p.cp
				if fc >= len(d.text) {
					return
				}
				char(charmap.Windows1252.DecodeByte(d.text[fc]), i, fc)
				continue
			}
			fc := p.fc + 2*(i-p.cp)
			if fc+2 > len(d.text) {
				return
			}
			char(rune(u16(d.text, fc)), i, fc)
		}
	}
}

// A propRun is the properties of the bytes fc to end.
type propRun struct {
	fc, end int
	istd    int // paragraph style
	sprms   []byte
}

// propRuns reads the pages of formatting that a bin table names ([MS-DOC] 2.9.33,
// 2.9.174).
func (d *doc97) propRuns(plc []byte, paragraphs bool) []propRun {
	var out []propRun
	n := (len(plc) - 4) / 8
	for i := range max(n, 0) {
		at := int(u32(plc, 4*(n+1)+4*i)&0x3FFFFF) * 512
		if at+512 > len(d.text) || len(out) > maxChars/4 {
			continue
		}
		out = append(out, readFKP(d.text[at:at+512], paragraphs)...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].fc < out[j].fc })
	return out
}

func readFKP(page []byte, paragraphs bool) []propRun {
	n, width := int(page[511]), 1
	if paragraphs {
		width = 13
	}
	var out []propRun
	for i := range n {
		at := 4*(n+1) + width*i
		if at >= 511 {
			break
		}
		r := propRun{fc: int(u32(page, 4*i)), end: int(u32(page, 4*i+4))}
		if off := 2 * int(page[at]); off > 0 && off < 511 {
			r.fill(page, off, paragraphs)
		}
		out = append(out, r)
	}
	return out
}

func (r *propRun) fill(page []byte, off int, paragraphs bool) {
	n := int(page[off])
	from := off + 1
	if paragraphs {
		if n == 0 {
			n, from = 2*int(page[off+1]), off+2
		} else {
			n = 2*n - 1
		}
	}
	b := page[min(from, 511):min(from+n, 511)]
	if paragraphs {
		r.istd = u16(b, 0)
		b = b[min(2, len(b)):]
	}
	r.sprms = b
}

func find(runs []propRun, fc int) *propRun {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].end > fc })
	if i < len(runs) && runs[i].fc <= fc {
		return &runs[i]
	}
	return nil
}

// eachSprm walks a list of property modifiers ([MS-DOC] 2.2.5.1).
func eachSprm(b []byte, do func(op int, arg []byte)) {
	for len(b) >= 3 {
		op := u16(b, 0)
		b = b[2:]
		n := [8]int{1, 1, 2, 4, 2, 2, 0, 3}[op>>13]
		if op>>13 == 6 {
			n = int(b[0])
			b = b[1:]
			if op == 0xD608 { // table definition: a two-byte count
				if len(b) < 1 {
					return
				}
				n += int(b[0])<<8 - 1
				b = b[1:]
			}
		}
		if n < 0 || n > len(b) {
			return
		}
		do(op, b[:n])
		b = b[n:]
	}
}

// read makes of the file the same elements that a .docx holds, and reads these.
func (d *doc97) read(ctx context.Context, in parse.Input) (*parse.Document, error) {
	doc := newDocument(in, parse.TypeDOC)
	r := &reader{writer: writer{ctx: ctx, doc: doc, page: 1}, base: baseOf(doc), notesDone: map[string]bool{}, notes: map[string]noteText{}}
	r.out, r.beforeHeading = &doc.Blocks, r.flushNotes
	r.styles, r.num = d.styleSheet(), d.numbering()
	r.lookReader = r.looksOfWord()
	if len(d.papx) == 0 {
		r.finding("word_fallback", "the paragraph table is damaged; headings and lists are not known")
	}
	b := &docBuilder{d: d, refs: map[int]string{}}
	main := d.ccp(0)
	foot, head, note, end, box := d.ccp(1), d.ccp(2), d.ccp(4), d.ccp(5), d.ccp(6)
	b.notes(r, "footnote", d.lcb(2), d.lcb(3), main)
	b.notes(r, "endnote", d.lcb(46), d.lcb(47), main+foot+head+d.ccp(3)+note)
	for _, n := range b.build(0, main) {
		if r.block(n); ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	at := main + foot + head + d.ccp(3) + note + end
	for _, n := range b.build(at, at+box) {
		r.block(n)
	}
	r.flushParagraph()
	r.flushNotes()
	r.region, r.class = parse.Furniture, "header"
	d.furniture(r, b, main+foot, head)
	r.region, r.class = parse.Main, ""
	return r.finish(), nil
}

// ccp returns the number of characters of a part of the document: 0 main text, 1
// footnotes, 2 headers, 3 macros, 4 comments, 5 endnotes, 6 text boxes.
func (d *doc97) ccp(i int) int {
	return min(int(u32(d.text, 0x4C+4*i)), maxChars)
}

func (d *doc97) furniture(r *reader, b *docBuilder, at, n int) {
	seen := map[string]bool{}
	blocks := r.aside(func() {
		for _, n := range b.build(at, at+n) {
			r.block(n)
		}
		r.flushParagraph()
	})
	for _, k := range blocks {
		if k.Text != "" && !seen[k.Text] {
			seen[k.Text] = true
			k.Page, k.Anchor = 0, ""
			*r.out = append(*r.out, k)
		}
	}
}

// notes cuts the text of notes into one noteText each ([MS-DOC] 2.8.18).
func (b *docBuilder) notes(r *reader, kind string, refs, texts []byte, at int) {
	n := min((len(refs)-4)/6, 1<<16)
	for i := 0; i < n && 4*i+8 <= len(texts); i++ {
		from, to := int(u32(texts, 4*i)), int(u32(texts, 4*i+4))
		if from >= to || to > maxChars {
			return
		}
		id := strconv.Itoa(i)
		r.notes[kind+id] = noteText{kids: b.build(at+from, at+to)}
		b.refs[int(u32(refs, 4*i))] = kind + ":" + id
	}
}
