package manual

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// A mRow is a node of the invented manual that the mutation test renders.
type mRow struct {
	number, title, flag string
	also                bool
	kids                []mRow
}

// slugOf is the address of a chapter's page.
func (r mRow) slugOf() string { return "/c/" + wording.Slug(r.number+" "+r.title) }

func (r mRow) placeholder() bool { return titleflag.IsPlaceholder(r.title) }

func (r mRow) printed() string { return strings.TrimSpace(r.number + " " + r.title) }

// invented are manuals in the numberings that boards use.
var invented = map[string][]mRow{
	"dotted": {
		{number: "1", title: "Making Enquiries", kids: []mRow{
			{number: "1.1", title: "Sharing What Is Known"},
			{number: "1.2", title: "Section 47 Enquiries", flag: "Updated"},
			{number: "1.3", title: "Reviews of Practice (June 2019)"},
			{number: "1.5", title: "Visits: who, when and why"},
			{number: "1.6", title: "Moving Between Areas", flag: "New"},
		}},
		{number: "2", title: "Particular Needs", kids: []mRow{
			{number: "2.1", title: "Bullying"},
			{number: "2.2", title: "Not in use"},
			{number: "2.3", title: "Pets in the Home", kids: []mRow{{title: "Animals and Harm", also: true}}},
			{number: "2.10", title: "Faith and Belief", flag: "Under review"},
			{number: "2.11", title: "Joint Protocol (Police – Health)"},
		}},
		{number: "3", title: "Local Contacts", kids: []mRow{
			{number: "3.1", title: "Who to Ring"},
			{number: "3.2", title: "Out of Hours"},
			{number: "3.3", title: "Complaints"},
		}},
	},
	"letters": {
		{number: "A", title: "Framework", kids: []mRow{
			{number: "A01", title: "Joint Statement"}, {number: "A02", title: "Not in use"}, {number: "A03", title: "Roles and Duties"}, {number: "A03A", title: "Roles of the Police"},
		}},
		{number: "B", title: "Cases", kids: []mRow{
			{number: "B01", title: "Making a Referral"}, {number: "B02", title: "A Joint Protocol for Homes", flag: "New"}, {number: "B03", title: "Strategy Meetings"}, {number: "B04", title: "Appeals"},
		}},
	},
	"unnumbered": {
		{title: "Core Procedures", kids: []mRow{
			{title: "Referrals"}, {title: "Section 47 Enquiries", flag: "Updated"}, {title: "16 and 17 Year Olds without a Home"}, {title: "Conferences"}, {title: "Core Groups and Plans"},
		}},
		{title: "More Than One Agency", kids: []mRow{
			{title: "Bullying"}, {title: "Young Carers", flag: "New"}, {title: "A Guide to Faith and Belief"}, {title: "Neglect"},
		}},
		{title: "About the Partnership", kids: []mRow{
			{title: "Learning from Reviews"}, {title: "Training Offer"}, {title: "Complaints"},
		}},
	},
	"groups": {
		{number: "1", title: "All Children", kids: []mRow{
			{title: "Early Help", kids: []mRow{{number: "1.1.1", title: "Thresholds"}, {number: "1.1.2", title: "Assessment", flag: "New"}, {number: "1.1.3", title: "Plans"}}},
			{title: "Referral and Enquiry", kids: []mRow{{number: "1.2.1", title: "Referrals"}, {number: "1.2.2", title: "Enquiries"}}},
		}},
		{number: "2", title: "Some Children", kids: []mRow{
			{title: "Places", kids: []mRow{{number: "2.1.1", title: "Hospitals"}, {number: "2.1.2", title: "Homes", flag: "Updated"}}},
			{title: "Risks", kids: []mRow{{number: "2.2.1", title: "Gangs"}, {number: "2.2.2", title: "Dogs"}, {number: "2.2.3", title: "Fire"}}},
		}},
	},
	"parts": {
		{number: "B1", title: "General Procedures", kids: []mRow{{number: "1", title: "Responding to Concerns"}, {number: "2", title: "Referral"}, {number: "3", title: "Conferences"}}},
		{number: "B2", title: "Managing Cases", kids: []mRow{{number: "1", title: "Bullying"}, {number: "2", title: "Neglect", flag: "Updated"}, {number: "3", title: "Pets"}, {number: "4", title: "Roads"}}},
		{number: "B3", title: "Organisations", kids: []mRow{{number: "1", title: "Training"}, {number: "2", title: "Complaints"}, {number: "3", title: "Contacts"}}},
	},
}

// sectionName is how a section is printed: parts carry the word.
func sectionName(manual string, r mRow) string {
	switch {
	case manual == "parts":
		return "Part " + r.number + ": " + r.title
	case manual == "letters":
		return "Section " + r.number + " " + r.title
	case manual == "dotted" || manual == "groups":
		return strings.TrimSpace(r.number + ". " + r.title)
	}
	return r.title
}

func esc(s string) string { return html.EscapeString(s) }

// link renders an entry's words; what has no page has no link.
func (r mRow) link(words string) string {
	if r.placeholder() {
		return esc(words)
	}
	return `<a href="` + r.slugOf() + `">` + esc(words) + `</a>`
}

func (r mRow) mark(before, after string) string {
	if r.flag == "" {
		return ""
	}
	return before + r.flag + after
}

// alsoTarget is the chapter that every "see also" row points to.
const alsoTarget = "/c/2-1-bullying"

func seeAlsoRow(r mRow) string {
	return `See also: <a href="` + alsoTarget + `">` + esc(r.title) + `</a>`
}

// A markup renders the list of contents of a manual; it may add pages of its own.
type markup struct {
	name   string
	render func(manual string, rows []mRow, pages map[string]string) string
}

// each visits sections, groups and entries in order.
func each(rows []mRow, section, group func(mRow), entry func(mRow), end func()) {
	for _, s := range rows {
		section(s)
		for _, k := range s.kids {
			if len(k.kids) > 0 && !k.kids[0].also {
				group(k)
				for _, e := range k.kids {
					entry(e)
				}
				continue
			}
			entry(k)
			for _, a := range k.kids {
				entry(a)
			}
		}
		end()
	}
}

func simple(name string, section, group, entry, also, end string) markup {
	return markup{name, func(manual string, rows []mRow, _ map[string]string) string {
		var b strings.Builder
		fill := func(form string, r mRow, name string) {
			b.WriteString(strings.NewReplacer("{s}", esc(name), "{n}", esc(r.number), "{t}", esc(r.title), "{link}", r.link(r.title), "{full}", r.link(r.printed()),
				"{flag}", r.mark("", ""), "{(flag)}", r.mark(" (", ")"), "{-flag}", r.mark(" - ", ""), "{img}", r.mark(`<img src="/i.gif" alt="`, ` chapter icon"/>`), "{badge}", r.mark(`<span class="badge">`, "</span>"), "{also}", seeAlsoRow(r)).Replace(form))
		}
		each(rows, func(r mRow) { fill(section, r, sectionName(manual, r)) }, func(r mRow) { fill(group, r, r.title) }, func(r mRow) {
			if r.also {
				fill(also, r, "")
				return
			}
			fill(entry, r, "")
		}, func() { b.WriteString(end) })
		return b.String()
	}}
}

var listMarkup = simple("lists under headings", `<h3>{s}</h3><ul>`, `</ul><h4>{s}</h4><ul>`, `<li>{n} {link}{(flag)}</li>`, `<li>{also}</li>`, `</ul>`)

var markups = []markup{
	simple("tables under headings", `<h2>{s}</h2><table>`, `</table><p><strong>{s}</strong></p><table>`, `<tr><td>{n}</td><td>{link}</td><td>{flag}&nbsp;</td></tr>`, `<tr><td>&nbsp;</td><td>{also}</td><td></td></tr>`, `</table>`),
	listMarkup,
	simple("linked numbers in lists", `<h2>{s}</h2><ul>`, `</ul><h3>{s}</h3><ul>`, `<li>{full}{-flag}</li>`, `<li>{also}</li>`, `</ul>`),
	simple("lines in paragraphs", `<h3>{s}</h3><p>`, `</p><h4>{s}</h4><p>`, `{n}&nbsp;{link} {flag}<br>`, `{also}<br/>`, `</p>`),
	simple("details", `<details><summary>{s}</summary><ul>`, `</ul><p><b>{s}</b></p><ul>`, `<li>{full} {badge}</li>`, `<li>{also}</li>`, `</ul></details>`),
	simple("accordion buttons", `<div class="acc"><h3><button type="button" aria-expanded="false">{s}</button></h3><div hidden><ul>`, `</ul><h4>{s}</h4><ul>`, `<li>{full} {img}</li>`, `<li>{also}</li>`, `</ul></div></div>`),
	simple("cards", `<h2>{s}</h2>`, `<h3>{s}</h3>`, `<div class="card"><h4>{full}</h4><p>{flag}</p><p>How agencies act together and what they write down when they do so.</p></div>`, `<div class="card"><p>{also}</p></div>`, ``),
	simple("definition lists", `<dl><dt>{s}</dt>`, `<dt><em>{s}</em></dt>`, `<dd>{full}{(flag)}</dd>`, `<dd>{also}</dd>`, `</dl>`),
	simple("pasted from Word", `<p class="MsoNormal"><b><span style="font-size:14pt">{s}</span></b></p>`, `<p class="MsoNormal"><b><i>{s}</i></b></p>`, `<p class="MsoNormal"><span>{n}&nbsp;&nbsp;</span>{link}<span>{-flag}</span></p>`, `<p class="MsoNormal">{also}</p>`, ``),
	simple("one table", `<table><tr><th colspan="3">{s}</th></tr>`, `<tr><td colspan="3"><b>{s}</b></td></tr>`, `<tr><td>{n}</td><td>{link}</td><td>{flag}</td></tr>`, `<tr><td></td><td colspan="2">{also}</td></tr>`, `</table>`),
	simple("spans", `<h2><span class="no"></span>{s}</h2><div>`, `</div><h3>{s}</h3><div>`, `<div class="r"><span class="num">{n}</span> <span class="ti">{link}</span> <span class="fl">{flag}</span></div>`, `<div class="r">{also}</div>`, `</div>`),
	simple("number on its own line", `<h2>{s}</h2><ul>`, `</ul><h3>{s}</h3><ul>`, `<li>{n}<br>{link}<br>{flag}</li>`, `<li>{also}</li>`, `</ul>`),
	simple("glued numbers", `<h2>{s}</h2><ul>`, `</ul><h3>{s}</h3><ul>`, `<li><span>{n}</span>{link}<em>{-flag}</em></li>`, `<li>{also}</li>`, `</ul>`),
	simple("status and date", `<h2>{s}</h2><ul>`, `</ul><h3>{s}</h3><ul>`, `<li>{full} <span>{flag}</span> <span>January 27, 2025</span></li>`, `<li>{also}</li>`, `</ul>`),
	simple("bold lines above headings", `<p><strong>{s}</strong></p><div>`, `</div><h4>{s}</h4><div>`, `<h5>{full}{(flag)}</h5>`, `<p>{also}</p>`, `</div>`),
	simple("heads of cards above headings", `<div class="card"><div class="card-header">{s}</div><div class="card-body"><div>`, `</div><h3>{s}</h3><div>`, `<h4>{n} {link} {badge}</h4>`, `<p>{also}</p>`, `</div></div></div>`),
	simple("heads of panels", `<div class="panel"><div class="panel-title">{s}</div><div><ul>`, `</ul><h4>{s}</h4><ul>`, `<li>{full}{(flag)}<br>How agencies deal with {t}, and who is told.</li>`, `<li>{also}</li>`, `</ul></div></div>`),
	{"nested lists", nestedLists},
	{"split over pages", splitPages},
	{"only in the menu", menuOnly},
}

func nestedLists(manual string, rows []mRow, _ map[string]string) string {
	var b strings.Builder
	var list func(rows []mRow, depth int)
	list = func(rows []mRow, depth int) {
		b.WriteString("<ul>")
		for _, r := range rows {
			switch {
			case r.also:
				b.WriteString("<li>" + seeAlsoRow(r))
			case depth == 1:
				b.WriteString("<li><span>" + esc(sectionName(manual, r)) + "</span>")
			case len(r.kids) > 0 && !r.kids[0].also:
				b.WriteString("<li>" + esc(r.printed()))
			default:
				b.WriteString("<li>" + r.link(r.printed()) + r.mark(" <strong>", "</strong>"))
			}
			if len(r.kids) > 0 {
				list(r.kids, depth+1)
			}
			b.WriteString("</li>")
		}
		b.WriteString("</ul>")
	}
	list(rows, 1)
	return b.String()
}

func splitPages(manual string, rows []mRow, pages map[string]string) string {
	var b strings.Builder
	b.WriteString("<ul>")
	for _, s := range rows {
		at := "/s/" + wording.Slug(s.number+" "+s.title)
		b.WriteString(`<li><a href="` + at + `">` + esc(sectionName(manual, s)) + `</a></li>`)
		page := listMarkup.render(manual, []mRow{s}, nil)
		pages[at] = "<h1>" + esc(sectionName(manual, s)) + "</h1><p>Choose a chapter.</p>" + page[strings.Index(page, "</h3>")+5:]
	}
	return b.String() + "</ul>"
}

func menuOnly(manual string, rows []mRow, pages map[string]string) string {
	pages["nav"] = nestedLists(manual, rows, nil)
	return "<p>These are the procedures of all local agencies. Choose one from the menu.</p>"
}

// chapterBody is the text of an invented chapter.
func chapterBody(r mRow) string {
	return `<h2>1. Introduction</h2><p>Staff who read about ` + esc(r.title) + ` must write down what they see and tell their manager the same day.</p>` +
		`<h2>2. What to do</h2><p>Ask the child. Listen to the answer. Do not promise to keep it secret.</p><h3>2.1 At night</h3><ul><li>Ring the duty team.</li><li>Write a note.</li></ul>` +
		`<h2>3. Further Information</h2><p>The duty team answers at all hours and will call back within one hour.</p>`
}

// mutate renders a manual in a markup and reads it with the generic rules.
func mutate(t *testing.T, manual string, m markup) *normalise.Edition {
	const origin = "http://example.test"
	pages := make(map[string]string)
	pages["/contents"] = "<h1>Procedures Manual</h1>" + m.render(manual, invented[manual], pages)
	nav := pages["nav"]
	delete(pages, "nav")
	each(invented[manual], func(mRow) {}, func(mRow) {}, func(r mRow) {
		if !r.also && !r.placeholder() {
			pages[r.slugOf()] = "<h1>" + esc(r.printed()) + "</h1>" + chapterBody(r)
		}
	}, func() {})
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Hosts: []string{"example.test"}}
	var docs []*parse.Document
	for at, body := range pages {
		full := `<!DOCTYPE html><html><head><title>Page - Example Board</title></head><body><header><a href="/"><img src="/logo.png" alt="Example Board logo"></a><nav><ul><li><a href="/">Home</a></li><li><a href="/contents">Contents</a></li><li><a href="/contact">Contact us</a></li></ul>` + nav + `</nav></header><main>` + body + `</main><footer><p>&copy; Example Board</p><p><a href="/privacy">Privacy</a></p></footer></body></html>`
		if doc := parseKit(t, "generic", origin+at, []byte(full)); doc != nil {
			docs = append(docs, doc)
		}
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return Read(in)
}

// sketch is what must be the same whatever the markup.
func sketch(e *normalise.Edition) []string {
	var out []string
	for _, s := range e.Sections {
		out = append(out, fmt.Sprintf("%s%s|%s|%s|%v|%s", strings.Repeat(" ", s.Depth), s.Kind, s.Number, s.Title, s.Flags, s.Text))
	}
	return out
}

func wantSketch(manual string) []string {
	var out []string
	put := func(depth int, kind normalise.Kind, r mRow, text string) {
		var flags []string
		switch r.flag {
		case "New":
			flags = []string{normalise.FlagNew}
		case "Updated":
			flags = []string{normalise.FlagUpdated}
		case "Under review":
			flags = []string{normalise.FlagUnderReview}
		}
		out = append(out, fmt.Sprintf("%s%s|%s|%s|%v|%s", strings.Repeat(" ", depth), kind, r.number, r.title, flags, text))
	}
	chapter := func(depth int, r mRow) {
		if r.placeholder() {
			put(depth, normalise.KindPlaceholder, r, "")
			return
		}
		put(depth, normalise.KindChapter, r, "")
		put(depth+1, normalise.KindHeading, mRow{number: "1", title: "Introduction"}, "Staff who read about "+r.title+" must write down what they see and tell their manager the same day.")
		put(depth+1, normalise.KindHeading, mRow{number: "2", title: "What to do"}, "Ask the child. Listen to the answer. Do not promise to keep it secret.")
		put(depth+2, normalise.KindHeading, mRow{number: "2.1", title: "At night"}, "Ring the duty team.\nWrite a note.")
		put(depth+1, normalise.KindHeading, mRow{number: "3", title: "Further Information"}, "The duty team answers at all hours and will call back within one hour.")
	}
	for _, s := range invented[manual] {
		put(1, normalise.KindSection, s, "")
		for _, k := range s.kids {
			if len(k.kids) > 0 && !k.kids[0].also {
				put(2, normalise.KindGroup, k, "")
				for _, e := range k.kids {
					chapter(3, e)
				}
				continue
			}
			chapter(2, k)
			for _, a := range k.kids {
				put(3, normalise.KindSeeAlso, a, "")
			}
		}
	}
	return out
}

// TestMutation renders the same manuals in many markups; read by the generic
// rules alone, each gives the same edition.
func TestMutation(t *testing.T) {
	for _, manual := range []string{"dotted", "letters", "unnumbered", "groups", "parts"} {
		want := wantSketch(manual)
		for _, m := range markups {
			t.Run(manual+"/"+m.name, func(t *testing.T) {
				e := mutate(t, manual, m)
				got := sketch(e)
				for i := range got {
					got[i] = strings.Replace(got[i], "|Choose a chapter.", "|", 1)
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("-want +got\n%s", d)
				}
			})
		}
	}
}
