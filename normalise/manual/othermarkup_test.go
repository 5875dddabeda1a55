package manual

import (
	"bytes"
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
	"a-box-of-its-class-above-the-text": true, "call-to-action-above-counted-lines": true,
	"sections that only utility classes set in bold": true, "questions-over-bold-lines": true,
}

// onlyListed are the golden pages with lists that nothing tells but their markup: lines among
// lists, items that a sentence leads in, entries above the items of their own lists.
var onlyListed = map[string]bool{
	"a-box-of-its-class-above-the-text": true, "a-see-also-below-the-whole-list": true, "an item on no chapter among those that name one": true,
	"bold names with old places, a lead-in and closing words": true, "chapters-in-parts-of-other-pages": true, "counts-of-entries-set-alike": true,
	"folded-history": true, "history-days-last": true, "items called by a number or by news below what sort of change they are": true,
	"items in the item that leads them in": true, "items over days, since when": true, "labels-of-boxes-that-open-a-chapter": true,
	"linked-sections": true, "lists in a list, one of a kind alone": true, "lists led in by sentences that tell for whom": true,
	"nested chapters then dates": true, "numbers that no chapter has any more": true, "page-itself-at-the-root-of-a-tree": true,
	"pages-beside-in-a-column": true, "paragraphs below lists": true, "printed-wiki": true, "release notes with what was fixed and removed": true,
	"section-at-the-root-of-a-tree": true, "sentences in two paragraphs above lists": true, "sentences that tell when and lead in a list": true,
	"titles among the items of a list": true, "the-one-bold-line-over-a-list": true, "what became of chapters before names that are no links": true, "words-in-links": true,
	"items on no chapter in a list that goes on in small letters behind its names": true,
	"by-years": true, "parts-over-several-names": true, "a chapter without a number that is to come, a section to start with": true,
	"bold names of chapters that the manual has no more, in small letters": true, "titles-to-come": true,
}

// onlyMarked are the golden pages that are read otherwise in such markup.
var onlyMarked = map[string]map[string]bool{
	"classes renamed": onlyNamed,
	"lists as frames": onlyListed,
	"words in spans":  {"notes-at-end": true}, // the sign of a note, right before its words
}

// TestOtherMarkup reads the golden pages once more in markup that says the same with other
// means, as sites are served that programs build from parts: what a page says does not hang on
// what its classes are called, nor on the names of the elements that hold its lines.
func TestOtherMarkup(t *testing.T) {
	amended := func(t *testing.T, page []byte) string { return amendmentLines(readAmended(t, string(page), nil)) }
	reads := map[string]func(t *testing.T, page []byte) string{
		"amendments": amended,
		"amendnews":  amended,
		"chapters":   func(t *testing.T, page []byte) string { return chapterLines(readOneChapter(t, string(page))) },
		"rows":       func(t *testing.T, page []byte) string { return rowLines(readPageRows(t, string(page))) },
	}
	for markup, change := range otherMarkup {
		t.Run(markup, func(t *testing.T) {
			for file, read := range reads {
				ar, err := txtar.ParseFile("testdata/" + file + ".txtar")
				if err != nil {
					t.Fatal(err)
				}
				for i := 0; i+1 < len(ar.Files); i += 2 {
					page, name := ar.Files[i].Data, strings.TrimSuffix(ar.Files[i].Name, ".html")
					got := read(t, change(page))
					if same := got == string(ar.Files[i+1].Data); !same && !onlyMarked[markup][name] {
						t.Errorf("%s: %s is read otherwise:\n%s", file, name, got)
					} else if same && onlyMarked[markup][name] {
						t.Errorf("%s: %s is read alike: take it off the list", file, name)
					}
				}
			}
		})
	}
}

// otherMarkup are the changes, by name.
var otherMarkup = map[string]func(page []byte) []byte{
	"classes renamed":      renamed,
	"headings by role":     func(page []byte) []byte { return headingNames.ReplaceAllFunc(page, headingByRole) },
	"paragraphs as frames": func(page []byte) []byte { return paragraphsAs(page, "<div$1>", "</div>") },
	"paragraphs in frames": func(page []byte) []byte { return paragraphsAs(page, "<div><div><p$1>", "</p></div></div>") },
	"lists as frames":      listsAsFrames,
	"words in spans":       func(page []byte) []byte { return wordsBetween.ReplaceAll(page, []byte(">$1<span>$2</span>$3<")) },
}

var (
	headingNames = regexp.MustCompile(`</?h[1-6][^>]*>`)
	paragraph    = regexp.MustCompile(`<p((?:\s[^>]*)?)>`)
	wordsBetween = regexp.MustCompile(`>(\s*)([^<>\s](?:[^<>]*[^<>\s])?)(\s*)<`)
	listTag      = regexp.MustCompile(`<(/?)(ul|ol|li)((?:\s[^>]*)?)>`)
)

// headingByRole is the tag of a heading as that of an element with its role.
func headingByRole(tag []byte) []byte {
	if tag[1] == '/' {
		return []byte("</div>")
	}
	return fmt.Appendf(nil, `<div role="heading" aria-level="%c"%s`, tag[2], tag[3:])
}

// paragraphsAs is a page all of whose paragraphs are closed, with other tags for them.
func paragraphsAs(page []byte, start, end string) []byte {
	if len(paragraph.FindAll(page, -1)) != bytes.Count(page, []byte("</p>")) {
		return page
	}
	return bytes.ReplaceAll(paragraph.ReplaceAll(page, []byte(start)), []byte("</p>"), []byte(end))
}

// listsAsFrames is a page whose lists without counters are elements in elements.
func listsAsFrames(page []byte) []byte {
	if bytes.Count(page, []byte("<li")) != bytes.Count(page, []byte("</li>")) {
		return page
	}
	var lists []string
	return listTag.ReplaceAllFunc(page, func(tag []byte) []byte {
		m := listTag.FindSubmatch(tag)
		ends, name := len(m[1]) > 0, string(m[2])
		if name != "li" && !ends {
			lists = append(lists, name)
		}
		of := ""
		if len(lists) > 0 {
			of = lists[len(lists)-1]
		}
		if name != "li" && ends && of != "" {
			lists = lists[:len(lists)-1]
		}
		switch {
		case of != "ul":
			return tag
		case ends:
			return []byte("</div>")
		}
		return fmt.Appendf(nil, "<div%s>", m[3])
	})
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
