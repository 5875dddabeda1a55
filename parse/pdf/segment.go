package pdf

import (
	"math"
	"sort"
)

// segments joins words that follow each other on a baseline to pieces of lines.
func segments(ws []word) []line {
	var runs [][]word
	for i := range ws {
		if n := len(runs); n > 0 && follows(runs[n-1], &ws[i]) {
			runs[n-1] = append(runs[n-1], ws[i])
			continue
		}
		runs = append(runs, []word{ws[i]})
	}
	runs = mergeRuns(runs)
	out := make([]line, 0, len(runs))
	for _, r := range runs {
		logicalOrder(r)
		out = append(out, newLine(r))
	}
	return out
}

const spacedGap = 1.5

// follows reports whether w stands right after the last word of a run.
func follows(run []word, w *word) bool {
	last := &run[len(run)-1]
	em := max(last.size, w.size)
	gap := w.x0 - last.x1
	limit := bareGap
	if last.spaced {
		limit = spacedGap
	}
	if gap > limit*em || gap < -0.3*em || w.art != last.art {
		return false
	}
	dy := math.Abs(w.y - last.y)
	if dy <= 0.12*em {
		return true
	}
	// raised or lowered small characters stay with their word
	base := &run[0]
	return dy < 0.6*em && gap < 0.5*em && (w.size < 0.85*last.size || last.size < 0.85*w.size && math.Abs(w.y-base.y) < 0.12*base.size)
}

// mergeRuns joins runs that the content holds in another order than the page
// shows them.
func mergeRuns(runs [][]word) [][]word {
	sort.SliceStable(runs, func(i, j int) bool {
		a, b := &runs[i][0], &runs[j][0]
		ya, yb := math.Round(a.y*2), math.Round(b.y*2)
		if ya != yb {
			return ya < yb
		}
		return a.x0 < b.x0
	})
	var out [][]word
	for _, r := range runs {
		if k := findLeft(out, &r[0]); k >= 0 {
			if w := &r[0]; !w.glued {
				last := &out[k][len(out[k])-1]
				w.glued = !last.spaced && w.x0-last.x1 < wordGap*min(w.size, last.size)
			}
			out[k] = append(out[k], r...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// findLeft finds, among the last runs, one that ends just left of w.
func findLeft(runs [][]word, w *word) int {
	for k := len(runs) - 1; k >= 0 && k >= len(runs)-60; k-- {
		last := &runs[k][len(runs[k])-1]
		em := max(last.size, w.size)
		gap := w.x0 - last.x1
		if math.Abs(last.y-w.y) <= 0.12*em && gap > -0.3*em && gap <= apartGap*em && last.art == w.art {
			return k
		}
	}
	return -1
}
