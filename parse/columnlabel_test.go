package parse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLabelsOfColumns reads tables whose cells say the name of their column in front of
// the value, as tables that turn into cards do: they are read like the table without. What
// only looks so is a value.
func TestLabelsOfColumns(t *testing.T) {
	const plain = `<table><thead><tr><th>Date</th><th>Chapter</th><th>What changed</th></tr></thead><tbody>` +
		`<tr><td>{d}3 May 2024{e}</td><td>{c}<a href="/lamps">Lamps</a>{e}</td><td>{w}<p>New wicks.</p><p>Oil by night.</p>{e}</td></tr>` +
		`<tr><td>{d}9 June 2024{e}</td><td>{c}Chapter 4{e}</td><td>{w}{e}</td></tr></tbody></table>`
	labelled := func(before, behind, end string) string {
		return strings.NewReplacer("{d}", before+"Date"+behind, "{c}", before+"Chapter"+behind, "{w}", before+"What changed"+behind, "{e}", end).Replace(plain)
	}
	page := func(table string) []string {
		return mainTexts(parseString(t, "<html><body><main><h1>Updates</h1><p>What was changed in the manual of the keepers.</p>"+table+"</main></body></html>", "text/html"))
	}
	want := page(strings.NewReplacer("{d}", "", "{c}", "", "{w}", "", "{e}", "").Replace(plain))
	for name, table := range map[string]string{
		"span":         labelled(`<span class="table-responsive__heading">`, ` </span>`, ""),
		"with a colon": labelled(`<span class="td-label">`, `: </span>`, ""),
		"bold":         labelled(`<b class="d-md-none">`, `:</b> `, ""),
		"line":         labelled(`<div class="cell-label">`, `</div><div class="cell-value">`, "</div>"),
		"in a frame":   labelled(`<div><span aria-hidden="true">`, ` </span>`, "</div>"),
		"for readers":  labelled(`<span class="visually-hidden">`, ` </span>`, ""),
	} {
		if d := cmp.Diff(want, page(table)); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
	for name, c := range map[string]struct{ table, want string }{
		"one column": {`<table><tr><th>Step</th><th>Who</th></tr><tr><td><b>Step</b> 1</td><td>Keeper</td></tr><tr><td><b>Step</b> 2</td><td>Pilot</td></tr></table>`, "Step 1 | Keeper"},
		"same words": {`<table><tr><td>Lamp</td><td><p>Yes</p></td><td><p>No</p></td></tr><tr><td>Horn</td><td><p>Yes</p></td><td><p>No</p></td></tr></table>`, "Horn | Yes | No"},
		"not in all": {`<table><tr><th>Date</th><th>Place</th></tr><tr><td><b>Date</b> of birth</td><td><b>Place</b> of birth</td></tr><tr><td>Today</td><td>Harbour</td></tr></table>`, "Date of birth | Place of birth"},
		"no element": {`<table><tr><th>Stage</th><th>Level</th></tr><tr><td>Stage 1</td><td>Level 2</td></tr><tr><td>Stage 2</td><td>Level 3</td></tr></table>`, "Stage 2 | Level 3"},
	} {
		if got := strings.Join(page(c.table), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is not in\n%s", name, c.want, got)
		}
	}
}
