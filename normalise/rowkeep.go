package normalise

import (
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// suffixFlags reads what stands after the link of a row.
func suffixFlags(suffix string) (flags []string, rest string) {
	s := stripFormat(strings.TrimRight(suffix, " \u00a0"))
	if strings.TrimSpace(s) == "" {
		return nil, ""
	}
	if f, ok := pureFlags(s); ok {
		return f, ""
	}
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return c == '|' || c == '·' || c == '•' }) {
		if f, ok := pureFlags(part); ok {
			flags = append(flags, f...)
			s = strings.Replace(s, part, "", 1)
		}
	}
	probe := "x" + s
	if t, f := stripFlags(probe); len(f) > 0 && strings.HasPrefix(t, "x") {
		flags = append(flags, f...)
		s = t[1:]
	}
	if f, ok := pureFlags(s); ok && len(flags) > 0 {
		return tidyFlags(append(flags, f...)), "" // the rest is a date
	}
	return tidyFlags(flags), strings.TrimRight(s, " |·•")
}

// titleGoesOn reports whether the words after a link are still the title ("<a>
// Flowchart 1</a>: action taken") and not a description.
func titleGoesOn(suffix string) bool {
	t := strings.TrimSpace(suffix)
	if t == "" || len(strings.Fields(t)) > 14 || strings.HasSuffix(t, ".") || isSentence(t) {
		return false
	}
	return !isFormatName(t) && !countNote.MatchString(t) && !particulars(t)
}

var ()

// linkRemark is a line that tells where the link beside it leads.
var linkRemark = pattern.New(`(?i)^\(?(?:this|the)\s+(?:(?:above|chapter|procedure|policy|page|document)\s+)?(?:(?:hyper)?links?|is\s+linked)\s+(?:directly\s+)?to\b`)

// keep decides whether the line is a row at all.
func (r *rowReader) keep(rw *row, kind parse.BlockKind, l line, marker string) bool {
	words, said := countWords(rw.title), rw.title
	if strings.HasSuffix(strings.TrimSpace(l.text), ":") {
		said += ":" // the title goes without it
	}
	if !rw.linked() {
		if _, only := onlyFlagged(rw.title); only {
			return false // a legend of the flags, "Last updated 3 May 2024"
		}
		if isFormatName(rw.title) && rw.num.text == "" && !rw.head {
			return false // what kind of file the link above leads to
		}
		if linkRemark.MatchString(rw.title) {
			return false // where the link above leads
		}
		if r.namesList(rw) {
			return false // "section 1 contents list"
		}
		if said := strings.TrimSpace(l.text); kind != parse.Heading && countNote.MatchString(said) || !rw.head && (r.countsAbove(rw, said) || particulars(said)) {
			return false // how many entries it has, or since when the file above is there
		}
		if !rw.head && saysDay(l.text) {
			return false // when the chapter above was published
		}
	}
	switch {
	case rw.title == "" && rw.num.text == "":
		return false
	case kind == parse.Paragraph && !rw.linked() && !rw.head && !rw.num.sure && words > 3 && strings.HasSuffix(rw.title, "."):
		return false // "A short guide." has no number
	case rw.linked():
		return words <= 60
	case rw.note:
		r.note = strings.HasSuffix(strings.TrimSpace(l.text), ":")
		return false
	case words > 40:
		return false
	case isPlaceholder(rw.title):
		return true
	case rw.head && rw.rank >= rankBold && words > 8 && strings.HasSuffix(said, ":"):
		return false // "The forms named above are here:" leads on
	case rw.head, rw.num.text != "" && (rw.num.parts > 1 || rw.num.sure || rw.num.keyword != "") && !isSentence(said):
		return true
	case kind == parse.Item:
		return !isSentence(said) && !goesOn(rw.title)
	case rw.num.text != "" && !isSentence(said):
		rw.counted = true
		return true
	case rw.also:
		return words <= 25
	case r.plain:
		if r.note {
			// What the NOTE above says to read with these chapters.
			r.note = false
			rw.also, rw.flags = true, nil
			return words <= 25 && !isSentence(said)
		}
		rw.head, rw.text = true, true
		return words <= 25 && !isSentence(said)
	}
	return false
}

// namesList reports a line right below a heading that only says that here the list of that
// section begins, as the captions of tables do.
func (r *rowReader) namesList(rw *row) bool {
	if len(r.rows) == 0 || rw.num.text == "" || !contentLabel.MatchString(rw.title) {
		return false
	}
	above := &r.rows[len(r.rows)-1]
	return above.head && (above.num.text == "" || above.num.text == rw.num.text)
}

// goesOn reports words that carry on a sentence begun above the list: they open with a
// small letter, as "e-Safety" does not.
func goesOn(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return len(first) < len(s) && first == strings.ToLower(first) && first[0] >= 'a' && first[0] <= 'z' && !strings.Contains(first, "-")
}

// isSentence tells running text from a title.
func isSentence(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return false
	}
	switch s[len(s)-1] {
	case ':':
		return len(strings.Fields(s)) > 4
	case '.', ';':
		return len(strings.Fields(s)) > 6
	case ',':
		return true
	}
	return false
}

// dropEmptyHeads is done by the tree; here only plain lines that head nothing go.
func (r *rowReader) dropEmptyHeads() {
	out := r.rows[:0]
	leads := 0
	for i := range r.rows {
		leads += boolInt(r.rows[i].lead)
	}
	for i := range r.rows {
		rw := &r.rows[i]
		if rw.lead && leads < 2 && rw.num.text == "" {
			continue
		}
		if rw.text {
			next := i + 1
			for next < len(r.rows) && r.rows[next].also {
				next++
			}
			if next >= len(r.rows) || r.rows[next].text || r.rows[next].head || !r.rows[next].num.sure || r.rows[next].num.parts < 2 {
				continue
			}
		}
		out = append(out, *rw)
	}
	r.rows = out
}

// dropFormats drops links that have nothing but the number of a row above and the name of
// a format, "Part 1 PDF": there is the same in another format. A row without entries and
// without a link leads where they do.
func (r *rowReader) dropFormats() {
	first := make(map[[2]string]int) // the first row of a number
	out := r.rows[:0]
	for _, rw := range r.rows {
		number := [2]string{rw.num.keyword, rw.num.text}
		at, met := first[number]
		if !met && rw.num.text != "" {
			first[number] = len(out)
		}
		if !met || !rw.linked() || !isFormatName(rw.title) {
			out = append(out, rw)
			continue
		}
		if above := &out[at]; !above.linked() && (at+1 == len(out) || !out[at+1].linked()) {
			above.href, above.frag, above.target = rw.href, rw.frag, rw.target
		}
	}
	r.rows = out
}

// saysDay reports a line that is the date of a day.
func saysDay(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 40 || !isDigit(text[len(text)-1]) {
		return false
	}
	d, ok := ParseDate(text)
	return ok && d.Precision == Day
}

// signsAhead are the signs of controls and lists before a title, signsBehind those of links behind one.
var (
	signsAhead  = pattern.New(`^(?:\[[+–−-]\]|[+•·–—-](?:\s|$)|[▸▾►▼▷▹➤⊞⊕＋»›→])+\s*`)
	signsBehind = pattern.New(`\s*[▸▾►▼▷▹➤⊞⊕＋»›→]+$`)
)

// withoutSigns is a title without such signs.
func withoutSigns(s string) string {
	if s == "" || s[0] != '[' && s[0] != '+' && s[0] != '-' && s[0] < 0x80 && s[len(s)-1] < 0x80 {
		return s
	}
	t := s[len(signsAhead.FindString(s)):]
	t = t[:len(t)-len(signsBehind.FindString(t))]
	if strings.TrimSpace(t) == "" {
		return s
	}
	return t
}
