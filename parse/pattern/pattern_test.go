package pattern

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// expressions of every sort that readers use.
var expressions = []string{
	`(?i)^(?:back\s+to\s+)?top(?:\s+of\s+(?:the\s+)?page)?$`, `^\d+(?:\.\d+)*$`, `(?i)^(?:é|k)a$|^»$|^$`, `no anchor`, `a*`, `^`, `$`, `^$`, `x$|^y`,
	`\b(?:was|were)\s+(?:\w+ly\s+)?updated\b`, `(?i)\s*\((?:new|updated)\)\s*$`, `(?i)[–—-]\s*(?:new|under\s+review)\s*$`, `\bcaf\x{e9}\b`,
	`(?m)^line$`, `(?s)a.b`, `a.b`, `[^a-z]+$`, `(?i)ſ`, `\.{4,}\s*\d{1,3}\s*$`, `^(.{6,60}?) please$`, `(?i)strasse|straße`, `\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb)\w*\s+\d{4}`,
	`[\x{4e00}-\x{9fff}]`, `^\W`, `\z`, `\A\s+\z`, `(?:a|ab)(?:c|bcd)(?:d*)$`, `\B-\B`, `(?i)\b[a-z]{1,40}[a-z0-9]{1,40}\d{3}\b`,
}

var texts = []string{
	"", "a", "top", "Back to top", "Back  to the TOP of the page", "1.2.3", "1.2.", "é", "ka", "\u212aa", "Éa", "»", "no anchor here", "a no anchor", "x", "y", "yx",
	"It was updated", "were newly updated.", "wasupdated", "Neglect (NEW)", "Neglect (new) ", "Neglect – under review", "café", "cafés", "a line\nline\nb", "line", "a\nb", "a\u00e9b", "a\xffb", "abc", "123",
	"s", "S", "ſ", "Contents ......... 12", "Contents ... 12", "this page is long please", "STRASSE", "Straße", "on 3rd Feb 2020 and", "1 January 2020", "漢字", " ", "\t\n", "abcd", "abbcd", "- -", "word123", "\xff\xfe",
}

// TestSameAnswers: the table before an expression never changes an answer.
func TestSameAnswers(t *testing.T) {
	for _, e := range expressions {
		p, plain := New(e), regexp.MustCompile(e)
		for _, s := range texts {
			compare(t, p, plain, s)
		}
	}
}

func compare(t *testing.T, p *Pattern, plain *regexp.Regexp, s string) {
	t.Helper()
	switch {
	case p.MatchString(s) != plain.MatchString(s), p.FindString(s) != plain.FindString(s), !slices.Equal(p.FindStringIndex(s), plain.FindStringIndex(s)),
		!slices.Equal(p.FindStringSubmatch(s), plain.FindStringSubmatch(s)), !slices.Equal(p.FindStringSubmatchIndex(s), plain.FindStringSubmatchIndex(s)),
		!slices.Equal(p.FindAllString(s, -1), plain.FindAllString(s, -1)), len(p.FindAllStringIndex(s, 3)) != len(plain.FindAllStringIndex(s, 3)),
		p.ReplaceAllString(s, "<>") != plain.ReplaceAllString(s, "<>"):
		t.Errorf("%s on %q: not the answers of regexp", p, s)
	}
}

// TestRefuses: the table is worth its place, and refuses what plainly does not match.
func TestRefuses(t *testing.T) {
	for e, s := range map[string]string{
		`(?i)^(?:back\s+to\s+)?top(?:\s+of\s+(?:the\s+)?page)?$`: "Topics of the training",
		`(?i)\s*\((?:new|updated)\)\s*$`:                         "Neglect of children (see chapter 3)",
		`\b(?:was|were)\s+(?:\w+ly\s+)?updated\b`:                "What was done, and who were told of it",
		`^\d+(?:\.\d+)*$`:                                        "1.2 Referrals",
	} {
		if New(e).may(s) {
			t.Errorf("%s: %q went through to the expression", e, s)
		}
	}
}

// TestSure: of plain lines the table knows that they match, of odd ones it is not sure.
func TestSure(t *testing.T) {
	for _, c := range []struct {
		expr, text string
		want       answer
	}{
		{`(?i)^(?:back\s+to\s+)?top(?:\s+of\s+(?:the\s+)?page)?$`, "Back to top", yes},
		{`(?i)\s*\((?:new|updated)\)\s*$`, "Neglect (new)", perhaps}, // of brackets the table knows only that they open or close
		{`(?i)updated\s+in\s+\d{4}`, "It was updated in 2024.", yes},
		{`(?i)\bupdated\b`, "outdated, not updated", perhaps},
		{`(?i)^.{3,9}$`, "Café", perhaps},
		{`^top$`, "Top", perhaps},
	} {
		if got := New(c.expr).ask(c.text); got != c.want {
			t.Errorf("%s on %q: %d, want %d", c.expr, c.text, got, c.want)
		}
	}
}

// Edge finds words, not parts of them.
func TestEdge(t *testing.T) {
	if p := Edge(`(?i)updates?|news`); p.MatchString("renews") || !p.MatchString("Old News") {
		t.Error("an edge of a word was not seen")
	}
	if got := New(`(?i)^see also:?\s*`).Cut("See also: Neglect"); got != "Neglect" {
		t.Errorf("cut: %q", got)
	}
}

// TestOpens: the first bytes of a text tell that nothing that begins so matches, in either case;
// signs that folding writes otherwise leave it open, and so does a text that ends early.
func TestOpens(t *testing.T) {
	p := Any(New(`^rate this page$`), New(`^\d+ posts?$|^page saved by .{1,30}$`))
	for s, want := range map[string]bool{
		"Rate this page!": false, "Rate this p": true, "RATE": true, "": true, "Ratings of the home": false, "12 Posts": true, "12 people": false,
		"Page saved by the whole of the team, and many others": true, "Page one": false, "Rate\nit": true, "Page’s": true, "First page saved by A": false,
	} {
		if p.Opens(s) != want {
			t.Errorf("%q: opens %v", s, !want)
		}
	}
	for s, want := range map[string]bool{"rate this page": true, "3 post": true, "page saved by us": true, "posts": false} {
		if p.MatchString(s) != want {
			t.Errorf("%q: matches %v", s, !want)
		}
	}
}

// FuzzSameAnswers tries expressions on other texts.
func FuzzSameAnswers(f *testing.F) {
	for i, s := range texts {
		f.Add(uint8(i), s)
	}
	patterns, plain := make([]*Pattern, len(expressions)), make([]*regexp.Regexp, len(expressions))
	for i, e := range expressions {
		patterns[i], plain[i] = New(e), regexp.MustCompile(e)
	}
	f.Fuzz(func(t *testing.T, i uint8, s string) {
		compare(t, patterns[int(i)%len(patterns)], plain[int(i)%len(plain)], s)
	})
}

// BenchmarkRefuse asks a pattern of one manual about the lines of another.
func BenchmarkRefuse(b *testing.B) {
	line := strings.Repeat("Practitioners should record what was seen and said. ", 3)
	for _, e := range expressions[:12] {
		p, plain := New(e), regexp.MustCompile(e)
		b.Run("table/"+e, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				p.MatchString(line)
			}
		})
		b.Run("plain/"+e, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				plain.MatchString(line)
			}
		})
	}
}
