package parse

import (
	"fmt"
	"slices"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A rules is what is known of a platform's pages: CSS selectors, all of them
// hints. Where one matches nothing, the structure of the page decides.
type rules struct {
	platform string
	main     string // the text of the page
	drop     string // parts of it that are no text
	toc      string // lists of the page's own headings
	// verbatim is set where the platform keeps its own furniture out of the text,
	// so that lists of jumps and "Top of page" in it are the author's words.
	verbatim bool
}

// platforms is the table of platforms. A new one is a line here and a fixture.
var platforms = [...]rules{
	{platform: "trix-static", main: "#mainContent, #maincontent", drop: "#crumb"},
	{platform: "trix-online", main: "#main-content", drop: ".back-to-top"},
	{platform: "phew", main: "#main", drop: ".board-chooser", toc: "ul.contents"},
	{platform: "wordpress", main: "main", drop: ".sharedaddy, .post-navigation", toc: "#toc_container, #ez-toc-container"},
	{platform: "council-cms", main: "#content"},
	{platform: "govuk", main: "main", drop: ".govuk-caption-xl", verbatim: true},
	{platform: "document"},
	{platform: "generic"},
}

// rulesOf is the table's line for a platform; an unknown one is generic.
func rulesOf(platform string) rules {
	k := slices.IndexFunc(platforms[:], func(r rules) bool { return r.platform == platform })
	if k < 0 {
		return rules{platform: "generic"}
	}
	return platforms[k]
}

// selectorKeys are the keys of a register's selectors: main is the text of a page,
// drop what is no text in it, contents the manual's list of contents wherever it
// stands, title the page's title.
var selectorKeys = [...]string{"main", "drop", "contents", "title"}

// CompileSelectors checks the selectors of a register entry. The error names the
// key and the selector.
func CompileSelectors(sel map[string]string) error {
	for key := range sel {
		if !slices.Contains(selectorKeys[:], key) {
			return fmt.Errorf("selectors: unknown key %q; the keys are main, drop, contents, title", key)
		}
	}
	for _, key := range selectorKeys {
		if sel[key] == "" {
			continue
		}
		if _, err := cascadia.ParseGroup(sel[key]); err != nil {
			return fmt.Errorf("selectors.%s = %q is no CSS selector: %w", key, sel[key], err)
		}
	}
	return nil
}

// A rule is a compiled selector with the flag that it gives.
type rule struct {
	match cascadia.Selector
	flag  flags
}

// compiled are the selectors of the platforms, ready for use.
var compiled = compilePlatforms()

func compilePlatforms() map[string][]rule {
	m := map[string][]rule{}
	for _, p := range platforms {
		for _, sel := range []struct {
			text string
			flag flags
		}{{p.main, ruledMain}, {p.drop, dropped}, {p.toc, ruledTOC}} {
			if sel.text != "" {
				m[p.platform] = append(m[p.platform], rule{cascadia.MustCompile(sel.text), sel.flag})
			}
		}
	}
	return m
}

// applyRules marks the elements that the register's selectors name, and those that
// the platform's name where the register has none of the kind.
func applyRules(root *html.Node, in Input) (map[*html.Node]flags, []Finding) {
	own, findings := registerRules(in.Selectors)
	all := own
	for _, r := range compiled[in.Platform] {
		if !slices.ContainsFunc(own, func(o rule) bool { return o.flag == r.flag }) {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return nil, findings
	}
	marks := map[*html.Node]flags{}
	var seen flags
	goquery.NewDocumentFromNode(root).FindMatcher(anyOf(all, len(own) == 0)).Each(func(_ int, s *goquery.Selection) {
		for _, r := range all {
			if r.match(s.Nodes[0]) {
				marks[s.Nodes[0]] |= r.flag
				seen |= r.flag
			}
		}
	})
	if sel := in.Selectors["main"]; sel != "" && seen&ruledMain == 0 {
		// The other keys name what few pages have.
		findings = append(findings, Finding{Code: FindingSelector, Detail: "main = " + sel})
	}
	return marks, findings
}

// anyOf matches what any of the rules matches, so that one walk serves all.
// The platforms' own rules name elements only by class, id or as main.
func anyOf(all []rule, plain bool) cascadia.Selector {
	return func(n *html.Node) bool {
		if plain && n.DataAtom != atom.Main && !named(n) {
			return false
		}
		for _, r := range all {
			if r.match(n) {
				return true
			}
		}
		return false
	}
}

// named reports an element with a class or an id.
func named(n *html.Node) bool {
	for k := range n.Attr {
		if n.Attr[k].Key == "class" || n.Attr[k].Key == "id" {
			return true
		}
	}
	return false
}

// registerRules compiles a register's selectors. One that does not compile is
// left out: the register's lint has named it before.
func registerRules(sel map[string]string) ([]rule, []Finding) {
	var own []rule
	var findings []Finding
	for _, key := range selectorKeys {
		if sel[key] == "" {
			continue
		}
		m, err := cascadia.Compile(sel[key])
		if err != nil {
			findings = append(findings, Finding{Code: FindingSelector, Detail: key + " = " + sel[key] + ": " + err.Error()})
			continue
		}
		own = append(own, rule{m, flagOf(key)})
	}
	return own, findings
}

func flagOf(key string) flags {
	switch key {
	case "main":
		return ruledMain
	case "drop":
		return dropped
	case "contents":
		return ruledList
	}
	return ruledTitle
}
