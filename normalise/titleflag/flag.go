// Package titleflag reads what a list prints beside a title and is no part of it: flags
// with their dates, formats of files, placeholders, notes and pointers.
package titleflag

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse/pattern"
)

const flagWord = `(?:brand\s+)?(?:new(?:\s+(?:chapter|procedure|policy|guidance|section|protocol|document|item|entry))?|` +
	`(?:recently\s+|newly\s+|last\s+|fully\s+)?(?:updated?|amended|revised|refreshed)(?:\s+(?:chapter|procedure|policy|guidance|section|recently))?|` +
	`(?:this\s+(?:chapter|procedure|policy|section|document|guidance|protocol)\s+is\s+)?(?:(?:currently\s+|now\s+)?(?:under|in|for)\s+(?:review|revision)|(?:currently\s+|now\s+)?(?:in\s+the\s+process\s+of\s+)?being\s+(?:reviewed|revised|updated))|under\s+development\s+and\s+review)`

var (
	flagJoin    = `(?:[\s\])}]*(?:[,/&+;|·•–-]|\band\b|[\s\[({])[\s\[({]*)`
	flagTail    = `(?:[\s\])}]*[:\-–,]?\s*(?:(?:on|in|from|of)\s+)?(DATE))?`
	flagPhrase  = flagWord + `!*` + strings.Replace(flagTail, "DATE", dates.DatePhrase, 1)
	flagList    = flagPhrase + `(?:` + flagJoin + flagPhrase + `)*`
	onlyFlags   = pattern.New(`(?i)^[\s\[({*|:\-–—!•]*` + flagList + `[\s\])}*|:\-–—!.]*$`)
	bracketFlag = pattern.New(`(?i)\s*[\[({]\s*` + flagList + `\s*[\])}]\s*[.*]?\s*$`)
	dashFlag    = pattern.New(`(?i)\s*(?:[-–—|:•*~·]|\*\*+)\s*` + flagList + `\s*[*!.]*\s*$`)
	bareFlag    = pattern.New(`\s+(NEW|New|new!|New!|NEW!|UPDATED|Updated|updated|AMENDED|Amended|REVISED|Revised|UNDER REVIEW|Under Review|Under review|under review)\s*[*!.]*\s*$`)
	goesBefore  = pattern.New(`(?i)\s(?:be|being|been|is|are|was|were)$`) // the word is that of a sentence
	datedFlag   = pattern.New(`(?i)\s+` + flagWord + `!*\s*[:\-–,]?\s*(?:(?:on|in)\s+)?(?:` + dates.DatePhrase + `)\s*$`)
	leadFlag    = pattern.New(`(?i)^\s*(?:[\[({*]\s*` + flagWord + `!?\s*[\])}*]\s*[:\-–]?|` + flagWord + `\s*(?:!+\s|[:|–—]|\s-\s))\s*`)
	reachWord   = pattern.New(`(?i)^[\[(]?(?:local(?:ly)?|regional|national|shared|pan[- ]\w+)(?:\s+only)?[\])]?(?:[\s,;|/&+]+|$)`)
	reviewTrail = pattern.New(`(?i)\s*[-–—|:]\s*(?:currently\s+|now\s+)?(?:under|in|for)\s+review(\s+(?:by|with|pending|until|following)\b[^-–—|]{2,90})$`)
	flagWords   = pattern.New(`(?i)` + flagWord)
	altNoise    = pattern.New(`(?i)\b(?:icon|flag|image|symbol|logo|badge|picture|gif|button|label|sign|marker|star|this|chapter|is|has|been|the|procedure|page|section|item)\b|[._*!:-]`)
	placeholder = pattern.New(`(?i)^[\[(*\-–]*\s*(?:this\s+)?(?:chapter|number|section|procedure|policy|code)?\s*(?:is\s+)?(?:currently\s+|now\s+)?(?:not\s+(?:currently\s+|yet\s+|presently\s+|at\s+present\s+)?(?:in\s+use|used|allocated|assigned)|no\s+longer\s+(?:in\s+use|used)|reserved(?:\s+for\s+future\s+use)?|vacant|unallocated|unassigned|unused|spare|intentionally\s+(?:left\s+)?blank|left\s+(?:intentionally\s+)?blank|awaiting\s+content|void)\s*[\])*.\-–]*$`)
	promised    = `(?:coming\s+(?:soon|shortly)|to\s+(?:follow|be\s+(?:added|confirmed|developed|published))|(?:currently\s+)?(?:in|under)\s+development|in\s+preparation|awaiting\s+publication|tb[ac])`
	promise     = pattern.New(`(?i)^[\[(*\-–]*\s*(?:this\s+)?(?:new\s+)?(?:chapter|procedure|policy|guidance|content)?\s*(?:is\s+)?` + promised + `\s*[\])*.!…\-–]*$`)
	promiseTail = pattern.New(`(?i)\s*[\[(]\s*` + promised + `\s*[\])]$`)
	// SeeAlso begins a pointer of a list of contents to another chapter.
	SeeAlso = pattern.New(`(?i)^[\[(]?\s*(?:(?:please\s+)?see\s+also|also\s+see|please\s+see|see\s*:|cross[- ]reference|refer\s+(?:also\s+)?to|related\s*:)\s*[:\-–]?\s*`)
	// SeeLink is a word that points to the link behind it and nothing else.
	SeeLink = pattern.New(`(?i)^\W*see:?\s*$`)
	// NoteStart begins a note that stands among the chapters.
	NoteStart = pattern.New(`(?i)^[\[(*]*\s*(?:please\s+note|note\s+well|notes?|n\.?\s?b\.?|important)\s*(?:[:.\-–]|\b)`)
	// ReadWith ends what is said before the names of other chapters.
	ReadWith   = pattern.New(`(?i)\b(?:in\s+conjunction\s+with|together\s+with|alongside|read\s+with)\s*:?\s*(?:the\s+)?$`)
	fileFormat = `(?:an?\s+)?(?:adobe\s+)?(?:acrobat\s+)?(?:pdf|(?:ms|microsoft)\s*(?:word|excel|powerpoint)|word|docx?|odt|ods|xlsx?|excel|pptx?|powerpoint|rtf|txt|html)(?:\s+(?:97|20\d\d))?(?:\s+(?:document|file|format|doc|download))?`
	fileSize   = `\d+(?:[.,]\d+)?\s*(?:[kmg]i?b|k|(?:kilo|mega)?bytes)`
	opensNew   = `(?:(?:this\s+)?(?:link|file|document)\s+)?(?:will\s+)?open(?:s|ing)?\s+(?:in\s+)?(?:(?:an?\s+)?(?:new|separate)|another)\s+(?:browser\s+)?(?:window|tab)(?:\s+or\s+tab)?`
	fileUnit   = `(?:` + opensNew + `|new\s+(?:window|tab)|external\s+(?:link|site|website)|jump\s+to|download|` + fileFormat + `|(?:(?:file\s+)?size\s*:?\s*)?` + fileSize + `|\d+\s*(?:pages?|pp))`
	formatNote = pattern.New(`(?i)\s*[\[(]\s*(?:` + fileUnit + `(?:[\s,;:/|·(–-]+` + fileUnit + `)*\)?)?\s*[\])]\s*$`)
	linkNote   = pattern.New(`(?i)\s*[\[(]\s*(?:this\s+)?(?:hyper)?links?\s+(?:directly\s+)?to\b[^\[\](){}]{0,90}[\])]\s*$`)
	pointNote  = pattern.New(`(?i)\s*[\[(]\s*(?:please\s+)?see\s+(?:below|above)\b[^\[\](){}]{0,60}[\])]\s*$`)
	bareFormat = pattern.New(`(?i)\s*(?:[-–—,|]\s*)?` + opensNew + `\s*$|\s+[-–—|]\s*(?:pdf|docx?|word)(?:[\s,]*\d+(?:\.\d+)?\s*[km]b)?\s*$|\s+(?:[-–—|]\s*)?` + fileFormat + `[\s,]+` + fileSize + `\s*$|\s+(?:[-–—|]\s*)?` + fileSize + `[\s,]+` + fileFormat + `\s*$`)
	// otherManual ends a title with the name, in brackets, of a manual.
	otherManual = pattern.New(`(?i)[\[(][^\])]*\b(?:manual|procedures|policies\s+and\s+procedures|handbook)\s*[\])]\s*$`)
	// flaggedRemark begins a remark on the title itself, "(updated Vulnerability Procedures)".
	flaggedRemark = pattern.New(`(?i)[\[(]\s*` + flagWord + `\s[^\[\](){}]*[\])]\s*$`)
	// SeeOtherManual ends a title that sends the reader to another manual: "Fog - see Coast Procedures Manual".
	SeeOtherManual = pattern.New(`(?i)\pL\S*\s*(?:\s[-–—]|[:,;])\s*(?:please\s+)?(?:see|refer\s+to)\s+[^\[\]()]*\b(?:manual|procedures|handbook)$`)
	// checkedNote ends a title with the day on which somebody looked at its chapter: "(checked May 2018)".
	checkedNote  = pattern.New(`(?i)\s*[\[(]\s*(?:last\s+)?checked\s*(?:on|in|:)?\s*(?:` + dates.DatePhrase + `)\s*[\])]$`)
	updatedTrail = pattern.New(`(?i)[\s|·•,;–-]*(?:last\s+)?(?:reviewed|published|issued|date|added|effective)\s*(?:on|in|:)?\s*(?:` + dates.DatePhrase + `)\s*$`)
)

// StripFlags takes the flags off a printed title: "Sexting - under review" is
// "Sexting" with FlagUnderReview. A date that belongs to a flag goes with it.
func StripFlags(title string) (string, []string) {
	var flags []string
	if !MayFlag(title) {
		return strings.TrimSpace(title), nil
	}
	if at := reviewTrail.FindStringSubmatchIndex(title); at != nil {
		title = title[:at[2]] // by whom it is under review
	}
	for range 6 {
		cut := cutFlag(title)
		if cut == "" {
			break
		}
		rest, at := strings.TrimSpace(strings.TrimPrefix(title, cut)), 0
		if rest == strings.TrimSpace(title) {
			at = len(title) - len(cut)
			rest = strings.TrimSpace(title[:at])
		}
		if rest == "" {
			break
		}
		flags = append(flags, flagsIn(cut)...)
		title = rest
	}
	return strings.TrimSpace(title), TidyFlags(flags)
}

// NamesOtherManual reports a title that ends with the name, in brackets, of the manual to which
// it belongs, and with no remark on what became of it.
func NamesOtherManual(title string) bool {
	return otherManual.MatchString(title) && !(MayFlag(title) && flaggedRemark.MatchString(title))
}

// MayFlag is a cheap test: no flag can be in a text without one of these stems.
func MayFlag(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		switch s[i] | 0x20 {
		case 'n':
			if s[i+1]|0x20 == 'e' && s[i+2]|0x20 == 'w' {
				return true
			}
		case 'u':
			if s[i+1]|0x20 == 'p' && s[i+2]|0x20 == 'd' {
				return true
			}
		case 'a':
			if s[i+1]|0x20 == 'm' && s[i+2]|0x20 == 'e' {
				return true
			}
		case 'r':
			if s[i+1]|0x20 == 'e' && (s[i+2]|0x20 == 'v' || s[i+2]|0x20 == 'f') {
				return true
			}
		}
	}
	return false
}

// cutFlag returns the part of title that is a flag at its end or start, "".
func cutFlag(title string) string {
	for _, re := range [...]*pattern.Pattern{bracketFlag, dashFlag, datedFlag, bareFlag} {
		if m := re.FindString(title); m != "" && len(m) < len(title) && title[len(title)-len(m):] == m && !(re == bareFlag && goesBefore.MatchString(title[:len(title)-len(m)])) {
			return m
		}
	}
	if m := leadFlag.FindString(title); m != "" && len(m) < len(title) {
		return m
	}
	return ""
}

// flagsIn names the flags that the words of s declare.
func flagsIn(s string) []string {
	var out []string
	for _, w := range flagWords.FindAllString(s, 8) {
		w = strings.ToLower(w)
		switch {
		case strings.HasPrefix(w, "last"): // every page was updated some day
		case strings.Contains(w, "review") || strings.Contains(w, "revision") || strings.Contains(w, "being"):
			out = append(out, normalise.FlagUnderReview)
		case strings.Contains(w, "updat") || strings.Contains(w, "amended") || strings.Contains(w, "revised") || strings.Contains(w, "refreshed"):
			out = append(out, normalise.FlagUpdated)
		default:
			out = append(out, normalise.FlagNew)
		}
	}
	return out
}

// PureFlags reads a cell, suffix or alternative text that holds flags, dates and
// nothing else; ok is false if it holds anything else.
func PureFlags(s string) (flags []string, ok bool) {
	s = strings.TrimSpace(strings.Trim(strings.TrimSpace(s), "|·•*"))
	if s == "" {
		return nil, true
	}
	if len(s) > 90 {
		return nil, false
	}
	if MayFlag(s) && onlyFlags.MatchString(s) {
		return flagsIn(s), true
	}
	if rest := reachWord.Cut(s); len(rest) < len(s) {
		return PureFlags(rest) // a badge that says for whom the chapter is
	}
	if !wording.HasDigit(s) {
		return nil, false
	}
	if at := strings.IndexAny(s, "|·•"); at > 0 {
		left, pure := PureFlags(s[:at])
		right, pureToo := PureFlags(s[at:])
		return append(left, right...), pure && pureToo
	}
	if _, isDate := dates.Parse(s); isDate {
		return nil, true
	}
	if cut := updatedTrail.FindString(" " + s); cut != "" {
		rest := strings.TrimSpace(strings.TrimSuffix(" "+s, cut))
		if rest == "" {
			return nil, true
		}
		if onlyFlags.MatchString(rest) {
			return flagsIn(rest), true
		}
	}
	return nil, false
}

// tellsReview begins a sentence that says of a chapter that it is under review.
var tellsReview = pattern.New(`(?i)^this\s+(?:chapter|procedure|policy|section|document|guidance|protocol|pathway|toolkit)\s+is\s+(?:currently\s+|now\s+)?(?:under\s+(?:review|revision)|(?:in\s+the\s+process\s+of\s+)?being\s+(?:reviewed|revised|updated|rewritten))\b`)

// TellsReview reports such a sentence.
func TellsReview(s string) bool { return MayFlag(s) && tellsReview.MatchString(strings.TrimSpace(s)) }

// AltFlags reads the alternative texts of pictures beside a title.
func AltFlags(alts []string) []string {
	var out []string
	for _, alt := range alts {
		if !MayFlag(alt) || len(alt) > 80 {
			continue
		}
		s := strings.TrimSpace(altNoise.ReplaceAllString(alt, " "))
		if onlyFlags.MatchString(s) {
			out = append(out, flagsIn(s)...)
		}
	}
	return out
}

// OnlyFlagged is PureFlags for a text that holds a flag at least.
func OnlyFlagged(s string) (flags []string, ok bool) {
	if !MayFlag(s) {
		return nil, false
	}
	return PureFlags(s)
}

// TidyFlags are flags sorted, each once; nil if there are none.
func TidyFlags(flags []string) []string {
	if len(flags) == 0 {
		return nil
	}
	flags = slices.Clone(flags)
	slices.Sort(flags)
	return slices.Clip(slices.Compact(flags)) // rows of menus share them, on pages that are read at the same time
}

// IsPlaceholder reports whether a title says that its number is free.
func IsPlaceholder(title string) bool {
	return len(title) < 70 && placeholder.MatchString(strings.TrimSpace(title))
}

// IsPromise reports whether what stands in the place of a title only says that a chapter
// is to come. Beside a title it is a badge.
func IsPromise(title string) bool {
	return len(title) < 50 && promise.MatchString(strings.TrimSpace(title))
}

// WithoutPromise takes the words in brackets off a title that say that its chapter is to
// come: "Relationships (coming soon)".
func WithoutPromise(title string) string {
	if !strings.HasSuffix(title, ")") && !strings.HasSuffix(title, "]") {
		return title
	}
	if at := promiseTail.FindStringIndex(title); at != nil && at[0] > 0 {
		return title[:at[0]]
	}
	return title
}

// bareEnding is a cheap test for the endings that bareFormat knows.
func bareEnding(title string) bool {
	low := strings.TrimSpace(title[max(0, len(title)-12):])
	if low == "" || strings.IndexByte("wbfcxdteWBFCXDTE", low[len(low)-1]) < 0 {
		return false
	}
	low = strings.ToLower(low)
	return slices.ContainsFunc([]string{"window", "tab", "pdf", "doc", "docx", "word", "kb", "mb", "document", "file", "format"}, func(end string) bool { return strings.HasSuffix(low, end) })
}

// bracketedParticulars is the bracket at the end of a title that says nothing but what a
// link leads to: "(PDF, 27 KB, 12 downloads)"; "" if there is none.
func bracketedParticulars(title string) string {
	k := strings.LastIndexAny(title, "([")
	if k <= 0 || !strings.ContainsAny(title[k:], "0123456789") || !Particulars(title[k:]) {
		return ""
	}
	if _, flags := StripFlags(title); len(flags) > 0 {
		return "" // "(Updated May 2024)"
	}
	return title[k:]
}

// noteWords are parts of words of which every note of a file, a link or a place below in brackets has one.
var noteWords = []string{"pdf", "doc", "word", "xls", "excel", "ppt", "txt", "html", "new", "power", "odt", "ods", "rtf", "k", "mb", "gb", "mib", "gib", "byte", "page", "pp", "open", "external", "jump", "download", "size", "below", "above"}

// bracketNote is the note in brackets at the end of a title, "" if there is none.
func bracketNote(title string) string {
	at := strings.LastIndexAny(title, "([")
	if at < 0 {
		return ""
	}
	tail := strings.ToLower(title[at:])
	if wording.HasLetters(tail) && !slices.ContainsFunc(noteWords, func(w string) bool { return strings.Contains(tail, w) }) {
		return ""
	}
	return cmp.Or(formatNote.FindString(title), linkNote.FindString(title), pointNote.FindString(title), checkedNote.FindString(title))
}

// StripFormat takes "(PDF, 27Kb)" and "(opens in new window)" off a title;
// "(word version)" is words of the title and stays.
func StripFormat(title string) string {
	for range 3 {
		cut := ""
		if n := len(title); n > 0 && (strings.ContainsAny(title[n-1:], ")] ") || strings.HasSuffix(title, "\u00a0")) {
			if cut = bracketNote(title); cut == "" {
				cut = bracketedParticulars(title)
			}
		}
		if cut == "" && bareEnding(title) {
			cut = bareFormat.FindString(title)
		}
		if cut == "" || len(strings.TrimSpace(cut)) < 3 || strings.TrimSpace(title) == strings.TrimSpace(cut) {
			break
		}
		if strings.Trim(cut, " ()[]") == "" {
			break
		}
		title = strings.TrimSpace(title[:len(title)-len(cut)])
	}
	return title
}

// Particulars reports words that say nothing but what kind of file a link leads to, how
// large it is, since when it is there and how often it was fetched. Which issue it is, or a day,
// says nothing of the kind alone: it may tell a title from another.
func Particulars(s string) bool {
	said := false
	for s = strings.TrimLeft(s, particularGaps); s != ""; s = strings.TrimLeft(s, particularGaps) {
		cut := particular.FindString(s)
		said = said || cut != ""
		if cut == "" {
			cut = cmp.Or(dateAhead.FindString(s), issueAhead.FindString(s))
		}
		if cut == "" {
			return false
		}
		s = s[len(cut):]
	}
	return said
}

var particular = pattern.New(`(?i)^(?:(?:file\s+)?(?:size|type|format)\s*:?\s*(?:` + fileSize + `|` + fileFormat + `)|` + fileUnit + `|(?:date|uploaded|added|published|posted|created|modified|issued|approved|agreed|adopted|ratified|revised|(?:next\s+|for\s+)?review(?:\s+(?:due|date))?|(?:last\s+)?(?:updated|changed|amended|reviewed))\s*(?:on|in|:)?\s*(?:` + dates.DatePhrase + `)|[\d,]{1,9}\s+(?:downloads?|views?|hits|reads|comments?|replies|likes?|shares?|votes?)|\d{1,3}[\s-]min(?:ute)?s?(?:\s+of)?\s+read|(?:(?:uploaded|added|published|posted|created|modified|(?:last\s+)?(?:updated|changed|amended))\s+)?(?:\d{1,3}|an?|one|two)\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago|(?:downloads?|downloaded|views?|hits|reads)\s*:?\s*[\d,]{1,9}(?:\s+times)?)(?:$|\b)`)

// particularGaps stand between particulars.
const particularGaps = " \u00a0.,;:/|·•()[]–-"

var (
	dateAhead  = pattern.New(`(?i)^(?:` + dates.DatePhrase + `|(?:19|20)\d\d)(?:$|\b)`)
	issueAhead = pattern.New(`(?i)^(?:v|ver(?:sion)?|issue|edition|rev(?:ision)?)\.?(?:\s*no\.?)?\s*:?\s*(?:\d{1,3}(?:\.\d{1,3}){0,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:$|\b)`)
)
