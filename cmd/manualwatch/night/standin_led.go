package night

import (
	"slices"

	"manualwatch/crawl"
	"manualwatch/normalise"
	"manualwatch/normalise/webaddress"
)

// ledElsewhere returns the pages, with the reason, whose address leads, as it did not before, to
// another page of the manual's own (see ownPages) while the contents list them as they did: a
// chapter that was merged or withdrawn is listed no more, or at the other page.
func ledElsewhere(replaced []replacedPage, own map[string]string, cur *normalise.Edition) map[string]string {
	listed, led := listedPages(cur), map[string]string{}
	for _, p := range replaced {
		if reason := ledTo(p, own); reason != "" && listed[p.url] {
			led[p.url] = reason
		}
	}
	return led
}

// ledTo says to which of the manual's own pages an address leads as it did not before, "" for none.
func ledTo(p replacedPage, own map[string]string) string {
	if what := own[webaddress.Key(p.led)]; what != "" && ledAway(p) {
		return LedTo + what + ": " + p.led
	}
	return ""
}

// ledAway reports whether the address of a page leads to another one, as it did not before.
func ledAway(p replacedPage) bool {
	to := webaddress.Key(p.led)
	return p.led != "" && to != webaddress.Key(p.url) && to != webaddress.Key(p.ledBefore)
}

// ownPages tells of each page of the manual, by the key of its address, what it is: one with words
// of the prior edition, or one of the contents.
func (v *visit) ownPages(m manifest, words map[string]int32) map[string]string {
	own := map[string]string{}
	for _, p := range v.before {
		if words[p.URL] > 0 {
			own[webaddress.Key(p.URL)] = "another chapter"
			own[webaddress.Key(p.FinalURL)] = "another chapter"
		}
	}
	starts, found := canonicals(v.b.Start), map[string]int{}
	for _, p := range m.pages {
		found[p.From]++
	}
	for _, p := range m.pages {
		if slices.Contains(starts, p.URL) || found[p.URL] >= crawl.ContentsLinks && words[p.URL] == 0 {
			own[webaddress.Key(p.URL)] = "the contents"
			own[webaddress.Key(p.FinalURL)] = "the contents"
		}
	}
	return own
}
