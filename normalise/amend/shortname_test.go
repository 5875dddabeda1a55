package amend

import (
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/toc"
)

// TestShortNames resolves names that are a part of one title, or its letters, and leaves those
// that fit several, or none in particular.
func TestShortNames(t *testing.T) {
	x := newTitleIndex(toc.NewSite(&normalise.Input{}), []normalise.Section{
		{Kind: normalise.KindSection, Title: "Core Procedures", Parent: -1},
		{Kind: normalise.KindChapter, Title: "Section 47 Enquiries", Parent: 0},
		{Kind: normalise.KindChapter, Title: "Initial Child Protection Conferences", Parent: 0},
		{Kind: normalise.KindChapter, Title: "Allegations Against Staff and Volunteers", Parent: 0},
		{Kind: normalise.KindChapter, Title: "People in Positions of Trust", Parent: 0},
		{Kind: normalise.KindChapter, Title: "Making Safeguarding Personal", Parent: 0},
		{Kind: normalise.KindChapter, Title: "Child Sexual Exploitation", Parent: 0},
		{Kind: normalise.KindChapter, Title: "Criminal Exploitation and County Lines", Parent: 0},
		{Kind: normalise.KindChapter, Title: "Training and Supervision", Parent: 0},
		{Kind: normalise.KindHeading, Title: "Pressure Ulcers and Falls", Parent: 1},
	})
	for name, want := range map[string]int{
		"s47 Enquiries":        1,
		"S.47 enquiries":       1,
		"Initial conference":   2,
		"ICPC":                 2,
		"ICPCs":                2,
		"Allegations":          3,
		"PiPoT":                4,
		"MSP":                  5,
		"County Lines":         7,
		"Exploitation":         -1, // of two chapters
		"Staff":                -1, // tells nothing apart
		"Training":             -1, // news beside the chapters
		"Volunteer conference": -1,
		"Pressure Ulcers":      -1, // a heading inside a chapter
		"LADO":                 -1,
	} {
		if got, _ := x.resolve(&normalise.Amendment{Chapter: name}); got != want {
			t.Errorf("%q leads to %d, want %d", name, got, want)
		}
	}
}
