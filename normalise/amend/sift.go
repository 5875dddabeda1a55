package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/normalise/toc"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// settle makes of the rows that a reading found those that a person would copy down.
func (r *amendReader) settle() {
	r.partHistories()
	r.sift()
	r.tidy()
}

// sift leaves out what is about the page: rows that name no chapter on a page that only
// leads to others, rows without date and chapter before the first that has both, such as
// a key of letters, and, where most rows name a chapter of the manual, passages that
// name none and tell no change.
func (r *amendReader) sift() {
	first := slices.IndexFunc(r.rows, func(a normalise.Amendment) bool { return !a.Date.IsZero() })
	index := r.others >= leastRecords
	resolved, known := r.resolved()
	tables := 0
	for i := range r.rows {
		tables += wording.BoolInt(r.stands[i].tabled && resolved[i])
	}
	most, titled := known*10 >= len(r.rows)*6 && known > leastRecords, r.titled(resolved)
	tabular := tables*10 >= len(r.rows)*6 && tables > leastRecords // what stands beside names no chapter
	foreign, own, beside := r.foreignHeads(resolved), r.ledByDays(), r.besideNames(resolved)
	kept, stands := r.rows[:0], r.stands[:0]
	for i := range r.rows {
		a, at := &r.rows[i], r.stands[i]
		switch {
		case tables > leastRecords && tables*2 >= len(r.rows) && !at.tabled && whatItHas.MatchString(a.Details) && !tellsChange(a.Details):
			continue // words on the site beside the tables: "Forms – which has those of all chapters"
		case resolved[i]:
		case index && a.Chapter == "", i < first, chaptertext.ParticularLabels[chaptertext.WhoKind].MatchString(a.Chapter):
			continue // the last: "Approved by: the board"
		case a.Chapter == "" && !at.tabled && i+1 < len(r.rows) && strings.HasSuffix(strings.TrimRight(a.Details, " -–"), ":"):
			continue // "The main changes are:"
		case most && !at.kinded && (foreign[at.head] || otherNews.MatchString(a.Chapter)) && !tellsChange(a.Details):
			continue
		case a.Chapter == "" && !at.tabled && tables > leastRecords && (tables*10 >= len(r.rows)*8 || a.Date.IsZero() && tables*2 >= len(r.rows)):
			continue // words and keys beside the table that tells the changes
		case most && !a.Date.IsZero() && r.isBeside(a, beside):
		case most && !own && !at.tabled && !(at.kinded && a.Chapter != "") && !tellsChange(a.Details) && !(a.Chapter == "" && r.tellsOfAll(a.Details)) && (a.Chapter == "" || !wholeManual.MatchString(a.Chapter) && !tellsChange(a.Chapter) && (tabular || titled && !titleCase(a.Chapter))):
			r.left++
			continue
		}
		kept, stands = append(kept, *a), append(stands, at)
	}
	r.rows, r.stands = kept, stands
	r.cutClosing()
	r.cutRefrain()
}

// foreignHeads are the headings that come back over rows none of which names a chapter:
// "Training", "Events" in a digest.
func (r *amendReader) foreignHeads(resolved []bool) map[string]bool {
	out, none := make(map[string]bool), make(map[string]int)
	for i, s := range r.stands {
		h := s.head
		if h != "" && none[h] >= 0 {
			none[h]++
		}
		if resolved[i] {
			none[h] = -1
		}
	}
	for h, n := range none {
		out[h] = n >= leastRecords
	}
	return out
}

// whatItHas begins words that describe the chapter named before them.
var whatItHas = pattern.New(`^(?:which|where|whose)\s`)

// wholeManual names all chapters or none in particular.
var wholeManual = pattern.New(`(?i)^(?:all|whole|entire|various|several|every|general|throughout|the\s+(?:whole\s+)?manual)\b`)

// ofAll is said of the whole manual and of no chapter in particular: "Links throughout the manual
// have been checked", "The order of the chapters was changed".
var (
	ofAll = pattern.New(`(?i)\b(?:manual|handbook)\b|\b(?:all|every|most|many|several|various|other|some|a\s+number\s+of|order\s+of)\s+(?:of\s+)?(?:the\s+|our\s+)?(?:\w+\s+)?(?:chapters?|procedures|policies)\b`)
	ofOne = pattern.New(`(?i)^(?:it|its|this|these|they|that|those|both|here|there)\b|\b(?:this|the)\s+(?:\w+\s+)?(?:chapter|procedure|policy|section|protocol|guidance)\b`)
)

// wasDone says of something that it was done, in any word.
var wasDone = pattern.New(`(?i)\b(?:was|were|has\s+been|have\s+been)\s+(?:all\s+|also\s+|now\s+|\w+ly\s+)?(?:\w*(?:ed|wn|en|put)|brought|built|made|done|cut|set|found|lost)\b`)

// tellsOfAll reports words that begin with a sentence on a change of the whole manual, which
// goes on with no entry above.
func (r *amendReader) tellsOfAll(text string) bool {
	first, _, _ := strings.Cut(text, ". ")
	return ofAll.MatchString(first) && (tellsChange(first) || wasDone.MatchString(first)) && !ofOne.MatchString(first) && beginsUpper(first) && !opensList(text) && r.mention(text) == ""
}

// inOne reports a record whose first line names its chapter and tells the change.
func (rec *record) inOne() bool {
	return len(rec.pieces) > 0 && rec.pieces[0].known && rec.pieces[0].rest != ""
}

// otherNews are the labels of what stands beside changes in lists of news.
var otherNews = pattern.New(`(?i)^(?:(?:national|local|regional|partner|other|staff)\s+news|news|(?:new\s+)?(?:training|e-?learning|resources?)|events?|conferences?|webinars?|consultations?|newsletters?|podcasts?|campaigns?|vacanc(?:y|ies)|jobs?)$`)

// titled reports a page on which nine of ten names of chapters are set in the case of
// titles, so that a heading that is not names something else.
func (r *amendReader) titled(resolved []bool) bool {
	names, set := 0, 0
	for i := range r.rows {
		if name := r.rows[i].Chapter; resolved[i] && strings.Contains(name, " ") {
			names++
			set += wording.BoolInt(titleCase(name))
		}
	}
	return names > leastRecords && set*10 >= names*9
}

// titleCase reports a text all of whose longer words begin with a capital or a sign.
func titleCase(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '-' || c == '/' || c == '\u00a0' }) {
		if len(w) >= 4 && w[0] >= 'a' && w[0] <= 'z' && !smallWord.MatchString(w) {
			return false
		}
	}
	return true
}

// smallWord is a longer word that stands without a capital in titles.
var smallWord = pattern.New(`^(?:including|with|from|into|that|this|their|they|them|when|where|which|your|have|does|between|through|within|without|about|against|under|over|during|before|after|towards?|among|upon|whose|than|more|also)$`)

// tellsChange reports words on a change.
func tellsChange(text string) bool {
	return changeStart.MatchString(text) || changeVerb.MatchString(text) || changeSentence.MatchString(text) || changeWord.MatchString(text)
}

// changeWord is a word for a change, wherever it stands.
var changeWord = pattern.New(`(?i)\b(?:updated|amended|revised|reviewed|refreshed|renamed|removed|replaced|re-?written|re-?worded|withdrawn|merged|corrected|clarified|strengthened|expanded|superseded|changed|added|inserted|improved|rebuilt|restored|redrawn|redesigned|shortened|simplified|mended|repaired|fixed|put\s+right|brought\s+up\s+to\s+date|first\s+published|no\s+longer)\b`)

// leastClosed is how many rows show how long rows are on a page.
const leastClosed = 6

// cutClosing takes the page's closing words off its last row: lines that tell no
// change, where no other row has as many.
func (r *amendReader) cutClosing() {
	if len(r.rows) < leastClosed {
		return
	}
	most := 0
	for i := range r.rows[:len(r.rows)-1] {
		most = max(most, strings.Count(r.rows[i].Details, "\n")+1)
	}
	last := &r.rows[len(r.rows)-1]
	lines := strings.Split(last.Details, "\n")
	for len(lines) > most && !tellsChange(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	last.Details = strings.Join(lines, "\n")
}

// cutRefrain takes off what ends several releases in the same words: the last line of
// their last rows, which ends no other row and tells no change. Where each has one row, it ends
// nearly all of them: otherwise it was written of these.
func (r *amendReader) cutRefrain() {
	ends := make(map[string][]int)
	for i := range r.rows {
		details := r.rows[i].Details
		if at := strings.LastIndexByte(details, '\n'); at > 0 && !tellsChange(details[at+1:]) {
			ends[details[at+1:]] = append(ends[details[at+1:]], i)
		}
	}
	for line, rows := range ends {
		several := slices.ContainsFunc(rows, func(i int) bool { return i > 0 && r.rows[i-1].Date == r.rows[i].Date })
		closing := len(rows) >= 2 && (several || len(rows)*10 >= len(r.rows)*8)
		for _, i := range rows {
			closing = closing && (i+1 == len(r.rows) || r.rows[i+1].Date != r.rows[i].Date)
		}
		for _, i := range rows {
			if closing {
				r.rows[i].Details = strings.TrimSuffix(r.rows[i].Details, "\n"+line)
			}
		}
	}
}

// leadsOn counts the other pages of amendments that a page leads to.
func (lg *Log) leadsOn(p *normalise.Page) int {
	n := 0
	for _, b := range parse.InMain(p.Blocks) {
		for _, l := range b.AllLinks() {
			if t := lg.Site.PageAt(l.Href); t >= 0 && lg.Roles[t] == toc.RoleAmendments && webaddress.Key(l.Href) != webaddress.Key(p.URL) {
				n++
			}
		}
	}
	return n
}

// aloneUnderDate reports a sentence that is all that stands under a date, and tells a change: it
// is of no chapter in particular.
func aloneUnderDate(pieces []piece, i int, lead string) bool {
	p := &pieces[i]
	told := changeSentence.MatchString(p.text) || wasDone.MatchString(p.text)
	if i == 0 || pieces[i-1].date.IsZero() || p.head || p.known || p.look == lead || !told || announces(p.text) {
		return false
	}
	return i+1 == len(pieces) || !pieces[i+1].date.IsZero()
}
