package paper

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPrintKeepsWordsWhole prints a paper on A4: no word is cut in a narrow column, and a long
// address does not push the table over the edge.
func TestPrintKeepsWordsWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium")
	}
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext")
	}
	p := sample(t)
	p.Dates[p.Entries[0].Changes[0].RunID] = day("2026-09-02")
	long := strings.Repeat("Somebody Who Is Not a Close Relative and Lives Elsewhere ", 4)
	for i := range p.Entries {
		p.Entries[i].Title += " " + long
		for k := range p.Entries[i].Changes {
			p.Entries[i].Changes[k].NewTitle, p.Entries[i].Changes[k].OldTitle = long, long+"https://ashford.example/"+strings.Repeat("elsewhere/", 12)+"end"
		}
	}
	var page bytes.Buffer
	if err := p.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	html, pdf := filepath.Join(dir, "paper.html"), filepath.Join(dir, "paper.pdf")
	if err := os.WriteFile(html, page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	if b, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--user-data-dir="+dir, "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+html).CombinedOutput(); err != nil {
		t.Skipf("chromium: %v: %.300s", err, b)
	}
	b, err := exec.CommandContext(ctx, reader, "-layout", pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, whole := range []string{"September", "Withdrawn", "declared"} {
		if !strings.Contains(text, whole) {
			t.Errorf("%q is not in the print", whole)
		}
	}
	for _, cut := range []string{"Septembe\n", "Septemb\n", "Septem\n", "Septe\n"} {
		if strings.Contains(text, cut) {
			t.Errorf("a date is cut: %q", cut)
		}
	}
	if !strings.Contains(strings.Join(strings.Fields(text), ""), "end”") {
		t.Error("the end of the address is not on the page")
	}
}
