package declaration

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/across"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// A named section is one that a row of the amendments table may mean.
type named struct {
	Id  string
	how string  // in words: "its title", "its number"
	fit float64 // how sure the name is, 0 to 1
}

// A Directory finds sections by what boards call them: the titles, numbers and
// addresses of the newer edition, of the older one, and of earlier nights.
type Directory struct {
	byTitle  map[string][]string
	byNumber map[string][]string
	byURL    map[string][]string
	inner    map[string][]string // titles of inner headings
	titles   []titleEntry        // for likeness
	inCur    map[string]bool
	kind     map[string]normalise.Kind
	newest   map[string]string   // title by ID
	numbers  map[string][]string // folded, by ID
}

type titleEntry struct{ title, id string }

// NewDirectory lists the sections that rows of an edition's amendments may mean.
func NewDirectory(prev, cur *lineage.Side, h History) *Directory {
	d := &Directory{byTitle: map[string][]string{}, byNumber: map[string][]string{}, byURL: map[string][]string{}, inner: map[string][]string{},
		inCur: map[string]bool{}, kind: map[string]normalise.Kind{}, newest: map[string]string{}, numbers: map[string][]string{}}
	for _, s := range []*lineage.Side{cur, prev} {
		if s == nil {
			continue
		}
		for i := range s.Ed.Sections {
			d.enter(s, i)
			if s == cur {
				d.inCur[s.Sec(i).ID] = true
			}
		}
	}
	for n := len(h.Nights) - 1; n >= 0; n-- {
		for _, c := range h.Nights[n].Changes {
			if c.Kind == diff.Renamed || c.Kind == diff.Removed || c.Kind == diff.Merged && len(c.OtherIDs) == 0 {
				d.title(textdiff.FoldText(c.OldTitle), c.SectionID)
			}
		}
	}
	return d
}

func (d *Directory) enter(s *lineage.Side, i int) {
	sec := s.Sec(i)
	if s.Home[i] != i {
		put(d.inner, s.Title[i], s.Sec(s.Home[i]).ID)
		return
	}
	if _, known := d.kind[sec.ID]; !known {
		d.kind[sec.ID] = sec.Kind
		d.newest[sec.ID] = sec.Title
	}
	if s.Class(i) != 'p' {
		d.title(s.Title[i], sec.ID)
	}
	if n := countOf(sec.Number); n != "" {
		put(d.byNumber, n, sec.ID)
		put(d.numbers, sec.ID, n)
	}
	put(d.byURL, textdiff.FoldAddress(sec.URL), sec.ID)
}

func (d *Directory) title(folded, id string) {
	if folded == "" || slices.Contains(d.byTitle[folded], id) {
		return
	}
	d.byTitle[folded] = append(d.byTitle[folded], id)
	d.titles = append(d.titles, titleEntry{folded, id})
}

func put(m map[string][]string, key, id string) {
	if key != "" && !slices.Contains(m[key], id) {
		m[key] = append(m[key], id)
	}
}

// countOf is a number as FoldNumber gives it, those of appendices apart: they are a count of
// their own.
func countOf(number string) string {
	n := textdiff.FoldNumber(number)
	if strings.HasPrefix(textdiff.FoldText(number), "appendix ") {
		return "appendix " + n
	}
	return n
}

var namePrefix = regexp.MustCompile(`^(?:(?:section|chapter|part|procedure) )?([a-z]{0,2}\d+(?:\.\d+)*(?: ?[a-z])?|appendix [0-9a-z]{1,3})(?:[ .,:)–-]+|$)(.*)$`)

// Find lists the sections that a row may mean, the surest first.
func (d *Directory) Find(a *normalise.Amendment) []named {
	var out []named
	add := func(ids []string, how string, fit float64) {
		for _, id := range ids {
			if i := slices.IndexFunc(out, func(n named) bool { return n.Id == id }); i >= 0 {
				out[i].fit = max(out[i].fit, fit)
			} else {
				out = append(out, named{id, how, fit})
			}
		}
	}
	if a.SectionID != "" {
		add([]string{a.SectionID}, "its name", .9)
	}
	if u := textdiff.FoldAddress(a.Link); u != "" && len(d.byURL[u]) == 1 {
		add(d.byURL[u], "its link", 1)
	}
	d.byName(textdiff.FoldText(a.Chapter), add)
	if len(out) == 0 {
		d.byTopic(a.Chapter, add)
	}
	if len(out) == 1 && out[0].how == topicName && d.inCur[out[0].Id] && withdraws(a.Details) {
		return nil // what was withdrawn does not stand under another name
	}
	slices.SortStableFunc(out, func(x, y named) int { return cmp.Compare(y.fit, x.fit) })
	return out
}

// byName looks a printed name up: as a title, as number and title, as a number,
// then as a title that is misspelled, cut short or called otherwise.
func (d *Directory) byName(name string, add func(ids []string, how string, fit float64)) {
	if name == "" {
		return
	}
	add(d.byTitle[name], "its title", 1)
	number, title := "", name
	if m := namePrefix.FindStringSubmatch(name); m != nil {
		number, title = countOf(m[1]), strings.TrimSpace(m[2])
	}
	plain := undecorated(title)
	for _, t := range []string{title, plain} {
		add(d.byTitle[t], "its title", .95)
	}
	numbered := d.byNumber[number]
	switch {
	case number == "":
	case title == "":
		add(numbered, "its number", .8)
	case isPlaceholderTitle(title):
		add(numbered, "its number", .9)
	default:
		for _, id := range numbered {
			if l := lineage.TitleLikeness(textdiff.FoldText(d.newest[id]), title); l >= .4 {
				add([]string{id}, "its number and a like title", .5+.4*l)
			}
		}
	}
	if title == "" {
		return
	}
	d.bySpelling(undecorated(name), add)
	if plain != name {
		d.bySpelling(plain, add)
		d.bySpelling(name, add)
	}
	bare := strings.TrimSpace(lastNote.ReplaceAllString(plain, ""))
	if bare != plain {
		add(d.byTitle[bare], "its title", .75)
	}
	if !d.byLikeness(plain, add) && bare != plain {
		d.byLikeness(bare, add)
	}
	add(d.inner[title], "a heading inside the chapter", .6)
}

var (
	// lastNote is what boards put in brackets behind a name.
	lastNote = regexp.MustCompile(` \([^()]*\)$`)
	// before and after are words around a name that are none of it.
	beforeName = regexp.MustCompile(`^(?:the |(?:chapter|procedure|policy|section|page|appendix): )`)
	afterName  = regexp.MustCompile(`(?: (?:\((?:new|updated|revised|amended|reviewed|under review|local|shared|pdf|word)[^()]*\)|- (?:new|updated|under review|chapter)|chapter|procedures?)|\.(?:pdf|docx?|odt))$`)
)

// undecorated takes words off a folded name that say what it names.
func undecorated(name string) string {
	name = beforeName.ReplaceAllString(name, "")
	return strings.TrimSpace(afterName.ReplaceAllString(name, ""))
}

// bySpelling adds the sections whose title is the name but for a letter or a space,
// or the name written out.
func (d *Directory) bySpelling(name string, add func(ids []string, how string, fit float64)) {
	squeezed := squeeze(name)
	if len(squeezed) < 6 {
		return
	}
	for _, t := range d.titles {
		if full := squeeze(t.title); full == squeezed || sameDigits(full, squeezed) && textdiff.OneLetterAway(full, squeezed) {
			add([]string{t.id}, "its title, spelled otherwise", .85)
		} else if writtenOut(name, t.title) {
			add([]string{t.id}, "its title, cut short", .8)
		}
	}
}

// squeeze leaves the letters and digits of a title.
func squeeze(title string) string {
	title = strings.ReplaceAll(title, "&", "and")
	return strings.Map(func(r rune) rune {
		if textdiff.IsWordRune(r) {
			return r
		}
		return -1
	}, title)
}

func sameDigits(a, b string) bool {
	digits := func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}
	return strings.Map(digits, a) == strings.Map(digits, b)
}

// writtenOut tells whether a title is a name with its words written out: "info
// sharing" is "information sharing".
func writtenOut(name, title string) bool {
	x, y := strings.Fields(name), strings.Fields(title)
	if len(x) != len(y) || len(x) < 2 {
		return false
	}
	for i := range x {
		short := strings.TrimSuffix(x[i], ".")
		if short != y[i] && (len(short) < 3 || !strings.HasPrefix(y[i], short)) {
			return false
		}
	}
	return true
}

// byTopic adds the only section about the topic that a name means in the table of
// synonyms: "FGM" is the chapter on female genital mutilation.
func (d *Directory) byTopic(name string, add func(ids []string, how string, fit float64)) {
	topic, ok := across.TopicOf(name)
	if !ok {
		return
	}
	var ids []string
	for _, t := range d.titles {
		if other, ok := across.TopicOf(t.title); ok && other == topic && !slices.Contains(ids, t.id) {
			ids = append(ids, t.id)
		}
	}
	if len(ids) == 1 {
		add(ids, topicName, .75)
	}
}

// topicName says that a row has another name of the section's topic.
const topicName = "another name for it"

// withdraws reports details that say of the whole chapter that it was withdrawn, and nothing else.
func withdraws(details string) bool {
	c := ReadClaim(details, false)
	return c.Whole && slices.Contains(c.Kinds, diff.Removed)
}

// otherNumber is the number that the name of a row has before the title of a section whose number
// it is not, "" for none.
func (d *Directory) otherNumber(name, id string) string {
	m := namePrefix.FindStringSubmatch(name)
	if m == nil || len(d.numbers[id]) == 0 || !slices.Contains(d.byTitle[undecorated(m[2])], id) || slices.Contains(d.byTitle[name], id) {
		return ""
	}
	if number := countOf(m[1]); !slices.Contains(d.numbers[id], number) {
		return number
	}
	return ""
}

// several reads the name of a row that is a list of names. It is nil unless each of them
// is the very title or number of a section, not all of the same one ("Section 4, Settings"),
// the whole is no name itself, and the section that the row was taken to mean, perhaps by the
// link of the first name, is among them.
func (d *Directory) several(a *normalise.Amendment) []named {
	name := listOf.ReplaceAllString(textdiff.FoldText(a.Chapter), "")
	if !listWords.MatchString(name) || d.bestByName(name).fit >= .8 {
		return nil
	}
	for _, cut := range []*regexp.Regexp{listMarks, listWords} {
		parts := cut.Split(name, -1)
		if len(parts) < 2 {
			continue
		}
		var out []named
		known := 0
		for _, part := range parts {
			best := d.bestByName(strings.TrimSpace(part))
			if best.fit < .8 {
				break
			}
			known++
			if !slices.ContainsFunc(out, func(n named) bool { return n.Id == best.Id }) {
				out = append(out, best)
			}
		}
		if known == len(parts) && len(out) > 1 && (a.SectionID == "" || slices.ContainsFunc(out, func(n named) bool { return n.Id == a.SectionID })) {
			return out
		}
	}
	return nil
}

// bestByName is the section that a name most likely means.
func (d *Directory) bestByName(name string) named {
	best := named{}
	d.byName(name, func(ids []string, how string, fit float64) {
		if len(ids) > 0 && fit > best.fit {
			best = named{ids[0], how, fit}
		}
	})
	return best
}

var (
	listMarks = regexp.MustCompile(` ?[;,/|+] ?(?:(?:and|also|&) )*`)
	listWords = regexp.MustCompile(` ?(?:[;,/|+]| and | & | as well as | plus ) ?(?:also )?`)
	listOf    = regexp.MustCompile(`^(?:chapters|sections|procedures|policies|parts|appendices)[ :]+`)
)

func isPlaceholderTitle(t string) bool {
	return strings.Contains(t, "not in use") || t == "vacant" || t == "not used"
}

// byLikeness adds the sections whose title is alike enough and not much less than
// the best, and tells whether there are any.
func (d *Directory) byLikeness(title string, add func(ids []string, how string, fit float64)) bool {
	if len(lineage.TitleWords(title)) == 0 {
		return false
	}
	best := .0
	like := make([]float64, len(d.titles))
	for i, t := range d.titles {
		like[i] = lineage.TitleLikeness(t.title, title)
		best = max(best, like[i])
	}
	if best < .65 {
		return false
	}
	for i, t := range d.titles {
		if like[i] >= best-.05 {
			add([]string{t.id}, "a like title", .9*like[i])
		}
	}
	return true
}
