package parse

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// sniffLen is how far into a body its type is looked for.
const sniffLen = 4096

// markLen is how much of a page that says it is HTML is looked at for bytes of no
// text: what browsers read before they decide (the resource header of the WHATWG's
// MIME Sniffing standard).
const markLen = 1445

// sniff names the real type of a body. The header's type is used only to choose
// between readings that the bytes leave open.
func sniff(body []byte, header string) string {
	head := bytes.TrimLeft(body[:min(len(body), sniffLen)], "\xef\xbb\xbf \t\r\n\f\x00")
	header = strings.ToLower(strings.TrimSpace(strings.SplitN(header, ";", 2)[0]))
	switch {
	case len(head) == 0 && len(body) <= sniffLen:
		return ""
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return TypePDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return sniffZip(body)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return TypeDOC
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "application/rtf"
	}
	if isUTF16(body) {
		return sniffMarkup(decodeUTF16(body[:min(len(body), sniffLen)]), header)
	}
	if beginsWith(head, "<!doctype html") && !binary(head[:min(len(head), markLen)]) {
		return TypeHTML
	}
	if t := http.DetectContentType(head); !strings.HasPrefix(t, "text/") && t != "application/octet-stream" {
		return t
	}
	if binary(head) {
		if i := bytes.Index(body[:min(len(body), 1024)], []byte("%PDF-")); i >= 0 {
			return TypePDF
		}
		return "application/octet-stream"
	}
	return sniffMarkup(head, header)
}

// sniffMarkup tells HTML, XML, JSON and plain text apart.
func sniffMarkup(head []byte, header string) string {
	if bytes.EqualFold(head[:min(len(head), 14)], []byte("<!doctype html")) {
		return TypeHTML
	}
	low := bytes.ToLower(head)
	switch {
	case hasHTML(low):
		return TypeHTML
	case bytes.Contains(low[:min(len(low), 1024)], []byte("%pdf-")):
		return TypePDF
	case bytes.Contains(low, []byte("<office:document")) && bytes.Contains(low, []byte(TypeODT)):
		return TypeODT // in one file, not packed (.fodt)
	case bytes.HasPrefix(low, []byte("<?xml")):
		return "application/xml"
	case (low[0] == '{' || low[0] == '[') && (strings.Contains(header, "json") || jsonLike(low)):
		return "application/json"
	case strings.Contains(header, "html") && bytes.IndexByte(low, '<') >= 0:
		return TypeHTML
	case strings.HasSuffix(header, "xml") && low[0] == '<':
		return "application/xml"
	case looksTagged(low):
		return TypeHTML
	}
	return TypeText
}

// hasHTML reports a mark that only HTML pages have.
func hasHTML(low []byte) bool {
	return slices.ContainsFunc([]string{"<!doctype html", "<html", "<head", "<body", "<title>"}, func(mark string) bool { return bytes.Contains(low, []byte(mark)) })
}

// looksTagged reports whether a fragment without <html> is nevertheless HTML: it
// starts with a tag, or common tags are closed in it.
func looksTagged(low []byte) bool {
	n := 0
	for _, tag := range []string{"</p>", "</div>", "</table>", "</li>", "</h1>", "</h2>", "</a>", "<br"} {
		if bytes.Contains(low, []byte(tag)) {
			n++
		}
	}
	return n >= 2 || n == 1 && low[0] == '<'
}

// jsonLike reports whether text that opens a bracket goes on as JSON does.
func jsonLike(low []byte) bool {
	rest := bytes.TrimLeft(low[1:], " \t\r\n")
	return len(rest) > 0 && (rest[0] == '"' || rest[0] == '{' || rest[0] == '}')
}

// binary reports bytes that no text has.
func binary(head []byte) bool {
	n := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			n++
		}
	}
	return n > 0 && n*100 > len(head)
}

// sniffZip looks for the parts that tell the office formats apart.
func sniffZip(body []byte) string {
	r, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return sniffBrokenZip(body)
	}
	for _, f := range r.File[:min(len(r.File), 200)] {
		switch {
		case strings.HasPrefix(f.Name, "word/"):
			return TypeDOCX
		case strings.HasPrefix(f.Name, "xl/"):
			return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		case strings.HasPrefix(f.Name, "ppt/"):
			return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
		case f.Name == "content.xml":
			return sniffODF(body)
		case f.Name == "[Content_Types].xml" && namesWord(f):
			return TypeDOCX
		}
	}
	return "application/zip"
}

// namesWord reports whether the list of types of an Office file names a Word text:
// its parts may stand under any name.
func namesWord(f *zip.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	list, _ := io.ReadAll(io.LimitReader(r, 1<<20)) // what can be read of it decides
	return bytes.Contains(list, []byte(".wordprocessingml.")) || bytes.Contains(list, []byte("ms-word."))
}

// sniffBrokenZip serves archives whose directory is lost: the names still stand
// before each part, and the reader of the format can say what is wrong.
func sniffBrokenZip(body []byte) string {
	if bytes.Contains(body, []byte("word/")) {
		return TypeDOCX
	}
	if bytes.Contains(body[:min(len(body), 200)], []byte(TypeODT)) {
		return TypeODT
	}
	return "application/zip"
}

// sniffODF reads the type that OpenDocument puts first in the archive.
func sniffODF(body []byte) string {
	if bytes.Contains(body[:min(len(body), 200)], []byte("opendocument.spreadsheet")) {
		return "application/vnd.oasis.opendocument.spreadsheet"
	}
	if bytes.Contains(body[:min(len(body), 200)], []byte("opendocument.presentation")) {
		return "application/vnd.oasis.opendocument.presentation"
	}
	return TypeODT
}

// unreadable is the error for a type that no reader takes, with what to do.
func unreadable(in Input, typ string) error {
	what, hint := describe(typ)
	return fmt.Errorf("parse %s: it is %s (the server said %s): %s", in.URL, what, cmp.Or(in.MediaType, "nothing"), hint)
}

// describe names a type in words, and says what a person can do with it.
func describe(typ string) (what, hint string) {
	switch {
	case typ == TypePDF, typ == TypeDOCX, typ == TypeODT:
		return "a document of type " + typ, "no reader for it was given"
	case typ == TypeDOC:
		return "an old Word file (.doc) or another OLE file", "save it as .docx and import that"
	case typ == "application/rtf":
		return "a rich-text file (.rtf)", "save it as .docx and import that"
	case typ == "application/xml":
		return "XML and no page", "exclude the address in the register"
	case typ == "application/json":
		return "JSON and no page", "exclude the address in the register"
	case strings.HasPrefix(typ, "image/"), strings.HasPrefix(typ, "video/"), strings.HasPrefix(typ, "audio/"):
		return "a file of type " + typ + " without text", "exclude the address in the register, or find the page that has its words"
	case strings.Contains(typ, "zip"), strings.Contains(typ, "gzip"):
		return "a packed file (" + typ + ")", "unpack it and import the files in it"
	case strings.Contains(typ, "sheet"), strings.Contains(typ, "presentation"), strings.Contains(typ, "powerpoint"):
		return "a spreadsheet or presentation (" + typ + ")", "save it as PDF and import that"
	}
	return "binary data of no known type", "look at the address in a browser; exclude it in the register if it is no document"
}
