package amend

import (
	"manualwatch/normalise/layout"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Records of changes say, too, where nothing was changed: below a month, an area or a chapter.
// Such words are no row.

// silence says that nothing was changed, and nothing else.
var silence = pattern.New(`(?i)^(?:` +
	// "No amendments were made.", "There have been no changes to the procedures this month"
	`(?:(?:currently|at\s+present|so\s+far|as\s+yet),?\s+)?(?:there\s+(?:are|is|were|was|have\s+been|has\s+been)\s+|we\s+(?:have\s+)?made\s+|(?:this|the)\s+(?:chapter|procedure|policy|section|manual)\s+(?:has\s+)?(?:had|has)\s+)?(?:currently\s+|as\s+yet\s+)?no\s+(?:(?:local|shared|regional|further|new|recent|other|significant|substantive|known|previous|chapter|policy|procedure|manual|material|planned|such)\s+){0,2}(?:amendments?|changes?|updates?|revisions?|releases?|alterations?|additions?|entries)(?:\s+or\s+(?:amendments?|changes?|updates?|revisions?|additions?))?` +
	`(?:\s+(?:have\s+been|has\s+been|had\s+been|were|was|are|is))?(?:\s+(?:yet|currently|so\s+far))?(?:\s+(?:made|recorded|issued|published|required|needed|necessary|reported|listed|agreed|logged|noted|due|found|available|to\s+(?:report|show|record|date|list)|yet|at\s+present|so\s+far))?` + silentPlace + `|` +
	// "No chapters were changed", "No new chapters"
	`no\s+(?:(?:other|further|new|local|shared)\s+)?(?:chapters?|procedures?|policies|sections?|documents?)\s+(?:have\s+been|has\s+been|were|was)\s+(?:changed|updated|amended|revised|altered|added|withdrawn)` + silentPlace + `|(?:there\s+(?:are|were|have\s+been)\s+)?no\s+(?:new|updated|amended|removed|withdrawn)\s+(?:chapters?|procedures?|policies|sections?|documents?|features?)` + silentPlace + `|` +
	// "Not amended since publication", "This chapter has not been changed since 2019"
	`(?:(?:it|this|(?:this|the)\s+(?:chapter|procedure|policy|section|manual|document|guidance))\s+)?(?:(?:has|have)\s+not\s+(?:yet\s+)?been|was\s+not|has\s+never\s+been|not\s+yet|not|never)\s+(?:been\s+)?(?:amended|changed|updated|revised|altered)(?:\s+yet)?` + silentPlace + `|` +
	// "Nothing has changed this quarter", "None to date"
	`nothing\s+(?:(?:has|was|is)\s+(?:been\s+)?)?(?:changed?|new|amended|updated|to\s+(?:report|show|record))` + silentPlace + `|` +
	`(?:none|nil)(?:\s+(?:to\s+date|recorded|made|reported|yet|so\s+far|at\s+present|to\s+report))?` + silentPlace + `|unchanged` + silentPlace + `|n/a)\.?$`)

// silentPlace is where or since when nothing was changed.
const silentPlace = `(?:\s+(?:(?:to|in|for|during|within|since|of|on)\s+(?:the|this|these|that|any|our|its|last|first|publication|date|\d{4}|` +
	pattern.Months + `|spring|summer|autumn|winter)\b[\w ’'/-]{0,50}|this\s+(?:time|month|quarter|year|period|release|term|week)|here|yet))*`

// saysNothing reports words that say that nothing was changed.
func saysNothing(text string) bool {
	return len(text) < 160 && (nothingChanged.MatchString(text) || silence.MatchString(text))
}

// withoutSilence leaves out the lines that say that nothing was changed, and the headings that
// have nothing else below them.
func withoutSilence(blocks []parse.Block) []parse.Block {
	silent := func(b *parse.Block) bool {
		return b.Region == parse.Main && (b.Kind == parse.Paragraph || b.Kind == parse.Item) && len(b.Text) < 160 && silence.MatchString(wording.Squeeze(b.Text)) && layout.LinkOf(b.Links) == ""
	}
	if !parse.AnyBlock(blocks, silent) {
		return blocks
	}
	out := make([]parse.Block, 0, len(blocks))
	for i := range blocks {
		if !silent(&blocks[i]) {
			out = append(out, blocks[i])
			continue
		}
		if n := len(out); n > 0 && out[n-1].Kind == parse.Heading && out[n-1].Level > 1 && endsSilent(blocks[i+1:], out[n-1].Level) {
			out = out[:n-1]
		}
	}
	return out
}

// endsSilent reports blocks that begin with another heading of a rank, or a higher one, or are
// none any more.
func endsSilent(blocks []parse.Block, level int) bool {
	for i := range blocks {
		if b := &blocks[i]; b.Region == parse.Main {
			return b.Kind == parse.Heading && b.Level <= level
		}
	}
	return true
}
