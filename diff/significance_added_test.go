package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestWordsAdded: a further option, step, doer, case or manner of what is done is of weight, and so
// is one that went; what explains, describes, stresses or says again what the passage says is not.
func TestWordsAdded(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"The chair of the drill will be a mate.", "The chair of the drill will be a mate or a seasoned rower picked by the mate.", p, diff.Practice, "was added"},
		{"Claims should be sent to the harbour office in writing.", "Claims should be sent to the harbour office in writing, by wireless or in person.", p, diff.Practice, "was added"},
		{"The clerk should record what was seen and why.", "The clerk should record what was seen and why, and hang a copy in the mess.", p, diff.Practice, "was "},
		{"The clerk should record what was seen and why, and hang a copy in the mess.", "The clerk should record what was seen and why.", p, diff.Practice, "was "},
		{"Flares may be used only to call for help or warn a boat.", "Flares may be used only to call for help, warn a boat, or light a landing.", p, diff.Practice, "was added"},
		{"Logs are to be filed within five days.", "Logs are to be filed within five days, or three where a mast broke.", p, diff.Practice, "what is done"},
		{"The nurse sees the diver before the dive.", "The nurse sees the diver face to face before the dive.", p, diff.Practice, "face to face"},
		{"Lamps are lit at dusk. Where fog comes early, the warden may light them and log it.", "Lamps are lit at dusk.", p, diff.Practice, "a sentence on what is done was removed"},

		{"The clerk should record what was seen and why.", "The clerk should record what was seen and why, which takes a steady hand.", p, diff.Minor, "wording"},
		{"The clerk should record what was seen and why.", "The clerk should record what was seen and why, because memory does not last.", p, diff.Minor, "wording"},
		{"The clerk should record what was seen and why.", "The clerk should record what was seen and why (a pencil lies ready).", p, diff.Minor, "wording"},
		{"The clerk should record what was seen and why.", "The clerk should record what was seen and why, for example a torn sail.", p, diff.Minor, "wording"},
		{"The pilot, at the helm, records what was seen.", "The pilot, who will be in oilskins, records what was seen.", p, diff.Minor, "wording"},
		{"The pilot records each wreck. The log lies in the mess.", "The pilot records each wreck in the log. The log lies in the mess.", p, diff.Minor, "wording"},
		{"Every wreck is written in the book.", "Every such wreck is written in the book.", p, diff.Minor, "wording"},
		{"The pilot writes to the Harbour Inspection.", "The pilot writes to the Northern Harbour Inspection.", p, diff.Minor, "wording"},
		{"The clerk must tell the crew of the outcome, for example by letter.", "The clerk must tell the crew of the outcome, for example by letter or at the next race.", p, diff.Minor, "wording"},
		{"Fog is often linked with cold.", "Fog is often linked with cold and high tides.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}
