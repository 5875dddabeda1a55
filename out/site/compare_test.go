package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/out/report"
)

// TestSideBySide checks that lines stand opposite each other and that long
// unchanged stretches are left out.
func TestSideBySide(t *testing.T) {
	head := strings.TrimSuffix(strings.Repeat("Nothing happened in this line.\nNor did it here.\n", 5), "\n")
	older := head + "\nThe manager must reply within one day.\nThis line goes away altogether.\nContacts\nThe last line stays."
	newer := head + "\nThe manager should reply within one day.\nContacts\nA wholly new line arrives here.\nThe last line stays."
	rows, added, removed := compare(older, newer)
	side := func(spans []report.Span) string {
		var b strings.Builder
		for _, s := range spans {
			b.WriteString(s.Text)
		}
		return b.String()
	}
	var got []string
	for _, r := range rows {
		if r.Skipped > 0 {
			got = append(got, "skipped")
			continue
		}
		got = append(got, side(r.Left)+" = "+side(r.Right))
	}
	want := []string{
		"skipped",
		"Nor did it here. = Nor did it here.", "Nothing happened in this line. = Nothing happened in this line.", "Nor did it here. = Nor did it here.",
		"The manager must reply within one day. = The manager should reply within one day.",
		"This line goes away altogether. = ",
		"Contacts = Contacts", " = A wholly new line arrives here.", "The last line stays. = The last line stays.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if added != 7 || removed != 6 {
		t.Errorf("%d words added, %d removed", added, removed)
	}
}

// TestWordsOfTheOlderSideStayApart: where words that are new part two that stay, the older side
// keeps the space that stood between these.
func TestWordsOfTheOlderSideStayApart(t *testing.T) {
	rows, _, _ := compare("Its basic physical or inner needs are met at home.", "Its basic physical, social or outer needs are met at home.")
	var left strings.Builder
	for _, r := range rows {
		for _, s := range r.Left {
			left.WriteString(s.Text)
		}
	}
	if got := strings.TrimSpace(left.String()); got != "Its basic physical or inner needs are met at home." {
		t.Errorf("the older side reads %q", got)
	}
}

// TestMovedAndEditedSideBySide checks that the words that went from a passage which
// moved as well stand on the older side where it stood, not alone where it is now.
func TestMovedAndEditedSideBySide(t *testing.T) {
	passage := "A response works best when the manager and the agency plan it together. The Local Children %s expects that the worker weighs up the whole history and not only the latest event."
	first, last := "What was agreed is written down on the same day.", "The plan is read again after a month."
	older := first + "\n" + strings.Replace(passage, "%s", "Board", 1) + "\nMinutes are sent to everybody.\n" + last
	newer := first + "\nMinutes are sent to everybody.\n" + last + "\n" + strings.Replace(passage, "%s", "Partnership", 1)
	rows, _, _ := compare(older, newer)
	var left []string
	for _, r := range rows {
		text := ""
		for _, s := range r.Left {
			text += s.Text
		}
		if text != "" {
			left = append(left, text)
		}
	}
	if d := cmp.Diff(strings.Split(older, "\n"), left); d != "" {
		t.Errorf("the older side (-want +got):\n%s", d)
	}
}
