package toc

import (
	"manualwatch/normalise/layout"
	"manualwatch/parse/pattern"
)

// paperTitle are words of the site's own pages that may be the title of a policy as well.
var paperTitle = pattern.New(`(?i)^(?:privacy|accessibility|cookies?|terms|search|register|feedback)\b`)

// amongPapers reports a row that opens a file of text in a list of such files, one among the
// policies of whoever publishes them: the pages on the site itself have no files beside them that
// are called otherwise, and stand around the text.
func (s *Site) amongPapers(rows []Row, at int) bool {
	rw := &rows[at]
	opens := func(o *Row) bool {
		return o.Target >= 0 && o.Frag == "" && s.Input.Pages[o.Target].Document.IsFile()
	}
	if !opens(rw) || s.around(rw) || layout.MainWords(s.Input.Pages[rw.Target].Document, StubWords) <= StubWords {
		return false
	}
	return AnyRow(rows, func(o *Row) bool {
		return o.Page == rw.Page && o.Group == rw.Group && o.Rank == rw.Rank && o.Target != rw.Target && opens(o) && !JunkTitle.MatchString(o.Title)
	})
}
