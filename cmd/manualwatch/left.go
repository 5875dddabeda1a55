package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
)

// findLeft finds the boards that the archive holds and the register does not any more: left
// are those as their newest visit knew them, by id; those of unknown were visited by programs
// that did not note it.
func (s *session) findLeft() error {
	runs, err := s.archive.Runs()
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, b := range s.reg.Boards {
		known[b.ID] = true
	}
	for _, run := range slices.Backward(runs) {
		for _, id := range run.Boards {
			if known[id] || run.Told != "" || !run.Complete { // of a pruned run all is told
				continue
			}
			known[id] = true
			b, err := crawl.Visited(s.archive, run.ID, id)
			switch {
			case errors.Is(err, archive.ErrNotFound):
				s.unknown = append(s.unknown, id)
			case err != nil:
				return err
			default:
				s.left = append(s.left, b)
			}
		}
	}
	slices.Sort(s.unknown)
	slices.SortFunc(s.left, func(a, b crawl.Board) int { return strings.Compare(a.ID, b.ID) })
	return nil
}

// rebuildLeft settles which boards outside the register a rebuild reads all the same: what
// they told would be gone otherwise. It refuses where the archive does not say how they
// were read, but for those that are to be left out.
func (s *session) rebuildLeft(leaveOut []string) error {
	lost := slices.DeleteFunc(slices.Clone(s.unknown), func(id string) bool { return slices.Contains(leaveOut, id) })
	if len(lost) > 0 {
		names := strings.Join(lost, ",")
		return usageError(fmt.Errorf("%s: in the archive and not in the register, and the archive does not tell how to read it, so that all that was told of it would be gone: put the entry back into the register, or leave it out with --leave-out %s", names, names))
	}
	for _, id := range leaveOut {
		if !slices.Contains(s.unknown, id) && !slices.ContainsFunc(s.left, func(b crawl.Board) bool { return b.ID == id }) {
			return usageError(fmt.Errorf("--leave-out %s: it is no board that is in the archive and not in the register", id))
		}
	}
	s.leaveOut = leaveOut
	s.left = slices.DeleteFunc(s.left, func(b crawl.Board) bool { return slices.Contains(leaveOut, b.ID) })
	for _, b := range s.left {
		s.log.Info("board is not in the register any more, and is read as its last visit knew it", "board", b.ID)
	}
	return nil
}
