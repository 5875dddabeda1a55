package across

import (
	_ "embed"
	"fmt"
	"manualwatch/normalise/wording"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// synonymTOML is the checked-in table of topics and the words chapters about them
// go by; its head explains the columns.
//
//go:embed synonyms.toml
var synonymTOML string

// A synonymFile is synonyms.toml as written.
type synonymFile struct {
	Stop, Places, Children, Adults string
	Topic                          []synonymTopic
}

// A synonymTopic is a topic of the field.
type synonymTopic struct {
	ID, Name, Of        string
	Rules, Adults, Seen []string
}

// A synonymTable finds the topic that a title names.
type synonymTable struct {
	topics []synonymTopic
	at     map[string]int  // topic id -> its place in topics
	stop   map[string]bool // words
	places map[string]bool
	rules  map[string][]titleRule // by the stem of the first word
	words  map[string]bool        // long words of the rules, against which misspelled ones are held

	children, adults [][]string // runs of words by which a title speaks of them
}

// A titleRule is the words that a title must have for a topic.
type titleRule struct {
	topic  int
	adults bool       // counts for chapters about adults only
	whole  bool       // the title must say nothing else
	words  [][]string // each a run of stems that stand side by side, "=word" for a very word
	not    [][]string // none of these may stand in the title
}

// synonyms returns the embedded table. It panics only on a malformed table, which
// TestSynonymTable rules out.
var synonyms = sync.OnceValue(func() *synonymTable {
	t, err := readSynonyms(synonymTOML, true)
	if err != nil {
		panic(err)
	}
	return t
})

// readSynonyms reads a synonym table, with or without the rules that were added
// after seeing the titles they are measured on.
func readSynonyms(text string, seen bool) (*synonymTable, error) {
	var f synonymFile
	md, err := toml.Decode(text, &f)
	if err != nil {
		return nil, fmt.Errorf("synonym table: %w", err)
	}
	if keys := md.Undecoded(); len(keys) > 0 {
		return nil, fmt.Errorf("synonym table: unknown key %s", keys[0])
	}
	t := &synonymTable{topics: f.Topic, at: map[string]int{}, stop: map[string]bool{}, places: map[string]bool{}, rules: map[string][]titleRule{}, words: map[string]bool{}}
	for w := range strings.FieldsSeq(f.Stop) {
		t.stop[w] = true
	}
	for w := range strings.FieldsSeq(f.Places) {
		t.places[w] = true
	}
	s := newStemmer()
	t.children, t.adults = titleRuns(s, f.Children), titleRuns(s, f.Adults)
	for i, topic := range f.Topic {
		t.at[topic.ID] = i
		rules := topic.Rules
		if seen {
			rules = append(rules[:len(rules):len(rules)], topic.Seen...)
		}
		for _, r := range rules {
			if err := t.addRule(s, titleRule{topic: i}, r); err != nil {
				return nil, fmt.Errorf("synonym table: %s: %w", topic.ID, err)
			}
		}
		for _, r := range topic.Adults {
			if err := t.addRule(s, titleRule{topic: i, adults: true}, r); err != nil {
				return nil, fmt.Errorf("synonym table: %s: %w", topic.ID, err)
			}
		}
	}
	return t, nil
}

// titleRuns reads runs of words, "young_people".
func titleRuns(s *stemmer, text string) [][]string {
	var out [][]string
	for w := range strings.FieldsSeq(text) {
		var run []string
		for part := range strings.SplitSeq(w, "_") {
			run = append(run, ruleStem(s, part))
		}
		out = append(out, run)
	}
	return out
}

// addRule adds a rule whose words are in text.
func (t *synonymTable) addRule(s *stemmer, rule titleRule, text string) error {
	for w := range strings.FieldsSeq(text) {
		if w == "!" {
			rule.whole = true
			continue
		}
		not := strings.HasPrefix(w, "-")
		var run []string
		for part := range strings.SplitSeq(strings.TrimPrefix(w, "-"), "_") {
			run = append(run, ruleStem(s, part))
			if len(part) >= leastMisspelled {
				t.words[part] = true
			}
		}
		if not {
			rule.not = append(rule.not, run)
		} else {
			rule.words = append(rule.words, run)
		}
	}
	if len(rule.words) == 0 {
		return fmt.Errorf("rule %q has no word", text)
	}
	first := rule.words[0][0]
	t.rules[first] = append(t.rules[first], rule)
	return nil
}

// ruleStem returns what a word of a rule is compared with: its stem, or the word
// itself behind "=".
func ruleStem(s *stemmer, part string) string {
	if strings.HasPrefix(part, "=") {
		return part
	}
	return s.stem(part)
}

// says tells whether a word of a title is what a rule asks for.
func (w titleWord) says(stem string) bool {
	if strings.HasPrefix(stem, "=") {
		return stem[1:] == w.word
	}
	return stem == w.stem
}

// A titleMatch is a topic that a title names.
type titleMatch struct {
	topic    int
	at       []int // words of the title that say so, ascending
	first    int   // the first of them that every board does not use
	coverage float64
}

// counts tells whether a rule may be used for chapters about some: not if its topic
// is about others.
func (t *synonymTable) counts(r titleRule, w whom) bool {
	if r.adults && w.of != OfAdults {
		return false
	}
	return !otherThan(t.topics[r.topic].Of, w.of) || w.titled && r.names(w.of, t)
}

// match finds the topic that a title names; topics that are about others than the
// chapter are left out. Where no more than the title says whom a chapter is about,
// it may be the words of such a topic that say so, if it names no other: "adult
// mental health" is a matter of children.
func (t *synonymTable) match(title []titleWord, w whom) (titleMatch, bool) {
	m, ok := t.matchFor(title, whom{of: w.of})
	if !ok && w.titled {
		m, ok = t.matchFor(title, w)
	}
	return m, ok
}

// matchFor looks at a title first outside brackets.
func (t *synonymTable) matchFor(title []titleWord, w whom) (titleMatch, bool) {
	var plain []int
	for i, w := range title {
		if !w.aside {
			plain = append(plain, i)
		}
	}
	if m, ok := t.matchAmong(title, plain, w); ok {
		return m, true
	}
	if len(plain) == len(title) {
		return titleMatch{}, false
	}
	all := make([]int, len(title))
	for i := range all {
		all[i] = i
	}
	return t.matchAmong(title, all, w)
}

// matches returns what the rules say of some words of a title.
func (t *synonymTable) matches(title []titleWord, among []int, w whom) []titleMatch {
	var found []titleMatch
	for _, i := range among {
		for _, first := range []string{title[i].stem, "=" + title[i].word} {
			for _, r := range t.rules[first] {
				if at, ok := r.stands(title, among); ok && t.counts(r, w) && (!r.whole || t.saysNoMore(title, at)) {
					found = append(found, titleMatch{topic: r.topic, at: at, first: t.firstTelling(title, at)})
				}
			}
		}
	}
	return found
}

// matchAmong looks at some words of a title. A match that another contains falls
// away; of the rest the one whose first telling word stands first wins, then the longer, then the
// earlier of the table.
func (t *synonymTable) matchAmong(title []titleWord, among []int, w whom) (titleMatch, bool) {
	found := t.matches(title, among, w)
	best := -1
	for i, m := range found {
		if !containedInAny(m, found) && (best < 0 || m.before(found[best])) {
			best = i
		}
	}
	if best < 0 {
		return titleMatch{}, false
	}
	m := found[best]
	m.coverage = t.coverage(title, among, found, m.topic)
	return m, true
}

// saysNoMore tells whether all telling words of a title are those at some places.
func (t *synonymTable) saysNoMore(title []titleWord, at []int) bool {
	for i, w := range title {
		if t.tells(w) && !slices.Contains(at, i) {
			return false
		}
	}
	return true
}

// firstTelling returns the first word of a match that says something, the first of
// all if none does.
func (t *synonymTable) firstTelling(title []titleWord, at []int) int {
	for _, i := range at {
		if t.tells(title[i]) {
			return i
		}
	}
	return at[0]
}

func (m titleMatch) before(o titleMatch) bool {
	if m.first != o.first {
		return m.first < o.first
	}
	if len(m.at) != len(o.at) {
		return len(m.at) > len(o.at)
	}
	return m.topic < o.topic
}

func containedInAny(m titleMatch, all []titleMatch) bool {
	return slices.ContainsFunc(all, func(o titleMatch) bool { return len(o.at) > len(m.at) && o.contains(m) })
}

// contains tells whether the words of a match hold all words of another and more.
func (m titleMatch) contains(o titleMatch) bool {
	if len(m.at) <= len(o.at) {
		return false
	}
	k := 0
	for _, i := range m.at {
		k += wording.BoolInt(k < len(o.at) && o.at[k] == i)
	}
	return k == len(o.at)
}

// stands tells whether a title has the words of a rule, and where.
func (r titleRule) stands(title []titleWord, among []int) (at []int, ok bool) {
	for _, run := range r.not {
		if findRun(title, nil, run) >= 0 {
			return nil, false
		}
	}
	for _, run := range r.words {
		k := findRun(title, among, run)
		if k < 0 {
			return nil, false
		}
		for i := range run {
			at = append(at, among[k+i])
		}
	}
	sort.Ints(at)
	return at, true
}

// findRun returns the place in among where a run of stems stands side by side, in
// the whole title if among is nil.
func findRun(title []titleWord, among []int, run []string) int {
	if among == nil {
		among = everyWord[:len(title)]
	}
	for k := 0; k+len(run) <= len(among); k++ {
		ok := true
		for i, s := range run {
			if !title[among[k+i]].says(s) || (i > 0 && among[k+i] != among[k+i-1]+1) {
				ok = false
				break
			}
		}
		if ok {
			return k
		}
	}
	return -1
}

// coverage tells which share of the telling words of a title all matches of a topic
// explain together.
func (t *synonymTable) coverage(title []titleWord, among []int, found []titleMatch, topic int) float64 {
	matched := map[int]bool{}
	for _, m := range found {
		for _, i := range m.at {
			matched[i] = matched[i] || m.topic == topic
		}
	}
	telling, explained := 0, 0
	for _, i := range among {
		if matched[i] || t.tells(title[i]) {
			telling++
		}
		if matched[i] {
			explained++
		}
	}
	return float64(explained) / float64(max(telling, 1))
}

// tells tells whether a word says something about the topic.
func (t *synonymTable) tells(w titleWord) bool {
	return !t.stop[w.word] && !t.places[w.word] && strings.Trim(w.word, "0123456789") != "" && len(w.word) > 1
}
