package chaptertext

import (
	"strings"
	"unicode/utf8"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/parallel"
	"manualwatch/parse/pattern"
)

const reviewDate = `((?:\d{1,2}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)|\d{4}-\d\d-\d\d|(?:19|20)\d\d|tbc|tba)`

const reviewed = `(?:reviewed|updated|review|update|amended|revised|revision|checked|agreed\s+and\s+reviewed)`

var (
	thingWords = `(?:(?:this|the)\s+)?(?:(?:chapter|procedure|policy|guidance|document|protocol|page|section|content)\s+)?(?:was\s+|is\s+|will\s+be\s+|has\s+been\s+)?`
	nextMark   = pattern.New(`(?i)^[\s.;,|•·–-]*(?:` + thingWords + `(?:(?:date\s+(?:of|for)\s+)?(?:the\s+)?next\s+(?:planned\s+|scheduled\s+)?` + reviewed + `(?:\s+date)?|date\s+(?:of|for)\s+(?:next\s+)?review|due\s+for\s+(?:next\s+)?review|(?:to\s+be|for)\s+review(?:ed)?(?:\s+(?:by|again))?|review\s+(?:due|by)(?:\s+date)?|review\s+date|due\s+(?:to\s+be\s+)?review(?:ed)?))(?:\s+is)?(?:\s+due)?\s*(?:in|on|by|:|-|–|\||=)*\s*` + reviewDate)
	lastMark   = pattern.New(`(?i)^[\s.;,|•·–-]*(?:` + thingWords + `(?:(?:date\s+)?(?:of\s+)?(?:the\s+)?last\s+` + reviewed + `(?:\s+date)?|date\s+(?:last\s+)?(?:of\s+last\s+)?` + reviewed + `|` + reviewed + `))\s*(?:in|on|:|-|–|\||=)*\s*` + reviewDate)
	metaMark   = pattern.New(`(?i)^[\s.;,|•·–-]*(?:(?:date\s+(?:of\s+)?)?(?:issued?|approved|ratified|published|effective(?:\s+from)?|implemented|agreed|created|first\s+published|publication|approval|issue\s+date|approval\s+date|date\s+of\s+(?:issue|approval|publication))(?:\s*(?:in|on|:|-|–|\||=)+\s*|\s+)` + reviewDate + `|(?:version|issue|v)\.?\s*(?:no\.?\s*|number\s*)?[:\s]*\d+(?:\.\d+)*(?:(?:\s*[,–-]\s*|\s+)` + reviewDate + `)?)`)
)

// takeReviews takes lines that only tell review dates out of the text: "Last
// reviewed in April 2024", "Last updated June 2017. Date of review June 2018."
// A sentence that says more stays. The blocks are changed in place.
func (c *Text) takeReviews(blocks []parse.Block) []parse.Block {
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
	if len(text) >= 220 || !endsInReview(text) || !wording.HasDigit(text) {
		return false
	}
	if len(text) > 1 && text[0]|0x20 == 'v' && wording.IsDigit(text[1]) {
		return wording.CountWords(text) <= 4 // "v4 May 2023"
	}
	for _, stem := range []string{"eview", "EVIEW", "pdate", "PDATE", "evise", "ersion", "ERSION", "ssue", "pprov", "atified", "ublish", "ffective", "greed", "heck", "mend"} {
		if strings.Contains(text, stem) {
			return wording.CountWords(text) <= 24
		}
	}
	return false
}

// endsInReview reports whether a line ends in a digit or like "tbc" and "tba".
func endsInReview(text string) bool {
	for text != "" {
		last := text[len(text)-1]
		switch {
		case wording.IsDigit(last) || last|0x20 == 'c' || last|0x20 == 'a':
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

// ReviewDates are when a chapter was and will be reviewed.
type ReviewDates struct {
	LastReviewed, NextReview normalise.Date // zero if none is told
	told                     bool           // by a line read on its own
}

// reviewLine reads a line if nothing but dates with their labels stands in it.
func (c *ReviewDates) reviewLine(text string, at int) bool {
	rest := strings.ReplaceAll(text, "\n", " ")
	var last, next normalise.Date
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
		if d, ok := dates.Parse(m[1]); ok && to != nil {
			*to = d
		}
		dated = dated || to != nil || at < 6
		rest = rest[len(m[0]):]
	}
	if !dated || strings.Trim(rest, reviewSigns) != "" {
		return false
	}
	if !last.IsZero() {
		c.LastReviewed = last
	}
	if !next.IsZero() {
		c.NextReview = next
	}
	return true
}

// PageReviews reads review dates that the parser took out of the page: from its
// facts, and from lines that tell last and next date together. "Last updated"
// alone is the clock of a web site and no review, and neither is the day on which the site
// promises its next update. seen keeps what lines of other
// pages told: most stand on all.
func (c *Text) PageReviews(d *parse.Document, seen *parallel.Memo[string, ReviewDates]) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Region != parse.Furniture || !mayReview(b.Text) || manualUpdate.MatchString(b.Text) {
			continue
		}
		line := seen.Get(b.Text, func() (line ReviewDates) {
			line.told = line.reviewLine(b.Text, 0)
			return line
		})
		if line.told && !line.NextReview.IsZero() {
			c.LastReviewed, c.NextReview = orDate(c.LastReviewed, line.LastReviewed), orDate(c.NextReview, line.NextReview)
		}
	}
	if last, ok := dates.Parse(d.Meta["last_reviewed"]); ok {
		c.LastReviewed = orDate(c.LastReviewed, last)
	}
	if next, ok := dates.Parse(d.Meta["next_review"]); ok {
		c.NextReview = orDate(c.NextReview, next)
	}
}

// manualUpdate promises the next release of the whole manual, which is no review of a chapter.
var manualUpdate = pattern.New(`(?i)\bnext\s+(?:planned\s+|scheduled\s+)?updated?\b`)

func orDate(a, b normalise.Date) normalise.Date {
	if a.IsZero() {
		return b
	}
	return a
}
