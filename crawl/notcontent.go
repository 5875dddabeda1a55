package crawl

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"
)

// A notFoundPage is how a host answers for an address that cannot exist.
type notFoundPage struct {
	leadsTo string // canonical address that it redirects to; "" otherwise
	title   string
	heading string
	shingle map[uint64]bool // of its words; nil without a page
}

// probePath is an address below folder that no site has, another one every run.
func probePath(folder, runID, hostKey string) string {
	sum := sha256.Sum256([]byte(runID + "\n" + hostKey))
	return strings.TrimSuffix(folder, "/") + "/manualwatch-" + hex.EncodeToString(sum[:6])
}

// isLike reports whether a page is the host's not-found page: same title and
// first heading, and nine tenths of its words in the same order. Digits are
// not compared.
func (n *notFoundPage) isLike(p *page, body []byte) bool {
	if n == nil || n.shingle == nil || fold(p.title) != fold(n.title) || fold(p.heading) != fold(n.heading) {
		return false
	}
	mine := shingles(body)
	shared := 0
	for s := range mine {
		if n.shingle[s] {
			shared++
		}
	}
	return shared*10 >= 9*max(len(mine), len(n.shingle))
}

var digits = regexp.MustCompile(`\d+`)

func fold(s string) string { return digits.ReplaceAllString(strings.ToLower(s), "0") }

// shingles returns hashes of all runs of three words of a page.
func shingles(body []byte) map[uint64]bool {
	ws := strings.Fields(fold(plainText(body)))
	out := make(map[uint64]bool, len(ws))
	for i := range ws {
		h := fnv.New64a()
		for _, w := range ws[i:min(len(ws), i+3)] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		out[h.Sum64()] = true
	}
	return out
}

var unseen = regexp.MustCompile(`(?is)<!--.*?-->|<(script|style|noscript|template)\b.*?</(?:script|style|noscript|template)\s*>`)

// plainText is a rough reading of a page's words, good enough to compare pages
// and to count words.
func plainText(body []byte) string {
	body = unseen.ReplaceAll(body[:min(len(body), 512<<10)], []byte(" "))
	var b bytes.Buffer
	tag := false
	for _, c := range body {
		switch {
		case c == '<':
			tag = true
			b.WriteByte(' ')
		case c == '>' && tag:
			tag = false
		case !tag:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// A wallRule tells a page that stands in place of the one that was asked for.
type wallRule struct {
	what     string
	sign     *regexp.Regexp // in title, first heading or, for short pages, anywhere
	gone     bool           // it tells that a page is not there, as chapters do too
	maxWords int            // a page with more words is content whatever its title says
	stems    []string       // lower case; whatever sign matches has one of them
}

// stands reports whether the rule's sign stands in a title. Hardly any title has
// one of the stems, and looking for these costs far less.
func (w *wallRule) stands(title string) bool {
	lower := strings.ToLower(title)
	has := func(stem string) bool { return strings.Contains(lower, stem) }
	return slices.ContainsFunc(w.stems, has) && w.sign.MatchString(title)
}

var wallRules = []wallRule{
	{"browser check", regexp.MustCompile(`(?i)just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|attention required|enable javascript and cookies to continue|ddos protection|security check to access|access denied|robot challenge|incapsula incident|not available in your (?:region|country|location)`), false, 250,
		[]string{"challenge", "incapsula", "region", "country", "location", "moment", "browser", "verify", "robot", "attention", "javascript", "ddos", "security", "denied"}},
	{"maintenance page", regexp.MustCompile(`(?i)(?:down|closed|unavailable|offline) for (?:essential |planned |scheduled |routine )?maintenance|(?:under(?:going)?|scheduled|planned|essential) maintenance|(?:web ?site|service|site|page) (?:is )?(?:currently |temporarily )+(?:unavailable|down|offline)|(?:web ?)?site is (?:currently )?being (?:upgraded|updated|rebuilt)|we(?:'|’)?(?:ll| will) be back (?:soon|shortly)|(?:page|document|file|content|resource) (?:that )?you(?:(?:'|’)ve| have)? (?:requested|asked for) is (?:currently |temporarily )*(?:not available|unavailable)|your (?:download|file) (?:will|should) (?:start|begin)`), false, 250,
		[]string{"maintenance", "available", "down", "offline", "being", "back", "file"}},
	{"soft 404", regexp.MustCompile(`(?i)^(?:error )?404\b|page (?:can ?not|could not|can(?:'|’)t) be found|page (?:was |is )?not found|(?:page|content|document) (?:you (?:requested|are looking for|were looking for) )?(?:no longer exists|does not exist|doesn(?:'|’)t exist|is no longer available|has been (?:moved or )?(?:removed|deleted))|^not found$|sorry, (?:we|the page|that page|this page).*(?:find|found|exist)`), true, 400,
		[]string{"404", "found", "exist", "available", "removed", "deleted", "sorry"}},
	{"error page", regexp.MustCompile(`(?i)^(?:internal server error|server error|database error|error establishing a database connection|(?:http )?error 5\d\d|5\d\d (?:internal|bad|service|gateway)|service (?:temporarily )?unavailable|bad gateway|gateway time-?out|runtime error|application error|an error (?:has )?occurred)|there has been a critical error on (?:this|your) (?:web ?)?site|\berror code:? 5\d\d\b|\| 5\d\d: |web server is (?:down|returning an unknown error)|^account suspended$|default page: it works$|^welcome to nginx|^index of /`), false, 400,
		[]string{"| 5", "suspended", "works", "nginx", "index of", "error", "internal", "bad", "service", "gateway"}},
}

var loginSign = regexp.MustCompile(`(?i)\b(?:log[ -]?in|log[ -]?on|sign[ -]?in|authenticat|password|member(?:s|ship)? (?:area|only)|register(?:ed)? users?)\b`)

// passwordForm is what a page for those who cannot log in is, beside a login page that stands in
// place of another: it was asked for as what it is, and is no part of any manual.
const passwordForm = "password form"

var passwordSign = regexp.MustCompile(`(?i)(?:^|[|:»–-]\s*)(?:(?:have\s+you|i(?:\s+have|['’]ve)?)\s+)?(?:(?:forgot(?:ten)?|lost|reset|recover|change)\s+(?:my|your|the|a)?\s*password|password\s+(?:reset|recovery|reminder|help))\W*(?:$|[|:«–-])`)

// notContent returns why a page is not what was asked for, or "". Chapters may
// well be about signing in or maintenance: only short pages that say so in
// their title or first heading are taken for a wall.
func notContent(p *page, body []byte) string {
	head := p.title + "\n" + p.heading
	var count int
	length := func() int {
		if count == 0 {
			count = len(strings.Fields(plainText(body))) + 1
		}
		return count
	}
	if p.password && loginSign.MatchString(head) && length() < 400 {
		if passwordSign.MatchString(cmp.Or(p.heading, p.title)) {
			return passwordForm
		}
		return "login page"
	}
	for _, w := range wallRules {
		if (w.stands(p.title) || p.heading != p.title && w.stands(p.heading)) && length() < w.maxWords+menuWords(p) {
			return w.what
		}
	}
	untitled := p.title == "" && p.heading == ""
	if (untitled || len(p.links) <= fewLinks) && length() < 60 {
		text := strings.Join(strings.Fields(plainText(body)), " ")
		for _, w := range wallRules {
			if (untitled || !w.gone) && w.sign.MatchString(text) {
				return w.what
			}
		}
	}
	return ""
}

// fewLinks is how many links a page may have that stands apart from its site.
const fewLinks = 3

// isBlank reports whether a page has neither words nor anything to lead to.
func isBlank(p *page, body []byte) bool {
	return len(p.links) == 0 && len(p.choosers) == 0 && wordsBelowHead(body) == 0
}

// headPart is what a page says of itself and does not show.
var headPart = regexp.MustCompile(`(?is)<head\b.*?</head\s*>|<title\b.*?</title\s*>`)

func wordsBelowHead(body []byte) int {
	return len(strings.Fields(plainText(headPart.ReplaceAll(body, nil))))
}

// menuWords counts the words of a page's links: they say nothing about the
// length of what the page itself has to say.
func menuWords(p *page) int {
	n := 0
	for _, l := range p.links {
		n += len(strings.Fields(l.text))
	}
	return n
}
