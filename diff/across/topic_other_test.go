package across

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

// readTitles reads contents lists of boards, written from memory of how such manuals
// name their chapters, with the topic a reader gives each.
func readTitles(t *testing.T, file string) (rows []otherTitle, boards []string) {
	t.Helper()
	for _, r := range csvRows(t, file) {
		rows = append(rows, otherTitle{r[0], r[2], strings.Split(r[1], "/")})
		if !slices.Contains(boards, r[0]) {
			boards = append(boards, r[0])
		}
	}
	return rows, boards
}

// alignTitles aligns contents lists beside those of the topic truth and returns
// the place of each row by its number.
func alignTitles(t *testing.T, rows []otherTitle) map[string]TopicMember {
	t.Helper()
	at := map[string]*normalise.Edition{}
	editions := topicTruthEditions(readTopicTruth(t))
	for i, r := range rows {
		e := at[r.board]
		if e == nil {
			e = &normalise.Edition{BoardID: r.board}
			at[r.board] = e
			editions = append(editions, e)
		}
		e.Sections = append(e.Sections, normalise.Section{ID: fmt.Sprint(i), Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: r.title})
	}
	members := map[string]TopicMember{}
	for _, m := range alignTopics(editions, nil, Corrections{}) {
		members[m.SectionID] = m
	}
	return members
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

// A titleScope is boards over which an alignment of titles is scored.
type titleScope struct {
	name     string
	boards   []string
	f1, same float64 // least F1, least precision of `same`
}

// checkTitles holds an alignment against its truth and prints the wrong pairs with -v.
func checkTitles(t *testing.T, rows []otherTitle, members map[string]TopicMember, scopes ...titleScope) {
	t.Helper()
	for _, s := range scopes {
		p, wrong := scoreOtherPairs(rows, members, s.boards)
		t.Logf("%s: F1 %.3f, precision of same %.3f (%d of %d pairs found, %d wrong)", s.name, p.f1(), p.precision(), p.right, p.truth, p.found-p.right)
		if p.f1() < s.f1 || p.precision() < s.same {
			t.Errorf("%s: F1 %.3f (want %.2f), precision of same %.3f (want %.2f)", s.name, p.f1(), s.f1, p.precision(), s.same)
		}
		for _, w := range wrong {
			if testing.Verbose() {
				t.Log(w)
			}
		}
	}
}

// TestAlignOtherBoards: pairwise F1 and precision of `same` on thirteen boards that
// the table was not written after: written before it was looked at; the first seven
// were then used to mend it, the others to measure. Two topics were added after
// that. Run with -v for the pairs that are wrong.
func TestAlignOtherBoards(t *testing.T) {
	rows, boards := readTitles(t, "testdata/topic_other_boards.csv")
	checkTitles(t, rows, alignTitles(t, rows),
		titleScope{"boards that the table was mended with", boards[:7], 0.92, 0.95},
		titleScope{"boards that were only measured", boards[7:], 0.92, 0.95})
}

// TestAlignAdultsBoards: the same on six adults' manuals and one of children and
// adults, beside the thirteen boards, eleven of which have children's manuals. Their
// lists and topics were written before the table was looked at; the pairs of the
// first three then mended it, those of the others were never looked at.
func TestAlignAdultsBoards(t *testing.T) {
	rows, boards := readTitles(t, "testdata/topic_adults_boards.csv")
	others, _ := readTitles(t, "testdata/topic_other_boards.csv")
	rows = append(rows, others...)
	checkTitles(t, rows, alignTitles(t, rows),
		titleScope{"manuals that the table was mended with", boards[:3], 0.92, 0.95},
		titleScope{"manuals that were only measured", boards[3:], 0.90, 0.94})
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
