package pdf

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readTexts(t *testing.T, body []byte) []string {
	t.Helper()
	return texts(mustRead(t, body))
}

func TestFieldValuesAreText(t *testing.T) {
	content := show("F1", 11, 72, 700, "Name of the child:") + show("F1", 11, 72, 660, "Agency:")
	widget := func(rest string) string { return "<</Subtype/Widget" + rest + ">>" }
	look := "<</Subtype/Form/BBox[0 0 200 16]/Resources<</Font<</F1 5 0 R>>>>/Length 33>>stream\nBT /F1 11 Tf 2 4 Td (Alex) Tj ET \nendstream"
	body := contentPDF(content, "/Annots[8 0 R 9 0 R 10 0 R 11 0 R 12 0 R]", "null",
		widget("/FT/Tx/T(name)/V(Alex)/Rect[180 696 380 712]/AP<</N 13 0 R>>"),
		widget("/T(agency)/Parent 14 0 R/Rect[130 656 330 672]"),
		widget("/FT/Tx/V(Hidden value)/F 2/Rect[72 600 300 616]"),
		widget("/FT/Tx/Ff 8192/V(secret)/Rect[72 560 300 576]"),
		widget("/FT/Btn/V/Yes/Rect[72 520 90 536]/AP<</N<</Yes 13 0 R>>>>/AS/Yes"),
		look, "<</FT/Ch/V(Health visiting)>>")
	want := []string{"Name of the child: Alex", "Agency: Health visiting"}
	if diff := cmp.Diff(want, readTexts(t, body)); diff != "" {
		t.Error(diff)
	}
}

func TestHiddenLayersAreLeftOut(t *testing.T) {
	layer := func(name, text string, y float64) string {
		return "/OC /" + name + " BDC\n" + show("F1", 11, 72, y, text) + "EMC\n"
	}
	content := show("F1", 11, 72, 740, "Seen by all.") + layer("On", "Layer that is on.", 700) + layer("Off", "Layer that is off.", 660) +
		layer("Any", "One of two layers is on.", 620) + layer("All", "Not both layers are on.", 580)
	body := contentPDF(content, "", "null", "<</Type/OCG/Name(on)>>", "<</Type/OCG/Name(off)>>",
		"<</Type/OCMD/OCGs[8 0 R 9 0 R]>>", "<</Type/OCMD/OCGs[8 0 R 9 0 R]/P/AllOn>>")
	body = bytes.Replace(body, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R 9 0 R]/D<</OFF[9 0 R]>>>>"), 1)
	body = bytes.Replace(body, []byte("/XObject<</I 7 0 R>>"), []byte("/Properties<</On 8 0 R/Off 9 0 R/Any 10 0 R/All 11 0 R>>"), 1)
	want := []string{"Seen by all.", "Layer that is on.", "One of two layers is on."}
	if diff := cmp.Diff(want, readTexts(t, body)); diff != "" {
		t.Error(diff)
	}
}

func TestTextOutsideTheClipIsLeftOut(t *testing.T) {
	content := "q 60 690 400 30 re W n\n" + show("F1", 11, 72, 700, "Inside the clip.") + show("F1", 11, 72, 600, "Below the clip.") + "Q\n" +
		show("F1", 11, 72, 640, "After the clip.") +
		show("F1", 11, 72, 560, "Above the cut of the page.") + show("F1", 11, 72, 40, "Under the cut of the page.") + show("F1", 11, -300, 520, "Left of it.")
	body := contentPDF(content, "/CropBox[0 100 595 842]", "null")
	want := []string{"Inside the clip.", "After the clip.", "Above the cut of the page."}
	if diff := cmp.Diff(want, readTexts(t, body)); diff != "" {
		t.Error(diff)
	}
}
