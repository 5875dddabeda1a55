package diff

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
)

// otherTitle is a chapter of testdata/topic_other_boards.csv.
type otherTitle struct {
	board, title string
	topics       []string // the first is its topic; with further ones it may well be aligned too
}

// readOtherBoards reads the contents lists of thirteen boards, written from memory
// of how such manuals name their chapters, with the topic a reader gives each. They
// were written before the synonym table was looked at; the first seven were then
// used to mend it, the others to measure. Two topics were added after that.
func readOtherBoards(t *testing.T) []otherTitle {
	t.Helper()
	var out []otherTitle
	for _, r := range csvRows(t, "testdata/topic_other_boards.csv") {
		out = append(out, otherTitle{r[0], r[2], strings.Split(r[1], "/")})
	}
	return out
}

// scoreOtherPairs compares the pairs of chapters of two boards of which one is in
// scope. A pair that may or may not be one topic counts neither way.
func scoreOtherPairs(rows []otherTitle, members map[string]TopicMember, scope []string) (p topicScore, wrong []string) {
	for i, x := range rows {
		for j := i + 1; j < len(rows); j++ {
			y := rows[j]
			if x.board == y.board || !slices.Contains(scope, x.board) && !slices.Contains(scope, y.board) {
				continue
			}
			truth := x.topics[0] == y.topics[0]
			if !truth && slices.ContainsFunc(x.topics, func(k string) bool { return slices.Contains(y.topics, k) }) {
				continue
			}
			mx, my := members[fmt.Sprint(i)], members[fmt.Sprint(j)]
			found := mx.TopicID == my.TopicID
			same := found && mx.Standing == SameTopic && my.Standing == SameTopic
			for _, c := range []struct {
				yes bool
				n   *int
			}{{found && truth, &p.right}, {found, &p.found}, {truth, &p.truth}, {same && truth, &p.rightSame}, {same, &p.foundSame}} {
				if c.yes {
					*c.n++
				}
			}
			if found != truth {
				wrong = append(wrong, fmt.Sprintf("found %v: %s %q (%s %s) | %s %q (%s %s)", found, x.board, x.title, mx.TopicID, mx.Standing, y.board, y.title, my.TopicID, my.Standing))
			}
		}
	}
	return p, wrong
}

// TestAlignOtherBoards: pairwise F1 and precision of `same` on boards that the
// table was not written after. Run with -v for the pairs that are wrong.
func TestAlignOtherBoards(t *testing.T) {
	rows := readOtherBoards(t)
	at := map[string]*normalise.Edition{}
	var boards []string
	editions := topicTruthEditions(readTopicTruth(t))
	for i, r := range rows {
		e := at[r.board]
		if e == nil {
			e = &normalise.Edition{BoardID: r.board}
			at[r.board] = e
			boards, editions = append(boards, r.board), append(editions, e)
		}
		e.Sections = append(e.Sections, normalise.Section{ID: fmt.Sprint(i), Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: r.title})
	}
	members := map[string]TopicMember{}
	for _, m := range AlignTopics(editions, nil, Corrections{}) {
		members[m.SectionID] = m
	}
	for _, tc := range []struct {
		name  string
		scope []string
	}{{"boards that the table was mended with", boards[:7]}, {"boards that were only measured", boards[7:]}} {
		p, wrong := scoreOtherPairs(rows, members, tc.scope)
		t.Logf("%s: F1 %.3f, precision of same %.3f (%d of %d pairs found, %d wrong)", tc.name, p.f1(), p.precision(), p.right, p.truth, p.found-p.right)
		if p.f1() < 0.92 || p.precision() < 0.95 {
			t.Errorf("%s: F1 %.3f (want .92), precision of same %.3f (want .95)", tc.name, p.f1(), p.precision())
		}
		for _, w := range wrong {
			if testing.Verbose() {
				t.Log(w)
			}
		}
	}
}

// TestReadTitle: misspelled words of the field and abbreviations with dots.
func TestReadTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Working with Interpretors":                     "communication-needs",
		"Female Genital Mutiliation":                    "female-genital-mutilation",
		"M.A.P.P.A.":                                    "mappa",
		"S.47 Enquiries":                                "section-47-enquiries",
		"F.G.M. Protocol":                               "female-genital-mutilation",
		"Substance Misuse (Parental)":                   "parental-substance-misuse",
		"Prevent":                                       "radicalisation",
		"Suicide Prevention":                            "suicide",
		"Medication Errors":                             "medication",
		"Child Protection Medicals":                     "medical-examinations",
		"Commissioning and Contracts":                   "",
		"Domestic Abuse: MARAC Process":                 "marac",
		"Children Looked After by Agencies and Kinship": "looked-after-children",
	} {
		if got, _ := TopicOf(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
