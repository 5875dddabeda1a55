package diff_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/quick"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// applied is what the edits of a whole script give.
func applied(edits []diff.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case diff.Keep, diff.Insert, diff.MoveTo, diff.Break:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

func FuzzScript(f *testing.F) {
	f.Add("The warden must ring the bell.\nNobody runs.", "The warden should ring the bell.\nNobody runs.")
	f.Add("a\nb\nc", "c\na\nb\n")
	f.Add("One. Two. Three.", "Two. One – “three”.")
	f.Add("", "x")
	f.Add("x y", "")
	f.Add("Foo bar. ", "Foo bar. and more")
	f.Fuzz(func(t *testing.T, old, new string) {
		if !utf8.ValidString(old) || !utf8.ValidString(new) || len(old)+len(new) > 1<<14 {
			return
		}
		if got := applied(textdiff.Edits(old, new)); got != new {
			t.Errorf("the edits of %q give %q, want %q", old, got, new)
		}
	})
}

// Random edits of random texts: dropped, doubled, moved and reworded lines.
func TestScriptGivesNewText(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		old := strings.Split(longText(seed, 200+int(seed)), "\n")
		now := append([]string(nil), old...)
		for range 1 + r.IntN(6) {
			i, j := r.IntN(len(now)), r.IntN(len(now))
			switch r.IntN(7) {
			case 5:
				now[i] = strings.Replace(now[i], ". ", ".\n", 1)
			case 6:
				if a, b, ok := strings.Cut(now[i], ". "); ok {
					now[i] = b
					now[j] += " " + a + "."
				}
			case 0:
				now[i], now[j] = now[j], now[i]
			case 1:
				now = append(now[:i], append([]string{invent(r)}, now[i:]...)...)
			case 2:
				now[i] = strings.Replace(now[i], "must", "should", 1)
			case 3:
				now[i] = strings.Replace(now[i], ". ", " – and so on. ", 2)
			case 4:
				if len(now) > 1 {
					now = append(now[:i], now[i+1:]...)
				}
			}
		}
		want := strings.Join(now, "\n")
		if got := applied(textdiff.Edits(strings.Join(old, "\n"), want)); got != want {
			t.Fatalf("seed %d: %s", seed, cmp.Diff(want, got))
		}
	}
}

// TestOlderSideReadsAsPrinted: what was kept and what went give the older passage, no sentence
// of it glued to the next.
func TestOlderSideReadsAsPrinted(t *testing.T) {
	for _, c := range [][2]string{
		{"Ring the desk within 24 hours. Officers should write it down.", "Ring the desk within two days."},
		{"Say what is fact. Ropes are kept dry. Write it down at once.", "Say what is fact."},
		{"Say what is fact. Ropes are kept dry.", "Ropes are kept dry. Say what is fact."},
		{"The bell is rung. Nobody sails in fog before noon.", "Somebody sails in fog before noon. The bell is rung."},
	} {
		got := compared(oneChapter(c[0], parse.Paragraph), oneChapter(c[1], parse.Paragraph))
		if len(got) != 1 {
			t.Errorf("%q: %s", c[0], describe(got))
			continue
		}
		var b strings.Builder
		for _, e := range got[0].Edits {
			if e.Op == diff.Keep || e.Op == diff.Delete || e.Op == diff.MoveFrom {
				b.WriteString(e.Text)
			}
		}
		for _, sentence := range strings.SplitAfter(c[0], ". ") {
			if !strings.Contains(" "+strings.Join(strings.Fields(b.String()), " ")+" ", " "+strings.TrimSpace(sentence)+" ") {
				t.Errorf("%q is not in the older side %q", sentence, b.String())
			}
		}
	}
}

func TestSelfCompareIsEmpty(t *testing.T) {
	same := func(seed uint64) bool {
		prev := manual(seed, 3, 6, 200)
		return len(compared(prev, next(prev, func(*normalise.Edition) {}))) == 0
	}
	if err := quick.Check(same, &quick.Config{MaxCount: 20}); err != nil {
		t.Error(err)
	}
}

func TestRenumberingEverythingIsOneFact(t *testing.T) {
	prev := manual(4, 3, 8, 60)
	for name, renumber := range map[string]func(s *normalise.Section){
		"letters":        func(s *normalise.Section) { s.Number = "Z" + strings.ReplaceAll(s.Number, ".", "-") },
		"sections by 10": func(s *normalise.Section) { a, b, _ := strings.Cut(s.Number, "."); s.Number = a + "0." + b },
		"sections only":  func(s *normalise.Section) { s.Number = "Part " + s.Number },
		"padded":         func(s *normalise.Section) { s.Number = strings.Replace(s.Number, ".", ".0", 1) },
		"lost":           func(s *normalise.Section) { s.Number = "" },
	} {
		cur := next(prev, func(ed *normalise.Edition) {
			for i := range ed.Sections {
				renumber(&ed.Sections[i])
			}
		})
		if got := facts(compared(prev, cur)); len(got) != 1 || !strings.HasPrefix(got[0], "renumbered") {
			t.Errorf("%s: %q, want one renumbered", name, got)
		}
	}
}

func TestResultDoesNotDependOnTheMachine(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first []byte
	for run := range 6 {
		runtime.GOMAXPROCS(1 + run%2*3)
		prev := manual(9, 4, 8, 300)
		cur := shuffled(prev, 5)
		lineage.Carry(nil, prev)
		m := lineage.Carry(prev, cur)
		changes := compare.Editions(m, compare.Options{RunID: "r"})
		decl := declaration.Judge(prev, cur, changes, declaration.History{})
		got, err := json.Marshal([]any{cur, changes, decl})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if string(got) != string(first) {
			t.Fatalf("run %d differs: %s", run, cmp.Diff(string(first), string(got)))
		}
	}
}

// shuffled makes a busy night: everything happens at once.
func shuffled(prev *normalise.Edition, seed uint64) *normalise.Edition {
	r := rand.New(rand.NewPCG(seed, 2))
	return next(prev, func(ed *normalise.Edition) {
		for i := range ed.Sections {
			s := &ed.Sections[i]
			if s.Kind != normalise.KindChapter {
				continue
			}
			switch r.IntN(6) {
			case 0:
				s.Title += " and " + inventNouns[r.IntN(len(inventNouns))]
			case 1:
				s.Blocks[0].Text = strings.ReplaceAll(s.Blocks[0].Text, "must", "should")
			case 2:
				s.Blocks[0].Text = inventParagraph(r, 80)
			case 3:
				s.Number = fmt.Sprintf("9.%d", i)
			}
		}
		ed.Amendments = append(ed.Amendments, normalise.Amendment{Ordinal: 1, Chapter: ed.Sections[2].Title, Details: "Section 1 updated."})
	})
}

// Whatever the editions look like, nothing panics and lineage stays unique.
func TestBrokenEditions(t *testing.T) {
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 8))
		prev, cur := brokenEdition(r, "1"), brokenEdition(r, "2")
		lineage.Carry(nil, prev)
		if seed%2 == 1 {
			for i := range cur.Sections {
				cur.Sections[i].Stale = i%3 == 0
			}
			history.Hold(prev, cur, history.Unseen{Pages: map[string]time.Time{"": time.Unix(1, 0), "http://a/b": time.Unix(1, 0)}})
		}
		m := lineage.Carry(prev, cur)
		changes := compare.Editions(m, compare.Options{})
		declaration.Judge(prev, cur, changes, declaration.History{})
		history.Shrunk(prev, cur, nil)
		history.Life([]*normalise.Edition{prev, cur}, declaration.History{}, "x")
		seen := map[string]bool{}
		for i := range cur.Sections {
			if seen[cur.Sections[i].ID] {
				t.Fatalf("seed %d: two sections have the ID %s", seed, cur.Sections[i].ID)
			}
			seen[cur.Sections[i].ID] = true
		}
		ids := map[string]bool{}
		for _, c := range changes {
			if ids[c.ID] {
				t.Fatalf("seed %d: two changes have the ID %s (%s %s)", seed, c.ID, c.Kind, c.Detail)
			}
			ids[c.ID] = true
		}
	}
}

func brokenEdition(r *rand.Rand, run string) *normalise.Edition {
	kinds := []normalise.Kind{normalise.KindSection, normalise.KindGroup, normalise.KindChapter, normalise.KindHeading, normalise.KindAppendix, normalise.KindPlaceholder, normalise.KindSeeAlso, ""}
	titles := []string{"", "Not in use", "Introduction", "x", "Ladder rules", "Ladder rules", "Harbour rules and ladder"}
	texts := []string{"", "x", "The warden must ring.", "\xff\xfe", "a | b | c", strings.Repeat("word ", 50)}
	ed := &normalise.Edition{BoardID: "b", RunID: run}
	for i := range 30 {
		ed.Sections = append(ed.Sections, normalise.Section{Parent: r.IntN(34) - 2, Kind: kinds[r.IntN(len(kinds))], Title: titles[r.IntN(len(titles))], Text: texts[r.IntN(len(texts))],
			Number: []string{"", "1", "1.2", "A", "999999999999999999999"}[r.IntN(5)], URL: []string{"", "#x", "http://a/b", ":%zz"}[r.IntN(4)], FileSHA: []string{"", "f"}[r.IntN(2)]})
		if i%3 == 0 {
			ed.Amendments = append(ed.Amendments, normalise.Amendment{Ordinal: i, Chapter: titles[r.IntN(len(titles))], Details: texts[r.IntN(len(texts))] + " from x to y (Section 1)"})
		}
	}
	return ed
}
