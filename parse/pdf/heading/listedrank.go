package heading

import (
	"manualwatch/parse/pdf/piece"
	"manualwatch/parse/pdf/writing"
)

// rankByContents puts right the ranks of two styles that are alike but for a line below the words:
// the underlined one would be the upper, but where the list of contents names the headings of the
// other and none of these, it is the lower. found are the headings whose ranks follow from their
// look.
func rankByContents(ps []piece.Piece, found []int) {
	const leastListed, leastOthers = 3, 2
	listed := map[string]bool{}
	for i := range ps {
		if ps[i].Region == piece.InContents {
			listed[writing.TitleKey(ps[i].Text)] = true
		}
	}
	in, out := map[style]int{}, map[style]int{}
	for _, i := range found {
		switch p := &ps[i]; {
		case numbered(p):
			return // numbers tell it
		case listed[writing.TitleKey(p.Text)]:
			in[headStyle(p)]++
		default:
			out[headStyle(p)]++
		}
	}
	for low, n := range in {
		lined := low
		lined.lined = true
		if !low.lined && n >= leastListed && out[low] == 0 && in[lined] == 0 && out[lined] >= leastOthers {
			swapRoles(ps, found, lined, low)
		}
	}
}

// swapRoles gives the headings of each of two styles the rank of the other.
func swapRoles(ps []piece.Piece, found []int, a, b style) {
	roles := map[style]string{}
	for _, i := range found {
		roles[headStyle(&ps[i])] = ps[i].Role
	}
	for _, i := range found {
		switch headStyle(&ps[i]) {
		case a:
			ps[i].Role = roles[b]
		case b:
			ps[i].Role = roles[a]
		}
	}
}
