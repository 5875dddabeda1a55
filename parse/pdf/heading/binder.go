package heading

import (
	"regexp"
	"strings"

	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// Files that were bound into one have their names for bookmarks: "04_Core_Group_v2".
var (
	fileSign   = regexp.MustCompile(`(?i)^microsoft (?:word|powerpoint|excel) - |^[^ ]+_[^ ]+$|\.(?:pdf|docx?|rtf|odt|pptx?|xlsx?|indd)$`)
	fileNumber = regexp.MustCompile(`^\d{1,3}[a-z]?[ ._-]+`)
	fileEnd    = regexp.MustCompile(`(?i)[ ._-]+(?:v(?:er(?:sion)?)?[ ._-]?\d+(?:[._]\d+)*|final|draft|copy|web|approved|updated|\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)$`)
)

// fileTitle is the title in a bookmark: the words of the name, without its number,
// version and date, where it is that of a file.
func fileTitle(name string) (title string, file bool) {
	if !fileSign.MatchString(name) {
		return name, false
	}
	title = fileSign.ReplaceAllStringFunc(name, func(sign string) string {
		if strings.HasPrefix(sign, ".") || strings.HasSuffix(sign, "- ") {
			return ""
		}
		return sign
	})
	title = fileNumber.ReplaceAllString(strings.ReplaceAll(title, "_", " "), "")
	for {
		cut := fileEnd.ReplaceAllString(title, "")
		if cut == title {
			return title, true
		}
		title = cut
	}
}

// opening is the title of a file that begins with piece start: of the first lines of its
// page the one that is set largest and larger than the text; -1 if there is none.
func (o *outliner) opening(start int, used map[int]bool) int {
	const lines = 8
	best, size := -1, float64(bodyStyle(o.pieces).size)/2*layout.LargeHead
	for i := start; i < min(len(o.pieces), start+lines) && o.pieces[i].Page == o.pieces[start].Page; i++ {
		p := &o.pieces[i]
		if p.Region == piece.InMain && p.Row == nil && len(p.Lines) > 0 && len(p.Lines) <= 4 && writing.HasLetter(p.Text) && !used[i] && p.Size > size {
			best, size = i, p.Size
		}
	}
	return best
}

// boundParts parts the headings that were found by the files in which they stand: each
// is set in its own way. found are pieces in order.
func boundParts(ps []piece.Piece, found []int) [][]int {
	parts, next := [][]int{nil}, 0
	for i := range ps {
		if ps[i].Opens && len(parts[len(parts)-1]) > 0 {
			parts = append(parts, nil)
		}
		if next < len(found) && found[next] == i {
			parts[len(parts)-1] = append(parts[len(parts)-1], i)
			next++
		}
	}
	return parts
}
