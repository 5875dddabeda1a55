package truth

import (
	"cmp"
	"manualwatch/out"
	"slices"
	"strings"
)

// notFound are the declarations of what was not seen.
func notFound(ds []*out.DeclarationRow) []*out.DeclarationRow {
	return slices.DeleteFunc(slices.Clone(ds), func(d *out.DeclarationRow) bool {
		return d.State != "not_detected" && d.State != "unknown_chapter" && d.State != "ambiguous" || d.Reason == "the row says that nothing changed, and nothing did" ||
			d.Reason == "the row says that something was checked, and tells of no change" || d.Reason == pictureUnread
	})
}

// pictureUnread is the reason of a declaration of what is not read.
const pictureUnread = "pictures and films are not read, so that what the row tells of one cannot be checked"

// unchecked are the declarations of what is not read.
func unchecked(ds []*out.DeclarationRow) []*out.DeclarationRow {
	return slices.DeleteFunc(slices.Clone(ds), func(d *out.DeclarationRow) bool { return d.Reason != pictureUnread })
}

// declaredWords checks what is told of an amendment that was not found.
func declaredWords(ds []*out.DeclarationRow, text string) string {
	m := pattern(`^(.+?)(?: \({date}\))?(?:: {q}\.|\.)(?: {any})?$`).FindStringSubmatch(text)
	if m == nil {
		return "no form knows it"
	}
	return rowWords(append(notFound(ds), unchecked(ds)...), m)
}

// lateRows are the declarations of changes that were seen on an earlier night.
func lateRows(ds []*out.DeclarationRow) []*out.DeclarationRow {
	return slices.DeleteFunc(slices.Clone(ds), func(d *out.DeclarationRow) bool { return d.State != "confirmed_late" })
}

// lateWords checks what is told of a row that came after its change.
func lateWords(ds []*out.DeclarationRow, text string) string {
	m := pattern(`^(.+?)(?: \({date}\))?(?:: {q}\.|\.)(?: {any})?$`).FindStringSubmatch(text)
	if m == nil {
		return "no form knows it"
	}
	return rowWords(lateRows(ds), m)
}

// rowWords looks for a declaration that says what is told.
func rowWords(ds []*out.DeclarationRow, m []string) string {
	for _, d := range ds {
		if one(cmp.Or(d.Chapter, "Chapter not named")) == m[1] && m[2] == printedAs(d.Date, d.DateText) && begins(d.Details, m[3]) && bare(inWords(d.Reason)) == bare(m[4]) {
			return ""
		}
	}
	return "no such declaration says so"
}

var isoDates = pattern(`\b(\d{4}-\d\d-\d\d)\b`)

// inWords writes the dates of a sentence as the documents do.
func inWords(s string) string {
	return isoDates.ReplaceAllStringFunc(s, func(d string) string {
		if t, err := parseDay(d); err == nil {
			return day(t)
		}
		return d
	})
}

// begins reports whether a text is another one, or its beginning and a mark.
func begins(whole, said string) bool {
	if cut, ok := strings.CutSuffix(said, "[…]"); ok {
		return strings.HasPrefix(bare(whole), bare(cut)) && bare(cut) != ""
	}
	return bare(whole) == bare(said)
}

// rowGoneTold reports whether what is told of a row that is gone are its chapter and its words.
func rowGoneTold(c *out.ChangeRow, said string) bool {
	name := "a chapter not named"
	if c.OldTitle != "" {
		name = "“" + one(c.OldTitle) + "”"
	}
	row, ok := strings.CutPrefix(said, name)
	row = strings.TrimSuffix(strings.TrimPrefix(row, ": “"), "”")
	detail := pattern(`(?:^| \| )\d{4}(?:-\d\d){0,2}$`).ReplaceAllString(strings.TrimPrefix(strings.TrimPrefix(c.Detail, c.OldTitle), " | "), "")
	return ok && (row == "" || begins(detail, row))
}

// rowRedatedTold reports whether what is told of a row with another date are its chapter, its words
// and both dates.
func rowRedatedTold(c *out.ChangeRow, said string) bool {
	at := strings.LastIndex(c.Detail, " | ")
	row, ok := strings.CutSuffix(said, ", "+one(c.Detail[at+len(" | "):]))
	return ok && at > 0 && rowGoneTold(&out.ChangeRow{OldTitle: c.NewTitle, Detail: c.Detail[:at]}, row)
}
