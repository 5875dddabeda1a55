package amend

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

var (
	// changeStart begins the words of an amendment, as against a title.
	changeStart = pattern.New(`(?i)^(?:this\s+(?:is\s+a\s+)?|the\s+|an?\s+|minor\s+|further\s+|significant\s+|some\s+|several\s+|extensively\s+|fully\s+|slight\s+|small\s+|general\s+|now\s+|has\s+been\s+|have\s+been\s+|was\s+|were\s+)?(?:new|updated?|amend(?:ed|ments?)|revis(?:ed|ion)|renamed|retitled|merged|removed|added|addition(?:al)?|replaced|withdrawn|deleted|changed?s?|moved|split|divided|link(?:s|ed)?|contact(?:\s+details)?|section|paragraph|reference|refreshed|reviewed|minor|corrected|inserted|included|clarif(?:ied|ication)|pdf|flowchart|appendix|chapter|title|number|reworded|rewritten|expanded|typo(?:s|graphical)?|information|local|text|number|wt20\d\d|no\s+longer|timescales?|brought|combined|extended|details|name)\b`)
	trailDate   = pattern.New(`(?i)[\s]*(?:[(\[|,\-–—]|\.)?\s*(?:(?:last\s+)?(?:updated|added|amended|published|posted|revised|date)\s*(?:on|in|:)?\s*)?` + dates.WeekdayPattern + `(` + dates.DatePhrase + `)[\s)\].]*$`)
	separator   = pattern.New(`\s+[-–—]\s+|:\s+|\s+\|\s+|\s[-–—](?:\S)|[^\s\d][-–—]\s`)
)

// dateOff takes a date off the front or the end of a line.
func dateOff(text string) string {
	_, _, rest := lineDate(text)
	return rest
}

// lineDate reads the date at the front or end of a line and returns what is left.
func lineDate(text string) (normalise.Date, string, string) {
	if m := dates.LeadDate.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		if d, ok := dates.Parse(m[1]); ok {
			return d, m[1], strings.TrimSpace(text[len(m[0]):])
		}
	}
	if at := trailDate.FindStringSubmatchIndex(text); at != nil && at[0] > 0 {
		if d, ok := dates.Parse(text[at[2]:at[3]]); ok && !insideTitle(text, at[0], at[2]) {
			return d, text[at[2]:at[3]], strings.TrimSpace(text[:at[0]])
		}
	}
	return normalise.Date{}, "", text
}

// dayOfMonth begins a line or is a cell under a heading that tells the year.
var dayOfMonth = pattern.New(`(?i)^` + dates.WeekdayPattern + `(\d{1,2})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?` + dates.MonthPattern + `(?:\s*[:\-–—|,.)]\s*|\s*$|\s+)`)

// insideTitle keeps "(June 2019)" at the end of a title and "in line with
// guidance of May 2018" in the words they belong to.
func insideTitle(text string, from, date int) bool {
	between := strings.TrimSpace(text[from:date])
	if between == "" {
		return !strings.HasSuffix(strings.TrimSpace(text[:from]), ".")
	}
	return false
}

// entry reads a line or block of its own: date, chapter and details in one.
func (r *amendReader) entry(b *parse.Block) {
	d, printed, text := normalise.Date{}, "", strings.TrimSpace(b.Text)
	link := ""
	chapter, details, isNew := "", "", false
	lines := layout.SplitLines(b.Text, b.Links)
	k, ok := leadLink(b)
	if r.onlyToAmendments(b.Text, b.Links) {
		return
	}
	if ok {
		link = k.Href
		chapter = b.Text[k.Start:k.End]
		before, behind := dateOff(b.Text[:k.Start]+" x"), b.Text[k.End:]
		flag := flagBehind.FindString(behind)
		isNew = newTag.MatchString(strings.TrimLeft(before, "([ ")) || newTag.MatchString(strings.TrimSpace(flag))
		around, words, rest := r.restOf(strings.TrimSpace(b.Text[:k.Start]), strings.TrimSpace(behind[len(flag):]))
		details = rest
		if d.IsZero() {
			d, printed = around, words
		}
		if n := strings.TrimSpace(dateOff(b.Text[:k.Start] + " ")); n != "" {
			if num, ok := wording.PureNumber(n); ok {
				chapter = num.Plain + " " + chapter
			}
		}
	} else {
		if len(lines) > 1 && r.namesChapter(strings.TrimSpace(lines[0].Text)) {
			chapter, details = strings.TrimSpace(lines[0].Text), strings.TrimSpace(b.Text[len(lines[0].Text):])
			d, printed, details = r.restOf("", details)
		} else if name, rest, fresh := r.behindKind(text, b.Lead); name != "" {
			chapter, details, isNew = name, rest, fresh
		} else {
			if d.IsZero() && (r.date.IsZero() || dates.LeadDate.MatchString(text)) {
				d, printed, text = lineDate(text)
			}
			chapter, details = r.leadName(b, text)
			if r.kinded && chapter != "" && b.Lead == 0 && r.titles.fit(chapter) < 0.5 && beginsUpper(details) && !changeStart.MatchString(details) && !changeSentence.MatchString(details) {
				chapter, details = text, "" // a title with a colon in a list of those withdrawn
			}
			if name := strings.TrimSuffix(text, "."); chapter == "" && r.kinded && !strings.Contains(text, "\n") && r.nameLine(&parse.Block{Text: name}) && !changeStart.MatchString(text) && !changeWord.MatchString(text) {
				chapter, details = name, "" // a name alone in a list of those withdrawn
			}
		}
	}
	details, flagged := flaggedDetails(details)
	a := r.add(chapter, details, link)
	a.New = a.New || isNew || flagged
	if !d.IsZero() && (r.date.IsZero() || d.Precision == normalise.Day) {
		a.Date, a.DateText = d, printed
	}
	r.open = len(r.rows) - 1
	if a.Date.IsZero() {
		return
	}
}

// opensChange reports words that begin a change, and are not the number of a chapter.
func (r *amendReader) opensChange(s string) bool {
	return changeStart.MatchString(s) && !r.titles.countsSo(s)
}

func beginsUpper(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// What became of a chapter, as a word of its own before its name, "Updated Neglect – ...",
// "[New] Neglect: ...", "Revised procedure: ...", or right behind it, "Neglect Updated – ...".
var (
	kindAhead  = pattern.New(`(?i)^[(\[]?\s*(?:new|added|updated|amended|revised|reviewed|changed|withdrawn|removed|deleted|renamed|replaced|merged|moved|archived|retired)(?:\s+(?:chapter|procedure|policy|guidance|section|document|protocol))?\s*[)\]]?\s*[:|.!–—-]?\s+`)
	flagBehind = pattern.New(`(?i)^\s+(?:new|updated|amended|revised|reviewed)\s*[:|–—-]\s+`)
)

// ledByTitle reports a line whose first words are in bold and hold a title of the manual.
func (r *amendReader) ledByTitle(b *parse.Block) bool {
	return b.Lead > 0 && b.Lead < len(b.Text) && r.titleIn(strings.Trim(b.Text[:b.Lead], titleSigns)) != ""
}

// wholeLeads are blocks without the bold words at the front of a line that end inside the
// title of the manual with which it begins: they set nothing apart.
func (r *amendReader) wholeLeads(blocks []parse.Block) []parse.Block {
	out := blocks
	for i := range blocks {
		b := &blocks[i]
		if b.Lead == 0 || b.Lead >= len(b.Text) || r.titles.find(strings.Trim(b.Text[:b.Lead], titleSigns)) >= 0 {
			continue
		}
		if name, _ := r.split(b.Text); len(name) > b.Lead && strings.HasPrefix(b.Text, name) && r.titles.find(name) >= 0 {
			if &out[0] == &blocks[0] {
				out = slices.Clone(blocks)
			}
			out[i].Lead = 0
		}
	}
	return out
}

// titleSigns may stand around a title.
const titleSigns = " :–—-,."

// behindKind parts a line that says what became of a chapter before its name: what is behind
// begins with a title of the manual and goes on, or does so with any name where the word is
// set apart from it, in bold, in brackets or by a sign.
func (r *amendReader) behindKind(text string, lead int) (name, rest string, isNew bool) {
	kind := kindAhead.FindString(text)
	if kind == "" || r.titleIn(text) == text {
		return "", "", false
	}
	if name, _ := r.split(text); r.titles.fit(name) >= 1 {
		return "", "", false
	}
	apart := lead > 0 && lead <= len(kind) || strings.ContainsAny(kind, ")]:|!–—-")
	name, rest = r.split(text[len(kind):])
	if rest == "" || r.titles.find(name) < 0 && (!apart || !canNameText(name)) {
		return "", "", false
	}
	return name, rest, newTag.MatchString(strings.TrimLeft(kind, "([ "))
}

// leadName parts a line at the end of the bold words that begin it where they are the
// name of a chapter, otherwise as split does.
func (r *amendReader) leadName(b *parse.Block, text string) (chapter, details string) {
	if b.Lead > 0 && b.Lead < len(b.Text) && strings.TrimSpace(b.Text) == text {
		name := strings.Trim(b.Text[:b.Lead], titleSigns)
		name = cmp.Or(r.titleIn(name), name)
		rest := strings.TrimLeft(b.Text[b.Lead:], titleSigns)
		named := canNameText(withoutNumber(name)) || namedApart(b.Text, b.Lead, name)
		if rest != "" && (r.titles.find(name) >= 0 || named && !r.opensChange(name)) {
			return name, rest
		}
	}
	return r.split(text)
}

// partedLead is the end of bold words that a sign parts from what follows.
var partedLead = pattern.New(`^(?:[:–—]|.\s*(?::|[–—-]\s))`)

// namedApart reports bold words at the front of a line that a sign parts from the rest, and that may
// be a name in the case of sentences.
func namedApart(text string, lead int, name string) bool {
	const most = 10 // words
	return lead > 0 && lead < len(text) && partedLead.MatchString(text[lead-1:]) && beginsUpper(name) && wording.CountWords(name) <= most && !toc.IsSentence(name) && !tellsChange(name)
}

// withoutNumber is a name without the number of a chapter before it.
func withoutNumber(name string) string {
	if _, rest, ok := wording.SplitNumber(name); ok && rest != "" {
		return rest
	}
	return name
}

// flagBefore is a flag before the words of a change, in brackets or on a line of its
// own: "(NEW) - Written with ...".
var flagBefore = pattern.New(`(?i)^(?:[(\[]\s*(new|updated|revised|amended|reviewed|withdrawn|removed|renamed|minor|major|new\s+chapter|local|shared)\s*[)\]]\s*[-–—:.]?\s*|(new|updated|revised|amended|reviewed)\s*\n\s*)`)

// withoutTag takes such a flag off the words of a change where it stands on a line of its own.
func withoutTag(details string) (rest string, isNew bool) {
	if m := flagBefore.FindStringSubmatch(details); m != nil && m[2] != "" {
		return flaggedDetails(details)
	}
	return details, false
}

// flaggedDetails takes such a flag off the words of a change, or a last line that says what
// sort of change it is.
func flaggedDetails(details string) (rest string, isNew bool) {
	if at := strings.LastIndexByte(details, '\n'); at > 0 && saysKind(wording.Squeeze(details[at:])) {
		return strings.TrimSpace(details[:at]), newHead.MatchString(wording.Squeeze(details[at:]))
	}
	m := flagBefore.FindStringSubmatch(details)
	if m == nil || len(m[0]) == len(details) {
		return details, false
	}
	return details[len(m[0]):], strings.HasPrefix(wording.LowerLetters(m[1]+m[2]), "new")
}

// onlyToAmendments reports a line of nothing but links to other amendments: "All
// releases", "Amendments 2023 (PDF) | Amendments 2022 (PDF)".
func (r *amendReader) onlyToAmendments(text string, links []parse.Link) bool {
	if len(links) == 0 || max(layout.LinkShare(text, links), layout.LinkShare(titleflag.StripFormat(text), links)) < 0.8 {
		return false
	}
	for _, k := range links {
		name := wording.Squeeze(titleflag.StripFormat(k.Text))
		if toc.IsPaper(k.Href) && recordTitle.MatchString(name) && r.titleIn(name) == "" {
			continue
		}
		_, _, release := headDate(name)
		if wholeManual.MatchString(name) && !recordTitle.MatchString(name) && !wayToAll.MatchString(name) {
			return false // "Whole manual", which was changed
		}
		if !release && !r.toAmendments(k.Href) && !YearHead.MatchString(name) && !ArchiveTitle.MatchString(name) {
			return false
		}
	}
	return true
}

// wayToAll leads to the list of the chapters: "All procedures".
var wayToAll = pattern.New(`(?i)^all\s+(?:\w+\s+)?(?:chapters|procedures|policies|sections|releases|posts|news|articles)$`)

// toAmendments reports a link to the manual's contents or to its amendments.
func (r *amendReader) toAmendments(href string) bool {
	p := r.log.Site.PageAt(href)
	if p < 0 {
		return false
	}
	return r.log.Roles[p] == toc.RoleAmendments || slices.ContainsFunc(r.log.Input.Start, func(a string) bool { return webaddress.Key(a) == webaddress.Key(href) })
}

// namesChapter reports whether the first line of an entry of several lines is the
// name of a chapter: a title of the manual, or one like it that has no place in
// this edition, or a number alone.
func (r *amendReader) namesChapter(line string) bool {
	if r.titles.find(line) >= 0 {
		return true
	}
	if n, ok := wording.PureNumber(line); ok {
		return n.Sure
	}
	if _, _, dated := dates.FirstDate(line); dated || strings.HasSuffix(line, ":") {
		return false
	}
	return r.shortLead(line) && (!changeStart.MatchString(line) || setAsTitle(line))
}

// setAsTitle reports a line of two or more long words that all begin with a
// capital, as "Section 47 Enquiries".
func setAsTitle(line string) bool {
	long := 0
	for w := range strings.FieldsSeq(line) {
		if len(w) < 4 {
			continue
		}
		if w[0] < 'A' || w[0] > 'Z' {
			return false
		}
		long++
	}
	return long >= 2
}

// leadLink returns the link that names the chapter: the first, where it stands
// at the start of the block.
func leadLink(b *parse.Block) (parse.Link, bool) {
	for _, k := range b.Links {
		if k.Start < 0 || k.End > len(b.Text) || k.Start >= k.End {
			continue
		}
		lead := strings.TrimSpace(b.Text[:k.Start])
		if _, num := wording.PureNumber(lead); lead == "" || num || withoutLabel(dateOff(lead+" x")) == "x" || kindBefore(dateOff(lead+" x"), b.Text[k.End:]) {
			return k, !wording.IsFormatName(k.Text)
		}
		return k, false
	}
	return parse.Link{}, false
}

// kindBefore reports what became of a chapter before its link, behind which a sign, a line
// or nothing follows: "Updated" before "Neglect – a tool was added", but not before a link
// in a sentence.
func kindBefore(before, behind string) bool {
	behind = strings.TrimLeft(behind, " \u00a0")
	return kindAhead.Cut(before) == "x" && (behind == "" || strings.IndexAny(behind, "\n:|–—-([") == 0)
}

// changeLabel stands before the chapter of a line of news and says that it tells a change:
// "Manual updated:", "New in the manual -".
var changeLabel = pattern.New(`(?i)^(?:[\w'’]+\s+){0,3}(?:new|updated?|updates|amended|amendments?|revised|revisions?|reviewed|added|changed?|withdrawn|published)(?:\s+[\w'’]+){0,3}\s*(?::|\s[–—-])\s+`)

// withoutLabel is a line without such a label.
func withoutLabel(text string) string { return text[len(changeLabel.FindString(text)):] }

// restOf reads what stands around a linked chapter: separators, date, details.
func (r *amendReader) restOf(before, after string) (normalise.Date, string, string) {
	d, printed, _ := lineDate(before + " x")
	after = strings.TrimSpace(strings.TrimLeft(after, ":-–—|,. \n"))
	if d.IsZero() {
		if only, ok := dates.Parse(strings.Trim(after, "()[] ")); ok {
			return only, after, ""
		}
		if m := metaLine.FindStringSubmatch(after); m != nil {
			if got, ok := dates.Parse(m[1]); ok {
				return got, m[1], strings.TrimSpace(strings.TrimLeft(after[len(m[0]):], " :-–—|.\n"))
			}
		}
		if r.date.IsZero() {
			d, printed, after = lineDate(after)
		}
	}
	return d, printed, after
}

var metaLine = pattern.New(`(?i)^(?:last\s+)?(?:updated|added|amended|published|revised|date|changed|posted)\s*(?:on|in|:)?\s*(` + dates.DatePhrase + `)(?:\s*[|:\-–—.\n]|$)`)

// splits reports whether a line falls into chapter and details.
func (r *amendReader) splits(text string) bool {
	chapter, details := r.split(text)
	return chapter != "" && details != ""
}

// split parts "Chapter - details". A title may hold dashes and colons itself, so
// the part before the cut is held against the titles of the manual, and the part
// after it should begin like a change.
func (r *amendReader) split(text string) (chapter, details string) {
	if chapter, details = r.placed(text); chapter != "" {
		return chapter, details
	}
	best, at, end := -1.0, -1, -1
	for _, cut := range separator.FindAllStringIndex(text, 12) {
		from, to := cut[0], cut[1]
		if s := text[from:to]; s != ":" && !strings.HasSuffix(s, " ") {
			_, size := lastRune(s)
			to -= size
		}
		if !strings.HasPrefix(text[from:cut[1]], " ") && !strings.HasPrefix(text[from:cut[1]], ":") {
			_, size := firstRune(text[from:])
			from += size
		}
		left, right := strings.TrimSpace(text[:from]), strings.TrimSpace(text[to:])
		if left == "" || right == "" || wording.CountWords(left) > 40 {
			continue
		}
		score := r.titles.fit(left)
		if score < 0.5 && r.opensChange(partBefore.Cut(left)) && (wording.CountWords(left) > 8 || !setAsTitle(left)) {
			continue // "Added: a list of questions"
		}
		if changeStart.MatchString(right) {
			score += 0.6
		}
		if n, _, ok := wording.SplitNumber(left); ok && n.Sure {
			score += 0.1
		}
		if strings.Count(left, "(") != strings.Count(left, ")") {
			score -= 0.5
		}
		if score > best {
			best, at, end = score, from, to
		}
	}
	if at < 0 || best < 0.3 && !r.shortLead(text[:max(at, 0)]) {
		if r.titles.find(text) >= 0 {
			return text, ""
		}
		return "", text
	}
	if _, number := wording.PureNumber(strings.TrimSpace(text[:at])); number {
		if name, rest := r.titleAndWords(text); name != "" {
			return name, rest
		}
		if name, rest := r.split(text[end:]); name != "" && rest != "" && changeStart.MatchString(rest) && canNameText(name) {
			return text[:end+strings.Index(text[end:], name)+len(name)], rest // a chapter that left its number
		}
		if name := strings.TrimSpace(text[end:]); r.coded && namesBehindDay(name) && !tellsChange(name) {
			return text, "" // a chapter that left the manual with it
		}
	}
	return strings.TrimSpace(text[:at]), strings.TrimSpace(text[end:])
}

// titleAndWords parts a line behind the title of a chapter that a stop ends: "Chapter 5: Making a
// Referral. The form is new." The sign behind the number parts nothing then.
func (r *amendReader) titleAndWords(text string) (name, rest string) {
	for at := 0; ; {
		stop := strings.Index(text[at:], ". ")
		if stop < 0 || at+stop > 200 {
			return "", ""
		}
		if at += stop; r.titles.find(text[:at]) >= 0 {
			return text[:at], strings.TrimSpace(text[at+1:])
		}
		at++
	}
}

// shortLead accepts words before a colon or dash that are set like a title.
func (r *amendReader) shortLead(s string) bool {
	s = strings.TrimSpace(s)
	words := strings.Fields(s)
	if len(words) > 16 || strings.ContainsAny(s, ".;") && !startsWithNumber(s) {
		return false
	}
	return capitalised(s)
}

// capitalised reports words half of which begin with a capital or a digit, as those of
// titles do, or that begin with a number.
func capitalised(s string) bool {
	words := strings.Fields(s)
	upper := 0
	for _, w := range words {
		if c := w[0]; c >= 'A' && c <= 'Z' || wording.IsDigit(c) {
			upper++
		}
	}
	return len(words) > 0 && (upper*2 >= len(words) || startsWithNumber(s))
}

func startsWithNumber(s string) bool {
	n, _, ok := wording.SplitNumber(s)
	return ok && n.Sure
}

func lastRune(s string) (rune, int) {
	r := []rune(s)
	last := r[len(r)-1]
	return last, len(string(last))
}

func firstRune(s string) (rune, int) {
	for _, r := range s {
		return r, len(string(r))
	}
	return 0, 0
}
