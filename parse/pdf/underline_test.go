package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUnderlinedHeadings takes underlined lines for headings, but not lines above the border
// of a page or with a word underlined in them. Widths are those of Helvetica (Adobe font
// metrics): "At the door" is 54.4, "At the gate" 55.0 and "gate" 22.6 wide in size 11.
func TestUnderlinedHeadings(t *testing.T) {
	body := func(y float64, text string) string { return show("F1", 11, 72, y, text) }
	under := func(x, y, width float64) string { return fmt.Sprintf("%g %g %g 0.6 re f\n", x, y-2, width) }
	content := body(770, "Keepers go out in twos and they never carry a lamp in each hand.") +
		body(740, "At the door") + under(72, 740, 54.4) +
		body(725, "Knock first and wait until somebody has said who is at home.") +
		body(695, "At the gate") + under(72, 695, 55) +
		body(680, "Ring the bell twice and stand where you can be seen from inside.") +
		body(650, "Close the gate") + under(72, 650, 451) +
		body(635, "Whoever goes last closes it and puts the key back in its place.") +
		body(605, "Open the gate") + under(72+47.7, 605, 22.6)
	want := []string{"h1: At the door", "h1: At the gate"}
	var got []string
	for _, l := range outlineOf(mustRead(t, contentPDF(content, "", "null"))) {
		if strings.HasPrefix(l, "h") {
			got = append(got, l)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestUnderlinedBelowListed ranks underlined headings below those in the same bold type without a
// line where the list of contents names only these, and above them where it names all. "Keys",
// "Boats" and "Ropes" are 27.1, 33.6 and 35.2 wide in size 11.
func TestUnderlinedBelowListed(t *testing.T) {
	body := func(y float64) string {
		return show("F1", 11, 72, y, "Keepers go out in twos and they never carry a lamp in each hand.")
	}
	lined := func(y, width float64, text string) string {
		return show("F2", 11, 72, y, text) + fmt.Sprintf("72 %g %g 0.6 re f\n", y-2, width)
	}
	for _, c := range []struct {
		listed []string
		want   []string
	}{
		{[]string{"Lamps", "Oil", "Wicks"}, []string{"h1: Lamps", "h2: Keys", "h2: Boats", "h1: Oil", "h1: Wicks"}},
		{[]string{"Lamps", "Keys", "Boats", "Oil", "Wicks"}, []string{"h2: Lamps", "h1: Keys", "h1: Boats", "h2: Oil", "h2: Wicks"}},
	} {
		contents := show("F2", 15, 72, 770, "Contents")
		for i, l := range c.listed {
			contents += show("F1", 11, 72, 750-14*float64(i), l+" "+strings.Repeat(".", 40)+" 2")
		}
		text := show("F2", 11, 72, 770, "Lamps") + body(755) + lined(725, 27.1, "Keys") + body(710) + lined(680, 33.6, "Boats") + body(665) +
			show("F2", 11, 72, 635, "Oil") + body(620) + show("F2", 11, 72, 590, "Wicks") + body(575)
		var got []string
		for _, l := range outlineOf(mustRead(t, manyPages(contents, text))) {
			if strings.HasPrefix(l, "h") && !strings.HasSuffix(l, "Contents") {
				got = append(got, l)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff)
		}
	}
}
