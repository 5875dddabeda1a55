package docx

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
)

// inlines reads the children of a paragraph, hyperlink or content control.
func (r *reader) inlines(p *paragraph, kids []*node) {
	for _, k := range kids {
		r.inline(p, k)
	}
}

func (r *reader) inline(p *paragraph, k *node) {
	switch k.name {
	case "w:r":
		r.run(p, k)
	case "w:hyperlink":
		r.hyperlink(p, k)
	case "w:fldSimple":
		r.simpleField(p, k)
	case "w:ins", "w:moveTo":
		r.tracked++
		r.inlines(p, k.kids)
	case "w:del", "w:moveFrom":
		r.tracked++
	case "w:sdt":
		if c := k.child("w:sdtContent"); c != nil && !isPrompt(k) {
			r.inlines(p, c.kids)
		}
	case "w:bookmarkStart":
		r.bookmark(k.attr("w:name"))
	case "m:t":
		r.write(p, k.words())
	case "w:pPr", "w:sdtPr", "w:rPr", "m:rPr", "m:ctrlPr", "":
	case "w:p", "w:tbl": // not allowed here, but words are words
		p.space = true
		collectText(k, &p.textBuilder)
	default:
		r.inlines(p, k.kids)
	}
}

// write adds text unless it is the code of a field or a result to leave out.
func (r *reader) write(p *paragraph, s string) {
	if n := len(r.fields); n > 0 && !r.fields[n-1].result {
		r.fields[n-1].addCode(s)
		return
	}
	if r.silent(s) {
		return
	}
	if len(p.b) == 0 {
		p.page = r.page
	}
	p.toc = p.toc || r.inContents()
	p.textBuilder.write(s)
}

func (r *reader) hyperlink(p *paragraph, k *node) {
	p.openLink(r.hyperlinkTarget(k), k.attr("w:tooltip"))
	r.inlines(p, k.kids)
	p.closeLink()
	p.openField(r)
}

func (r *reader) hyperlinkTarget(k *node) string {
	anchor := k.attr("w:anchor")
	rel, ok := r.rels[k.attr("r:id")]
	if !ok {
		if anchor == "" {
			return ""
		}
		return r.address("#" + anchor)
	}
	if anchor != "" && !strings.Contains(rel.target, "#") {
		return r.address(rel.target + "#" + anchor)
	}
	return r.address(rel.target)
}

// address makes a target absolute. What is no address stays as it is written:
// a file path of somebody's computer is worth seeing.
func (r *reader) address(target string) string { return absolute(r.base, target) }

// maxHref bounds an address: one relationship can serve any number of links.
const maxHref = 8 << 10

func absolute(base *url.URL, target string) string {
	if len(target) > maxHref {
		return ""
	}
	target = strings.TrimSpace(target)
	u, err := url.Parse(target)
	if err != nil || target == "" {
		return target
	}
	if u.Scheme == "" && base.Scheme != "" {
		return base.ResolveReference(u).String()
	}
	return target
}

// A runLook is what the properties of a run say.
type runLook struct {
	bold, hidden bool
	slant        bool // italic or underlined
	lined        bool // underlined
	size         int
}

func (r *reader) runLook(p *paragraph, n *node) runLook {
	rpr := n.child("w:rPr")
	bold, vanish, slant, size := -1, -1, -1, 0
	lined := false
	if rpr != nil {
		slant, lined = slantOf(rpr), isLined(rpr)
		bold, vanish = rpr.on("w:b"), rpr.on("w:vanish")
		size, _ = rpr.intVal("w:sz")
		if id, ok := rpr.val("w:rStyle"); ok {
			l := r.styles.look(id)
			bold, vanish = first(bold, l.bold), first(vanish, l.vanish)
			size = cmp.Or(size, l.size)
		}
	}
	if p.look != nil {
		bold, vanish = first(bold, p.look.bold), first(vanish, p.look.vanish)
		size, slant = cmp.Or(size, p.look.size), first(slant, p.look.slant)
	}
	return runLook{first(bold, r.styles.defBold) == 1, vanish == 1, slant == 1, lined, cmp.Or(size, r.styles.size)}
}

// slantOf tells whether properties set words in italics or underline them: 1, 0, or -1
// where they say nothing.
func slantOf(rpr *node) int {
	if isLined(rpr) {
		return 1
	}
	return rpr.on("w:i")
}

func isLined(rpr *node) bool {
	u, ok := rpr.val("w:u")
	return ok && u != "none"
}

func first(a, b int) int {
	if a >= 0 {
		return a
	}
	return b
}

// run reads a w:r.
func (r *reader) run(p *paragraph, n *node) {
	look := r.runLook(p, n)
	for _, k := range n.kids {
		switch k.name {
		case "w:fldChar":
			r.fieldChar(p, k.attr("w:fldCharType"))
		case "w:instrText":
			if n := len(r.fields); n > 0 && !r.fields[n-1].result {
				r.fields[n-1].addCode(k.words())
			}
		case "w:lastRenderedPageBreak":
			r.pageBreak(true)
		default:
			if !look.hidden {
				r.runContent(p, k, look)
			}
		}
	}
}

func (r *reader) runContent(p *paragraph, k *node, look runLook) {
	switch k.name {
	case "w:t", "m:t":
		s := k.words()
		r.write(p, s)
		if strings.TrimSpace(s) != "" && !r.silent(s) {
			p.mark(look.bold, look.size)
			p.slant, p.upright = p.slant || look.slant, p.upright || !look.slant
			p.bare = p.bare || !look.lined
		}
	case "w:tab", "w:ptab":
		p.tab()
	case "w:br":
		if k.attr("w:type") == "page" {
			r.pageBreak(false)
		}
		p.lineBreak()
	case "w:cr":
		p.lineBreak()
	case "w:noBreakHyphen":
		r.write(p, "-")
	case "w:sym":
		r.write(p, symbol(k.attr("w:char"), k.attr("w:font")))
	case "w:footnoteReference":
		r.cite(p, "footnote", k.attr("w:id"))
	case "w:endnoteReference":
		r.cite(p, "endnote", k.attr("w:id"))
	case "w:drawing", "w:pict", "w:object":
		r.drawing(p, k)
	case "w:ruby":
		if b := k.child("w:rubyBase"); b != nil {
			r.inlines(p, b.kids)
		}
	}
}

// symbol returns the character of a w:sym: the fonts of pictures have their
// characters in the private area from F000.
func symbol(char, font string) string {
	v, err := strconv.ParseUint(char, 16, 32)
	if err != nil {
		return ""
	}
	if v < 0xF000 || v > 0xF0FF {
		return string(rune(v))
	}
	low := rune(v - 0xF000)
	font = strings.ToLower(font)
	if strings.HasPrefix(font, "wingdings") || strings.HasPrefix(font, "webdings") {
		return wingdings(low)
	}
	if font == "symbol" {
		return symbolFont(low)
	}
	return string(low)
}

// wingdings maps the signs that appear in forms and lists; others have no words
// in them.
func wingdings(c rune) string {
	switch c {
	case 0x28, 0x29:
		return "☎"
	case 0x2A:
		return "✉"
	case 0x6C, 0x9F:
		return "●"
	case 0x6E, 0xA7:
		return "▪"
	case 0x6F, 0x70, 0x71, 0x72, 0xA8:
		return "☐"
	case 0xDF, 0xE7:
		return "←"
	case 0xE0, 0xE8, 0xF0:
		return "→"
	case 0xFB:
		return "✗"
	case 0xFC:
		return "✓"
	case 0xFD:
		return "☒"
	case 0xFE:
		return "☑"
	}
	return ""
}

func symbolFont(c rune) string {
	switch c {
	case 0xB7:
		return "•"
	case 0xA3:
		return "≤"
	case 0xB3:
		return "≥"
	case 0xB1:
		return "±"
	case 0xB4:
		return "×"
	case 0xAE, 0xDE:
		return "→"
	case 0x2D:
		return "−"
	case 0xB0:
		return "°"
	}
	if c >= 0x20 && c < 0x40 {
		return string(c)
	}
	return ""
}
