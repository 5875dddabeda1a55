package amend

import (
	"testing"
	"time"

	"manualwatch/normalise"
)

// TestNotesThatTheRecordTells: a note inside a chapter is told once, by the board's record where
// that has a row of the same chapter and time, and of the same day where both print one.
func TestNotesThatTheRecordTells(t *testing.T) {
	day := func(d int) normalise.Date {
		return normalise.Date{Y: 2024, M: time.May, D: d, Precision: normalise.Day}
	}
	month := normalise.Date{Y: 2024, M: time.May, D: 1, Precision: normalise.Month}
	row := func(id, words string, on normalise.Date) normalise.Amendment {
		return normalise.Amendment{SectionID: id, Details: words, Date: on}
	}
	record := []normalise.Amendment{row("a", "New form.", day(16)), row("b", "Lamps added.", month)}
	for _, c := range []struct {
		name string
		note normalise.Amendment
		kept bool
	}{
		{"the same day", row("a", "The form is new.", day(16)), false},
		{"the same words, another day", row("a", "New form", day(2)), false},
		{"other words, another day", row("a", "Tides reworded.", day(2)), true},
		{"other words, the same month", row("a", "Tides reworded.", month), false},
		{"a day of the month that the record names", row("b", "Oil reworded.", day(2)), false},
		{"another chapter", row("c", "New form.", day(16)), true},
		{"no date", row("a", "Tides reworded.", normalise.Date{}), true},
	} {
		if got := unsaid(record, []normalise.Amendment{c.note}); (len(got) == 1) != c.kept {
			t.Errorf("%s: kept %v, want %v", c.name, len(got) == 1, c.kept)
		}
	}
}
