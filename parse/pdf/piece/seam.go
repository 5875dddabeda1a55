package piece

import (
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pdf/line"
)

// boldLead is how many bytes of bold text begin the text of lines, of which the number of an
// item is none.
func boldLead(lines []line.Line, text string) int {
	var bold []line.Word
	for i := range lines {
		for k, w := range lines[i].Words {
			if i+k == 0 && !w.Bold && !strings.HasPrefix(text, w.Text) {
				continue // the mark of an item
			}
			if !w.Bold {
				for k := range min(2, len(bold)) {
					if from, to := findWords(text, 0, bold[k:]); from == 0 {
						return to
					}
				}
				return 0
			}
			bold = append(bold, w)
		}
	}
	return 0
}

// longestSeamed is how many bytes a text has at most whose seams are told.
const longestSeamed = 600

// boldSeams are the offsets in the text of lines at which bold text begins or ends.
func boldSeams(lines []line.Line, text string) []int {
	if len(text) > longestSeamed {
		return nil
	}
	var seams []int
	var run []line.Word // words set alike
	at := 0
	end := func() {
		from, to := findWords(text, at, run)
		if from > 0 && at > 0 && len(seams) < parse.MaxSeams {
			seams = append(seams, from)
		}
		at, run = max(at, to), run[:0]
	}
	for i := range lines {
		for _, w := range lines[i].Words {
			if len(run) > 0 && run[0].Bold != w.Bold {
				end()
			}
			run = append(run, w)
		}
	}
	if at > 0 {
		end()
	}
	return seams
}
