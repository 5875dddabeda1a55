package parse

import (
	"bytes"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// FindingCharset says that a page's bytes are not in the encoding it names.
const FindingCharset = "charset_label"

// toUTF8 converts a body to valid UTF-8. The encoding is named by the byte order
// mark, the header, the page's own meta element, the content, in this order; but
// a label that the bytes contradict is not followed, and that is a finding. Text that
// was misread before it came to the page is mended (see [mendMisread]).
func toUTF8(body []byte, header string) ([]byte, []Finding) {
	text, found := decode(body, header)
	text, more := mendMisread(text)
	return text, append(found, more...)
}

func decode(body []byte, header string) ([]byte, []Finding) {
	if isUTF16(body) {
		return bytes.ToValidUTF8(decodeUTF16(body), []byte("\uFFFD")), nil
	}
	if bom := []byte("\xef\xbb\xbf"); bytes.HasPrefix(body, bom) {
		return mendUTF8(body[len(bom):]), nil
	}
	label := headerCharset(header)
	if label == "" {
		label = pageCharset(body)
	}
	return decodeLabelled(body, label)
}

// decodeLabelled weighs the label against the bytes.
func decodeLabelled(body []byte, label string) ([]byte, []Finding) {
	valid := utf8.Valid(body)
	enc, name := charset.Lookup(label)
	switch {
	case name == "utf-8" || enc == nil:
		if valid {
			return body, nil
		}
		return decodeInvalid(body, label)
	case strings.HasPrefix(name, "utf-16"):
		// A UTF-16 label without UTF-16 bytes: the meta element itself was
		// readable as ASCII, so the page cannot be UTF-16.
		return decodeLabelled(body, "")
	case isSingleByte(name) && valid:
		if isASCII(body) {
			return body, nil
		}
		return body, []Finding{{Code: FindingCharset, Detail: "labelled " + label + ", but the bytes are UTF-8"}}
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return bytes.ToValidUTF8(body, []byte("\uFFFD")), []Finding{{Code: FindingCharset, Detail: "cannot decode " + label + ": " + err.Error()}}
	}
	return bytes.ToValidUTF8(out, []byte("\uFFFD")), nil
}

// decodeInvalid reads bytes that should be UTF-8 and are not: mostly UTF-8 with
// single foreign bytes, or windows-1252 throughout.
func decodeInvalid(body []byte, label string) ([]byte, []Finding) {
	multi, bad := countUTF8(body)
	detail := "the bytes are windows-1252"
	out := mendUTF8(body)
	if multi > 0 && multi >= bad {
		detail = "some bytes are no UTF-8 and were read as windows-1252"
	} else if dec, err := charmap.Windows1252.NewDecoder().Bytes(body); err == nil {
		out = dec
	}
	if label == "" {
		if multi == 0 {
			return out, nil
		}
		label = "nothing"
	}
	return out, []Finding{{Code: FindingCharset, Detail: "labelled " + label + ", but " + detail}}
}

// countUTF8 counts the well-formed multi-byte sequences and the bytes that belong
// to none.
func countUTF8(body []byte) (multi, bad int) {
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			multi++
		}
		i += n
	}
	return multi, bad
}

// mendUTF8 reads each byte that is no UTF-8 as windows-1252.
func mendUTF8(body []byte) []byte {
	if utf8.Valid(body) {
		return body
	}
	out := make([]byte, 0, len(body)+len(body)/16)
	for len(body) > 0 {
		r, n := utf8.DecodeRune(body)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(body[0])
		}
		out = utf8.AppendRune(out, r)
		body = body[n:]
	}
	return out
}

func headerCharset(header string) string {
	if _, params, err := mime.ParseMediaType(header); err == nil {
		return params["charset"]
	}
	if i := strings.Index(strings.ToLower(header), "charset="); i >= 0 {
		return strings.Trim(header[i+len("charset="):], `"' ;`)
	}
	return ""
}

// pageCharset is the label that the page gives itself near its beginning: in
// <meta charset=...> or <meta http-equiv=... content="text/html; charset=...">, or
// else in an XML head.
func pageCharset(body []byte) string {
	xml := ""
	for rest := body[:min(len(body), 2048)]; ; {
		k := bytes.IndexByte(rest, '<')
		if k < 0 {
			return xml
		}
		rest = rest[k+1:]
		switch {
		case beginsWith(rest, "meta") && len(rest) > 4 && !labelByte(rest[4]):
			if label := labelIn(tagOf(rest), "charset"); label != "" {
				return label
			}
		case beginsWith(rest, "?xml") && xml == "":
			xml = labelIn(tagOf(rest), "encoding")
		}
	}
}

// tagOf is the tag with which a page goes on.
func tagOf(rest []byte) []byte {
	tag, _, _ := bytes.Cut(rest, []byte(">"))
	return tag
}

// labelIn is the value given to a name in a tag, or in the text of an attribute.
func labelIn(tag []byte, name string) string {
	for ; len(tag) > len(name); tag = tag[1:] {
		if !beginsWith(tag, name) {
			continue
		}
		value, given := bytes.CutPrefix(bytes.TrimLeft(tag[len(name):], " \t\r\n\f"), []byte("="))
		if !given {
			continue
		}
		value = bytes.TrimLeft(value, " \t\r\n\f\"'")
		n := 0
		for n < min(len(value), 40) && labelByte(value[n]) {
			n++
		}
		if n >= 2 {
			return string(value[:n])
		}
	}
	return ""
}

// beginsWith compares without regard to the case of letters.
func beginsWith(b []byte, word string) bool {
	return len(b) >= len(word) && b[0]|0x20 == word[0]|0x20 && bytes.EqualFold(b[:len(word)], []byte(word))
}

func labelByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':' || c == '.' || c == '-'
}

// isSingleByte reports an encoding in which every byte string is text, so that
// valid UTF-8 with multi-byte sequences can only be UTF-8 by another name.
func isSingleByte(name string) bool {
	return strings.HasPrefix(name, "windows-") || strings.HasPrefix(name, "iso-8859-") || name == "macintosh" || name == "x-user-defined" || strings.HasPrefix(name, "koi8")
}

func isASCII(body []byte) bool {
	return !slices.ContainsFunc(body, func(c byte) bool { return c >= utf8.RuneSelf })
}

// isUTF16 reports a byte order mark of UTF-16, or its look without one: every
// second byte of the beginning is zero.
func isUTF16(body []byte) bool {
	if bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return true
	}
	if bytes.IndexByte(body[:min(len(body), 256)], 0) < 0 {
		return false
	}
	even, odd := zeroBytes(body[:min(len(body), 256)])
	return len(body) >= 16 && (even == 0) != (odd == 0) && even+odd >= min(len(body), 256)*2/5
}

func zeroBytes(b []byte) (even, odd int) {
	for i, c := range b {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even, odd
}

func decodeUTF16(body []byte) []byte {
	order := unicode.LittleEndian
	if even, odd := zeroBytes(body[:min(len(body), 256)]); even > odd {
		order = unicode.BigEndian
	}
	out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(body)
	if err != nil {
		return bytes.ToValidUTF8(body, nil)
	}
	return out
}
