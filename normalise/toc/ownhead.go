package toc

import (
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
)

// Bounds of lists that name the headings of each chapter below it: how many chapters have
// such headings at least, and how much of these another chapter has too.
const (
	leastHeaded = 2
	sharedHeads = 4 // one in so many
)

// dropOwnHeads takes away what a list names below chapters that is only places on their own
// pages: these are their headings, and are read there. Where chapters stand on the pages of
// sections in the same way, their titles are all different, while headings come back from
// chapter to chapter ("Definitions").
func dropOwnHeads(roots []*Node) {
	var headed []*Node
	all, count := 0, make(map[string]int)
	Walk(roots, func(n *Node) {
		if !placesOnly(n) {
			return
		}
		headed = append(headed, n)
		own := make(map[string]bool)
		for _, k := range n.Kids {
			if t := wording.Fold(k.Title); !own[t] {
				own[t], all = true, all+1
				count[t]++
			}
		}
	})
	shared := 0
	for _, n := range count {
		shared += n * wording.BoolInt(n > 1)
	}
	if len(headed) < leastHeaded || shared*sharedHeads < all {
		return
	}
	for _, n := range headed {
		n.Kids = nil
	}
}

// placesOnly reports an entry that leads to a page, read or not, and below which stand only
// places on that page.
func placesOnly(n *Node) bool {
	page := webaddress.Key(n.Href)
	for _, k := range n.Kids {
		if !k.Linked() || k.Frag == "" || webaddress.Key(k.Href) != page || len(k.Kids) > 0 || wording.NumberPrefix(n.Num.Text, k.Num.Text) {
			return false
		}
	}
	return len(n.Kids) > 0 && n.Linked() && n.Frag == ""
}
