package parse

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTypedText reads a text that was typed for a terminal: underlined headings, paragraphs
// broken into lines, items, a table in columns and a list of contents with dots. Lines that
// end where the next word had room stay apart.
func TestTypedText(t *testing.T) {
	const text = `VALE BOARD
==========

Lamps and Boats
===============

Issue  Date        Reason
-----  ----------  ------------------
2      03/05/2025  New wicks, and the
                   oil is named
1      01/02/2024  First issue

1 Trimming .................. 2
2 Boats ..................... 3

1. Trimming
-----------

The lamp is trimmed before noon by two keepers, who write down in the
book what they found. Nobody leaves
it.

  * oil that is
    clean and dry
  * a wick

1.1 By night
~~~~~~~~~~~~

  a) light it
  b) watch it

When  | What
------+------
Noon  | Trim it
Dusk  | Light it

Keeper of the Lamps
Pier House
Vale
`
	doc, err := Parse(context.Background(), Input{URL: "http://vale.example/lamps.txt", Body: []byte(text)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		line := strings.TrimSpace(b.Marker + " " + b.Text)
		switch {
		case b.Region == Contents:
			line = "contents: " + line
		case b.Kind == Heading:
			line = strings.Repeat("#", b.Level) + " " + line
		case b.Kind == Item:
			line = "- " + line
		}
		got = append(got, line)
	}
	want := []string{"# VALE BOARD", "# Lamps and Boats", "Issue | Date | Reason", "2 | 03/05/2025 | New wicks, and the oil is named", "1 | 01/02/2024 | First issue",
		"contents: 1 Trimming", "contents: 2 Boats", "## 1. Trimming",
		"The lamp is trimmed before noon by two keepers, who write down in the book what they found. Nobody leaves", "it.",
		"- oil that is clean and dry", "- a wick", "### 1.1 By night", "- a) light it", "- b) watch it", "When | What", "Noon | Trim it", "Dusk | Light it", "Keeper of the Lamps", "Pier House", "Vale"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestTypedFrames reads the lines of a form as text, a text in a drawn frame without the frame,
// and a table whose rows empty lines part.
func TestTypedFrames(t *testing.T) {
	const text = `VALE BOARD
==========

1. Trimming
-----------

Name of the keeper: ........................
Signed: ....................................

+------------------------------------------+
| Important                                |
| Nobody leaves the lamp alone for longer  |
| than the other keeper takes to come up.  |
+------------------------------------------+

Risk           Example        What to do
-------------  -------------  --------------
Some           A lamp that    Trim the wick
               smokes         and wait

A lamp is      Fog            Call the pier
out

Great          No oil         Row over

The book says who wrote the page and when,
with the names.
`
	doc, err := Parse(context.Background(), Input{URL: "http://vale.example/lamps.txt", Body: []byte(text)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		if b.Region == Main {
			got = append(got, b.Text)
		}
	}
	want := []string{"VALE BOARD", "1. Trimming", "Name of the keeper: ........................", "Signed: ....................................", "Important", "Nobody leaves the lamp alone for longer than the other keeper takes to come up.",
		"Risk | Example | What to do", "Some | A lamp that smokes | Trim the wick and wait", "A lamp is out | Fog | Call the pier", "Great | No oil | Row over",
		"The book says who wrote the page and when, with the names."}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
