package textdiff

import (
	"math/rand/v2"
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// sentence is one of words that come back in others.
func sentence(r *rand.Rand) string {
	words := strings.Fields("kettle ladder orchard must should the a of and keeper within five three days gate lantern")
	var out []string
	for range 14 {
		out = append(out, words[r.IntN(len(words))])
	}
	return "Where " + strings.Join(out, " ") + "."
}

// paragraphs are lines of five sentences each.
func paragraphs(seed uint64, lines int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []string
	for range lines {
		var line []string
		for range 5 {
			line = append(line, sentence(r))
		}
		out = append(out, strings.Join(line, " "))
	}
	return strings.Join(out, "\n")
}

// TestQuotationsGiveOldWords takes words out of sentences, puts others in and changes their
// order: what was kept and deleted are the older words, none glued to the next.
func TestQuotationsGiveOldWords(t *testing.T) {
	pairs := [][2]string{{"Children with Disabilities", "Disabled Children"}, {"The gate of the yard", "The gate"}, {"The gate, and the door.", "The door and the gate."}}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		old := strings.Fields(sentence(r))
		now := append([]string(nil), old...)
		for range 1 + r.IntN(4) {
			i, j := r.IntN(len(now)), r.IntN(len(now))
			switch r.IntN(3) {
			case 0:
				now[i], now[j] = now[j], now[i]
			case 1:
				now = append(now[:i:i], append([]string{"lantern"}, now[i:]...)...)
			case 2:
				if len(now) > 1 {
					now = append(now[:i:i], now[i+1:]...)
				}
			}
		}
		pairs = append(pairs, [2]string{strings.Join(old, " "), strings.Join(now, " ")})
	}
	for _, p := range pairs {
		got := ""
		for _, s := range wordSpans(Tokens(p[0]), Tokens(p[1])) {
			if s.Op != diff.Insert {
				got += s.text
			}
		}
		if a, b := KeyOf(Tokens(p[0])), KeyOf(Tokens(got)); a != b {
			t.Errorf("%q -> %q: the older words are %q", p[0], p[1], got)
		}
	}
}

// TestDividedSentences: a sentence that was divided in two, or joined of two, without a new
// thought is no new text and takes no duty away; with one it is.
func TestDividedSentences(t *testing.T) {
	for _, c := range []struct {
		old, new string
		sig      diff.Significance
		says     string
	}{
		{"The chair invites the parents and sends them the report before the conference.", "The chair invites the parents. The chair sends them the report before the conference.", diff.Minor, "a sentence was divided in two"},
		{"The worker rings the family, and then writes to the school within two days.", "The worker rings the family. The worker then writes to the school within two days.", diff.Minor, "a sentence was divided in two"},
		{"The chair must invite the parents and send them the report before noon.", "The chair must invite the parents. The chair must send them the report before noon.", diff.Minor, "a sentence was divided in two"},
		{"The chair must invite the parents. The chair must send them the report before noon.", "The chair must invite the parents and send them the report before noon.", diff.Minor, "two sentences became one"},
		{"The chair must invite the parents and send them the report before noon.", "The chair must invite the parents. The chair should send them the report before noon.", diff.Practice, "obligation"},
		{"The chair invites the parents and sends them the report before the conference.", "The chair invites the parents. The nurse sends them the report before the conference.", "", "!divided"},
		{"The chair invites the parents or sends them the report before the conference.", "The chair invites the parents. The chair sends them the report before the conference.", "", "!divided"},
		{"The worker rings the family and then writes to the school within two days.", "The worker rings the family. The worker then writes to the school within five days.", diff.Practice, "timescale"},
	} {
		var v Verdict
		line := func(s string) []Line {
			return []Line{{Text: s, Sum: Sum(FoldText(s)), Words: CountWords(FoldText(s)), Under: -1}}
		}
		CompareLines(line(c.old), line(c.new)).Judge(&v, nil)
		all := strings.Join(v.All(), "; ")
		if not, ok := strings.CutPrefix(c.says, "!"); ok && strings.Contains(all, not) || !ok && (v.Sig != c.sig || !strings.Contains(all, c.says)) {
			t.Errorf("%q: %s, %s", c.new, v.Sig, all)
		}
	}
}

// TestRewrittenChapter: all headings that came and went are named, and beside a duty its limit of
// time.
func TestRewrittenChapter(t *testing.T) {
	lines := func(heads []string, texts ...string) []Line {
		var out []Line
		for i, h := range heads {
			at := len(out)
			out = append(out, Line{Text: h, Sum: Sum("\x00" + FoldText(h)), Words: CountWords(FoldText(h)), Kind: parse.Heading, Heading: true, Under: -1},
				Line{Text: texts[i], Sum: Sum(FoldText(texts[i])), Words: CountWords(FoldText(texts[i])), Under: at})
		}
		return out
	}
	old := lines([]string{"Seeing Rust", "Tools of the Yard", "Slow Boats"}, "Rust builds up over the years and is hard to see.", "The grey card should be filled in by the crew.", "Skippers should look at all old hulls every four weeks.")
	now := lines([]string{"What It Means", "Using the Kit", "Keeping Count", "Poverty"}, "A hull fails where nobody gives it paint and tar.", "It must be opened within ten working days of the first doubt.", "Marks are given at the end of each season.", "Want of money is no neglect, and crews help one another.")
	var v Verdict
	CompareLines(old, now).Judge(&v, nil)
	all := strings.Join(v.All(), "\n")
	for _, want := range []string{`heading "Seeing Rust" removed`, `heading "Slow Boats" removed`, `new heading "What It Means"`, `new heading "Using the Kit"`, `new heading "Keeping Count"`, `new heading "Poverty"`,
		`new passage with a timescale ("ten working days")`, `a passage with a timescale ("every four weeks") was removed`} {
		if !strings.Contains(all, want) {
			t.Errorf("it is not said: %s\n%s", want, all)
		}
	}
}
