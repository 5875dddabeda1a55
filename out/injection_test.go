package out_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"

	"manualwatch/out"
	"manualwatch/out/paper"
	"manualwatch/out/report"
	"manualwatch/out/site"
)

// hostile texts, each of which would do something in some output.
var hostile = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	"# Heading\n\n- item\n\n1. one",
	`[click](javascript:alert(1)) ![i](http://evil.example/x.png)`,
	"`code` **bold** _it_ ~~gone~~ <b>b</b> &lt;i&gt; &copy; \\",
	"a | b | c\n|---|\n| x |",
	`=HYPERLINK("http://evil.example","x")`,
	"+1+1", "-1+1", "@SUM(A1)",
	"\x1b[31mred\x1b[0m \u009b2J \x07 \x00",
	"\u202Edesrever\u202C \u2066x\u2069",
	"]]> <!-- --> <![CDATA[ x ]]> {{.}} ${x} <%= x %>",
	"http://evil.example www.evil.example <http://evil.example>",
	"bad \xff utf8 \xc3(",
	"</w:t></w:r><w:r><w:t>x",
}

var hostileURLs = []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", " javascript:x", "http://ok.example/a b<c>\"d'(e)`f\\g?h=1&copy=2", "//evil.example/x", "file:///etc/passwd", "https://ok.example/\x1b[31m"}

// poison replaces every text that comes from a board.
func poison(v reflect.Value, field string, n *int) {
	keep := []string{"RunID", "BoardID", "EditionID", "FromEditionID", "ToEditionID", "PreviousEditionID", "SectionID", "ParentSectionID", "ChangeID", "Kind", "Significance", "Status", "Declared", "State", "CausedBy", "Op", "ChangeIDs", "TopicID", "Standing", "Flags", "OtherSectionIDs"}
	switch v.Kind() {
	case reflect.String:
		if slices.Contains(keep, field) && !(field == "Status" && v.String() == "") {
			return
		}
		*n++
		if strings.HasSuffix(field, "URL") {
			v.SetString(hostileURLs[*n%len(hostileURLs)])
			return
		}
		v.SetString(hostile[*n%len(hostile)])
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[[]string]() && v.Len() == 0 && !slices.Contains(keep, field) {
			v.Set(reflect.ValueOf([]string{"x", "y"}))
		}
		for i := range v.Len() {
			poison(v.Index(i), field, n)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			poison(v.Field(i), v.Type().Field(i).Name, n)
		}
	}
}

// outputs writes everything there is from poisoned rows and returns the files.
func outputs(t *testing.T) map[string][]byte {
	t.Helper()
	ar, err := txtar.ParseFile("report/testdata/night.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Boards []out.Board
		Nights []out.Tables
	}
	if err := json.Unmarshal(ar.Files[0].Data, &s); err != nil {
		t.Fatal(err)
	}
	n := 0
	for i := range s.Boards {
		s.Boards[i].Name, s.Boards[i].Licence, s.Boards[i].Areas, s.Boards[i].Start = hostile[i], hostile[3], hostile[:4], hostileURLs
	}
	dir := t.TempDir()
	d, err := out.OpenDataset(filepath.Join(dir, "dataset"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for round := range 3 { // other texts in other places
		for _, night := range s.Nights {
			night.Amendments = []out.AmendmentRow{{EditionID: "ashford-" + night.Runs[0].RunID, BoardID: "ashford"}}
			night.References = []out.ReferenceRow{{EditionID: "ashford-" + night.Runs[0].RunID, BoardID: "ashford", SectionID: "c1", Status: "superseded"}}
			night.Topics = []out.TopicRow{{RunID: night.Runs[0].RunID, TopicID: "t", BoardID: "ashford", SectionID: "c1", Standing: "same"}}
			night.Coverage = []out.CoverageRow{{RunID: night.Runs[0].RunID, TopicID: "t", BoardID: "ashford", SectionID: "c1"}, {RunID: night.Runs[0].RunID, TopicID: "t", BoardID: "brook"}, {RunID: night.Runs[0].RunID, TopicID: "t", BoardID: "carr"}}
			night.Findings = []out.FindingRow{{RunID: night.Runs[0].RunID, BoardID: "ashford"}}
			night.Overdue = []out.OverdueRow{{RunID: night.Runs[0].RunID, BoardID: "ashford", SectionID: "c1", Kind: "review", Since: 20000}}
			night.SharedText = []out.SharedTextRow{{RunID: night.Runs[0].RunID, BoardID: "ashford", SectionID: "c1", Regional: true, Words: 9, Common: 1}}
			night.Adoptions = []out.AdoptionRow{{RunID: night.Runs[0].RunID, BoardID: "ashford", SectionID: "c1", PassageID: "p", Standing: "held"}, {RunID: night.Runs[0].RunID, BoardID: "brook", SectionID: "c1", PassageID: "p", Standing: "dropped"}}
			for i := range night.Sections {
				night.Sections[i].NextReview = 20000
			}
			poison(reflect.ValueOf(&night).Elem(), "", &n)
			for i := range night.Coverage {
				night.Coverage[i].State = "has"
			}
			if err := d.WriteRun(night.Runs[0].RunID, night); err != nil {
				t.Fatal(err)
			}
			if err := report.WriteChangelogs(dir, d, night.Runs[0].RunID, s.Boards, report.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		o := report.Options{Anew: true}
		if err := errors.Join(report.WriteFeeds(dir, d, s.Boards, o), site.Write(dir, d, s.Boards, o), report.WriteAcross(dir, d, s.Boards, o)); err != nil {
			t.Fatal(err)
		}
		p, err := paper.Build(d, s.Boards[0], paper.Period{From: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Summed: true}, o)
		if err != nil {
			t.Fatal(err)
		}
		var md, page, docx bytes.Buffer
		if err := errors.Join(p.WriteMarkdown(&md), p.WriteHTML(&page), p.WriteDOCX(&docx)); err != nil {
			t.Fatal(err)
		}
		prefix := string(rune('a' + round))
		files[prefix+"/paper.md"], files[prefix+"/paper.html"], files[prefix+"/paper.docx"] = md.Bytes(), page.Bytes(), docx.Bytes()
		for _, table := range out.TableNames() {
			for _, format := range out.ExportFormats() {
				var b bytes.Buffer
				if err := d.Export(&b, table, format, out.Filter{}); err != nil {
					t.Fatal(err)
				}
				name, forExcel := strings.CutSuffix(format, "-excel")
				if forExcel {
					name = "excel." + name
				}
				files[prefix+"/"+table+"."+name] = bytes.TrimPrefix(b.Bytes(), []byte("\xef\xbb\xbf"))
			}
		}
		collect(t, dir, prefix, files)
	}
	return files
}

func collect(t *testing.T, dir, prefix string, files map[string][]byte) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && e.Name() == "dataset" {
			return filepath.SkipDir
		}
		if e.IsDir() || e.Name() == ".stamp" {
			return nil
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files[prefix+"/"+filepath.ToSlash(rel)] = b
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNothingPassesInAnyOutput(t *testing.T) {
	control := regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202a-\u202e\u2066-\u2069]")
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	told := map[string]bool{}
	for name, b := range outputs(t) {
		told[filepath.Ext(name)] = told[filepath.Ext(name)] || bytes.Contains(b, []byte("alert(1)")) || bytes.Contains(b, []byte(`alert\(1`))
		switch ext := filepath.Ext(name); ext {
		case ".docx":
			checkDOCX(t, name, b)
			continue
		case ".md":
			var page bytes.Buffer
			if err := md.Convert(b, &page); err != nil {
				t.Fatal(err)
			}
			checkHTML(t, name, page.Bytes(), false)
		case ".html":
			checkHTML(t, name, b, strings.Contains(name, "/site/"))
		case ".xml":
			checkFeed(t, name, b)
		case ".csv":
			checkCSV(t, name, b)
		case ".jsonl", ".js", ".css":
		default:
			t.Errorf("%s: what is this?", name)
		}
		if c := control.Find(b); c != nil && !(filepath.Ext(name) == ".jsonl" || filepath.Ext(name) == ".csv") || filepath.Ext(name) == ".csv" && bytes.ContainsAny(b, "\x1b\u009b\x07\x00") || filepath.Ext(name) == ".jsonl" && bytes.ContainsAny(b, "\x1b\u009b\x07\x00") {
			t.Errorf("%s: control character %q", name, c)
		}
	}
	for _, ext := range []string{".md", ".html", ".csv", ".jsonl"} {
		if !told[ext] {
			t.Errorf("the hostile texts are in no %s file, so nothing was tested", ext)
		}
	}
}

// checkHTML parses a page as a browser does and looks at what would act.
func checkHTML(t *testing.T, name string, b []byte, script bool) {
	t.Helper()
	root, err := xhtml.Parse(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != xhtml.ElementNode {
			continue
		}
		if slices.Contains([]string{"img", "iframe", "object", "embed", "form", "base", "i", "em", "code"}, n.Data) || n.Data == "script" && !script {
			t.Errorf("%s: element <%s>", name, n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style" && script:
				t.Errorf("%s: attribute %s", name, a.Key)
			case n.Data == "script" && a.Key == "src" && !strings.HasSuffix(a.Val, "app.js"):
				t.Errorf("%s: script %s", name, a.Val)
			case a.Key == "href" || a.Key == "src":
				checkURL(t, name, a.Val)
			}
		}
	}
}

func checkURL(t *testing.T, name, u string) {
	t.Helper()
	if strings.HasPrefix(u, "http://evil") || strings.Contains(strings.SplitN(u, "?", 2)[0], ":") && !strings.HasPrefix(u, "http://") && !strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "//") {
		t.Errorf("%s: link to %q", name, u)
	}
}

func checkFeed(t *testing.T, name string, b []byte) {
	t.Helper()
	var f struct {
		Entries []struct {
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(b, &f); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, e := range f.Entries {
		checkHTML(t, name, []byte(e.Content), false)
	}
}

func checkCSV(t *testing.T, name string, b []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, r := range rows {
		for _, c := range r {
			if c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") {
				t.Errorf("%s: formula %q", name, c)
			}
		}
	}
}

func checkDOCX(t *testing.T, name string, b []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(r); ; {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %s: %v", name, f.Name, err)
			}
			if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "Relationship" {
				for _, a := range s.Attr {
					if a.Name.Local == "Target" && strings.Contains(a.Value, ":") {
						checkURL(t, name, a.Value)
					}
				}
			}
		}
	}
}
