package diff

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// topicTruth is a chapter of the hand-made truth with its topic.
type topicTruth struct{ board, number, title, parent, topic string }

// readTopicTruth reads testdata/topic_truth.csv: the chapters of five boards' contents
// lists and the topic that a reader gives each, made by hand from the titles
// before the alignment was run. The first three boards are the truth that the
// thresholds are held against; the other two are smaller.
func readTopicTruth(t testing.TB) []topicTruth {
	t.Helper()
	f, err := os.Open("testdata/topic_truth.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []topicTruth
	for _, r := range records[1:] {
		out = append(out, topicTruth{r[0], r[1], r[2], r[3], r[4]})
	}
	return out
}

// topicTruthEditions makes editions of the truth's titles, without texts.
func topicTruthEditions(rows []topicTruth, boards ...string) []*normalise.Edition {
	by := map[string]*normalise.Edition{}
	at := map[string]int{}
	var out []*normalise.Edition
	for _, r := range rows {
		if len(boards) > 0 && !slices.Contains(boards, r.board) {
			continue
		}
		e := by[r.board]
		if e == nil {
			e = &normalise.Edition{BoardID: r.board}
			by[r.board] = e
			out = append(out, e)
		}
		s := normalise.Section{ID: r.number + "|" + r.title, Parent: -1, Depth: 1, Kind: normalise.KindChapter, Number: r.number, Title: r.title}
		if r.parent != "" {
			s.Kind, s.Parent, s.Depth = normalise.KindAppendix, at[r.board+r.parent], 2
		}
		at[r.board+r.number] = len(e.Sections)
		e.Sections = append(e.Sections, s)
	}
	return out
}

// topicScore is the pairwise quality of an alignment across boards.
type topicScore struct{ right, found, truth, rightSame, foundSame int }

func (p topicScore) f1() float64        { return 2 * float64(p.right) / float64(p.found+p.truth) }
func (p topicScore) precision() float64 { return float64(p.rightSame) / float64(max(p.foundSame, 1)) }

// scoreTopicPairs compares every pair of chapters of two boards.
func scoreTopicPairs(t testing.TB, rows []topicTruth, members []TopicMember, show bool) topicScore {
	t.Helper()
	got := map[string]TopicMember{}
	for _, m := range members {
		got[m.BoardID+"/"+m.SectionID] = m
	}
	var p topicScore
	for i, x := range rows {
		mx, okx := got[x.board+"/"+x.number+"|"+x.title]
		for _, y := range rows[i+1:] {
			my, oky := got[y.board+"/"+y.number+"|"+y.title]
			if x.board == y.board || !okx || !oky {
				continue
			}
			found, truth := mx.TopicID == my.TopicID, x.topic == y.topic
			same := found && mx.Standing == SameTopic && my.Standing == SameTopic
			for _, c := range []struct {
				yes bool
				n   *int
			}{{found && truth, &p.right}, {found, &p.found}, {truth, &p.truth}, {same && truth, &p.rightSame}, {same, &p.foundSame}} {
				if c.yes {
					*c.n++
				}
			}
			if show && found != truth {
				word := "missed"
				if found {
					word = "wrong " + mx.TopicID
					if same {
						word = "WRONG same " + mx.TopicID
					}
				}
				t.Logf("%s: %s %q (%s) | %s %q (%s)", word, x.board, x.title, mx.TopicID, y.board, y.title, my.TopicID)
			}
		}
	}
	return p
}

var measuredBoards = []string{"stoke-on-trent", "norfolk", "leicester-leicestershire-rutland"}

// TestAlignFoundingBoards: pairwise F1 and precision of `same` over the hand-made
// truth of three boards, with the table as checked in and without the rules that
// were added after seeing these titles. Run with -v for the pairs that are wrong.
func TestAlignFoundingBoards(t *testing.T) {
	rows := readTopicTruth(t)
	var three []topicTruth
	for _, r := range rows {
		if slices.Contains(measuredBoards, r.board) {
			three = append(three, r)
		}
	}
	before, err := readSynonyms(synonymTOML, false)
	if err != nil {
		t.Fatal(err)
	}
	none, err := readSynonyms(synonymTOML, false)
	if err != nil {
		t.Fatal(err)
	}
	none.rules = nil
	for _, tc := range []struct {
		name     string
		table    *synonymTable
		rows     []topicTruth
		f1, same float64
	}{
		{"three boards", synonyms(), three, 0.90, 0.95},
		{"three boards, without rules added after seeing them", before, three, 0.80, 0.93},
		{"five boards", synonyms(), rows, 0.90, 0.95},
		{"three boards, without any table", none, three, 0.60, 0.90},
	} {
		p := scoreTopicPairs(t, tc.rows, alignTopics(tc.table, topicTruthEditions(tc.rows), nil, Corrections{}), testing.Verbose())
		t.Logf("%s: F1 %.3f, precision of same %.3f (%d of %d pairs found, %d wrong)", tc.name, p.f1(), p.precision(), p.right, p.truth, p.found-p.right)
		if p.f1() < tc.f1 || p.precision() < tc.same {
			t.Errorf("%s: F1 %.3f (want %.2f), precision of same %.3f (want %.2f)", tc.name, p.f1(), tc.f1, p.precision(), tc.same)
		}
	}
}

var _ = cmp.Compare[int]
var _ = gocmp.Diff
var _ = fmt.Sprint
var _ = strings.Split
