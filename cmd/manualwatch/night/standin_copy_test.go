package night

import (
	"maps"
	"strings"
	"testing"

	"manualwatch/out"
)

// TestPageOfAnotherChapter shows the page of one chapter at the address of another one without
// leading there, while the contents list both: it was not observed, also where the other changed on
// that night. A chapter that says what both said took one in.
func TestPageOfAnotherChapter(t *testing.T) {
	list := []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats geese", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats"}
	before := chapters(list...)
	for _, c := range []struct {
		name, as, shown string // the page of shown stands at as too
		edit            string // words that are new there
		merges          bool
		told            string
		old             bool // it stands at as as it was before the edit
	}{
		{"a neighbour's page", "/cats", "/dogs", "", false, "", false},
		{"a neighbour's page that changed", "/cats", "/dogs", "<p>Two keepers must walk.</p>", false, "edited Dogs", false},
		{"the start page", "/cats", "/", "", false, "", false},
		{"the start page as it was", "/cats", "/", "<p>News of the kennel.</p>", false, "", true},
		{"a page of both", "/cats", "/dogs", "<p>" + passages["cats"] + "</p><p>" + passages["geese"] + "</p>" + strings.Repeat("<p>"+passages["bees"]+"</p>", 8), true, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newSmallManual(t)
			m.from = map[string]string{"/dogs": "/", "/cats": "/", "/owls": "/", "/ponies": "/", "/goats": "/"}
			_, past := m.night(1, before, nil, nil)
			whole := maps.Clone(before)
			whole[c.shown] = strings.Replace(whole[c.shown], "</main>", c.edit+"</main>", 1)
			tonight := maps.Clone(whole)
			if tonight[c.as] = whole[c.shown]; c.old {
				tonight[c.as] = before[c.shown]
			}
			s, past := m.night(2, tonight, past, nil)
			o, told := s.Observations[0], strings.Join(m.toldAll(s.Run.RunID), ", ")
			if c.merges {
				if o.Status == out.StatusPartial {
					t.Errorf("told %q, cause %q", told, o.Cause)
				}
				return
			}
			if o.Status != out.StatusPartial || told != c.told || !strings.Contains(o.Cause, CopyOf+", https://manual.example"+c.shown) {
				t.Errorf("%s, told %q, cause %q", o.Status, told, o.Cause)
			}
			s, _ = m.night(3, whole, past, nil)
			if told := m.toldAll(s.Run.RunID); len(told) > 0 {
				t.Errorf("well again: %q", told)
			}
		})
	}
}

// TestNewChapterAtStartPage: the address of a chapter that is new in the contents leads to the
// start page, or shows it. The chapter waits until its own page can be seen.
func TestNewChapterAtStartPage(t *testing.T) {
	list := []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies"}
	for _, shows := range []bool{false, true} {
		m := newSmallManual(t)
		_, past := m.night(1, chapters(list...), nil, nil)
		whole := chapters(append(list, "/bees Bees: bees")...)
		tonight := maps.Clone(whole)
		if tonight["/bees"] = redirectTo + "/"; shows {
			tonight["/bees"] = tonight["/"]
		}
		s, past := m.night(2, tonight, past, nil)
		if o := s.Observations[0]; o.Status != out.StatusPartial || s.Run.Changes != 0 || !strings.Contains(o.Cause, "what became of “Bees” is told when") {
			t.Errorf("shown there %v: %s, %q, cause %q", shows, o.Status, m.toldAll(s.Run.RunID), o.Cause)
		}
		s, _ = m.night(3, whole, past, nil)
		if told := strings.Join(m.toldAll(s.Run.RunID), ", "); told != "added Bees" {
			t.Errorf("shown there %v, seen at last: %q", shows, told)
		}
	}
}
