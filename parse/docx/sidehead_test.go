package docx

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/parse"
)

// sideTable is a Word table with these properties and rows of two cells.
func sideTable(props string, cells ...string) string {
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr>` + props + `</w:tblPr>`)
	for i := 0; i < len(cells); i += 2 {
		b.WriteString(`<w:tr><w:tc>` + cells[i] + `</w:tc><w:tc>` + cells[i+1] + `</w:tc></w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	return b.String()
}

// TestSideHeadings: headings in the margin column of a table without lines head the
// passages beside them; tables with lines, of terms and of dates stay tables.
func TestSideHeadings(t *testing.T) {
	const styles = `<w:styles ` + wordNS + `><w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders></w:tblPr></w:style><w:style w:type="table" w:styleId="Own"><w:basedOn w:val="Grid"/></w:style></w:styles>`
	bold := func(s string) string { return `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>` + s + `</w:t></w:r></w:p>` }
	styled := func(s string) string { return p(`<w:outlineLvl w:val="2"/>`, s) }
	long := p("", "Plan the visit with the team, read what is on the file and say where you go.")
	several := p("", "Two workers go.") + p("", "They go by day.")
	none := `<w:tblBorders><w:insideV w:val="none"/></w:tblBorders>`
	rows := func(lines ...string) string { return "# Visits|" + strings.Join(lines, "|") + "|# Records" }
	plan := "Plan the visit with the team, read what is on the file and say where you go."
	sides := rows("## Before", plan, "Call first.", "## Who goes", "Two workers go.", "They go by day.")
	table := rows("row: Before | "+plan, "row: Call first.", "row: Who goes | Two workers go.\nThey go by day.")
	for name, c := range map[string]struct{ table, want string }{
		"no lines":         {sideTable("", bold("Before"), long, p("", ""), p("", "Call first."), bold("Who goes"), several), sides},
		"lines taken away": {sideTable(`<w:tblStyle w:val="Own"/>`+none, bold("Before"), long, p("", ""), p("", "Call first."), bold("Who goes"), several), sides},
		"lines by style":   {sideTable(`<w:tblStyle w:val="Own"/>`, bold("Before"), long, p("", ""), p("", "Call first."), bold("Who goes"), several), table},
		"lines by cell":    {sideTable(none, `<w:tcPr><w:tcBorders><w:left w:val="single"/></w:tcBorders></w:tcPr>`+bold("Before"), long, p("", ""), p("", "Call first."), bold("Who goes"), several), table},
		"styled":           {sideTable(`<w:tblStyle w:val="Own"/>`, styled("Before"), long, styled("Who goes"), several), rows("### Before", plan, "### Who goes", "Two workers go.", "They go by day.")},
		"terms":            {sideTable("", bold("Carer"), long, bold("Visit"), p("", "A call at the home.")), rows("row: Carer | "+plan, "row: Visit | A call at the home.")},
		"dates":            {sideTable("", bold("Issued"), p("", "May"), bold("Due"), p("", "June"), bold("Owner"), several), rows("row: Issued | May", "row: Due | June", "row: Owner | Two workers go.\nThey go by day.")},
	} {
		d := readBytes(t, wordFile(t, p(`<w:outlineLvl w:val="0"/>`, "Visits")+c.table+p(`<w:outlineLvl w:val="0"/>`, "Records"), "word/styles.xml", styles))
		if diff := cmp.Diff(c.want, strings.Join(lines(d.Blocks), "|")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestSideHeadingsWithoutStyles ranks them below titles that are only set large.
func TestSideHeadingsWithoutStyles(t *testing.T) {
	run := func(rpr, s string) string {
		return `<w:p><w:r><w:rPr>` + rpr + `</w:rPr><w:t>` + s + `</w:t></w:r></w:p>`
	}
	table := sideTable("", run("<w:b/>", "Before"), p("", "Plan it.")+p("", "Call first."), run("<w:b/>", "Who goes"), p("", "Two workers go.")+p("", "They go by day."))
	body := p(`<w:pStyle w:val="Title"/>`, "Handbook") + run(`<w:b/><w:sz w:val="32"/>`, "Visits") + table + run(`<w:b/><w:sz w:val="32"/>`, "Records") + table
	chapter := []string{"### Before", "Plan it.", "Call first.", "### Who goes", "Two workers go.", "They go by day."}
	want := append(append([]string{"title: Handbook", "## Visits"}, chapter...), append([]string{"## Records"}, chapter...)...)
	if diff := cmp.Diff(want, lines(readBytes(t, wordFile(t, body)).Blocks)); diff != "" {
		t.Error(diff)
	}
}

// TestSideHeadingsOfOtherFormats reads the same tables, one without lines and one with
// them, out of an old Word file and an OpenDocument text, both made by LibreOffice.
func TestSideHeadingsOfOtherFormats(t *testing.T) {
	want := []string{
		"# Visits", "## Before", "Plan the visit with the team, read what is on the file and say where you go.", "Call first.",
		"## Who goes", "Two workers go.", "They go by day.",
		"# Duties", "row: Lead | Plans the visit with the team, reads what is on the file and says where they go.", "row: Worker | Goes along.\nTakes notes.",
	}
	for file, read := range map[string]func(context.Context, parse.Input) (*parse.Document, error){"sidehead.doc": ReadDOC, "sidehead.odt": ReadODT} {
		body, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := read(context.Background(), parse.Input{URL: "http://board.example/d", Body: body})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, lines(d.Blocks)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}
