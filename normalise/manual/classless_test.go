package manual

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// onlyNamed are the golden pages with parts that nothing tells but their classes: labels of
// boxes among headings, headings among lines, panels that do not open.
var onlyNamed = map[string]bool{
	"headings-by-class-without-numbers": true, "panel-headings": true, "tabs-bootstrap": true, "class-above-marked": true, "heading-spans": true,
	"amendments-behind-a-button": true, "labels-of-callouts": true, "labels-of-boxes": true, "drop-downs": true, "callout-among-bold-headings": true,
	"words-in-links": true, "appendices-set-below": true, "tabs-above-their-panels": true, "news-of-the-site-below-the-list": true,
	"fields with labels in lines of their own": true, "the-pages-of-a-guide-in-order": true, "cards with category and author in one line": true,
	"a-box-of-its-class-above-the-text": true, "call-to-action-above-counted-lines": true, "notes-are-all-that-is-bold": true,
}

// TestClassesRenamed reads the golden pages once more with all classes renamed, as sites are
// served that are built from parts: what a page says does not hang on how its classes are called.
func TestClassesRenamed(t *testing.T) {
	amended := func(t *testing.T, page []byte) string { return amendmentLines(readAmended(t, string(page), nil)) }
	for file, read := range map[string]func(t *testing.T, page []byte) string{
		"amendments": amended,
		"amendnews":  amended,
		"chapters":   func(t *testing.T, page []byte) string { return chapterLines(readOneChapter(t, string(page))) },
		"rows":       func(t *testing.T, page []byte) string { return rowLines(readPageRows(t, string(page))) },
	} {
		ar, err := txtar.ParseFile("testdata/" + file + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(ar.Files); i += 2 {
			page, name := ar.Files[i].Data, strings.TrimSuffix(ar.Files[i].Name, ".html")
			same := read(t, renamed(page)) == string(ar.Files[i+1].Data)
			if !same && !onlyNamed[name] {
				t.Errorf("%s: %s is read otherwise without the names of its classes:\n%s", file, name, read(t, renamed(page)))
			} else if same && onlyNamed[name] {
				t.Errorf("%s: %s is read alike without the names of its classes: take it off the list", file, name)
			}
		}
	}
}

// classNames is the class of an element.
var classNames = regexp.MustCompile(`(<[a-zA-Z][^<>]*?\sclass=)"([^"]*)"`)

// renamed is a page whose classes have other names, each the same everywhere.
func renamed(page []byte) []byte {
	return classNames.ReplaceAllFunc(page, func(m []byte) []byte {
		p := classNames.FindSubmatch(m)
		var names []string
		for _, n := range strings.Fields(string(p[2])) {
			h := fnv.New32a()
			h.Write([]byte(n))
			names = append(names, fmt.Sprintf("k%05x", h.Sum32()&0xfffff))
		}
		return []byte(string(p[1]) + `"` + strings.Join(names, " ") + `"`)
	})
}
