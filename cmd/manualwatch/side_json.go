package main

import (
	"manualwatch/diff/across"
	"manualwatch/out"
)

// A sideJSON is two chapters side by side for programs.
type sideJSON struct {
	Topic      string       `json:"topic_id"`
	A          sideChapter  `json:"a"`
	B          sideChapter  `json:"b"`
	Similarity float64      `json:"similarity"`
	Parts      []sidePartOf `json:"parts"`
}

type sideChapter struct {
	Board   string `json:"board_id"`
	Section string `json:"section_id"`
	Number  string `json:"number,omitempty"`
	Title   string `json:"title"`
	URL     string `json:"url,omitempty"`
}

type sidePartOf struct {
	TitleA  string      `json:"title_a"`
	TitleB  string      `json:"title_b"`
	OnlyIn  string      `json:"only_in,omitempty"` // "a", "b"
	Shared  int         `json:"shared_sentences"`
	OnlyA   []string    `json:"only_a,omitempty"`
	OnlyB   []string    `json:"only_b,omitempty"`
	Differs []sidePoint `json:"differs,omitempty"`
	// Sentences of this part that the other chapter says under other headings, or the
	// other manual in other chapters.
	ElsewhereA []sideElsewhere `json:"elsewhere_a,omitempty"`
	ElsewhereB []sideElsewhere `json:"elsewhere_b,omitempty"`
}

type sideElsewhere struct {
	Under     string `json:"under"` // "" for the opening text
	Sentences int    `json:"sentences"`
	Chapter   string `json:"chapter,omitempty"` // another one of the manual
}

type sidePoint struct {
	Kind  string `json:"kind"` // deadline, threshold, number, obligation, condition, word, who, scope, deed, row
	A     string `json:"a"`
	B     string `json:"b"`
	SaysA string `json:"says_a"`
	SaysB string `json:"says_b"`
}

func sidesJSON(topic string, c across.Comparison, a, b out.CoverageRow) sideJSON {
	j := sideJSON{Topic: topic, Similarity: c.Similarity, Parts: []sidePartOf{},
		A: sideChapter{c.BoardA, c.SectionA, a.Number, a.Title, c.URLA}, B: sideChapter{c.BoardB, c.SectionB, b.Number, b.Title, c.URLB}}
	for _, p := range c.Parts {
		part := sidePartOf{TitleA: p.TitleA, TitleB: p.TitleB, OnlyIn: p.OnlyIn, Shared: p.Shared, OnlyA: p.OnlyA, OnlyB: p.OnlyB,
			ElsewhereA: elsewhereJSON(p.ElsewhereA), ElsewhereB: elsewhereJSON(p.ElsewhereB)}
		for _, d := range p.Differs {
			part.Differs = append(part.Differs, sidePoint{d.Kind, d.A, d.B, d.SaysA, d.SaysB})
		}
		j.Parts = append(j.Parts, part)
	}
	return j
}

func elsewhereJSON(places []across.Elsewhere) []sideElsewhere {
	var out []sideElsewhere
	for _, e := range places {
		out = append(out, sideElsewhere(e))
	}
	return out
}
