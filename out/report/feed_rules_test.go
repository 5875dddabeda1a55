package report

import (
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"time"
)

// An element is a node of a feed.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e *element) all(name string) []*element {
	var found []*element
	for i := range e.Children {
		if e.Children[i].XMLName.Local == name {
			found = append(found, &e.Children[i])
		}
	}
	return found
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// TestFeedsKeepRFC4287 checks the rules of RFC 4287 that a machine can check, with
// the sections they stand in.
func TestFeedsKeepRFC4287(t *testing.T) {
	s, _ := readScene(t, "testdata/night.txtar")
	dir, _ := stage(t, s)
	feeds := 0
	for _, f := range written(t, dir) {
		if !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		feeds++
		var root element
		if err := xml.Unmarshal(f.Data, &root); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		checkFeed(t, f.Name, &root)
	}
	if feeds < 2 {
		t.Errorf("%d feeds", feeds)
	}
}

// checkFeed checks 4.1.1: one id, title and updated, an author for all entries,
// every element in the namespace of Atom, unique entries, newest first.
func checkFeed(t *testing.T, name string, feed *element) {
	t.Helper()
	const atom = "http://www.w3.org/2005/Atom"
	if feed.XMLName.Local != "feed" || feed.XMLName.Space != atom {
		t.Errorf("%s: root %v", name, feed.XMLName)
	}
	exactly(t, name, feed, "author", 1)
	metadata(t, name, feed)
	seen, last := map[string]bool{}, time.Time{}
	for i, e := range feed.all("entry") {
		metadata(t, name, e)
		at := updated(t, name, e)
		if i > 0 && at.After(last) {
			t.Errorf("%s: entry %d is newer than the one before", name, i)
		}
		if i == 0 && !at.Equal(updated(t, name, feed)) {
			t.Errorf("%s: the feed's date is not that of its newest entry", name)
		}
		last = at
		id := e.all("id")[0].Text
		if seen[id] {
			t.Errorf("%s: entry id %s twice", name, id)
		}
		seen[id] = true
		checkContent(t, name, e)
	}
	for _, c := range feed.Children {
		if c.XMLName.Space != atom {
			t.Errorf("%s: element %v", name, c.XMLName)
		}
	}
}

// metadata checks 4.2.6 (an absolute IRI as id), 4.2.14 (a plain title) and
// 4.2.15 with 3.3 (one date by RFC 3339).
func metadata(t *testing.T, name string, e *element) {
	t.Helper()
	for _, one := range []string{"id", "title", "updated"} {
		exactly(t, name, e, one, 1)
	}
	if u, err := url.Parse(e.all("id")[0].Text); err != nil || !u.IsAbs() {
		t.Errorf("%s: id %q is no absolute IRI", name, e.all("id")[0].Text)
	}
	if title := e.all("title")[0].Text; strings.TrimSpace(title) == "" {
		t.Errorf("%s: empty title", name)
	}
	updated(t, name, e)
	alternates := map[string]bool{} // 4.1.1, 4.1.2: no two of one type and language
	for _, l := range e.all("link") {
		if l.attr("href") == "" {
			t.Errorf("%s: link without href (4.2.7.1)", name)
		}
		if rel := l.attr("rel"); rel == "" || rel == "alternate" {
			if key := l.attr("type") + l.attr("hreflang"); alternates[key] {
				t.Errorf("%s: two alternate links of type %q", name, key)
			} else {
				alternates[key] = true
			}
		}
	}
}

func updated(t *testing.T, name string, e *element) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, e.all("updated")[0].Text)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return at
}

// checkContent checks 4.1.3: one content of a known type; HTML in it may be put
// into a div as it stands.
func checkContent(t *testing.T, name string, e *element) {
	t.Helper()
	exactly(t, name, e, "content", 1)
	c := e.all("content")[0]
	if c.attr("type") != "html" || len(c.Children) > 0 || strings.TrimSpace(c.Text) == "" {
		t.Errorf("%s: content of type %q with %d elements", name, c.attr("type"), len(c.Children))
	}
	for _, tag := range []string{"<script", "<html", "<body", "javascript:"} {
		if strings.Contains(strings.ToLower(c.Text), tag) {
			t.Errorf("%s: content holds %s", name, tag)
		}
	}
}

func exactly(t *testing.T, name string, e *element, child string, n int) {
	t.Helper()
	if got := len(e.all(child)); got != n {
		t.Errorf("%s: %s has %d elements %s, want %d", name, e.XMLName.Local, got, child, n)
	}
}
