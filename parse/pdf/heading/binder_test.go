package heading

import (
	"strings"
	"testing"
)

func TestFileTitle(t *testing.T) {
	for _, c := range []string{"04_Core_Group_Duties_v2|Core Group Duties", "Microsoft Word - Neglect.docx|Neglect", "12 Faith-based Harm (2016).pdf|Faith-based Harm (2016)", "7b_Leavers_FINAL_Mar_2015|Leavers", "visits v1.2.pdf|visits"} {
		name, want, _ := strings.Cut(c, "|")
		if got, file := fileTitle(name); got != want || !file {
			t.Errorf("%q: %q, %v", name, got, file)
		}
	}
	for _, name := range []string{"Core Group Duties", "3.1 Visits", "Record of Version 2", "e.g. night calls"} {
		if got, file := fileTitle(name); got != name || file {
			t.Errorf("%q: %q, %v", name, got, file)
		}
	}
}
