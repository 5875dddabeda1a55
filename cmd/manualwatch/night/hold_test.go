package night

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/out"
)

// Passages of the test manual, each long enough to tell where it went.
var passages = map[string]string{
	"dogs":    "Dogs that pull on the lead are walked by two keepers. The keepers write down the street and the hour of every walk, and hand the note to the kennel office before noon.",
	"puppies": "Puppies sleep in the warm room with the blue door. Their first meal is served at six, and nobody wakes them for visitors who come without a letter.",
	"cats":    "Cats choose their own window seat. The steward brushes long hair on Mondays and checks the ears for mites with the small lamp from the cupboard.",
	"owls":    "Owls are fed after dusk by the night porter. The loft hatch stays open until the last bird has returned and the bell on the stairs has been rung.",
	"ponies":  "Ponies graze on the upper field in dry weeks. The farrier visits every second month and tells the groom which hoof needs a lighter shoe.",
	"goats":   "Goats climb what they can reach, so the ladder by the barn is chained. The herdsman counts them at the gate and again at the trough.",
	// each a half of the one above
	"ladder":   "Goats climb what they can reach, so the ladder by the barn is chained.",
	"herdsman": "The herdsman counts them at the gate and again at the trough.",

	"geese": "Geese guard the lower yard and greet every cart. A child who is afraid of them waits on the bench until the yard warden comes.",
	"bees":  "Bees are left alone in the orchard during bloom. Honey is taken twice a year by the keeper with the veil and the smoke can.",
}

// chapters makes the pages of a manual: each chapter is "path Title: passage passage".
func chapters(list ...string) map[string]string {
	pages := map[string]string{}
	var rows strings.Builder
	for i, c := range list {
		head, body, _ := strings.Cut(c, ": ")
		path, title, _ := strings.Cut(head, " ")
		fmt.Fprintf(&rows, `<li><a href="%s">1.%d %s</a></li>`, path, i+1, title)
		var text strings.Builder
		for _, p := range strings.Fields(body) {
			fmt.Fprintf(&text, "<p>%s</p>", passages[p])
		}
		pages[path] = fmt.Sprintf("<html><body><main><h1>1.%d %s</h1>%s</main></body></html>", i+1, title, &text)
	}
	pages["/"] = "<html><body><main><h1>Manual</h1><h2>1. Animals</h2><ul>" + rows.String() + "</ul></main></body></html>"
	return pages
}

// failing answers 503 for the paths.
func failing(pages map[string]string, paths ...string) map[string]string {
	return answering("", pages, paths)
}

// gone is the body of a page that answers 404.
const gone = "404"

// redirectTo begins the body of a page that leads to another path.
const redirectTo = "-> "

// answering gives the paths, where they are pages, a body.
func answering(body string, pages map[string]string, paths []string) map[string]string {
	out := maps.Clone(pages)
	for _, p := range paths {
		if _, listed := out[p]; listed {
			out[p] = body
		}
	}
	return out
}

// told lists the changes of a run as "kind title", without numbers that shifted.
func (m *smallManual) told(runID string) []string {
	m.t.Helper()
	return slices.DeleteFunc(m.toldAll(runID), func(s string) bool { return strings.HasPrefix(s, "renumbered") })
}

// toldAll lists all changes of a run.
func (m *smallManual) toldAll(runID string) []string {
	m.t.Helper()
	changes, err := m.data.Changes(out.Filter{RunID: runID})
	if err != nil {
		m.t.Fatal(err)
	}
	list := []string{}
	for _, c := range changes {
		title := c.NewTitle
		if title == "" {
			title = c.OldTitle
		}
		list = append(list, c.Kind+" "+title)
	}
	slices.Sort(list)
	return list
}

func (m *smallManual) findings(runID string) []out.FindingRow {
	m.t.Helper()
	rows, err := m.data.Findings(out.Filter{RunID: runID})
	if err != nil {
		m.t.Fatal(err)
	}
	return rows
}

func (m *smallManual) heldBack(runID string) []out.FindingRow {
	m.t.Helper()
	return slices.DeleteFunc(m.findings(runID), func(f out.FindingRow) bool { return f.Code != codeHeldBack })
}

var beforeAll = []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats"}

// Each case is a change of the manual with the page that fails on its night.
var partialNights = []struct {
	name  string
	after []string
	fails []string
	first []string // told on the night in part
	then  []string // told when all was seen
}{
	{"split, the old half fails", []string{"/dogs Dogs: dogs", "/puppies Young Dogs: puppies", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/dogs"}, nil, []string{"split Young Dogs"}},
	{"split, the new half fails", []string{"/dogs Dogs: dogs", "/puppies Young Dogs: puppies", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/puppies"}, nil, []string{"split Young Dogs"}},
	{"split, both fail", []string{"/dogs Dogs: dogs", "/puppies Young Dogs: puppies", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/puppies", "/dogs"}, nil, []string{"split Young Dogs"}},
	{"new out of two, the first fails", []string{"/dogs Dogs: dogs", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: ladder", "/herds Herds: puppies herdsman"},
		[]string{"/dogs"}, nil, []string{"split Herds", "split Herds"}},
	{"new out of two, the second fails", []string{"/dogs Dogs: dogs", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: ladder", "/herds Herds: puppies herdsman"},
		[]string{"/goats"}, nil, []string{"split Herds", "split Herds"}},
	{"new out of two, both fail", []string{"/dogs Dogs: dogs", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: ladder", "/herds Herds: puppies herdsman"},
		[]string{"/dogs", "/goats"}, nil, []string{"split Herds", "split Herds"}},
	{"new out of two, its own page fails", []string{"/dogs Dogs: dogs", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: ladder", "/herds Herds: puppies herdsman"},
		[]string{"/herds"}, nil, []string{"split Herds", "split Herds"}},
	{"merge, the half that goes on fails", []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats owls", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/cats"}, nil, []string{"merged Cats"}},
	{"rename to another address that fails", []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/night-birds Night Birds: owls", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/night-birds"}, nil, []string{"renamed Night Birds"}},
	{"another address that fails, with an edit", []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/barn-owls Owls: owls geese", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/barn-owls"}, []string{"link_changed Owls"}, []string{"edited Owls"}},
	{"new, and a page without part in it fails", []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/owls Owls: owls", "/geese Geese: geese", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/goats"}, []string{"added Geese"}, nil},
	{"new, and its own page fails", []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/owls Owls: owls", "/geese Geese: geese", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/geese"}, nil, []string{"added Geese"}},
	{"withdrawn, and a page without part in it fails", []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/goats"}, nil, []string{"removed Owls"}},
	{"merge that was seen, another page fails", []string{"/dogs Dogs: dogs puppies", "/cats Cats: cats owls", "/ponies Ponies: ponies", "/goats Goats: goats"},
		[]string{"/goats"}, []string{"merged Cats"}, nil},
	{"several at once", []string{"/dogs Dogs: dogs", "/puppies Young Dogs: puppies", "/cats Cats: cats owls", "/ponies Ponies: ponies geese", "/goats Goats: goats", "/bees Bees: bees"},
		[]string{"/dogs", "/cats"}, []string{"added Bees", "edited Ponies"}, []string{"merged Cats", "split Young Dogs"}},
}

// TestPartialNightTellsNoHalves lets pages fail, or be gone though they are listed, on the night
// of a change, once and twice in a row: what can be known is told then, the rest whole when all
// was seen, nothing twice.
func TestPartialNightTellsNoHalves(t *testing.T) {
	t.Run("fails", func(t *testing.T) { tellsNoHalves(t, "") })
	t.Run("gone", func(t *testing.T) { tellsNoHalves(t, gone) })
}

func tellsNoHalves(t *testing.T, answer string) {
	for _, test := range partialNights {
		for nights := 1; nights <= 2; nights++ {
			t.Run(fmt.Sprintf("%s %d", test.name, nights), func(t *testing.T) {
				m, pdf := newSmallManual(t), pdfSaying("")
				_, past := m.night(1, chapters(beforeAll...), nil, pdf)
				whole, _ := m.night(2, chapters(test.after...), past, pdf)
				undisturbed := m.toldAll(whole.Run.RunID)

				m = newSmallManual(t)
				_, past = m.night(1, chapters(beforeAll...), nil, pdf)
				want, all := test.first, []string{}
				for day := 2; day < 2+nights; day++ {
					s, _ := m.night(day, answering(answer, chapters(test.after...), test.fails), past, pdf)
					if d := cmp.Diff(append([]string{}, want...), m.told(s.Run.RunID)); d != "" {
						t.Errorf("night %d in part (-want +told):\n%s", day, d)
					}
					all = append(all, m.toldAll(s.Run.RunID)...)
					o := s.Observations[0]
					if o.Status != out.StatusPartial || !strings.Contains(o.Cause, "https://manual.example/") {
						t.Errorf("night %d: %+v", day, o)
					}
					if held := m.heldBack(s.Run.RunID); len(held) > 0 != strings.Contains(o.Cause, "is told when") || len(held) > 0 != (len(test.then) > 0) {
						t.Errorf("night %d: held back %+v, cause %s", day, held, o.Cause)
					}
					want = nil
				}
				s, _ := m.night(2+nights, chapters(test.after...), past, pdf)
				if d := cmp.Diff(append([]string{}, test.then...), m.told(s.Run.RunID)); d != "" {
					t.Errorf("all was seen (-want +told):\n%s", d)
				}
				all = append(all, m.toldAll(s.Run.RunID)...)
				slices.Sort(all)
				if d := cmp.Diff(undisturbed, all); d != "" {
					t.Errorf("over all nights (-undisturbed +told):\n%s", d)
				}
				s, _ = m.night(3+nights, chapters(test.after...), past, pdf)
				if o := s.Observations[0]; s.Run.Changes != 0 || o.Status != out.StatusUnchanged {
					t.Errorf("the night after: %d changes, %+v", s.Run.Changes, o)
				}
			})
		}
	}
}

// TestPageThatFailsForEver lets a page fail night after night: what waits for it is
// told after a week, and the chapter itself when it is gone from the contents.
func TestPageThatFailsForEver(t *testing.T) {
	m, pdf := newSmallManual(t), pdfSaying("")
	_, past := m.night(1, chapters(beforeAll...), nil, pdf)
	withoutOwls := failing(chapters("/dogs Dogs: dogs puppies", "/cats Cats: cats", "/ponies Ponies: ponies", "/goats Goats: goats"), "/goats")
	told := map[int][]string{}
	for day := 2; day <= 12; day++ {
		s, _ := m.night(day, withoutOwls, past, pdf)
		if list := m.told(s.Run.RunID); len(list) > 0 {
			told[day] = list
		}
		if o := s.Observations[0]; o.Status != out.StatusPartial || strings.Contains(o.Cause, "since 2 March 2026") != (day > 2) {
			t.Errorf("day %d: %+v", day, o)
		}
	}
	s, _ := m.night(13, chapters("/dogs Dogs: dogs puppies", "/cats Cats: cats", "/ponies Ponies: ponies"), past, pdf)
	told[13] = m.told(s.Run.RunID)
	if d := cmp.Diff(map[int][]string{9: {"removed Owls"}, 13: {"removed Goats"}}, told); d != "" {
		t.Errorf("told by day (-want +got):\n%s", d)
	}
	n := &Night{Archive: m.ar, Dataset: m.data, Past: past}
	runs, _, err := n.Needed()
	if err != nil || len(runs) != 10 { // days 1, 2 to 9, and 13: those that tell since when
		t.Errorf("needed: %q, %v", runs, err)
	}
}

var allAnimals = []string{"/dogs Dogs: dogs", "/puppies Young Dogs: puppies", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats", "/geese Geese: geese", "/bees Bees: bees"}

// withText puts a paragraph at the end of every chapter.
func withText(pages map[string]string, paragraph string) map[string]string {
	out := maps.Clone(pages)
	for path, body := range out {
		if path != "/" {
			out[path] = strings.Replace(body, "</main>", paragraph+"</main>", 1)
		}
	}
	return out
}

// TestWhatIsSeenLateIsPartOfWhatWasTold replaces a term throughout and moves a page
// on a night on which one chapter fails: of that chapter no more is told, when it is
// seen, than that the term was replaced.
func TestWhatIsSeenLateIsPartOfWhatWasTold(t *testing.T) {
	moved := slices.Clone(allAnimals)
	moved[2] = "/felines Cats: cats"
	before := withText(chapters(allAnimals...), `<p>The Animal Board hears of it from the <a href="/cats">cats</a> in spring.</p>`)
	after := withText(chapters(moved...), `<p>The Animal Partnership hears of it from the <a href="/felines">cats</a> in spring.</p>`)
	m, pdf := newSmallManual(t), pdfSaying("")
	_, past := m.night(1, before, nil, pdf)
	var told [][]string
	for day, pages := range []map[string]string{failing(after, "/dogs"), after, after} {
		s, _ := m.night(2+day, pages, past, pdf)
		told = append(told, m.told(s.Run.RunID))
	}
	want := [][]string{{"link_changed Cats", "terms_swept "}, {"terms_swept "}, {}}
	if d := cmp.Diff(want, told); d != "" {
		t.Errorf("(-want +told):\n%s", d)
	}
	after["/dogs"] = strings.Replace(after["/dogs"], "two keepers", "two Boards", 1)
	s, _ := m.night(5, after, past, pdf)
	after["/dogs"] = strings.Replace(after["/dogs"], "two Boards", "two Partnerships", 1)
	if s, _ = m.night(6, after, past, pdf); !slices.Equal(m.told(s.Run.RunID), []string{"edited Dogs"}) {
		t.Errorf("a later edit: %q", m.told(s.Run.RunID))
	}
}

// TestAddressThatIsNeverSeen gives a chapter another address that fails, or is gone, for weeks: its
// words stand all the time, and what changed in them is told when they are seen.
func TestAddressThatIsNeverSeen(t *testing.T) {
	t.Run("fails", func(t *testing.T) { addressNeverSeen(t, "") })
	t.Run("gone", func(t *testing.T) { addressNeverSeen(t, gone) })
}

func addressNeverSeen(t *testing.T, answer string) {
	m, pdf := newSmallManual(t), pdfSaying("")
	_, past := m.night(1, withHeads(chapters(beforeAll...)), nil, pdf)
	after := withHeads(chapters("/dogs Dogs: dogs puppies", "/cats Cats: cats", "/barn-owls Owls: owls geese", "/ponies Ponies: ponies", "/goats Goats: goats"))
	told := map[int][]string{}
	for day := 2; day <= 20; day++ {
		pages := answering(answer, after, []string{"/barn-owls"})
		if day >= 12 { // an edition in between
			pages["/cats"] = strings.Replace(pages["/cats"], "on Mondays", "on Fridays", 1)
		}
		s, _ := m.night(day, pages, past, pdf)
		if o := s.Observations[0]; o.Status != out.StatusPartial {
			t.Errorf("day %d: %+v", day, o)
		}
		if list := m.told(s.Run.RunID); len(list) > 0 {
			told[day] = list
		}
	}
	after["/cats"] = strings.Replace(after["/cats"], "on Mondays", "on Fridays", 1)
	s, _ := m.night(21, after, past, pdf)
	told[21] = m.told(s.Run.RunID)
	if d := cmp.Diff(map[int][]string{2: {"link_changed Owls"}, 12: {"edited Cats"}, 21: {"edited Owls"}}, told); d != "" {
		t.Errorf("told by day (-want +got):\n%s", d)
	}
}

// withHeads puts a heading above the text of every chapter.
func withHeads(pages map[string]string) map[string]string {
	out := maps.Clone(pages)
	for path, body := range out {
		out[path] = strings.Replace(body, "</h1><p>", "</h1><h2>Care</h2><p>", 1)
	}
	return out
}

// TestAnotherPageFailsEachNight lets a page fail on the night of a change, and others
// on the nights after: what waits is told as soon as the pages were seen that it hangs
// on.
func TestAnotherPageFailsEachNight(t *testing.T) {
	for name, test := range map[string]struct {
		after []string
		fails string
		want  []string
	}{
		"withdrawn": {[]string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/ponies Ponies: ponies", "/goats Goats: goats"}, "/goats", []string{"removed Owls"}},
		"merged":    {[]string{"/dogs Dogs: dogs puppies", "/cats Cats: cats", "/ponies Ponies: ponies", "/goats Goats: goats owls"}, "/goats", []string{"merged Goats"}},
		"split":     {[]string{"/dogs Dogs: dogs", "/puppies Young Dogs: puppies", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats"}, "/dogs", []string{"split Young Dogs"}},
	} {
		t.Run(name, func(t *testing.T) {
			m, pdf := newSmallManual(t), pdfSaying("")
			_, past := m.night(1, chapters(beforeAll...), nil, pdf)
			var told [][]string
			for day, fails := range []string{test.fails, "/ponies", "/cats", "/ponies"} {
				s, _ := m.night(2+day, failing(chapters(test.after...), fails), past, pdf)
				told = append(told, m.told(s.Run.RunID))
			}
			if d := cmp.Diff([][]string{{}, test.want, {}, {}}, told); d != "" {
				t.Errorf("(-want +told):\n%s", d)
			}
		})
	}
}

// TestRowsOnAChapterThatWasUnseen: a row on a chapter whose page fails on its night is held
// against what is seen later, and at once where the contents show that it is true.
func TestRowsOnAChapterThatWasUnseen(t *testing.T) {
	for _, test := range []struct{ name, row, owls, want string }{
		{"edited", "Owls|A paragraph on geese was added.", "/owls Owls: owls geese", "1 Owls confirmed"},
		{"renamed", "Night Birds|This chapter has been renamed from 'Owls'.", "/owls Night Birds: owls", "0 Night Birds confirmed"},
		{"untrue", "Owls|The contact was changed.", "/owls Owls: owls", "1 Owls not_detected"},
	} {
		before := chapters(beforeAll...)
		before["/changes"] = changesPage()
		after := chapters("/dogs Dogs: dogs puppies", "/cats Cats: cats", test.owls, "/ponies Ponies: ponies", "/goats Goats: goats")
		after["/changes"] = changesPage(test.row + "|1 March 2026")

		m, pdf := newSmallManual(t), pdfSaying("")
		_, past := m.night(1, before, nil, pdf)
		var got []string
		for day, pages := range []map[string]string{failing(after, "/owls"), after, after} {
			s, _ := m.night(2+day, pages, past, pdf)
			rows, err := m.data.Declarations(out.Filter{RunID: s.Run.RunID})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range rows {
				got = append(got, fmt.Sprintf("%d %s %s", day, d.Chapter, d.State))
			}
		}
		if d := cmp.Diff([]string{test.want}, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

// changesPage is a page of amendments with rows "chapter|details|date" above older ones.
func changesPage(rows ...string) string {
	table := "<tr><th>Chapter</th><th>Details</th><th>Date</th></tr>"
	for _, r := range append(rows, "Dogs|Wording.|3 January 2026", "Cats|Wording.|2 January 2026", "Goats|Wording.|1 January 2026") {
		table += "<tr><td>" + strings.ReplaceAll(r, "|", "</td><td>") + "</td></tr>"
	}
	return "<html><body><main><h1>Amendments</h1><table>" + table + "</table></main></body></html>"
}

// A period that ends on a night in part tells what was seen in it of the chapters that failed
// on that night: they stand as they were seen last, not as they stood when it began.
func TestPeriodThatEndsInPart(t *testing.T) {
	m := newSmallManual(t)
	first := chapters(beforeAll...)
	_, past := m.night(1, first, nil, nil)
	second := chapters("/dogs Dogs: dogs puppies geese", "/cats Cats: cats", "/owls Owls: owls", "/ponies Ponies: ponies", "/goats Goats: goats")
	second["/owls"] = strings.Replace(second["/owls"], "night porter", `<a href="https://other.example/porter">night porter</a>`, 1)
	_, past = m.night(2, second, past, nil)
	third := maps.Clone(second)
	third["/cats"] = chapters("/cats Cats: cats bees")["/cats"]
	_, past = m.night(3, failing(third, "/dogs", "/owls"), past, nil)

	at := func(day int) time.Time { return time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC) }
	n := &Night{Archive: m.ar, Dataset: m.data, Past: past, Run: archive.Run{ID: "20260303T120000Z", StartedAt: at(3)}, Reader: &Reader{Archive: m.ar, Jobs: 1}}
	for _, c := range []struct {
		from int
		want []string
	}{
		{1, []string{"edited Dogs", "edited Cats", "link_changed Owls"}},
		{2, []string{"edited Cats"}},
	} {
		net, err := n.Net(t.Context(), crawl.Board{ID: "sample", Platform: "generic", Start: []string{"https://manual.example/"}}, at(c.from), at(3))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, ch := range net.Changes {
			got = append(got, string(ch.Kind)+" "+ch.NewTitle)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("from day %d: %s", c.from, d)
		}
		if !net.InPart() || net.LastRead.Day() != 2 {
			t.Errorf("from day %d: last read completely on %v, in part: %v; want the second day, in part", c.from, net.LastRead, net.InPart())
		}
	}
}

// TestPlaceOfPagesNotSeen: a manual whose outline stands in the menus, and whose pages say by their
// trails where they stand. A page that fails keeps its place on a night on which another chapter
// went.
func TestPlaceOfPagesNotSeen(t *testing.T) {
	manual := func(list ...string) map[string]string {
		pages, menu := map[string]string{}, ""
		for i, path := range list {
			menu += fmt.Sprintf(`<li><a href="/%s">1.%d %s</a></li>`, path, i+1, strings.ToUpper(path[:1])+path[1:])
		}
		page := func(title, trail, body string) string {
			return `<html><head><title>` + title + `</title></head><body><nav><ul><li><a href="#">1 Animals</a><ul>` + menu + `</ul></li></ul></nav>` + trail + `<main><h1>` + title + `</h1>` + body + `</main></body></html>`
		}
		pages["/"] = page("Home", "", "")
		for _, path := range list {
			title := strings.ToUpper(path[:1]) + path[1:]
			pages["/"+path] = page(title, `<div class="breadcrumb"><a href="/">Home</a> &gt; `+title+`</div>`, "<p>"+passages[path]+"</p>")
		}
		return pages
	}
	m := newSmallManual(t)
	_, past := m.night(1, manual("dogs", "cats", "owls", "ponies", "goats", "geese"), nil, nil)
	after := manual("dogs", "cats", "owls", "ponies", "goats")
	s, past := m.night(2, failing(after, "/dogs"), past, nil)
	if told := m.toldAll(s.Run.RunID); len(told) > 0 || len(m.heldBack(s.Run.RunID)) == 0 {
		t.Errorf("one page fails: told %q, held back %+v", told, m.heldBack(s.Run.RunID))
	}
	s, _ = m.night(3, after, past, nil)
	if told := strings.Join(m.toldAll(s.Run.RunID), ", "); told != "removed Geese" {
		t.Errorf("all was seen: told %q", told)
	}
}
