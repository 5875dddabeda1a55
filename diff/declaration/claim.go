package declaration

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
)

// A claim is what the details of an amendment say was done.
type claim struct {
	Kinds    []diff.Kind // structural changes that the words name, nil if none
	headings []string    // inner headings that they name, folded
	numbers  []string    // inner numbers that they name
	pairs    [][2]string // "from X to Y", folded
	quoted   []string    // words in quotation marks, folded
	years    []string    // editions of guidance
	label    string      // whose number or address changed, folded
	links    bool
	contacts bool
	deadline bool
	table    bool
	picture  bool   // it tells of a picture or film
	added    bool   // something was added inside
	removed  bool   // something was taken out
	file     bool   // a document was replaced
	nothing  bool   // it says that the chapter was looked at and did not change
	redated  bool   // it says that a date of review changed, and nothing more
	looked   bool   // it says that the chapter was looked at, and nothing more
	Whole    bool   // it says what became of the chapter as a whole, and nothing of its text
	text     bool   // it says that the text was changed, beside what became of the chapter
	rewrite  bool   // it says that the text, and not its links, was changed in many places
	beside   *claim // of the sentences beside those on the chapter as a whole, nil if they claim nothing
	Details  string
}

// claimWords tells kinds of change by the words boards use. A chapter-level verb
// counts where it says what became of the chapter; the same verbs about a
// paragraph or a link are about its text.
var claimWords = []struct {
	kind diff.Kind
	is   *regexp.Regexp
}{
	{diff.Added, regexp.MustCompile(`\b(?:(?:this is an? |an? )?(?:entirely |brand |completely )?new (?:chapter|section|procedure|protocol|policy|guidance|appendix|page)|new chapters?|chapter (?:was |has been )?(?:added|introduced|created)|(?:added|introduced) (?:as a new|to the manual)|first published)\b|^(?:new|(?:newly )?added)[.!]?$`)},
	{diff.Removed, regexp.MustCompile(`\b(?:(?:chapter|procedure|protocol|policy|guidance|appendix|page|document|it|this) (?:was |has been |is |have been )?(?:now )?(?:removed|withdrawn|deleted|archived|retired|discontinued)|withdrawn|(?:removed|deleted|withdrawn) from (?:the )?(?:manual|procedures|website|contents)|no longer (?:in use|part of|applies)|(?:is|has been) superseded)\b|^(?:removed|deleted|archived)(?:[.,;]|$| (?:as|because|since|on|in|from|following)\b)`)},
	{diff.Renamed, regexp.MustCompile(`\b(?:renamed|retitled|re-titled|re-named|(?:new|change[ds]?(?: of| to the| in the)?|amended|updated|revised) (?:title|name)|(?:title|name)(?: of (?:this|the) (?:chapter|section|procedure))?(?: has been| was| is)?(?: now)? (?:changed|amended|updated|revised|altered|shortened|simplified)|(?:shortened|shorter|longer|simplified|simpler|clearer|extended|expanded|widened|corrected|reworded|different) title|title(?: of (?:this|the) (?:chapter|section|procedure))?(?: has been| was| is)?(?: now)? (?:lengthened|extended|expanded|widened|broadened|corrected|reworded|modified|replaced|clarified|cut|(?:made )?(?:shorter|longer|clearer|simpler))|(?:now|formerly|previously) (?:called|known as|titled|entitled|named)|in the title|change of name|name change|titles?\b(?:[^.;]|\.\d){0,60}\b(?:exchanged|swapped|interchanged|transposed|the (?:wrong|other) way (?:a)?round)|was [a-z]|formerly|previously)\b`)},
	{diff.Moved, regexp.MustCompile(`\b(?:moved|relocated|transferred|repositioned|now (?:found|located|sits|stands|placed|appears|listed|filed) (?:in|under|within|at)|placed (?:in|under|within)|formerly (?:section |chapter |number )?\d+(?:\.\d+)*\b.*\bnow (?:section |chapter |number )?\d|(?:formerly |previously )?stood (?:in|under)|now (?:forms )?part of|(?:has|have|given) a new place)\b`)},
	{diff.Merged, regexp.MustCompile(`\b(?:merged|merger|combined|amalgamated|brought together|consolidated|joined|incorporat(?:ed|es|ing)|integrated|now (?:includes|covers|contains|(?:forms )?part of)|replaces the (?:former )?chapters?)\b`)},
	{diff.Split, regexp.MustCompile(`\b(?:split|divided|separated|(?:now )?(?:a |an )?(?:separate|own|stand-?alone) (?:chapter|section|procedure|page|document)|(?:chapters?|sections?|procedures?|pages?|documents?) (?:of (?:its|their) own|in (?:its|their) own right)|in two|into two|two chapters|(?:appendix|annex) (?:\w{1,2} )?(?:(?:is|was|has become|became) now|now is|has become|became) (?:an? )?(?:chapter|section|procedure|page|document)|parts? of (?:this|the|its?)(?: (?:chapter|section|procedure|protocol|policy|guidance|page|document))?(?: on [a-z ]{3,40}?)? (?:(?:is|are|has|have) now|now (?:is|are|stands?|forms?)|(?:has |have )?bec[oa]me))\b`)},
	{diff.Activated, regexp.MustCompile(`\b(?:(?:is |has come |came |come |brought |put )?(?:now )?in(?:to)? use|number (?:is )?now used)\b`)},
	{diff.Retired, regexp.MustCompile(`\b(?:not in use|no longer in use|withdrawn|taken out of use|out of use)\b`)},
	{diff.Renumbered, regexp.MustCompile(`\b(?:renumbered|re-numbered|numbering|new number|number changed|(?:changed|swapped|exchanged|traded) (?:places|numbers|positions)|formerly (?:section |chapter |number )?\d+(?:\.\d+)*\b.*\bnow (?:section |chapter |number )?\d)\b`)},
}

// claimKin are kinds that boards do not tell apart.
var claimKin = map[diff.Kind][]diff.Kind{
	diff.Added:     {diff.Added, diff.Activated, diff.Split},
	diff.Activated: {diff.Activated, diff.Added},
	diff.Removed:   {diff.Removed, diff.Retired, diff.Merged},
	diff.Retired:   {diff.Retired, diff.Removed},
	diff.Merged:    {diff.Merged, diff.Removed},
	diff.Split:     {diff.Split, diff.Added},
}

var (
	quotedWords = regexp.MustCompile(`(?:^|[\s(:])['"]([^'"]+(?:'[a-z][^'"]*)*)['"]`)
	fromTo      = regexp.MustCompile(`\bfrom (.{1,80}?) to (.{1,80}?)(?:[.;,)]|$| (?:throughout|across|in (?:the|this|section|paragraph|line|all|order)))`)
	changedTo   = regexp.MustCompile(`\b(?:chang(?:ed|e|ing)|replac(?:ed|ing)) (?:from )?(.{1,80}?) (?:to|with|by) (.{1,80}?)(?:[.;,)]|$| (?:throughout|across|in (?:the|this|section|paragraph|line|all|order|line)))`)
	quotedPair  = regexp.MustCompile(`['"]([^'"]{1,80})['"] (?:was |has been |is |now )*(?:changed |replaced |amended |updated )?(?:to|with|by|into|becomes?|became|now reads?|now) ['"]([^'"]{1,80})['"]`)
	sectionName = regexp.MustCompile(`\b(?:sections?|paragraphs?|paras?|parts?)\.? (?:(\d+(?:\.\d+)*)(?:[,:–-]+ ?| |$))?([^.;:]*)`)
	bracketName = regexp.MustCompile(`\((\d+(?:\.\d+)*)?,? ?([^()]{3,80})\)`)
	sectionTail = regexp.MustCompile(`,? (?:has|have|had|was|were|is|are|now|to reflect|to include|in line|revised|updated|amended|expanded|added|rewritten|removed|deleted|changed|clarified|strengthened|reviewed|which)\b.*$`)
	linkWord    = regexp.MustCompile(`\b(?:links?|hyperlinks?|web ?links?|web ?address(?:es)?|urls?)\b`)
	contactWord = regexp.MustCompile(`\b(?:contacts?|contact details|telephone|phone|e-?mails?|helpline|opening (?:hours|times)|office hours)\b`)
	// aDevice is a telephone, or a message, that somebody has, and no way to reach an office.
	aDevice     = regexp.MustCompile(`\b(?:an?|any|every|each|his|her|their|whose|child's|children's|pupils?'s?|mobile|smart|personal|seized) (?:mobile |smart ?|personal )?(?:tele)?(?:phones?|e-?mails?)(?: (?:numbers?|lines?|details|address(?:es)?|contacts?))?\b`)
	timeWord    = regexp.MustCompile(`\b(?:time-?scales?|time ?frames?|time limits?|deadlines?|(?:working )?days|working day|hours)\b`)
	tableWord   = regexp.MustCompile(`\b(?:tables?|matrix|grid|row)\b`)
	pictureWord = regexp.MustCompile(`\b(?:flow ?charts?|flow ?diagrams?|diagrams?|charts?|pictures?|images?|photo(?:graph)?s?|illustrations?|infographics?|decision trees?|films?|videos?|animations?)\b`)
	addWord     = regexp.MustCompile(`\b(?:added|addition(?:al)?|new (?:paragraph|section|text|information|point|bullet|link|sub-?section)|further (?:point|information|paragraph)|expanded|inserted|included|extended|include)\b`)
	removeWord  = regexp.MustCompile(`\b(?:removed|removal|deleted|deletion|taken out)\b`)
	fileWord    = regexp.MustCompile(`\b(?:pdf|document|file|form|download|version|edition)\b`)
	minorWord   = regexp.MustCompile(`\b(?:minor|small|typographical|spelling|formatting|grammar)\b`)
	// noWords and noPurpose begin what is no pair of words: "changed to reflect the
	// move to a hub", "the day from which it holds was put back to May".
	noWords = regexp.MustCompile(`^(?:to|in|with|by|following|as|on|for|and|which|whom) `)
	// takesVerb and takesTo end what has words behind "to" of its own, "the duty to attend", "links
	// to the forms"; a duty that became something else is said by noVerb: "the duty to a wish".
	takesVerb = regexp.MustCompile(`\b(?:dut(?:y|ies)|requirements?|needs?|rights?|powers?|responsibilit(?:y|ies)|obligations?|expectations?|decisions?|entitlements?|permissions?)$`)
	takesTo   = regexp.MustCompile(`\b(?:references?|links?|responses?|approach(?:es)?|access|introduction|how|when|where|who|whom|whether|what)$`)
	noVerb    = regexp.MustCompile(`^(?:an?|the|\d+|one|two|three|four|five|six|seven|eight|nine|ten|'.*|".*|` + dutyWord + `)(?:\s|$)`)
	noPurpose = regexp.MustCompile(`^(?:reflect|include|ensure|align|make|clarify|take|be|say|comply|provide|show|add|the (?:end|start|beginning))\b`)
	// wholeChapter finds verbs whose object is the chapter, textWord those about its
	// text.
	wholeChapter = regexp.MustCompile(`(?:^|\b(?:chapter|procedure|protocol|policy|guidance|appendix|page|document|title|it|this)(?: title)? (?:(?:has|have|is|was|were|now|been|also) )*)(?:now )?(?:renamed|re-named|retitled|re-titled|withdrawn|removed|deleted|archived|retired|merged|combined|amalgamated|moved|relocated|transferred|split|divided|changed from)\b`)
	textWord     = regexp.MustCompile(`\b(?:updated|update|revised|amended|reviewed|rewritten|re-written|expanded|added|strengthened|clarified|reworded|refreshed|new (?:section|paragraph|text|information)|sections?|paragraphs?|text|wording|links?|references?)\b`)
	// textVerb finds what was done to a text; "extended" may stand in a title.
	textVerb = regexp.MustCompile(`\b(?:updated|revised|amended|reviewed|rewritten|re-written|expanded|reworded|refreshed|strengthened|clarified)\b|\b(?:extended|broadened|widened|enlarged|lengthened|shortened)(?:$|[.,;]| (?:to|and|with|by|so|for|in|throughout)\b)`)
	// rewrite finds that a text was changed in many places.
	rewrite = regexp.MustCompile(`\bthroughout\b|\b(?:rewritten|re-written|redrafted|re-drafted|overhauled)\b|\b(?:fully|completely|extensively|substantially|comprehensively|entirely) (?:updated|revised|amended|reworked)\b|\b(?:full|complete|extensive|substantial|comprehensive|major) (?:update|revision|rewrite|overhaul)\b`)
	// citing finds references to other documents, and links to them.
	citing    = regexp.MustCompile(`\b(?:references?|citations?|websites?|addresses)\b`)
	shortYear = regexp.MustCompile(`\b(?:wt|kcsie|wtsc)[ -]?((?:19|20)\d\d)\b`)
)

// ReadClaim reads the details of a row; isNew tells that it stood under a heading
// for new chapters.
func ReadClaim(details string, isNew bool) claim {
	f := textdiff.FoldText(details)
	c := claim{Details: f}
	for _, w := range claimWords {
		if w.is.MatchString(f) {
			c.Kinds = append(c.Kinds, w.kind)
		}
	}
	if isNew && !slices.Contains(c.Kinds, diff.Added) && !slices.Contains(c.Kinds, diff.Activated) {
		c.Kinds = append(c.Kinds, diff.Added)
	}
	for _, m := range quotedWords.FindAllStringSubmatch(f, 8) {
		c.quoted = append(c.quoted, strings.Trim(m[1], " .,;"))
	}
	c.readPairs(f)
	c.readSections(f)
	c.label = labelOf(f)
	c.years = textdiff.Years.FindAllString(f, 8)
	for _, m := range shortYear.FindAllStringSubmatch(f, 8) {
		c.years = append(c.years, m[1])
	}
	for _, h := range c.headings { // "in Section 7, Contacts" says nothing about contacts
		if !strings.HasPrefix(f, h) {
			f = strings.Replace(f, h, "", 1)
		}
	}
	c.readTouched(f)
	c.beside = claimBeside(c.Details)
	c.text = textVerb.MatchString(newReview.ReplaceAllString(withoutKinds(c.Details), " ")) || c.beside != nil
	c.Whole = len(c.Kinds) > 0 && wholeChapter.MatchString(f) && !c.text && !textWord.MatchString(f)
	c.rewrite = rewrite.MatchString(f) && !matchesAny(f, linkWord, citing)
	c.nothing, c.redated, c.looked = saysNothing(f), saysRedated(f), saysChecked(f)
	c.file = fileWord.MatchString(f)
	return c
}

var (
	// noChange finds "no changes were needed", also to something of which it is said, but not
	// "no change to thresholds", which says that other things changed.
	noChange = regexp.MustCompile(`\b(?:no|without(?: any)?) (?:further |other |material )?(?:changes?|amendments?|updates?|revisions?|edits?)(?: (?:(?:was|were|is|are|being) )?(?:made|needed|required|necessary|identified|proposed))?(?: (?:to|in) (?:the |this )?(?:text|contents?|chapter|procedures?|document|wording|guidance|policy))?\s*(?:$|[.,;:()&-]| (?:and|at|by|after|following|as|on|this) )|\b(?:text|content|chapter|wording) (?:is |was |remains )?unchanged\b|` +
		`\b(?:no|without(?: any)?) (?:further |other |material )?(?:changes?|amendments?|updates?|revisions?|edits?) (?:(?:was|were|is|are|being) )?(?:needed|required|necessary) (?:to|in|for|on) [^.,;:()]{1,60}?\s*(?:$|[.,;:()&-]| (?:and|but|after|following|as|this) )`)
	// newReview finds what happened to the date of the next review.
	newReview = regexp.MustCompile(`\b(?:(?:next )?(?:review|reviewed) dates?|dates? (?:of|for) (?:the )?(?:next )?review) (?:(?:was|has been|is|now) )*(?:moved|extended|changed|amended|updated|revised|set|put back|brought forward)\b`)
	// changeVerb finds what was done to a text.
	changeVerb = regexp.MustCompile(`\b(?:changed|corrected|replaced|altered|shortened|simplified|tidied|formatted|reformatted|redrafted|improved|re-?typed|made (?:shorter|clearer))\b`)
)

// saysNothing tells whether folded words say that a chapter was looked at and that nothing
// in it changed ("Reviewed, no changes. Next review date moved to May 2027").
func saysNothing(f string) bool {
	return noChange.MatchString(f) && onlyReviews(f)
}

// saysRedated tells whether folded words say that a date of review changed, and nothing more.
func saysRedated(f string) bool { return newReview.MatchString(f) && onlyReviews(f) }

// onlyReviews tells whether folded words speak of a review, and of no change of the text.
func onlyReviews(f string) bool {
	rest := newReview.ReplaceAllString(noChange.ReplaceAllString(f, " "), " ")
	rest = reviewed.ReplaceAllString(withoutKinds(rest), " ")
	return !matchesAny(rest, textVerb, changeVerb, linkWord, contactWord, addWord, removeWord, minorWord)
}

// checked is a sentence that says that somebody checked a chapter or something in it, without
// what it was held against and who did so. "Reviewed" is no such word: boards write it of what
// they revised, too.
var checked = regexp.MustCompile(`^(?:(?:the|this|all|its|every|each) )*(?:(?:chapters?|procedures?|polic(?:y|ies)|sections?|pages?|documents?|appendi(?:x|ces)|forms?|hyper ?links?|web ?links?|links?|references?|contents?|text|wording|facts?|details|dates?|tables?) )?(?:(?:has|have|was|were|is|are|been|all|also) )*(?:re-?)?(?:checked|proof-?read|read through|looked (?:at|through|over))(?: (?:for|against|by|with|in|on|after|before|through|over|again|once|and (?:found|are|is|was|were|all|they|it)|as part)\b.*)?$`)

// saysChecked tells whether folded words say that a chapter was checked, and nothing of a change.
func saysChecked(f string) bool {
	for _, s := range sentenceEnd.Split(strings.TrimRight(f, ". "), -1) {
		if !checked.MatchString(s) || matchesAny(s, textVerb, changeVerb, addWord, removeWord, minorWord) {
			return false
		}
	}
	return true
}

func matchesAny(s string, of ...*regexp.Regexp) bool {
	return slices.ContainsFunc(of, func(re *regexp.Regexp) bool { return re.MatchString(s) })
}

// reviewed says that somebody looked at a chapter.
var reviewed = regexp.MustCompile(`\b(?:reviewed|checked|read)\b`)

// laidDown names what a text lays down.
var laidDown = regexp.MustCompile(`\b(?:dut(?:y|ies)|obligations?|requirements?|recommendations?|mandatory|must|should|thresholds?|inserted|corrected)\b`)

// required says of a thing that it is a duty now: "attendance is now required".
var required = regexp.MustCompile(`\b(?:required|compulsory|obligatory|optional)\b`)

// ofRules tells whether a row speaks of what the text lays down: a duty or a limit is no place
// in the manual, and no title.
func (c *claim) ofRules() bool { return matchesAny(c.Details, laidDown, required, timeWord) }

// formerLimit is what a limit was before: "two days (formerly three)".
var formerLimit = regexp.MustCompile(`\((?:formerly|previously|was) (?:within )?` + textdiff.ANumber + `\b[^()]*\)`)

// claimBeside reads the sentences that say what was done to the text beside one that says
// what became of the chapter: "Formerly called Hoarding. A paragraph has been inserted."
func claimBeside(f string) *claim {
	var rest []string
	structural := false
	for _, s := range sentenceEnd.Split(f, -1) {
		bare := formerLimit.ReplaceAllString(s, "")
		if withoutKinds(bare) != bare {
			structural = true
			continue
		}
		if matchesAny(newReview.ReplaceAllString(s, " "), textVerb, addWord, removeWord, timeWord, tableWord, linkWord, contactWord, laidDown) {
			rest = append(rest, s)
		}
	}
	if !structural || len(rest) == 0 {
		return nil
	}
	c := ReadClaim(strings.Join(rest, ". "), false)
	c.Kinds = nil
	return &c
}

var (
	// narrowStart begins a sentence on contacts, links or slips of the pen.
	narrowStart = regexp.MustCompile(`^(?:(?:the|an?|all|some|minor|small|new|updated|amended|corrected|changed|revised|replaced|refreshed|checked|broken|old|several|two|three|further|(?:correction|change|amendment|update)s? (?:of|to|in)) )*(?:contacts?|tele?phone|phone|e-?mails?|fax|hyper ?links?|links?|web ?(?:sites?|links?|address(?:es)?|pages?)|urls?|address(?:es)?|typ(?:ing|ographical|o) ?errors?|typos?|spellings?|grammar|punctuation|formatting|layout|opening (?:times|hours))\b`)
	// wider names what else such a sentence may speak of.
	wider = regexp.MustCompile(`\b(?:guidance|procedures?|process|sections?|paragraphs?|text|wording|definitions?|dut(?:y|ies)|polic(?:y|ies)|law|legislation|statutory|roles?|responsibilit(?:y|ies)|thresholds?|flow ?charts?|tables?|appendi(?:x|ces)|forms?|templates?|requirements?|must|should|throughout|content|information on)\b`)
)

// headingOnly is a sentence that says that headings or titles have other words, and maybe which.
var headingOnly = regexp.MustCompile(`^(?:(?:the|an?|all|some|several|one|two|three|minor|small) )*(?:(?:sub-?)?headings?|titles?)(?: (?:of|in) [^.;]{1,60}?)? (?:(?:was|were|is|are|has|have|had|been|now) )*(?:changed|renamed|retitled|re-?worded|amended|corrected|shortened|lengthened|simplified|clarified|replaced|re-?numbered)(?:$|[.:]$| (?:from|to|into|for clarity) [^.;]*$|: [^.;]*$)`)

// formatOnly is a sentence that says in which sort of file a text is to be had.
var formatOnly = regexp.MustCompile(`^(?:(?:this|the|an?|new|accessible|downloadable|printable|chapter|procedure|policy|document|guidance|form|page|it) )*(?:(?:is|are|was|has|have|been|now|also) )*` +
	`(?:(?:available|published|provided|issued|offered|presented|converted|reformatted|changed|moved|uploaded|downloadable)(?: online)?(?: for download)?(?: from [a-z ]{2,20})? (?:as|in|to|into) (?:an? |the )?` + fileFormat + `|` + fileFormat + ` (?:(?:is|was|has been|now|also) )*(?:added|available|provided|uploaded|replaced|attached|removed))[.]?$`)

const fileFormat = `(?:new )*(?:(?:accessible|downloadable|printable|online|word|html|web|pdf)[ -]?)+(?:pages?|documents?|files?|formats?|versions?|copy)?`

// isNarrow tells whether all sentences of a row speak of contacts, links, slips of the
// pen, the words of headings or the sort of file: that the text says otherwise what is to be done
// is not among it.
func isNarrow(f string) bool {
	for _, s := range sentenceEnd.Split(f, -1) {
		if matchesAny(s, headingOnly, formatOnly) {
			continue
		}
		if !narrowStart.MatchString(s) || wider.MatchString(s) || tellsTime(s) {
			return false
		}
	}
	return true
}

// openHours are hours in which somebody can be reached, and no limit of time.
var openHours = regexp.MustCompile(`\b(?:opening|office) hours\b`)

// tellsTime tells whether a row speaks of limits of time.
func tellsTime(f string) bool { return timeWord.MatchString(openHours.ReplaceAllString(f, " ")) }

// sentenceEnd parts the sentences of a row.
var sentenceEnd = regexp.MustCompile(`[.;] `)

// withoutKinds takes what names a structural change out of folded words: the title that
// was amended is not the text.
func withoutKinds(f string) string {
	for _, w := range claimWords {
		f = w.is.ReplaceAllString(f, " ")
	}
	return f
}

// readTouched reads what the words say was touched.
func (c *claim) readTouched(f string) {
	c.links, c.contacts, c.deadline = linkWord.MatchString(f), speaksOfContacts(f), tellsTime(f)
	c.table, c.picture = tableWord.MatchString(f), pictureWord.MatchString(f)
	c.added, c.removed = addWord.MatchString(f), removeWord.MatchString(f)
}

// speaksOfContacts tells whether folded words speak of how somebody is reached: "a phone that is
// handed in" does not.
func speaksOfContacts(f string) bool {
	return contactWord.MatchString(aDevice.ReplaceAllStringFunc(f, func(m string) string {
		if thing := strings.TrimSuffix(m, "s"); strings.HasSuffix(thing, "phone") || strings.HasSuffix(thing, "mail") {
			return " "
		}
		return m // its number, its address
	}))
}

// among reads the claim anew where it names headings of the chapter, of two words at
// least, in a place where only the chapter tells that they are headings: "Duties in
// Transport and Contact reworded" says nothing about contact details.
func (c *claim) among(inner []string) *claim {
	out, f := *c, c.Details
	words := " " + textdiff.KeyOf(textdiff.Tokens(c.Details)) + " "
	for _, h := range inner {
		if strings.Contains(h, " ") && has(words, h) && !slices.Contains(out.headings, h) {
			out.headings = append(slices.Clip(out.headings), h)
			f = strings.ReplaceAll(f, h, "")
		}
	}
	if len(out.headings) > len(c.headings) {
		out.readTouched(f)
	}
	return &out
}

func (c *claim) readPairs(f string) {
	bare := strings.NewReplacer("'", "", "\"", "")
	for _, re := range []*regexp.Regexp{quotedPair, fromTo, changedTo} {
		for _, m := range re.FindAllStringSubmatch(f, 4) {
			from, to := strings.TrimSpace(bare.Replace(m[1])), strings.TrimSpace(bare.Replace(m[2]))
			from = strings.TrimPrefix(from, "from ")
			if len(c.pairs) > 0 && re != quotedPair {
				break // quotation marks say it best
			}
			if noWords.MatchString(from) || noPurpose.MatchString(to) || re == changedTo && joinedByTo(m) {
				continue
			}
			if from != "" && to != "" && !slices.Contains(c.pairs, [2]string{from, to}) {
				c.pairs = append(c.pairs, [2]string{from, to})
			}
		}
	}
}

// joinedByTo tells whether what was found of "changed X to Y" is one thing that was changed.
func joinedByTo(m []string) bool {
	if !strings.Contains(m[0], m[1]+" to "+m[2]) {
		return false
	}
	return takesTo.MatchString(m[1]) || takesVerb.MatchString(m[1]) && !noVerb.MatchString(m[2])
}

func (c *claim) readSections(f string) {
	add := func(number, name string) {
		name = strings.Trim(sectionTail.ReplaceAllString(strings.TrimSpace(name), ""), " ,.:;-'\"")
		name = strings.TrimPrefix(name, "on ")
		if number != "" {
			c.numbers = append(c.numbers, number)
		}
		if name != "" && len(name) < 120 {
			c.headings = append(c.headings, name)
		}
	}
	for _, m := range sectionName.FindAllStringSubmatch(f, 6) {
		add(m[1], m[2])
	}
	for _, m := range bracketName.FindAllStringSubmatch(f, 4) {
		add(m[1], m[2])
	}
}
