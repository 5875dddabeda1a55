package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/crawl/archive"
	"manualwatch/out"
)

// toldBy returns what a run left in the dataset that made no edition of any board: the
// archive keeps it where the captures of the run are pruned.
func (s *session) toldBy(runID string) ([]byte, error) {
	t, err := s.dataset.Told(runID)
	if err != nil {
		return nil, err
	}
	return json.Marshal(t)
}

// unread lists the runs of the archive that the dataset does not hold: they were killed
// before they were read, and a rebuild may read them.
func (s *session) unread() ([]string, error) {
	done, err := s.dataset.RunIDs()
	if err != nil {
		return nil, err
	}
	runs, err := s.archive.Runs()
	var unread []string
	for _, r := range runs {
		if !slices.Contains(done, r.ID) {
			unread = append(unread, r.ID)
		}
	}
	return unread, err
}

// retell writes what a pruned run told into a dataset, as it was told.
func (s *session) retell(run archive.Run, d *out.Dataset, past *night.Past) error {
	body, err := s.archive.Body(run.Told)
	if err != nil {
		return err
	}
	var t out.Tables
	if err := json.Unmarshal(body, &t); err != nil {
		return fmt.Errorf("what the pruned run told: %w", err)
	}
	leftOut := func(board string) bool { return slices.Contains(s.leaveOut, board) }
	t.Observations = slices.DeleteFunc(t.Observations, func(r out.ObservationRow) bool { return leftOut(r.BoardID) })
	t.Captures = slices.DeleteFunc(t.Captures, func(r out.CaptureRow) bool { return leftOut(r.BoardID) })
	t.Findings = slices.DeleteFunc(t.Findings, func(r out.FindingRow) bool { return leftOut(r.BoardID) })
	if err := d.WriteRun(run.ID, t); err != nil {
		return err
	}
	past.Add(t)
	return nil
}
