package parse

import (
	"strings"
	"unicode/utf8"
)

// writeLines gives a text its kind and writes it. Lines that are all bold become
// blocks of their own (a run-in heading before a line break), and lines that all
// begin with a bullet become items.
func (r *reader) writeLines(b *Block, ends []line) {
	if r.item != nil && !r.item.used {
		r.item.used = true
		b.Kind, b.Level, b.Group = Item, r.item.level, r.item.group
		if b.Marker == "" {
			b.Marker = r.item.marker
		}
		b.Bold = b.Bold || r.item.bold
		r.emit(b)
		return
	}
	if r.item != nil {
		b.Group = r.item.group
	}
	if len(ends) == 1 && r.wordItem(b) {
		r.emit(b)
		return
	}
	if rest, ok := bulleted(b.Text); ok && len(ends) == 1 {
		r.bulletItem(b, len(b.Text)-len(rest))
		r.emit(b)
		return
	}
	if len(ends) < 2 || b.Bold || !splits(b.Text, ends) {
		r.emit(b)
		return
	}
	r.split(b, ends)
}

// splits reports whether some line is bold throughout, or each begins with a
// bullet.
func splits(text string, ends []line) bool {
	bullets, from := 0, 0
	for _, l := range ends {
		if l.letter > 0 && l.strong*20 >= l.letter*19 {
			return true
		}
		if from < len(text) {
			if _, ok := bulleted(text[from:]); ok {
				bullets++
			}
		}
		from = l.end + 1
	}
	return bullets >= 2 && bullets*2 > len(ends)
}

// split writes runs of lines that belong together.
func (r *reader) split(b *Block, ends []line) {
	from := 0
	for k := 0; k < len(ends); {
		strong := ends[k].letter > 0 && ends[k].strong*20 >= ends[k].letter*19
		to := ends[k].end
		_, bullet := bulleted(b.Text[min(from, len(b.Text)):])
		k++
		for k < len(ends) && !bullet && (ends[k].strong*20 >= ends[k].letter*19) == strong {
			if _, next := bulleted(b.Text[min(to+1, len(b.Text)):]); next {
				break
			}
			to = ends[k].end
			k++
		}
		b.Look = Look{}
		if to == ends[k-1].end && (k < 2 || from > ends[k-2].end) {
			b.Look = ends[k-1].look
		}
		r.emitPart(b, from, min(to, len(b.Text)), strong, bullet)
		from = to + 1
	}
}

// emitPart writes text[from:to] of a block with its links.
func (r *reader) emitPart(b *Block, from, to int, strong, bullet bool) {
	if from >= to {
		return
	}
	part := *b
	part.Text, part.Bold, part.Links, part.Lead = b.Text[from:to], strong, nil, max(min(b.Lead, to)-from, 0)
	part.Alts, part.AltAt, part.Srcs, part.Seams = nil, nil, nil, nil
	for k, at := range b.AltAt {
		if at >= from && at <= to || from == 0 && at < from {
			part.Alts, part.AltAt = append(part.Alts, b.Alts[k]), append(part.AltAt, at-from)
			if k < len(b.Srcs) {
				part.Srcs = append(part.Srcs, b.Srcs[k])
			}
		}
	}
	for _, l := range b.Links {
		if l.Start >= from && l.Start < to {
			l.Start, l.End = l.Start-from, min(l.End, to)-from
			l.Text = part.Text[l.Start:l.End]
			part.Links = append(part.Links, l)
		}
	}
	if bullet {
		rest, _ := bulleted(part.Text)
		r.bulletItem(&part, len(part.Text)-len(rest))
	}
	r.emit(&part)
}

// wordItem makes an item of a paragraph of which a word processor says that it is
// one: the first word is its bullet, in a font that shows the letter as a sign, or its
// number. A bold one with a number is a heading that Word counts.
func (r *reader) wordItem(b *Block) bool {
	head, rest, ok := strings.Cut(b.Text, " ")
	if !ok || len(head) > 8 || b.Marker != "" || !isWordItem(attrOf(r.owner, "style"), attrOf(r.owner, "class")) {
		return false
	}
	number := isNumber(head) && strings.ContainsAny(head[len(head)-1:], ".)")
	if head != "o" && !number || b.Bold && !number || len(b.Links) > 0 && b.Links[0].Start <= len(head) {
		return false
	}
	bold := b.Bold
	r.bulletItem(b, len(b.Text)-len(strings.TrimLeft(rest, " ")))
	if number {
		b.Marker = head
	}
	if bold {
		b.Kind, b.Level = Paragraph, 0
	}
	return true
}

// isWordItem reports the style of a paragraph that a word processor counts in a list; where
// it saved the page without its own properties, the name of the style and the room that the
// bullet hangs in are left.
func isWordItem(style, class string) bool {
	return strings.Contains(style, "mso-list:") || strings.HasPrefix(class, "MsoListParagraph") && strings.Contains(style, "text-indent:-")
}

// bulletItem makes an item of a paragraph that begins with a typed bullet.
func (r *reader) bulletItem(b *Block, cut int) {
	b.Kind, b.Level = Item, indentLevel(attrOf(r.owner, "style"))
	b.Text, b.Lead, b.Seams = b.Text[cut:], max(b.Lead-cut, 0), MoveSeams(b.Seams, cut)
	for k := range b.Links {
		l := &b.Links[k]
		l.Start, l.End = max(l.Start-cut, 0), max(l.End-cut, 0)
		l.Text = b.Text[l.Start:l.End]
	}
}

// bulleted cuts a typed bullet from the beginning of a text.
func bulleted(s string) (rest string, ok bool) {
	if s == "" || s[0] < utf8.RuneSelf {
		return s, false
	}
	c, n := utf8.DecodeRuneInString(s)
	if !isBullet(c) {
		return s, false
	}
	rest = strings.TrimLeft(s[n:], " ")
	return rest, rest != "" && rest[0] != '\n' && (len(rest) < len(s)-n || c != '-' && c != '*')
}

// Bullets are the characters that are typed as bullets, with those of symbol fonts,
// which stand in the private area.
const Bullets = "•·▪●○◦‣■□➢►▶❖◆⁃∙\uf0b7\uf0a7\uf0d8\uf0fc\uf076"

// isBullet reports one of [Bullets].
func isBullet(c rune) bool {
	return strings.ContainsRune(Bullets, c)
}
