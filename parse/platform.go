package parse

import (
	"fmt"
	"slices"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"manualwatch/parse/pattern"
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
	{platform: "wordpress", main: "main", drop: ".sharedaddy, .post-navigation, .comment-respond, .comments-area, .author-box", toc: "#toc_container, #ez-toc-container"},
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
	words []string // classes and ids of a platform's selector
}

// compiled are the selectors of the platforms, ready for use.
var compiled = compilePlatforms()

// selectorWord is a class or an id in a selector.
var selectorWord = pattern.New(`[.#]([\w-]+)`)

func compilePlatforms() map[string][]rule {
	m := map[string][]rule{}
	for _, p := range platforms {
		for _, sel := range []struct {
			text string
			flag flags
		}{{p.main, ruledMain}, {p.drop, dropped}, {p.toc, ruledTOC}} {
			if sel.text == "" {
				continue
			}
			r := rule{match: cascadia.MustCompile(sel.text), flag: sel.flag}
			for _, word := range selectorWord.FindAllStringSubmatch(sel.text, -1) {
				r.words = append(r.words, word[1])
			}
			m[p.platform] = append(m[p.platform], r)
		}
	}
	return m
}

// applyRules marks the elements that the register's selectors name, and gives the
// platform's rules of which the register has none of the kind.
func applyRules(root *html.Node, in Input) (map[*html.Node]flags, []rule, []Finding) {
	own, findings := registerRules(in.Selectors)
	rest := compiled[in.Platform]
	if len(own) == 0 {
		return nil, rest, findings
	}
	rest = slices.DeleteFunc(slices.Clone(rest), func(r rule) bool {
		return slices.ContainsFunc(own, func(o rule) bool { return o.flag == r.flag })
	})
	marks := map[*html.Node]flags{}
	page := goquery.NewDocumentFromNode(root)
	for _, r := range own {
		found := page.FindMatcher(r.match)
		for _, n := range found.Nodes {
			marks[n] |= r.flag
		}
		if r.flag == ruledMain && found.Length() == 0 {
			// The other keys name what few pages have.
			findings = append(findings, Finding{Code: FindingSelector, Detail: "main = " + in.Selectors["main"]})
		}
	}
	return marks, rest, findings
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
		own = append(own, rule{match: m, flag: flagOf(key)})
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
