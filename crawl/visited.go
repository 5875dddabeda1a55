package crawl

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"manualwatch/crawl/archive"
)

// A visited board is what the archive keeps of a register's entry with each visit: what
// it takes to read again what was seen then, and to name the board.
type visited struct {
	Name       string            `json:"name,omitempty"`
	Nation     string            `json:"nation,omitempty"`
	Areas      []string          `json:"areas,omitempty"`
	Platform   string            `json:"platform"`
	Start      []string          `json:"start"`
	Amendments []string          `json:"amendments"` // null: the platform's default
	Hosts      []string          `json:"hosts,omitempty"`
	Exclude    []string          `json:"exclude,omitempty"`
	Former     []string          `json:"former,omitempty"`
	Licence    string            `json:"licence,omitempty"`
	Selectors  map[string]string `json:"selectors,omitempty"`
}

// Describe notes in the archive with which settings a run visits a board, unless it did
// already.
func Describe(ar *archive.Archive, runID string, b *Board) error {
	if _, err := ar.Described(runID, b.ID); err == nil || !errors.Is(err, archive.ErrNotFound) {
		return err
	}
	said, err := json.Marshal(visited{Name: b.Name, Nation: b.Nation, Areas: b.Areas, Platform: b.Platform, Start: b.Start, Amendments: b.Amendments,
		Hosts: b.Hosts, Exclude: b.Exclude, Former: b.Former, Licence: b.Licence, Selectors: b.Selectors})
	if err != nil {
		return err
	}
	return ar.Describe(runID, b.ID, said)
}

// Visited returns a board as the register had it when a run visited it, or
// archive.ErrNotFound where the archive does not tell: earlier programs did not note it.
func Visited(ar *archive.Archive, runID, boardID string) (Board, error) {
	said, err := ar.Described(runID, boardID)
	if err != nil {
		return Board{}, err
	}
	var v visited
	if err := json.Unmarshal(said, &v); err != nil {
		return Board{}, fmt.Errorf("run %s: what was noted of board %s: %w", runID, boardID, err)
	}
	return Board{ID: boardID, Name: v.Name, Nation: v.Nation, Areas: v.Areas, Platform: v.Platform, Start: v.Start, Amendments: v.Amendments,
		Hosts: v.Hosts, Exclude: v.Exclude, Former: v.Former, Licence: v.Licence, Selectors: v.Selectors}, nil
}

// AsVisited returns a board of the register as what a run saw must be read: where the
// run asked for one of its start pages, as it is, so that what was put right in the
// register holds for the past too; where the manual has moved since, with the addresses,
// the platform and the selectors of that visit. Of a visit by a program that did not note
// them it takes the pages that the visit began with.
func AsVisited(ar *archive.Archive, runID string, b Board) (Board, error) {
	then, err := Visited(ar, runID, b.ID)
	known := err == nil
	if err != nil && !errors.Is(err, archive.ErrNotFound) {
		return b, err
	}
	if known && slices.Equal(then.Start, b.Start) {
		return b, nil
	}
	log, err := ar.Captures(runID, b.ID)
	if err != nil || len(log) == 0 || len(b.Start) > 0 && askedFor(ar, log, &b) {
		return b, err
	}
	if !known {
		then = begunWith(log, b)
	}
	b.Platform, b.Start, b.Amendments, b.Hosts, b.Exclude, b.Selectors = then.Platform, then.Start, then.Amendments, then.Hosts, then.Exclude, then.Selectors
	return b, nil
}

// askedFor reports whether a visit asked for a start page of the board, or for one that
// it was found to be another address of.
func askedFor(ar *archive.Archive, log []archive.Capture, b *Board) bool {
	asked := map[string]bool{}
	for i := range log {
		asked[log[i].URL] = true
	}
	if o, err := ar.Outcome(log[0].RunID, b.ID); err == nil {
		for from := range o.Aliases {
			asked[from] = true
		}
	}
	return slices.ContainsFunc(b.Start, func(s string) bool {
		u, err := Canonical(s)
		return err == nil && asked[u]
	})
}

// ContentsLinks is how many pages must have been found on a page for it to count as one
// of the contents.
const ContentsLinks = 3

// begunWith gives a board the addresses that a visit began with: its start pages are those
// with the path of one of today's, or else those that led to other pages; the others are
// its amendments. Where the visit began with none, as an import does, the board is as it
// is.
func begunWith(log []archive.Capture, b Board) Board {
	found := map[string]int{}
	for i := range log {
		found[log[i].From]++
	}
	var starts, others []string
	for i := range log {
		c := &log[i]
		switch {
		case c.From != "" || c.Depth > 0 || c.Attempts == 0:
		case samePath(c.URL, b.Start), found[c.URL] >= ContentsLinks && !samePath(c.URL, b.AmendmentPages()):
			starts = append(starts, c.URL)
		default:
			others = append(others, c.URL)
		}
	}
	if len(starts) == 0 {
		return b
	}
	b.Start, b.Amendments = starts, others
	if others == nil {
		b.Amendments = []string{}
	}
	return b
}

// samePath reports whether an address has the path of one of others.
func samePath(address string, others []string) bool {
	u, err := url.Parse(address)
	return err == nil && slices.ContainsFunc(others, func(o string) bool {
		v, err := url.Parse(o)
		return err == nil && v.Path == u.Path && v.RawQuery == u.RawQuery
	})
}
