package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestNewNames: a name that a passage introduces for an older one changes nothing; another body, or
// a name that changed with something else, does. A case that is told as an example lays nothing down.
func TestNewNames(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The Harbour Safety Adviser (HSA) must be asked before a race. The HSA will tell the mayor.", "The Harbour Safety Officer (HSO) must be asked before a race. The HSO will tell the mayor.", p, diff.Minor, "a passage introduces a new name"},
		{"The Harbour Safety Adviser (HSA) must be asked before a race. The HSA will tell the mayor.", "The Harbour Safety Officer (HSO) must be asked after a race. The HSO will tell the mayor.", p, diff.Practice, ""},
		{"The Harbour Safety Adviser (HSA) must be asked before a race. The HSA will tell the mayor.", "The Chief Rescue Officer (CRO) must be asked before a race. The CRO will tell the mayor.", p, diff.Practice, ""},
		{"Calls should be sent to the Sea Rescue Hub on form R1. The Hub will reply the same day.", "Calls should be sent to the Coast Front Door (formerly the Sea Rescue Hub) on the Coast Call Form (formerly R1). The Front Door will reply the same day.", p, diff.Minor, "a passage introduces a new name"},
		{"Calls should be sent to the Sea Rescue Hub on form R1. The Hub will reply the same day.", "Calls should be sent to the Coast Front Door on form R1. The Front Door will reply the next day.", p, diff.Practice, ""},
		{"Case example: Mr T had not been seen on deck for three winters. A cup of soup led in the end to his coming out.", "", p, diff.Minor, "a passage was removed"},
		{"Case example: a mate who sees this must ring the warden.", "", p, diff.Practice, ""},
	} {
		c.check(t)
	}
}
