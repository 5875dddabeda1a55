package main

import (
	"archive/zip"
	"bufio"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// What a hostile site puts wherever it can: markup, scripts, formulas, terminal
// commands (ESC, C1), signs that turn the direction of text, NUL, bytes that are no
// UTF-8, a word of ten thousand letters.
var (
	evilTexts = []string{
		"<script>alert(1)</script>", "[click](javascript:alert(1))", "<img src=x onerror=alert(1)>", "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1",
		"\x1b[31mred\x1b[0m", "\u009b2J", "\u202Edesrever\u202C", "\u2066x\u2069", "a\x00b", "bad \xff\xc3(", "**bold** `code` | cell |", "# Heading", "1. one", "{{.}} ${x} <%= x %>", "&lt;b&gt; &#27;[2J &#x202e;",
		strings.Repeat("Donaudampfschiff", 625),
	}
	evilHeader = "\u009b2J\u202e<b>x</b>\xff"
)

// hostileSite answers on a loopback address with raw bytes: no library would send them.
func hostileSite(t *testing.T, night *int) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				r, err := http.ReadRequest(bufio.NewReader(c))
				if err == nil {
					fmt.Fprint(c, hostileAnswer(r.URL.Path, *night))
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

func hostileAnswer(path string, night int) string {
	status, kind, extra, body := "200 OK", "text/html; charset=utf-8; x="+evilHeader, "", ""
	n := -1
	switch {
	case path == "/robots.txt":
		kind, body = "text/plain", "User-agent: *\nDisallow: /hidden"+evilHeader+"\n"+strings.Join(evilTexts[:15], "\n")+"\n"
	case path == "/":
		body = hostileContents(night)
	case path == "/amendments.html":
		body = "<html><body><main><h1>Amendments</h1><table><tr><th>Chapter</th><th>Details</th><th>Date</th></tr>"
		for i, x := range evilTexts {
			body += fmt.Sprintf("<tr><td>%s</td><td>%s: the chapter was updated</td><td>0%d-02-2026</td></tr>", x, x, 1+i%9)
		}
		body += "</table></main></body></html>"
	case path == "/gone":
		status, body = "404 Not "+evilHeader+"Found", "<html><body>"+evilTexts[9]+"</body></html>"
	case path == "/broken":
		status, body, extra = "500 "+evilHeader, evilTexts[9], "X-Command: \x1b[2J\r\n"
	case path == "/f.docx":
		kind, body = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", hostileDOCX(night)
	case path == "/f.pdf":
		kind, body = "application/pdf", hostilePDF(night)
	case path == "/away":
		status, extra = "302 Found", "Location: http://evil.example/"+evilHeader+"\r\n"
	default:
		if _, err := fmt.Sscanf(path, "/c%d.html", &n); err != nil || n >= len(evilTexts) {
			status = "404 Not Found"
			break
		}
		body = hostileChapter(n, night)
	}
	return fmt.Sprintf("HTTP/1.1 %s\r\nContent-Type: %s\r\nETag: \"%s%d\"\r\nLast-Modified: %s\r\nServer: %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s", status, kind, evilHeader, night, evilHeader, evilHeader, extra, len(body), body)
}

func hostileContents(night int) string {
	s := "<html><head><title>" + evilTexts[9] + "</title></head><body><main><h1>Manual " + evilTexts[10] + "</h1><p>" + evilTexts[15] + " next update: March 2027</p><h2>1. " + evilTexts[0] + " Part</h2><ul>"
	for i, x := range evilTexts {
		if night == 1 && i == 3 {
			continue // a chapter that comes
		}
		s += fmt.Sprintf(`<li><a href="/c%d.html">1.%d %s%s</a></li>`, i, i+1, x, map[bool]string{true: " renamed"}[night > 1 && i == 5])
	}
	return s + `<li><a href="/f.docx">2.1 Word file</a></li><li><a href="/f.pdf">2.2 Print file</a></li></ul></main></body></html>`
}

// hostileDOCX has the texts in its properties, headings, cells, styles and links.
func hostileDOCX(night int) string {
	escape := func(s string) string {
		var b strings.Builder
		xml.EscapeText(&b, []byte(s))
		return b.String()
	}
	var body strings.Builder
	for i, x := range evilTexts {
		x = escape(x)
		fmt.Fprintf(&body, `<w:p><w:pPr><w:pStyle w:val="%s"/><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p><w:p><w:hyperlink w:anchor="%s" w:tooltip="%s"><w:r><w:t>Reply to %s within %d days.</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Desk</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, x, x, x, x, x, i+night, x)
	}
	evil := escape(strings.Join(evilTexts[:20], " "))
	return zipped(map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
		"docProps/core.xml":   `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>` + evil + `</dc:title><dc:creator>` + evil + `</dc:creator><dc:language>` + evil + `</dc:language><cp:revision>` + evil + `</cp:revision><dcterms:modified>` + evil + `</dcterms:modified></cp:coreProperties>`,
		"word/document.xml":   `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`,
	})
}

func zipped(files map[string]string) string {
	var b strings.Builder
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, _ := z.Create(name) // writes to memory
		io.WriteString(w, files[name])
	}
	z.Close()
	return b.String()
}

// hostilePDF has the texts in its properties, its outline and on its page.
func hostilePDF(night int) string {
	wide := func(s string) string { return fmt.Sprintf("<FEFF%s>", hexUTF16(s)) }
	evil := strings.Join(evilTexts[:20], " ")
	var page strings.Builder
	page.WriteString("BT /F1 10 Tf 14 TL 40 800 Td\n")
	for i, x := range evilTexts[:20] {
		fmt.Fprintf(&page, "<%x> Tj T*\n", fmt.Sprintf("%d. %s: reply within %d days.", i+1, x, i+night))
	}
	page.WriteString("ET")
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R/Lang" + wide(evil) + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", page.Len(), page.String()), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>", "<</Title" + wide(evilTexts[9]+evilTexts[10]) + "/Parent 6 0 R/Dest[3 0 R/Fit]>>",
		"<</Title" + wide(evil) + "/Author" + wide(evil) + "/Producer" + wide(evil) + "/Keywords" + wide(evil) + "/ModDate" + wide(evil) + ">>",
	}
	out, offsets := "%PDF-1.4\n", []int{}
	for i, o := range objects {
		offsets = append(offsets, len(out))
		out += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := len(out)
	out += fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		out += fmt.Sprintf("%010d 00000 n \n", o)
	}
	return out + fmt.Sprintf("trailer<</Size %d/Root 1 0 R/Info 8 0 R>>\nstartxref\n%d\n%%%%EOF", len(objects)+1, xref)
}

func hexUTF16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

func hostileChapter(n, night int) string {
	x := evilTexts[n]
	s := fmt.Sprintf("<html><head><title>%s</title></head><body><main><h1>1.%d %s</h1><h2>1. %s</h2><p>The worker %s reply to %s within three days, says chapter %d of this manual to everybody.</p>", x, n+1, x, x, map[bool]string{true: "should", false: "must"}[night == 1], x, n)
	s += fmt.Sprintf("<table><tr><td>%s</td><td>Desk %d</td></tr></table><p>See section 9.%d%s of this manual. Working Together to Safeguard Children 2015. <a href=\"/gone\">g</a> <a href=\"/broken\">b</a> <a href=\"/away\">a</a> <a href=\"javascript:alert(1)\">j</a> <a href=\"/c1.html?%s\">q</a></p>", x, night, n, x, strings.ReplaceAll(evilHeader, "<b>x</b>", ""))
	return s + "</main></body></html>"
}

// command finds what a terminal obeys, or what turns the direction of a line.
var command = regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f]|[\u0080-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")

// TestHostileSite lets the real binary watch a site that puts commands wherever a
// text, an address or a header is taken over, and looks at everything that it says and
// writes, with a register whose texts do the same.
func TestHostileSite(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the binary")
	}
	exe, night := buildBinary(t), 1
	site := hostileSite(t, &night)
	dir := t.TempDir()
	data, register := filepath.Join(dir, "data"), filepath.Join(dir, "boards.toml")
	text := fmt.Sprintf("[[board]]\nid = \"evil\"\nname = \"Evil <b>x</b> [y](javascript:z) \\u001b[31m \\u202e Board\"\nnation = \"=1+1\"\nareas = [\"<script>\", \"\\u009b2J\"]\nlicence = \"<img src=x>\"\nplatform = \"generic\"\nstart = [\"%s/\"]\namendments = [\"%s/amendments.html\"]\ndelay = \"0s\"\nallow_private = true\n", site, site)
	if err := os.WriteFile(register, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	say := func(args ...string) string {
		cmd := exec.Command(exe, append(args, "--boards", register, "--data", data)...)
		cmd.Dir = dir
		said, _ := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() > 3 || cmd.ProcessState.ExitCode() == 2 {
			t.Errorf("%q: exit code %d\n%q", args, cmd.ProcessState.ExitCode(), said)
		}
		if c := command.Find(said); c != nil {
			i := command.FindIndex(said)[0]
			t.Errorf("%q says %q: …%q", args, c, said[max(0, i-80):min(len(said), i+40)])
		}
		return string(said)
	}
	for night = 1; night <= 2; night++ {
		for _, format := range []string{"text", "json"} {
			say("run", "--now", fmt.Sprintf("2026-03-0%dT0%d:00:00Z", night, len(format)), "--log", format, "--progress", "off")
		}
	}
	for _, args := range [][]string{
		{"boards", "list"}, {"boards", "lint", register}, {"boards", "check", "evil"}, {"status"}, {"status", "--format", "json"}, {"verify"}, {"topics"},
		{"diff", "--board", "evil", "--from", "2026-03-01", "--to", "2026-03-02"},
		{"history", "--board", "evil", "1.1"}, {"history", "--board", "evil", "1.6"}, {"compare"}, {"compare", "--format", "json"},
		{"report", "--board", "evil", "--from", "2026-03-02", "--to", "2026-03-02", "--format", "md,html", "--out", filepath.Join(dir, "papers")}, {"prune", "--before", "2026-03-01"},
	} {
		say(args...)
	}
	said := say("export", "--table", "sections", "--format", "csv")
	for _, text := range []string{"alert(1)", "within three days", "days.", "Desk", "reply within 2 days"} {
		if !strings.Contains(said, text) {
			t.Errorf("%q is not in the tables, so nothing was tested", text)
		}
	}
	for _, table := range []string{"sections", "changes", "captures", "findings", "amendments", "references", "observations", "editions", "declarations"} {
		say("export", "--table", table, "--format", "jsonl")
		rows, err := csv.NewReader(strings.NewReader(say("export", "--table", table, "--format", "csv"))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Errorf("%s as CSV: %d rows, %v", table, len(rows), err)
		}
		for _, row := range rows {
			for _, c := range row {
				if c != "" && strings.ContainsAny(c[:1], "=+-@\t\r") {
					t.Errorf("%s: formula %.60q", table, c)
				}
			}
		}
	}
	lookAtFiles(t, dir)
}

// lookAtFiles wants no command in any text that was written, and no page that acts.
func lookAtFiles(t *testing.T, dir string) {
	acts := regexp.MustCompile(`(?i)<(?:img|iframe|object|embed|form|base)\b|<script(?: src="[./]*app\.js" defer)?>[^<]|\son\w+\s*=\s*["']|(?:href|src)="\s*(?:javascript|data|vbscript):`)
	kinds := map[string]int{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if err == nil && (d.Name() == "archive" || d.Name() == ".cache") {
				return filepath.SkipDir
			}
			return err
		}
		if !regexp.MustCompile(`^[\w.=-]+$`).MatchString(d.Name()) {
			t.Errorf("a file is called %q", d.Name())
		}
		kind := filepath.Ext(name)
		if kind == ".parquet" || d.Name() == "boards.toml" {
			return nil
		}
		b, err := os.ReadFile(name)
		kinds[kind]++
		if c := command.FindIndex(b); c != nil {
			t.Errorf("%s: %q", name, b[max(0, c[0]-60):min(len(b), c[1]+20)])
		}
		if kind == ".html" {
			if c := acts.Find(b); c != nil {
				t.Errorf("%s: %q", name, c)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{".md", ".html", ".xml", ".sql"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s file was written", kind)
		}
	}
}
