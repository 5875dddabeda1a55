package diff_test

import (
	"testing"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// judgedAgain is what becomes of a row of a chapter whose text changed on the night before, when
// another row on it was confirmed that is gone now; later is the text on the second night.
func judgedAgain(t *testing.T, was, is, later string, row, again normalise.Amendment) diff.Declaration {
	t.Helper()
	n1 := small()
	n1.Sections[1].Blocks = append(n1.Sections[1].Blocks, parse.Block{Text: was})
	lineage.Carry(nil, n1)
	turn := func(prev *normalise.Edition, text string, row normalise.Amendment, h *declaration.History) *normalise.Edition {
		cur := next(prev, func(ed *normalise.Edition) {
			ed.Sections[1].Blocks[len(ed.Sections[1].Blocks)-1].Text = text
			row.Ordinal = 1
			ed.Amendments = []normalise.Amendment{row}
		})
		changes := compare.Editions(lineage.Carry(prev, cur), compare.Options{RunID: cur.RunID})
		h.Nights = append(h.Nights, declaration.Night{RunID: cur.RunID, ObservedAt: cur.ObservedAt, Changes: changes, Declarations: declaration.Judge(prev, cur, changes, *h)})
		return cur
	}
	h := &declaration.History{Nights: []declaration.Night{{RunID: n1.RunID, ObservedAt: n1.ObservedAt}}}
	turn(turn(n1, is, row, h), later, again, h)
	got := h.Nights[2].Declarations
	if len(got) != 1 || h.Nights[1].Declarations[0].State != diff.Confirmed {
		t.Fatalf("%q: %+v, then %+v", row.Details, h.Nights[1].Declarations, got)
	}
	return got[0]
}

// TestRowOfThisMonthSaidAgain: a row whose month is not over keeps what was said of it where only
// its words or its heading change, and is a new one where it says something else or may be that
// of another month.
func TestRowOfThisMonthSaidAgain(t *testing.T) {
	const was, is, longer = "The wicks are trimmed within four days. Porters must ring.", "The wicks are trimmed within nine days. Porters must ring.", "The wicks are trimmed within nine days. Porters may ring."
	in := func(m time.Month, details string) normalise.Amendment {
		r := row2("Lantern rules", details)
		r.Date = normalise.Date{Y: 2020, M: m, D: 1, Precision: normalise.Month}
		if m == 0 {
			r.Date = normalise.Date{}
		}
		return r
	}
	said := in(1, "Time limit for trimming the wicks extended to nine days.")
	for _, c := range []struct {
		name       string
		row, again normalise.Amendment
		later      string
		want       diff.State
	}{
		{"other words", said, in(1, "The time limit for trimming the wicks has been extended to nine days."), is, diff.Duplicate},
		{"other words, another edit", said, in(1, "The time limit for trimming the wicks has been extended to nine days."), longer, diff.Duplicate},
		{"under two months, without a date", said, in(0, said.Details), is, diff.Duplicate},
		{"under the next month", said, in(2, said.Details), is, diff.Duplicate},
		{"under a later month", said, in(6, said.Details), is, diff.NotDetected},
		{"another limit", said, in(1, "Time limit for trimming the wicks extended to twelve days."), is, diff.NotDetected},
		{"another duty", in(1, "Porters should trim the wicks within nine days."), in(1, "Porters must trim the wicks within nine days."), is, diff.NotDetected},
		{"next month's row of little", in(1, "Updated."), in(2, "Updated."), is, diff.NotDetected},
		{"next month's row on contacts", in(1, "Contact details updated; timescales too."), in(2, "Contact details updated."), is, diff.NotDetected},
		{"says more", said, in(1, said.Details+" A flowchart of lanterns was added."), is, diff.NotDetected},
	} {
		if got := judgedAgain(t, was, is, c.later, c.row, c.again); got.State != c.want {
			t.Errorf("%s: %s (%s), want %s", c.name, got.State, got.Reason, c.want)
		}
	}
}
