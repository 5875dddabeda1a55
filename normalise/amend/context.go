package amend

import (
	"slices"
	"strconv"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/layout"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// longestContext is how many bytes a line has at most that tells of others.
const longestContext = 130

// setContext takes a heading that tells when, what sort or whose the rows below
// are; false if it tells none of these.
func (r *amendReader) setContext(text string) bool {
	if len(text) > longestContext {
		return false
	}
	d, words, ok := headDate(text)
	if !ok {
		if p, ok := readYears(text); ok {
			r.years, r.release, r.date = p, "", normalise.Date{}
			return true
		}
		d, words, ok = r.headlineOf(text)
	}
	if ok {
		d, words = dayBefore(text, d, words)
		rest := strings.Trim(strings.Replace(text, words, "", 1), " ,:;()[]|–—-")
		if forWhom.MatchString(rest) {
			r.setScope(rest)
		}
		r.setDate(d, words)
		if wording.CountWords(rest) > 1 {
			r.setKind(rest)
		}
		return true
	}
	if d, ok := r.quarter(text); ok {
		r.setDate(d, text)
		return true
	}
	if m, ok := dates.MonthName(text); ok && r.years.first > 0 {
		r.setDate(normalise.Date{Y: r.years.yearOf(m), M: m, D: 1, Precision: normalise.Month}, text)
		return true
	}
	return r.setDatedScope(text) || r.setKind(text) || r.setKindOf(text) || r.setPart(text) || r.setScope(text)
}

// setLeadIn takes when and for whom of a line that leads in what stands below it, "Changes
// to the procedures as of 12 May 2025:", "The following shared chapters have been updated:",
// or that is set as others that tell when, see findTags.
func (r *amendReader) setLeadIn(text string) bool {
	d, printed, ok := leadInDate(text)
	if r.tags[text] {
		d, printed, ok = whenOf(text)
	}
	if ok {
		r.setDate(d, printed)
	}
	m := followForWhom.FindStringSubmatch(text)
	if m != nil {
		r.scope = scopeOf(m[1], r.scope)
	}
	return ok || m != nil
}

// followForWhom tells for whom the chapters are that a sentence leads in.
var followForWhom = pattern.New(`(?i)\bfollowing\b[^.]*\b(shared|local|regional)\s+(?:\w+\s+)?(?:chapters?|procedures?|polic(?:y|ies)|sections?|documents?|amendments?|updates?|changes)\b[^.]*:$`)

// forWhom begins the words of a heading that says for whom amendments are.
var forWhom = pattern.New(`(?i)^(?:shared|local|regional)\s`)

// setDatedScope reads when and for whom, or what sort of change, in one heading: "May 2022:
// Shared Amendments", "New chapters - May 2022".
func (r *amendReader) setDatedScope(text string) bool {
	if !dates.MayHoldDate(text) {
		return false
	}
	d, printed, rest := lineDate(text)
	if d.IsZero() || d.Precision == normalise.Year || !r.setKindOf(rest) && !r.setScope(rest) && !r.setKind(rest) {
		return false
	}
	kinded := r.kinded
	r.setDate(d, printed)
	r.kinded = kinded
	return true
}

// setKind takes the words for what sort of change the rows below tell.
func (r *amendReader) setKind(text string) bool {
	isNew := newHead.MatchString(text)
	if !isNew && !updatedHead.MatchString(text) {
		return false
	}
	r.isNew, r.kinded = isNew, true
	return true
}

// kindLabel stands before what sort of change an entry tells: "Change: Updated".
var kindLabel = pattern.New(`(?i)^(?:(?:type|kind|nature)(?:\s+of\s+(?:change|update|amendment))?|(?:change|update|amendment)(?:\s+type)?|status|category)\s*:\s*`)

// withoutKindLabels takes such labels off the blocks that say nothing else, and leaves out
// those that stand on a line of their own above what they name, as their class tells.
func withoutKindLabels(blocks []parse.Block) []parse.Block {
	out, copied := blocks, false
	for i := range blocks {
		labelled := i > 0 && labelsField(&blocks[i-1], &blocks[i])
		rest, cut := afterKindLabel(&blocks[i])
		if !copied && (labelled || cut) {
			out, copied = append(make([]parse.Block, 0, len(blocks)), blocks[:i]...), true
		}
		if !copied {
			continue
		}
		b := blocks[i]
		if labelled {
			out = out[:len(out)-1]
			if kind := kindValue[wording.Fold(b.Text)]; kind != "" && layout.ColumnKey(blocks[i-1].Text) == layout.KeyKind {
				b.Text = kind
			}
		}
		if cut {
			b.Text = rest
		}
		out = append(out, b)
	}
	return out
}

// labelsField reports a line with the class of a label that names a column of amendments
// above the line that it labels.
func labelsField(label, b *parse.Block) bool {
	return label.Region == parse.Main && label.Kind == parse.Paragraph && len(label.Links) == 0 && fieldLabel.MatchString(label.Class) &&
		layout.ColumnKey(label.Text) != layout.KeyNone && b.Region == parse.Main && b.Kind != parse.Heading && !fieldLabel.MatchString(b.Class)
}

// fieldLabel is the class of the name of a field: "field__label".
var fieldLabel = pattern.New(`(?i)(?:^|[\s_-])label$`)

// kindValue are the sorts of change that fields tell by a noun.
var kindValue = map[string]string{"update": "Updated", "amendment": "Amended", "revision": "Revised", "change": "Changed", "removal": "Removed", "withdrawal": "Withdrawn", "new chapter": "New", "addition": "New"}

// afterKindLabel is what a block says behind the label of the sort of change.
func afterKindLabel(b *parse.Block) (string, bool) {
	if len(b.Text) > longestContext || b.Kind == parse.Row || len(b.Links) > 0 || !strings.Contains(b.Text, ":") {
		return "", false
	}
	text := wording.Squeeze(b.Text)
	rest := kindLabel.Cut(text)
	if kind := kindValue[wording.Fold(rest)]; kind != "" {
		rest = kind
	}
	return rest, len(rest) < len(text) && saysKind(rest)
}

// A sort of change and for whom it is: "Updated Chapters (Shared)", "Local: New Chapters".
var (
	kindFor = pattern.New(`(?i)^(.{3,60}?)\s*(?:\(|[:–—-]\s)\s*(shared|local|regional|all\s+(?:areas|boards|partners))\)?$`)
	forKind = pattern.New(`(?i)^(shared|local|regional|all\s+(?:areas|boards|partners))\s*[:–—-]\s*(.{3,60})$`)
)

// setKindOf takes the words for what sort of change the rows below tell, and for whom.
func (r *amendReader) setKindOf(text string) bool {
	kind, whose := "", ""
	if m := kindFor.FindStringSubmatch(text); m != nil {
		kind, whose = m[1], m[2]
	} else if m := forKind.FindStringSubmatch(text); m != nil {
		kind, whose = m[2], m[1]
	}
	if kind == "" || !r.setKind(strings.TrimSpace(kind)) {
		return false
	}
	r.scope = scopeOf(whose, r.scope)
	return true
}

// dayBefore is the day of a line that begins with day and month and tells the year, with the
// same month, in its title: "18 May | Manual, May 2025 update".
func dayBefore(text string, d normalise.Date, printed string) (normalise.Date, string) {
	m := dayOfMonth.FindStringSubmatch(text)
	if m == nil || d.Precision != normalise.Month || dates.ReadMonth(m[2]) != d.M {
		return d, printed
	}
	day, _ := strconv.Atoi(m[1])
	if full := (normalise.Date{Y: d.Y, M: d.M, D: day, Precision: normalise.Day}); full.Valid() {
		return full, strings.TrimSpace(m[0])
	}
	return d, printed
}

// setDate takes the date of what stands below. A month that says less than the day
// right above it, as the caption of a table, changes nothing.
func (r *amendReader) setDate(d normalise.Date, printed string) {
	r.kinded, r.head = false, ""
	if d.Precision == normalise.Month && r.date.Precision == normalise.Day && d.Y == r.date.Y && d.M == r.date.M && len(r.rows) == r.above {
		return
	}
	r.turns += wording.BoolInt(len(r.rows) > r.above)
	r.release, r.date, r.above = printed, d, len(r.rows)
}

// setPart takes a heading that names a section or group with chapters of its own, with
// or without a word for change: "Part A amendments". What stands below it names the
// chapters.
func (r *amendReader) setPart(text string) bool {
	name := partName(text)
	i := r.titles.find(name)
	if i < 0 && len(name) < len(text) {
		i = r.titles.byKeyword(name)
	}
	return i >= 0 && r.titles.parent(i) && !r.isArea(text)
}

// partName takes the words for change off a heading.
func partName(text string) string {
	for _, noun := range []string{"amendments", "updates", "changes"} {
		low := wording.LowerLetters(text)
		if len(low) != len(text) {
			return text
		}
		if rest, ok := strings.CutSuffix(low, noun); ok && rest != "" {
			return strings.TrimRight(text[:len(rest)], " :-–—")
		}
		for _, to := range []string{" to ", " in "} {
			if rest, ok := strings.CutPrefix(low, noun+to); ok {
				return text[len(text)-len(rest):]
			}
		}
	}
	return text
}

// headDate reads a date alone or with a word for change beside it: "March 2018",
// "Amendments - March 2018", "Updates made in May 2016".
func headDate(text string) (normalise.Date, string, bool) {
	if !endsHead(text) || !dates.MayHoldDate(text) {
		return normalise.Date{}, "", false
	}
	if d, ok := dates.Parse(text); ok && d.Precision != normalise.Year {
		return d, text, true
	}
	if d, words, ok := releaseDate(text); ok && d.Precision != normalise.Year {
		return d, words, true
	}
	if at := strings.LastIndex(text, " / "); at > 0 && wording.CountWords(text[:at]) <= 4 {
		if d, ok := dates.Parse(text[at+3:]); ok && d.Precision != normalise.Year {
			return d, text[at+3:], true // the same in two languages
		}
	}
	if at := strings.Index(text, " ("); at > 0 && strings.HasSuffix(text, ")") {
		if d, ok := dates.Parse(text[:at]); ok && d.Precision != normalise.Year {
			return d, text[:at], true // "May 2017 (one more added in June)"
		}
	}
	return normalise.Date{}, "", false
}

// besideSigns may stand around the words of a heading with a date.
const besideSigns = ".,:;()[]|–—-•'’\""

// endsHead is a cheap test for the last word of a heading with a date: it is a part
// of the date, a word that may stand beside it, or closes a remark.
func endsHead(text string) bool {
	last := strings.Trim(text[strings.LastIndexByte(text, ' ')+1:], besideSigns+"\u00a0\n\t")
	return last == "" || dates.ClosesDate(last[len(last)-1]) || strings.HasSuffix(text, ")") || releaseWords.MatchString(last)
}

// releaseWords may stand beside the date of a release: "Update 14: March 2024",
// "Procedures updated in May 2016", "Published on 3 May 2024 at noon".
var releaseWords = pattern.New(`(?i)^(?:amendments?|amended|updates?|updated|changes?|changed|revisions?|revised|reviewed|releases?|released|versions?|issued?|editions?|sheets?|slip|supplement|bulletins?|newsletters?|quarter(?:ly)?|monthly|annual|spring|summer|autumn|winter|procedures?|manual|polic(?:y|ies)|guidance|chapters?|website|published|posted|added|dated?|uploaded|made|created|effective|agreed|approved|latest|recent|previous|new|last|full|no|w/c|week|commencing|beginning|ending|weekly|digest|number|log|list|summary|with|effect|live|from|for|in|on|of|to|the|our|and|&|v|\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|v?\d{1,3}(?:\.\d+)*)$`)

var (
	changeNoun = pattern.New(`(?i)^(?:amendments|updates?|changes|revisions|digest|bulletin|newsletter|release|edition|issue|summary)$`)
	joinsDate  = pattern.New(`(?i)^(?:for|of|from|in|on|made|published|[-–—:,(|])$`)
)

// headlineOf reads the date of a headline with a noun of change before or after it,
// "Procedures manual - updates May 2025", "Procedures manual: May 2025 update", unless it
// begins with a title of the manual.
func (r *amendReader) headlineOf(text string) (normalise.Date, string, bool) {
	words := strings.Fields(text)
	if len(words) > 16 || !dates.MayHoldDate(text) {
		return normalise.Date{}, "", false
	}
	whole := len(words)
	for len(words) > 2 && changeNoun.MatchString(strings.Trim(words[len(words)-1], besideSigns)) {
		words = words[:len(words)-1]
	}
	for from := max(1, len(words)-4); from < len(words); from++ {
		printed := strings.Join(words[from:], " ")
		d, ok := dates.Parse(printed)
		if !ok || d.Precision == normalise.Year {
			continue
		}
		left := words[:from]
		for len(left) > 1 && joinsDate.MatchString(left[len(left)-1]) {
			left = left[:len(left)-1]
		}
		if len(words) == whole && !changeNoun.MatchString(strings.Trim(left[len(left)-1], ".,:;()–—-")) || r.titleIn(strings.Join(left, " ")) != "" || r.namesFirst(text) {
			return normalise.Date{}, "", false
		}
		return d, strings.Trim(printed, "() "), true
	}
	return normalise.Date{}, "", false
}

// namesFirst reports a line that begins with a title of the manual and goes on.
func (r *amendReader) namesFirst(text string) bool {
	name, rest := r.split(text)
	return rest != "" && r.titles.find(name) >= 0
}

// afterDate are the words of a release that may stand behind its date: what else does is
// what was changed ("3 May 2024: new chapter").
var afterDate = pattern.New(`(?i)^(?:amendments?|updates?|changes|revisions?|releases?|issue|edition|version|bulletin|digest|newsletter|published|v?\d{1,3}(?:\.\d+)*)$`)

// releaseName is the name of a release that a dot in the middle parts from its date: "Release 15 ·
// October 2025".
var releaseName = pattern.New(`(?i)^\s*(?:release|version|edition|issue|update|bulletin)\s+(?:no\.?\s*)?v?\d{1,3}(?:\.\d{1,3}){0,3}\s*·\s*`)

// releaseDate reads the date that is left of a short line without the words of a
// release before and after it, and its words as printed.
func releaseDate(text string) (normalise.Date, string, bool) {
	words := strings.Fields(releaseName.Cut(text))
	if len(words) > 12 {
		return normalise.Date{}, "", false
	}
	printed, found := within(words, besideSigns, releaseWords, afterDate, func(s string) bool {
		d, ok := dates.Parse(s)
		return ok && d.Precision != normalise.Year
	})
	if !found {
		return normalise.Date{}, "", false
	}
	d, _ := dates.Parse(printed)
	return d, strings.Trim(printed, ".,:;()[]|–—- "), true
}

// within finds the words that mean something by themselves among words that only
// stand beside them: the longest run that is one, without words of before at its front
// and words of after at its end, signs around them left out.
func within(words []string, signs string, before, after *pattern.Pattern, is func(string) bool) (string, bool) {
	beside := func(w string, a *pattern.Pattern) bool {
		w = strings.Trim(w, signs)
		return w == "" || a.MatchString(w)
	}
	for end := len(words); end > 0; end-- {
		for from := 0; from < end; from++ {
			if s := strings.Join(words[from:end], " "); is(s) {
				return s, true
			}
			if !beside(words[from], before) {
				break
			}
		}
		if !beside(words[end-1], after) {
			break
		}
	}
	return "", false
}

// scopeOfWhom is a scope with the name of those it is about behind or before it.
var scopeOfWhom = pattern.New(`(?i)^((?:local|shared|regional)\s+(?:amendments?|updates?|changes))(?:\s*[:|–—]|\s+-)\s+(.{2,60})$|^(.{2,60}?)(?:\s*[:|–—]|\s+-)\s+((?:local|shared|regional)(?:\s+(?:amendments?|updates?|changes))?)$`)

// scopeAlone is a scope without the name of those it is about: "Shared amendments: Eastshire
// region" is "Shared amendments". A date in its place stays.
func scopeAlone(text string) string {
	m := scopeOfWhom.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	whom := m[2] + m[3]
	if _, isDate := dates.Parse(whom); isDate || strings.HasSuffix(whom, ".") || wording.CountWords(whom) > 6 {
		return text
	}
	return m[1] + m[4]
}

// setScope reads "Shared Board Amendments", "Local Updates", "Northtown Board
// Amendments", "Pan Northshire Amendments".
func (r *amendReader) setScope(text string) bool {
	if r.titles.find(text) >= 0 && !r.isArea(text) {
		return false
	}
	if at := strings.Index(text, " ("); at > 0 && strings.HasSuffix(text, ")") {
		text = text[:at] // "Shared amendments (all areas)"
	}
	text = scopeAlone(text)
	f := wording.Fold(text)
	if !scopeHead.MatchString(text) && !sharedHead.MatchString(text) && !r.isArea(text) {
		return false
	}
	whose := ""
	switch {
	case sharedHead.MatchString(text), strings.Contains(f, "shared"), strings.Contains(f, "regional"), strings.HasPrefix(f, "pan "):
		whose = "shared"
	case strings.Contains(f, "local"), r.scope != DefaultScope && r.byOwnName(text):
		whose = "local"
	}
	for _, a := range r.areas {
		if strings.HasPrefix(wording.Slug(text)+"-", wording.Slug(a)+"-") {
			whose = wording.Slug(a)
		}
	}
	if area := r.log.AreaOf(r.page.URL); area != "" && strings.HasPrefix(wording.Slug(text)+"-", area+"-") {
		whose = area
	}
	if whose == "" {
		if m := areaHead.FindStringSubmatch(text); m != nil {
			whose = wording.Slug(m[1])
		}
	}
	if whose == "" {
		return false
	}
	// Scopes right below a month are parts of it; elsewhere each has its own months.
	r.parted = r.parted || !r.date.IsZero() && len(r.rows) == r.above
	if !r.parted {
		r.release, r.date = "", normalise.Date{}
	}
	r.scope, r.isNew = whose, false
	return true
}

// byOwnName reports a heading in the name of the board itself, "Northtown Amendments": its id
// in the register, or a part of the address of the page.
func (r *amendReader) byOwnName(text string) bool {
	name := partName(text)
	own := wording.Slug(name)
	if len(name) == len(text) || own == "" || toc.ListTitle.MatchString(name) {
		return false
	}
	parts := strings.FieldsFunc(r.page.URL, func(c rune) bool { return c == '/' || c == '.' })
	return own == r.log.Input.BoardID || slices.Contains(parts, own)
}

var areaHead = pattern.New(`(?i)^([\w&'’ -]{3,40}?)\s+(?:(?:safeguarding\s+)?(?:children['’]?s?\s+)?board|local|area|council)(?:['’]s)?\s+(?:amendments?|updates?|changes)$`)

func (r *amendReader) isArea(text string) bool {
	return slices.ContainsFunc(r.areas, func(a string) bool { return wording.Slug(a) == wording.Slug(text) })
}

// scopeOf is the scope of the rows of a page as long as nothing else is said: what a
// page with a chooser of boards shows before one is chosen is shared by all.
func (lg *Log) scopeOf(p *normalise.Page) string {
	for i := range p.Blocks {
		if areaChooser.MatchString(p.Blocks[i].Text) && lg.AreaOf(p.URL) == "" {
			return "shared"
		}
	}
	return DefaultScope
}

var areaChooser = pattern.New(`(?i)^(?:please\s+)?(?:select|choose|pick)\s+(?:your|an?|the)\s+(?:(?:local|safeguarding)\s+)?(?:board|area|partnership|council|authority)\b`)
