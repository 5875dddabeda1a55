package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestReplacedDeeds: in a sentence of what somebody does, words that gave way to others count, be
// it what is done, where, how, with what or for whom, unless they are known to say the same.
func TestReplacedDeeds(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Telephones are kept in lockers.", "Telephones are handed in at the door.", p, diff.Practice, `what is done: "kept", "lockers" became "handed", "at the door"`},
		{"The officer draws the mark on a chart.", "The officer photographs the mark.", p, diff.Practice, "what is done"},
		{"The officer blocks the sea lane.", "The officer monitors the sea lane.", p, diff.Practice, `"blocks" became "monitors"`},
		{"After a second late tide the officer sends a warning.", "After a second late tide the officer brings the boat to port.", p, diff.Practice, "what is done"},
		{"Decisions of the crew are reached by consensus.", "Decisions of the crew are reached by lot.", p, diff.Practice, `"consensus" became "lot"`},
		{"Each catch is written up in the bound book.", "Each catch is audio-recorded on the boat.", p, diff.Practice, "what is done"},
		{"Parents bring the children to the quay.", "Teachers walk the children to the quay.", p, diff.Practice, "what is done"},
		{"Visitors leave by the north door.", "Visitors leave by the harbour gate.", p, diff.Practice, "what is done"},
		{"A pupil who is late twice receives a letter.", "A pupil who is late twice receives a visit from the pilot.", p, diff.Practice, "what is done"},
		{"The mate must ring the bell in fog.", "The mate must light the lamp in fog.", p, diff.Practice, "what is done"},
		{"The boy does not go aboard.", "The boy goes aboard with the mate.", p, diff.Practice, "not"},
		{"Ropes are of the same length as the mast.", "Ropes are of the same length as the mast unless the pilot asks otherwise.", p, diff.Practice, `"unless" was added`},

		{"The mate types up the log of the tide.", "The log of the tide is typed up by the mate.", p, diff.Minor, "wording"},
		{"In fog the mate rings the pilot.", "The mate telephones the pilot in fog.", p, diff.Minor, "wording"},
		{"The assessment of the hull is carried out by the mate.", "The mate assesses the hull.", p, diff.Minor, "wording"},
		{"The mate starts the watch and informs the pilot.", "The mate begins the watch and tells the pilot.", p, diff.Minor, "wording"},
		{"The pilot retains the chart in a secure chest.", "The pilot keeps the chart in a safe chest.", p, diff.Minor, "wording"},
		{"The mate asks for a light, for example a torch.", "The mate asks for a light, for example a lantern.", p, diff.Minor, "wording"},
		{"The mate sounds the horn because sound travels.", "The mate sounds the horn because ships listen.", p, diff.Minor, "wording"},
		{"Children often hide below when the sea is rough.", "Children often sleep below when the sea is rough.", p, diff.Minor, "wording"},
		{"Children fear the sea at night.", "Children fear the wind at night.", p, diff.Minor, "wording"},
		{"The boy was taken aboard at dusk.", "The boy was taken aboard at Whitby.", p, diff.Minor, "wording"},
		{"The mate calls on the Blue Anchor House.", "The mate calls on the Green Anchor House.", p, diff.Minor, "wording"},
		{"Charts are bought from Harbour Books.", "Charts are bought from Compass Stores.", p, diff.Minor, "wording"},
		{"The independent sail officer (ISO) mends the sail.", "The ISO mends the sail.", p, diff.Minor, "wording"},
		{"This chapter is written for mates.", "This chapter is written for cooks.", p, diff.Minor, "wording"},
		{"Give the dose, then sign.", "Give the dose, watch it taken, then sign.", p, diff.Practice, "watch it taken"},
		{"Put it on the form.", "Put it on the form and send a copy to the office.", p, diff.Practice, "send a copy"},
		{"Let the owner know when a boat comes, and leaves.", "Let the owner know when a boat comes, or leaves.", p, diff.Practice, `"and" became "or"`},
		{"With the owner's consent, refer to the surveyor where there is rot.", "Refer to the surveyor where there is rot.", p, diff.Practice, "consent"},
		{"The officer is normally a member of the crew and has time for the job.", "The officer is a member of the crew and has time for the job.", p, diff.Practice, `"normally" was removed`},
		{"Officers search the cabin with the child present.", "Officers search the cabin with another adult present.", p, diff.Practice, "somebody else is named"},
		{"Talks are held within 72 hours.", "Talks are held within three days.", p, diff.Minor, "wording"},
		{"Talks are held within 72 hours.", "Talks are held within three working days.", p, diff.Practice, "timescale"},
		{"The reports and the board at quay.example/b4 are drawn on.", "The reports and the board of figures are drawn on.", p, diff.Minor, "wording"},
		{"The nurse sits in the cabin.", "The nurse watches through the hatch.", p, diff.Practice, "what is done"},
		{"The officer sends the figures because fog can drift.", "The officer sends the figures because fog may drift.", p, diff.Minor, "wording"},
		{"The officer retains receipts and reconciles them with the ledger.", "The officer keeps receipts and squares them with the ledger.", p, diff.Minor, "wording"},
		{"The officer brings the boat to the mole.", "The officer sends the boat to the slip.", p, diff.Practice, "what is done"},
		{"The officer organises the watch.", "The officer organizes the watch.", p, diff.Minor, "wording"},
		{"In an emergency crews ring the office.", "Crews ring the office in an emergency.", p, diff.Minor, "wording"},
		{"Rot | Begin at once | Mate", "Rot | Start immediately | Mate", parse.Row, diff.Minor, "wording"},
		{"Rot | Mate | Cook", "Rot | Cook | Mate", parse.Row, diff.Practice, "table row"},
	} {
		c.check(t)
	}
}
