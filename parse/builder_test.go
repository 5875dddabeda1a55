package parse

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// mainLines are the lines of the main region of a page: headings with their rank,
// markers in round brackets.
func mainLines(t *testing.T, html string) string {
	t.Helper()
	doc, err := Parse(context.Background(), Input{URL: "http://isle.example/c/lamps", Body: []byte(html), Platform: "generic"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return linesOfMain(doc)
}

func linesOfMain(doc *Document) string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Region != Main {
			continue
		}
		line := strings.ReplaceAll(b.Text, "\n", " / ")
		if b.Marker != "" {
			line = "(" + b.Marker + ") " + line
		}
		switch b.Kind {
		case Heading:
			line = strings.Repeat("#", b.Level) + " " + line
		case Item:
			line = strings.Repeat("-", b.Level) + " " + line
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// TestBuilderMarkup reads pages as page builders write them.
func TestBuilderMarkup(t *testing.T) {
	cases := []struct{ name, html, want string }{
		{"parts that are all called widgets below a top that is called the main part",
			`<body><div class="widget widget-header"><header role="main"><nav><h3><a href="/">Isle of Lamps</a></h3><ul><li><a href="/a">Home</a></li><li><a href="/b">News</a></li><li><a href="/c">Contact</a></li></ul></nav></header></div><div class="widget widget-introduction"><h1>Procedures</h1><p>Pick one.</p></div><div class="widget widget-content"><h2>Oil</h2><h4><a href="/o/1">Filling</a></h4><h4><a href="/o/2">Carrying</a></h4></div><div class="widget widget-content"><h2>Wicks</h2><h4><a href="/w/1">Cutting</a></h4><h4><a href="/w/2">Keeping</a></h4></div></body>`,
			"# Procedures\nPick one.\n## Oil\n#### Filling\n#### Carrying\n## Wicks\n#### Cutting\n#### Keeping"},
		{"tabs that name themselves beside panels in their order",
			`<main><h1>Lamps</h1><p>Trim them.</p><div class="tabs"><ul class="tab-list" role="tablist"><li id="tab-oil"><a href="#tab-oil">Oil</a></li><li id="tab-wicks"><a href="#tab-wicks">Wicks</a></li></ul><div class="tab-content"><div class="tab tab-1"><p>Of the best.</p></div><div class="tab tab-2"><ul><li>Cut them.</li></ul></div></div></div></main>`,
			"# Lamps\nTrim them.\n## Oil\nOf the best.\n## Wicks\n- Cut them."},
		{"the title of an alert, and a box whose title skips the ranks of the headings",
			`<main><h1>Lamps</h1><div class="well"><h4>In brief</h4><p>Trim them.</p></div><h2>Oil</h2><p>Of the best.</p><div class="alert alert-info"><h3 class="alert-heading">At night</h3><p>Ring twice.</p></div><h2>Wicks</h2><h3>New ones</h3><p>Cut them.</p></main>`,
			"# Lamps\nIn brief\nTrim them.\n## Oil\nOf the best.\nAt night\nRing twice.\n## Wicks\n### New ones\nCut them."},
		{"pictures that are letters of a font",
			`<main><h1>Lamps</h1><div class="blurb"><a href="/o"><span class="x-pb-icon">&#x45;</span></a><h4><a href="/o">Oil</a></h4></div><div class="blurb"><a href="/w"><span class="x-pb-icon">N</span></a><h4><a href="/w">Wicks</a></h4></div><p><i class="material-icons">arrow_forward</i> Trim them. <span class="icon-label">1</span></p></main>`,
			"# Lamps\n#### Oil\n#### Wicks\nTrim them. 1"},
		{"triangles that open panels beside their titles",
			`<main><h1>Lamps</h1><div class="toggle"><div class="toggle__summary"><button aria-expanded="false" aria-controls="p1">‣</button><h3>Oil</h3></div><div id="p1" class="toggle__content"><p>Of the best.</p></div></div><div class="toggle"><div class="toggle__summary"><button aria-expanded="false" aria-controls="p2">‣</button><h3>Wicks</h3></div><div id="p2" class="toggle__content"><p>Cut them.</p></div></div></main>`,
			"# Lamps\n### Oil\nOf the best.\n### Wicks\nCut them."},
		{"links that turn the page by their relation",
			`<main><h1>Lamps</h1><p>Trim them.</p><div class="turn"><a rel="prev" href="/a">Previous<span>Oil</span></a><a rel="next" href="/b">Next<span>Wicks</span></a></div></main>`,
			"# Lamps\nTrim them."},
		{"ordered lists that print the numbers of the chapters",
			`<main><h1>Lamps</h1><h2>Oil</h2><ol><li><a href="/1"><span>1</span> <span>Filling</span></a></li><li><a href="/2"><span>2</span> <span>Carrying</span></a></li></ol><h2>Wicks</h2><ol><li><a href="/3"><span>3</span> <span>Cutting</span></a></li><li><a href="/4"><span>4</span> <span>Keeping</span></a></li></ol><h2>Steps</h2><ol><li>24 hours before, trim them.</li><li>Light them.</li></ol></main>`,
			"# Lamps\n## Oil\n- 1 Filling\n- 2 Carrying\n## Wicks\n- 3 Cutting\n- 4 Keeping\n## Steps\n- (1.) 24 hours before, trim them.\n- (2.) Light them."},
		{"letters in brackets in an element before that of the words",
			`<main><h1>Lamps</h1><p><span>3.1</span><span>Before noon:</span></p><p><span>(a)</span><span>trim them</span></p><p><span>(iv)</span> <span>light them</span></p><p><b>(c)</b> ring twice</p><p><span>(all)</span><span> go home</span></p></main>`,
			"# Lamps\n(3.1) Before noon:\n((a)) trim them\n((iv)) light them\n(c) ring twice\n(all) go home"},
		{"an outline of sections in counted lists, and steps",
			`<main><h1>Lamps</h1><ol><li><h2>Oil</h2><ol><li><a href="/1">Filling</a></li><li><a href="/2">Carrying</a></li></ol></li><li><h2>Wicks</h2><ol><li><a href="/3">Cutting</a></li></ol></li></ol><ol><li><h3>Trim them</h3><p>Before noon.</p></li><li><h3>Light them</h3><p>At dusk.</p></li></ol></main>`,
			"# Lamps\n## Oil\n-- Filling\n-- Carrying\n## Wicks\n-- Cutting\n### (1.) Trim them\nBefore noon.\n### (2.) Light them\nAt dusk."},
		{"toggles whose sign and words are controls too",
			`<main><h1>Manual</h1><div class="x-toggle"><div class="x-toggle-item"><div class="x-tab-title" role="button" aria-controls="p0"><span class="x-toggle-icon"></span><a class="x-toggle-title">Lamps</a></div><div id="p0" class="x-tab-content"><ul><li><a href="/a">Oil</a></li></ul></div></div><div class="x-toggle-item"><div class="x-tab-title" role="button" aria-controls="p1"><span class="x-toggle-icon"></span><a class="x-toggle-title">Boats</a></div><div id="p1" class="x-tab-content"><ul><li><a href="/b">Oars</a></li></ul></div></div></div></main>`,
			"# Manual\n## Lamps\n- Oil\n## Boats\n- Oars"},
		{"frames named as toggles around one control each",
			`<main><h1>Lamps</h1><div class="a1 widget widget-toggle"><div class="x-toggle"><div class="x-tab-title" role="button"><a class="x-toggle-title" tabindex="0">Oil</a></div><div class="x-tab-content"><ul><li>Of the best</li></ul></div></div></div><div class="a2 widget widget-toggle"><div class="x-toggle"><div class="x-tab-title" role="button"><a class="x-toggle-title" tabindex="0">Wicks</a></div><div class="x-tab-content"><p>Cut them.</p></div></div></div><h2>By night</h2><p>Trim them.</p></main>`,
			"# Lamps\nOil\n- Of the best\nWicks\nCut them.\n## By night\nTrim them."},
		{"items whose panels have headings",
			`<main><h1>Lamps</h1><ul class="accordion"><li class="accordion-item"><a href="#" class="accordion-title">Oil</a><div class="accordion-content"><p>Of the best.</p><h3>Where</h3><p>On the quay.</p></div></li><li class="accordion-item"><a href="#" class="accordion-title">Wicks</a><div class="accordion-content"><h3>When</h3><p>At noon.</p></div></li></ul></main>`,
			"# Lamps\n## Oil\nOf the best.\n### Where\nOn the quay.\n## Wicks\n### When\nAt noon."},
		{"items over lists",
			`<main><h1>Lamps</h1><ul class="accordion"><li class="accordion-item"><a href="#" class="accordion-title">Oil</a><div class="accordion-content"><ul><li><a href="/a">Of the best</a></li></ul></div></li><li class="accordion-item"><a href="#" class="accordion-title">Wicks</a><div class="accordion-content"><ul><li><a href="/b">Cut</a></li></ul></div></li></ul></main>`,
			"# Lamps\n- Oil\n-- Of the best\n- Wicks\n-- Cut"},
		{"number in an element above its heading",
			`<main><h1>Steps</h1><ol><li><span class="circle">1</span><div><h2>Trim the lamp</h2><p>At noon.</p></div></li><li><span class="circle">2</span><div><h2>Row out</h2><p>At dusk.</p></div></li></ol><div class="figure">3</div><h2>Come home</h2></main>`,
			"# Steps\n## (1) Trim the lamp\nAt noon.\n## (2) Row out\nAt dusk.\n## (3) Come home"},
		{"term left empty beside a title without number",
			`<main><h1>Manual</h1><dl><dt>1.1</dt><dd><a href="/a">Oil</a></dd><dt></dt><dd><a href="/b">Plan of the Isle</a></dd><dt>1.2</dt><dd><a href="/c">Oars</a></dd></dl></main>`,
			"# Manual\n- (1.1) Oil\n- Plan of the Isle\n- (1.2) Oars"},
		{"tags of a builder that nobody reads any more",
			`<main><h1>Lamps</h1>[vc_row full_width=&#8221;yes&#8221;][vc_column width="2/3"]<p>[su_note]Trim them[/su_note] at [noon] with [child_name].</p>[/vc_column][/vc_row]</main>`,
			"# Lamps\nTrim them at [noon] with [child_name]."},
		{"tools side by side",
			`<main><h1>Lamps</h1><div><a href="/c/lamps/print">Printer friendly</a> <a href="#">Open all</a> <a href="#">Close all</a></div><p>Trim them.</p><p><a href="/c/print">Print entire guide</a></p><p>Open all Close all</p></main>`,
			"# Lamps\nTrim them."},
		{"trail of items before the title",
			`<main><ol class="trail"><li><a href="/">Home</a></li><li>Keepers who work in particular circumstances</li><li>Lamps of the outer harbour</li></ol><h1>2.1 Lamps of the outer harbour</h1><p>Trim them.</p></main>`,
			"# 2.1 Lamps of the outer harbour\nTrim them."},
		{"ordered lists whose author types the numbers of the paragraphs",
			`<main><h1>Lamps</h1><ol><li>8. Lamps</li><li><h3>Oil</h3><ol><li>8.1. Of the best.</li><li>8.2.Filled at noon.</li></ol></li><li><h3>Wicks</h3><ol><li>8.3. Cut them.</li></ol></li></ol><ol><li>8. Lamps</li><li>Oars<ol><li>2.1 Of ash.</li></ol></li></ol></main>`,
			"# Lamps\n- 8. Lamps\n### Oil\n-- 8.1. Of the best.\n-- 8.2.Filled at noon.\n### Wicks\n-- 8.3. Cut them.\n- (1.) 8. Lamps\n- (2.) Oars\n-- (1.) 2.1 Of ash."},
		{"dates in elements of their own",
			`<main><h1>Log</h1><p><span><b>09.01.24</b> – Oil – new lamp oil.</span></p><p><b>2.1.4</b> Oars</p></main>`,
			"# Log\n09.01.24 – Oil – new lamp oil.\n(2.1.4) Oars"},
		{"lists in lists that are no lists",
			`<main><h1>Manual</h1><div class="t"><div class="a"><span>Lamps</span><div><div class="b"><a href="/a">Oil</a></div><div class="b"><a href="/b">Wicks</a></div></div></div><div class="a"><button type="button"></button><span>Boats</span><div><div><div class="b"><a href="/c">Oars</a></div></div></div></div></div></main>`,
			"# Manual\n- Lamps\n-- Oil\n-- Wicks\n- Boats\n-- Oars"},
		{"cards with their buttons, which are no lists",
			`<main><h1>Manual</h1><div><div class="c"><div>Lamps</div><div><div class="b"><a href="/a">Go to it</a></div></div></div><div class="c"><div>Boats</div><div><div class="b"><a href="/b">Go to it</a></div></div></div></div></main>`,
			"# Manual\nLamps\nGo to it\nBoats\nGo to it"},
		{"numbers beside their paragraphs and above headings",
			`<main><h1>Lamps</h1><div class="p"><span class="n">1.2.1</span><p>Trim them.</p></div><div class="p"><span class="n">1.2.2</span><p>Fill them.</p></div><div class="h"><div><p>1.3</p></div><div><h2>By night</h2></div></div><p>Light them.</p></main>`,
			"# Lamps\n(1.2.1) Trim them.\n(1.2.2) Fill them.\n## (1.3) By night\nLight them."},
		{"number above the heading of a tile that is one link",
			`<main><h1>Manual</h1><article><a href="/a"><span>1</span><h2>Lamps</h2></a></article><article><a href="/b"><span>2</span><h2>Boats</h2></a></article></main>`,
			"# Manual\n## (1) Lamps\n## (2) Boats"},
		{"number and title of a tile that is one link",
			`<main><h1>Manual</h1><div><a href="/a"><div><span>1</span></div><div><p>Lamps</p></div></a></div><div><a href="/b"><div><span>2</span></div><div><p>Boats</p></div></a></div></main>`,
			"# Manual\n(1) Lamps\n(2) Boats"},
		{"letter and title side by side",
			`<main><h1>Manual</h1><details open><summary><span>A</span><span>Lamps</span></summary><ul><li><a href="/a">Oil</a></li></ul></details><details><summary><span>B</span><span>Boats</span></summary><ul><li><a href="/b">Oars</a></li></ul></details></main>`,
			"# Manual\n## A Lamps\n- Oil\n## B Boats\n- Oars"},
		{"letters of an index over entries that are filed under a topic",
			`<main><h1>Manual</h1><div><div>L</div><div><a href="/a">Lamps</a> <span>By night</span></div><div><a href="/b">Logs</a> <span>By day</span></div></div></main>`,
			"# Manual\nL\nLamps By night\nLogs By day"},
		{"questions of use, in any words",
			`<main><h1>Lamps</h1><p>Trim them.</p><div>Did this article help?</div><p>Was the guidance on this page useful to you? Yes / No</p><p>How useful was this chapter?</p></main>`,
			"# Lamps\nTrim them."},
		{"ways on with the word and the title in one link",
			`<main><h1>Lamps</h1><p>Trim them.</p><div><a href="/b"><div><p>Previous chapter</p></div><div><p>Boats</p></div></a><a href="/o"><div><p>Next chapter</p></div><div><p>Oars</p></div></a></div></main>`,
			"# Lamps\nTrim them."},
		{"ways on whose words a class sets above the names of the pages",
			`<main><h1>Lamps</h1><p>Trim them.</p><div><a href="/b"><span class="block grey">Previous</span>2.1 Boats</a><a href="/o"><span class="block grey">Next</span>2.3 Oars</a></div><div><p>Did you find it?</p></div></main>`,
			"# Lamps\nTrim them.\nDid you find it?"},
		{"a table of frames below the names of its columns",
			`<main><h1>Changes</h1><div><div class="r"><div>Date</div><div>Chapter</div><div>Change</div><div>Level</div></div><div class="r"><div>09.06.2026</div><div><a href="/a">6. Lamps</a></div><div>Oil named.</div><div><span>Link</span></div></div><div class="r"><div>07.05.2026</div><div><a href="/b">8. Boats</a></div><div>Oars counted.</div><div><span>Minor</span></div></div></div></main>`,
			"# Changes\nDate | Chapter | Change | Level\n09.06.2026 | 6. Lamps | Oil named. | Link\n07.05.2026 | 8. Boats | Oars counted. | Minor"},
		{"numbers of cards above their links",
			`<main><h1>Manual</h1><h2>Share</h2><div><div class="c"><div>1</div><a href="/a">Lamps</a><div>By night.</div></div><div class="c"><div>2</div><a href="/b">Boats</a><div>By day.</div></div></div><h2><span>3</span> Share</h2><p>Tell the keeper.</p></main>`,
			"# Manual\n(1) Lamps\nBy night.\n(2) Boats\nBy day.\n## 3 Share\nTell the keeper."},
		{"signs of notes",
			`<main><h1>Lamps</h1><p>Trim them.<sup>1</sup></p><p><sup>1</sup>See the log. <a href="#ref1">↩</a></p><p><sup>1</sup>/2 pint of oil.</p></main>`,
			"# Lamps\nTrim them.\nSee the log.\n1/2 pint of oil."},
		{"regulations that bear on a chapter, in an element for side matters",
			`<main><h1>Lamps</h1><aside class="callout"><p><strong>Relevant Regulations and Guidance</strong></p><p><a href="http://harbours.example/oil">Oil for Lamps</a></p></aside><p>Trim them.</p></main>`,
			"# Lamps\nRelevant Regulations and Guidance\nOil for Lamps\nTrim them."},
		{"notes that tell when something was published",
			`<main><h1>Lamps</h1><p>The list of oils is used.<sup><a href="#fn1">1</a></sup></p><p>Wipe them.</p><div class="footnotes"><p id="fn1"><sup>1</sup> Published in 2016.</p></div><p>Published in 2019.</p></main>`,
			"# Lamps\nThe list of oils is used.\nWipe them.\nPublished in 2016."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := mainLines(t, "<html><body>"+c.html+"</body></html>"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestUtilitiesSetLines takes for bold what utility classes set so, but no frame around a text.
func TestUtilitiesSetLines(t *testing.T) {
	doc, err := Parse(context.Background(), Input{URL: "http://isle.example/c/lamps", Platform: "generic", Body: []byte(`<html><body><main class="font-semibold"><h1>Lamps</h1><div class="text-2xl font-bold">By night</div><div class="mb-4">` + strings.Repeat("Trim them before noon. ", 10) + `</div><p class="fw-bold fst-italic">By day</p><p>Wipe them.</p></main></body></html>`)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		if b.Bold {
			got = append(got, fmt.Sprint(b.Text, " ", b.Look.Size, " ", b.Look.Slant))
		}
	}
	if want := "By night 24 false|By day 0 true"; strings.Join(got, "|") != want {
		t.Errorf("bold: %s\nwant: %s", strings.Join(got, "|"), want)
	}
}

// TestPostsBesideArticle takes the box of other posts beside the article for no
// text, though the article holds nearly all of the main region.
func TestPostsBesideArticle(t *testing.T) {
	docs := isle(t, 8, func(c int) string {
		return fmt.Sprintf(`<html><body><main><article><h1>Lamp %d</h1><div><p>Every keeper must trim lamp %d before noon, and a second keeper should watch the flame.</p><h2>Oil</h2><p>Lamp %d has its own oil.</p></div></article><div class="more"><h3>You may also like</h3><ul><li><a href="/regatta">Regatta</a></li></ul></div></main></body></html>`, c, c, c)
	})
	for c, doc := range docs {
		want := fmt.Sprintf("# Lamp %d\nEvery keeper must trim lamp %d before noon, and a second keeper should watch the flame.\n## Oil\nLamp %d has its own oil.", c, c, c)
		if got := linesOfMain(doc); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}
