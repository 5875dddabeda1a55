package layout

import (
	"slices"
	"strings"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Columns tells which cell of a table holds what; -1 where there is no such
// column.
type Columns struct {
	Known                                         bool
	Chapter, Details, Date, Scope, OldPlace, Kind int
}

// ColumnKey is the column that a text of a few words names, KeyNone if none.
func ColumnKey(text string) int {
	if wording.CountWords(text) > 5 {
		return KeyNone
	}
	return ColumnOf(text)
}

// ColumnNames counts the cells that are names of columns.
func ColumnNames(cells []parse.Cell) int {
	n := 0
	for _, c := range cells {
		n += wording.BoolInt(ColumnKey(c.Text) != KeyNone)
	}
	return n
}

// ColumnOf is the column that a text names, in one language or in the second of two:
// "Pennod / Chapter".
func ColumnOf(text string) int {
	text = strings.TrimSpace(strings.Trim(wording.Squeeze(text), ":"))
	if leaves.MatchString(text) {
		return KeyOther
	}
	for k, w := range columnWords {
		if w.name.MatchString(text) {
			return k
		}
	}
	if at := strings.LastIndex(text, " / "); at > 0 {
		return ColumnOf(text[at+3:])
	}
	return KeyNone
}

// leaves heads a column of the pages of a printed document: they are no name of a chapter.
var leaves = pattern.New(`(?i)^(?:pages|page\(s\)|pages?\s+(?:nos?\.?|numbers?))$`)

var columnWords = []struct {
	name *pattern.Pattern
	at   func(*Columns) *int
}{
	{pattern.New(`(?i)^(?:old|previous|former)(?:\s+.*\b(?:location|place|section|chapter|paragraph|page|reference|ref|number|no|title|name|version|text|wording)s?\.?|\s+.*[/(].*)?$`), func(c *Columns) *int { return &c.OldPlace }},
	{pattern.New(`(?i)^(?:date|when|updated(?:\s+on)?|published|uploaded|month|release|amendment\s+date|date\s+.*|(?:date\s+)?(?:last|latest)\s+(?:updated?|amend(?:ed|ment)|revis(?:ed|ion)|changed?|modified)(?:\s+(?:on|date))?|effective(?:\s+date)?|month\s+.*)$`), func(c *Columns) *int { return &c.Date }},
	{pattern.New(`(?i)^(?:(?:name\s+of\s+)?(?:chapter|section|procedure|policy|page|document|title|guidance|item|protocol|clause|paragraph|subject|topic)s?(?:\s+(?:name|title|number|no\.?|ref(?:erence)?|amended|updated|affected|heading|revised|changed|concerned|of\s+\w+))*|(?:new|current|(?:19|20)\d\d)\s+(?:location|place|section|paragraph)s?(?:\s+(?:title|number|no\.?|ref(?:erence)?|/.*|\(.*))?|location|where|name|chapter/section|section/page|ref(?:erence)?|(?:(?:document|policy|procedure|manual)\s+)?(?:chapter|section|policy|page|paragraph|procedure)(?:\s*(?:/|and|&|or)\s*\w+(?:\s+\w+)?|\s+(?:number|no\.?))?)$`), func(c *Columns) *int { return &c.Chapter }},
	{pattern.New(`(?i)^(?:details?(?:\s+of\s+.*)?|(?:amendments?|changes?)(?:\s+made|\s+details?)?|(?:amendments?|changes?|revisions?)\s+(?:from|since|to)\s+(?:the\s+)?(?:previous|last|earlier)\s+(?:issue|version|edition)s?|description(?:\s+of\s+.*)?|summary(?:\s+of\s+.*)?|updates?(?:\s+made)?|what.*|reasons?.*|nature\s+of\s+.*|comments?|notes?(?:\s+(?:on|of)\s+.*)?|effect|revision(?:s|\s+details?)?|brief\s+.*)$`), func(c *Columns) *int { return &c.Details }},
	{pattern.New(`(?i)^(?:areas?|boards?|scope|local(?:/shared)?|shared(?:/local)?|partnerships?|applies\s+to|applicable\s+(?:to|in)|areas?\s+affected)$`), func(c *Columns) *int { return &c.Scope }},
	{pattern.New(`(?i)^(?:status|type|kind|level|significance|category|new/updated|(?:type|level)\s+of\s+.*)$`), func(c *Columns) *int { return &c.Kind }},
	{pattern.New(`(?i)^(?:version(?:\s+no\.?|\s+number)?|issue|authors?(?:\s*[/&]\s*\w+)?|by|name\s+of\s+author|owner|editor|(?:\w+\s+)?by(?:\s+whom)?|initials|no\.?|number|lead(?:\s+\w+)?|(?:remov|insert|replac|delet|add|discard)\w*\s+pages?|pages?\s+(?:to\s+(?:be\s+)?)?(?:remov|insert|replac|delet|add|discard)\w*)$`), func(*Columns) *int { return nil }},
}

// The columns of amendments that a record names line by line, in the order in which
// columnWords lists them.
const (
	KeyOldPlace = iota
	KeyDate
	KeyChapter
	KeyDetails
	KeyScope
	KeyKind
	KeyOther
	KeyNone = -1
)

// NameColumns reads a header row; ok is false if it is none.
func NameColumns(cells []parse.Cell) (Columns, bool) {
	c := NoColumns()
	named, other, others, people := 0, -1, 0, false
	last := -1 // the last column named as chapters are
	for i, cell := range cells {
		switch key := ColumnOf(cell.Text); {
		case key != KeyNone:
			at := columnWords[key].at(&c)
			if at == &c.Chapter {
				last = i
			}
			if at != nil && (*at < 0 || at == &c.Chapter && reference.MatchString(strings.TrimSpace(cells[*at].Text)) || at == &c.Details && *at == 0 && serial.MatchString(strings.TrimSpace(cells[0].Text)) && tells.MatchString(strings.TrimSpace(cell.Text))) {
				*at = i
			}
			named++
		case strings.TrimSpace(cell.Text) != "":
			other, others = i, others+1
			people = people || ofPerson.MatchString(strings.TrimSpace(cell.Text))
		}
	}
	if old, now, ok := placesByYear(cells); ok {
		c.OldPlace, c.Chapter = old, now
	}
	if people && c.Details < 0 {
		return NoColumns(), false
	}
	if c.Details < 0 && c.Chapter < 0 && c.Date >= 0 && c.Kind >= 0 {
		c.Details, c.Kind = c.Kind, -1 // "Version", "Date", "Type of change", "Author"
	}
	c.Known = named*2 >= len(Filled(cells)) && named >= 2 && (c.Details >= 0 || c.Chapter >= 0)
	if c.Known && c.Details < 0 {
		for i := range cells {
			if ColumnOf(cells[i].Text) == KeyNone {
				c.Details = i
			}
		}
		if c.Details < 0 && c.Kind < 0 && last > c.Chapter {
			c.Details = last // "Section", "Remove pages", "Insert pages", "Subject"
		}
		if c.Details < 0 {
			c.Details, c.Kind = c.Kind, -1 // "Date", "Section", "Type of change", "Author"
		}
	}
	if c.Known && c.Chapter < 0 && c.OldPlace < 0 && others == 1 && other < c.Details {
		c.Chapter = other // before the details: what they are details of, by whatever name
	}
	return c, c.Known
}

// placeOfYear heads a column of where something stands in the edition of a year: "2021 location".
var placeOfYear = pattern.New(`(?i)^((?:19|20)\d\d)\s+(?:location|place|section|paragraph)s?$`)

// placesByYear are the columns of where something stood in an earlier edition and where it stands in
// the last.
func placesByYear(cells []parse.Cell) (old, now int, ok bool) {
	old, now = -1, -1
	earlier, last := "", ""
	for i := range cells {
		m := placeOfYear.FindStringSubmatch(strings.TrimSpace(cells[i].Text))
		if m == nil {
			continue
		}
		if old < 0 || m[1] < earlier {
			old, earlier = i, m[1]
		}
		if now < 0 || m[1] > last {
			now, last = i, m[1]
		}
	}
	return old, now, old != now
}

// ofPerson heads a column on who somebody is: a table of those who signed or were given a document.
var ofPerson = pattern.New(`(?i)^(?:position|role|job\s+(?:title|role)|designation|organisation|signature|signed|sign(?:ed)?\s+off)(?:\s+(?:held|in\s+.*))?$`)

// NamesColumns reports whether a row is set as a header or all its cells but one,
// at most, are names of columns; none of those leads anywhere.
func NamesColumns(b *parse.Block) bool {
	if b.Header {
		return true
	}
	names, cells := ColumnNames(b.Cells), Filled(b.Cells)
	linked := slices.ContainsFunc(cells, func(c parse.Cell) bool { return len(c.Links) > 0 })
	return names+wording.BoolInt(!linked) >= len(cells)
}

// NoColumns are the columns of a table in which none is known.
func NoColumns() Columns {
	return Columns{Chapter: -1, Details: -1, Date: -1, Scope: -1, OldPlace: -1, Kind: -1}
}

// reference heads a column of numbers that count the changes where another one names
// what was changed.
var reference = pattern.New(`(?i)^(?:ref(?:erence)?\.?|para(?:graph)?s?\.?)(?:\s+(?:no\.?|numbers?))?$`)

var serial = pattern.New(`(?i)^(?:amendment|change|revision|update|variation)(?:\s+(?:no\.?|number))?$`)

var tells = pattern.New(`(?i)^(?:(?:details?|description|summary|nature|brief|what)\b|(?:changes?|amendments?)(?:\s+made)?$)`)
