package main

import (
	"fmt"
	"slices"
	"time"

	"manualwatch/normalise"
	"manualwatch/out"
	"manualwatch/out/report"
)

// stateOverdue is the state of a board that was well when it was last visited, which is too
// long ago: nobody else notices that the nightly job is started no more.
const stateOverdue = "overdue"

// A run is overdue after one and a half times the usual time between two, and never before
// leastOverdue.
const leastOverdue = 36 * time.Hour

// rhythmOf is how many visits show what time is usual between two.
const rhythmOf = 15

// tellOverdue says that no visit followed the last one, or that the last one is to come.
func (st *boardStatus) tellOverdue(visits []out.ObservationRow, now time.Time) {
	times := timesOf(visits)
	if len(times) == 0 {
		return
	}
	last := times[len(times)-1]
	switch age := now.Sub(last); {
	case age < -time.Hour:
		st.add(out.StatusNeedsIntervention, fmt.Sprintf("the last run is dated %s, which is to come: the clock was wrong then, or is now", report.Day(last)),
			fmt.Sprintf("check the clock; if it is right now, remove archive/captures/%s from the data folder, and what other runs are there of days to come, and run `manualwatch rebuild`", st.LastRun))
	case age > max(leastOverdue, usualGap(times)*3/2):
		st.add(stateOverdue, fmt.Sprintf("no run since %s, %s", report.Day(last), last.Format("15:04")),
			"see whether the nightly job is still started (`systemctl list-timers`, `crontab -l` or `kubectl get cronjobs`) and what its log says")
	}
}

// timesOf are the times of the newest visits, oldest first.
func timesOf(visits []out.ObservationRow) []time.Time {
	var times []time.Time
	for _, v := range visits[max(0, len(visits)-rhythmOf):] {
		if t, err := time.Parse(normalise.RunIDLayout, v.RunID); err == nil {
			times = append(times, t)
		}
	}
	return times
}

// tellUnlooked notes since when nobody had looked before the last visit, where that is longer
// than usual: what came and went meanwhile was not seen, changed or not.
func (st *boardStatus) tellUnlooked(visits []out.ObservationRow) {
	times := timesOf(visits)
	if len(times) < 2 {
		return
	}
	before, last := times[len(times)-2], times[len(times)-1]
	if last.Sub(before) > max(report.LongUnlooked, usualGap(times[:len(times)-1])*3/2) {
		st.UnlookedSince, st.looked = &before, last
	}
}

// printUnlooked says at which boards nobody had looked for long before their last visit.
func (o *options) printUnlooked(list []boardStatus) {
	boards := map[string][]string{}
	var times []string
	for _, st := range list {
		if st.UnlookedSince == nil {
			continue
		}
		between := fmt.Sprintf("between %s and %s", report.Day(*st.UnlookedSince), report.Day(st.looked))
		if boards[between] == nil {
			times = append(times, between)
		}
		boards[between] = append(boards[between], st.Board)
	}
	for _, between := range times {
		fmt.Fprintf(o.env.stdout, "\nnobody looked %s at %s: what came and went meanwhile was not seen\n", between, report.List(boards[between]))
	}
}

// usualGap is the median of the times between visits, 0 if there was only one.
func usualGap(times []time.Time) time.Duration {
	var gaps []time.Duration
	for i := 1; i < len(times); i++ {
		gaps = append(gaps, times[i].Sub(times[i-1]))
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// tellUnwritten says that the changelogs of visits are not there.
func (st *boardStatus) tellUnwritten(visits []out.ObservationRow, unwritten []string) {
	for _, v := range slices.Backward(visits) {
		if slices.Contains(unwritten, v.RunID) {
			st.add(st.State, fmt.Sprintf("the changelog of run %s is not there", v.RunID), "see that the disk has room; the next `manualwatch run`, or `manualwatch rebuild`, writes the changelog")
			return
		}
	}
}

// add tells a further cause; the state gives way only where all was well.
func (st *boardStatus) add(state, cause, mend string) {
	if st.State == out.StatusChanged || st.State == out.StatusUnchanged {
		st.State = state
	}
	st.Cause, st.Mend = joined(st.Cause, cause), joined(st.Mend, mend)
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}
