package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// TestSmallWords: a small word that takes the place of another may turn round what is to be
// done, for whom and when, though nothing else of the sentence is changed.
func TestSmallWords(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		// both or one of them
		{"A pilot is called where the fog is thick and the tide is low.", "A pilot is called where the fog is thick or the tide is low.", p, diff.Practice, `"and" became "or"`},
		{"Where the mast is cracked or the sail is torn, the boat is kept in.", "Where the mast is cracked and the sail is torn, the boat is kept in.", p, diff.Practice, `"or" became "and"`},
		{"The deck officer and the clerk sign the log.", "The deck officer or the clerk signs the log.", p, diff.Practice, `"and" became "or"`},
		{"The keeper must ring the quay and light the lamp.", "The keeper must ring the quay or light the lamp.", p, diff.Practice, `"and" became "or"`},
		{"Both mates are asked.", "One of the mates is asked.", p, diff.Practice, `"both" became "one of"`},
		{"The boat is sold where all of the owners agree.", "The boat is sold where any of the owners agree.", p, diff.Practice, `"all" became "any of"`},
		{"Each of the owners is asked.", "Either of the owners is asked.", p, diff.Practice, `"each" became "either of"`},
		{"Parents and carers are asked.", "Parents or carers are asked.", p, diff.Minor, "wording"},
		{"Keepers should look for signs of harm and neglect.", "Keepers should look for signs of harm or neglect.", p, diff.Minor, "wording"},
		{"Nobody must touch the wick and the lens.", "Nobody must touch the wick or the lens.", p, diff.Minor, "wording"},
		{"The lake is deep and cold.", "The lake is deep or cold.", p, diff.Minor, "wording"},
		{"Both mates are asked.", "Each of the mates is asked.", p, diff.Minor, "wording"},
		{"The mate and/or the clerk must sign.", "The mate or the clerk must sign.", p, diff.Minor, "wording"},
		{"Ropes, as well as sails, are checked.", "Ropes and sails are checked.", p, diff.Minor, "wording"},
		// a ban and what is allowed
		{"Charts are never to be copied by the crew.", "Charts are to be copied by the crew.", p, diff.Practice, `"never" was removed`},
		{"Charts are not to be copied by the crew.", "Charts are never to be copied by the crew.", p, diff.Minor, "wording"},
		{"Notes by pigeon are accepted.", "Notes by pigeon are no longer accepted.", p, diff.Practice, `"no longer" was added`},
		{"Notes by pigeon are no longer accepted.", "Notes by pigeon are not accepted.", p, diff.Minor, "wording"},
		{"All boats, including rafts, are checked.", "All boats, excluding rafts, are checked.", p, diff.Practice, `"excluding" was added`},
		{"The chest is opened only by the mate.", "The chest is opened solely by the mate.", p, diff.Minor, "wording"},
		{"Never touch the glass.", "Touch the glass.", p, diff.Practice, `"never" was removed`},
		{"Do not touch the glass.", "Please touch the glass.", p, diff.Practice, `"not" was removed`},
		{"Never touch the glass.", "Do not touch the glass.", p, diff.Minor, "wording"},
		{"Do not use long words.", "Use plain words.", p, diff.Minor, "wording"},
		{"Neither mate is told.", "Either mate is told.", p, diff.Practice, `"neither" was removed`},
		{"Calls at the pier are unannounced.", "Calls at the pier are announced.", p, diff.Practice, `"unannounced" became "announced"`},
		{"All of the following call for a pilot:", "Any of the following call for a pilot:", p, diff.Practice, `"all of the following" became "any of the following"`},
		{"Any of the following call for a pilot:", "Either of the following call for a pilot:", p, diff.Minor, "wording"},
		{"Signs of rot are any of the following:", "Signs of rot are all of the following:", p, diff.Minor, "wording"},
		{"The loss is recorded and shared with the crew.", "The loss is recorded or shared with the crew.", p, diff.Practice, `"and" became "or"`},
		{"The deck officer must see the child and the parents.", "The deck officer must see the child or the parents.", p, diff.Practice, `"and" became "or"`},
		{"The deck officer must see the parents and carers.", "The deck officer must see the parents or carers.", p, diff.Minor, "wording"},
		{"The mate calls on weekdays, and the log is kept.", "The mate calls on weekends, and the log is kept.", p, diff.Practice, "weekends"},
		// what comes first
		{"The survey takes place before the boat is sold.", "The survey takes place after the boat is sold.", p, diff.Practice, `"before" became "after"`},
		{"The survey takes place prior to the sale.", "The survey takes place before the sale.", p, diff.Minor, "wording"},
		{"The pennant flies until the race.", "The pennant flies after the race.", p, diff.Practice, `"until" became "after"`},
		{"The log is kept until the age of the ship is known.", "The log is kept by the time the age of the ship is known.", p, diff.Minor, "wording"},
		{"A receipt is given on payment.", "A receipt is given after payment.", p, diff.Minor, "wording"},
		{"A boat must not leave until the pilot has come.", "A boat must not leave before the pilot has come.", p, diff.Minor, "wording"},
		{"The votes are counted at the meeting.", "The votes are counted before the meeting.", p, diff.Practice, `"at" became "before"`},
		{"The crew is told at landing.", "The crew is told on landing.", p, diff.Minor, "wording"},
		{"The crew is told during the voyage.", "The crew is told after the voyage.", p, diff.Practice, `"during" became "after"`},
		{"The knots are those in the table above.", "The knots are those in the table below.", p, diff.Minor, "wording"},
		{"The log is kept as set out in the chapter on logs earlier.", "The log is kept as set out in the chapter on logs later.", p, diff.Minor, "wording"},
		{"Rain may come by day and by night.", "Rain may come by day or by night.", p, diff.Minor, "wording"},
		{"The rota is sent at least two days before the race.", "The rota is sent no later than two days before the race.", p, diff.Minor, "wording"},
		// most and least
		{"The lamp burns for at least five hours.", "The lamp burns for up to five hours.", p, diff.Practice, `"at least five" became "up to five"`},
		{"The hull is cleaned within ten days of landing.", "The hull is cleaned after ten days of landing.", p, diff.Practice, `"within ten" became "after ten"`},
		{"The hull is cleaned within ten days.", "The hull is cleaned in no more than ten days.", p, diff.Minor, "wording"},
		{"The whichever is the later date counts for both.", "The whichever is the earlier date counts for both.", p, diff.Practice, `"later" became "earlier"`},
		// with whom, to whom
		{"The diver is met with a nurse.", "The diver is met without a nurse.", p, diff.Practice, `"with" became "without"`},
		{"The ledger goes to the shore team.", "The ledger goes from the shore team.", p, diff.Practice, `"to" became "from"`},
		{"A chart is shown in addition to the log.", "A chart is shown instead of the log.", p, diff.Practice, `"in addition to" became "instead of"`},
		{"The clerk tells the police of each wreck.", "The clerk tells the school of each wreck.", p, diff.Practice, `somebody else is named: "police" became "school"`},
		{"The clerk tells the police of each wreck.", "The clerk tells the harbour team of each wreck.", p, diff.Practice, "somebody else"},
		{"The clerk tells the police of each wreck.", "The clerk tells the harbour police of each wreck.", p, diff.Minor, "wording"},
		{"A copy is sent to Ofsted.", "A copy is sent to the CQC.", p, diff.Practice, "somebody else"},
		{"The school holds the file.", "The local authority holds the file.", p, diff.Practice, "somebody else"},
		{"The hospital holds the file.", "The hospital trust holds the file.", p, diff.Minor, "wording"},
		{"The clerk and her manager meet.", "The clerk and their manager meet.", p, diff.Minor, "wording"},
		{"The clerk tells CAMHS of each wreck. The MASH is told by post.", "The clerk tells the MASH of each wreck. The MASH is told by post.", p, diff.Practice, `"camhs" became "mash"`},
		// as a rule
		{"The lens is wiped within ten days.", "The lens is normally wiped within ten days.", p, diff.Practice, `"normally" was added`},
		{"The lens is always wiped by two people.", "The lens is usually wiped by two people.", p, diff.Practice, `"usually"`},
		{"The lens is wiped by two people.", "The lens is always wiped by two people.", p, diff.Minor, "wording"},
		{"Leave is always asked for.", "Leave is sometimes asked for.", p, diff.Practice, `"sometimes" was added`},
		{"The lens is normally wiped by two people.", "The lens is usually wiped by two people.", p, diff.Minor, "wording"},
		{"The crew is asked where possible.", "The crew is asked wherever reasonably practicable.", p, diff.Minor, "wording"},
		{"The crew is asked wherever possible.", "The crew is asked.", p, diff.Practice, `"wherever possible" was removed`},
		{"Gulls normally fly low.", "Gulls fly low.", p, diff.Minor, "wording"},
		// written anew
		{"Fog is met with patience and a bell that is rung by hand.", "A bell or a lamp is what most harbours have met fog with over the years.", p, diff.Minor, "wording"},
		{"Weed is found before the tide turns;", "Weed is found after the tide turns;", parse.Item, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}

// TestSmallWordsInLists: the points of a list that is led to by a rule are rules; those of a
// list of signs are none.
func TestSmallWordsInLists(t *testing.T) {
	list := func(lead string, points ...string) *normalise.Edition {
		ed := oneChapter("", parse.Paragraph)
		b := append(ed.Sections[0].Blocks, parse.Block{Text: lead})
		for _, p := range points {
			b = append(b, parse.Block{Kind: parse.Item, Text: p})
		}
		ed.Sections[0].Blocks = b
		seal(ed)
		return ed
	}
	const must, signs = "Whoever comes on watch must:", "Signs that keepers have met include:"
	const required, order, atRisk = "A second keeper is required when:", "Call the coxswain if:", "Boats are more at risk when:"
	for _, test := range []struct {
		lead, old, new string
		want           diff.Significance
		reason         string
	}{
		{must, "ring the bell before dusk;", "ring the bell after dusk;", diff.Practice, `"before" became "after"`},
		{must, "see that the wick is dry; and", "see that the wick is dry; or", diff.Practice, `"and" became "or"`},
		{must, "see that the wick is dry; and", "see that the wick is dry; and/or", diff.Practice, `"and" became "and/or"`},
		{must, "see that the wick is dry; or", "see that the wick is dry; and/or", diff.Minor, "wording"}, // both were meant before
		{required, "a gale is forecast; and", "a gale is forecast; or", diff.Practice, `"and" became "or"`},
		{order, "a gale is forecast; or", "a gale is forecast; and", diff.Practice, `"or" became "and"`},
		{atRisk, "a gale is forecast; and", "a gale is forecast; or", diff.Minor, "wording"},
		{must, "not open the chest;", "open the chest;", diff.Practice, `"not" was removed`},
		{signs, "comes home before dusk;", "comes home after dusk;", diff.Minor, "wording"},
		{signs, "a torn sail and a wet deck; and", "a torn sail or a wet deck; or", diff.Minor, "wording"},
		{signs, "does not open the chest;", "opens the chest;", diff.Minor, "wording"},
	} {
		got := compared(list(test.lead, test.old, "bar the gate to the quay."), list(test.lead, test.new, "bar the gate to the quay."))
		if len(got) != 1 || got[0].Significance != test.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.reason) {
			t.Errorf("%s %q -> %q: %s, want %s because of %q", test.lead, test.old, test.new, describe(got), test.want, test.reason)
		}
	}
}
