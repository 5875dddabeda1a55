package toc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// suffixFlags reads what stands after the link of a row.
func suffixFlags(suffix string) (flags []string, rest string) {
	if f, ok := flagsBefore(suffix); ok {
		return titleflag.TidyFlags(f), ""
	}
	if f, rest, ok := bracketBefore(suffix); ok {
		more, rest := suffixFlags(rest)
		return titleflag.TidyFlags(append(f, more...)), rest
	}
	s := titleflag.StripFormat(strings.TrimRight(suffix, " \u00a0"))
	if strings.TrimSpace(s) == "" {
		return nil, ""
	}
	if f, ok := titleflag.PureFlags(s); ok {
		return f, ""
	}
	if f, ok := flaggedWithDate(s); ok {
		return titleflag.TidyFlags(f), ""
	}
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return c == '|' || c == '·' || c == '•' }) {
		if f, ok := titleflag.PureFlags(part); ok {
			flags = append(flags, f...)
			s = strings.Replace(s, part, "", 1)
		}
	}
	probe := "x" + s
	if t, f := titleflag.StripFlags(probe); len(f) > 0 && strings.HasPrefix(t, "x") {
		flags = append(flags, f...)
		s = t[1:]
	}
	if f, ok := titleflag.PureFlags(s); ok && len(flags) > 0 {
		return titleflag.TidyFlags(append(flags, f...)), "" // the rest is a date
	}
	return titleflag.TidyFlags(flags), strings.TrimRight(s, " |·•")
}

// flagsBefore reads flags before the particulars of a file: "Updated DOCX | 10 KB | v2.1".
func flagsBefore(suffix string) (flags []string, ok bool) {
	const most = 3 // words of a flag
	words := strings.Fields(suffix)
	for n := 1; n <= most && n < len(words); n++ {
		f, pure := titleflag.OnlyFlagged(strings.Join(words[:n], " "))
		if pure && titleflag.Particulars(strings.Join(words[n:], " ")) {
			return f, true
		}
	}
	return nil, false
}

// bracketBefore takes flags in brackets from before words that describe the chapter: "(New) – sets
// out what all must do".
func bracketBefore(suffix string) (flags []string, rest string, ok bool) {
	inside, rest, closed := strings.Cut(strings.TrimSpace(suffix), ")")
	inside, opened := strings.CutPrefix(inside, "(")
	if !opened || !closed || wording.Letters(rest) == 0 {
		return nil, "", false
	}
	flags, ok = titleflag.OnlyFlagged(inside)
	return flags, rest, ok
}

// titleGoesOn reports whether the words after a link are still the title ("<a>
// Flowchart 1</a>: action taken") and not a description.
func titleGoesOn(suffix string) bool {
	t := strings.TrimSpace(suffix)
	if t == "" || len(strings.Fields(t)) > 14 || strings.HasSuffix(t, ".") || IsSentence(t) {
		return false
	}
	return !wording.IsFormatName(t) && !countNote.MatchString(t) && !howToUse.MatchString(t) && !titleflag.Particulars(t)
}

// howToUse is a remark in brackets on how a paper is used, "(to be used in conjunction with the
// form)".
var howToUse = pattern.New(`(?i)^[(\[](?:please\s+|(?:to|must|should)\s+be\s+)(?:used?|read|completed?|filled\s+in|considered|viewed|signed|printed)\b[^()]*[)\]]$`)

// describesBehind reports words behind a link that describe what it leads to: the page there is
// called as the link is and no more, "<a>Domestic Abuse</a> <em>Includes abuse by adult
// children</em>". What a sign joins to the title may be more of it.
func (r *rowReader) describesBehind(href, core, suffix string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(suffix))
	if !unicode.IsUpper(first) || wording.CountWords(suffix) < 2 {
		return false
	}
	page := r.site.PageAt(href)
	if page < 0 || page == r.page {
		return false
	}
	if _, rest, ok := wording.SplitGlued(core); ok {
		core = rest
	}
	return IsTitle(core, r.site.Input.Pages[page].Document.Title)
}

// flagBefore takes flags from before a description, "Under review Hospitals and homes".
func flagBefore(s string) (flags []string, rest string) {
	const most = 3 // words
	words := strings.Fields(s)
	for n := min(most, len(words)-1); n > 0; n-- {
		if f, ok := titleflag.PureFlags(strings.Join(words[:n], " ")); ok {
			return f, strings.Join(words[n:], " ")
		}
	}
	return nil, s
}

// comesLater takes a line that says that the chapter named above it is to come, "In
// preparation": that line is an entry, set in bold type as the linked one above it is, and no
// heading.
func (r *rowReader) comesLater(rw *Row) bool {
	last := len(r.rows) - 1
	if last < 1 || rw.Num.Text != "" || !titleflag.IsPromise(rw.Title) {
		return false
	}
	named, before := &r.rows[last], &r.rows[last-1]
	if named.Rank != RankBold || named.Linked() || rw.Block-named.Block != 1 || !before.Linked() || !before.Bold || before.Page != named.Page {
		return false
	}
	named.Head, named.Rank = false, before.Rank
	return true
}

// pointsNear reports words that point to another entry of the same page: "the policy above".
func pointsNear(title string) bool {
	return strings.HasSuffix(title, " above") || strings.HasSuffix(title, " below")
}

// bracketed reports words that stand in brackets, all of them.
func bracketed(text string) bool {
	return strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")")
}

// linkRemark is a line that tells where the link beside it leads.
var linkRemark = pattern.New(`(?i)^\(?(?:this|the)\s+(?:(?:above|chapter|procedure|policy|page|document)\s+)?(?:(?:hyper)?links?|is\s+linked)\s+(?:directly\s+)?to\b`)

// keep decides whether the line is a row at all.
func (r *rowReader) keep(rw *Row, kind parse.BlockKind, l layout.Line) bool {
	words, said := wording.CountWords(rw.Title), rw.Title
	if strings.HasSuffix(strings.TrimSpace(l.Text), ":") {
		said += ":" // the title goes without it
	}
	if !rw.Linked() {
		if _, only := titleflag.OnlyFlagged(rw.Title); only {
			return false // a legend of the flags, "Last updated 3 May 2024"
		}
		if r.pointsTo(rw, strings.TrimSpace(l.Text)) {
			return false // what can be seen elsewhere: "See also our local resources, including: the tool kit"
		}
		if r.comesLater(rw) {
			return false // of the entry above
		}
		if r.doc.Blocks[rw.Block].Kind == parse.Item && !r.plain && rw.Num.Parts == 1 && goesOn(rw.Title) && !titleflag.IsPlaceholder(rw.Title) {
			return false // what a sentence above counts: "1. be alert to signs"
		}
		if rw.Also && pointsNear(rw.Title) || kind == parse.Paragraph && rw.Num.Keyword != "" && bracketed(rw.Title) {
			return false // a remark on the file above: "See also the policy below", "Appendix 1 (with a form)"
		}
		if wording.IsFormatName(rw.Title) && rw.Num.Text == "" && !rw.Head {
			return false // what kind of file the link above leads to
		}
		if bracketed(rw.Title) && rw.Num.Text == "" && titleflag.StripFormat("x "+rw.Title) == "x" {
			return false // a note on the chapter above: "(checked May 2018)"
		}
		if r.quotesBelow(rw, strings.TrimSpace(l.Text)) {
			return false // a remark on the chapter above
		}
		if linkRemark.MatchString(rw.Title) || clickHere.MatchString(rw.Title) {
			return false // where the link above leads, what opens the list below
		}
		if r.namesList(rw) {
			return false // "section 1 contents list"
		}
		if said := strings.TrimSpace(l.Text); kind != parse.Heading && countNote.MatchString(said) && !r.opensCount(rw) || !rw.Head && (r.countsAbove(rw, said) || titleflag.Particulars(said) || r.describesFile(rw, said)) {
			return false // how many entries it has, or what the file above is
		}
		if kind == parse.Paragraph && whereIn.MatchString(strings.TrimSpace(l.Text)) {
			return false // where in the manual the page stands
		}
		if !rw.Head && saysDay(l.Text) {
			return false // when the chapter above was published
		}
	}
	switch {
	case rw.Num.Text == "" && !strings.ContainsFunc(rw.Title, isWordRune):
		return false // no title at all, or only an arrow to the next page
	case kind == parse.Paragraph && !rw.Linked() && !rw.Head && !rw.Num.Sure && (words > 3 || words > 1 && rw.Num.Text == "A") && (strings.HasSuffix(rw.Title, ".") || strings.HasSuffix(rw.Title, "…")):
		return false // "A short guide." and "A child who…", the beginning of a text, have no number
	case rw.Linked() && kind == parse.Paragraph && rw.Num.Text == "" && r.afterEntry(rw) && IsByline(l.Text, l.Links):
		return false // who wrote the page above, and when
	case rw.Linked():
		return words <= 60
	case rw.Note:
		r.note = strings.HasSuffix(strings.TrimSpace(l.Text), ":")
		return false
	case words > 40:
		return false
	case titleflag.IsPlaceholder(rw.Title):
		return true
	case rw.Head && rw.Rank >= RankBold && words > 8 && strings.HasSuffix(said, ":"):
		return false // "The forms named above are here:" leads on
	case rw.Head, rw.Num.Text != "" && (rw.Num.Parts > 1 || rw.Num.Sure || rw.Num.Keyword != "") && !IsSentence(said):
		return true
	case kind == parse.Item:
		return !IsSentence(said) && !goesOn(rw.Title)
	case rw.Num.Text != "" && !IsSentence(said):
		rw.counted = true
		return true
	case rw.Also:
		return words <= 25
	case r.marked[rw.Block]:
		return true
	case r.plain:
		if r.note {
			// What the NOTE above says to read with these chapters.
			r.note = false
			rw.Also, rw.Flags = true, nil
			return words <= 25 && !IsSentence(said)
		}
		rw.Head, rw.Text = true, true
		return words <= 25 && !IsSentence(said)
	}
	return false
}

// describesFile reports a line below the link of its entry that says what sort of paper it is
// and goes on with the particulars of the file: "Policy, version three, April 2019. PDF, 23KB".
func (r *rowReader) describesFile(rw *Row, said string) bool {
	const mostOfSort = 3 // words
	sort, particulars, ok := strings.Cut(said, ",")
	if !ok || len(r.rows) == 0 || rw.Num.Text != "" || wording.CountWords(sort) > mostOfSort {
		return false
	}
	above := &r.rows[len(r.rows)-1]
	return above.Linked() && above.Page == rw.Page && above.Block == rw.Block && titleflag.Particulars(particulars)
}

// afterEntry reports a row in the block right below that of an entry with a link.
func (r *rowReader) afterEntry(rw *Row) bool {
	if len(r.rows) == 0 {
		return false
	}
	above := &r.rows[len(r.rows)-1]
	return above.Linked() && above.Page == rw.Page && rw.Block-above.Block == 1
}

// whereIn is a line that says which part of a whole a page is: "Part 1 of the manual".
var whereIn = pattern.New(`(?i)^(?:part|section|chapter|volume|book)\s+\w{1,6}\s+of\s+(?:the|this|our|\d+)\b[^.]{0,60}$`)

// isWordRune reports a letter or a digit.
func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// namesList reports a line right below a heading that only says that here the list of that
// section begins, as the captions of tables do.
func (r *rowReader) namesList(rw *Row) bool {
	if len(r.rows) == 0 || rw.Num.Text == "" || !ContentLabel.MatchString(rw.Title) {
		return false
	}
	above := &r.rows[len(r.rows)-1]
	return above.Head && (above.Num.Text == "" || above.Num.Text == rw.Num.Text)
}

// goesOn reports words that carry on a sentence begun above the list: they open with a
// small letter, as "e-Safety" does not.
func goesOn(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return len(first) < len(s) && first == strings.ToLower(first) && first[0] >= 'a' && first[0] <= 'z' && !strings.Contains(first, "-")
}

// IsSentence tells running text from a title.
func IsSentence(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return false
	}
	switch s[len(s)-1] {
	case ':':
		return len(strings.Fields(s)) > 4
	case '.', ';':
		return len(strings.Fields(s)) > 6
	case ',':
		return true
	}
	return false
}

// dropEmptyHeads is done by the tree; here only plain lines that head nothing go.
func (r *rowReader) dropEmptyHeads() {
	out := r.rows[:0]
	leads := 0
	for i := range r.rows {
		leads += wording.BoolInt(r.rows[i].Lead)
	}
	for i := range r.rows {
		rw := &r.rows[i]
		if rw.Lead && leads < 2 && rw.Num.Text == "" {
			continue
		}
		if rw.Text {
			next := i + 1
			for next < len(r.rows) && r.rows[next].Also {
				next++
			}
			if next >= len(r.rows) || r.rows[next].Text || r.rows[next].Head || !r.rows[next].Num.Sure || r.rows[next].Num.Parts < 2 {
				continue
			}
		}
		out = append(out, *rw)
	}
	r.rows = out
}

// dropFormats drops links that have nothing but the number of a row above and the name of
// a format, "Part 1 PDF": there is the same in another format. A row without entries and
// without a link leads where they do.
func (r *rowReader) dropFormats() {
	isFormat := func(rw *Row) bool { return rw.Num.Text != "" && rw.Linked() && wording.IsFormatName(rw.Title) }
	if !AnyRow(r.rows, isFormat) {
		return
	}
	first := make(map[[2]string]int) // the first row of a number
	out := r.rows[:0]
	for _, rw := range r.rows {
		number := [2]string{rw.Num.Keyword, rw.Num.Text}
		at, met := first[number]
		if !met && rw.Num.Text != "" {
			first[number] = len(out)
		}
		if !met || !isFormat(&rw) {
			out = append(out, rw)
			continue
		}
		if above := &out[at]; !above.Linked() && (at+1 == len(out) || !out[at+1].Linked()) {
			above.Href, above.Frag, above.Target = rw.Href, rw.Frag, rw.Target
		}
	}
	r.rows = out
}

// saysDay reports a line that is the date of a day.
func saysDay(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 40 || !wording.IsDigit(text[len(text)-1]) {
		return false
	}
	d, ok := dates.Parse(text)
	return ok && d.Precision == normalise.Day
}

// signsAhead are the signs of controls and lists before a title, signsBehind those of links behind one.
var (
	signsAhead  = pattern.New(`^(?:\[[+–−-]\]|[+•·–—-](?:\s|$)|[▸▾►▼▷▹➤⊞⊕＋»›→])+\s*`)
	signsBehind = pattern.New(`\s*[▸▾►▼▷▹➤⊞⊕＋»›→]+$`)
)

// withoutSigns is a title without such signs.
func withoutSigns(s string) string {
	if s == "" || s[0] != '[' && s[0] != '+' && s[0] != '-' && s[0] < 0x80 && s[len(s)-1] < 0x80 {
		return s
	}
	t := s[len(signsAhead.FindString(s)):]
	t = t[:len(t)-len(signsBehind.FindString(t))]
	if strings.TrimSpace(t) == "" {
		return s
	}
	return t
}

// closesSentence reports whether a sentence ends in the words before the name of a format, or
// before the sentence with that link: "They are kept elsewhere. Please <a>click here</a> for
// them."
func closesSentence(core, suffix string) bool {
	core = strings.TrimSpace(core)
	if _, rest, ok := wording.SplitNumber(core); ok {
		core = rest
	}
	return strings.HasSuffix(core, ".") || strings.HasSuffix(strings.TrimSpace(suffix), ".") && strings.Contains(core, ". ")
}

// canFind is what people are told of what they can have elsewhere.
var canFind = pattern.New(`(?i)\b(?:can|may)\s+(?:also\s+)?(?:access|download|find|get|obtain|read|request|see|view)\b`)

// tellsWhere reports a sentence on where somebody finds what a list has, as other files or
// more of it: it names no entry, and leads to neither a page that was read nor a file.
func (r *rowReader) tellsWhere(rw *Row, core, suffix string) bool {
	return rw.Target < 0 && !IsPaper(rw.Href) && strings.HasSuffix(strings.TrimSpace(suffix), ".") && canFind.MatchString(core)
}
