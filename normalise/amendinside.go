package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// partAmendments takes the amendments out of a page that is the manual and its
// amendments in one: the part below a heading that names them and holds dates. What
// is left of the page stands in its place; the parts come back as pages of their
// own. The only page that the manual starts with is both where it has no such part:
// a list whose rows tell what was changed.
func partAmendments(in *Input) []Page {
	own := make(map[string]bool)
	for _, a := range in.Amendments {
		own[addressKey(a)] = true
	}
	start := make(map[string]bool)
	for _, a := range in.Start {
		start[addressKey(a)] = true
	}
	var out []Page
	for i := range in.Pages {
		p := &in.Pages[i]
		if key := addressKey(p.URL); !own[key] || !start[key] && !isBook(p.Document) {
			continue
		}
		from, to := amendPart(p.Document.Blocks)
		if from == to {
			if onlyStart(in, p.Document) && (amendShape(p.Document) > 0 || slices.ContainsFunc(p.Blocks, datedHeadline)) {
				out = append(out, *p)
			}
			continue
		}
		part, rest := *p, *p
		part.Document, rest.Document = withBlocks(p.Document, p.Blocks[from:to]), withBlocks(p.Document, p.Blocks[:from], p.Blocks[to:])
		out = append(out, part)
		*p = rest
	}
	return out
}

// datedHeadline reports a heading with a noun of change and a date: "Child protection
// procedures - updates May 2022".
func datedHeadline(b parse.Block) bool {
	if b.Region != parse.Main || b.Kind != parse.Heading || !slices.ContainsFunc(strings.Fields(b.Text), func(w string) bool { return changeNoun.MatchString(strings.Trim(w, besideSigns)) }) {
		return false
	}
	_, _, ok := firstDate(b.Text)
	return ok
}

// onlyStart reports the web page that alone starts the manual: whatever else it is, its
// contents stand on it or are reached from it.
func onlyStart(in *Input, d *parse.Document) bool {
	return len(in.Start) == 1 && addressKey(in.Start[0]) == addressKey(d.URL) && isWebPage(d)
}

func withBlocks(d *parse.Document, runs ...[]parse.Block) *parse.Document {
	out := *d
	out.Blocks = nil
	for _, r := range runs {
		out.Blocks = append(out.Blocks, r...)
	}
	return &out
}

// showWords stand before the title of a list that a reader opens: "+ show all updates".
var showWords = pattern.New(`(?i)^(?:[+▸▾►▼]\s*)?(?:show|see|view|read|open|hide)\s+(?:the\s+)?`)

// namesAmendments reports the title of a list of amendments, with its number or without.
func namesAmendments(title string) bool {
	_, rest, ok := splitAppendix(title)
	if !ok {
		_, rest, _ = splitNumber(title[len(showWords.FindString(title)):])
	}
	return amendLabel.MatchString(rest) || amendTitle.MatchString(rest)
}

// amendPart finds the heading or the line in bold that names the amendments, with what
// stands below it; nothing where no date does or stands in the heading, where the document
// only tells of itself, and where nothing is left.
func amendPart(blocks []parse.Block) (from, to int) {
	for i := range blocks {
		h := &blocks[i]
		text := strings.TrimSpace(h.Text)
		label := h.Kind == parse.Paragraph && h.Bold
		if h.Region != parse.Main || h.Kind != parse.Heading && !label || h.Level == 1 && i == 0 {
			continue
		}
		dated := datedHeadline(*h)
		if !dated && (len(text) > maxTitle || !namesAmendments(text)) {
			continue
		}
		end := i + 1
		for end < len(blocks) && !endsPart(h, &blocks[end]) {
			end++
		}
		part := parse.Document{Blocks: blocks[i+1 : end]}
		if (dated || amendShape(&part) >= 1) && !isControl(part.Blocks) && end-i < len(blocks)/2 {
			return i, end
		}
	}
	return 0, 0
}

// endsPart reports whether the part below a heading ends before a block: at the list of
// contents, at the next heading that is no lower, below a line in bold at the next
// heading or line in bold without a date.
func endsPart(h, b *parse.Block) bool {
	if b.Region == parse.Contents {
		return true
	}
	if h.Kind == parse.Heading {
		return b.Region == parse.Main && b.Kind == parse.Heading && b.Level <= h.Level
	}
	_, _, dated := firstDate(b.Text)
	return b.Region == parse.Main && (b.Kind == parse.Heading || b.Kind == parse.Paragraph && b.Bold) && !dated
}
