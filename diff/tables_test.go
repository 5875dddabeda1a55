package diff_test

import (
	"slices"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// oneTable is a manual of one chapter with a table, of which the first row names the columns.
func oneTable(rows ...string) *normalise.Edition {
	ed := oneChapter("", parse.Paragraph)
	for i, row := range rows {
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: parse.Row, Table: 1, Header: i == 0, Text: row})
	}
	seal(ed)
	return ed
}

// TestSignificanceOfTables: what a row says is practice, the names and the order of columns
// are not.
func TestSignificanceOfTables(t *testing.T) {
	head := "Task | Who | When"
	lamp, tank, door := "Light the lamp | Keeper | Before eight", "Fill the tank | Boatman | At noon", "Shut the door | Mate | After six"
	old := []string{head, lamp, tank, door}
	for name, test := range map[string]struct {
		old, new []string
		want     diff.Significance
		reason   string
	}{
		"two cells of a row": {old, []string{head, "Light the lamp | Before eight | Keeper", tank, door}, diff.Practice, "table row"},
		"times of two rows":  {old, []string{head, "Light the lamp | Keeper | After six", tank, "Shut the door | Mate | Before eight"}, diff.Practice, "number"},
		"people of two rows": {old, []string{head, "Light the lamp | Mate | Before eight", tank, "Shut the door | Keeper | After six"}, diff.Practice, "table row"},
		"an empty cell":      {old, []string{head, lamp, "Fill the tank | Boatman", door}, diff.Practice, "timescale"},
		"a column less":      {old, []string{"Task | Who", "Light the lamp | Keeper", "Fill the tank | Boatman", "Shut the door | Mate"}, diff.Practice, "a column was taken out of a table"},
		"a row more":         {old, []string{head, lamp, tank, "Wipe the glass | Deckhand | On Fridays", door}, diff.Practice, "a table row was added"},
		"two rows more":      {old, []string{head, lamp, tank, door, "Wipe the glass | Deckhand | On Fridays", "Oil the hinge | Deckhand | On Sundays"}, diff.Practice, "a table row was added"},
		"a row less":         {old, []string{head, lamp, door}, diff.Practice, "a table row was removed"},
		"a word less":        {[]string{"Word | Meaning", "Aft | Behind", "Fore | Before everything else"}, []string{"Word | Meaning", "Aft | Behind"}, diff.Practice, "a passage was removed"},
		"a column's unit":    {[]string{"Task | Who | Days", "Wash the sail | Mate | 4"}, []string{"Task | Who | Working days", "Wash the sail | Mate | 4"}, diff.Practice, `timescale: "days" became "working days"`},
		"a unit said fully":  {[]string{"Task | Who | Working days", "Wash the sail | Mate | 4"}, []string{"Task | Who | Working days allowed", "Wash the sail | Mate | 4"}, diff.Minor, "columns"},
		"a column's name":    {old, []string{"Task | Person | When", lamp, tank, door}, diff.Minor, "columns: \"Task | Who | When\" became \"Task | Person | When\""},
		"a column more":      {[]string{"Task | Who", "Light the lamp | Keeper", "Fill the tank | Boatman"}, []string{"Task | Log | Who", "Light the lamp | yes | Keeper", "Fill the tank | no | Boatman"}, diff.Practice, "a column was added to a table"},
		"a column's limit":   {[]string{"Task | Within 3 days | Within 9 days", "Wash the sail | yes | no"}, []string{"Task | Within 5 days | Within 9 days", "Wash the sail | yes | no"}, diff.Practice, "timescale"},
		"order of columns":   {old, []string{"Task | When | Who", "Light the lamp | Before eight | Keeper", "Fill the tank | At noon | Boatman", "Shut the door | After six | Mate"}, diff.Minor, "another order"},
		"a word explained":   {[]string{"Word | Meaning", "Aft | Behind"}, []string{"Word | Meaning", "Aft | Behind", "Fore | Before everything else"}, diff.NewText, "without an obligation"},
		"a version more":     {[]string{"Version | Date | What", "1.0 | May 2024 | First"}, []string{"Version | Date | What", "1.0 | May 2024 | First", "1.1 | June 2025 | Words on knots"}, diff.NewText, "without an obligation"},
		"a new table":        {nil, []string{"Knot | Rope | Use", "Bowline | Hemp | Loops"}, diff.NewText, "without an obligation"},
	} {
		got := compared(oneTable(test.old...), oneTable(test.new...))
		if len(got) != 1 || got[0].Significance != test.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.reason) {
			t.Errorf("%s: %s, want %s because of %s", name, describe(got), test.want, test.reason)
		}
	}
}

// TestRowIsQuotedWithItsFirstCell: the cell that says what a row is about stands in the quotation,
// whether it ends with a full stop or other cells stand between; a bare number or a cell that is
// no label does not.
func TestRowIsQuotedWithItsFirstCell(t *testing.T) {
	const long = "The deck is scrubbed, and dried, and looked at by the mate of the watch. The rail is wiped each day before the boats are let down. "
	for was, want := range map[string]string{
		"The plan is kept in the office of the port. | Mate | 6 hours":                                                             "The plan is kept in the office of the port. | Mate | ",
		"Store the sails. | The mate looks at all of them before noon, and he counts them. | 6 hours":                              "Store the sails. | | ",
		"4.2 | The mate looks at all of them before noon, and he counts them. Sails dry for 6 hours":                               "Sails dry for ",
		strings.Repeat(long, 3) + " | The mate looks at all of them before noon, and he counts them. Sails dry for 6 hours":        "Sails dry for ",
		"Store the sails | The mate looks at all of them before noon, and he counts them. Ropes hang for a day. Sails for 6 hours": "Store the sails | Sails for ",
	} {
		got := compared(oneTable("Task | Who | Limit", was), oneTable("Task | Who | Limit", strings.Replace(was, "6", "9", 1)))
		if len(got) != 1 {
			t.Fatalf("%s: %s", was, describe(got))
		}
		kept := ""
		for _, e := range got[0].Edits {
			if e.Op == diff.Delete {
				break
			}
			if e.Op == diff.Keep {
				kept += e.Text
			}
		}
		if strings.TrimSpace(kept) != strings.TrimSpace(want) {
			t.Errorf("%s: %q is kept, want %q", was, kept, want)
		}
	}
}

// TestWordsCutOffTheEnd: words that came or went behind the last one of a line without a full
// stop are part of its sentence.
func TestWordsCutOffTheEnd(t *testing.T) {
	for _, c := range []passageCase{
		{"a wet and dark cabin", "a wet and dark cabin or hold", parse.Item, diff.Minor, "wording"},
		{"The keeper must log the fog", "The keeper must log the fog within two hours", parse.Item, diff.Practice, "timescale"},
	} {
		c.check(t)
	}
}

// TestContactsSetAsAList: where a design makes lines of their own of what stood in one passage,
// or the other way about, only the line whose words changed is told of.
func TestContactsSetAsAList(t *testing.T) {
	night := func(kind parse.BlockKind, contacts ...string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		for _, c := range contacts {
			ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, parse.Block{Kind: kind, Text: c})
		}
		seal(ed)
		return ed
	}
	const keeper, desk, post = "Head keeper: Ada Holm", "Quay desk: 01632 960111", "Email: quay@bay.example"
	block := night(parse.Paragraph, keeper+"\n"+desk+"\n"+post)
	for name, test := range map[string]struct {
		old, new *normalise.Edition
		reason   string // "" for no change
		edit     string // what came
	}{
		"only set otherwise": {block, night(parse.Item, keeper, desk, post), "", ""},
		"another number":     {block, night(parse.Item, keeper, "Quay desk: 01632 960222", post), `contact: "01632 960111" became "01632 960222"`, "960222"},
		"another person":     {block, night(parse.Paragraph, "Head keeper: Bo Rasmussen", desk, post), "wording", "Bo Rasmussen"},
		"made one passage":   {night(parse.Item, "Head keeper: Bo Rasmussen", desk, post), block, "wording", "Ada Holm"},
	} {
		got := compared(test.old, test.new)
		if test.reason == "" {
			if len(got) != 0 {
				t.Errorf("%s: %s, want no change", name, describe(got))
			}
			continue
		}
		if len(got) != 1 || got[0].Significance != diff.Minor || !slices.Equal(got[0].Reasons, []string{test.reason}) {
			t.Errorf("%s: %s, want minor because of %s", name, describe(got), test.reason)
			continue
		}
		if came := strings.TrimSpace(joined(got[0].Edits, diff.Insert)); came != test.edit {
			t.Errorf("%s: %q came, want %q", name, came, test.edit)
		}
	}
}

// TestMergedCells: cells that are merged, or parted again, say what they said; a cell that is
// empty does not say what stands above it.
func TestMergedCells(t *testing.T) {
	row := func(cells ...parse.Cell) parse.Block {
		b := parse.Block{Kind: parse.Row, Table: 1, Cells: cells}
		var said []string
		for _, c := range cells {
			if c.Text != "" {
				said = append(said, c.Text)
			}
		}
		b.Text = strings.Join(said, " | ")
		return b
	}
	one := func(text string) parse.Cell { return parse.Cell{Text: text, ColSpan: 1, RowSpan: 1} }
	over := func(text string, rows, cols int) parse.Cell {
		return parse.Cell{Text: text, ColSpan: cols, RowSpan: rows}
	}
	table := func(rows ...parse.Block) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		ed.Sections[0].Blocks = append(ed.Sections[0].Blocks, rows...)
		seal(ed)
		return ed
	}
	head := row(one("Case"), one("Seen within"), one("By"))
	const long = "2 hours where the boat is afloat, and before it leaves the quay in all other cases"
	plain := table(head, row(one("Burn"), one(long), one("Mate")), row(one("Bite"), one(long), one("Mate")), row(one("Fall"), one("6 hours"), one("Cook")))
	merged := table(head, row(one("Burn"), over(long, 2, 1), over("Mate", 2, 1)), row(one("Bite")), row(one("Fall"), one("6 hours"), one("Cook")))
	for name, test := range map[string]struct {
		old, new *normalise.Edition
		want     diff.Significance // "" for no change
	}{
		"merged":                 {plain, merged, ""},
		"parted":                 {merged, plain, ""},
		"one of two merged":      {plain, table(head, row(one("Burn"), over(long, 2, 1), one("Mate")), row(one("Bite"), one("Mate")), row(one("Fall"), one("6 hours"), one("Cook"))), ""},
		"columns merged":         {table(head, row(one("Burn"), one("Mate"), one("Mate"))), table(head, row(one("Burn"), over("Mate", 1, 2))), ""},
		"emptied":                {plain, table(head, row(one("Burn"), one(long), one("Mate")), row(one("Bite"), one(""), one("")), row(one("Fall"), one("6 hours"), one("Cook"))), diff.Practice},
		"merged with the wrong":  {plain, table(head, row(one("Burn"), one(long), one("Mate")), row(one("Bite"), over("6 hours", 2, 1), over("Cook", 2, 1)), row(one("Fall"))), diff.Practice},
		"what is merged changed": {merged, table(head, row(one("Burn"), over("4 hours", 2, 1), over("Mate", 2, 1)), row(one("Bite")), row(one("Fall"), one("6 hours"), one("Cook"))), diff.Practice},
	} {
		got := compared(test.old, test.new)
		if test.want == "" && len(got) > 0 || test.want != "" && (len(got) != 1 || got[0].Significance != test.want) {
			t.Errorf("%s: %s, want %q", name, describe(got), test.want)
		}
	}
	if got := compared(merged, table(head, row(one("Burn"), over("4 hours", 2, 1), over("Mate", 2, 1)), row(one("Bite")), row(one("Fall"), one("6 hours"), one("Cook")))); strings.Contains(joined(got[0].Edits, diff.Delete, diff.Insert), "Bite") {
		t.Errorf("a row of which only the merged cell changed is told: %s", describe(got))
	}
}
