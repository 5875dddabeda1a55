package diff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"manualwatch/normalise"
)

// A named section is one that a row of the amendments table may mean.
type named struct {
	id  string
	how string  // in words: "its title", "its number"
	fit float64 // how sure the name is, 0 to 1
}

// A directory finds sections by what boards call them: the titles, numbers and
// addresses of the newer edition, of the older one, and of earlier nights.
type directory struct {
	byTitle  map[string][]string
	byNumber map[string][]string
	byURL    map[string][]string
	inner    map[string][]string // titles of inner headings
	titles   []titleEntry        // for likeness
	inCur    map[string]bool
	kind     map[string]normalise.Kind
	newest   map[string]string // title by ID
}

type titleEntry struct{ title, id string }

func newDirectory(prev, cur *side, h History) *directory {
	d := &directory{byTitle: map[string][]string{}, byNumber: map[string][]string{}, byURL: map[string][]string{}, inner: map[string][]string{},
		inCur: map[string]bool{}, kind: map[string]normalise.Kind{}, newest: map[string]string{}}
	for _, s := range []*side{cur, prev} {
		if s == nil {
			continue
		}
		for i := range s.ed.Sections {
			d.enter(s, i)
			if s == cur {
				d.inCur[s.sec(i).ID] = true
			}
		}
	}
	for n := len(h.Nights) - 1; n >= 0; n-- {
		for _, c := range h.Nights[n].Changes {
			if c.Kind == Renamed || c.Kind == Removed || c.Kind == Merged && len(c.OtherIDs) == 0 {
				d.title(foldText(c.OldTitle), c.SectionID)
			}
		}
	}
	return d
}

func (d *directory) enter(s *side, i int) {
	sec := s.sec(i)
	if s.home[i] != i {
		put(d.inner, s.title[i], s.sec(s.home[i]).ID)
		return
	}
	if _, known := d.kind[sec.ID]; !known {
		d.kind[sec.ID] = sec.Kind
		d.newest[sec.ID] = sec.Title
	}
	if s.class(i) != 'p' {
		d.title(s.title[i], sec.ID)
	}
	put(d.byNumber, foldNumber(sec.Number), sec.ID)
	put(d.byURL, foldAddress(sec.URL), sec.ID)
}

func (d *directory) title(folded, id string) {
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

var namePrefix = regexp.MustCompile(`^(?:(?:section|chapter|part|procedure) )?([a-z]{0,2}\d+(?:\.\d+)*(?: ?[a-z])?|appendix [0-9a-z]{1,3})(?:[ .:)–-]+|$)(.*)$`)

// find lists the sections that a row may mean, the surest first.
func (d *directory) find(a *normalise.Amendment) []named {
	var out []named
	add := func(ids []string, how string, fit float64) {
		for _, id := range ids {
			if i := slices.IndexFunc(out, func(n named) bool { return n.id == id }); i >= 0 {
				out[i].fit = max(out[i].fit, fit)
			} else {
				out = append(out, named{id, how, fit})
			}
		}
	}
	if a.SectionID != "" {
		add([]string{a.SectionID}, "its name", .9)
	}
	if u := foldAddress(a.Link); u != "" && len(d.byURL[u]) == 1 {
		add(d.byURL[u], "its link", 1)
	}
	d.byName(foldText(a.Chapter), add)
	slices.SortStableFunc(out, func(x, y named) int { return cmp.Compare(y.fit, x.fit) })
	return out
}

// byName looks a printed name up: as a title, as number and title, as a number.
func (d *directory) byName(name string, add func(ids []string, how string, fit float64)) {
	if name == "" {
		return
	}
	add(d.byTitle[name], "its title", 1)
	number, title := "", name
	if m := namePrefix.FindStringSubmatch(name); m != nil {
		number, title = foldNumber(m[1]), strings.TrimSpace(m[2])
	}
	bare := strings.TrimSpace(trailingNote.ReplaceAllString(title, ""))
	for _, t := range []string{title, bare} {
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
			if l := titleLikeness(foldText(d.newest[id]), title); l >= .4 {
				add([]string{id}, "its number and a like title", .5+.4*l)
			}
		}
	}
	d.byLikeness(bare, add)
	if title != "" {
		add(d.inner[title], "a heading inside the chapter", .6)
	}
}

var trailingNote = regexp.MustCompile(` (?:\([^()]*\)|- (?:new|updated|under review|chapter))$`)

func isPlaceholderTitle(t string) bool {
	return strings.Contains(t, "not in use") || t == "vacant" || t == "not used"
}

// byLikeness adds the sections whose title is alike enough and not much less than
// the best.
func (d *directory) byLikeness(title string, add func(ids []string, how string, fit float64)) {
	if len(titleWords(title)) == 0 {
		return
	}
	best := .0
	like := make([]float64, len(d.titles))
	for i, t := range d.titles {
		like[i] = titleLikeness(t.title, title)
		best = max(best, like[i])
	}
	if best < .65 {
		return
	}
	for i, t := range d.titles {
		if like[i] >= best-.05 {
			add([]string{t.id}, "a like title", .9*like[i])
		}
	}
}
