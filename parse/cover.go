package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// What a title page has at most: lines, and bytes of one.
const (
	coverLines = 12
	coverLine  = 100
)

// markCover takes the day and the version that stand on the title page of a paged document for
// facts of the document, and who publishes it, below the title, for no heading: a chapter of
// the document has text.
func markCover(doc *Document) {
	for _, i := range coverOf(doc) {
		b := &doc.Blocks[i]
		if key, val := coverFact(b.Text); key != "" {
			setMeta(doc, key, val)
			b.Kind, b.Level, b.Region = Paragraph, 0, Furniture
		} else if b.Kind == Heading && b.Text != doc.Title && !numbered(b.Text) {
			b.Kind, b.Level = Paragraph, 0
		}
	}
}

// coverOf are the blocks of the first page where that is a title page, the title among them: a
// few short lines and no sentence, item, table or list of contents.
func coverOf(doc *Document) []int {
	var lines []int
	titled := false
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case b.Page > 1:
			if !titled || len(lines) > coverLines {
				return nil
			}
			return lines
		case b.Region == Furniture:
		case b.Region != Main || b.Kind != Heading && b.Kind != Paragraph, len(b.Text) > coverLine, endsSentence(b.Text):
			return nil
		default:
			lines, titled = append(lines, i), titled || b.Kind == Heading && b.Text == doc.Title
		}
	}
	return nil // it is all that the document has
}

// coverFact reads a line that is a date or a version, with or without its label, and nothing
// else.
func coverFact(text string) (key, val string) {
	if len(text) > 60 || !hasDigit(text) {
		return "", ""
	}
	line := strings.Trim(fold(text), " .")
	if m := coverDate.FindStringSubmatch(line); m != nil {
		return "published", printedDate(text, m[1])
	}
	if coverVersion.MatchString(line) {
		return "version", text
	}
	return "", ""
}

var (
	coverDate    = pattern.New(`^(?:(?:date|issued?|issue date|date of issue|published|effective from)[: ]+)?(` + coverDay + `)$`)
	coverVersion = pattern.New(`^(?:` + coverDay + `[ ,|(-]+)?(?:final )?(?:version|edition|issue|revision|v)\.?(?: no\.?| number)?[ :.]*\d+(?:\.\d+)*[a-z]?(?:[ ,|(-]+` + coverDay + `)?\)?$`)
)

// coverDay is a month of a year, or a day.
const coverDay = `(?:(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:` + pattern.AnyMonths + `)\.?,? (?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d)`

// blankPage matches what stands alone on a page to say that nobody forgot its text.
var blankPage = pattern.New(`(?i)^[\[(*–\- ]*(?:this )?page (?:(?:is|was|has been) )?(?:(?:intentionally|deliberately|purposely) (?:left )?blank|left (?:(?:intentionally|deliberately|purposely) )?blank(?: (?:intentionally|deliberately|on purpose))?)[\])*.–\- ]*$`)

// markBlank takes the notice on an empty page out of the text around it. A file that says
// nothing else keeps it.
func markBlank(doc *Document) {
	var blank []int
	others := 0
	for i := range doc.Blocks {
		switch b := &doc.Blocks[i]; {
		case b.Region != Main:
		case b.Kind != Row && len(b.Text) < 80 && blankPage.MatchString(b.Text):
			blank = append(blank, i)
		default:
			others++
		}
	}
	for _, i := range blank {
		if b := &doc.Blocks[i]; others > 0 {
			b.Kind, b.Level, b.Region = Paragraph, 0, Furniture
		}
	}
}
