package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise/dates"
)

// groupRows are the amendments that all groups below print.
var groupRows = []formRow{
	{"2025-06-12", "2.3", "Neglect", "/c/neglect", "A tool was added to help practitioners."},
	{"2025-06-12", "2.1", "Bullying", "/c/bullying", "Section 3 now names the hub."},
	{"2025-03-03", "1.2", "Referrals", "/c/referrals", "The form was replaced. Staff should use the new one."},
	{"2024-11-20", "2.4", "Faith and Belief", "/c/faith", "Contact details corrected."},
	{"2024-11-20", "2.3", "Neglect", "/c/neglect", "New flowchart."},
	{"2024-11-20", "1.2", "Referrals", "/c/referrals", "Opening hours of the desk: 8.30am to 5pm."},
	{"2024-02-06", "2.1", "Bullying", "/c/bullying", "Chapter reviewed; minor changes to wording."},
}

// A groupForm prints the amendments of one day, or of one chapter: D is the day, C the chapter,
// L the chapter as a link, T what is told, E the entries of the group. Entries that begin with
// <li> stand in a list.
type groupForm struct{ groups, entries []string }

var groupForms = map[bool]groupForm{
	true: { // of one day
		strings.Split(`<section class="g"><h2>D</h2>E</section>;<h3>D</h3>E;<p class="date"><strong>D</strong></p>E;<details><summary>D</summary>E</details>;<div class="card"><div class="card-header"><h3>D</h3></div><div class="card-body">E</div></div>;<div class="tl"><time>D</time><div class="c">E</div></div>;<dl><dt>D</dt><dd>E</dd></dl>;<div class="accordion-item"><h2 class="accordion-header"><button>D</button></h2><div class="accordion-body">E</div></div>;<h2>Update – D</h2><p>The following changes were made:</p>E`, ";"),
		strings.Split(`<li>L – T</li>;<li><strong>C</strong>: T</li>;<li><strong>C</strong><br>T</li>;<li><h4>C</h4><p>T</p></li>;<h4>C</h4><p>T</p>;<p>L<br>T</p>;<p><strong>L</strong></p><p>T</p>;<article class="e"><h4>L</h4><p>T</p></article>;<div class="e"><span class="badge">Updated</span> <strong>C</strong><p>T</p></div>;<div class="e"><h4>C</h4><span class="badge">Updated</span><p>T</p></div>;<li><p><strong>C</strong></p><p>T</p></li>;<div class="e"><p class="title">C</p><p class="text">T</p></div>`, ";"),
	},
	false: { // of one chapter
		strings.Split(`<section class="g"><h2>L</h2>E</section>;<h3>C</h3>E;<details><summary>C</summary>E</details>;<div class="card"><div class="card-header"><h3>L</h3></div><div class="card-body">E</div></div>;<div class="accordion-item"><h2 class="accordion-header"><button>C</button></h2><div class="accordion-body">E</div></div>`, ";"),
		strings.Split(`<li>D – T</li>;<li>D: T</li>;<li><strong>D</strong> T</li>;<li><time>D</time><p>T</p></li>;<li>T (D)</li>;<p>D: T</p>;<p><strong>D</strong><br>T</p>;<p><em>D</em></p><p>T</p>;<h4>D</h4><p>T</p>;<div class="e"><span class="d">D</span><span class="t">T</span></div>;<div class="e"><p class="d">D</p><p class="t">T</p></div>;<dl><dt>D</dt><dd>T</dd></dl>`, ";"),
	},
}

// besideEntries are what themes print below the entries of each group.
var besideEntries = strings.Split(`;<p><a href="/updates/x">Read more</a></p>;<p class="share">Share: <a href="https://x.example/s">X</a> <a href="https://f.example/s">Facebook</a></p>;<p class="tags">Tags: <a href="/tag/procedures">procedures</a></p>;<p class="by">Posted by Jo Smith</p>;<p>&nbsp;</p>`, ";")

// TestAmendmentsInGroups prints amendments in groups of one day or one chapter, in all these
// forms, with and without what themes print beside: each is read alike.
func TestAmendmentsInGroups(t *testing.T) {
	t.Parallel()
	for byDay, forms := range groupForms {
		for _, group := range forms.groups {
			for _, entry := range forms.entries {
				if strings.HasPrefix(group, "<dl>") && strings.Contains(entry, "badge") {
					continue // what stands below a term is read, but not with badges and themes' lines in it
				}
				for _, beside := range besideEntries {
					html, want := printGroups(byDay, group, entry, beside)
					got := []string{}
					for _, a := range readAmended(t, "<h1>Updates to the procedures</h1>"+html, nil).Amendments {
						got = append(got, fmt.Sprintf("%s|%s|%s", a.Date, a.Chapter, strings.TrimRight(a.Details, ".")))
					}
					if slices.Sort(got); !slices.Equal(got, want) {
						t.Errorf("%s, %s, %s:\ngot  %q\nwant %q", group, entry, beside, got, want)
					}
				}
			}
		}
	}
}

// printGroups prints the rows in groups, and tells what is to be read, sorted.
func printGroups(byDay bool, group, entry, beside string) (html string, want []string) {
	key := func(r formRow) string { return r.chapter }
	if byDay {
		key = func(r formRow) string { return r.iso }
	}
	var keys []string
	for _, r := range groupRows {
		want = append(want, r.iso+"|"+r.chapter+"|"+strings.TrimRight(r.words, "."))
		if !slices.Contains(keys, key(r)) {
			keys = append(keys, key(r))
		}
	}
	slices.Sort(want)
	for _, k := range keys {
		body, first := "", formRow{}
		for _, r := range groupRows {
			if key(r) == k {
				first = r
				body += inGroup(entry, r)
			}
		}
		if strings.HasPrefix(entry, "<li>") {
			body = "<ul>" + body + "</ul>"
		}
		before, after, _ := strings.Cut(group, "E")
		html += inGroup(before, first) + body + beside + inGroup(after, first)
	}
	return html, want
}

func inGroup(form string, r formRow) string {
	d, _ := dates.Parse(r.iso)
	form = strings.ReplaceAll(form, "L", "\x00")
	return strings.ReplaceAll(r.fill(form, formDates["day in words"](d), r.chapter), "\x00", `<a href="`+r.href+`">`+r.chapter+`</a>`)
}
