package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"manualwatch/parse"
	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
)

// Codes of the findings about the quality of the text.
const (
	findOCR     = "needs_ocr"        // pages that are pictures: their text is not known
	findQuality = "low_text_quality" // characters or words that are hardly text
	findPage    = "pdf_page_failed"  // a page whose content could not be read
	findSecond  = "second_engine"    // pages that only the second engine could read
	findNoText  = "no_text"          // pages without text or pictures
	findBudget  = "pdf_too_large"    // decoded data went over a limit
)

// A pageQuality counts what tells text from rubbish.
type pageQuality struct {
	page    int
	chars   int // characters but spaces
	letters int
	words   int
	unknown int // U+FFFD, private use and control characters
	vowels  int
	signs   int     // neither letters nor digits, and no dots or dashes as lines are made of
	images  float64 // part of the page that pictures cover
	missing int     // glyphs without a character
	failed  error
}

// judge looks at the words of a page.
func judge(s *content.Sheet, ws []line.Word) pageQuality {
	q := pageQuality{page: s.Number, images: s.Images, missing: s.Bad, failed: s.Failed}
	for i := range ws {
		q.words++
		if writing.IsBullet(ws[i].Text) {
			continue // symbol fonts map bullets into private use
		}
		n := 0
		for _, r := range ws[i].Text {
			n++
			switch {
			case r == '\uFFFD' || unicode.Is(unicode.Co, r) || unicode.IsControl(r):
				q.unknown++
			case unicode.IsDigit(r) || strings.ContainsRune(".…_-–—·|/", r):
			case !unicode.IsLetter(r):
				q.signs++
			default:
				q.letters++
				if strings.ContainsRune("aeiouyAEIOUY", r) || r > 0x250 {
					q.vowels++
				}
			}
		}
		q.chars += n
	}
	return q
}

// imageOnly reports a page that shows a picture and next to no text.
func (q pageQuality) imageOnly() bool {
	return q.chars < 40 && (q.images > 0.3 || q.images > 0.05 && q.chars == 0) && q.chars-q.unknown < 40
}

// poor reports text that a reader would not take for any: many unknown
// characters, hardly a vowel, or no spaces.
func (q pageQuality) poor() bool {
	switch {
	case q.chars < 20:
		return false
	case 100*q.unknown > q.chars || 20*q.missing > q.chars:
		return true
	case 2*q.signs > q.chars:
		return true
	case q.letters > 200 && 100*q.vowels < 18*q.letters:
		return true
	case q.words > 5 && q.chars > 60*q.words:
		return true
	}
	return false
}

// unread reports a page of which it is not known what stands on it.
func (q pageQuality) unread() bool { return q.failed != nil || q.imageOnly() || q.poor() }

// qualityFindings tells which pages are pictures or rubbish.
func qualityFindings(qs []pageQuality, overspent bool) []parse.Finding {
	var images, poor []int
	var out []parse.Finding
	chars := 0
	for _, q := range qs {
		chars += q.chars
		switch {
		case q.failed != nil:
			out = append(out, parse.Finding{Code: findPage, Detail: q.failed.Error(), Page: q.page})
		case q.imageOnly():
			images = append(images, q.page)
		case q.poor():
			poor = append(poor, q.page)
		}
	}
	if len(out) > 50 {
		out = append(out[:50], parse.Finding{Code: findPage, Detail: fmt.Sprintf("and %d more pages", len(out)-50)})
	}
	if len(images) > 0 {
		out = append(out, parse.Finding{
			Code: findOCR, Page: images[0],
			Detail: fmt.Sprintf("%d of %d pages are pictures without text: %s", len(images), len(qs), pageList(images)),
		})
	}
	if len(poor) > 0 {
		out = append(out, parse.Finding{
			Code: findQuality, Page: poor[0],
			Detail: fmt.Sprintf("the text of %d of %d pages is hardly readable: %s", len(poor), len(qs), pageList(poor)),
		})
	}
	if len(out) == 0 && chars == 0 {
		out = append(out, parse.Finding{Code: findNoText, Detail: "no text found on any page"})
	}
	if overspent {
		out = append(out, parse.Finding{Code: findBudget, Detail: "the file's streams decode to more than is read"})
	}
	return out
}

// pageList writes pages as "1-3, 5".
func pageList(pages []int) string {
	var b strings.Builder
	for i := 0; i < len(pages); {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		if b.Len() > 200 {
			b.WriteString("...")
			break
		}
		if j > i {
			fmt.Fprintf(&b, "%d-%d", pages[i], pages[j])
		} else {
			fmt.Fprintf(&b, "%d", pages[i])
		}
		i = j + 1
	}
	return b.String()
}

// unknownShare is the part of a page's glyphs that no character is known of.
func (q pageQuality) unknownShare() float64 {
	return float64(max(q.unknown, q.missing)) / float64(max(1, q.chars))
}
