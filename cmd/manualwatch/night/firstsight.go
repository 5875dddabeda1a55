package night

import (
	"maps"
	"slices"

	"manualwatch/crawl"
	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
	"manualwatch/out"
)

// firstSight leaves out what is told of chapters whose page the prior edition
// could not see at all, or not read: their words are not new, they are seen for the
// first time. Those of a chapter that was told as new without them are news. It reports
// whether any were left out.
func (v *visit) firstSight(prev, cur *normalise.Edition, changes []diff.Change, h declaration.History) (told []diff.Change, any bool, err error) {
	unseen, err := v.n.findingsOf(v.b.ID, v.prior.RunID, codeNotObserved)
	if err != nil {
		return changes, false, err
	}
	for _, p := range v.before {
		delete(unseen, p.URL)
	}
	unread, err := v.n.findingsOf(v.b.ID, v.prior.RunID, codeUnreadable)
	if err != nil {
		return nil, false, err
	}
	never, err := v.neverRead(prev)
	if err != nil || len(unseen)+len(unread)+len(never) == 0 {
		return changes, false, err
	}
	maps.Copy(unseen, unread)
	maps.Copy(unseen, never)
	for i := range prev.Sections {
		if s := &prev.Sections[i]; s.Words > 0 { // those of an earlier address stand
			delete(unseen, pageOf(s.URL))
		}
	}
	address := map[string]string{} // section -> its page
	for i := range cur.Sections {
		address[cur.Sections[i].ID] = pageOf(cur.Sections[i].URL)
	}
	for _, c := range changes {
		page := address[c.SectionID]
		if _, first := unseen[page]; first && !toldUnread(h, c.SectionID) && (c.Kind == diff.Edited || c.Kind == diff.FileReplaced || c.Kind == diff.ReviewChanged) {
			v.finding(page, out.CodeFirstSeen, "could not be seen when the manual was read before; its words are taken as they are")
			any = true
			continue
		}
		told = append(told, c)
	}
	return told, any, nil
}

// toldUnread reports whether a night told of a chapter that it is new and could not be read.
func toldUnread(h declaration.History, section string) bool {
	return slices.ContainsFunc(h.Nights, func(n declaration.Night) bool {
		return slices.ContainsFunc(n.Changes, func(c diff.Change) bool {
			return c.Kind == diff.Added && c.SectionID == section && diff.UnreadWhy(c.Reasons) != ""
		})
	})
}

// neverRead returns the pages of chapters of an edition that its contents listed and that were not
// read for it: the register did not name their host, left them out or set a limit, or robots.txt
// did not allow them. One that the site said is not there was seen not to be.
func (v *visit) neverRead(prev *normalise.Edition) (map[string]string, error) {
	never := map[string]string{}
	for i := range wordlessChapters(prev) {
		if s := &prev.Sections[i]; s.FileSHA == "" && s.URL != "" {
			never[pageOf(s.URL)] = ""
		}
	}
	if len(never) == 0 {
		return nil, nil
	}
	captures, err := v.n.Archive.Captures(prev.RunID, v.b.ID)
	for _, c := range captures {
		if c.OK() || crawl.Gone(&c) {
			delete(never, c.URL)
			delete(never, c.FinalURL)
		}
	}
	return never, err
}
