package truth

import (
	"strings"

	"manualwatch/out"
)

// neverRead counts the chapters of the edition that stands after a night whose pages nobody ever
// read; three at other hosts are needed to be told of.
func (w *world) neverRead(n *night) int {
	if n == nil || n.after == nil || w.nights[[2]string{n.after.RunID, n.obs.BoardID}] == nil {
		return 0
	}
	own, others := 0, 0
	for _, f := range w.nights[[2]string{n.after.RunID, n.obs.BoardID}].findings {
		switch {
		case f.Code != "chapter_not_reached" && f.Code != out.CodeLinkFailed:
		case strings.HasSuffix(f.Detail, "hosts; it was not read"):
			others++
		case strings.HasSuffix(f.Detail, "leads to it, but it was not read"):
			own++
		}
	}
	if others < 3 {
		others = 0
	}
	return own + others
}

// sumOfNotRead adds up the numbers of "8 chapters of its contents were not read, since ...; 1 chapter ...".
func sumOfNotRead(text string) int {
	sum := 0
	for _, m := range pattern(`{n} chapters? of its contents (?:was|were) not read, since [^;]+(?:; |$)`).FindAllStringSubmatch(text, -1) {
		sum += number(m[1])
	}
	return sum
}

// lastNight is the last night of the board up to the end of the period.
func (r *paperLog) lastNight() *night {
	var last *night
	for _, n := range r.w.ofRun("") {
		if n.obs.BoardID == r.n.obs.BoardID && out.DayOf(n.run.StartedAt) <= out.DayOf(r.to) {
			last = n
		}
	}
	return last
}
