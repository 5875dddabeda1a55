package crawl

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"manualwatch/crawl/archive"
)

// TestEndsInTheMiddle cuts bodies in ways that HTTP cannot tell: by a length that
// is too small, and by closing a connection that gave none. The page is not
// observed on that night, nor on the next ones while its last words are missing: only one that
// lost nothing but its closing tags is taken on the second night as it is.
func TestEndsInTheMiddle(t *testing.T) {
	page := strings.TrimSuffix(htmlPage("A"), "</body></html>") + strings.Repeat("<p>More words.</p>", 40) + "</body></html>"
	pdf := "%PDF-1.4 " + strings.Repeat("0 0 obj ", 400) + "%%EOF\n"
	docx := "PK\x03\x04" + strings.Repeat("word/document.xml", 400) + "PK\x05\x06" + strings.Repeat("\x00", 18)
	tests := []struct {
		name, before string
		after        []string // on the nights that follow
		want         []bool   // taken as content
	}{
		{"a cut page, again and again", page, []string{page[:400], page[:400], page[:400], page}, []bool{false, false, false, true}},
		{"a page cut for longer than is looked back", page, slices.Concat(slices.Repeat([]string{page[:400]}, lookBack+2), []string{page}), append(make([]bool, lookBack+2), true)},
		{"a page without its closing tags, and again", page, slices.Repeat([]string{strings.TrimSuffix(page, "</body></html>")}, 2), []bool{false, true}},
		{"an error in the middle, and again", page, slices.Repeat([]string{page[:400] + "<br /><b>Fatal error</b>: Maximum execution time exceeded on line <b>7</b><br />"}, 2), []bool{false, false}},
		{"zeros in place of the rest, and again", page, slices.Repeat([]string{page[:400] + strings.Repeat("\x00", len(page)-400)}, 2), []bool{false, false}},
		{"a cut page, cut elsewhere", page, []string{page[:400], page[:500], page}, []bool{false, false, true}},
		{"a page in UTF-16", page, []string{inUTF16(page + "<!-- -->")}, []bool{true}},
		{"a cut page in UTF-16", page, []string{inUTF16(page)[:600], page}, []bool{false, true}},
		{"a page that never closed", page[:400], []string{page[:300]}, []bool{true}},
		{"a cut PDF", pdf, []string{pdf[:900], pdf}, []bool{false, true}},
		{"a PDF cut behind its first pages, again and again", pdf, []string{pdf[:2900], pdf[:2900], pdf[:2900], pdf}, []bool{false, false, false, true}},
		{"another PDF that has no end, and again", pdf, slices.Repeat([]string{"%PDF-1.7 " + strings.Repeat("1 0 obj ", 400)}, 2), []bool{false, true}},
		{"a PDF with zeros in place of its middle, and again", pdf, slices.Repeat([]string{pdf[:900] + strings.Repeat("\x00", len(pdf)-900)}, 2), []bool{false, false}},
		{"a cut Word file", docx, []string{docx[:900], docx}, []bool{false, true}},
		{"a Word file in place of a PDF", pdf, []string{docx}, []bool{true}},
		{"a blank page, and again", page, []string{"<html><head><title>A</title></head><body> </body></html>", "<html><head><title>A</title></head><body> </body></html>"}, []bool{false, true}},
		{"a page that was always blank", "<html><title>A</title><img src=a.png></html>", []string{"<html><title>A</title><img src=b.png></html>"}, []bool{true}},
		{"a large PDF", "%PDF-1.4 " + strings.Repeat("0 0 obj ", 200000) + "%%EOF", []string{pdf[:900], pdf}, []bool{false, true}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t, map[string]string{"/": htmlPage("Home", "/a")})
			body := test.before
			s.hook = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/a" {
					w.Header().Set("Content-Type", strings.Replace(http.DetectContentType([]byte(body)), "text/plain", "text/html", 1))
					fmt.Fprint(w, body)
				}
				return r.URL.Path == "/a"
			}
			ar := openArchive(t)
			b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
			if r := crawlSite(t, ar, "run-0", b); !r.Complete {
				t.Fatal(r.Cause)
			}
			for i := range test.after {
				body = test.after[i]
				r := crawlSite(t, ar, fmt.Sprint("run-", i+1), b)
				if got := r.Captures[1].OK(); got != test.want[i] || r.Complete != got {
					t.Errorf("night %d: taken %v, want %v; cause %q", i+1, got, test.want[i], r.Cause)
				}
			}
		})
	}
}

// TestNewPageThatBreaksOff: a page that is new is not observed where it ends amid its text, until it is
// whole or comes twice the same; one that lacks its closing tags alone is, and so is each page of
// a site of which nothing was known.
func TestNewPageThatBreaksOff(t *testing.T) {
	page := strings.TrimSuffix(htmlPage("A"), "</body></html>") + strings.Repeat("<p>More words.</p>", 40)
	cut := strings.TrimSuffix(page, "ords.</p>")
	for _, test := range []struct {
		name   string
		nights []string // what stands at the address, "" while nothing leads there
		want   []bool   // taken as content
	}{
		{"cut, and whole", []string{"", cut, page + "</body></html>"}, []bool{true, false, true}},
		{"cut, and again", []string{"", cut, cut}, []bool{true, false, true}},
		{"zeros in place of the rest", []string{"", cut + strings.Repeat("\x00", 4000), page}, []bool{true, false, true}},
		{"in a link", []string{"", page + "<p>See <a href=\"/b", page}, []bool{true, false, true}},
		{"without its closing tags", []string{"", page}, []bool{true, true}},
		{"on the first night", []string{cut, cut}, []bool{true, true}},
	} {
		body := ""
		s := newSite(t, nil)
		s.hook = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("Content-Type", "text/html")
			switch {
			case r.URL.Path == "/a":
				fmt.Fprint(w, body)
			case r.URL.Path != "/":
				return false
			case body == "":
				fmt.Fprint(w, htmlPage("Home"))
			default:
				fmt.Fprint(w, htmlPage("Home", "/a"))
			}
			return true
		}
		ar := openArchive(t)
		b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
		for i := range test.nights {
			body = test.nights[i]
			if r := crawlSite(t, ar, fmt.Sprint("run-", i), b); r.Complete != test.want[i] || !r.Complete && !strings.Contains(r.Cause, brokenOff) {
				t.Errorf("%s, night %d: taken %v, cause %q", test.name, i+1, r.Complete, r.Cause)
			}
		}
	}
}

func inUTF16(s string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, c := range []byte(s) {
		b.Write([]byte{c, 0})
	}
	return b.String()
}

// TestSiteThatLeavesEndsOut lets all pages of a site lose their end on one night: they are
// doubted on that night, not the start page on one and those that it leads to on the next.
func TestSiteThatLeavesEndsOut(t *testing.T) {
	end := ""
	s := newSite(t, nil)
	s.hook = func(w http.ResponseWriter, r *http.Request) bool {
		page := map[string]string{"/": htmlPage("Home", "/a"), "/a": htmlPage("A")}[r.URL.Path]
		if page == "" {
			return false
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, strings.TrimSuffix(page, "</body></html>")+end)
		return true
	}
	ar := openArchive(t)
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	end = "</body></html>"
	crawlSite(t, ar, "run-0", b)
	end = ""
	if r := crawlSite(t, ar, "run-1", b); r.Complete || !strings.Contains(r.Cause, cutShort) {
		t.Errorf("first night: %q", r.Cause)
	}
	if r := crawlSite(t, ar, "run-2", b); !r.Complete || len(r.Captures) != 2 {
		t.Errorf("second night: %d addresses, %q", len(r.Captures), r.Cause)
	}
}

// TestCutStartPage cuts a start page on two nights: what it leads to no more is not gone. Who
// vouches for it takes it as it is.
func TestCutStartPage(t *testing.T) {
	s := newSite(t, nil)
	whole := htmlPage("Home", "/a", "/b", "/c")
	home := whole
	s.hook = func(w http.ResponseWriter, r *http.Request) bool {
		page := map[string]string{"/": home, "/a": htmlPage("A"), "/b": htmlPage("B"), "/c": htmlPage("C")}[r.URL.Path]
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, page)
		return page != ""
	}
	ar := openArchive(t)
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}, AllowPrivate: true}
	crawlSite(t, ar, "run-0", b)
	home = whole[:strings.Index(whole, "/b")]
	for _, run := range []string{"run-1", "run-2"} {
		if r := crawlSite(t, ar, run, b); r.Complete || !strings.Contains(r.Cause, cutShort) {
			t.Errorf("%s: %q", run, r.Cause)
		}
	}
	rs, err := Run(t.Context(), ar, archive.Run{ID: "run-3", Accept: true}, []Board{b}, Options{})
	if err != nil || !rs[0].Complete {
		t.Errorf("vouched for: %v, %q", err, rs[0].Cause)
	}
}
