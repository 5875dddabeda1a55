package normalise

import (
	"strings"
	"unicode/utf8"

	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

const reviewDate = `((?:\d{1,2}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)|\d{4}-\d\d-\d\d|(?:19|20)\d\d|tbc|tba)`

const reviewed = `(?:reviewed|updated|review|update|amended|revised|revision|checked|agreed\s+and\s+reviewed)`

var (
	thingWords = `(?:(?:this|the)\s+)?(?:(?:chapter|procedure|policy|guidance|document|protocol|page|section|content)\s+)?(?:was\s+|is\s+|will\s+be\s+|has\s+been\s+)?`
	nextMark   = pattern.New(`(?i)^[\s.;,|•·–-]*(?:` + thingWords + `(?:(?:date\s+(?:of|for)\s+)?(?:the\s+)?next\s+(?:planned\s+|scheduled\s+)?` + reviewed + `(?:\s+date)?|date\s+(?:of|for)\s+(?:next\s+)?review|due\s+for\s+(?:next\s+)?review|(?:to\s+be|for)\s+review(?:ed)?(?:\s+(?:by|again))?|review\s+(?:due|by)(?:\s+date)?|review\s+date|due\s+(?:to\s+be\s+)?review(?:ed)?))(?:\s+is)?(?:\s+due)?\s*(?:in|on|by|:|-|–|\||=)*\s*` + reviewDate)
	lastMark   = pattern.New(`(?i)^[\s.;,|•·–-]*(?:` + thingWords + `(?:(?:date\s+)?(?:of\s+)?(?:the\s+)?last\s+` + reviewed + `(?:\s+date)?|date\s+(?:last\s+)?(?:of\s+last\s+)?` + reviewed + `|` + reviewed + `))\s*(?:in|on|:|-|–|\||=)*\s*` + reviewDate)
	metaMark   = pattern.New(`(?i)^[\s.;,|•·–-]*(?:(?:date\s+(?:of\s+)?)?(?:issued?|approved|ratified|published|effective(?:\s+from)?|implemented|agreed|created|first\s+published|publication|approval|issue\s+date|approval\s+date|date\s+of\s+(?:issue|approval|publication))\s*(?:in|on|:|-|–|\||=)+\s*` + reviewDate + `|(?:version|issue|v)\.?\s*(?:no\.?\s*|number\s*)?[:\s]*\d+(?:\.\d+)*(?:\s*[,–-]\s*` + reviewDate + `)?)`)
)

// takeReviews takes lines that only tell review dates out of the text: "Last
// reviewed in April 2024", "Last updated June 2017. Date of review June 2018."
// A sentence that says more stays. The blocks are changed in place.
func (c *chapterText) takeReviews(blocks []parse.Block) []parse.Block {
	kept := 0
	for i := range blocks {
		if b := &blocks[i]; b.Kind != parse.Heading && mayReview(b.Text) && c.reviewLine(b.Text, i) {
			continue
		}
		if kept < i {
			blocks[kept] = blocks[i]
		}
		kept++
	}
	return blocks[:kept]
}

// mayReview is a cheap test: a short line with a digit that ends in a date.
func mayReview(text string) bool {
	if len(text) >= 220 || !endsInReview(text) || !hasDigit(text) {
		return false
	}
	for _, stem := range []string{"eview", "EVIEW", "pdate", "PDATE", "evise", "ersion", "ERSION", "ssue", "pprov", "atified", "ublish", "ffective", "greed", "heck", "mend"} {
		if strings.Contains(text, stem) {
			return countWords(text) <= 24
		}
	}
	return false
}

// endsInReview reports whether a line ends in a digit or like "tbc" and "tba".
func endsInReview(text string) bool {
	for text != "" {
		last := text[len(text)-1]
		switch {
		case isDigit(last) || last|0x20 == 'c' || last|0x20 == 'a':
			return true
		case last == '\n' || last < utf8.RuneSelf && strings.IndexByte(reviewSigns, last) >= 0:
			text = text[:len(text)-1]
		case strings.HasSuffix(text, "–"):
			text = strings.TrimSuffix(text, "–")
		default:
			return false
		}
	}
	return false
}

// reviewSigns may stand around the dates of a review.
const reviewSigns = " .;,|()–-"

// reviewDates are when a chapter was and will be reviewed.
type reviewDates struct {
	lastReviewed, nextReview Date // zero if none is told
	told                     bool // by a line read on its own
}

// reviewLine reads a line if nothing but dates with their labels stands in it.
func (c *reviewDates) reviewLine(text string, at int) bool {
	rest := strings.ReplaceAll(text, "\n", " ")
	var last, next Date
	dated := false
	for range 6 {
		m := nextMark.FindStringSubmatch(rest)
		to := &next
		if m == nil {
			m, to = lastMark.FindStringSubmatch(rest), &last
		}
		if m == nil {
			if m = metaMark.FindStringSubmatch(rest); m == nil {
				break
			}
			to = nil
		}
		if d, ok := ParseDate(m[1]); ok && to != nil {
			*to = d
		}
		dated = dated || to != nil || at < 6
		rest = rest[len(m[0]):]
	}
	if !dated || strings.Trim(rest, reviewSigns) != "" {
		return false
	}
	if !last.IsZero() {
		c.lastReviewed = last
	}
	if !next.IsZero() {
		c.nextReview = next
	}
	return true
}

// pageReviews reads review dates that the parser took out of the page: from its
// facts, and from lines that tell last and next date together. "Last updated"
// alone is the clock of a web site and no review. seen keeps what lines of other
// pages told: most stand on all.
func (c *chapterText) pageReviews(d *parse.Document, seen map[string]reviewDates) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Furniture || !mayReview(b.Text) {
			continue
		}
		line, known := seen[b.Text]
		if !known {
			line.told = line.reviewLine(b.Text, i)
			seen[b.Text] = line
		}
		if line.told && !line.nextReview.IsZero() {
			c.lastReviewed, c.nextReview = orDate(c.lastReviewed, line.lastReviewed), orDate(c.nextReview, line.nextReview)
		}
	}
	if last, ok := ParseDate(d.Meta["last_reviewed"]); ok {
		c.lastReviewed = orDate(c.lastReviewed, last)
	}
	if next, ok := ParseDate(d.Meta["next_review"]); ok {
		c.nextReview = orDate(c.nextReview, next)
	}
}

func orDate(a, b Date) Date {
	if a.IsZero() {
		return b
	}
	return a
}
