package line

import (
	"math"
	"sort"
)

// Segments joins words that follow each other on a baseline to pieces of lines.
func Segments(ws []Word) []Line {
	var runs [][]Word
	for i := range ws {
		if n := len(runs); n > 0 && Follows(runs[n-1], &ws[i]) {
			runs[n-1] = append(runs[n-1], ws[i])
			continue
		}
		runs = append(runs, []Word{ws[i]})
	}
	runs = mergeRuns(runs)
	out := make([]Line, 0, len(runs))
	for _, r := range runs {
		LogicalOrder(r)
		out = append(out, New(r))
	}
	return out
}

const spacedGap = 1.5

// Follows reports whether w stands right after the last word of a run.
func Follows(run []Word, w *Word) bool {
	last := &run[len(run)-1]
	em := max(last.Size, w.Size)
	gap := w.X0 - last.X1
	limit := bareGap
	if last.Spaced {
		limit = spacedGap
	}
	if gap > limit*em || gap < -0.3*em || w.Artifact != last.Artifact {
		return false
	}
	dy := math.Abs(w.Y - last.Y)
	if dy <= 0.12*em {
		return true
	}
	// raised or lowered small characters stay with their word
	base := &run[0]
	back := math.Abs(w.Y-base.Y) < 0.12*base.Size || len(run) == 1 && raisedBeside(last, w)
	return dy < 0.6*em && gap < 0.5*em && (w.Size < raisedSize*last.Size || last.Size < raisedSize*w.Size && back)
}

// mergeRuns joins runs that the content holds in another order than the page
// shows them.
func mergeRuns(runs [][]Word) [][]Word {
	sort.SliceStable(runs, func(i, j int) bool {
		a, b := &runs[i][0], &runs[j][0]
		ya, yb := math.Round(a.Y*2), math.Round(b.Y*2)
		if ya != yb {
			return ya < yb
		}
		return a.X0 < b.X0
	})
	var out [][]Word
	for _, r := range runs {
		if k := findLeft(out, &r[0]); k >= 0 {
			if w := &r[0]; !w.Glued {
				last := &out[k][len(out[k])-1]
				w.Glued = !last.Spaced && w.X0-last.X1 < wordGap*min(w.Size, last.Size)
			}
			out[k] = append(out[k], r...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// findLeft finds, among the last runs, one that ends just left of w.
func findLeft(runs [][]Word, w *Word) int {
	for k := len(runs) - 1; k >= 0 && k >= len(runs)-60; k-- {
		last := &runs[k][len(runs[k])-1]
		em := max(last.Size, w.Size)
		gap := w.X0 - last.X1
		if math.Abs(last.Y-w.Y) <= 0.12*em && gap > -0.3*em && gap <= apartGap*em && last.Artifact == w.Artifact {
			return k
		}
	}
	return -1
}
