package main

import (
	"strings"

	"manualwatch/out"
)

// tellElsewhere says that chapters of a board's contents were never read, since they stand at
// hosts that the register does not name, say: the board is well, and yet its manual is not here.
// That is no trouble of a night, so the state stays.
func (st *boardStatus) tellElsewhere(d *out.Dataset) error {
	run, ok := strings.CutPrefix(st.Edition, st.Board+"-")
	if !ok {
		return nil
	}
	unread, err := d.UnreadAt(out.EditionRow{RunID: run, BoardID: st.Board})
	if err != nil || unread.Count() == 0 {
		return err
	}
	st.Cause = joined(st.Cause, unread.String())
	st.Elsewhere, st.Unread = unread.AtHosts(), unread.Count()
	if strings.HasPrefix(st.Mend, otherHost) {
		unread.Elsewhere = nil // what to do is said already
	}
	if mend := unreadMend(unread); mend != "" {
		st.Mend = joined(st.Mend, strings.ReplaceAll(mend, "BOARD", st.Board))
	}
	return nil
}

// unreadMend says what a person can do about chapters that are never read.
func unreadMend(u out.Unread) (mend string) {
	if u.Refused > 0 {
		mend = "the chapters that the site refuses are listed by `manualwatch export --table findings --board BOARD`: ask the site’s owner to let manualwatch read them"
	}
	if len(u.Elsewhere) > 0 {
		mend = joined(mend, otherHost+"enter that board")
	}
	if u.Left > 0 {
		mend = joined(mend, "where `exclude` or `max_pages` in the register keeps chapters out, change it")
	}
	return mend
}
