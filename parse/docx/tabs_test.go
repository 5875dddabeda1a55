package docx

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTablesByTabs reads lines that tabs part into columns: three or more with as many
// columns are a table, its first line in bold the head; contents with page numbers, labels
// with their words and single lines stay as they are.
func TestTablesByTabs(t *testing.T) {
	line := func(props string, cells ...string) string {
		return `<w:p><w:r>` + props + `<w:t>` + strings.Join(cells, `</w:t><w:tab/><w:tab/><w:t>`) + `</w:t></w:r></w:p>`
	}
	head := p(`<w:outlineLvl w:val="0"/>`, "Lamps")
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"a table": {line(`<w:rPr><w:b/></w:rPr>`, "Date", "Chapter", "Change") + line("", "3 May 2008", "Lamps", "Trimmed twice.") + line("", "2 May 2008", "Boats", "Tarred."),
			[]string{"head: Date | Chapter | Change", "row: 3 May 2008 | Lamps | Trimmed twice.", "row: 2 May 2008 | Boats | Tarred."}},
		"text between":        {line("", "ash", "bay", "oak") + p("", "Trim it.") + line("", "elm", "fir", "yew") + line("", "asp", "box", "fig"), []string{"ash bay oak", "Trim it.", "elm fir yew", "asp box fig"}},
		"labels":              {line("", "Owner", "Keeper") + line("", "Boat", "Tarred") + line("", "Lamp", "Lit"), []string{"Owner Keeper", "Boat Tarred", "Lamp Lit"}},
		"contents":            {line("", "1", "Lamps", "3") + line("", "2", "Boats", "5") + line("", "3", "Nets", "9"), []string{"1 Lamps 3", "2 Boats 5", "3 Nets 9"}},
		"as many columns":     {line("", "ash", "bay", "oak") + line("", "elm", "fir", "yew") + line("", "asp", "box", "fig", "pine"), []string{"ash bay oak", "elm fir yew", "asp box fig pine"}},
		"a tab ends the line": {line("", "ash", "bay", "oak", "") + line("", "elm", "fir", "yew") + line("", "asp", "box", "fig"), []string{"row: ash | bay | oak", "row: elm | fir | yew", "row: asp | box | fig"}},
	} {
		d := readBytes(t, wordFile(t, head+c.body))
		got := lines(d.Blocks)[1:]
		for i := range got {
			if d.Blocks[i+1].Header {
				got[i] = strings.Replace(got[i], "row:", "head:", 1)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestSeams tells where bold words and columns begin and end in a line.
func TestSeams(t *testing.T) {
	run := func(bold bool, s string) string {
		return `<w:r>` + map[bool]string{true: `<w:rPr><w:b/></w:rPr>`}[bold] + s + `</w:r>`
	}
	words := func(s string) string { return `<w:t xml:space="preserve">` + s + `</w:t>` }
	for in, want := range map[string]string{
		run(false, words("3 May 2024 ")) + run(true, words("Lamps")) + run(false, words(" Trimmed.")): "3 May 2024| Lamps| Trimmed.",
		run(false, words("• 3 May ")) + run(true, words("Lamps")) + run(true, words(" and Boats")):    "3 May| Lamps and Boats",
		run(false, words("3 May")+`<w:tab/>`+words("Lamps")):                                          "3 May| Lamps",
		run(false, words("3 May")+`<w:br/>`) + run(true, words("Lamps")):                              "3 May\nLamps",
		run(true, words("All of it")): "All of it",
	} {
		d := readBytes(t, wordFile(t, p(`<w:outlineLvl w:val="0"/>`, "Lamps")+`<w:p>`+in+`</w:p>`))
		b, from, parts := d.Blocks[1], 0, []string(nil)
		for _, at := range b.Seams {
			parts, from = append(parts, b.Text[from:at]), at
		}
		if diff := cmp.Diff(want, strings.Join(append(parts, b.Text[from:]), "|")); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
}
