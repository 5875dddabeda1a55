package chaptertext

import (
	"slices"
	"strings"

	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// withoutOpening leaves out the lines set apart that are the labels of the boxes with which a
// chapter opens, each above one list and set unlike the lines below: one above links to other
// texts, whatever it says; what says that it is a label, or is set as that one is; and what a
// frame of its own holds, as its class says, where the text stands outside.
func withoutOpening(blocks []parse.Block, set []toc.HeadLine) []toc.HeadLine {
	ends := openingBoxes(blocks, set)
	body := set[len(ends):]
	overLinks := func(i int) bool { return headsLinks(blocks[set[i].At+1 : ends[i]]) }
	links := 0
	for i := range ends {
		links += wording.BoolInt(overLinks(i))
	}
	class := "" // of the one above links
	for i, end := range ends {
		label, leads := &blocks[set[i].At], overLinks(i)
		unlike := !slices.ContainsFunc(body, func(h toc.HeadLine) bool { return blocks[h.At].Class == label.Class })
		switch {
		case leads && links == 1 && unlike:
			class = label.Class
		case !leads && unlike && len(body) > 0 && (class != "" && label.Class == class || noteLabel.MatchString(strings.TrimSpace(label.Text))):
		case label.Class == blocks[end-1].Class && calloutClass.MatchString(label.Class) && saysMore(blocks[end:], label.Class):
		default:
			return set[i:]
		}
	}
	return body
}

// openingBoxes are the ends of the lists below the lines set apart with which a text opens, one
// list below each.
func openingBoxes(blocks []parse.Block, set []toc.HeadLine) []int {
	var ends []int
	at := 0
	for i := range set {
		end := listEnd(blocks, at+1)
		if set[i].At != at || set[i].Row.Num.Text != "" || end == at+1 || end >= len(blocks) {
			break
		}
		ends, at = append(ends, end), end
	}
	return ends
}

// listEnd is the end of the items that begin at block i.
func listEnd(blocks []parse.Block, i int) int {
	for i < len(blocks) && blocks[i].Kind == parse.Item {
		i++
	}
	return i
}

// saysMore reports passages in other frames than those of a class, or in none, that say more
// than one box does.
func saysMore(blocks []parse.Block, class string) bool {
	words := 0
	for i := range blocks {
		if b := &blocks[i]; b.Kind == parse.Paragraph && !b.Bold && b.Class != class {
			words += wording.CountWords(b.Text)
		}
	}
	return words > toc.StubWords
}
