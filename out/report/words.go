package report

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/out"
)

// A Mark says what happened to a piece of a quotation.
type Mark int

// The marks. Every output shows them in words, not by colour alone.
const (
	Same Mark = iota
	Inserted
	Deleted
)

// A Span is a piece of a quotation.
type Span struct {
	Text string
	Mark Mark
}

// A Line is a sentence of ours (only Label), or a label and a quotation.
type Line struct {
	Label string // "Was", "Now", "Added", "Removed", ...
	Spans []Span
}

// text returns the quotation without marks.
func (l Line) text() string {
	var b strings.Builder
	for _, s := range l.Spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// A Passage is one place of a text that changed: a Was and a Now, or one line.
type Passage []Line

// Options bound what the reports show.
type Options struct {
	// QuoteWords is the most words of a manual's text in one quotation; 0
	// takes the default of 60, below 0 quotes nothing.
	QuoteWords int
	// Anew writes also what stands on disk already, as after a rebuild.
	Anew bool
}

const (
	defaultQuoteWords = 60
	mostPassages      = 12 // of one chapter; the rest is told in numbers
)

// limit returns the words that may be quoted of a board's manual.
func (o Options) limit(b out.Board) int {
	if b.NoQuotes || o.QuoteWords < 0 {
		return 0
	}
	return cmp.Or(o.QuoteWords, defaultQuoteWords)
}

// Quotes reports whether the text of a board's manual may be quoted at all.
func (o Options) Quotes(b out.Board) bool { return o.limit(b) > 0 }

// rowWords bounds what a report repeats of a row of a board's amendments: some boards put
// whole chapters there.
const rowWords = 40

// row quotes the details of an amendment; "" if there are none or nothing may be quoted.
func (o Options) row(details string, b out.Board) string {
	s := strings.TrimSuffix(Shorten(details, rowWords), ".")
	if s == "" || !o.Quotes(b) {
		return ""
	}
	return quoted(s)
}

// Unquoted says why a report does not quote a board's manual.
func Unquoted(b out.Board) string {
	if b.NoQuotes {
		return "The licence of this manual does not allow its words to be quoted."
	}
	return "Its words are not quoted here, as was asked for."
}

// Clean makes a text from outside safe to show: one line, no control
// characters, no characters that change the direction of what follows.
func Clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\uFEFF', r >= 0xFFF0 && r <= 0xFFFB, unicode.Is(unicode.Noncharacter_Code_Point, r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// SafeURL returns an address that may stand in a link, "" if it is not a web
// address.
func SafeURL(s string) string {
	u, err := url.Parse(Clean(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C", `"`, "%22", "`", "%60", " ", "%20", "(", "%28", ")", "%29", "'", "%27").Replace(u.String())
}

// Day writes a date as people do: 2 November 2026.
func Day(t time.Time) string {
	if t.IsZero() {
		return "unknown date"
	}
	return t.UTC().Format("2 January 2006")
}

// Printed writes a date that a manual prints. The first of a month is written as
// the month, which is true whether or not the manual printed a day.
func Printed(d out.Day) string {
	if d != 0 && d.Time().Day() == 1 {
		return d.Time().Format("January 2006")
	}
	return Day(d.Time())
}

// PrintedAs is [Printed] where the words are known in which the manual prints the date:
// the first of a month is told as the day if they hold one.
func PrintedAs(d out.Day, text string) string {
	if d != 0 && d.Time().Day() == 1 {
		if p, _, ok := dates.FirstDate(text); ok && p.Precision == normalise.Day && p.Time().Equal(d.Time()) {
			return Day(d.Time())
		}
	}
	return Printed(d)
}

// Ago writes the time from one day to a later one as people do: days, then months,
// then years and months.
func Ago(from, to out.Day) string {
	a, b := from.Time(), to.Time()
	months := 12*(b.Year()-a.Year()) + int(b.Month()) - int(a.Month())
	if b.Day() < a.Day() {
		months--
	}
	switch {
	case months < 2:
		return Number(int(to-from), "day", "days")
	case months < 24:
		return Number(months, "month", "months")
	case months%12 == 0:
		return Number(months/12, "year", "years")
	}
	return Number(months/12, "year", "years") + ", " + Number(months%12, "month", "months")
}

// Number writes a count with its noun: "1 chapter", "3 chapters", "1,204 words".
func Number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// Thousands writes 1204 as 1,204.
func Thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// List joins words as in a sentence: a, b and c.
func List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// Happened says in a sentence what a change did, without the words it changed;
// "" for an edit of text, which its passages show. Text from outside in it is clean
// but not escaped.
func Happened(c *out.ChangeRow, p PartOf) string {
	s := happened(c, p)
	switch diff.Kind(c.Kind) {
	case diff.Moved, diff.Renamed, diff.Retired, diff.Activated, diff.Edited:
		return s // all is told
	}
	if d := Clean(c.Detail); d != "" {
		s = strings.TrimSpace(s + " " + capital(stop(curly(d))))
	}
	if diff.Kind(c.Kind) == diff.TermsSwept && !ofLine(c) {
		s += " Quotations show the new form."
	}
	return s
}

// ofLine reports a change throughout that is a line put in or taken out, and no term.
func ofLine(c *out.ChangeRow) bool {
	return slices.ContainsFunc(c.Reasons, lineThroughout.MatchString)
}

// PartOf says how to speak of the place of a change: "" for the chapter itself,
// otherwise the label of the part.
type PartOf string

// partFor returns the part of e that c concerns.
func (e *Entry) partFor(c *out.ChangeRow) PartOf {
	if c.SectionID == e.SectionID {
		return ""
	}
	return PartOf(Clean(Label(cmp.Or(c.NewNumber, c.OldNumber), cmp.Or(c.NewTitle, c.OldTitle))))
}

// after names the part behind a word: "New part “3 Timescales”".
func (p PartOf) after() string {
	if p == "" {
		return ""
	}
	return " part " + quoted(string(p))
}

// of names the part that something belongs to: “the mark beside the title of “Contacts””.
func (p PartOf) of() string {
	if p == "" {
		return ""
	}
	return " of " + quoted(string(p))
}

// curly gives typographic quotation marks to a sentence of the program's own.
func curly(s string) string {
	return inQuotes.ReplaceAllStringFunc(s, func(q string) string { return quoted(strings.Trim(q, `"`)) })
}

func quoted(s string) string { return "“" + Clean(s) + "”" }

func happened(c *out.ChangeRow, p PartOf) string {
	if isListing(c) {
		return listing(c)
	}
	switch diff.Kind(c.Kind) {
	case diff.Added:
		if diff.IsBack(c.Reasons) {
			return backAgain(c, p)
		}
		if why := diff.UnreadWhy(c.Reasons); why != "" {
			return fmt.Sprintf("New%s; its words could not be read: %s.", p.after(), strings.TrimRight(Clean(why), "."))
		}
		if c.WordsAdded == 0 {
			return fmt.Sprintf("New%s; it has no text of its own.", p.after())
		}
		return fmt.Sprintf("New%s, %s.", p.after(), Number(int(c.WordsAdded), "word", "words"))
	case diff.Removed:
		if isCopy(c) {
			return fmt.Sprintf("A copy%s was taken out; it had %s.", p.of(), Number(int(c.WordsRemoved), "word", "words"))
		}
		if c.WordsRemoved == 0 {
			return fmt.Sprintf("Withdrawn%s; it had no text of its own.", p.after())
		}
		return fmt.Sprintf("Withdrawn%s; it had %s.", p.after(), Number(int(c.WordsRemoved), "word", "words"))
	case diff.Retired:
		if slices.Contains(c.Reasons, diff.PageGoneReason) {
			return fmt.Sprintf("Withdrawn, though still listed: no page of it can be read any more; it had %s.", Number(int(c.WordsRemoved), "word", "words"))
		}
		return "Withdrawn: the number is now marked as not in use."
	case diff.Activated:
		return fmt.Sprintf("Now in use: the number was a placeholder before; %s.", Number(int(c.WordsAdded), "word", "words"))
	case diff.Renamed:
		return fmt.Sprintf("Renamed: was %s, now %s.", quoted(Label(c.OldNumber, c.OldTitle)), quoted(Label(c.NewNumber, c.NewTitle)))
	case diff.Renumbered:
		return renumbered(c)
	case diff.Moved:
		if diff.PathAbove(c.OldPath) == diff.PathAbove(c.NewPath) {
			return fmt.Sprintf("Moved%s to another place %s%s.", p.after(), withinPart(c.NewPath), otherSeat(c))
		}
		return fmt.Sprintf("Moved%s: was %s, now %s.", p.after(), under(c.OldPath), under(c.NewPath))
	case diff.Split:
		return "Split" + p.after() + "."
	case diff.Merged:
		return "Merged" + p.after() + "."
	case diff.FileReplaced:
		return "The file was replaced."
	case diff.MovedHost:
		return fmt.Sprintf("The address changed: was %s, now %s.", Clean(c.OldURL), Clean(c.NewURL))
	case diff.TermsSwept:
		if ofLine(c) {
			return "In nearly all chapters:"
		}
		return "Replaced throughout:"
	case diff.ReviewChanged:
		return "A date of review" + p.of() + " changed."
	case diff.Flagged:
		return "The mark beside the title" + p.of() + " changed."
	case diff.LinkChanged:
		return "A link" + p.of() + " changed."
	default:
		return ""
	}
}

// backAgain tells of a chapter that the manual had before.
func backAgain(c *out.ChangeRow, p PartOf) string {
	after := ""
	for _, r := range c.Reasons {
		if strings.HasPrefix(r, diff.BackAfter) {
			after = strings.TrimPrefix(Clean(r), "back ")
		}
	}
	return fmt.Sprintf("Back%s %s, %s.", p.after(), after, Number(int(c.WordsAdded), "word", "words"))
}

func renumbered(c *out.ChangeRow) string {
	if c.OldNumber == c.NewNumber { // folded: the detail tells
		return "Renumbered."
	}
	return fmt.Sprintf("Renumbered: was %s, now %s.", cmp.Or(Clean(c.OldNumber), "without a number"), cmp.Or(Clean(c.NewNumber), "without a number"))
}

// otherNumber tells the numbers of what moved, where it got another one: of chapters that
// exchanged theirs nothing else tells.
func otherNumber(c *out.ChangeRow) string {
	old, now := Clean(c.OldNumber), Clean(c.NewNumber)
	if old == now || old == "" || now == "" {
		return ""
	}
	return ": was " + old + ", now " + now
}

// otherSeat says where a chapter that moved inside its part was and is, by its numbers or, where
// they do not tell it, by its place among the others.
func otherSeat(c *out.ChangeRow) string {
	if n := otherNumber(c); n != "" {
		return n
	}
	if old, now := diff.Seats(c.Detail); old != now {
		return ": it stood " + Clean(old) + ", and stands " + Clean(now) + " now"
	}
	return ""
}

// withinPart is where a chapter moved that stays in its part.
func withinPart(path string) string {
	if diff.PathAbove(path) == "" {
		return "in the manual"
	}
	return under(path)
}

// listing says in which place a chapter is listed no longer, or now, and where it stands as well.
func listing(c *out.ChangeRow) string {
	if diff.Kind(c.Kind) == diff.Added {
		return fmt.Sprintf("Now listed %s as well; it stood %s before.", under(c.NewPath), under(c.OldPath))
	}
	return fmt.Sprintf("No longer listed %s as well; it stands %s.", under(c.OldPath), under(c.NewPath))
}

func under(path string) string {
	if p := diff.PathAbove(path); p != "" {
		return "under " + quoted(strings.ReplaceAll(p, " > ", " › "))
	}
	return "at the top of the manual"
}

func capital(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s // an address is written as it is
	}
	for i, r := range s {
		if i == 0 {
			return string(unicode.ToUpper(r)) + s[len(string(r)):]
		}
	}
	return s
}

func stop(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
