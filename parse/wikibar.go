package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

// wikiTool is what wikis let their readers do with the page that is open, and firmTool those of
// them that no list of a manual's pages has.
var (
	wikiTool = pattern.New(`^(?:(?:raw )?edit(?: (?:this |the )?(?:page|topic|text|source|raw|wiki ?text|\(text\)|\(gui\)))?|attach(?:ments?| (?:a )?files?)?|(?:un)?watch|(?:un)?subscribe|add link|print(?:able)?(?: version| view| page)?|(?:page )?history(?:: .{0,80})?|(?:old )?revisions|diffs?|back ?links|what links here|raw(?: view)?|view (?:wiki ?text|source|history|raw|topic)|(?:show )?(?:page ?)?source|(?:page )?info(?:rmation)?|more(?: (?:topic|page))?(?: actions)?:?|discuss(?:ion)?|talk|rename|move|delete|protect|permanent link|cite this page|recent changes|site ?map|media manager|log ?(?:in|out)|register|help|pdf|copy|new (?:page|topic))$`)
	firmTool = pattern.New(`^(?:(?:raw )?edit|back ?links|what links here|raw|view (?:wiki ?text|source|raw)|(?:show )?page ?source|more topic actions|old revisions|history(?::|$)|page history)`)
)

// isWikiBar reports a line of such tools with strokes between them, whether or not they are
// links: "Edit | Attach | Print version | History: r3 < r2".
func isWikiBar(b *Block) bool {
	const fewest, longest = 3, 240
	if b.Kind == Heading || len(b.Text) > longest || strings.Count(b.Text, " | ") < fewest-1 {
		return false
	}
	firm := false
	for part := range strings.SplitSeq(fold(b.Text), "|") {
		part = strings.TrimSpace(part)
		if !wikiTool.MatchString(part) {
			return false
		}
		firm = firm || firmTool.MatchString(part)
	}
	return firm
}

// saysWhere reports a trail that says that it is one, "You are here: Wiki > Manual > Page",
// whatever stands behind it on the line: who saved the page, and what can be done with it.
func saysWhere(b *Block) bool {
	const opening, longest = "You are here", 400
	return len(b.Text) <= longest && strings.HasPrefix(b.Text, opening) && len(b.Links) > 0 && strings.TrimRight(b.Text[:b.Links[0].Start], " :\u00a0") == opening
}

// Editors of wikis sign what they wrote: "-- JoPenn - 03 May 2019", "--Jo Penn (talk) 10:22, 3
// May 2019 (UTC)".
var (
	wikiName = pattern.New(`^\s?(?:(?:[A-Z]\w*\.)?[A-Z][a-z]+[A-Z]\w*|\S.{1,40} \(talk\))`)
	signedOn = pattern.New(`^(?: ?[-,@] ?| )(?:\d{1,2}:\d\d, )?` + dateWords + `(?: - \d{1,2}:\d\d)?(?: \(utc\))?$`)
)

// isSigned reports a line that is only such a signature. Dashes before the names of chapters are
// bullets: the name is one word, as wikis call people, or stands beside the page to talk to them.
func isSigned(b *Block) bool {
	const longest = 80
	name, signs := strings.CutPrefix(b.Text, "--")
	if !signs || b.Kind != Paragraph || len(name) > longest {
		return false
	}
	who := wikiName.FindString(name)
	return who != "" && signedOn.MatchString(fold(name[len(who):]))
}
