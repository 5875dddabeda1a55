package parse

import (
	"context"
	"os"
	"testing"
)

// TestGovukFindings wants no text lost in the survey's own count.
func TestGovukFindings(t *testing.T) {
	for _, p := range govukPages(t) {
		body, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Parse(context.Background(), Input{URL: "https://www.gov.uk/x", Body: body, Platform: "govuk"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range doc.Findings {
			t.Errorf("%s: %v", p, f)
		}
	}
}
