package toc

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// placedTitles reads the list of places that a web page begins with, where it names the chapters
// of a manual on one page, and these are set like their own headings: a wiki that is saved as one
// file prints every entry alike. What the list names is raised above all other headings, in place;
// it returns nothing for any other page. The headings of chapters come back from one to the next
// ("Definitions"), or the titles are of a class of their own.
func placedTitles(d *parse.Document, all, main []parse.Block) []ListedTitle {
	levels := levelsOfPlaces(d, all)
	if len(levels) < LeastListed {
		return nil
	}
	named, deepest := make(map[int]int), 0 // levels of the list, by place of the heading
	for i := range main {
		if l := levelOfPlace(levels, &main[i]); l > 0 {
			named[i], deepest = l, max(deepest, l)
		}
	}
	if len(named) < LeastListed || !namesSomeAlike(main, named) {
		return nil
	}
	var list []ListedTitle
	for i := range main {
		b := &main[i]
		if l := named[i]; l > 0 {
			b.Level = l
			list = append(list, titleOfLine(b.Text, l))
		} else if b.Kind == parse.Heading {
			b.Level += deepest
		}
	}
	return list
}

// levelsOfPlaces are the places to which the first lists of a page lead, each with the level on
// which it is named first.
func levelsOfPlaces(d *parse.Document, all []parse.Block) map[string]int {
	page := webaddress.Key(d.URL)
	levels := make(map[string]int)
	for i := range all {
		b := &all[i]
		if b.Region != parse.Contents || b.Kind != parse.Item || len(b.Links) != 1 || len(levels) == maxListed {
			continue
		}
		if to := webaddress.Fragment(b.Links[0].Href); to != "" && webaddress.Key(b.Links[0].Href) == page && levels[to] == 0 {
			levels[to] = max(b.Level, 1)
		}
	}
	return levels
}

// levelOfPlace is the level on which a list names a heading, 0 if it does not. The name of a place
// may be written as addresses write it.
func levelOfPlace(levels map[string]int, b *parse.Block) int {
	if b.Kind != parse.Heading {
		return 0
	}
	for _, at := range append([]string{b.Anchor}, b.Anchors...) {
		if l := max(levels[at], levels[webaddress.Fragment("#"+at)]); l > 0 {
			return l
		}
	}
	return 0
}

// namesSomeAlike reports that a list names some of the headings that are set alike, and that the
// others stand below them: there are more of these, and they come back, or the titles alone are of one
// class.
func namesSomeAlike(main []parse.Block, named map[int]int) bool {
	lowest, classes := 0, make(map[string]bool)
	for i := range named {
		lowest = max(lowest, main[i].Level)
		classes[main[i].Class] = true
	}
	var below headsBelow
	titles, others, apart := 0, 0, true
	for i := range main {
		b := &main[i]
		switch {
		case named[i] > 0:
			titles++
		case b.Kind == parse.Heading && b.Level <= lowest && titles > 0:
			others++
			apart = apart && !classes[b.Class]
			below.add(titles, b.Text)
		}
	}
	return others > len(named) && (apart && len(classes) == 1 && !classes[""] || below.comeBack())
}

// WithoutStamps takes the lines that say who saved a part of the page, and when, out of the text
// of a manual that is one page, see placedTitles: such a line stands below the title of nearly
// every chapter, of one class. Other pages come back as they are.
func WithoutStamps(d *parse.Document) *parse.Document {
	if !d.IsWebPage() || len(levelsOfPlaces(d, d.Blocks)) < LeastListed {
		return d
	}
	main := TextBlocks(d.Blocks)
	titles := len(placedTitles(d, d.Blocks, main))
	class, below := "", 0
	for i := range main[:max(len(main)-1, 0)] {
		if line := &main[i+1]; main[i].Kind == parse.Heading && IsStamp(line) && (below == 0 || line.Class == class) {
			class = line.Class
			below++
		}
	}
	if titles == 0 || class == "" || below*5 < titles*4 {
		return d
	}
	out := *d
	out.Blocks = slices.Clone(d.Blocks)
	for i := range out.Blocks {
		if b := &out.Blocks[i]; b.Class == class && b.Region == parse.Main && IsStamp(b) {
			b.Region = parse.Furniture
		}
	}
	return &out
}

// clockTime is a time of day behind a date.
var clockTime = pattern.New(`(?i)^[\s,]*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\.?$`)

// IsStamp reports a line that says who saved something on which day and at what time, and nothing
// else: "J. Brown 14th February 2025 at 10:22am".
func IsStamp(b *parse.Block) bool {
	const mostOfName = 5 // words
	if b.Kind != parse.Paragraph || !dates.MayHoldDate(b.Text) {
		return false
	}
	text := wording.Squeeze(b.Text)
	if len(text) > 120 {
		return false
	}
	day, printed, ok := dates.FirstDate(text)
	if !ok || day.Precision != normalise.Day {
		return false
	}
	name, time, _ := strings.Cut(text, printed)
	return wording.CountWords(name) <= mostOfName && clockTime.MatchString(time)
}
