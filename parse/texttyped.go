package parse

import (
	"strings"
	"unicode/utf8"

	"manualwatch/parse/pattern"
)

// A typedText is a text that somebody typed for the screen of a terminal: headings are
// underlined, paragraphs are broken into lines of one width, and the columns of tables are
// held apart by spaces over a rule of dashes.
type typedText struct {
	*textReader
	lines []string
	width int          // characters of the longest line of text
	ranks map[rune]int // of headings, by the character that underlines them
	room  map[int]int  // characters of the lines that a drawn frame holds
}

// leastUnderlined is how many underlined headings tell that a text was typed so.
const leastUnderlined = 2

// typed reads a text of that sort; ok is false for any other, and for one many of whose lines
// are longer than such texts have them: those are paragraphs. A row of a table may be long.
func (t *textReader) typed(lines []string) (ok bool) {
	const longest = 100
	r := &typedText{textReader: t, lines: lines, ranks: map[rune]int{}}
	heads, long := 0, 0
	for i, l := range lines {
		if n := utf8.RuneCountInString(strings.TrimRight(l, " ")); n > longest {
			if !strings.Contains(l, " | ") {
				long++
			}
		} else if underline(l) == 0 {
			r.width = max(r.width, n)
		}
		if r.underlined(i) {
			heads++
		}
	}
	if heads < leastUnderlined || long*20 > len(lines) {
		return false
	}
	r.unframe()
	for i := 0; i < len(r.lines); {
		i = r.read(i)
	}
	return true
}

// underline is the character that a line repeats and has nothing else of, 0 for other lines.
func underline(line string) rune {
	line = strings.TrimSpace(line)
	c, _ := utf8.DecodeRuneInString(line)
	if len(line) < 3 || !strings.ContainsRune("=-~^_*#+", c) || strings.Trim(line, string(c)) != "" {
		return 0
	}
	return c
}

// isRule reports a line that is drawn between parts or below the names of columns.
func isRule(line string) bool { return line != "" && strings.Trim(line, "-+|=: ") == "" }

// underlined reports a line with an underline of about its own length below it.
func (t *typedText) underlined(i int) bool {
	if i+1 >= len(t.lines) || underline(t.lines[i]) != 0 {
		return false
	}
	text, rule := strings.TrimSpace(t.lines[i]), strings.TrimSpace(t.lines[i+1])
	n := utf8.RuneCountInString(text)
	return n > 0 && underline(rule) != 0 && len(rule) >= n-2 && len(rule) <= n+4
}

// read writes what begins with line i and returns the line behind it.
func (t *typedText) read(i int) int {
	line := t.lines[i]
	text := cleanText(line)
	switch {
	case text == "":
		t.gap = true
		return i + 1
	case underline(line) != 0 || isRule(text):
		return i + 1 // above a heading, between parts or below the names of columns
	case strings.Contains(text, " | ") && t.barredBeside(i):
		t.barred(text)
		return i + 1
	case t.underlined(i):
		t.add(Block{Kind: Heading, Level: t.rank(underline(t.lines[i+1])), Text: text})
		return i + 2
	case i+1 < len(t.lines) && columnsOf(t.lines[i+1]) != nil:
		return t.columns(i)
	case formLine.MatchString(text):
		t.add(Block{Text: text})
		return i + 1
	case leader.MatchString(text):
		t.add(Block{Text: leader.ReplaceAllString(text, ""), Region: Contents})
		return i + 1
	}
	b := Block{}
	b.Kind, b.Level, b.Marker, text = typedItem(line, text)
	k := i + 1
	for ; k < len(t.lines) && (t.goesOnAt(k) || b.Kind == Item && t.setBelow(k, i)); k++ {
		text += " " + cleanText(t.lines[k])
	}
	b.Text = text
	t.add(b)
	return k
}

// barredBeside reports whether a line beside line i, but for rules, has bars between cells too.
func (t *typedText) barredBeside(i int) bool {
	for _, step := range []int{-1, 1} {
		k := i + step
		for k >= 0 && k < len(t.lines) && isRule(t.lines[k]) {
			k += step
		}
		if k >= 0 && k < len(t.lines) && strings.Contains(t.lines[k], " | ") {
			return true
		}
	}
	return false
}

// barred writes a row whose cells stand between bars.
func (t *typedText) barred(text string) {
	n := len(t.doc.Blocks)
	t.row = !t.gap && n > 0 && t.doc.Blocks[n-1].Kind == Row
	var b Block
	t.cells(&b, strings.Split(strings.Trim(text, "|"), "|"))
	t.add(b)
}

// leader is what stands behind an entry of a list of contents: dots and a page.
var leader = pattern.New(`\s*\.(?:\s?\.){3,}\s*\d{0,4}$`)

// formLine is a line of a form: what to write, and dots to write it on.
var formLine = pattern.New(`:\s*\.(?:\s?\.){3,}$`)

// rank is that of the headings which a character underlines, in the order of the text.
func (t *typedText) rank(c rune) int {
	if t.ranks[c] == 0 {
		t.ranks[c] = min(len(t.ranks)+1, 6)
	}
	return t.ranks[c]
}

// isPlain reports a line of text that begins nothing of its own.
func (t *typedText) isPlain(k int) bool {
	text := cleanText(t.lines[k])
	kind, _, _, _ := typedItem(t.lines[k], text)
	return text != "" && kind != Item && underline(t.lines[k]) == 0 && !t.underlined(k)
}

// setBelow reports whether line k is set below the words of the item that begins on line i.
func (t *typedText) setBelow(k, i int) bool {
	return t.isPlain(k) && indentOf(t.lines[k]) >= indentOf(t.lines[i])+2
}

// goesOnAt reports whether line k goes on with the line above it, which had no room for its
// first word.
func (t *typedText) goesOnAt(k int) bool {
	if !t.isPlain(k) {
		return false
	}
	text := cleanText(t.lines[k])
	first, _, _ := strings.Cut(text, " ")
	above := utf8.RuneCountInString(strings.TrimRight(t.lines[k-1], " "))
	width := t.width
	if n, framed := t.room[k]; framed {
		width = n
	}
	return above+1+utf8.RuneCountInString(first) > width
}

// typedMark is a sign or number that begins an item.
var typedMark = pattern.New(`^(?:[*•o+–-]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)])\s+`)

// typedItem reads the mark of an item, which is set in or is a sign.
func typedItem(line, text string) (kind BlockKind, level int, marker, rest string) {
	m := typedMark.FindString(text)
	mark := strings.TrimSpace(m)
	if m == "" || len(m) == len(text) || indentOf(line) == 0 && strings.ContainsAny(mark, ".)o") {
		return Paragraph, 0, "", text
	}
	if !strings.ContainsAny(mark, ".)") {
		mark = ""
	}
	return Item, 1 + indentOf(line)/4, mark, text[len(m):]
}

// columnsOf are the places at which the columns begin that a rule of dashes with gaps shows;
// nil for any other line.
func columnsOf(rule string) []int {
	if fields := strings.Fields(rule); len(fields) < 2 || strings.Trim(rule, " -=") != "" || len(fields[0]) < 2 {
		return nil
	}
	var at []int
	for i := range len(rule) {
		if rule[i] != ' ' && (i == 0 || rule[i-1] == ' ') {
			at = append(at, i)
		}
	}
	return at
}

// columns writes the table whose names of columns are line i, up to the next empty line, or
// all its rows where empty lines part them. A line without a first cell goes on with the row above.
func (t *typedText) columns(i int) int {
	at := columnsOf(t.lines[i+1])
	t.row = false
	t.add(t.rowOf(at, t.lines[i]))
	head := &t.doc.Blocks[len(t.doc.Blocks)-1]
	head.Header = true
	if rows, end := t.spacedRows(i+2, at); rows != nil {
		for _, lines := range rows {
			t.add(t.rowOf(at, t.lines[lines[0]]))
			for _, l := range lines[1:] {
				t.growRow(t.rowOf(at, t.lines[l]))
			}
		}
		return end
	}
	k := i + 2
	for ; k < len(t.lines) && cleanText(t.lines[k]) != ""; k++ {
		b := t.rowOf(at, t.lines[k])
		if b.Cells[0].Text != "" || t.doc.Blocks[len(t.doc.Blocks)-1].Header {
			t.add(b)
			continue
		}
		t.growRow(b)
	}
	return k
}

// growRow adds the cells of a line to those of the row above.
func (t *typedText) growRow(b Block) {
	last := &t.doc.Blocks[len(t.doc.Blocks)-1]
	for c := range b.Cells {
		last.Cells[c].Text = strings.TrimSpace(last.Cells[c].Text + " " + b.Cells[c].Text)
	}
	joinCells(last)
}

// rowOf cuts a line at the places where columns begin.
func (t *typedText) rowOf(at []int, line string) Block {
	var cells []string
	runes := []rune(line)
	for c, from := range at {
		to := len(runes)
		if c+1 < len(at) {
			to = min(to, at[c+1])
		}
		cells = append(cells, string(runes[min(from, to):to]))
	}
	var b Block
	t.cells(&b, cells)
	return b
}

// add writes a block into the group that it stands in.
func (t *typedText) add(b Block) {
	if t.gap {
		t.group++
		t.gap = false
	}
	if b.Kind != Row {
		b.Group = t.group
	}
	t.doc.Blocks = append(t.doc.Blocks, b)
}
