package chaptertext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// A dress is the way in which a line is set apart.
type dress struct {
	look           parse.Look
	bold, capitals bool
}

func dressOf(b *parse.Block) dress {
	return dress{look: b.Look, bold: b.Bold, capitals: strings.ToUpper(b.Text) == b.Text}
}

// setApart keeps of the lines that may be headings by the way they are set those
// that are, and ranks them: lines set alike mean alike, larger letters come first,
// and otherwise what is met first stands above what comes later. Lines in italics
// alone are headings where there are two of them, each above a passage; a quotation
// is none.
func setApart(blocks []parse.Block, set []toc.HeadLine) []toc.HeadLine {
	slanted := 0
	set = withoutTerms(blocks, set)
	for _, h := range set {
		slanted += wording.BoolInt(!blocks[h.At].Bold && headsPassage(blocks, h.At))
	}
	set = withoutCaptions(blocks, withoutOpening(blocks, set))
	kept, counted := set[:0], 0
	for i := range set {
		counted += wording.BoolInt(set[i].Row.Num.Text != "")
	}
	var order []dress
	for _, h := range set {
		b := &blocks[h.At]
		among := counted > 1 && h.Row.Num.Text != "" // "1 Scope" above "2 Duties"
		if isBoxLabel(b) && !among && !slices.Contains(order, dressOf(b)) || !b.Bold && (slanted < 2 || !headsPassage(blocks, h.At)) {
			continue
		}
		order = ranked(order, dressOf(b))
		kept = append(kept, h)
	}
	for i := range kept {
		d := dressOf(&blocks[kept[i].At])
		for k := range order {
			if order[k] == d {
				kept[i].Level = 7 + k
			}
		}
	}
	if opensCount(blocks, kept) {
		kept[0].Level = kept[1].Level
	}
	return kept
}

// opensCount reports a line in the letters of those below it, if in capitals, with a passage of its
// own, below which the count of all others begins: "POLICY STATEMENT" above "1 Scope", "2 Duties"
// stands beside them. What they are parts of is the chapter.
func opensCount(blocks []parse.Block, set []toc.HeadLine) bool {
	if len(set) < 3 || set[0].Row.Num.Text != "" || set[1].Row.Num.Text != "1" || !headsPassage(blocks, set[0].At) {
		return false
	}
	first, below := dressOf(&blocks[set[0].At]), dressOf(&blocks[set[1].At])
	return first.look == below.look && first.bold == below.bold && !slices.ContainsFunc(set[1:], func(h toc.HeadLine) bool { return h.Row.Num.Text == "" || dressOf(&blocks[h.At]) == first })
}

var (
	// definition begins what says what a word means: "A short agreement that ...", "Harm that ...".
	definition = pattern.New(`(?i)^(?:(?:an?|the|any|some(?:one|body|thing)|those|people)(?:\s+[\w-]+){1,7}|\w+)\s+(?:who|whom|whose|that|which|where|when)\s`)
	// duty is no part of what a word means.
	duty = pattern.New(`(?i)\b(?:must|shall)\b`)
	// glossary is how a part is called that says what words mean.
	glossary = pattern.New(`(?i)\b(?:glossary|definitions|terminology|abbreviations|acronyms|jargon|what\s+(?:the\s+|these\s+|our\s+)?(?:words|terms)\s+mean|(?:key|list\s+of|explanation\s+of|these|our|common)\s+(?:terms|words|phrases)|(?:terms|words|phrases)\s+(?:used|explained|(?:that\s+)?we\s+use|in\s+use|and\s+(?:their\s+)?(?:words|phrases|meanings?|definitions)))\b|^[\d.\s]*(?:terms|meanings)$`)
)

// withoutTerms leaves out the words that a list explains, two at least one behind the other:
// below each stands one sentence, and no more. In a part that is called a glossary this is what
// the word means; elsewhere most of the sentences say so themselves.
func withoutTerms(blocks []parse.Block, set []toc.HeadLine) []toc.HeadLine {
	headed := parse.AnyBlock(blocks, func(b *parse.Block) bool { return b.Kind == parse.Heading && b.Level > 1 })
	var out []toc.HeadLine
	for i := 0; i < len(set); {
		if n := termsFrom(blocks, set[i:], headed); n > 1 {
			i += n
			continue
		}
		out = append(out, set[i])
		i++
	}
	return out
}

// termsFrom counts the words at the beginning of some lines that a list explains. Those in bold
// are such only on a page with headings or in a glossary, and more of them must be explained.
func termsFrom(blocks []parse.Block, set []toc.HeadLine, headed bool) int {
	named, bold := inGlossary(blocks, set[0].At), false
	all, said, surely := 0, 0, 0
	for ; all < len(set) && (all == 0 || set[all].At == set[all-1].At+2); all++ {
		h := &set[all]
		text := explanation(blocks, h)
		obliges := duty.MatchString(text)
		if text == "" || blocks[h.At].Bold && !named && (!headed || obliges) {
			break
		}
		bold = bold || blocks[h.At].Bold
		if definition.MatchString(text) && !obliges {
			said++
			surely += wording.BoolInt(surely == all)
		}
	}
	if named || !bold && said*2 >= all || said*3 >= all*2 {
		return all
	}
	return surely
}

// explanation is the one short sentence in plain letters that stands below a word without a
// number, "" if there is none.
func explanation(blocks []parse.Block, h *toc.HeadLine) string {
	const most = 25 // words
	if h.Row.Num.Text != "" || h.At+1 == len(blocks) {
		return ""
	}
	b := &blocks[h.At+1]
	text := strings.TrimSpace(b.Text)
	if b.Kind != parse.Paragraph || b.Bold || b.Look.Slant || strings.Contains(text, ". ") || wording.CountWords(text) > most {
		return ""
	}
	return text
}

// inGlossary reports a line below a heading that calls its part a glossary.
func inGlossary(blocks []parse.Block, at int) bool {
	const longest = 60 // bytes of such a heading
	for k := at - 1; k >= 0; k-- {
		if b := &blocks[k]; b.Kind == parse.Heading {
			return len(b.Text) <= longest && glossary.MatchString(b.Text)
		}
	}
	return false
}

// withoutCaptions leaves out the lines that open a frame within the text, "Good practice",
// where the lines outside frames are counted, two at least, or set in another way, or that
// say, themselves or by the class of the frame, that they are no more than the label of what
// stands in it. Where no line is counted, each part of a text may stand in a frame of its own,
// unless the text goes on outside the frame below.
func withoutCaptions(blocks []parse.Block, set []toc.HeadLine) []toc.HeadLine {
	opensFrame := func(h *toc.HeadLine) bool {
		b := &blocks[h.At]
		boxed := b.BoxGroup != 0 && (h.At == 0 || blocks[h.At-1].BoxGroup != b.BoxGroup)
		return h.Row.Num.Text == "" && (boxed || inCallout(blocks, h.At))
	}
	counted, others := 0, 0
	var outside []dress // of the lines that open no frame
	for i := range set {
		switch {
		case set[i].Row.Num.Text != "":
			counted++
		case !opensFrame(&set[i]):
			others++
			outside = append(outside, dressOf(&blocks[set[i].At]))
		}
	}
	all, alone := counted > 1 && others == 0, len(set) == 1
	return slices.DeleteFunc(set, func(h toc.HeadLine) bool {
		note := noteLabel.MatchString(strings.TrimSpace(blocks[h.At].Text))
		label := note || inCallout(blocks, h.At)
		apart := others > 1 && !slices.Contains(outside, dressOf(&blocks[h.At]))
		return opensFrame(&h) && (all || apart || counted+others > 1 && label || note && leavesFrame(blocks, h.At)) || note && (setBetween(blocks, h.At) || alone && overList(blocks, h.At))
	})
}

// overList reports whether a line heads no more than the list below it: a passage that is no item
// goes on with the text.
func overList(blocks []parse.Block, at int) bool {
	to := at + 1
	for to < len(blocks) && blocks[to].Kind == parse.Item {
		to++
	}
	return to > at+1 && to < len(blocks) && blocks[to].Kind == parse.Paragraph && !blocks[to].Bold
}

// setBetween reports whether a line opens a passage of a class of its own between others that
// have one class: the text goes on behind it as before.
func setBetween(blocks []parse.Block, at int) bool {
	if at == 0 || at+1 == len(blocks) || blocks[at-1].Kind == parse.Heading {
		return false
	}
	around, frame, to := blocks[at-1].Class, blocks[at+1].Class, at+1
	for to < len(blocks) && blocks[to].Class == frame {
		to++
	}
	return blocks[at].Class != around && frame != around && to < len(blocks) && blocks[to].Class == around && blocks[to].Kind == parse.Paragraph && !blocks[to].Bold
}

// leavesFrame reports whether the text goes on below the frame that a line opens: with a
// passage of another class, in no box.
func leavesFrame(blocks []parse.Block, at int) bool {
	if at+1 == len(blocks) {
		return false
	}
	frame := &blocks[at+1]
	for k := at + 2; k < len(blocks); k++ {
		if b := &blocks[k]; b.Class != frame.Class || b.BoxGroup != frame.BoxGroup {
			return b.Kind == parse.Paragraph && !b.Bold && b.BoxGroup == 0
		}
	}
	return false
}

// ranked adds a way of setting to those met before it.
func ranked(order []dress, d dress) []dress {
	at := len(order)
	for k, o := range order {
		if o == d {
			return order
		}
		if at == len(order) && o.look.Size > 0 && d.look.Size > o.look.Size {
			at = k
		}
	}
	order = append(order, d)
	copy(order[at+1:], order[at:])
	order[at] = d
	return order
}

// noteLabel are the words above a passage that is set off from the text.
var noteLabel = pattern.New(`(?i)^(?:important|(?:please\s+)?note|notes|nb|n\.b\.|at\s+a\s+glance|in\s+brief|remember|warning|caution|tips?|top\s+tips?|key\s+(?:points?|messages?)|what\s+you\s+need\s+to\s+know|(?:good\s+|best\s+)?practice\s+(?:points?|tips?|notes?)|did\s+you\s+know|alert|(?:(?:case|practice|good\s+practice|worked)\s+)?examples?|case\s+stud(?:y|ies))\s*[:!?.]*$`)

// headsPassage reports whether a line set apart is the heading of what follows: it
// begins as a title does, says no more, and a passage in plain letters stands below.
// In a paged document its reader has judged all that is set apart.
func headsPassage(blocks []parse.Block, at int) bool {
	b := &blocks[at]
	text := strings.TrimSpace(b.Text)
	if b.BoxGroup != 0 || b.Page > 0 || at+1 == len(blocks) || len(b.Links) > 0 || noteLabel.MatchString(text) || strings.HasSuffix(text, ":") || strings.HasSuffix(text, "!") || opensCallout(blocks, at) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return false
	}
	next := &blocks[at+1]
	return next.Kind != parse.Heading && next.Kind != parse.Box && !(next.Bold && boldHead(strings.TrimSpace(next.Text)))
}

// calloutClass are the classes of a short passage that is set off from the text around it.
var calloutClass = pattern.New(`(?i)(?:^|[\s_-])(?:callout|call-out|call-to-action|promo|admonition|alert|notice|inset|key-?(?:points?|box|facts?)|has-background|highlight|pull-?out|spotlight|tip|warning|rmd(?:note|tip|important|warning|caution)|info-?box|note-?box)(?:$|[\s_-])`)

// opensCallout reports the label of a passage that is set off from the text, as its class or
// the sign above it says, and that begins with this line. A text that stands in such a frame
// as a whole has other passages before the line.
func opensCallout(blocks []parse.Block, at int) bool {
	if at+1 == len(blocks) {
		return false
	}
	if at > 0 && isSign(&blocks[at-1]) && blocks[at].Class == blocks[at+1].Class {
		return true
	}
	return inCallout(blocks, at)
}

// inCallout reports such a label by the class of its frame.
func inCallout(blocks []parse.Block, at int) bool {
	if at+1 == len(blocks) || !calloutClass.MatchString(blocks[at+1].Class) {
		return false
	}
	before := at - 1
	for before >= 0 && !strings.ContainsFunc(blocks[before].Text, unicode.IsLetter) {
		before-- // its sign
	}
	return before < 0 || blocks[before].Class != blocks[at+1].Class
}

// isSign reports a line that is one sign in a font of pictures.
func isSign(b *parse.Block) bool {
	c, n := utf8.DecodeRuneInString(b.Text)
	return b.Kind == parse.Paragraph && n == len(b.Text) && unicode.Is(unicode.Co, c)
}
