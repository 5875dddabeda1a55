package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// TestPrintedContents reads a handbook on one page of a club's site that prints a list of its contents
// as plain lines: these are its sections and chapters. The parts of a short policy are its chapters.
func TestPrintedContents(t *testing.T) {
	titles := []string{"Boats", "Shores", "Weather", "People", "Signals", "Lamps"}
	parts := []string{"Before we row", "On the way", "Coming home"}
	for name, c := range map[string]struct {
		label, line, head string // of a list of contents and its entries, of a heading in bold
	}{
		"paragraphs":     {"<p><strong>CONTENTS</strong></p>", "<p>%s</p>", "<p><strong>%s</strong></p>"},
		"divisions":      {"<h2>Table of contents</h2>", "<div>%s</div>", "<div><b>%s</b></div>"},
		"with headings":  {"<p>Contents</p>", "<p>%s</p>", "<h4>%s</h4>"},
		"broken by line": {"<p><b>Contents</b></p>", "%s<br>", "<p><b>%s</b></p>"},
	} {
		t.Run(name, func(t *testing.T) {
			list, text, want := fmt.Sprintf(c.line, "FOREWORD"), fmt.Sprintf(c.head, "FOREWORD")+"<p>"+fillerWords(8)+"</p>", []string{"chapter||FOREWORD"}
			for i, title := range titles {
				title = strings.ToUpper(title)
				list += fmt.Sprintf(c.line, fmt.Sprintf("%d %s", i+1, title))
				text += fmt.Sprintf("<h3>%d %s</h3>", i+1, title)
				want = append(want, fmt.Sprintf("section|%d|%s", i+1, title))
				for k, part := range parts {
					part += " with " + titles[i]
					said := fmt.Sprintf("%d.%d %s", i+1, k+1, part)
					list += fmt.Sprintf(c.line, said)
					text += fmt.Sprintf(c.head, said) + "<p>The club says this about " + part + ". " + fillerWords(4) + "</p>"
					want = append(want, fmt.Sprintf(" chapter|%d.%d|%s", i+1, k+1, part))
				}
			}
			pages := map[string]string{"/policy": "<h1>Keeping safe</h1><p>Every club was asked.</p>" + c.label + list + text}
			e := readSite(t, normalise.Input{Start: []string{"/policy"}}, inClub(pages))
			check(t, e, want...)
			for _, s := range e.Sections {
				if s.Kind == normalise.KindChapter && s.Number != "" && !strings.Contains(s.Text, "about "+s.Title+".") {
					t.Errorf("%s %s says %q", s.Number, s.Title, s.Text)
				}
			}
		})
	}
}
