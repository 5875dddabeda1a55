package normalise

import (
	"slices"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// columns tells which cell of a table holds what; -1 where there is no such
// column.
type columns struct {
	known                                         bool
	chapter, details, date, scope, oldPlace, kind int
}

// columnKey is the column that a text of a few words names, keyNone if none.
func columnKey(text string) int {
	if countWords(text) > 5 {
		return keyNone
	}
	return columnOf(text)
}

// columnNames counts the cells that are names of columns.
func columnNames(cells []parse.Cell) int {
	n := 0
	for _, c := range cells {
		n += boolInt(columnKey(c.Text) != keyNone)
	}
	return n
}

// columnOf is the column that a text names, in one language or in the second of two:
// "Pennod / Chapter".
func columnOf(text string) int {
	text = strings.TrimSpace(strings.Trim(squeeze(text), ":"))
	for k, w := range columnWords {
		if w.name.MatchString(text) {
			return k
		}
	}
	if at := strings.LastIndex(text, " / "); at > 0 {
		return columnOf(text[at+3:])
	}
	return keyNone
}

var columnWords = []struct {
	name *pattern.Pattern
	at   func(*columns) *int
}{
	{pattern.New(`(?i)^(?:old|previous|former)(?:\s+.*\b(?:location|place|section|chapter|paragraph|page|reference|ref|number|no|title|name|version|text|wording)s?\.?|\s+.*[/(].*)?$`), func(c *columns) *int { return &c.oldPlace }},
	{pattern.New(`(?i)^(?:date|when|updated(?:\s+on)?|published|uploaded|month|release|amendment\s+date|date\s+.*|(?:date\s+)?(?:last|latest)\s+(?:updated?|amend(?:ed|ment)|revis(?:ed|ion)|changed?|modified)(?:\s+(?:on|date))?|effective(?:\s+date)?|month\s+.*)$`), func(c *columns) *int { return &c.date }},
	{pattern.New(`(?i)^(?:(?:name\s+of\s+)?(?:chapter|section|procedure|policy|page|document|title|guidance|item|protocol|clause|paragraph|subject|topic)s?(?:\s+(?:name|title|number|no\.?|ref(?:erence)?|amended|updated|affected|heading|revised|changed|concerned|of\s+\w+))*|(?:new|current)\s+(?:location|place|section|paragraph)s?(?:\s+(?:title|number|no\.?|ref(?:erence)?|/.*|\(.*))?|location|where|name|chapter/section|section/page|ref(?:erence)?|(?:chapter|section|policy|page|paragraph|procedure)\s*(?:/|and|&|or)\s*\w+(?:\s+\w+)?)$`), func(c *columns) *int { return &c.chapter }},
	{pattern.New(`(?i)^(?:details?(?:\s+of\s+.*)?|amendments?(?:\s+made|\s+details?)?|changes?(?:\s+made|\s+details?)?|description(?:\s+of\s+.*)?|summary(?:\s+of\s+.*)?|updates?(?:\s+made)?|what.*|reasons?.*|nature\s+of\s+.*|comments?|notes?|effect|revision(?:s|\s+details?)?|brief\s+.*)$`), func(c *columns) *int { return &c.details }},
	{pattern.New(`(?i)^(?:areas?|boards?|scope|local(?:/shared)?|shared(?:/local)?|partnerships?|applies\s+to|applicable\s+(?:to|in)|areas?\s+affected)$`), func(c *columns) *int { return &c.scope }},
	{pattern.New(`(?i)^(?:status|type|kind|level|significance|category|new/updated|type\s+of\s+.*)$`), func(c *columns) *int { return &c.kind }},
	{pattern.New(`(?i)^(?:version(?:\s+no\.?|\s+number)?|issue|author|by|name\s+of\s+author|owner|editor|(?:\w+\s+)?by(?:\s+whom)?|initials|no\.?|number|lead(?:\s+\w+)?|(?:remov|insert|replac|delet|add|discard)\w*\s+pages?|pages?\s+(?:to\s+(?:be\s+)?)?(?:remov|insert|replac|delet|add|discard)\w*)$`), func(*columns) *int { return nil }},
}

// The columns of amendments that a record names line by line, in the order in which
// columnWords lists them.
const (
	keyOldPlace = iota
	keyDate
	keyChapter
	keyDetails
	keyScope
	keyKind
	keyOther
	keyNone = -1
)

// nameColumns reads a header row; ok is false if it is none.
func nameColumns(cells []parse.Cell) (columns, bool) {
	c := noColumns()
	named, other, others := 0, -1, 0
	last := -1 // the last column named as chapters are
	for i, cell := range cells {
		switch key := columnOf(cell.Text); {
		case key != keyNone:
			at := columnWords[key].at(&c)
			if at == &c.chapter {
				last = i
			}
			if at != nil && (*at < 0 || at == &c.chapter && reference.MatchString(strings.TrimSpace(cells[*at].Text)) || at == &c.details && *at == 0 && serial.MatchString(strings.TrimSpace(cells[0].Text)) && tells.MatchString(strings.TrimSpace(cell.Text))) {
				*at = i
			}
			named++
		case strings.TrimSpace(cell.Text) != "":
			other, others = i, others+1
		}
	}
	if c.details < 0 && c.chapter < 0 && c.date >= 0 && c.kind >= 0 {
		c.details, c.kind = c.kind, -1 // "Version", "Date", "Type of change", "Author"
	}
	c.known = named*2 >= len(filled(cells)) && named >= 2 && (c.details >= 0 || c.chapter >= 0)
	if c.known && c.details < 0 {
		for i := range cells {
			if columnOf(cells[i].Text) == keyNone {
				c.details = i
			}
		}
		if c.details < 0 && c.kind < 0 && last > c.chapter {
			c.details = last // "Section", "Remove pages", "Insert pages", "Subject"
		}
		if c.details < 0 {
			c.details, c.kind = c.kind, -1 // "Date", "Section", "Type of change", "Author"
		}
	}
	if c.known && c.chapter < 0 && c.oldPlace < 0 && others == 1 && other < c.details {
		c.chapter = other // before the details: what they are details of, by whatever name
	}
	return c, c.known
}

// namesColumns reports whether a row is set as a header or all its cells but one,
// at most, are names of columns; none of those leads anywhere.
func namesColumns(b *parse.Block) bool {
	if b.Header {
		return true
	}
	names, cells := columnNames(b.Cells), filled(b.Cells)
	linked := slices.ContainsFunc(cells, func(c parse.Cell) bool { return len(c.Links) > 0 })
	return names+boolInt(!linked) >= len(cells)
}

// noColumns are the columns of a table in which none is known.
func noColumns() columns {
	return columns{chapter: -1, details: -1, date: -1, scope: -1, oldPlace: -1, kind: -1}
}

// reference heads a column of numbers that count the changes where another one names
// what was changed.
var reference = pattern.New(`(?i)^(?:ref(?:erence)?\.?|para(?:graph)?s?\.?)(?:\s+(?:no\.?|numbers?))?$`)

var serial = pattern.New(`(?i)^(?:amendment|change|revision|update|variation)(?:\s+(?:no\.?|number))?$`)

var tells = pattern.New(`(?i)^(?:(?:details?|description|summary|nature|brief|what)\b|(?:changes?|amendments?)(?:\s+made)?$)`)
