package docx

import "strings"

// maxCode bounds the code of one field.
const maxCode = 8 << 10

// A field is a complex field that is open: its code, then its result.
type field struct {
	code     string
	result   bool // the separator has been passed
	silent   bool // the result is not text of the document
	contents bool // the result is a table of contents
	href     string
	title    string
}

func (f *field) addCode(s string) {
	if len(f.code) < maxCode {
		f.code += s
	}
}

func (r *reader) fieldChar(p *paragraph, kind string) {
	n := len(r.fields)
	switch {
	case kind == "begin" && n < 64:
		r.fields = append(r.fields, field{})
	case kind == "separate" && n > 0:
		f := &r.fields[n-1]
		f.result = true
		r.understand(f)
		p.openField(r)
	case kind == "end" && n > 0:
		if f := r.fields[n-1]; !f.result {
			r.understand(&f)
			if s := f.sign(); s != "" {
				r.fields = r.fields[:n-1]
				r.write(p, s)
				return
			}
		}
		if r.fields[n-1].href != "" {
			p.closeLink()
		}
		r.fields = r.fields[:n-1]
		p.openField(r)
	}
}

// understand reads the code of a field: its name and arguments.
func (r *reader) understand(f *field) {
	args := fieldArgs(f.code)
	if len(args) == 0 {
		return
	}
	switch strings.ToUpper(args[0]) {
	case "TOC", "TOA", "INDEX":
		f.contents = true
	case "PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES":
		f.silent = true
	case "HYPERLINK":
		f.href, f.title = r.fieldLink(args[1:])
	}
}

// sign returns the character of a SYMBOL field, which has no result.
func (f *field) sign() string {
	args := fieldArgs(f.code)
	if len(args) < 2 || strings.ToUpper(args[0]) != "SYMBOL" {
		return ""
	}
	v, ok := atoi(args[1])
	if !ok || v < 32 || v > 0xFFFF {
		return ""
	}
	font := ""
	for i := 2; i+1 < len(args); i++ {
		if strings.EqualFold(args[i], `\f`) {
			font = args[i+1]
		}
	}
	if v < 256 && font != "" {
		v += 0xF000
	}
	return symbol(formatHex(v), font)
}

func formatHex(v int) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{digits[v>>12&15], digits[v>>8&15], digits[v>>4&15], digits[v&15]})
}

// fieldLink reads HYPERLINK "address" \l "bookmark" \o "tip".
func (r *reader) fieldLink(args []string) (href, title string) {
	var address, anchor string
	for i := 0; i < len(args); i++ {
		next := ""
		if i+1 < len(args) {
			next = args[i+1]
		}
		switch strings.ToLower(args[i]) {
		case `\l`:
			anchor, i = next, i+1
		case `\o`:
			title, i = next, i+1
		case `\t`:
			i++
		default:
			if address == "" && !strings.HasPrefix(args[i], `\`) {
				address = args[i]
			}
		}
	}
	if anchor != "" {
		address += "#" + anchor
	}
	return r.address(address), title
}

// fieldArgs cuts a field's code at white space outside quotation marks.
func fieldArgs(code string) []string {
	var args []string
	var b strings.Builder
	quoted, some := false, false
	flush := func() {
		if some {
			args = append(args, b.String())
		}
		b.Reset()
		some = false
	}
	for _, c := range code {
		switch {
		case c == '"' || c == '“' || c == '”':
			quoted, some = !quoted, true
		case !quoted && (c == ' ' || c == '\t' || c == '\u00a0'):
			flush()
		default:
			b.WriteRune(c)
			some = true
		}
	}
	flush()
	return args
}

func (r *reader) simpleField(p *paragraph, k *node) {
	f := field{code: k.attr("w:instr"), result: true}
	r.understand(&f)
	if len(r.fields) >= 64 {
		r.inlines(p, k.kids)
		return
	}
	r.fields = append(r.fields, f)
	depth := len(r.fields)
	p.openField(r)
	r.inlines(p, k.kids)
	if f.href != "" {
		p.closeLink()
	}
	if len(r.fields) >= depth {
		r.fields = r.fields[:depth-1]
	}
	p.openField(r)
}

// silent reports whether s is the code of a field, or a page number. Some
// programs set a whole entry of the contents as the result of a PAGEREF field, so
// only what looks like a page number is taken for one.
func (r *reader) silent(s string) bool {
	for i := range r.fields {
		if f := &r.fields[i]; !f.result || f.silent && isPageNumber(s) {
			return true
		}
	}
	return false
}

func (r *reader) inContents() bool {
	for i := range r.fields {
		if r.fields[i].contents && r.fields[i].result {
			return true
		}
	}
	return false
}

// openField opens the link of the innermost HYPERLINK field that is still open.
func (p *paragraph) openField(r *reader) {
	if p.open != nil {
		return
	}
	for i := len(r.fields) - 1; i >= 0; i-- {
		if f := &r.fields[i]; f.result && f.href != "" {
			p.openLink(f.href, f.title)
			return
		}
	}
}

// dropOpenCodes forgets fields whose code runs over the end of a paragraph: the
// file is damaged there, and everything after would count as code.
func (r *reader) dropOpenCodes() {
	for i := range r.fields {
		if !r.fields[i].result {
			r.fields = r.fields[:i]
			return
		}
	}
}
