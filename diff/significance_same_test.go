package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestSaidOtherwise: a time, an amount or a name that is written otherwise is the same one; what
// looks like it and says something else is told.
func TestSaidOtherwise(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		// numbers
		{"The pump is tested at least every two working days.", "The pump is tested at least every 2 working days.", p, diff.Minor, "wording"},
		{"Drill is held every four weeks.", "Drill is held every 4 weeks.", p, diff.Minor, "wording"},
		{"Drill is held every four weeks.", "Drill is held every 5 weeks.", p, diff.Practice, `timescale: "every four weeks" became "every 5 weeks"`},
		{"The leave of all four harbours is needed.", "The leave of all 4 harbours is needed.", p, diff.Minor, "wording"},
		{"All paid pilots are covered by this chapter.", "All pilots are covered by this chapter.", p, diff.Practice, `scope: "paid" was removed`},
		{"Calls go out no fewer than four working days beforehand.", "Calls go out no fewer than four (4) working days beforehand.", p, diff.Minor, "wording"},
		{"The toll is £20.", "The toll is £20.00.", p, diff.Minor, "wording"},
		{"The toll is £20.", "The toll is £20.50.", p, diff.Practice, `threshold: "£20" became "£20.50"`},
		// bounds
		{"Not more than 3 boats are let in.", "No more than 3 boats are let in.", p, diff.Minor, "wording"},
		{"Up to 3 boats are let in.", "No more than 3 boats are let in.", p, diff.Minor, "wording"},
		{"At least 3 flares are kept.", "A minimum of 3 flares is kept.", p, diff.Minor, "wording"},
		{"At least 3 flares are kept.", "3 or more flares are kept.", p, diff.Minor, "wording"},
		{"At least 3 flares are kept.", "No more than 3 flares are kept.", p, diff.Practice, `threshold: "at least 3" became "no more than 3"`},
		{"Not more than 3 boats are let in.", "More than 3 boats are let in.", p, diff.Practice, `threshold: "not more than 3" became "more than 3"`},
		{"The mate is aged under 16.", "The mate is under 16 years of age.", p, diff.Minor, "wording"},
		{"The mate is aged under 16.", "The mate is under 18 years of age.", p, diff.Practice, "threshold"},
		// times
		{"Crews must call immediately.", "Crews must call straight away.", p, diff.Minor, "wording"},
		{"Crews must call at once.", "Crews must call without delay.", p, diff.Minor, "wording"},
		{"Crews must call at once.", "Crews must call without undue delay.", p, diff.Practice, "timescale"},
		{"Crews must call at once.", "Crews must call within a day.", p, diff.Practice, "timescale"},
		{"The mate must sign the log on the same day.", "The mate must sign the log that day.", p, diff.Minor, "wording"},
		{"Ring the hub that day and keep the note.", "Ring the hub the same day and keep the note.", p, diff.Minor, "wording"},
		{"The mate must sign the log on that day.", "The mate must sign the log on the next day.", p, diff.Practice, `timescale: "that day" became "next day"`},
		{"The mate must sign the log that day.", "The mate must sign the log.", p, diff.Practice, `timescale: "that day" was removed`},
		{"Crews must be told that day sails are dry.", "Crews must be told that the day sails are dry.", p, diff.Minor, "wording"},
		{"The log is sent within seven days.", "The log is sent within one week.", p, diff.Minor, "wording"},
		{"The log is sent within 14 days.", "The log is sent within two weeks.", p, diff.Minor, "wording"},
		{"The log is sent within seven days.", "The log is sent within seven working days.", p, diff.Practice, "timescale"},
		{"The log is sent within five working days.", "The log is sent within one week.", p, diff.Practice, "timescale"},
		{"The log is sent within 24 hours.", "The log is sent within 24 hrs.", p, diff.Minor, "wording"},
		{"The log is sent within 24 hours.", "The log is sent within 48 hrs.", p, diff.Practice, `timescale: "24 hours" became "48 hrs"`},
		{"The boat must be in by 1600 hrs.", "The boat must be in by 1700 hrs.", p, diff.Practice, `timescale: "1600 hrs" became "1700 hrs"`},
		{"The hold must be cleaned every six months.", "The hold must be cleaned twice a year.", p, diff.Minor, "wording"},
		{"The hold must be cleaned every six months.", "The hold must be cleaned three times a year.", p, diff.Practice, "timescale"},
		// days
		{"The rule holds from 1 April 2026.", "The rule holds from 1st April 2026.", p, diff.Minor, "wording"},
		{"The rule holds from 1 April 2026.", "The rule holds from 01/04/2026.", p, diff.Minor, "wording"},
		{"The rule holds from 1 April 2026.", "The rule holds from 01/05/2026.", p, diff.Practice, "timescale"},
		{"The rule holds from 1 April 2026.", "The rule holds from April 2026.", p, diff.Practice, "timescale"},
		{"Lists are sent by the 1st of June.", "Lists are sent by 1 June.", p, diff.Minor, "wording"},
		{"Lists are sent by 1 June.", "Lists are sent by 2nd June.", p, diff.Practice, `timescale: "1 june" became "2nd june"`},
		// names
		{"The Independent Reviewing Officer must be told.", "The IRO must be told.", p, diff.Minor, "wording"},
		{"The Local Authority Designated Officer is told.", "The LADO is told.", p, diff.Minor, "wording"},
		{"The General Practitioner must call.", "The GP must call.", p, diff.Minor, "wording"},
		{"The General Practitioner must call.", "The IRO must call.", p, diff.Practice, "who has the duty"},
		{"Parents or carers must sign.", "Parents/carers must sign.", p, diff.Minor, "wording"},
		{"Parents or carers must sign.", "Parents/teachers must sign.", p, diff.Practice, "carers"},
		// duties and conditions
		{"Photographs are taken with the consent of the child.", "Photographs are taken with the child’s consent.", p, diff.Minor, "wording"},
		{"Photographs are taken with the consent of the child.", "Photographs are taken without the child’s consent.", p, diff.Practice, "condition"},
		{"Crews should not ring.", "Crews should avoid ringing.", p, diff.Minor, "wording"},
		{"Crews should ring.", "Crews should avoid ringing.", p, diff.Practice, `obligation: "should" became "should avoid ringing"`},
		{"Crews will need to tell the pilot.", "Crews may need to tell the pilot.", p, diff.Practice, `obligation: "will need to" became "may need to"`},
		{"Crews need to tell the pilot.", "Crews will need to tell the pilot.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}
