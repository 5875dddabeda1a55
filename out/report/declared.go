package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/diff/declaration"
	"manualwatch/normalise"
	"manualwatch/out"
)

// Declared says whether the board's own amendments table tells of a change, and in which
// words, so that a reader sees what the row leaves unsaid; "" if the question does not
// arise.
func (o Options) Declared(c *out.ChangeRow, ds []out.DeclarationRow, b out.Board) string {
	if c.Declared != "confirmed" && c.Declared != "undeclared" {
		return ""
	}
	rows := rowsOf(c, ds)
	words, dated := o.quoted(rows, b)
	switch {
	case c.Declared == "confirmed" && rows != nil && rows[0].State == string(diff.ConfirmedLate):
		return "Declared by the board later, in a row that was first seen on " + dayOfRun(rows[0].RunID) + dated + tail(": ", words) + "."
	case c.Declared == "confirmed" && words != "":
		return "Declared by the board" + dated + ": " + words + "." + o.missing(rows, b)
	case c.Declared == "confirmed":
		return "Declared by the board" + dated + "."
	case against(rows) != "":
		return "Not declared by the board: its row" + cutOff(dated) + " " + against(rows) + tail(": ", words) + "."
	case words == "":
		return "Not declared by the board."
	case strings.Contains(words, anotherRow):
		return "Not declared by the board: its rows" + cutOff(dated) + " say only " + words + "."
	}
	return "Not declared by the board: its row" + cutOff(dated) + " says only " + words + "."
}

// against tells how the row that was held for a change speaks against it, "" where it does not.
func against(rows []*out.DeclarationRow) string {
	if rows == nil || rows[0].State != string(diff.NotDetected) {
		return ""
	}
	return declaration.AgainstTheRow(rows[0].Reason)
}

// SaidOtherwise reports whether the board's row about an undeclared change says the contrary of it,
// or something else.
func SaidOtherwise(c *out.ChangeRow, ds []out.DeclarationRow) bool {
	return c.Declared == "undeclared" && against(rowsOf(c, ds)) != ""
}

// tail is what follows a sign, nothing where it is empty.
func tail(sign, s string) string {
	if s == "" {
		return ""
	}
	return sign + s
}

// dayOfRun writes the day of a run.
func dayOfRun(id string) string {
	t, err := time.Parse(normalise.RunIDLayout, id)
	if err != nil {
		return Clean(id)
	}
	return Day(t)
}

// DeclaredLater reports whether a row that came on a later night declares a change, which no row of
// its own night did.
func DeclaredLater(c *out.ChangeRow, ds []out.DeclarationRow) bool {
	return c.Declared == "undeclared" && slices.ContainsFunc(ds, func(d out.DeclarationRow) bool {
		return d.State == string(diff.ConfirmedLate) && slices.Contains(d.ChangeIDs, c.ChangeID) && !declaration.LeavesUnsaid(d.Details, &out.ChangesOf([]out.ChangeRow{*c})[0])
	})
}

// LateRows are the declarations that tell of a change which was seen on an earlier night.
func LateRows(ds []out.DeclarationRow) []out.DeclarationRow {
	return slices.DeleteFunc(Found(ds), func(d out.DeclarationRow) bool { return d.State != string(diff.ConfirmedLate) })
}

// missing tells what rows say beside of which nothing was seen.
func (o Options) missing(rows []*out.DeclarationRow, b out.Board) string {
	var all []string
	for _, d := range rows {
		all = append(all, o.missingParts(d, b)...)
	}
	if len(all) == 0 {
		return ""
	}
	return " Of this nothing was seen: " + List(all) + "."
}

// missingParts quotes what a row that was found says beside of which nothing was seen.
func (o Options) missingParts(d *out.DeclarationRow, b out.Board) []string {
	var parts []string
	for _, m := range d.Missing {
		if q := o.row(m, b); q != "" {
			parts = append(parts, q)
		}
	}
	return parts
}

// FoundInPart are the declarations that were confirmed and say something beside of which nothing
// was seen.
func FoundInPart(ds []out.DeclarationRow) []out.DeclarationRow {
	return slices.DeleteFunc(Found(ds), func(d out.DeclarationRow) bool { return len(d.Missing) == 0 })
}

// InPartWords tells of a declared amendment of which a part was found, what was not.
func (o Options) InPartWords(d *out.DeclarationRow, b out.Board) string {
	s := declaredOf(d) + ": found in part"
	if parts := o.missingParts(d, b); len(parts) > 0 {
		s += "; nothing was seen of " + List(parts)
	}
	return s + "."
}

// declaredOf names the chapter of a row as printed, with its date.
func declaredOf(d *out.DeclarationRow) string {
	said := cmp.Or(Clean(d.Chapter), "Chapter not named")
	if d.Date != 0 {
		said += " (" + PrintedAs(d.Date, d.DateText) + ")"
	}
	return said
}

// cutOff ends what was put in behind a comma.
func cutOff(inserted string) string {
	if inserted == "" {
		return ""
	}
	return inserted + ","
}

// anotherRow stands between the rows of one change.
const anotherRow = "”; and"

// maxRows is how many rows are quoted of one change.
const maxRows = 3

// rowsOf are the rows that tell of a change: the one that fits it best, and others on the same
// chapter that say something else of it.
func rowsOf(c *out.ChangeRow, ds []out.DeclarationRow) []*out.DeclarationRow {
	tells := func(d *out.DeclarationRow) bool { return slices.Contains(d.ChangeIDs, c.ChangeID) }
	best := slices.IndexFunc(ds, func(d out.DeclarationRow) bool { return d.RunID == c.RunID && d.Ordinal == c.AmendmentOrdinal })
	if best < 0 {
		best = slices.IndexFunc(ds, func(d out.DeclarationRow) bool { return tells(&d) })
	}
	if best < 0 {
		return nil
	}
	rows := []*out.DeclarationRow{&ds[best]}
	for i := range ds {
		d := &ds[i]
		if i == best || len(rows) == maxRows || d.RunID != ds[best].RunID || d.SectionID != c.SectionID || !tells(d) {
			continue
		}
		if !slices.ContainsFunc(rows, func(r *out.DeclarationRow) bool { return r.Details == d.Details }) {
			rows = append(rows, d)
		}
	}
	return rows
}

// quoted puts the words of rows one behind the other, with the date of the first before them and
// that of another where it differs.
func (o Options) quoted(rows []*out.DeclarationRow, b out.Board) (words, dated string) {
	date := func(d *out.DeclarationRow) string {
		if d.Date == 0 {
			return ""
		}
		return ", dated " + PrintedAs(d.Date, d.DateText) + aheadOf(d)
	}
	for i, d := range rows {
		row := o.row(d.Details, b)
		switch {
		case i == 0:
			words, dated = row, date(d)
		case row == "" || strings.Contains(words, row):
		case date(d) == dated || d.Date == 0:
			words += "; and " + row
		default:
			words += "; and" + cutOff(date(d)) + " " + row
		}
	}
	return words, dated
}

// aheadOf remarks that a row is dated more than a month after the run that read it: rows are dated
// some days ahead as a matter of course.
func aheadOf(d *out.DeclarationRow) string {
	if t, err := time.Parse(normalise.RunIDLayout, d.RunID); err == nil && d.Date.Time().After(t.AddDate(0, 1, 0)) {
		return " (then still to come)"
	}
	return ""
}

// Quoted holds the sentences of one entry that quote a row of the board's own list.
type Quoted map[string]bool

// Once shortens a sentence of [Options.Declared] that was said of a change of the same entry
// already: one row may tell of several.
func (q Quoted) Once(sentence string) string {
	if !strings.Contains(sentence, "“") {
		return sentence
	}
	if q[sentence] && strings.Contains(sentence, anotherRow) {
		return "Declared in the same rows."
	}
	if q[sentence] {
		return "Declared in the same row."
	}
	q[sentence] = true
	return sentence
}
