package amend

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// withChapterNumbers gives the lines of a file's lists back the numbers before them where
// these do not count the list: they are those of the chapters that the lines name. In a web
// page the markup tells which is which, or a sign behind the number: "4.2: a table was added".
func withChapterNumbers(d *parse.Document) []parse.Block {
	if !d.IsFile() {
		return withNumbersAlone(d.Blocks)
	}
	lists := make(map[int][]int)
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == parse.Item && b.Region == parse.Main && b.Group != 0 {
			lists[b.Group] = append(lists[b.Group], i)
		}
	}
	blocks := slices.Clone(d.Blocks)
	for _, items := range lists {
		if numbersOfOthers(blocks, items) {
			for _, i := range items {
				blocks[i] = withMarker(blocks[i])
			}
		}
	}
	return blocks
}

// withNumbersAlone gives the items that are called by nothing but a number it back.
func withNumbersAlone(blocks []parse.Block) []parse.Block {
	out := blocks
	for i := range blocks {
		if b := &blocks[i]; b.Region != parse.Main || b.Kind != parse.Item || b.Marker == "" || !signFirst.MatchString(b.Text) {
			continue
		}
		if &out[0] == &blocks[0] {
			out = slices.Clone(blocks)
		}
		out[i] = withMarker(out[i])
	}
	return out
}

// signFirst is a sign that parts a name from the words behind it.
var signFirst = pattern.New(`^\s*[:–—-]\s`)

// numbersOfOthers reports a list whose items all have numbers, and not those that count
// them from 1.
func numbersOfOthers(blocks []parse.Block, items []int) bool {
	counts := true
	for k, i := range items {
		n, err := strconv.Atoi(strings.TrimRight(blocks[i].Marker, ".):"))
		if err != nil {
			return false
		}
		counts = counts && n == k+1
	}
	return !counts
}

// withMarker writes the number of an item into its text.
func withMarker(b parse.Block) parse.Block {
	number := b.Marker + " "
	b.Marker, b.Text, b.Links = "", number+b.Text, slices.Clone(b.Links)
	for i := range b.Links {
		b.Links[i].Start += len(number)
		b.Links[i].End += len(number)
	}
	if b.Lead > 0 {
		b.Lead += len(number)
	}
	b.Seams = slices.Clone(b.Seams)
	for i := range b.Seams {
		b.Seams[i] += len(number)
	}
	return b
}

// namesInLine makes a row of each title of a sentence that ends in a list of them: "The
// following chapters were updated: Neglect, Bullying and Young Carers."
func (r *amendReader) namesInLine(text string) bool {
	at := strings.LastIndexByte(text, ':')
	if at < 0 || !announcesList(text[:at+1]) && !announcement.MatchString(text) {
		return false
	}
	names := r.titlesOf(strings.TrimRight(text[at+1:], " ."))
	for _, n := range names {
		a := r.add(n, "", "")
		a.New = a.New || newTag.MatchString(text) || strings.Contains(wording.LowerLetters(text[:at]), " new ")
	}
	r.open = -1
	return len(names) > 0
}

// titlesOf parts a list of titles of the manual at its commas and the "and" before the
// last; nil if it holds anything else, or one title only.
func (r *amendReader) titlesOf(list string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(list, func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
		part = strings.TrimPrefix(strings.TrimSpace(part), "and ")
		if r.titles.find(part) >= 0 {
			out = append(out, part)
			continue
		}
		a, b, ok := r.twoTitles(part)
		if !ok {
			return nil
		}
		out = append(out, a, b)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// twoTitles parts "Neglect and Faith and Belief" between two titles.
func (r *amendReader) twoTitles(s string) (a, b string, ok bool) {
	const and = " and "
	for from := 0; ; {
		at := strings.Index(s[from:], and)
		if at < 0 {
			return "", "", false
		}
		at += from
		a, b = strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+len(and):])
		if r.titles.find(a) >= 0 && r.titles.find(b) >= 0 {
			return a, b, true
		}
		from = at + len(and)
	}
}
