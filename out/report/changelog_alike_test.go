package report

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestAlikeMovesAreToldOnce: what is the same of three chapters is said once, with the chapters
// below; what is another thing of a fourth, or is said of two alone, is told of each.
func TestAlikeMovesAreToldOnce(t *testing.T) {
	n := &Night{Observation: out.ObservationRow{Status: out.StatusChanged, PreviousEditionID: "a"}, Edition: &out.EditionRow{}, Before: NewOutline(nil)}
	var rows []out.SectionRow
	move := func(id, from, to, declared string) {
		rows = append(rows, out.SectionRow{SectionID: id, Kind: "chapter", Title: id, Path: to + " > " + id, Ordinal: int32(len(rows)), URL: "https://a.example/" + id})
		n.Changes = append(n.Changes, out.ChangeRow{ChangeID: id, Kind: "moved", Significance: "minor", SectionID: id, NewTitle: id, OldPath: from + " > " + id, NewPath: to + " > " + id, Declared: declared})
	}
	move("Owls", "Birds", "Night", "undeclared")
	move("Eels", "Fish", "Night", "undeclared")
	move("Bats", "Birds", "Night", "undeclared")
	move("Moths", "Birds", "Night", "confirmed")
	move("Jays", "Birds", "Night", "undeclared")
	n.Now = NewOutline(rows)
	var b strings.Builder
	BoardMarkdown(&b, n, Options{})
	got := b.String()
	for _, want := range []string{
		"\n5 chapters moved, split or merged.\n",
		"\n### 3 chapters\n\nIn Night.\n\n- Moved: was under “Birds”, now under “Night”. Not declared by the board.\n  - [Owls](<https://a.example/Owls>)\n  - [Bats](<https://a.example/Bats>)\n  - [Jays](<https://a.example/Jays>)\n\n### [Eels]",
		"\n### [Moths](<https://a.example/Moths>)\n\nIn Night.\n\n- Moved: was under “Birds”, now under “Night”. Declared by the board.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the changelog lacks %q:\n%s", want, got)
		}
	}
	const want = `<li>3 chapters: <a href="https://a.example/Owls">Owls</a>; <a href="https://a.example/Bats">Bats</a>; <a href="https://a.example/Jays">Jays</a><br>Moved: was under “Birds”, now under “Night”.</li><li><a href="https://a.example/Eels">`
	if feed := feedHTML(n, Options{}); !strings.Contains(feed, want) {
		t.Errorf("the feed lacks %q:\n%s", want, feed)
	}
}
