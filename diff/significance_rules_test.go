package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// A passageCase is a passage before and after, with what a board would say of it.
type passageCase struct {
	old, new string
	kind     parse.BlockKind
	want     diff.Significance
	reason   string
}

func (c passageCase) check(t *testing.T) {
	t.Helper()
	got := compared(oneChapter(c.old, c.kind), oneChapter(c.new, c.kind))
	if len(got) != 1 || got[0].Significance != c.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), c.reason) {
		t.Errorf("%q -> %q:\n\t%s\n\twant %s because of %s", c.old, c.new, describe(got), c.want, c.reason)
	}
}

// TestCountsAndDays: how many and by when, in words or figures, are rules wherever a sentence
// lays something down; what is told of surveys, buildings and editions is not.
func TestCountsAndDays(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The kiln is shut once five pots have cracked.", "The kiln is shut once three pots have cracked.", p, diff.Practice, `number: "five" became "three"`},
		{"The harbour master closes the gate after a third warning.", "The harbour master closes the gate after a second warning.", p, diff.Practice, `number: "third" became "second"`},
		{"The boat turns back when two flares have failed.", "The boat turns back when one flare has failed.", p, diff.Practice, "number"},
		{"The vote stands when 12 of the members are there.", "The vote stands when eleven of the members are there.", p, diff.Practice, "number"},
		{"A mark of 40 or higher on the dial calls the fitter.", "A mark of 35 or higher on the dial calls the fitter.", p, diff.Practice, "threshold"},
		{"Clubs send their lists to the office by 15 May in each year.", "Clubs send their lists to the office by 30 April in each year.", p, diff.Practice, "timescale"},
		{"The return is due on 1 March.", "The return is due on 1 February.", p, diff.Practice, "timescale"},
		{"Keys are handed in before the first Monday of June.", "Keys are handed in before the first Monday of July.", p, diff.Practice, "timescale"},
		{"The scan is done in the thirtieth week.", "The scan is done in the twenty-ninth week.", p, diff.Practice, "timescale"},
		{"The scan is done in the 30th week.", "The scan is done in the thirtieth week.", p, diff.Minor, "wording"},
		{"The grant lasts until the age of 21.", "The grant lasts until the twenty-first birthday.", p, diff.Minor, "wording"},
		{"The grant is paid up to the 16th birthday.", "The grant is paid until the member turns 16.", p, diff.Minor, "wording"},
		{"The grant is paid up to the 16th birthday.", "The grant is paid up to the 17th birthday.", p, diff.Practice, "threshold"},
		// told, not laid down
		{"Our poll of spring heard from 90 anglers.", "Our poll of spring heard from 120 anglers.", p, diff.Minor, "number"},
		{"The last count showed 300 swans on the lake.", "The last count showed 340 swans on the lake.", p, diff.Minor, "number"},
		{"The map was drawn in four colours.", "The map was drawn in six colours.", p, diff.Minor, "number"},
		{"There are seven bridges in the town.", "There are eight bridges in the town.", p, diff.Minor, "number"},
		{"Two of our ferries carry a ramp.", "Three of our ferries carry a ramp.", p, diff.Minor, "number"},
		{"See the tide tables (second edition).", "See the tide tables (third edition).", p, diff.Minor, "wording"},
		{"This page was agreed on 3 May 2024 by the crew.", "This page was agreed on 9 June 2025 by the crew.", p, diff.Minor, "date"},
		{"The next review is due by May 2026.", "The next review is due by May 2028.", p, diff.Minor, "date"},
		{"Dial extension 208 for the boatman.", "Dial extension 411 for the boatman.", p, diff.Minor, "contact"},
		{"The boatman sits in room 4 of the Old Mill.", "The boatman sits in room 7 of the Old Mill.", p, diff.Minor, "wording"},
		// other words in another order
		{"The rope, when it is dry, is put away.", "When the rope is dry it is put away.", p, diff.Minor, "wording"},
		{"Storm watch | Night crew | Bridge crew", "Storm watch | Bridge crew | Night crew", parse.Row, diff.Practice, "table row"},
	} {
		c.check(t)
	}
}

// TestPointsOfLists: a point that left a list of steps or cases was a rule; one that left a
// list of signs or examples, gave way to another, or only pointed elsewhere, was not.
func TestPointsOfLists(t *testing.T) {
	list := func(lead string, points ...string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		b := append(ed.Sections[0].Blocks, parse.Block{Text: lead})
		for _, p := range points {
			item := parse.Block{Kind: parse.Item, Text: p}
			if name, ok := strings.CutPrefix(p, "link:"); ok {
				item.Text, item.Links = name, []parse.Link{{Text: name, Href: "https://guide.example/" + name}}
			}
			b = append(b, item)
		}
		ed.Sections[0].Blocks = b
		seal(ed)
		return ed
	}
	const must = "The quay is wide. Whoever comes on watch must:"
	for _, test := range []struct {
		name, lead string
		old, new   []string
		want       diff.Significance
		reason     string
	}{
		{"a step", must, []string{"bank the fire;", "say whether the log is fact or guess;"}, []string{"bank the fire;"}, diff.Practice, "lost a point"},
		{"what a record holds", "The log should include:", []string{"the hour;", "the wind;"}, []string{"the hour;"}, diff.Practice, "lost a point"},
		{"a case", "The gate is shut when any of the following is seen:", []string{"a lamp that smokes;", "a torn sail."}, []string{"a torn sail."}, diff.Practice, "lost a point"},
		{"in every case", "The following are considered on every watch:", []string{"the wind;", "the tide;", "the moon."}, []string{"the wind;", "the moon."}, diff.Practice, "lost a point"},
		{"what the keeper does", "The lamp officer will:", []string{"note the hour;", "bank the fire;"}, []string{"bank the fire;"}, diff.Practice, "lost a point"},
		{"what whoever hears it does", "The person who receives the call will:", []string{"note the hour;", "bank the fire;"}, []string{"bank the fire;"}, diff.Practice, "lost a point"},
		{"how a plan is to be", "An effective plan will be:", []string{"clear about the tide;", "shared with the crew;"}, []string{"clear about the tide;"}, diff.Practice, "lost a point"},
		{"what becomes of a child", "A child who is left alone will be:", []string{"cold;", "late for school;"}, []string{"cold;"}, diff.Minor, "a point was removed from a list"},
		{"how people often are", "Some families will often be:", []string{"cold;", "late for school;"}, []string{"cold;"}, diff.Minor, "a point was removed from a list"},
		{"a sign", "Signs that keepers have met include:", []string{"a lamp that smokes;", "often comes home late;", "a torn sail;"}, []string{"a lamp that smokes;", "a torn sail;"}, diff.Minor, "a point was removed from a list"},
		{"an example", "Keepers should look for signs such as:", []string{"a lamp that smokes;", "often comes home late;", "a torn sail;"}, []string{"a lamp that smokes;", "a torn sail;"}, diff.Minor, "a point was removed from a list"},
		{"what there is", "The harbour has three parts:", []string{"the mole;", "the quay;", "the slip."}, []string{"the mole;", "the slip."}, diff.Minor, "a point was removed from a list"},
		{"no lead", "The keeper must look at the sea.", []string{"the mole;", "the quay;", "the slip."}, []string{"the mole;", "the slip."}, diff.Minor, "a point was removed from a list"},
		{"said in other words", must, []string{"bank the fire;", "trim each wick with care;", "bar the gate;"}, []string{"bank the fire;", "see to lamps at dusk;", "bar the gate;"}, diff.Minor, "a point was removed from a list"},
		{"two points in one", must, []string{"bank the fire;", "trim the wicks;", "bar the gate;"}, []string{"bank the fire;", "trim the wicks and bar the gate;"}, diff.Minor, "a point was removed from a list"},
		{"a document", "All keepers must read:", []string{"the Harbours and Lamps Act 1997", "the Sails and Ropes Act 1989"}, []string{"the Harbours and Lamps Act 1997"}, diff.Minor, "a point was removed from a list"},
		{"a link", "All keepers must read:", []string{"link:lamps", "link:sails"}, []string{"link:lamps"}, diff.Minor, "a point was removed from a list"},
		{"a duty", "Signs that keepers have met include:", []string{"a torn sail;", "the keeper must be told;"}, []string{"a torn sail;"}, diff.Practice, "obligation"},
		{"in another place", must, []string{"bank the fire of the lamp;", "say whether the log is fact or guess;", "bar the gate to the quay;"}, []string{"say whether the log is fact or guess;", "bar the gate to the quay;", "bank the fire of the lamp;"}, diff.Minor, "moved"},
	} {
		got := compared(list(test.lead, test.old...), list(test.lead, test.new...))
		if len(got) != 1 || got[0].Significance != test.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.reason) {
			t.Errorf("%s: %s, want %s because of %q", test.name, describe(got), test.want, test.reason)
		}
	}
}

// TestNamesInTablesOfContacts: that another person answers a telephone is a contact; that
// another post does a thing, or does it otherwise, is practice.
func TestNamesInTablesOfContacts(t *testing.T) {
	row := parse.Row
	for _, c := range []passageCase{
		{"Harbour Master | Colin Moor | 01632 960111", "Harbour Master | Bethan Reef | 01632 960111", row, diff.Minor, `contact: "Colin Moor" became "Bethan Reef"`},
		{"Harbour Master | Colin Moor | 01632 960111", "Harbour Master | Bethan Moor | 01632 960111", row, diff.Minor, `contact: "Colin Moor" became "Bethan Moor"`},
		{"Named Doctor | Dr Moor | named@lamp.example", "Named Doctor | Dr A. Reef | named@lamp.example", row, diff.Minor, "contact"},
		{"Colin Moor (acting) | Harbour Master | 01632 960111", "Bethan O’Reef | Harbour Master | 01632 960111", row, diff.Minor, "contact"},
		{"Harbour Master | Colin Moor | 01632 960111", "Harbour Master | Vacant | 01632 960111", row, diff.Minor, `"Vacant"`},
		{"Harbour Master | Colin Moor | 01632 960111", "Harbour Master | Bethan Reef | 01632 960222", row, diff.Minor, "contact"},
		{"Trim the lamp | Deck Officer | 01632 960111", "Trim the lamp | Watch Manager | 01632 960111", row, diff.Practice, "table row"},
		{"Trim the lamp | at dusk | 01632 960111", "Trim the lamp | when it smokes | 01632 960111", row, diff.Practice, "table row"},
		{"Trim the lamp | Lamp Room | at dusk", "Trim the lamp | Sail Loft | at dusk", row, diff.Practice, "table row"},
		{"Harbour Master | Colin Moor | should ring 01632 960111", "Harbour Master | Bethan Reef | must ring 01632 960111", row, diff.Practice, "obligation"},
	} {
		c.check(t)
	}
}
