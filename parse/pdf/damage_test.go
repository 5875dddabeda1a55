package pdf

import (
	"bytes"
	"strings"
	"testing"
)

// TestDamageIsNamed breaks a file in one place at a time: the text that stands
// before the damage is read, and a finding names the damage.
func TestDamageIsNamed(t *testing.T) {
	text := show("F1", 12, 72, 700, "The duty team answers at once.")
	plain := contentPDF(text, "", "null")
	outlined := func(item string) []byte {
		b := contentPDF(text, "", "null", "<</First 9 0 R>>", item)
		return bytes.Replace(b, []byte("/Catalog/Pages 2 0 R"), []byte("/Catalog/Pages 2 0 R/Outlines 8 0 R"), 1)
	}
	for _, tt := range []struct {
		name string
		body []byte
		says string
	}{
		{"string", contentPDF(text+"BT /F1 12 Tf 72 600 Td (without an end", "", "null"), "inside a string"},
		{"escaped string", contentPDF(text+`BT /F1 12 Tf 72 600 Td (with\) but without an end`, "", "null"), "inside a string"},
		{"hexadecimal string", contentPDF(text+"BT /F1 12 Tf 72 600 Td <414243", "", "null"), "inside a string"},
		{"array", contentPDF(text+"BT /F1 12 Tf 72 600 Td [(a) 12 (b)", "", "null"), "inside an array"},
		{"operand", contentPDF(text+"BT /F1 12", "", "null"), "no operator"},
		{"operators", contentPDF("Q Q "+text, "", "null"), "unbalanced"},
		{"inline image", contentPDF(text+"BI /W 2 /H 2 /BPC 8 /CS /G ID abcdefghijklm", "", "null"), "inside an inline image"},
		{"size of an inline image", contentPDF(text+"BI /W 2 /H 2 /BPC 8 /CS /G ID abcdefghijklm EI", "", "null"), "longer or shorter"},
		{"outline that is its own child", outlined("<</Title(a)/First 9 0 R>>"), "outline goes in a circle"},
		{"outline that is its own successor", outlined("<</Title(a)/Next 9 0 R>>"), "outline goes in a circle"},
		{"page tree with a circle", bytes.Replace(plain, []byte("/Kids[3 0 R]"), []byte("/Kids[3 0 R 2 0 R]"), 1), "page"},
		{"page tree under itself", bytes.Replace(plain, []byte("/Kids[3 0 R]"), []byte("/Kids[3 0 R]/Parent 2 0 R"), 1), "circle"},
		{"count of pages", bytes.Replace(plain, []byte("/Count 1"), []byte("/Count 999999999"), 1), "says 999999999 pages"},
		{"size", bytes.Replace(plain, []byte("/Size 8"), []byte("/Size 1000000000"), 1), "absurd"},
		{"end", plain[:len(plain)-7], "no end mark"},
		{"more after the end", append(bytes.Clone(plain), "<script>something else</script>"...), "after the end mark"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, tt.body)
			if len(doc.Blocks) == 0 || doc.Blocks[0].Text != "The duty team answers at once." {
				t.Errorf("blocks %q", texts(doc))
			}
			said := ""
			for _, f := range doc.Findings {
				said += f.Code + " " + f.Detail + "\n"
			}
			if !strings.Contains(said, tt.says) {
				t.Errorf("findings %q, want one that says %q", said, tt.says)
			}
		})
	}
	if doc := mustRead(t, contentPDF(text+"BI /W 2 /H 2 /BPC 8 /CS /G ID abcd\r\nEI", "", "null")); len(doc.Findings) > 0 {
		t.Errorf("nothing is wrong with the file, but: %v", doc.Findings)
	}
}
