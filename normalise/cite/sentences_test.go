package cite

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// shortTitles are the short names of testdata/references/sentences.txt.
var shortTitles = map[string]string{
	"WT": "Working Together to Safeguard Children", "KS": "Keeping Children Safe in Education", "CA": "Children Act",
	"SCSR": "Safeguarding Children and Safer Recruitment in Education", "WTD": "What to do if you're worried a child is being abused",
	"IS": "Information Sharing: Advice for Safeguarding Practitioners", "PD": "Prevent duty guidance", "CD": "Channel duty guidance",
	"FGMG": "Multi-agency statutory guidance on female genital mutilation", "CSEG": "Child sexual exploitation: definition and a guide for practitioners",
	"CL": "Criminal exploitation of children and vulnerable adults: county lines guidance", "SCOT": "National Guidance for Child Protection in Scotland",
	"NI": "Co-operating to Safeguard Children and Young People in Northern Ireland", "WSP": "Wales Safeguarding Procedures", "AWCPP": "All Wales Child Protection Procedures",
	"FA": "Framework for the Assessment of Children in Need and their Families", "LSCB": "Local Safeguarding Children Board", "SCR": "Serious Case Review",
	"CCG": "Clinical Commissioning Group", "CAF": "Common Assessment Framework", "CRB": "Criminal Records Bureau", "ABE": "Achieving Best Evidence in Criminal Proceedings",
	"ICD":   "Safeguarding Children and Young People: Roles and Competences for Healthcare Staff (intercollegiate document)",
	"MAPPA": "MAPPA Guidance", "VC": "Code of Practice for Victims of Crime", "CSSG": "Care and support statutory guidance", "NS": "No Secrets",
	"DASG": "Domestic abuse statutory guidance", "CCB": "Controlling or coercive behaviour statutory guidance", "FM": "The Right to Choose: guidance on forced marriage",
	"UN": "United Nations Convention on the Rights of the Child", "NG76": "Child abuse and neglect (NICE NG76)",
	"SUDI": "Sudden unexpected death in infancy and childhood: multi-agency guidelines for care and investigation",
	"CME":  "Children missing education: statutory guidance", "MISS": "Statutory guidance on children who run away or go missing from home or care",
}

// citedLine writes a reference as "title year status" with the status's first letter.
func citedLine(r normalise.Reference) string {
	line := r.Title
	if r.EditionYear != 0 {
		line += fmt.Sprint(" ", r.EditionYear)
	}
	return line + " " + r.Status[:1]
}

// wantedLines reads "WT 2018 c;CA 0 u": short name or title, year, status.
func wantedLines(t *testing.T, s string) []string {
	t.Helper()
	var out []string
	for _, w := range strings.Split(s, ";") {
		if w == "" {
			continue
		}
		f := strings.Fields(w)
		name := f[0]
		if title, ok := shortTitles[name]; ok {
			f[0] = title
		}
		out = append(out, strings.Replace(strings.Join(f, " "), " 0 ", " ", 1))
	}
	return out
}

// TestCitedSentences holds the references of invented sentences against what a
// reader finds in them; the truth was written before they were read by the code.
func TestCitedSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/references/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, found, truth := 0, 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "|")
		want := wantedLines(t, f[2])
		var got []string
		for _, r := range References([]normalise.Section{{ID: "s", Text: f[1]}}, "", day(t, f[0])) {
			got = append(got, citedLine(r))
		}
		found, truth = found+len(got), truth+len(want)
		rest := slices.Clone(want)
		for _, g := range got {
			if i := slices.Index(rest, g); i >= 0 {
				right++
				rest = slices.Delete(rest, i, i+1)
			}
		}
		if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
			t.Logf("%s %s\n got %q\nwant %q", f[0], f[1], got, want)
		}
	}
	p, r := float64(right)/float64(found), float64(right)/float64(truth)
	t.Logf("precision %.3f, recall %.3f of %d citations", p, r, truth)
	if p < 0.97 || r < 0.97 {
		t.Errorf("precision %.3f, recall %.3f", p, r)
	}
}
