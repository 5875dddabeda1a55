package diff_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/diff"
	"manualwatch/diff/compare"
	"manualwatch/diff/declaration"
	"manualwatch/diff/history"
	"manualwatch/diff/lineage"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// inPart of cur, read on a night on which the pages that fail could not be seen.
func inPart(prev, cur *normalise.Edition, fails map[string]bool) *normalise.Edition {
	old := map[string][]parse.Block{}
	for _, s := range prev.Sections {
		old[s.URL] = s.Blocks
	}
	return next(cur, func(ed *normalise.Edition) {
		ed.RunID, ed.ID = cur.RunID, cur.ID
		for i := range ed.Sections {
			s := &ed.Sections[i]
			if !fails[s.URL] {
				continue
			}
			s.Blocks, s.Stale = old[s.URL], true
			if s.Blocks == nil {
				s.Stale = false
			}
		}
	})
}

// toldOver gives what is told on each of several nights, and what waited.
func toldOver(prev *normalise.Edition, nights ...*normalise.Edition) (told [][]diff.Change, held []history.Held) {
	if strings.HasPrefix(prev.Sections[0].ID, "new-") {
		lineage.Carry(nil, prev)
	}
	for _, cur := range nights {
		unseen := map[string]time.Time{}
		for i := range cur.Sections {
			if s := &cur.Sections[i]; s.Stale || s.Words == 0 && s.Kind == normalise.KindChapter {
				unseen[s.URL] = cur.ObservedAt
			}
		}
		held = append(held, history.Hold(prev, cur, history.Unseen{Pages: unseen})...)
		changes := compared(prev, cur)
		declaration.Judge(prev, cur, changes, declaration.History{})
		told = append(told, changes)
		if len(changes) > 0 {
			prev = cur
		}
	}
	return told, held
}

func sortedFacts(told ...[]diff.Change) []string {
	var out []string
	for _, changes := range told {
		out = append(out, facts(changes)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// renumbersAside puts one line for all renumbering: its shape hangs on what else is
// told on the same night.
func renumbersAside(facts []string) []string {
	out := slices.Clone(facts)
	for i, f := range out {
		if kind, _, _ := strings.Cut(f, " "); kind == string(diff.Renumbered) {
			out[i] = kind
		}
	}
	return slices.Compact(out)
}

// countAgain numbers the chapters of each part again.
func countAgain(ed *normalise.Edition) {
	part, n := "", 0
	for i := range ed.Sections {
		s := &ed.Sections[i]
		if s.Parent < 0 {
			part, n = s.Number, 0
			continue
		}
		n++
		s.Number = fmt.Sprintf("%s.%d", part, n)
	}
}

// A deed changes a manual; it names the addresses that it touched.
type deed func(r *rand.Rand, ed *normalise.Edition) []string

func anyChapter(r *rand.Rand, ed *normalise.Edition) int {
	for {
		if i := r.IntN(len(ed.Sections)); ed.Sections[i].Kind == normalise.KindChapter && ed.Sections[i].Flags == nil {
			ed.Sections[i].Flags = []string{"touched"}
			return i
		}
	}
}

func freshTitle(r *rand.Rand, ed *normalise.Edition) string {
	return fmt.Sprintf("%s %s of %d", inventNouns[r.IntN(len(inventNouns))], inventNouns[r.IntN(len(inventNouns))], len(ed.Sections)*100+r.IntN(100))
}

var deeds = map[string]deed{
	"split": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		s := ed.Sections[i]
		s.Title = freshTitle(r, ed)
		s.URL = "https://manual.example/" + strings.ReplaceAll(s.Title, " ", "-")
		half := len(s.Blocks) / 2
		s.Blocks = slices.Clone(s.Blocks[half:])
		ed.Sections[i].Blocks = ed.Sections[i].Blocks[:half]
		insertSection(ed, i+1, s)
		return []string{ed.Sections[i].URL, s.URL}
	},
	"merge": func(r *rand.Rand, ed *normalise.Edition) []string {
		i, j := anyChapter(r, ed), anyChapter(r, ed)
		urls := []string{ed.Sections[j].URL}
		ed.Sections[j].Blocks = append(ed.Sections[j].Blocks, ed.Sections[i].Blocks...)
		removeSection(ed, i)
		return urls
	},
	"rename": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		ed.Sections[i].Title = freshTitle(r, ed)
		return []string{ed.Sections[i].URL}
	},
	"rename and move house": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		ed.Sections[i].Title = freshTitle(r, ed)
		ed.Sections[i].URL += "-new"
		return []string{ed.Sections[i].URL}
	},
	"move house": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		ed.Sections[i].URL += "-new"
		return []string{ed.Sections[i].URL}
	},
	"add": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		s := chapter(r, ed.Sections[i].Parent, "0", freshTitle(r, ed), 130)
		s.Flags = []string{"touched"}
		insertSection(ed, i, s)
		return []string{s.URL}
	},
	"remove": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		defer removeSection(ed, i)
		return []string{ed.Sections[i].URL}
	},
	"edit": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		setText(ed, i, 0, strings.Replace(ed.Sections[i].Blocks[0].Text, "because", "mostly because", 1))
		return []string{ed.Sections[i].URL}
	},
	"rewrite a passage": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		setText(ed, i, 0, inventParagraph(r, 60))
		return []string{ed.Sections[i].URL}
	},
	"move": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		s := ed.Sections[i]
		removeSection(ed, i)
		to := anyChapter(r, ed)
		ed.Sections[to].Flags = nil
		s.Parent = ed.Sections[to].Parent
		insertSection(ed, to, s)
		return []string{s.URL}
	},
	"withdraw": func(r *rand.Rand, ed *normalise.Edition) []string {
		i := anyChapter(r, ed)
		s := &ed.Sections[i]
		s.Kind, s.Title, s.Blocks, s.URL = normalise.KindPlaceholder, "Not in use", nil, ""
		return nil
	},
}

// TestSweptWordsGoWithASplit replaces a term throughout on the night on which a
// chapter is split: nothing else became of the chapter.
func TestSweptWordsGoWithASplit(t *testing.T) {
	prev := manual(5, 2, 8, 260)
	for i := range prev.Sections {
		for k := range prev.Sections[i].Blocks {
			prev.Sections[i].Blocks[k].Text += " The Lantern Board hears of it from the Lantern Board and nobody else."
		}
	}
	seal(prev)
	cur := next(prev, func(ed *normalise.Edition) {
		s := ed.Sections[3]
		s.Title, s.URL = "Violin lessons", "https://manual.example/violin"
		s.Blocks = slices.Clone(s.Blocks[1:4])
		ed.Sections[3].Blocks = slices.Delete(ed.Sections[3].Blocks, 1, 4)
		insertSection(ed, 4, s)
		countAgain(ed)
		replaceWords(ed, "Board", "Partnership")
	})
	if d := cmp.Diff([]string{"renumbered", "split Violin lessons", "terms_swept "}, renumbersAside(sortedFacts(compared(prev, cur)))); d != "" {
		t.Errorf("(-want +told):\n%s", d)
	}
}

// TestNothingIsLostOrTwiceOverAPartialNight does a few things to a manual and lets
// some of the pages that they touch fail for a night: over both nights the same is
// told as if all had been seen at once.
func TestNothingIsLostOrTwiceOverAPartialNight(t *testing.T) {
	names := slices.Sorted(maps.Keys(deeds))
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 21))
		prev := manual(seed, 3, 6, 260)
		var did, touched []string
		cur := next(prev, func(ed *normalise.Edition) {
			for range 1 + r.IntN(3) {
				name := names[r.IntN(len(names))]
				did = append(did, name)
				touched = append(touched, deeds[name](r, ed)...)
			}
			for i := range ed.Sections {
				ed.Sections[i].Flags = nil
			}
			countAgain(ed)
		})
		fails := map[string]bool{}
		for _, u := range touched {
			if r.IntN(2) == 0 {
				fails[u] = true
			}
		}
		for range r.IntN(2) {
			fails[cur.Sections[1+r.IntN(5)].URL] = true
		}
		delete(fails, "")
		whole := renumbersAside(sortedFacts(compared(prev, next(cur, func(*normalise.Edition) {}))))
		told, held := toldOver(prev, inPart(prev, cur, fails), inPart(prev, cur, fails), next(cur, func(*normalise.Edition) {}), next(cur, func(*normalise.Edition) {}))
		if d := cmp.Diff(whole, renumbersAside(sortedFacts(told...))); d != "" {
			t.Errorf("seed %d, %q, failing %v, held %+v (-whole +told):\n%s", seed, did, slices.Sorted(maps.Keys(fails)), held, d)
		}
		if len(told[1])+len(told[3]) > 0 {
			t.Errorf("seed %d: told again: %q, %q", seed, facts(told[1]), facts(told[3]))
		}
	}
}

// TestLinkOfAHeadingThatWentElsewhere: the headings of a chapter that was absorbed
// live on in another one; what links to the chapter's old page does not follow them.
func TestLinkOfAHeadingThatWentElsewhere(t *testing.T) {
	prev := small()
	old := prev.Sections[2].URL
	prev.Sections[1].Blocks[0].Links = []parse.Link{{Href: old, Text: "the old page"}}
	insertSection(prev, 4, normalise.Section{Parent: 3, Depth: 3, Kind: normalise.KindHeading, Title: "Recording", URL: prev.Sections[3].URL})
	removeSection(prev, 2)
	seal(prev)
	lineage.Carry(nil, prev)
	whole := next(prev, func(ed *normalise.Edition) {})
	for i := range whole.Sections {
		whole.Sections[i].ID = prev.Sections[i].ID
		if whole.Sections[i].Kind == normalise.KindHeading {
			whole.Sections[i].URL = old
		}
	}
	cur := next(prev, func(*normalise.Edition) {})
	m := lineage.Carry(prev, cur)
	if got := facts(compare.Editions(m, compare.Options{Whole: whole})); len(got) > 0 {
		t.Errorf("told %q", got)
	}
}

// TestWithdrawnByItsBoard lets a chapter go on a night on which another page fails: a row
// that says that it was withdrawn tells it at once, one that leaves open where its words
// are does not.
func TestWithdrawnByItsBoard(t *testing.T) {
	for details, want := range map[string][]string{
		"This chapter has been withdrawn.":                        {"removed Orchard visits"},
		"Withdrawn.":                                              {"removed Orchard visits"},
		"Withdrawn and replaced by new guidance.":                 nil,
		"This chapter has been withdrawn; see Umbrella loans.":    nil,
		"This chapter has been updated.":                          nil,
		"Chapter removed, its text is now part of Umbrella loans": nil,
	} {
		prev := small()
		cur := next(prev, func(ed *normalise.Edition) {
			removeSection(ed, 2)
			ed.Amendments = append(ed.Amendments, normalise.Amendment{Ordinal: 1, Scope: "shared", Chapter: "Orchard visits", Details: details})
		})
		told, held := toldOver(prev, inPart(prev, cur, map[string]bool{prev.Sections[9].URL: true}))
		got := slices.DeleteFunc(sortedFacts(told...), func(f string) bool { return !strings.HasPrefix(f, "removed") })
		if d := cmp.Diff(append([]string{}, want...), got); d != "" {
			t.Errorf("%s: -want +told\n%s", details, d)
		}
		if (len(held) > 0) == (len(want) > 0) {
			t.Errorf("%s: held %+v", details, held)
		}
	}
}
