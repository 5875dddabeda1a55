package parse

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/parse/pattern"
)

// boilerplate are lines that sites print around every text. The whole line must be
// one of them.
var boilerplate = map[string]bool{
	"report abuse": true, "report abuse report abuse": true,
	"skip to content": true, "skip to main content": true, "skip over navigation": true, "skip navigation": true, "skip to navigation": true, "skip over navigation|": true,
	"end": true, "end of chapter": true, "end of page": true, "top": true, "top of page": true, "top of the page": true, "back to top": true, "return to top": true, "go to top": true, "back to top of page": true, "to top": true, "^ top": true, "back to contents": true, "return to contents": true, "back to contents list": true, "back to list": true,
	"share": true, "share this": true, "share this page": true, "share page": true, "close": true, "print": true, "print page": true, "print this page": true, "print pdf": true, "print this chapter": true, "pdf": true, "email this page": true, "download as pdf": true,
	"toggle contrast": true, "hide this page": true, "exit this page": true, "quick exit": true, "leave this site": true,
	"register for alerts": true, "regsiter for alerts": true, "sign up for alerts": true,
	"(jump to)": true, "jump to": true, "expand all": true, "collapse all": true, "open all": true, "close all": true, "show all": true, "hide all": true, "expand all | collapse all": true, "show/hide": true,
	"smallmediumlargehivis": true, "small medium large": true, "small medium large hivis": true, "size:": true, "text size:": true, "text size: small medium large": true,
	"sort by":   true,
	"text size": true, "text size a a a": true, "text size: a a a": true, "font size a a a": true, "font size: a a a": true, "text size a- a a+": true, "text size: a- a a+": true, "text size - a +": true,
	"[email protected]": true, "caption:": true, "[edit]": true, "[edit source]": true, "[edit | edit source]": true,
	"filter results": true, "filter your results": true, "filter these results": true, "filter search results": true, "refine results": true, "refine your results": true, "refine search": true, "refine your search": true, "apply filters": true, "clear filters": true, "clear all filters": true,
	"what are your feelings": true, "still stuck? how can we help?": true, "still stuck? how can we help": true, "share this article": true, "share this article :": true,
	"no comments": true, "no comments yet": true, "0 comments": true, "post a comment": true, "leave a comment": true, "add a comment": true, "leave a reply": true, "comments are closed": true,
	"accept": true, "accept cookies": true, "accept all cookies": true, "cookie settings": true,
	"company logo": true, "logo alt text will go here": true, "show amendments": true, "hide amendments": true,
	"click here to view the latest changes": true, "print | pdf": true, "print this page | email this page": true,
	"printer friendly": true, "printer-friendly": true, "print friendly": true, "print-friendly": true, "print-friendly version": true, "printer friendly version": true, "printer-friendly version": true, "printable version": true,
}

// openings begin lines of the same kind that go on with changing words.
var openings = []string{
	"please select a board to see additional information", "please select your board", "please select a area to see", "please select an area to see",
	"view this website with ", "this page is correct as printed on", "powered by tri.x", "powered by ",
	"we use cookies", "we use some essential cookies", "this site uses cookies", "this website uses cookies", "our website uses cookies", "we would like to use cookies",
	"by continuing to use this site", "by using this site you agree", "click here to view the latest changes", "please press the control and refresh keys",
	"text size:", "© ", "copyright ©", "(c) copyright", "copyright (c)", "caption:",
}

// isBoilerplate reports a line that is no text of the manual. A heading is one
// only if nothing else could carry the words.
func isBoilerplate(b *Block) bool {
	if b.Text == "" || b.Kind == Box || b.Kind == Row || b.Kind == Heading && b.Marker != "" {
		return false // a numbered heading "Share" is the manual's
	}
	if len(b.Links) > 0 && tellsViewed(b) {
		return true
	}
	if len(b.Text) > 240 {
		return false
	}
	if toldLine.Opens(behindFile(b.Text)) && tellsOfPage(b) || isWikiBar(b) || isSigned(b) || machineTime(b.Text) || countsNone(b) || b.Kind == Paragraph && tellsReading(b.Text) {
		return true
	}
	if b.Kind == Heading && len(b.Text) > 24 {
		return false
	}
	if strings.Contains(b.Text, "est viewed") && bestViewed.MatchString(fold(b.Text)) {
		return true
	}
	if len(b.Links) > 0 && (b.Kind == Paragraph && turnsAbove(b.Text) || onlyTools(b)) {
		return true
	}
	if len(b.Text) > 60 && !mayOpen(b.Text) {
		return false
	}
	if said := strings.TrimRight(b.Text, " .?"); strings.HasSuffix(said, "page") && wrongHere.MatchString(fold(said)) {
		return true
	}
	if plainLine(b) {
		return false
	}
	t := strings.TrimSpace(fold(b.Text))
	if boilerplate[strings.Trim(t, " .:|-")] || boilerplate[t] {
		return b.Kind != Heading || !strings.HasSuffix(t, "amendments") && !strings.HasPrefix(t, "end")
	}
	if t != "" && len(t) <= 50 && len(b.Links) > 0 && fileButton.MatchString(t) {
		return true
	}
	return opens(t) || isToolbar(t)
}

// toldLine is any of the lines that tellsOfPage knows.
var toldLine = pattern.Any(rateLine, savedLine, visitLine, helpQuestion, entryCount, otherForms, forMembers, logTeaser, noneHere)

// tellsOfPage reports a line in which the site speaks of the page, or to its reader.
func tellsOfPage(b *Block) bool {
	return b.Kind == Paragraph && ratesPage(b.Text) || b.Kind != Heading && (tellsSaved(b.Text) || tellsVisit(b.Text) || teasesLog(b.Text) || tellsNone(b.Text)) ||
		asksHelp(b.Text) || countsEntries(b.Text) || asksMembers(b.Text) || len(b.Links) > 0 && givesForms(b.Text)
}

// wrongHere asks for mistakes of the page.
var wrongHere = pattern.New(`^(?:(?:report|tell us about|let us know about|found|spotted|seen|is there) (?:an?|any|something) (?:problem|issue|error|mistake|fault|thing wrong|broken link)|(?:report|is there) (?:something|anything) wrong|report (?:an? )?(?:accessibility|broken) (?:problem|issue|link)s?) (?:with|on) this (?:web )?page$`)

// rateLine asks the reader for a mark for the page, behind which the marks may stand.
var rateLine = pattern.New(`^rate this (?:page|article|chapter|topic|document|content)[ :]*(?:(?:\d{1,2}|[★☆⭐]+|stars?|very|poor|fair|average|good|excellent|bad|ok|/|out of)[ ,|]*)*\.?$`)

// ratesPage reports such a line.
func ratesPage(s string) bool {
	return len(s) <= 100 && rateLine.MatchString(fold(s))
}

// readingTime tells how long a page takes to read.
var readingTime = pattern.New(`^(?:(?:estimated |average |approx(?:imate|\.)? )?read(?:ing)? time:? (?:about |approx(?:imately|\.)? )?\d{1,3} min(?:ute)?s?|(?:about )?\d{1,3}[- ]min(?:ute)?s?(?: of)? (?:read|reading time))$`)

// tellsReading reports such a line.
func tellsReading(s string) bool {
	return len(s) <= 60 && hasDigit(s) && containsOne(s, []string{"read", "Read"}) && readingTime.MatchString(strings.TrimRight(fold(s), " ."))
}

// helpQuestion asks the reader whether the page was of use, behind which the answers may stand.
var helpQuestion = pattern.New(`^(?:(?:was|is) (?:this|the) (?:(?:page|article|information|content|chapter|guide|guidance|procedure|topic|answer|section|document)(?: on this page)? )?(?:helpful|useful|of (?:any )?help)(?: to you)?|did (?:this|the) (?:page|article|information|content|chapter|guide|guidance|procedure|topic|answer|section|document) help(?: you)?|did you find (?:this|the) (?:page|article|information|content|chapter|guide|guidance|procedure|topic|answer|section|document)(?: on this page)? (?:helpful|useful)|how (?:helpful|useful) was this (?:page|article|information|content|chapter|guide|guidance|procedure|topic|answer|section|document)|did this answer your questions?)(?:\? ?(?:(?:yes|no|partly|👍|👎)[ ,/|]*)*)?$`)

// asksHelp reports such a line.
func asksHelp(s string) bool {
	return len(s) <= 80 && helpQuestion.MatchString(strings.TrimRight(fold(s), " ."))
}

// logTeaser sends the reader of any page to the site's list of changes.
var logTeaser = pattern.New(`^(?:please )?(?:see|view|read|check|visit|find out|look at|click here (?:for|to (?:see|view))) (?:(?:the|our) )?(?:change ?log|(?:change|version|update|revision) history|(?:list of )?(?:most )?(?:recent|latest) (?:changes|updates|amendments)|what(?:'s| has| is)? (?:been )?(?:new|changed)(?: and why)?)(?: page)?(?: (?:for|in|of) (?:the |any |all )?(?:most )?(?:recent|latest) (?:updates?|changes|amendments?))?(?: (?:made )?(?:to|on) this (?:page|chapter|policy|procedure|document|guidance|manual|site|website))?$`)

// teasesLog reports such a line.
func teasesLog(s string) bool {
	return len(s) <= 120 && logTeaser.MatchString(strings.TrimRight(fold(s), " .>›»"))
}

// entryCount tells which entries of a list a page shows, or how many that has.
var entryCount = pattern.New(`^(?:showing|displaying|viewing|results?|items?|entries) (?:(?:results?|items?|entries|records|posts|articles|pages) )?\d{1,5} ?(?:to|-|–|—) ?\d{1,5} of (?:about )?\d{1,5}(?: [a-z]{1,20})?\.?$|^\d{1,5} (?:articles?|pages?|posts?|records?|items?|topics?|entr(?:y|ies)|documents?|files?) (?:in|on) this (?:category|sub-?category|section|topic|folder|thread)$`)

// countsEntries reports such a line.
func countsEntries(s string) bool {
	return len(s) <= 60 && hasDigit(s) && entryCount.MatchString(fold(s))
}

// sharer is what the addresses have in them to which the links lead that share a page.
var sharer = pattern.New(`facebook\.com/(?:sharer|share\.php|dialog)|twitter\.com/(?:share|intent|home\?)|x\.com/(?:intent|share)|linkedin\.com/(?:share|cws)|wa\.me/\?|whatsapp\.com/send|whatsapp://send|mailto:\?|pinterest\.com/pin/create|reddit\.com/submit|threads\.net/intent|bsky\.app/intent|t\.me/share`)

// networks are the names of ways to share a page.
var networks = pattern.New(`^(?:(?:share|post|send|tweet)(?: (?:on|to|via|by|with|this))* )?(?:facebook|twitter|x|x \(twitter\)|linked-? ?in|whats-? ?app|e-?mail|print|copy link|bluesky|mastodon|threads|reddit|pinterest|telegram|messenger|teams|tumblr|instagram|snapchat|xing)(?: this page)?$`)

// service is the address of a service that reads pages aloud, translates or prints them; with the
// page behind it, as a query, it is a tool of that page.
var service = pattern.New(`(?i)^https?://[^/?]*\b(?:readspeaker|browsealoud|reachdeck|reciteme|speechstream|texthelp|printfriendly|pdfmyurl|web2pdf\w*|translate\.google|microsofttranslator|translatetheweb|\w+\.translate\.goog)\b`)

// readerTool are the words of links that have the page read aloud, translated or printed.
var readerTool = pattern.New(`^(?:listen|(?:listen to|hear|translate) this(?: (?:page|chapter|article|section|document))?|read (?:(?:this|the) (?:page|chapter|article|section|document) |this |it )?aloud|text[ -]to[ -]speech|translate|(?:select|choose|change) (?:a |your )?language|print|print this(?: page| chapter)?|share|share this(?: page)?|(?:pdf|print|printable|text|audio) (?:version |copy )?of this (?:page|chapter|article|section|document))$`)

// isTool reports a link that shares the page, or leads to a service that shows it otherwise.
func isTool(k *Link) bool {
	if service.MatchString(k.Href) {
		return strings.Contains(k.Href, "?") || readerTool.MatchString(fold(k.Text))
	}
	return sharer.MatchString(k.Href)
}

// saysTool reports the words of a tool for the page. One word may be a chapter's: it is a tool
// among others.
func saysTool(k *Link, among int) bool {
	said := fold(k.Text)
	return (among > 1 || strings.Contains(said, " ")) && readerTool.MatchString(said)
}

// onlyTools reports a line all of whose links are tools of the page, with a few words beside. In
// a line that asks to share, names of networks are such links wherever they lead.
func onlyTools(b *Block) bool {
	beside, asks := len(b.Text), len(b.Text) >= len("share") && strings.EqualFold(b.Text[:len("share")], "share")
	for i := range b.Links {
		k := &b.Links[i]
		if !isTool(k) && !saysTool(k, len(b.Links)) && !(asks && networks.MatchString(fold(k.Text))) {
			return false
		}
		beside -= k.End - k.Start
	}
	const label = 40 // bytes of "Share this page on social media:"
	return beside <= label
}

// savedLine is how systems print who saved a page last, and when to the minute.
var savedLine = pattern.New(`^(?:(?:this )?page (?:was )?)?(?:last )?(?:modified|updated|edited|changed|saved|created|published)(?: on| at|:)? .{0,60}\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?(?: by .{1,60})?\.?$|^(?:(?:this )?page (?:was )?)?last (?:modified|edited|changed|saved)(?: on| at|:)? .{0,40}\d.{0,20} by .{1,60}$|^(?:page )?last modified .{0,30}\d{4}: .{1,100} \([0-9a-f]{7,40}\)$|^by .{1,60} [-–—|·,] ?(?:(?:created|published) .{0,40}[,;|·] ?)?last (?:modified|updated|edited|changed|saved)(?: on| at|:)? .{0,40}\d{1,2}:\d\d(?: ?[ap]m)?\.?$|^(?:topic revision:? |revision )?r\d{1,5} [-–—] .{1,100}$`)

// tellsSaved reports such a line, behind the name of the page's file too. A date without an
// hour or a person may be that of the manual's own review.
func tellsSaved(s string) bool {
	s = behindFile(s)
	return len(s) <= 160 && hasDigit(s) && (strings.Contains(s, ":") || strings.Contains(s, " by ")) && savedLine.MatchString(fold(s))
}

// behindFile is a line without the name of the page's file before it: "fens.txt · Last modified".
func behindFile(s string) string {
	const sep = " · "
	if k := strings.IndexByte(s, ' '); k > 0 && strings.HasPrefix(s[k:], sep) && k+len(sep) < len(s) && strings.Contains(s[:k], ".") {
		return s[k+len(sep):]
	}
	return s
}

// bestViewed is how sites tell at the foot of a page for which screen or browser they were made,
// alone or behind their name and a few links.
var bestViewed = pattern.New(`(?:^|[|•·.] ?)(?:th(?:is|e) (?:web ?)?(?:site|page) (?:is )?)?best viewed (?:at|in|with|using|on) (?:an? )?(?:.{0,40} )?(?:\d{3,4} ?(?:x|×|by) ?\d{3,4}|internet explorer|netscape|firefox|chrome|safari|microsoft edge|browser|screen|resolution)(?: .{0,40}|\.)?$`)

// visitLine is how pages tell their reader the day on which they are read or printed.
var visitLine = pattern.New(`^(?:you are (?:now |currently )?(?:reading|viewing|looking at)|(?:this (?:page|copy|document) (?:was |is )?)?(?:printed|downloaded|accessed|viewed|generated)|today is|today'?s date(?: is)?)(?: (?:the|this|a|an|our|from|of|on|at|as|version|edition|copy|page|manual|handbook|web ?site))*:? ` + dateWords + `$`)

// tellsVisit reports such a line.
func tellsVisit(s string) bool {
	return len(s) <= 120 && hasDigit(s) && visitLine.MatchString(strings.TrimRight(foldKeepLines(s), " ."))
}

// viewedLine begins a line that tells its reader what he has read.
var viewedLine = pattern.New(`^(?:(?:pages |chapters )?you(?: have|'ve)? (?:last|recently|previously|just|already) (?:viewed|visited|read|looked at)|(?:your )?(?:recently|last|previously) (?:viewed|visited|read)(?: pages?| chapters?| by you)?|your recent(?:ly viewed)? (?:pages?|chapters?|history))\b`)

// tellsViewed reports such a line, behind whose words only links stand.
func tellsViewed(b *Block) bool {
	lead := b.Text[:b.Links[0].Start]
	return len(lead) >= len("last read") && strings.IndexByte("yYrRlLpPcC", lead[0]) >= 0 && len(lead) <= 48 && linked(b)*4 >= (len(b.Text)-len(lead))*3 && viewedLine.MatchString(fold(lead))
}

// turnsAbove reports the links to the neighbouring pages with lines of the site below
// them.
func turnsAbove(text string) bool {
	turns, rest, ok := strings.Cut(text, "\n")
	if !ok || len(turns) > 120 || !turnsPage.MatchString(fold(turns)) {
		return false
	}
	for line := range strings.Lines(rest) {
		if !opens(strings.TrimSpace(fold(line))) {
			return false
		}
	}
	return true
}

// machineTime reports a line that ends in a time as RFC 3339 writes it, which pages
// print for machines and hide from people.
func machineTime(s string) bool {
	if len(s) < 20 || s[len(s)-1] != 'Z' && s[len(s)-3] != ':' {
		return false
	}
	k := strings.LastIndexByte(s, 'T')
	return k >= 10 && len(s)-k >= 9 && s[k-3] == '-' && s[k-6] == '-' && s[k+3] == ':' && s[k+1] >= '0' && s[k+1] <= '2'
}

// isToolbar reports a line of several tools of the page side by side: "Print Open
// all Close all".
func isToolbar(t string) bool {
	if len(t) > 100 {
		return false
	}
	tools := 0
	for t = strings.Trim(t, " |-"); t != ""; t = strings.Trim(t, " |-") {
		n := firstTool(t)
		if n == 0 {
			return false
		}
		tools++
		t = t[n:]
	}
	return tools > 1
}

// firstTool is the length of the longest boilerplate of up to six words that a line
// begins with.
func firstTool(t string) int {
	longest := 0
	for k, words := 0, 0; k <= len(t) && words < 6; k++ {
		if k < len(t) && t[k] != ' ' {
			continue
		}
		words++
		if boilerplate[t[:k]] {
			longest = k
		}
	}
	return longest
}

// otherForms offers the same page in other forms.
var otherForms = pattern.New(`^(?:(?:this (?:page|chapter|document|article) is )?also )?available (?:in|as|to download (?:in|as))(?: other formats)?:?(?: ?(?:pdf|html|txt|text|plain text|word|docx?|odt|rtf|epub|xml|csv|json|markdown|atom|rss|print)[ ,|/]*(?:(?:and|or) )?)+\.?$`)

// givesForms reports such a line.
func givesForms(s string) bool {
	return len(s) <= 100 && otherForms.MatchString(strings.TrimSpace(fold(s)))
}

// countsNone reports the heading of a box of the site's in which there is nothing: "Files (0)".
func countsNone(b *Block) bool {
	return b.Kind == Heading && strings.HasSuffix(b.Text, " (0)")
}

// fileButton are the words of links to the same page in another form.
var fileButton = pattern.New(`^(?:download|print|view|save|open|email|share|listen to|export)(?: (?:this|the|all|full|entire|whole|complete))*(?: (?:page|pages|chapter|procedure|section|policy|article|guide|guidance|document|publication))?(?: (?:as|to|in|a|pdf|word|print|printable|version|format|friend|aloud|\(pdf\)))*$`)

// opens reports whether a folded line begins with one of the openings.
func opens(t string) bool {
	return slices.ContainsFunc(openings, func(o string) bool { return strings.HasPrefix(t, o) })
}

// openingStarts are the bytes that openings begin with.
var openingStarts = func() map[string]bool {
	set := map[string]bool{}
	for _, o := range openings {
		set[o[:3]] = true
	}
	return set
}()

// mayOpen reports whether a line begins as one of the openings does, in either case;
// one that does not begin with ASCII may.
func mayOpen(s string) bool {
	var room [3]byte
	low := lowerInto(room[:], s[:min(len(s), 3)])
	return low == nil || openingStarts[string(low)]
}

// plainLine is a cheap test for the short lines that isBoilerplate refuses, nearly
// all: they begin as none of the known ones.
func plainLine(b *Block) bool {
	return !knownLine.Opens(b.Text) && (len(b.Links) == 0 || !fileButton.Opens(strings.TrimSpace(b.Text)))
}

// knownLine is how lines of boilerplate begin.
var knownLine = func() *pattern.Pattern {
	var begin []string
	for line := range boilerplate {
		begin = append(begin, line)
	}
	begin = append(begin, openings...)
	for i, line := range begin {
		begin[i] = regexp.QuoteMeta(line[:min(len(line), 3)])
	}
	slices.Sort(begin)
	return pattern.New(`^[ .:|-]*(?:` + strings.Join(slices.Compact(begin), "|") + `)`)
}()

// lowerInto is a short line of ASCII in lower case, nothing for any other.
func lowerInto(room []byte, s string) []byte {
	if len(s) > len(room) {
		return nil
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '\n' || c >= 0x80:
			return nil
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		room[i] = c
	}
	return room[:len(s)]
}

// mayBeFact is a cheap look for what lines about the page itself have: one of few
// words, and a year or nothing behind it.
func mayBeFact(s string) bool {
	if !factOpening(s) {
		return false
	}
	s = beforeOwner(s)
	if len(s) > 240 || len(s) < leastFact || len(s) > 40 && !endsInDate(strings.TrimRight(s, " .;)")) && !strings.Contains(s, "printed") && !strings.Contains(s, "PRINTED") {
		return false
	}
	return strings.Contains(s, "eview") || strings.Contains(s, "pdate") || strings.Contains(s, "odified") || strings.Contains(s, "dited") || strings.Contains(s, "hanged") || strings.Contains(s, "printed") || strings.Contains(s, "ublish") ||
		strings.Contains(s, "osted") || strings.Contains(s, "evised") || strings.Contains(s, "mended") || strings.Contains(s, "REVIEW") || strings.Contains(s, "UPDATE")
}

// beforeOwner is a line without the notice at its end that says whose the page is: "Page last
// updated 3 May 2004. © Keepers of the Fen".
func beforeOwner(s string) string {
	const longest = 80 // bytes of the notice
	k := strings.Index(s, "©")
	if k <= 0 || len(s)-k > longest {
		return s
	}
	return strings.TrimRight(s[:k], " .|·,-–—")
}

// leastFact is how long a line about the page itself is at least.
const leastFact = 4

// factOpening looks at the first three letters.
func factOpening(s string) bool {
	if len(s) < leastFact {
		return false
	}
	var room [3]byte
	switch string(lowerInto(room[:], s[:3])) {
	case "las", "dat", "rev", "nex", "due", "to ", "pag", "upd", "mod", "pub", "pos", "thi", "the", "cha", "pro", "pol", "doc", "sec", "gui", "con", "man", "it ", "is ", "mos", "fir", "ame":
		return true
	}
	return false
}

// Parts of the sentences that give dates of the page.
const (
	dateWords = `((?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ /.\-])?(?:[a-z]{3,9}\.?|\d{1,2})[ /.\-,]{1,2}(?:\d{1,2}(?:st|nd|rd|th)?, ?)?\d{2,4}|\d{4}-\d\d-\d\d|\d{4})(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]m)?)?`
	subject   = `(?:(?:this |the )?(?:chapter|procedure|page|policy|document|section|guidance|protocol|content|manual|it)?(?: was| is| has been)? ?)`
	joint     = `(?: on| in| by| for| is| was| due| date|[:\-]|\||\s)*`
)

// facts are the sentences that give dates of the page. Each must be the whole
// sentence; [Document.Meta] keeps the date as printed.
var facts = []struct {
	key   string
	words []string // one of them stands in every such sentence
	line  *pattern.Pattern
}{
	{"last_reviewed", []string{"review"}, pattern.New(`^(?:` + subject + `(?:last |most recently )?reviewed|(?:date )?(?:of )?(?:the )?last review(?:ed)?(?: date)?|date reviewed|review completed)` + joint + dateWords + `$`)},
	{"next_review", []string{"review"}, pattern.New(`^(?:(?:date )?(?:of |for |due for )?(?:the )?next review(?: date)?|review (?:date|due)(?: date)?|date (?:of|for) (?:the )?(?:next )?review|` + subject + `(?:is |will be )?(?:next )?(?:due|to be|will be|be)? ?(?:for review|(?:to be )?review(?:ed)?)(?: again| next)?)` + joint + dateWords + `$`)},
	{"last_updated", []string{"updated", "modifi", "amended", "revis", "edited", "changed"}, pattern.New(`^(?:` + subject + `(?:last )?(?:updated|modified|amended|revised)|(?:page |date )?(?:of )?last (?:updated?|modified|modification|amended|revised|revision|edited|changed)(?: date)?|date (?:updated|modified)|page updated)` + joint + dateWords + `(?:[ ,|]*v(?:ersion)?\.? ?[\d.]+)?(?: ?\|.*)?$`)},
	{"published", []string{"publi", "posted"}, pattern.New(`^(?:` + subject + `(?:first )?published|date (?:of )?publi(?:shed|cation)|publication date|posted)` + joint + dateWords + `$`)},
}

var printedOn = pattern.New(`^this page is correct as printed on (.{6,60}?) please refer`)

// readFacts reads a block all of whose sentences give dates of the page, and moves
// it out of the main region.
func readFacts(doc *Document, i int) bool {
	b := &doc.Blocks[i]
	if strings.Contains(b.Text, "printed") || strings.Contains(b.Text, "PRINTED") {
		t := strings.TrimSpace(fold(b.Text))
		if m := printedOn.FindStringSubmatchIndex(t); m != nil {
			setMeta(doc, "printed", printedDate(b.Text, t[m[2]:m[3]]))
			b.Region = Furniture
			return true
		}
	}
	parts := sentences(foldKeepLines(beforeOwner(b.Text)))
	found := factsOf(parts)
	if found == nil && len(parts) == 1 {
		found = factsOf(splitSlash(parts[0]))
	}
	if found == nil {
		return factPair(doc, i)
	}
	for _, f := range facts {
		if date := found[f.key]; date != "" {
			setMeta(doc, f.key, printedDate(b.Text, date))
		}
	}
	b.Region = Furniture
	return true
}

// factsOf reads sentences that all give dates of the page, nil if one does not.
func factsOf(sentences []string) map[string]string {
	var found map[string]string
	for _, s := range sentences {
		key, date := fact(s)
		if key == "" {
			return nil
		}
		if found == nil {
			found = make(map[string]string)
		}
		found[key] = date
	}
	return found
}

// foldKeepLines is fold with the lines as they are and without double quotes.
func foldKeepLines(s string) string {
	if !isASCII([]byte(s)) {
		s = foldDashes.Replace(s)
	}
	return strings.ToLower(s)
}

var foldDashes = strings.NewReplacer("’", "'", "–", "-", "—", "-", "\u00ad", "")

// printedDate finds a folded date in the text as it was printed.
func printedDate(text, date string) string {
	if k := strings.Index(strings.ToLower(text), date); k >= 0 && k+len(date) <= len(text) {
		return text[k : k+len(date)]
	}
	return date
}

// fact reads one sentence.
func fact(s string) (key, date string) {
	s = strings.Trim(s, " .;")
	if !endsInDate(s) {
		return "", ""
	}
	for i := range facts {
		f := &facts[i]
		if !containsOne(s, f.words) {
			continue
		}
		if m := f.line.FindStringSubmatch(s); m != nil {
			return f.key, m[1]
		}
	}
	return "", ""
}

// endsInDate is a cheap test for a sentence that ends in digits, in "am" or "pm", or
// in what stands behind a bar.
func endsInDate(s string) bool {
	if s == "" {
		return false
	}
	last := s[len(s)-1]
	return last >= '0' && last <= '9' || (last|0x20 == 'm' || strings.IndexByte(s, '|') >= 0) && hasDigit(s)
}

func containsOne(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// sentences splits lines, cells and sentences that end before a capital.
func sentences(s string) []string {
	var out []string
	for _, l := range strings.FieldsFunc(s, func(c rune) bool { return c == '\n' || c == ';' }) {
		for {
			k := strings.Index(l, ". ")
			if k < 0 || k < 8 {
				break
			}
			out = append(out, l[:k])
			l = l[k+2:]
		}
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

// splitSlash parts two dates that share a line: "Last reviewed in April 2024 / Date
// of next review April 2026", also without a sign between them. It gives nothing for
// any other line.
func splitSlash(s string) []string {
	if !endsInDate(strings.TrimRight(s, " .;)")) {
		return nil
	}
	for _, mark := range []string{" and it is due ", " and it will be ", " and will be ", " and is due ", " and due for ", "date of next review", "date for next review", "next review", "date of review", "review date", "review due", "due for review", "next reviewed", "last reviewed", "last updated", "reviewed", "updated"} {
		if k := strings.LastIndex(s, mark); k > 8 {
			return []string{strings.TrimRight(s[:k], " /|-,("), strings.TrimPrefix(strings.TrimRight(s[k:], ")"), " and ")}
		}
	}
	return nil
}

// factPair reads a label whose date stands in the next block.
func factPair(doc *Document, i int) bool {
	key, date := pairAt(doc, i)
	if key == "" {
		return false
	}
	a, b := &doc.Blocks[i], &doc.Blocks[i+1]
	setMeta(doc, key, printedDate(b.Text, date))
	a.Region, b.Region = Furniture, Furniture
	return true
}

// pairAt is the fact that block i, a label, and the next say together, none of them a
// heading.
func pairAt(doc *Document, i int) (key, date string) {
	if i+1 >= len(doc.Blocks) {
		return "", ""
	}
	a, b := &doc.Blocks[i], &doc.Blocks[i+1]
	if a.Region != b.Region || len(a.Text) > 40 || len(b.Text) > 40 || a.Kind == Heading || b.Kind == Heading {
		return "", ""
	}
	return fact(strings.TrimRight(fold(a.Text), ": ") + " " + strings.TrimSpace(fold(b.Text)))
}

// setMeta keeps the first value of a key.
func setMeta(doc *Document, key, val string) {
	if doc.Meta[key] == "" {
		doc.Meta[key] = val
	}
}
