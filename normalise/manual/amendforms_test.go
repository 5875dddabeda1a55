package manual

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
)

// A formRow is one amendment that every form below prints.
type formRow struct{ iso, number, chapter, href, words string }

var formRows = []formRow{
	{"2024-03-12", "2.3", "Neglect", "/c/neglect", "A tool was added to help practitioners."},
	{"2024-02-01", "2.1", "Bullying", "/c/bullying", "New links."},
	{"2024-01-03", "1.2", "Referrals", "/c/referrals", "The form was replaced. Section 4 now names the hub."},
	{"2023-11-20", "2.4", "Faith and Belief", "/c/faith", "Reviewed; contact details were corrected"},
	{"2023-10-04", "2.3", "Neglect", "/c/neglect", "Minor changes to wording throughout."},
}

// formDates are ways to print a day, by the parts of an ISO day.
var formDates = map[string]func(d normalise.Date) string{
	"day in words":    func(d normalise.Date) string { return fmt.Sprintf("%d %s %d", d.D, d.M, d.Y) },
	"day in dots":     func(d normalise.Date) string { return fmt.Sprintf("%02d.%02d.%02d", d.D, d.M, d.Y%100) },
	"day in strokes":  func(d normalise.Date) string { return fmt.Sprintf("%02d/%02d/%d", d.D, d.M, d.Y) },
	"ordinal day":     func(d normalise.Date) string { return fmt.Sprintf("%d%s %s %d", d.D, ordinalEnd(d.D), d.M, d.Y) },
	"short month":     func(d normalise.Date) string { return fmt.Sprintf("%02d %.3s %d", d.D, d.M, d.Y) },
	"short year":      func(d normalise.Date) string { return fmt.Sprintf("%02d %.3s %02d", d.D, d.M, d.Y%100) },
	"long short year": func(d normalise.Date) string { return fmt.Sprintf("%d %s %02d", d.D, d.M, d.Y%100) },
	"apostrophe":      func(d normalise.Date) string { return fmt.Sprintf("%d %s ’%02d", d.D, d.M, d.Y%100) },
	"hyphens":         func(d normalise.Date) string { return fmt.Sprintf("%02d-%.3s-%d", d.D, d.M, d.Y) },
	"hyphens short":   func(d normalise.Date) string { return fmt.Sprintf("%02d-%.3s-%02d", d.D, d.M, d.Y%100) },
	"of":              func(d normalise.Date) string { return fmt.Sprintf("%d%s of %s %d", d.D, ordinalEnd(d.D), d.M, d.Y) },
	"american":        func(d normalise.Date) string { return fmt.Sprintf("%s %d, %d", d.M, d.D, d.Y) },
	"iso":             func(d normalise.Date) string { return fmt.Sprintf("%d-%02d-%02d", d.Y, d.M, d.D) },
	"weekday":         func(d normalise.Date) string { return fmt.Sprintf("%s %d %s %d", d.Time().Weekday(), d.D, d.M, d.Y) },
	"short weekday":   func(d normalise.Date) string { return fmt.Sprintf("%.3s, %d %s %d", d.Time().Weekday(), d.D, d.M, d.Y) },
	"time":            func(d normalise.Date) string { return fmt.Sprintf("%02d/%02d/%d 14:05", d.D, d.M, d.Y) },
	"time at":         func(d normalise.Date) string { return fmt.Sprintf("%d %s %d at 2.05pm", d.D, d.M, d.Y) },
	"short strokes":   func(d normalise.Date) string { return fmt.Sprintf("%d/%d/%02d", d.D, d.M, d.Y%100) },
	"hyphen digits":   func(d normalise.Date) string { return fmt.Sprintf("%02d-%02d-%d", d.D, d.M, d.Y) },
	"long dots":       func(d normalise.Date) string { return fmt.Sprintf("%02d.%02d.%d", d.D, d.M, d.Y) },
	"comma":           func(d normalise.Date) string { return fmt.Sprintf("%d %s, %d", d.D, d.M, d.Y) },
}

func ordinalEnd(n int) string {
	switch {
	case n == 1:
		return "st"
	case n == 3:
		return "rd"
	}
	return "th"
}

// formNames are ways to print the chapter, with what is to be read.
var formNames = map[string]func(r formRow) (shown, read string){
	"name": func(r formRow) (string, string) { return r.chapter, r.chapter },
	"link": func(r formRow) (string, string) { return `<a href="` + r.href + `">` + r.chapter + `</a>`, r.chapter },
	"bold": func(r formRow) (string, string) { return `<strong>` + r.chapter + `</strong>`, r.chapter },
	"number and name": func(r formRow) (string, string) {
		return r.number + " " + r.chapter, r.number + " " + r.chapter
	},
}

// lineForms print an amendment on one line: D is the day, C the chapter, T what is told.
var lineForms = strings.Split(`D: C – T;Revised D – C: T;Updated D - C: T;Amended D: C – T;D – C: T;D - C - T;C (D): T;C (D) – T;C – T (D);C: T (D);C, D: T;C – D – T;C - D: T;D, C: T;D C: T;D: C. T;C: T [D];C. T D.;[D] C: T;C updated D: T;C (updated D): T;D: C (T);<b>D</b> C: T;<b>D:</b> C – T;<b>D</b> – C – T;C<br>T<br>D;C<br>D<br>T;D<br>C<br>T;<b>D</b><br>C<br>T;D<br>C: T;<span>D</span> <span>C</span> <span>T</span>;<time>D</time> C – T;C <small>D</small><br>T;C <em>D</em> T;<em>D</em> C T;C: T <em>(D)</em>;C – T – D;C: T Updated D.;C: T <span class="badge">D</span>;<b>Date:</b> D<br><b>Chapter:</b> C<br><b>Change:</b> T;C<br>Last updated: D<br>T;C<br>T<br>Amended D`, ";")

// blockForms print one in several elements.
var blockForms = strings.Split(`<h3>D</h3><p>C: T</p>;<h3>D</h3><h4>C</h4><p>T</p>;<h3>C</h3><p>D</p><p>T</p>;<h3>C</h3><p>T</p><p>D</p>;<h3>C – D</h3><p>T</p>;<h3>C (D)</h3><p>T</p>;<h3>D: C</h3><p>T</p>;<h3>C</h3><p>D: T</p>;<h3>C</h3><ul><li>D: T</li></ul>;<h3>D</h3><ul><li>C – T</li></ul>;<p><b>D</b></p><p>C</p><p>T</p>;<p>D</p><p>C – T</p>;<article><h3>C</h3><span class="date">D</span><p>T</p></article>;<div><div>D</div><div>C</div><div>T</div></div>;<details><summary>D</summary><p>C: T</p></details>`, ";")

// itemForms print one in an item of a list, or in terms and what is said of them.
var itemForms = strings.Split(`<li>C<ul><li>D</li><li>T</li></ul></li>;<li>D<ul><li>C: T</li></ul></li>;<li>C<ul><li>T (D)</li></ul></li>;<li>C<ul><li>D: T</li></ul></li>;<li><div>D</div><div>C</div><div>T</div></li>;<dt>D</dt><dd>C: T</dd>;<dt>D</dt><dd>C</dd><dd>T</dd>;<dt>C</dt><dd>D</dd><dd>T</dd>;<dt>C</dt><dd>T (D)</dd>;<dt>C (D)</dt><dd>T</dd>;<dt>C – D</dt><dd>T</dd>`, ";")

// fill prints a row in a form.
func (r formRow) fill(form, day, name string) string {
	var out strings.Builder
	for i := range len(form) {
		alone := (i == 0 || !wording.IsLetterByte(form[i-1])) && (i+1 == len(form) || !wording.IsLetterByte(form[i+1]))
		switch c := form[i]; {
		case alone && c == 'D':
			out.WriteString(day)
		case alone && c == 'C':
			out.WriteString(name)
		case alone && c == 'T':
			out.WriteString(r.words)
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// TestAmendmentsInAnyForm prints the same amendments in all these forms: each is read alike.
func TestAmendmentsInAnyForm(t *testing.T) {
	t.Parallel()
	forms := make(map[string][2]string) // form -> what stands around all rows
	for _, l := range lineForms {
		forms["<li>"+l+"</li>"] = [2]string{"<ul>", "</ul>"}
		forms["<p>"+l+"</p>"] = [2]string{}
	}
	for _, b := range blockForms {
		forms[b] = [2]string{}
	}
	for _, i := range itemForms {
		forms[i] = [2]string{"<ul>", "</ul>"}
		if strings.HasPrefix(i, "<dt>") {
			forms[i] = [2]string{"<dl>", "</dl>"}
		}
	}
	for form, around := range forms {
		for day, printed := range formDates {
			for name, shown := range formNames {
				if name == "bold" && strings.Contains(form, "<h") || day != "day in words" && name != "name" {
					continue // a heading is bold anyway; names and days are independent
				}
				html, want := "<h1>Amendments</h1>"+around[0], []string{}
				for _, r := range formRows {
					d, _ := dates.Parse(r.iso)
					c, read := shown(r)
					html += r.fill(form, printed(d), c)
					want = append(want, r.iso+"|"+read+"|"+strings.TrimRight(r.words, "."))
				}
				got := []string{}
				for _, a := range readAmended(t, html+around[1], nil).Amendments {
					got = append(got, fmt.Sprintf("%s|%s|%s", a.Date, a.Chapter, strings.TrimRight(a.Details, ".")))
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s, %s, %s:\ngot  %q\nwant %q", form, day, name, got, want)
				}
			}
		}
	}
}

// headForms are headings over the amendments of one day or month; D is the day, M the month.
var headForms = strings.Split(`<h2>M</h2>;<h3>D</h3>;<p><strong>Updates – M</strong></p>;<h2>M update</h2>;<h4>Amendments made in M</h4>;<h2>Version 3.0 (M)</h2>;<h2>Version 3.0 – D</h2>;<p>Published D</p>;<p><u>M:</u></p>;<p><b>The following chapters were updated in M:</b></p>;<h2>Changes to the procedures as of D:</h2>;<h3><button aria-expanded="false">M</button></h3>`, ";")

// monthForms are ways to print a month; with the last the names of chapters are links.
var monthForms = map[string]func(d normalise.Date) string{
	"full":       func(d normalise.Date) string { return fmt.Sprintf("%s %d", d.M, d.Y) },
	"short":      func(d normalise.Date) string { return fmt.Sprintf("%.3s %d", d.M, d.Y) },
	"short year": func(d normalise.Date) string { return fmt.Sprintf("%s ’%02d", d.M, d.Y%100) },
	"hyphen":     func(d normalise.Date) string { return fmt.Sprintf("%.3s-%02d", d.M, d.Y%100) },
	"comma":      func(d normalise.Date) string { return fmt.Sprintf("%s, %d", d.M, d.Y) },
	"links":      func(d normalise.Date) string { return fmt.Sprintf("%s %d", d.M, d.Y) },
}

// underForms print an amendment below such a heading.
var underForms = strings.Split(`<li>C: T</li>;<li>C – T</li>;<p>C: T</p>;<p>C</p><p>T</p>;<p><b>C</b></p><p>T</p>;<h5>C</h5><p>T</p>;<p><b>C</b><br>T</p>;<p>C<br>T</p>;<li>C<br>T</li>;<li>C<ul><li>T</li></ul></li>;<dt>C</dt><dd>T</dd>;<tr><td>C</td><td>T</td></tr>;<li>C (T)</li>;<li>C T</li>;<div class="card"><div class="card-header">C</div><div class="card-body"><p>T</p></div></div>;<p>C. T</p>;<li><span>C</span><span>T</span></li>;<article><h5>C</h5><p>T</p></article>;<li><b>C:</b> T</li>`, ";")

// TestAmendmentsUnderAnyHeading prints amendments below headings that tell when, in all
// these forms. One of them is of a chapter that was withdrawn and has no link any more.
func TestAmendmentsUnderAnyHeading(t *testing.T) {
	t.Parallel()
	withdrawn := formRow{"2024-01-03", "", "Runaways", "", "This chapter was withdrawn."}
	turns := [][]formRow{formRows[:2], {formRows[2], withdrawn}, formRows[3:]}
	around := map[string][2]string{"<li": {"<ul>", "</ul>"}, "<dt": {"<dl>", "</dl>"}, "<tr": {"<table>", "</table>"}}
	for _, head := range headForms {
		for _, under := range underForms {
			for form, printMonth := range monthForms {
				linked := form == "links"
				html, want := "<h1>Amendments</h1>", []string{}
				for _, rows := range turns {
					d, _ := dates.Parse(rows[0].iso)
					month := printMonth(d)
					html += strings.NewReplacer(">D", ">"+formDates["day in words"](d), " D", " "+formDates["day in words"](d), "M<", month+"<", "M ", month+" ", "M:", month+":", "M)", month+")").Replace(head)
					html += around[under[:3]][0]
					for _, r := range rows {
						c := r.chapter
						if linked && r.href != "" {
							c = `<a href="` + r.href + `">` + c + `</a>`
						}
						html += r.fill(under, "", c)
						iso := d.String()
						if strings.Contains(head, "M") {
							iso = iso[:8] + "01"
						}
						want = append(want, iso+"|"+r.chapter+"|"+strings.TrimRight(r.words, "."))
					}
					html += around[under[:3]][1]
				}
				got := []string{}
				for _, a := range readAmended(t, html, nil).Amendments {
					got = append(got, fmt.Sprintf("%s|%s|%s", a.Date, a.Chapter, strings.TrimRight(a.Details, ".")))
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s, %s, %s:\ngot  %q\nwant %q", head, under, form, got, want)
				}
			}
		}
	}
}

// dayForms print a day whose year stands above, or its month alone.
var dayForms = map[string]func(d normalise.Date) string{
	"day and month": func(d normalise.Date) string { return fmt.Sprintf("%d %s", d.D, d.M) },
	"ordinal day":   func(d normalise.Date) string { return fmt.Sprintf("%d%s %s", d.D, ordinalEnd(d.D), d.M) },
	"weekday":       func(d normalise.Date) string { return fmt.Sprintf("%s %d %s", d.Time().Weekday(), d.D, d.M) },
	"month":         func(d normalise.Date) string { return d.M.String() },
}

// yearForms are headings over the amendments of one year, Y; below them stands one of
// datedForms for each.
var (
	yearForms  = [][2]string{{"<h2>Y</h2>", ""}, {"<h2>Amendments Y</h2>", ""}, {"<h2>Version history Y</h2>", ""}, {"<details open><summary>Y</summary>", "</details>"}}
	datedForms = strings.Split(`<li>D: C – T</li>;<li>D – C: T</li>;<li><b>D</b> C: T</li>;<p>D: C – T</p>;<p><b>D</b><br>C: T</p>;<h3>D</h3><p>C: T</p>;<h3>D</h3><p><b>C</b></p><p>T</p>;<p><b>D</b></p><p>C: T</p>;<li>C: T (D)</li>;<li>C (D): T</li>;<li>C – D – T</li>;<tr><td>D</td><td>C</td><td>T</td></tr>;<tr><td>C</td><td>T</td><td>D</td></tr>;<dt>D</dt><dd>C: T</dd>;<li>D<ul><li>C: T</li></ul></li>;<h3>C</h3><p>D: T</p>;<h3>D – C</h3><p>T</p>;<h3>C (D)</h3><p>T</p>;<p>D</p><p>C: T</p>`, ";")
)

// TestAmendmentsUnderYears prints days and months without a year below headings that tell it.
func TestAmendmentsUnderYears(t *testing.T) {
	around := map[string][2]string{"<li": {"<ul>", "</ul>"}, "<dt": {"<dl>", "</dl>"}, "<tr": {"<table>", "</table>"}}
	for _, head := range yearForms {
		for _, form := range datedForms {
			for day, printed := range dayForms {
				html, want := "<h1>Amendments</h1>", []string{}
				for _, rows := range [][]formRow{formRows[:3], formRows[3:]} {
					html += strings.Replace(head[0], "Y", rows[0].iso[:4], 1) + around[form[:3]][0]
					for _, r := range rows {
						d, _ := dates.Parse(r.iso)
						html += r.fill(form, printed(d), `<a href="`+r.href+`">`+r.chapter+`</a>`)
						iso := r.iso
						if day == "month" {
							iso = iso[:8] + "01"
						}
						want = append(want, iso+"|"+r.chapter+"|"+strings.TrimRight(r.words, "."))
					}
					html += around[form[:3]][1] + head[1]
				}
				got := []string{}
				for _, a := range readAmended(t, html, nil).Amendments {
					got = append(got, fmt.Sprintf("%s|%s|%s", a.Date, a.Chapter, strings.TrimRight(a.Details, ".")))
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s, %s, %s:\ngot  %q\nwant %q", head[0], form, day, got, want)
				}
			}
		}
	}
}
