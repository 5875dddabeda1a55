package parse

import (
	"fmt"
	"slices"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// A rules is what is known of a platform's pages: CSS selectors, all of them
// hints. Where one matches nothing, the structure of the page decides.
type rules struct {
	platform string
	main     string // the text of the page
	drop     string // parts of it that are no text
	contents string // lists of the page's own headings
	// verbatim is set where the platform keeps its own furniture out of the text,
	// so that lists of jumps and "Top of page" in it are the author's words.
	verbatim bool
}

// platforms is the table of platforms. A new one is a line here and a fixture.
var platforms = [...]rules{
	{platform: "trix-static", main: "#mainContent, #maincontent", drop: "p.top, #crumb, .backtotop"},
	{platform: "trix-online", main: "#main-content, .chapter-content, main", drop: ".back-to-top, .feedback"},
	{platform: "phew", main: "#main, [role=main]", drop: ".share, .jump, .board-chooser", contents: "ul.contents"},
	{platform: "wordpress", main: "main, .entry-content, article.page", drop: ".sharedaddy, .post-navigation, .wp-block-buttons", contents: "#toc_container, .ez-toc-container, #ez-toc-container, .wp-block-table-of-contents"},
	{platform: "council-cms", main: "#content, main", drop: ".top, .lastmod"},
	{platform: "govuk", main: "main#content, main", drop: ".gem-c-contextual-sidebar, .govuk-caption-xl, .gem-c-feedback", contents: ".gem-c-contents-list", verbatim: true},
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

// selectorKeys are the keys of a register's selectors.
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

// applyRules marks the elements that the register's selectors name, and where it
// has none of a kind, those of the platform.
func applyRules(root *html.Node, in Input) (map[*html.Node]flags, []Finding) {
	ru := rulesOf(in.Platform)
	marks := map[*html.Node]flags{}
	var findings []Finding
	page := goquery.NewDocumentFromNode(root)
	for _, k := range []struct {
		key, platform string
		flag          flags
	}{{"main", ru.main, ruledMain}, {"drop", ru.drop, dropped}, {"contents", ru.contents, ruledList}, {"title", "", ruledTitle}} {
		own := in.Selectors[k.key]
		if n := mark(page, marks, own, k.flag); n == 0 && own != "" {
			findings = append(findings, Finding{Code: FindingSelector, Detail: k.key + " = " + own})
		} else if n > 0 {
			continue
		}
		mark(page, marks, k.platform, k.flag)
	}
	if len(marks) == 0 {
		return nil, findings
	}
	return marks, findings
}

// mark flags what a selector matches and counts it. A selector that does not
// compile matches nothing; the register's lint has said so before.
func mark(page *goquery.Document, marks map[*html.Node]flags, selector string, f flags) int {
	if selector == "" {
		return 0
	}
	m, err := cascadia.Compile(selector)
	if err != nil {
		return 0
	}
	found := page.FindMatcher(m)
	for _, n := range found.Nodes {
		marks[n] |= f
	}
	return found.Length()
}
