package content

import (
	"fmt"
	"strings"

	"manualwatch/parse"
	"manualwatch/parse/pdf/object"
	"manualwatch/parse/pdf/writing"
)

// Facts puts what the file says of itself on the document: Meta and Label, and findings
// about what was mended or damaged.
func Facts(f *object.File, doc *parse.Document) {
	info := f.Trailer().Key("Info")
	for key, name := range map[string]string{
		"Producer": "producer", "Creator": "creator", "Author": "author",
		"ModDate": "modified", "CreationDate": "created", "Subject": "subject", "Keywords": "keywords",
	} {
		v := writing.Squeeze(writing.Clean(f.Text(info.Key(key))))
		if strings.HasSuffix(key, "Date") {
			v = fileDate(v)
		}
		if v != "" {
			doc.Meta[name] = v
		}
	}
	doc.Label = writing.Squeeze(writing.Clean(f.Text(info.Key("Title"))))
	for _, d := range f.Damages {
		doc.Findings = append(doc.Findings, parse.Finding{Code: findDamage, Detail: d.What, Page: d.Page})
	}
	if len(f.Mended()) > 0 {
		doc.Findings = append(doc.Findings, parse.Finding{
			Code: "pdf_mended", Detail: "damaged file: " + strings.Join(f.Mended(), ", "),
		})
	}
}

// fileDate makes an RFC 3339 time of "D:20180302101500+01'00'", or "" of
// anything else.
func fileDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 4 || strings.Trim(s[:4], "0123456789") != "" {
		return ""
	}
	digits := s
	if i := strings.IndexAny(s, "+-Zz "); i >= 0 {
		digits = s[:i]
	}
	part := func(from int, missing string) string {
		if len(digits) >= from+2 {
			return digits[from : from+2]
		}
		return missing
	}
	return fmt.Sprintf("%s-%s-%sT%s:%s:%s%s", s[:4], part(4, "01"), part(6, "01"),
		part(8, "00"), part(10, "00"), part(12, "00"), zone(s[len(digits):]))
}

// zone reads "+01'00'" and "Z"; an unknown zone is taken as UTC.
func zone(s string) string {
	s = strings.ReplaceAll(s, "'", "")
	if len(s) < 3 || s[0] != '+' && s[0] != '-' || strings.Trim(s[1:], "0123456789") != "" {
		return "Z"
	}
	minutes := "00"
	if len(s) >= 5 {
		minutes = s[3:5]
	}
	return s[:3] + ":" + minutes
}

const findDamage = "pdf_damaged" // a part of the file that is broken was left out or read around
