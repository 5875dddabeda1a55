package amend

import (
	"slices"

	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// openerLine only calls to open the list below it: "Show all changes (3)".
var openerLine = pattern.New(`(?i)^(?:[+▸►▾▼]\s*)?(?:show|see|view|read|open|hide|expand)(?:\s+(?:all|full|the|more|\d{1,3}|previous|earlier|older|past|other|further|recent|this|its))*\s+(?:change|update|amendment|revision|version|edit|entr(?:y|ies)|histor(?:y|ies)|more)s?(?:\s+histor(?:y|ies))?\s*(?:\(\s*\d{1,3}\s*\))?\s*[+▸►▾▼:]?$`)

// withoutOpeners leaves out such lines between others: they name nothing.
func withoutOpeners(blocks []parse.Block) []parse.Block {
	opens := func(b parse.Block) bool {
		return b.Region == parse.Main && (b.Kind == parse.Heading && b.Level > 1 || b.Kind == parse.Paragraph) && len(b.Text) < 60 && len(b.Links) == 0 && openerLine.MatchString(wording.Squeeze(b.Text))
	}
	if !slices.ContainsFunc(blocks, opens) {
		return blocks
	}
	return slices.DeleteFunc(slices.Clone(blocks), opens)
}
