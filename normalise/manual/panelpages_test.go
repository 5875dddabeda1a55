package manual

import (
	"fmt"
	"strings"
	"testing"

	"manualwatch/normalise"
	"manualwatch/normalise/wording"
)

// panelMarkups are ways in which the parts of a page stand in panels that open: the frame of all,
// and one of them.
var panelMarkups = map[string][2]string{
	"site builder": {`<ul class="accordion-items-container">PANELS</ul>`, `<li class="accordion-item"><h3 class="accordion-item__title-wrapper" role="heading" aria-level="3"><button class="accordion-item__click-target" aria-expanded="false" id="button-AT" aria-controls="drop-AT"><span class="accordion-item__title">TITLE</span></button></h3><div class="accordion-item__dropdown" role="region" id="drop-AT"><div class="accordion-item__description">BODY</div></div></li>`},
	"details":      {`<div>PANELS</div>`, `<details><summary>TITLE</summary>BODY</details>`},
	"collapse":     {`<div class="accordion" id="all">PANELS</div>`, `<div class="card"><div class="card-header" id="h-AT"><h5 class="mb-0"><button class="btn btn-link" data-toggle="collapse" data-target="#c-AT" aria-expanded="false" aria-controls="c-AT">TITLE</button></h5></div><div id="c-AT" class="collapse" aria-labelledby="h-AT" data-parent="#all"><div class="card-body">BODY</div></div></div>`},
	"toggles":      {`<div class="elementor-toggle" role="tablist">PANELS</div>`, `<div class="elementor-toggle-item"><div id="t-AT" class="elementor-tab-title" data-tab="1" role="tab" aria-controls="p-AT" aria-expanded="false"><span class="elementor-toggle-icon"></span><a href="" class="elementor-toggle-title">TITLE</a></div><div id="p-AT" class="elementor-tab-content" data-tab="1" role="tabpanel" aria-labelledby="t-AT">BODY</div></div>`},
	"terms":        {`<dl class="faq">PANELS</dl>`, `<dt class="faq-head" role="button" aria-expanded="false">TITLE</dt><dd class="faq-body">BODY</dd>`},
}

// inPanels is a page whose parts stand in panels, each with headings of its own in which HEAD
// stands for it.
func inPanels(markup, title string, parts []string, heading string, below ...string) string {
	frame, panels := panelMarkups[markup], ""
	for i, p := range parts {
		_, bare, _ := wording.SplitNumber(p)
		if bare == "" {
			bare = p
		}
		body := "<p>Staff who deal with " + bare + " write down what they see and tell the duty team on the same day.</p>"
		for k, b := range below {
			if (i+k)%4 == 3 {
				continue
			}
			body += fmt.Sprintf(heading, strings.Replace(b, "HEAD", bare, 1)) + strings.Repeat("<p>The duty team reads what was written on "+bare+" before noon, and tells the family of it by the evening.</p>", 2)
		}
		panels += strings.NewReplacer("AT", fmt.Sprintf("%s-%d", wording.Slug(title), i), "TITLE", p, "BODY", body).Replace(frame[1])
	}
	return "<h1>" + title + "</h1>" + strings.Replace(frame[0], "PANELS", panels, 1)
}

// panelParts are the sections of a manual and their chapters.
var panelParts = [][]string{{"Cases", "Visits to homes", "Plans", "Reviews"}, {"Staff", "Vetting", "Cover at night", "Training"}, {"Places", "Halls", "Huts by the sea", "Camps"}}

// panelSite is a manual whose start page leads to pages of panels.
func panelSite(markup, heading string, counted bool, record string, below ...string) (pages map[string]string, sections, chapters []string) {
	pages, list := map[string]string{"/updates": "<h1>Updates</h1>" + record}, ""
	for i, titles := range panelParts {
		parts := titles[1:]
		sections = append(sections, "section||"+titles[0])
		chapters = append(chapters, "chapter||"+titles[0])
		if counted {
			parts = nil
		}
		for k, p := range titles[1:] {
			number := ""
			if counted {
				number = fmt.Sprintf("%d.%d", i+1, k+1)
				parts = append(parts, number+" "+p)
			}
			sections = append(sections, " chapter|"+number+"|"+p)
		}
		at := "/part-" + wording.Slug(titles[0])
		list += `<li><h2>` + titles[0] + `</h2><p>` + titles[1] + ` and more.</p><a href="` + at + `">Read more</a></li>`
		pages[at] = inPanels(markup, titles[0], parts, heading, below...)
	}
	pages["/handbook"] = "<h1>Handbook</h1><p>Each part can be read alone. Open a heading to read it.</p><ul>" + list + "</ul>"
	return pages, sections, chapters
}

// TestPagesOfPanels reads a start page that leads to a few pages of panels: sections, with a chapter
// in each panel, or chapters.
func TestPagesOfPanels(t *testing.T) {
	const record = "<p><strong>May 2025</strong></p><p>Plans – A form was replaced.</p><p><strong>March 2025</strong></p><p>Cover at night – A duty was added.<br>Camps – Links were mended.</p>"
	const head, run = "<h4>%s</h4>", "<p><strong>%s</strong></p>"
	shared, own := []string{"Background", "What to do", "Records"}, []string{"HEAD by day", "HEAD by night"}
	for name, test := range map[string]struct {
		heading  string
		counted  bool
		record   string
		below    []string
		ahead    string
		chapters bool // the pages are chapters
	}{
		"in the record":           {heading: head, record: record, below: own},
		"counted in the record":   {heading: run, counted: true, record: strings.NewReplacer("Plans", "1.2 Plans", "Cover", "2.2 Cover", "Camps", "3.3 Camps").Replace(record), below: own},
		"with the same headings":  {heading: run, below: shared},
		"counted by place":        {heading: head, counted: true, below: own},
		"with their own headings": {heading: head, below: own, chapters: true},
		"with hardly a heading":   {heading: head, counted: true, below: own[:1], chapters: true},
		"below a text":            {heading: head, below: shared, ahead: "<p>" + strings.Repeat("All who work here read this before they go on, since it says whom to ask. ", 4) + "</p>", chapters: true},
	} {
		for markup := range panelMarkups {
			if markup == "terms" && (test.record == "" || test.heading == run) {
				continue // nothing but headings tells terms over sections from others
			}
			pages, want, alone := panelSite(markup, test.heading, test.counted, test.record, test.below...)
			if test.chapters {
				want = alone
			}
			for at, page := range pages {
				if strings.HasPrefix(at, "/part-") {
					pages[at] = strings.Replace(page, "</h1>", "</h1>"+test.ahead, 1)
				}
			}
			t.Run(name+"/"+markup, func(t *testing.T) {
				check(t, readSite(t, normalise.Input{Start: []string{"/handbook"}, Amendments: []string{"/updates"}}, pages), want...)
			})
		}
	}
	t.Run("called alike", func(t *testing.T) {
		pages, _, want := panelSite("details", head, true, "", own...)
		for _, titles := range panelParts {
			pages["/part-"+wording.Slug(titles[0])] = inPanels("details", titles[0], shared, head, own...)
		}
		check(t, readSite(t, normalise.Input{Start: []string{"/handbook"}}, pages), want...)
	})
}
