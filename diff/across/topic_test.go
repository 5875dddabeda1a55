package across

import (
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
	var out []topicTruth
	for _, r := range csvRows(t, "testdata/topic_truth.csv") {
		out = append(out, topicTruth{r[0], r[1], r[2], r[3], r[4]})
	}
	return out
}

// csvRows reads the rows below the header of a CSV file.
func csvRows(t testing.TB, file string) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records[1:]
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
		p := scoreTopicPairs(t, tc.rows, alignWith(&TextIndex{table: tc.table}, topicTruthEditions(tc.rows), nil, Corrections{}), testing.Verbose())
		t.Logf("%s: F1 %.3f, precision of same %.3f (%d of %d pairs found, %d wrong)", tc.name, p.f1(), p.precision(), p.right, p.truth, p.found-p.right)
		if p.f1() < tc.f1 || p.precision() < tc.same {
			t.Errorf("%s: F1 %.3f (want %.2f), precision of same %.3f (want %.2f)", tc.name, p.f1(), tc.f1, p.precision(), tc.same)
		}
	}
}

// chaptersOf makes an edition of titles; ids are the board and the ordinal.
func chaptersOf(board string, titles ...string) *normalise.Edition {
	e := &normalise.Edition{BoardID: board}
	for i, title := range titles {
		e.Sections = append(e.Sections, normalise.Section{ID: fmt.Sprint(board, i), Parent: -1, Depth: 1, Kind: normalise.KindChapter, Number: fmt.Sprint(i), Title: title})
	}
	return e
}

// topicsOf gives each chapter's topic and standing.
func topicsOf(members []TopicMember) map[string]string {
	out := map[string]string{}
	for _, m := range members {
		out[m.SectionID] = m.TopicID + " " + m.Standing
	}
	return out
}

func TestAlignTopics(t *testing.T) {
	a := chaptersOf("a", "Safeguarding Children at Risk of Abuse through Female Genital Mutilation (FGM)", "Neglect", "Neglect Strategy", "Lantern Festivals and Boating Lakes", "Forced Marriages and Honour Based Violence")
	a.Sections = append(a.Sections, normalise.Section{ID: "annex", Parent: 0, Depth: 2, Kind: normalise.KindAppendix, Number: "0A", Title: "Neglect Form"},
		normalise.Section{ID: "unused", Parent: -1, Depth: 1, Kind: normalise.KindPlaceholder, Title: "Not in use"})
	b := chaptersOf("b", "Joint FGM Protocol", "Child Neglect Guidance", "Safety at Boating Lakes and Lantern Festivals", "Flowchart 3: what to do about neglect", "Forced Marriage", "Honour Based Abuse")
	got := topicsOf(alignTopics([]*normalise.Edition{a, b}, nil, Corrections{}))
	want := map[string]string{
		"a0": "female-genital-mutilation same", "b0": "female-genital-mutilation same", "annex": "female-genital-mutilation same",
		"a1": "neglect same", "a2": "neglect candidate", "b1": "neglect same",
		"a3": "lantern-festivals-and-boating-lakes same", "b2": "lantern-festivals-and-boating-lakes same",
		"b3": "flowchart-3-what-to-do-about-neglect same",
		"a4": "forced-marriage same", "b4": "forced-marriage same", "b5": "honour-based-abuse same",
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestShortTitles: a chapter that goes by one word of its topic stands with the others, and
// no board is told to lack it; the same word in a longer title says nothing of that topic.
func TestShortTitles(t *testing.T) {
	a := chaptersOf("a", "Allegations", "Before the Birth", "Enquiries from the Press", "Enquiries", "Parents and Carers")
	b := chaptersOf("b", "Allegations against Staff, Carers and Volunteers", "Unborn Babies", "Press and Social Media", "Child Protection Enquiries", "Allegations of Harm on the Ice Rink")
	c := chaptersOf("c", "Managing Allegations", "Assessment before Birth", "Media Enquiries")
	got := topicsOf(alignTopics([]*normalise.Edition{a, b, c}, nil, Corrections{}))
	for id, want := range map[string]string{
		"a0": "allegations-against-staff same", "b0": "allegations-against-staff same", "c0": "allegations-against-staff same",
		"a1": "pre-birth same", "b1": "pre-birth same", "c1": "pre-birth same",
		"a2": "media same", "b2": "media same", "c2": "media same",
		"a3": "section-47-enquiries same", "b3": "section-47-enquiries same",
	} {
		if got[id] != want {
			t.Errorf("%s: %s, want %s", id, got[id], want)
		}
	}
	if strings.HasPrefix(got["b4"], "allegations-against-staff") {
		t.Errorf("a word of a longer title is taken for its subject: %s", got["b4"])
	}
}

// TestTopicIDsAreStable: over runs, boards that come and go, renaming and
// renumbering; and the order of editions does not matter.
func TestTopicIDsAreStable(t *testing.T) {
	a := chaptersOf("a", "Boating Lakes and Lantern Festivals", "Bruising in Babies")
	b := chaptersOf("b", "Lantern Festivals, Boating Lakes", "Bruises")
	first := alignTopics([]*normalise.Edition{b, a}, nil, Corrections{})
	if d := gocmp.Diff(first, alignTopics([]*normalise.Edition{a, b}, nil, Corrections{})); d != "" {
		t.Errorf("order of editions:\n%s", d)
	}
	id := topicsOf(first)["a0"]
	z := chaptersOf("0", "Lantern Festivals on Boating Lakes") // sorts first, shorter title
	if got := topicsOf(alignTopics([]*normalise.Edition{z, a, b}, first, Corrections{})); got["a0"] != id || got["00"] != id {
		t.Errorf("a new board changed %q: %v", id, got)
	}
	only := topicsOf(alignTopics([]*normalise.Edition{b}, first, Corrections{}))
	if only["b0"] != id {
		t.Errorf("a board left: %q, want %q", only["b0"], id)
	}
	a.Sections[0].Title, a.Sections[1].Title, a.Sections[1].Number = "Summer Events", "Marks on Skin", "7.7"
	renamed := topicsOf(alignTopics([]*normalise.Edition{a, b}, first, Corrections{}))
	if renamed["b0"] != id || renamed["a0"] != strings.TrimSuffix(id, "same")+"candidate" || renamed["a1"] != "bruising candidate" {
		t.Errorf("renamed: %v", renamed)
	}
	a.Sections[1].Kind, a.Sections[1].Title = normalise.KindPlaceholder, "Not in use"
	if held := topicsOf(alignTopics([]*normalise.Edition{a, b}, first, Corrections{})); held["a1"] != "bruising same" {
		t.Errorf("a chapter that went out of use keeps its topic: %v", held)
	}
}

func TestCorrectionsWin(t *testing.T) {
	c, err := LoadCorrections(strings.NewReader(`
[[join]]
topic = "neglect"
chapters = ["a/0", "gone/7"]
[[join]]
chapters = ["b/Summer Events", "a/a1"]
[[part]]
chapters = ["b/1"]
[[name]]
topic = "neglect"
name = "Neglect of children"
`))
	if err != nil {
		t.Fatal(err)
	}
	a := chaptersOf("a", "Bruising in Babies", "Winter Events")
	b := chaptersOf("b", "Summer Events", "Neglect")
	members := alignTopics([]*normalise.Edition{a, b}, nil, c)
	want := map[string]string{"a0": "neglect same", "b0": "summer-events same", "a1": "summer-events same", "b1": "neglect-b same"}
	if d := gocmp.Diff(want, topicsOf(members)); d != "" {
		t.Error(d)
	}
	for _, m := range members {
		if m.TopicID == "neglect" && m.Topic != "Neglect of children" {
			t.Errorf("name: %+v", m)
		}
	}
	for _, bad := range []string{"[[join]]\nchapters = []", "[[part]]\n", "[[join]]\nchapter = ['a/1','b/2']", "[[name]]\ntopic='x'", "[[part]]\nchapters = ['nothing']", "[["} {
		if _, err := LoadCorrections(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// TestSynonymTable lints the checked-in table.
func TestSynonymTable(t *testing.T) {
	table := synonyms()
	ids := map[string]bool{}
	for _, topic := range table.topics {
		if topic.Name == "" || topic.ID != slug(topic.ID) || ids[topic.ID] || len(topic.Rules)+len(topic.Adults) == 0 || !slices.Contains([]string{"", OfChildren, OfAdults}, topic.Of) {
			t.Errorf("topic %q: incomplete, no slug or twice", topic.ID)
		}
		ids[topic.ID] = true
	}
}

// syntheticBoards makes boards of varied titles and texts: half of the chapters go
// by words of the table, half by invented ones, and a third of the text is
// regional.
func syntheticBoards(boards, chapters int) []*normalise.Edition {
	var rules []string
	for _, topic := range synonyms().topics {
		for _, r := range topic.Rules {
			if !strings.Contains(r, "-") {
				rules = append(rules, strings.ReplaceAll(r, "_", " "))
			}
		}
	}
	frames := []string{"%s", "Safeguarding Children: %s", "%s Protocol", "Joint Guidance on %s", "%s (Multi-Agency Policy)"}
	var out []*normalise.Edition
	for b := range boards {
		e := &normalise.Edition{BoardID: fmt.Sprintf("board-%03d", b), ObservedAt: at("2024-01-01")}
		for c := range chapters {
			n := uint32(b*7919+c*104729+17) * 2654435761
			subject := rules[(c*37+int(n>>20)%5)%len(rules)]
			if c%2 == 1 {
				subject = fmt.Sprintf("%s and %s %d", invented(uint32(c/2)*977), invented(uint32(c/2)*3001+n>>30), c/2)
			}
			s := normalise.Section{ID: fmt.Sprintf("%d-%d", b, c), Parent: -1, Depth: 1, Kind: normalise.KindChapter, Number: fmt.Sprint(c), Title: fmt.Sprintf(frames[int(n>>28)%5], subject)}
			s.Text = inventedText(uint32(c)*31, 200) + "\n" + inventedText(n, 400)
			s.Words = 600
			e.Sections = append(e.Sections, s)
		}
		out = append(out, e)
	}
	return out
}

// invented makes a word of syllables.
func invented(n uint32) string {
	const syllables = "balocedifogumahenipolarusatevowixyzu"
	var b strings.Builder
	for range 4 {
		n = n*1664525 + 1013904223
		i := int(n>>16) % (len(syllables)/2 - 1)
		b.WriteString(syllables[2*i : 2*i+2])
	}
	return b.String()
}

func inventedText(seed uint32, words int) string {
	var b strings.Builder
	for i := range words {
		seed = seed*1664525 + 1013904223
		b.WriteString(invented(seed >> 20))
		if i%15 == 14 {
			b.WriteString(". ")
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func editionBytes(editions []*normalise.Edition) int64 {
	n := 0
	for _, e := range editions {
		for _, s := range e.Sections {
			n += len(s.Text) + len(s.Title)
		}
	}
	return int64(n)
}

// BenchmarkAcross aligns 150 boards of 110 chapters and finds their shared text.
func BenchmarkAcross(b *testing.B) {
	editions := syntheticBoards(150, 110)
	b.Run("topics", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(editionBytes(editions))
		for b.Loop() {
			alignTopics(editions, nil, Corrections{})
		}
	})
	prior := alignTopics(editions, nil, Corrections{})
	var index TextIndex
	alignWith(&index, editions, nil, Corrections{})
	b.Run("topics/next night", func(b *testing.B) {
		b.SetBytes(editionBytes(editions))
		for b.Loop() {
			alignWith(&index, editions, prior, Corrections{})
		}
	})
	b.Run("shared", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(editionBytes(editions))
		for b.Loop() {
			SharedPassages(new(TextIndex), editions)
		}
	})
	SharedPassages(&index, editions)
	b.Run("shared/next night", func(b *testing.B) {
		b.SetBytes(editionBytes(editions))
		for b.Loop() {
			SharedPassages(&index, editions)
		}
	})
	b.Run("matrix", func(b *testing.B) {
		for b.Loop() {
			Matrix(editions, prior, nil, at("2024-01-01"))
		}
	})
}

// alignTopics groups the chapters of editions by topic, from nothing.
func alignTopics(editions []*normalise.Edition, prior []TopicMember, corrections Corrections) []TopicMember {
	return alignWith(new(TextIndex), editions, prior, corrections)
}

// alignWith is alignTopics with memory of the texts that were read.
func alignWith(x *TextIndex, editions []*normalise.Edition, prior []TopicMember, corrections Corrections) []TopicMember {
	members, _ := x.Align(editions, prior, corrections)
	return members
}
