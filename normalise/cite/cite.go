// Package cite finds the documents and Acts that sections cite, each with its edition, and
// tells from a checked-in table which edition was in force on a day.
package cite

import (
	"iter"
	"slices"
	"sort"
	"strings"
	"time"

	"manualwatch/normalise"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
)

// Statuses of a [Reference] at the date of its capture.
const (
	StatusCurrent    = "current"
	StatusSuperseded = "superseded"
	StatusUnknown    = "unknown"
)

// AuthorityTerm is the Authority of a [Reference] that is no document but a term that
// is out of use today: current while it was in use at the date of the capture, superseded
// after ("Local Safeguarding Children Board" after September 2019). Its SupersededBy is
// the term in use.
const AuthorityTerm = "term"

// Bounds of what is looked at, far above any real manual.
const (
	maxPassage    = 200_000 // bytes of one paragraph
	maxReferences = 100_000 // citations of one edition
)

// References finds the documents that sections cite and the terms that they speak of and
// that went out of use since, with their status as of the date `at` (the day the pages
// were captured): an edition cited in its own time is current, and so is a term that was
// still in use, which a later day finds out of use in a manual that nobody touched. Each
// citation of a document is a Reference, in reading order; a term gives one
// Reference for each section, unless it is still in use in the nation of the board
// ("" if nobody said which that is). Historical mentions
// ("replaced by", "formerly", "previously known as") are left out. The documents
// and dates are those of currency.toml; any other "... Act 1999", "... Regulations
// 2010" or "... (Northern Ireland) Order 2008" is given with status unknown.
func References(sections []normalise.Section, nation string, at time.Time) []normalise.Reference {
	table := currency()
	const together = 16 // sections that one citer reads
	other := table.otherMeanings(sections)
	found := make([][]normalise.Reference, (len(sections)+together-1)/together)
	parallel.Do(len(found), func(i int) {
		c := citer{table: table, nation: nation, at: at, seenTerms: make(map[int]bool), foundTerms: make(map[int]normalise.Reference)}
		end := min(len(sections), (i+1)*together)
		c.cite(sections[i*together:end], other[i*together:end])
		found[i] = c.out
	})
	all := slices.Concat(found...)
	return all[:min(len(all), maxReferences)]
}

// ReferencesIn are the references of a text by itself, as [References] finds them in a section.
func ReferencesIn(text, nation string, at time.Time) []normalise.Reference {
	return References([]normalise.Section{{Blocks: []parse.Block{{Text: text}}}}, nation, at)
}

// cite gathers the references of sections; other tells of each which terms mean something
// else there.
func (c *citer) cite(sections []normalise.Section, other []map[int]bool) {
	for i := range sections {
		if len(c.out) >= maxReferences {
			return
		}
		c.begin(&sections[i])
		c.other = other[i]
		for p := range passagesOf(c.section) {
			c.read(&p)
		}
		c.finish()
	}
}

// A passage is a piece of a section that is read on its own.
type passage struct {
	text  string
	links []parse.Link
	title bool // a title or heading: its capitals mean nothing

	sentences []sentenceSpan // filled when first asked for
}

// sentence returns the sentence that holds the byte at a place.
func (p *passage) sentence(at int) string {
	if p.sentences == nil {
		p.sentences = sentencesOf(p.text)
	}
	i := sort.Search(len(p.sentences), func(i int) bool { return at < p.sentences[i].end })
	if i == len(p.sentences) {
		return strings.TrimSpace(p.text)
	}
	return p.text[p.sentences[i].start:p.sentences[i].end]
}

// passagesOf gives the title, paragraphs and cells of a section, but for empty ones;
// those beyond all reason are cut.
func passagesOf(s *normalise.Section) iter.Seq[passage] {
	return func(yield func(passage) bool) {
		give := func(p passage) bool {
			if len(p.text) > maxPassage {
				p.text = strings.ToValidUTF8(p.text[:maxPassage], "")
			}
			return strings.TrimSpace(p.text) == "" || yield(p)
		}
		if !give(passage{text: s.Title, title: true}) {
			return
		}
		if len(s.Blocks) == 0 {
			for line := range strings.SplitSeq(s.Text, "\n") {
				if !give(passage{text: line}) {
					return
				}
			}
			return
		}
		for i := range s.Blocks {
			if b := &s.Blocks[i]; b.Region == parse.Main && !passagesIn(b, give) {
				return
			}
		}
	}
}

// passagesIn gives the text of a block or of its cells, until give wants no more.
func passagesIn(b *parse.Block, give func(passage) bool) bool {
	if b.Kind != parse.Row || len(b.Cells) == 0 {
		return give(passage{text: b.Text, links: b.Links, title: b.Kind == parse.Heading || b.Kind == parse.Box})
	}
	for i := range b.Cells {
		if c := &b.Cells[i]; !give(passage{text: c.Text, links: c.Links, title: c.Header}) {
			return false
		}
	}
	return true
}

// A citer gathers the references of sections, one after the other.
type citer struct {
	table      *currencyTable
	section    *normalise.Section
	nation     string // of the board
	at         time.Time
	out        []normalise.Reference
	other      map[int]bool                // terms whose letters mean something else in the section
	tokens     []token                     // room for those of a passage
	seenTerms  map[int]bool                // terms named in full, historical or not
	foundTerms map[int]normalise.Reference // first live mention of each term
}

// A mention is a name found in a passage.
type mention struct {
	name        *phrase
	first, last int   // tokens of the name
	years       []int // editions named
	end         int   // token after the edition
	before      int   // token of an edition before the name, -1 if none
	past        bool  // it speaks of the past
}

// read finds the citations of one passage.
func (c *citer) read(p *passage) {
	if !c.table.scent.in(p.text) {
		return
	}
	tokens := appendTokens(c.tokens[:0], p.text)
	c.tokens = tokens
	lastLaw := lastLawOf(p.text, tokens)
	var found []mention
	for i := 0; i < len(tokens); {
		var name *phrase
		if c.table.scent.mayName(tokens[i:]) {
			name = c.table.names.at(p.text, tokens, i)
		}
		if law := c.lawAt(p.text, tokens, i, lastLaw, name); law.end > 0 && len(found) < maxReferences {
			found = append(found, law)
			i = law.end
			continue
		}
		if name == nil {
			i++
			continue
		}
		m := mention{name: name, first: i, last: i + len(name.words) - 1, before: -1}
		if name.document >= 0 {
			c.readEdition(p.text, tokens, &m)
		}
		if m.end <= m.last {
			m.end = m.last + 1
		}
		found = append(found, m)
		i = m.end
	}
	markPast(p.text, tokens, found)
	for _, m := range found {
		c.take(p, tokens, m)
	}
}

// take makes references of a mention unless it is historical or no citation.
func (c *citer) take(p *passage, tokens []token, m mention) {
	if m.name != nil && m.name.document < 0 {
		c.takeTerm(p, tokens, m)
		return
	}
	if m.past || !c.isCitation(p, tokens, m) {
		return
	}
	years := m.years
	if len(years) == 0 {
		years = []int{0}
	}
	for _, y := range years {
		c.out = append(c.out, c.reference(p, tokens, m, y))
	}
}

// isCitation tells whether a short or common name is meant as the document.
func (c *citer) isCitation(p *passage, tokens []token, m mention) bool {
	if m.name == nil {
		return true
	}
	if m.name.manner != nameBare && !c.table.documents[m.name.document].parallel && inProse(p, tokens, m) {
		return false
	}
	if len(m.years) > 0 {
		return true
	}
	words := p.text[tokens[m.first].start:tokens[m.last].end]
	switch m.name.manner {
	case nameNeedsYear:
		return false
	case nameBare:
		return !p.title && bareStands(p.text, tokens, m, words)
	}
	if c.table.documents[m.name.document].parallel {
		return words != strings.ToLower(words) // "when children act out"
	}
	return !localTitle(p.text, tokens, m)
}

// reference makes the row of a citation.
func (c *citer) reference(p *passage, tokens []token, m mention, year int) normalise.Reference {
	start, end := tokens[m.first].start, tokens[m.end-1].end
	if m.before >= 0 {
		start = tokens[m.before].start
	}
	for end < len(p.text) && closes(p.text[start:end], p.text[end]) {
		end++
	}
	r := normalise.Reference{SectionID: c.section.ID, EditionYear: year, CitedText: p.text[start:end], URL: linkOver(p.links, start, end), Status: StatusUnknown}
	if m.name == nil {
		r.Title = lawTitle(p.text[tokens[m.first].start:tokens[m.last].end])
		r.Authority = lawMaker(r.Title)
		return r
	}
	d := &c.table.documents[m.name.document]
	r.Authority, r.Title = d.Authority, d.Title
	r.Status, r.SupersededBy = d.status(year, c.at)
	return r
}

// closes tells whether a byte closes a bracket that is open in a text.
func closes(text string, c byte) bool {
	return c == ')' && strings.Count(text, "(") > strings.Count(text, ")") || c == ']' && strings.Count(text, "[") > strings.Count(text, "]")
}

// takeTerm notes the first live mention of a term in the section.
func (c *citer) takeTerm(p *passage, tokens []token, m mention) {
	if m.name.manner == nameInFull {
		c.seenTerms[m.name.term] = true
	} else if c.other[m.name.term] {
		return
	}
	if _, have := c.foundTerms[m.name.term]; have || m.past {
		return
	}
	t := &c.table.terms[m.name.term]
	if !t.isOutIn(c.nation) {
		return
	}
	status, by := t.status(c.at)
	start, end := tokens[ownName(p, tokens, m)].start, tokens[m.last].end
	c.foundTerms[m.name.term] = normalise.Reference{SectionID: c.section.ID, Authority: AuthorityTerm, Title: t.Title, CitedText: p.text[start:end],
		Status: status, SupersededBy: by}
}

// begin goes on to the next section.
func (c *citer) begin(s *normalise.Section) {
	c.section = s
	clear(c.seenTerms)
	clear(c.foundTerms)
}

// finish puts the terms in the table's order behind the citations of the section,
// which stand in reading order.
func (c *citer) finish() {
	if len(c.foundTerms) == 0 {
		return
	}
	for i := range c.table.terms {
		r, ok := c.foundTerms[i]
		if !ok || (len(c.table.terms[i].OnlyWith) > 0 && !c.seenTerms[i]) {
			continue
		}
		c.out = append(c.out, r)
	}
}

// linkOver returns the address of the first link that covers part of a place.
func linkOver(links []parse.Link, start, end int) string {
	for _, l := range links {
		if l.Start < end && start < l.End {
			return l.Href
		}
	}
	return ""
}
