package amend

import (
	"fmt"
	"maps"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// Where each line begins in bold with its day, "9 May 2025 – Neglect. A tool was added.", what
// is bold behind the day names the chapter, also one that is none of the manual any more; where
// the day is all that is bold, the words are on no chapter in particular.

// leadRows makes rows of a table of the lines set alike that begin so. A line in bold or in a
// list goes on in the lines below it that do not, up to the next.
func (r *amendReader) leadRows(blocks []parse.Block) []parse.Block {
	found := make(map[int]fields)
	looks := make(map[string]*leadLook)
	look := func(b *parse.Block) string { return fmt.Sprint(lookOf(b), b.Lead > 0) }
	for i, b := range parse.InMain(blocks) {
		if b.Kind != parse.Paragraph && b.Kind != parse.Item || b.Bold || strings.Contains(b.Text, "\n") {
			continue
		}
		l := looks[look(b)]
		if l == nil {
			l = &leadLook{}
			looks[look(b)] = l
		}
		l.lines++
		if f, ok := r.leadOf(b); ok {
			found[i] = f
			l.add(r, &f)
		}
	}
	maps.DeleteFunc(found, func(i int, _ fields) bool { return !looks[look(&blocks[i])].stands() })
	if len(found) == 0 {
		return blocks
	}
	w := fieldWriter{blocks: blocks}
	for i := 0; i < len(blocks); i++ {
		f, ok := found[i]
		if !ok {
			if w.out != nil {
				w.out = append(w.out, blocks[i])
			}
			continue
		}
		end := goesOnTo(blocks, i, found)
		for _, b := range blocks[i+1 : end] {
			f[fieldDetails].Text = wording.JoinLines(f[fieldDetails].Text, strings.TrimSpace(b.Text))
		}
		w.row(i, f)
		w.last = end
		i = end - 1
	}
	return w.out
}

// goesOnTo is where the lines end that go on with line i: before the next that begins with a
// day, if nothing else stands between.
func goesOnTo(blocks []parse.Block, i int, found map[int]fields) int {
	for k := i + 1; k < len(blocks); k++ {
		b := &blocks[k]
		if _, ok := found[k]; ok {
			return k
		}
		if b.Region != parse.Main || b.Kind != parse.Paragraph && b.Kind != parse.Item || b.Bold || b.Lead > 0 {
			break
		}
	}
	return i + 1
}

// A leadLook counts the lines set alike that begin in bold: all, those that begin with a day,
// those of them with a name, and where that is a title of the manual, and those without one.
type leadLook struct{ lines, dated, named, known, bare int }

func (l *leadLook) add(r *amendReader, f *fields) {
	l.dated++
	if name := f[fieldChapter].Text; name != "" {
		l.named++
		l.known += wording.BoolInt(r.titles.find(name) >= 0)
	} else {
		l.bare++
	}
}

// stands reports lines of which most begin with a day and several with a title of the manual
// behind it: those on no chapter stand among others.
func (l *leadLook) stands() bool {
	return l.dated*10 >= l.lines*8 && l.known >= leastRecords && l.known*2 >= l.named && l.bare <= l.named
}

// leadOf are the parts of a line that begins with a day; false if it does not or has no words
// on a change.
func (r *amendReader) leadOf(b *parse.Block) (f fields, ok bool) {
	lead := strings.Trim(wording.Squeeze(b.Text[:b.Lead]), partSigns)
	words := partCell(b, b.Lead, len(b.Text))
	d, printed, name := r.leadDay(lead)
	if lead == "" {
		var rest string
		d, printed, rest = r.frontDay(b.Text)
		words = partCell(b, strings.LastIndex(b.Text, rest), len(b.Text))
	}
	if d.IsZero() || d.Precision == normalise.Year || words.Text == "" {
		return f, false
	}
	if name == "" {
		name = r.frontName(words.Text)
		rest := partCell(&parse.Block{Text: words.Text, Links: words.Links}, len(name), len(words.Text))
		if rest.Text == "" {
			return f, false
		}
		words = rest
	}
	f[fieldDate].Text, f[fieldDetails] = printed, words
	switch title := r.titleIn(name); {
	case title != "":
		f[fieldChapter].Text = title
		if newHead.MatchString(strings.Trim(strings.Replace(name, title, "", 1), partSigns)) {
			f[fieldKind].Text = "New"
		}
	case name == "":
	case canNameText(name) && !tellsKind(name):
		f[fieldChapter].Text = name
	default:
		from := strings.Index(b.Text, name)
		if from < 0 {
			return f, false
		}
		f[fieldDetails] = partCell(b, from, len(b.Text))
	}
	for _, l := range b.Links {
		if f[fieldChapter].Text != "" && strings.Contains(l.Text, f[fieldChapter].Text) {
			f[fieldChapter].Links = append(f[fieldChapter].Links, l)
		}
	}
	f[fieldDetails].Text = withoutMore(f[fieldDetails].Text, f[fieldDetails].Links)
	return f, true
}

// leadDay is the day that begins or ends the words in bold at the front of a line, or is all of
// them, and what else they say.
func (r *amendReader) leadDay(lead string) (d normalise.Date, printed, name string) {
	if !dates.MayHoldDate(lead) {
		return d, "", ""
	}
	if only, ok := dates.Parse(lead); ok {
		return only, lead, ""
	}
	if d, printed, name = r.frontDay(lead); !d.IsZero() {
		return d, printed, strings.Trim(name, partSigns)
	}
	var p piece
	p.takeDate(lead)
	return p.own, p.ownPrinted, strings.Trim(p.name, partSigns)
}

// frontName is the name that words behind a day begin with, up to a stop: a title of the manual,
// or words set as one.
func (r *amendReader) frontName(words string) string {
	for at := 0; ; {
		stop := strings.Index(words[at:], ". ")
		if stop < 0 {
			return ""
		}
		at += stop
		if name := words[:at]; r.titles.find(name) >= 0 {
			return name
		} else if wording.CountWords(name) > 12 {
			return ""
		} else if canNameText(name) && titleCase(name) && !r.opensChange(name) {
			return name
		}
		at += len(". ")
	}
}
