package diff

import "manualwatch/normalise"

// rowKey folds a row of an amendments table: rows that read the same have one key.
func rowKey(a *normalise.Amendment) string {
	return foldText(a.Scope) + "\x00" + foldText(a.Chapter) + "\x00" + foldText(a.Details) + "\x00" + a.Date.String()
}

// newRows are the rows of now that old has not, compared as multisets.
func newRows(old, now []normalise.Amendment) []normalise.Amendment {
	left := map[string]int{}
	for i := range old {
		left[rowKey(&old[i])]++
	}
	var out []normalise.Amendment
	for i := range now {
		k := rowKey(&now[i])
		if left[k] > 0 {
			left[k]--
			continue
		}
		out = append(out, now[i])
	}
	return out
}
