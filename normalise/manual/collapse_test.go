package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// collapses are the panels of frameworks, as their documentation and pages have them: what
// stands around all panels, and one with its TITLE and BODY.
var collapses = map[string][2]string{
	"ant":         {`<div class="ant-collapse">PANELS</div>`, `<div class="ant-collapse-item"><div class="ant-collapse-header" role="button" aria-expanded="true" tabindex="0"><div class="ant-collapse-expand-icon"><span role="img" aria-label="right" class="anticon"></span></div><span class="ant-collapse-header-text">TITLE</span></div><div class="ant-collapse-content"><div class="ant-collapse-content-box">BODY</div></div></div>`},
	"foundation":  {`<ul class="accordion" data-accordion>PANELS</ul>`, `<li class="accordion-item" data-accordion-item><a href="#" class="accordion-title">TITLE</a><div class="accordion-content" data-tab-content>BODY</div></li>`},
	"uikit":       {`<ul uk-accordion>PANELS</ul>`, `<li><a class="uk-accordion-title" href>TITLE</a><div class="uk-accordion-content">BODY</div></li>`},
	"materialize": {`<ul class="collapsible">PANELS</ul>`, `<li><div class="collapsible-header"><i class="material-icons"></i>TITLE</div><div class="collapsible-body">BODY</div></li>`},
	"bootstrap 5": {`<div class="accordion" id="a">PANELS</div>`, `<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button" type="button" data-bs-toggle="collapse">TITLE</button></h2><div class="accordion-collapse collapse show"><div class="accordion-body">BODY</div></div></div>`},
	"bootstrap 4": {`<div class="accordion" id="a">PANELS</div>`, `<div class="card"><div class="card-header"><button class="btn btn-link" data-toggle="collapse">TITLE</button></div><div class="collapse"><div class="card-body">BODY</div></div></div>`},
	"bootstrap 3": {`<div class="panel-group" id="a">PANELS</div>`, `<div class="panel panel-default"><div class="panel-heading" role="tab"><h4 class="panel-title"><a role="button" data-toggle="collapse" href="#">TITLE</a></h4></div><div class="panel-collapse collapse" role="tabpanel"><div class="panel-body">BODY</div></div></div>`},
	"mui":         {`<div class="MuiBox-root">PANELS</div>`, `<div class="MuiPaper-root MuiAccordion-root"><div class="MuiButtonBase-root MuiAccordionSummary-root" tabindex="0" role="button" aria-expanded="true"><div class="MuiAccordionSummary-content"><p class="MuiTypography-root">TITLE</p></div></div><div class="MuiCollapse-root"><div role="region"><div class="MuiAccordionDetails-root">BODY</div></div></div></div>`},
	"element":     {`<div class="el-collapse" role="tablist">PANELS</div>`, `<div class="el-collapse-item"><div role="tab" aria-expanded="true"><div role="button" class="el-collapse-item__header" tabindex="0">TITLE<i class="el-collapse-item__arrow"></i></div></div><div role="tabpanel" class="el-collapse-item__wrap"><div class="el-collapse-item__content">BODY</div></div></div>`},
	"vuetify":     {`<div class="v-expansion-panels">PANELS</div>`, `<div class="v-expansion-panel"><button type="button" class="v-expansion-panel-header">TITLE</button><div class="v-expansion-panel-content"><div class="v-expansion-panel-content__wrap">BODY</div></div></div>`},
	"jquery ui":   {`<div class="ui-accordion">PANELS</div>`, `<h3 class="ui-accordion-header">TITLE</h3><div class="ui-accordion-content">BODY</div>`},
	"chakra":      {`<div class="chakra-accordion">PANELS</div>`, `<div class="chakra-accordion__item"><h2><button type="button" class="chakra-accordion__button" aria-expanded="true">TITLE</button></h2><div class="chakra-collapse"><div role="region" class="chakra-accordion__panel">BODY</div></div></div>`},
	"radix":       {`<div data-orientation="vertical">PANELS</div>`, `<div data-state="open"><h3 data-state="open"><button type="button" aria-controls="r" aria-expanded="true">TITLE</button></h3><div data-state="open" id="r" role="region">BODY</div></div>`},
	"divi":        {`<div class="et_pb_accordion">PANELS</div>`, `<div class="et_pb_toggle et_pb_toggle_open"><h5 class="et_pb_toggle_title">TITLE</h5><div class="et_pb_toggle_content">BODY</div></div>`},
	"squarespace": {`<ul class="accordion-items-container">PANELS</ul>`, `<li class="accordion-item"><h4 class="accordion-item__title-wrapper"><button class="accordion-item__click-target" aria-expanded="true"><span class="accordion-item__title">TITLE</span></button></h4><div class="accordion-item__dropdown">BODY</div></li>`},
	"links":       {`<div class="list">PANELS</div>`, `<div class="item"><a href="#" class="expander-trigger">TITLE</a><div class="expander-content">BODY</div></div>`},
	"lines":       {`<div class="faq">PANELS</div>`, `<div class="accordion-item"><div class="accordion-item-header">TITLE</div><div class="accordion-item-body">BODY</div></div>`},
	"quasar":      {`<div class="q-list" role="list">PANELS</div>`, `<div class="q-expansion-item q-item-type"><div class="q-expansion-item__container"><div class="q-item q-item-type q-link" role="button" tabindex="0" aria-expanded="true"><div class="q-item__section q-item__section--main"><div class="q-item__label">TITLE</div></div><div class="q-item__section q-item__section--side"><i class="q-icon" aria-hidden="true"></i></div></div><div class="q-expansion-item__content">BODY</div></div></div>`},
	"builder":     {`<div class="x-accordion x-accordion-collapse" role="tablist">PANELS</div>`, `<div class="x-accordion-item"><div class="x-accordion-button" aria-controls="of-TITLE" aria-expanded="false" role="tab" tabindex="0"><a href="#" class="x-accordion-button-label">TITLE</a><a href="#" class="x-accordion-button-icon-wrap"><i class="x-accordion-button-icon"><span class="sr-only">Expand</span></i></a></div><div class="x-accordion-content" id="of-TITLE" role="tabpanel" aria-hidden="true">BODY</div></div>`},
	"details":     {`<div>PANELS</div>`, `<details><summary>TITLE</summary><div>BODY</div></details>`},
}

// lists are the ways in which the chapters stand in such a panel; grouped tells that
// groups stand there too.
var collapsed = map[string]func(panel int, grouped bool) string{
	"items": func(p int, grouped bool) string {
		return inGroups(p, grouped, `<ul>`, `<li>NUMBER <a href="HREF">NAME</a></li>`, `</ul>`)
	},
	"table": func(p int, grouped bool) string {
		return inGroups(p, grouped, `<table><tbody>`, `<tr><td>NUMBER</td><td><a href="HREF">NAME</a></td><td></td></tr>`, `</tbody></table>`)
	},
	"paragraphs": func(p int, grouped bool) string {
		return inGroups(p, grouped, ``, `<p>NUMBER <a href="HREF">NAME</a></p>`, ``)
	},
	"parts of lines": func(p int, grouped bool) string {
		return inGroups(p, grouped, `<div class="q-list" role="list">`, `<div class="q-item" role="listitem"><div class="q-item__section">NUMBER</div><div class="q-item__section"><div class="q-item__label"><a href="HREF">NAME</a></div></div><div class="q-item__section"><div class="q-item__label text-caption">May 18, 2024</div></div></div>`, `</div>`)
	},
	"headings": func(p int, grouped bool) string {
		return inGroups(p, grouped, `<ul class="list">`, `<li><div><h5 class="t"><span>NUMBER</span> <a href="HREF">NAME</a></h5></div><ul class="meta"><li></li><li><span>May 18, 2024</span></li></ul></li>`, `</ul>`)
	},
}

func inGroups(panel int, grouped bool, open, row, end string) string {
	names := [][]string{{"Lamps", "Boats", "Nets"}, {"Ropes", "Oars", "Sails"}}[panel]
	var b strings.Builder
	section := string(rune('1' + panel))
	for i, n := range names {
		number := section + "." + string(rune('1'+i))
		if grouped {
			number = section + "." + string(rune('1'+i/2)) + "." + string(rune('1'+i%2))
		}
		if grouped && i%2 == 0 {
			if i > 0 {
				b.WriteString(end)
			}
			b.WriteString(`<h4>` + section + "." + string(rune('1'+i/2)) + ` Group ` + n + `</h4>`)
		}
		if i == 0 || grouped && i%2 == 0 {
			b.WriteString(open)
		}
		b.WriteString(strings.NewReplacer("NUMBER", number, "HREF", "/"+strings.ToLower(n), "NAME", n).Replace(row))
	}
	return b.String() + end
}

// TestCollapses reads contents in the panels of frameworks.
func TestCollapses(t *testing.T) {
	flat := "section|1|Shore|\n chapter|1.1|Lamps|\n chapter|1.2|Boats|\n chapter|1.3|Nets|\nsection|2|Sea|\n chapter|2.1|Ropes|\n chapter|2.2|Oars|\n chapter|2.3|Sails|\n"
	grouped := "section|1|Shore|\n group|1.1|Group Lamps|\n  chapter|1.1.1|Lamps|\n  chapter|1.1.2|Boats|\n group|1.2|Group Nets|\n  chapter|1.2.1|Nets|\nsection|2|Sea|\n group|2.1|Group Ropes|\n  chapter|2.1.1|Ropes|\n  chapter|2.1.2|Oars|\n group|2.2|Group Sails|\n  chapter|2.2.1|Sails|\n"
	for frame, parts := range collapses {
		for kind, list := range collapsed {
			for want, in := range map[string]bool{flat: false, grouped: true} {
				var panels strings.Builder
				for p, title := range []string{"1. Shore", "2. Sea"} {
					panels.WriteString(strings.NewReplacer("TITLE", title, "BODY", list(p, in)).Replace(parts[1]))
				}
				got := rowLines(readPageRows(t, `<h1>Contents</h1>`+strings.Replace(parts[0], "PANELS", panels.String(), 1)))
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s of %s, in groups %t: -want +got\n%s", kind, frame, in, d)
				}
			}
		}
	}
}
