package pdf

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTablesBetweenLines reads tables whose rows, but not whose columns, are parted
// by painted lines.
func TestTablesBetweenLines(t *testing.T) {
	hline := func(y float64) string { return fmt.Sprintf("72 %g m 452 %g l S\n", y, y) }
	cells := show("F1", 10, 76, 706, "Who") + show("F1", 10, 200, 706, "What") +
		show("F1", 10, 76, 686, "Nurse") + show("F1", 10, 200, 686, "Tells the hub and") + show("F1", 10, 200, 674, "writes it down.") +
		show("F1", 10, 200, 656, "Only a duty.") +
		show("F1", 10, 76, 636, "All staff read this page each year.")
	want := []string{"Who | What", "Nurse | Tells the hub and writes it down.", "Only a duty.", "All staff read this page each year."}
	lines := hline(720) + hline(700) + hline(668) + hline(650) + hline(630)
	shade := "q 72 700 380 20 re W n 0.8 g 0 0 595 842 re f Q\n" + hline(700) + hline(668) + hline(650) + hline(630)
	for name, content := range map[string]string{"lines": lines + cells, "a header that is coloured through a clip": shade + "0 g " + cells} {
		t.Run(name, func(t *testing.T) {
			doc := mustRead(t, contentPDF(content, "", "null"))
			if diff := cmp.Diff(want, texts(doc)); diff != "" {
				t.Error(diff)
			}
			for _, b := range doc.Blocks[:min(3, len(doc.Blocks))] {
				if b.Table != 1 {
					t.Errorf("%q is in table %d", b.Text, b.Table)
				}
			}
		})
	}
}

// TestLinesRoundAHeaderAlone reads a table with lines above and below its header
// and at its end only: its rows are told by their distances.
func TestLinesRoundAHeaderAlone(t *testing.T) {
	content := "72 720 m 452 720 l S 72 700 m 452 700 l S 72 628 m 452 628 l S\n" + show("F1", 10, 76, 706, "Who") + show("F1", 10, 200, 706, "What")
	for i, row := range [][2]string{{"Nurse", "Tells the hub"}, {"Teacher", "Writes it down"}, {"Police", "Comes at once"}, {"Doctor", "Looks at the child"}} {
		content += show("F1", 10, 76, 686-float64(i)*16, row[0]) + show("F1", 10, 200, 686-float64(i)*16, row[1])
	}
	want := []string{"Who | What", "Nurse | Tells the hub", "Teacher | Writes it down", "Police | Comes at once", "Doctor | Looks at the child"}
	if diff := cmp.Diff(want, readTexts(t, contentPDF(content, "", "null"))); diff != "" {
		t.Error(diff)
	}
}

// TestFramedRows reads the columns, parted by white space, of a table whose rows have one frame
// each; framed lines of text stay rows of one cell.
func TestFramedRows(t *testing.T) {
	frames := "72 700 380 20 re f\n"
	for i := range 3 {
		frames += fmt.Sprintf("72 %d 380 30 re S\n", 670-30*i)
	}
	cells := "1 g " + show("F2", 10, 76, 706, "Step") + show("F2", 10, 260, 706, "Who") + "0 g "
	steps := ""
	for i, row := range []string{"Call the duty team at once and", "Tell the parents of the visit and", "Keep the notes of the meeting and"} {
		y := float64(688 - 30*i)
		cells += show("F1", 10, 76, y, row) + show("F1", 10, 76, y-12, "write it down.") + show("F1", 10, 260, y, []string{"Nurse", "Head of the school", "Chair"}[i])
		steps += show("F1", 10, 76, y, row+" write it down.")
	}
	want := []string{"Step | Who", "Call the duty team at once and write it down. | Nurse", "Tell the parents of the visit and write it down. | Head of the school", "Keep the notes of the meeting and write it down. | Chair"}
	if diff := cmp.Diff(want, texts(mustRead(t, contentPDF("0.8 g "+frames+cells, "", "null")))); diff != "" {
		t.Error(diff)
	}
	want = []string{"Call the duty team at once and write it down.", "Tell the parents of the visit and write it down.", "Keep the notes of the meeting and write it down."}
	if diff := cmp.Diff(want, texts(mustRead(t, contentPDF("0.8 g "+frames+"0 g "+steps, "", "null")))); diff != "" {
		t.Error(diff)
	}
}

// TestNumberedParagraphsBetweenBars reads headings on coloured bars as headings and the numbered
// paragraphs between them as paragraphs, although the bars are as wide as each other and the numbers
// stand at one edge.
func TestNumberedParagraphsBetweenBars(t *testing.T) {
	content := ""
	bar := func(y float64, title string) {
		content += fmt.Sprintf("0 0.4 0.4 rg 60 %g 470 30 re f 1 g\n", y) + show("F2", 17, 74, y+9, title) + "0 g\n"
	}
	paragraph := func(y float64, number, first, next string) {
		content += show("F2", 9, 68, y, number) + show("F1", 10, 105, y, first) + show("F1", 10, 105, y-12, next)
	}
	bar(760, "3. Roles of the keepers")
	paragraph(740, "3.1", "The keeper of the lamp tells the harbour on the same day and writes down what was", "seen and by whom.")
	paragraph(714, "3.2", "The mate must know the name of the keeper and the number of the harbour, and must", "carry both at sea.")
	bar(665, "4. Kinds of fog")
	paragraph(645, "4.1", "Fog builds slowly, which is why a log with dates will show what a single watch does not", "show to anybody.")
	paragraph(619, "4.2", "Signs that call for attention are a bell that rings alone and a boat that is late for", "the second time.")
	bar(570, "5. The watch")
	want := []string{
		"3. Roles of the keepers",
		"The keeper of the lamp tells the harbour on the same day and writes down what was seen and by whom.",
		"The mate must know the name of the keeper and the number of the harbour, and must carry both at sea.",
		"4. Kinds of fog",
		"Fog builds slowly, which is why a log with dates will show what a single watch does not show to anybody.",
		"Signs that call for attention are a bell that rings alone and a boat that is late for the second time.",
		"5. The watch",
	}
	if diff := cmp.Diff(want, readTexts(t, contentPDF(content, "", "null"))); diff != "" {
		t.Error(diff)
	}
}
