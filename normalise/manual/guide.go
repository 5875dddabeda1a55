package manual

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	guideRef    = pattern.New(`(?i)\b(sections?|chapters?|appendix|appendices|parts?)\s+((?:[a-z]?\d+(?:\.\d+)*[a-z]?|[a-z])\b(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+(?:also\s+)?|\s*/\s*)(?:[a-z]?\d+(?:\.\d+)*[a-z]?))*)`)
	guideNumber = pattern.New(`(?i)[a-z]?\d+(?:\.\d+)*[a-z]?|\b[a-z]\b`)
	readWords   = pattern.New(`(?i)\b(?:read|see|refer\s+to|go\s+to|turn\s+to|look\s+at|also\s+in|this\s+is\s+.*\bin)\b[^.]{0,40}\b(?:sections?|chapters?|appendix|appendices)\s+[a-z]?\d`)
	ifYouWant   = pattern.New(`(?i)^(?:if\s+you\s+(?:want|need|would\s+like|wish|are|have)\b.{0,60}|i\s+(?:want|need)\b.{0,40}|to\s+find\s+out.{0,30})(?:…|\.\.\.|:)?\s*$`)
	guideTitle  = pattern.New(`(?i)\bquick\s*guide\b|\bhow\s+to\s+use\b|\bguide\s+to\s+(?:using|the)\b|\bwhere\s+to\s+(?:find|look)\b`)
)

// guideShape reports whether a page is an "if you want ... read section ..."
// guide: at least four lines lead to sections, and they are most of the items.
func guideShape(d *parse.Document) bool {
	if d.Pages > 0 || strings.Contains(d.MediaType, "pdf") || strings.Contains(d.MediaType, "officedocument") {
		return false
	}
	items := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == parse.Main && (b.Kind == parse.Item || b.Kind == parse.Row) {
			items++
		}
	}
	if items < 4 {
		return false
	}
	var leads []string
	for i := range d.Blocks[:min(len(d.Blocks), 4000)] {
		b := &d.Blocks[i]
		if b.Region == parse.Main && b.Kind != parse.Image && leadsOn(b.Text) {
			leads = append(leads, b.Text)
		}
	}
	refs, need := 0, max(4, items/2+1)
	for i, text := range leads {
		if refs+len(leads)-i < need {
			return false
		}
		if readWords.MatchString(text) {
			refs++
		}
	}
	return refs >= need
}

// leadsOn is a cheap test for the words that readWords needs, "section 3": a number
// right behind one of them.
func leadsOn(text string) bool {
	for i := range len(text) {
		if !wording.IsDigit(text[i]) || i > 0 && wording.IsDigit(text[i-1]) {
			continue
		}
		before := text[max(0, i-11):i]
		if strings.Contains(before, "ection") || strings.Contains(before, "hapter") || strings.Contains(before, "ppendi") {
			return sendsOn(text)
		}
	}
	return false
}

// sendsOn is a cheap test for the words before them: "read", "see", "go to".
func sendsOn(text string) bool {
	return strings.Contains(text, "ead ") || strings.Contains(text, "ee ") || strings.Contains(text, " to ") || strings.Contains(text, "ook ") || strings.Contains(text, "also ") || strings.Contains(text, "is ")
}

// readGuide reads the entries of a guide: each need, the group it stands in, the
// sections and appendices it leads to.
func readGuide(d *parse.Document) []normalise.Guide {
	var out []normalise.Guide
	group := ""
	main := mainBlocks(d)
	for i := range main {
		b := &main[i]
		text := wording.Squeeze(b.Text)
		switch {
		case ifYouWant.MatchString(text) && !guideRef.MatchString(text):
		case b.Kind == parse.Row:
			out = guideRow(out, group, b)
		case isGroup(main, i):
			group = text
		case isEntry(b, text):
			s, a := guideNumbers(text)
			out = append(out, normalise.Guide{Group: group, Entry: text, Sections: s, Appendices: a})
		case len(out) > 0 && guideRef.MatchString(text) && readWords.MatchString(text):
			last := &out[len(out)-1]
			last.Entry += " " + text
			last.Sections, last.Appendices = guideNumbers(last.Entry)
		}
	}
	return out
}

func mainBlocks(d *parse.Document) []parse.Block {
	var out []parse.Block
	for _, b := range d.Blocks {
		if b.Region == parse.Main && b.Kind != parse.Image && strings.TrimSpace(b.Text) != "" {
			out = append(out, b)
		}
	}
	return out
}

// isGroup reports whether a line heads entries: "If you want ..." or an entry
// follows, and the line is no entry itself.
func isGroup(main []parse.Block, i int) bool {
	b := &main[i]
	if b.Kind == parse.Item || b.Kind == parse.Heading && b.Level == 1 || guideTitle.MatchString(wording.Squeeze(b.Text)) && i < 3 {
		return false
	}
	if i+1 < len(main) && ifYouWant.MatchString(wording.Squeeze(main[i+1].Text)) {
		return true
	}
	return (b.Kind == parse.Heading || b.Bold) && !readWords.MatchString(b.Text)
}

// isEntry reports whether a block is an entry of its own: an item that leads
// somewhere.
func isEntry(b *parse.Block, text string) bool {
	return b.Kind == parse.Item && guideRef.MatchString(text)
}

// guideRow reads a guide kept as a table: need in one cell, sections in another.
func guideRow(out []normalise.Guide, group string, b *parse.Block) []normalise.Guide {
	cells := layout.Filled(b.Cells)
	if b.Header || len(cells) == 0 {
		return out
	}
	s, a := guideNumbers(b.Text)
	if len(s)+len(a) == 0 {
		return out
	}
	entry := wording.Squeeze(b.Text)
	if len(cells) > 1 {
		if own, _ := guideNumbers(cells[0].Text); len(own) == 0 {
			entry = wording.Squeeze(cells[0].Text)
		}
	}
	return append(out, normalise.Guide{Group: group, Entry: entry, Sections: s, Appendices: a})
}

// guideNumbers lists the sections and appendices that a line names, in order.
func guideNumbers(text string) (sections, appendices []string) {
	for _, m := range guideRef.FindAllStringSubmatch(text, 20) {
		appendix := strings.HasPrefix(strings.ToLower(m[1]), "append")
		for _, n := range guideNumber.FindAllString(m[2], 20) {
			n = strings.ToUpper(n)
			if appendix {
				appendices = appendNew(appendices, n)
			} else {
				sections = appendNew(sections, n)
			}
		}
	}
	return sections, appendices
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// allGuides reads every page that is a guide.
func (rd *reading) allGuides() []normalise.Guide {
	var out []normalise.Guide
	for i := range rd.Input.Pages {
		if rd.Roles[i] == toc.RoleGuide {
			out = append(out, readGuide(rd.Input.Pages[i].Document)...)
		}
	}
	for i := range out {
		out[i].Ordinal = i + 1
	}
	return out
}

// sectionsOfGuide makes the list of sections that a guide's references imply,
// for a handbook that is known by its guide alone.
func sectionsOfGuide(guides []normalise.Guide, url string) []*toc.Node {
	index := make(map[string]*toc.Node)
	var order []string
	add := func(number string) {
		if index[number] == nil {
			index[number] = &toc.Node{Row: toc.Row{Num: wording.Numeral{Text: number}, Title: "Section " + number, Target: -1, Href: url}, Kind: normalise.KindChapter}
			order = append(order, number)
		}
	}
	for _, g := range guides {
		for _, number := range g.Sections {
			if top, _, nested := strings.Cut(number, "."); nested {
				add(top)
			}
			add(number)
		}
	}
	sortNumbers(order)
	var roots []*toc.Node
	for _, number := range order {
		n := index[number]
		top, _, nested := strings.Cut(number, ".")
		if !nested {
			n.Kind = normalise.KindSection
			roots = append(roots, n)
			continue
		}
		n.Parent = index[top]
		n.Parent.Kids = append(n.Parent.Kids, n)
	}
	return roots
}
