package main

import (
	"regexp"
	"strings"

	"manualwatch/cmd/manualwatch/night"
	"manualwatch/out"
)

// moved is what to do where the manual is no longer at its address.
const moved = "the manual may have moved: look for it in a browser, change `start` in the register and put the old address in `former`"

// pageLimit begins the cause where links were not followed any more, tooMany what to do.
const (
	pageLimit = "the board's limit of "
	tooMany   = "what was not followed may be chapters: `manualwatch export --table captures --board BOARD` lists what was; name folders that are no part of the manual in `exclude`, or raise `max_pages` in the register where the manual is as large as that"
)

// stillListed is what to do about a chapter that the contents list and of which the site says that it is gone.
const stillListed = "open the contents in a browser: where the chapter is at another address, write to the site’s owner; when the site has said for seven days that the page is gone, and all else is seen, the chapter is told as withdrawn, and at once by `manualwatch run --board BOARD --accept`"

// otherHost is what to do about chapters that stand at a host which is not read.
const otherHost = "where they belong to the manual, put the host into `hosts` in the register; where they are another board's, "

// A remedy is what a person can do where a cause has some words in it.
type remedy struct {
	words []string
	mend  string // BOARD stands for the id
}

// remedies are asked in order. Only where the manual itself was seen, and lost much, is it
// of use to vouch for it.
var remedies = []remedy{
	{[]string{night.NotNamed}, otherHost + "run `manualwatch run --board BOARD --accept`"},
	{[]string{night.Excluded}, "where the chapters belong to the manual, take the folder out of `exclude` in the register; where they do not, run `manualwatch run --board BOARD --accept`"},
	{[]string{night.LeadsNowhere, night.LeadsElsewhere}, "open the contents in a browser: where the link is mended, the next run reads the chapter again; if the board publishes it no more, run `manualwatch run --board BOARD --accept`"},
	{[]string{"a password is needed", "locked with a password"}, "a file is locked with a password, and nobody without it can read it: write to the board and ask for an open copy"},
	{[]string{night.NoneAsked}, "run `manualwatch boards check BOARD` and compare with the site; name the page of contents as `start`, or the part of it that holds the list as `contents` of `selectors`; if the chapters are not to be read, run `manualwatch run --board BOARD --accept`"},
	{[]string{"fell from", "show one and the same text"}, "run `manualwatch boards check BOARD` and compare with the site; mend the register (start, selectors); if the manual really is as it was seen, run `manualwatch run --board BOARD --accept`"},
	{[]string{"a web page stands at the address of a file"}, "open the address in a browser: where the file is there, the next run takes it again; if the board shows a page in its place for good, run `manualwatch run --board BOARD --accept`"},
	{[]string{"a short page without the chapter's title"}, "open the address in a browser: where the chapter is there, the next run reads it again; if the board publishes no more than these words, run `manualwatch run --board BOARD --accept`"},
	{[]string{night.NoRows}, "open the address in a browser: where the rows are there, the next run reads them again; if the list stands elsewhere now, change `amendments` in the register; if the board took all rows away, run `manualwatch run --board BOARD --accept`"},
	{[]string{night.LedTo, night.CopyOf}, "open the address in a browser: where the page is there, the next run reads it again; if a list of amendments stands elsewhere now, change `amendments` in the register; if the address leads there for good, run `manualwatch run --board BOARD --accept`"},
	{[]string{"the host name does not exist"}, "no server is known by this name: the next run tries again; if it lasts, " + moved},
	{[]string{"certificate", "x509:", "tls:", "HTTPS client"}, "no safe connection to the site can be made (its certificate or its encryption): open the address in a browser; if people are warned there too, write to the site’s owner; if the manual is at another address, change `start` in the register and put the old one in `former`"},
	{[]string{"robots.txt does not allow"}, "the site’s robots.txt asks programs not to fetch this, and manualwatch keeps to it: only the site’s owner can change that; write to them, or take the board out of the register if they do not want it watched"},
	{[]string{"robots.txt of "}, "the site’s robots.txt could not be read, and without it nothing may be fetched: the next run tries again; if it lasts, write to the site’s owner"},
	{[]string{"login page"}, "the site shows a login page in its place: open the address in a browser; if the manual is open to everybody under another address, change `start` in the register and put the old one in `former`; if it is for members only now, it cannot be watched"},
	{[]string{"browser check", "HTTP 401", "HTTP 403", "HTTP 429"}, "the site refuses the program: open the address in a browser; if people can read it there, write to the site’s owner and ask that manualwatch be let in (its User-Agent names your contact)"},
	{[]string{"maintenance page", "error page", "HTTP 5"}, "the site is out of order or under repair: the next run tries again; if it lasts, open the address in a browser"},
	{[]string{"body ends in the middle"}, "the next run tries again, and takes the page when it goes to its end; open the address in a browser: if it is whole there and only its end is another one, run `manualwatch run --board BOARD --accept`"},
	{[]string{"empty page"}, "the next run tries again; what is the same on a second night is taken as it is"},
	{[]string{"HTTP 404", "HTTP 410", "soft 404", "redirect to ", "redirect loop"}, moved},
	{[]string{"no section, chapter or amendment was found"}, "run `manualwatch boards check BOARD` and compare with the site; mend the register (start, platform, selectors)"},
	{[]string{"could be read before and cannot now"}, "the next run tries again; if it lasts, `manualwatch boards check BOARD` shows why the document cannot be read"},
	{[]string{pageLimit}, tooMany},
	{[]string{"the archive is damaged"}, "run `manualwatch verify`, which names the damage and what to do"},
	{[]string{"a mistake of the program"}, "report it with the log of this run; the next version may mend it, and `manualwatch rebuild` then reads the night again"},
}

// mend says what a person can do about the last observation of a board.
func mend(r out.ObservationRow) string {
	what := remedyOf(r.Cause)
	switch r.Status {
	case out.StatusFailed:
		if what == "" {
			what = "the next run tries again; if it lasts, open the address in a browser: " + moved
		}
	case out.StatusNeedsIntervention:
		if what == "" {
			what = "run `manualwatch boards check BOARD` and compare with the site; mend the register (start, selectors)"
		}
	case out.StatusPartial:
		what = mendPart(r.Cause, what)
	default:
		return ""
	}
	return strings.ReplaceAll(what, "BOARD", r.BoardID)
}

func remedyOf(cause string) string {
	for _, r := range remedies {
		for _, w := range r.words {
			if strings.Contains(cause, w) {
				return r.mend
			}
		}
	}
	return ""
}

// mendPart is mend for a manual of which some pages were not seen; what is what helps with
// the one that the cause names.
func mendPart(cause, what string) string {
	if strings.HasPrefix(cause, pageLimit) {
		return what
	}
	if strings.HasPrefix(what, otherHost) {
		return what + "; `manualwatch export --table findings --board BOARD` lists what was not seen"
	}
	said := "the next run tries the missing pages again; `manualwatch export --table findings --board BOARD` lists them"
	switch {
	case strings.Contains(cause, "a page of the contents could not be observed"):
		said = "the next run tries it again; nothing of the manual is told until it is seen"
	case strings.Contains(cause, "not waited for any more"):
		said += "; nothing waits for the page any more: what is known of it stands until it is seen"
	case strings.Contains(cause, "could not be observed"):
		said += "; what waits for them is told after seven days at the latest, of what only such a page lists when it is seen"
	}
	if what == moved && strings.Contains(cause, "(HTTP 4") {
		what = stillListed
	}
	if what == "" {
		return said
	}
	return said + "; if it lasts: " + what
}

var ownCommand = regexp.MustCompile("`manualwatch [^`]*`")

// withFlags gives the commands in a text (`manualwatch ...`) the register and the data
// folder of this one, so that they can be typed as they stand.
func (o *options) withFlags(text string) string {
	flags := ""
	if o.boards != "" {
		flags += " --boards " + shellWord(o.boards)
	}
	if o.data != defaultData {
		flags += " --data " + shellWord(o.data)
	}
	return ownCommand.ReplaceAllStringFunc(text, func(c string) string { return strings.TrimSuffix(c, "`") + flags + "`" })
}

var plainWord = regexp.MustCompile(`^[\w./:@%+=,-]+$`)

// shellWord writes a word as a shell takes it.
func shellWord(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
