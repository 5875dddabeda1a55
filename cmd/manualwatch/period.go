package main

import (
	"fmt"
	"time"

	"manualwatch/crawl/archive"
	"manualwatch/normalise"
)

// A period is the time between two dates of a report; a plain date as its end
// takes in the whole day.
type period struct{ from, to time.Time }

// period reads --from and --to.
func (s *session) period(from, to string) (period, error) {
	if from == "" {
		return period{}, usageError(fmt.Errorf("--from is missing: give a date like 2026-09-01"))
	}
	var p period
	var err error
	if p.from, err = parseTime(from); err != nil {
		return p, usageError(fmt.Errorf("--from %q: %w", from, err))
	}
	p.from = wholeDay(from, p.from)
	if to == "" {
		p.to = s.now()
	} else if p.to, err = parseTime(to); err != nil {
		return p, usageError(fmt.Errorf("--to %q: %w", to, err))
	}
	p.to = wholeDay(to, p.to)
	if p.to.Before(p.from) {
		return p, usageError(fmt.Errorf("--to %s lies before --from %s", to, from))
	}
	return p, nil
}

// wholeDay moves a plain date to the last second of its day: "as of a date"
// means what stood when the day ended.
func wholeDay(text string, t time.Time) time.Time {
	if len(text) == len(time.DateOnly) {
		return t.Add(24*time.Hour - time.Second)
	}
	return t
}

// archiveRunAt is a run that stands for reading at a time; nothing is written under it.
func archiveRunAt(t time.Time) archive.Run {
	return archive.Run{ID: t.UTC().Format(normalise.RunIDLayout), StartedAt: t}
}
