package textdiff

import (
	"cmp"
	"regexp"
	"strings"

	"manualwatch/diff"
)

// obligationVerbs are the words that make a sentence a duty, or take one away,
// longest first. The manuals themselves define the commonest: "must" is a legal
// requirement, "should" is to be complied with unless there is a reason.
var obligationVerbs = regexp.MustCompile(`\b(?:` + avoiding + `|(?:will|shall|may) (?:need|have) to|must (?:not|never)|must|should (?:not|never)|should|shall (?:not|never)|shall|may (?:not|never)|may|cannot|will (?:not|never)|will|ought (?:not )?to|need not|(?:do|does|did) not (?:need|have) to|needs? to` +
	`|there (?:is|will be) (?:a|no) need (?:for|to)|(?:is|are|be|was|were) (?:not )?(?:required|expected|obliged|allowed|permitted|advised|encouraged|invited|requested|urged) to|(?:is|are|be) under (?:a|an|the) (?:[a-z]+ ){0,2}(?:duty|obligation) to|(?:has|have|had) to` +
	`|(?:is|are|be) (?:not )?(?:mandatory|compulsory|obligatory|essential|required|optional|advisable|recommended|discretionary|(?:good|best) practice)` +
	`|(?:has|have) (?:a|the) (?:[a-z]+ ){0,2}(?:duty|responsibility|discretion|power) to|(?:is|are|be) (?:[a-z]+ )?(?:responsible|accountable) for|there (?:is|will be) (?:an?|no) (?:legal |statutory )?(?:duty|obligation|power|requirement) (?:to|on))\b`)

// avoiding is a ban in other words: "should avoid ringing".
const avoiding = `(?:must|should|shall|will) avoid [a-z]{2,}ing`

// shunned is a verb or a condition that is such a ban.
var shunned = regexp.MustCompile(`^` + avoiding + `$`)

// permissions are verbs that count only where they take the place of a duty.
var permissions = regexp.MustCompile(`\b(?:can|could|might)\b`)

// StrongVerbs are those of a duty in the narrow sense.
var StrongVerbs = regexp.MustCompile(`\b(?:must|should|shall|ought to|required to|(?:has|have) to|needs? to|expected to|obliged to|need not|not (?:allowed|permitted) to|(?:nobody|no[ -]one|no (?:[a-z]+ ){0,2}(?:child|adult|person|people|` + bearerNouns + `)) (?:may|shall|is to)|under (?:a|an|the) (?:[a-z]+ ){0,2}(?:duty|obligation) to|mandatory|compulsory|obligatory|(?:has|have) (?:a|the) (?:[a-z]+ ){0,2}(?:duty|responsibility) to|(?:is|are|be) (?:[a-z]+ )?(?:responsible|accountable) for)\b`)

var (
	// futures are sentences with "will" that say what a body does, or what its papers hold.
	futures = regexp.MustCompile(`\b` + bearerNouns + `(?:,? [a-z]+)? will (?:not )?[a-z]+|\b(?:agenda|assessment|form|letter|minute|plan|record|referral|report|review)s?(?: (?:for|of|on|about|in|with) [a-z-]+(?: [a-z-]+){0,3})? will (?:not |also |always )?(?:address|contain|cover|describe|explain|give|identify|include|list|name|note|record|say|set out|show|specify|state)\b|\bwill (?:not |also |then |always )?be (?:held|sent|told|given|made|seen|kept|taken|sought|undertaken|asked|invited|informed|notified|recorded|convened|shared|reviewed|considered|referred|offered|agreed|provided|arranged|allocated|completed|contacted|involved)\b`)
	// orders are sentences that begin with what to do, or with a word of warning before it.
	orders = regexp.MustCompile(`(?:^|[.;!?] |^(?:[a-z]+ )?(?:warning|important|caution|danger|note|remember|reminder|safety|alert|attention|nb|n\.b\.)(?: [a-z]+)? ?[:!–-] ?)(do not|never|ensure|make sure|refer|inform|notify|tell|ring|send|seek|consult|follow) [a-z]`)
	// toDo is what is to be done, and what each of several is to do: "recordings are to be kept",
	// "each partner is to name a champion".
	toDo = regexp.MustCompile(`\b((?:is|are) (?:(?:not|never|always|only|also|then|first) )?to be) (?:accompanied|asked|checked|completed|considered|consulted|copied|destroyed|discussed|given|held|informed|invited|kept|made|marked|notified|offered|passed|preserved|put|recorded|reported|retained|returned|reviewed|sealed|seen|sent|shared|signed|stored|taken|told|treated|updated|used|written)\b` +
		`|\b(?:each|every|all|both) (?:[a-z-]+ )?(?:partners?|` + bearerNouns + `) ((?:is|are) (?:not )?to) [a-z]+`)
	// inClause ends in such a clause.
	inClause = regexp.MustCompile(`\b(?:when|where|if|once|who|which|whom|whose|because|while|after|before|until|unless)\b[^,;.]*$`)
	// binding words make a period a deadline.
	binding = regexp.MustCompile(`\b(?:o fewn|erbyn|bob|within|(?:no|not) later than|at the latest|at least every|every|by|before|on the (?:same|next|` + ordinal + `)(?: (?:working|calendar|school|clear))? day)\b`)
)

// notVerbs are words that look like verbs of duty: months and testaments, and what is
// said of people and things in a relative clause ("money that cannot be accounted for", "what
// they cannot say").
var notVerbs = regexp.MustCompile(`\b(?:(?:that|which|who) (?:cannot|may not|may|will not|will)\b|\b(?:something|anything|everything|nothing|things|words|what|why|how|because|as|since) (?:they|he|she|it|we|you|(?:the|a) (?:child|adult|person|parent)|children|adults|people|parents) cannot\b|\d{1,2}(?:st|nd|rd|th)? may\b|(?:in|by|from|since|until|of|during) may\b|may \d|(?:the|a|his|her|their|own|free|good|living|at) will\b)`)

// contractions are written out before verbs are looked for.
var contractions = strings.NewReplacer("won't", "will not", "can't", "cannot", "shan't", "shall not", "n't ", " not ")

// verbsOf lists the obligation verbs of a folded text in order.
func verbsOf(folded string) []mention {
	f := contractions.Replace(folded)
	if strings.Contains(f, "cannot") || strings.Contains(f, "may") || strings.Contains(f, "will") { // a cheap test for notVerbs
		f = notVerbs.ReplaceAllString(f, "")
	}
	return append(asMentions(obligationVerbs.FindAllString(f, -1), verbMeans), welshVerbsOf(folded)...)
}

// verbMeans takes number and person off a verb, and the stress off a negation.
func verbMeans(verb string) string {
	if modal, ok := strings.CutSuffix(verb, " never"); ok {
		return modal + " not"
	}
	if shunned.MatchString(verb) {
		return firstWord(verb) + " not"
	}
	if modal, need, _ := strings.Cut(verb, " "); (modal == "will" || modal == "shall") && strings.HasSuffix(need, " to") {
		return need // "will need to"
	}
	for _, same := range [][2]string{{"is ", "be "}, {"are ", "be "}, {"was ", "be "}, {"were ", "be "}, {"has ", "have "}, {"had ", "have "}, {"needs ", "need "}} {
		if rest, ok := strings.CutPrefix(verb, same[0]); ok {
			return same[1] + rest
		}
	}
	if rest, ok := strings.CutPrefix(verb, "does "); ok {
		return "do " + rest
	}
	if strings.HasPrefix(verb, "there ") {
		return byLaw.Replace(verb)
	}
	return verb
}

// byLaw takes out where a duty comes from.
var byLaw = strings.NewReplacer(" legal", "", " statutory", "", " an ", " a ")

// VerbsDiffer tells which obligation verbs one of two sentences has that the other
// has not. A mere permission that took the place of a duty is named too.
func VerbsDiffer(old, new string) (gone, come []string) {
	gone, come = Differ(verbsOf(old), verbsOf(new))
	gone, come = withoutNeeds(gone, new), withoutNeeds(come, old)
	if maySame(gone, come, old, new) {
		return nil, nil
	}
	if (len(gone) == 0) != (len(come) == 0) {
		lost, got := Differ(asMentions(permissions.FindAllString(old, -1), nil), asMentions(permissions.FindAllString(new, -1), nil))
		if len(come) == 0 {
			come = got
		} else {
			gone = lost
		}
	}
	return gone, come
}

// maySame tells whether all that came is a "may" in the place of a "can", or the other way round.
func maySame(gone, come []string, old, new string) bool {
	lost, got := Differ(asMentions(permissions.FindAllString(old, -1), nil), asMentions(permissions.FindAllString(new, -1), nil))
	only := func(verbs []string) bool { return len(verbs) == 1 && verbs[0] == "may" }
	return only(gone) && len(come) == 0 && len(lost) == 0 && len(got) == 1 || only(come) && len(gone) == 0 && len(lost) == 1 && len(got) == 0
}

// needs are what "is required" says in other words.
var needs = regexp.MustCompile(`\b(?:is|are|be) (not )?(?:needed|necessary)\b`)

// withoutNeeds takes a requirement out of verbs where the other sentence says in other words that
// there is one, or that there is none.
func withoutNeeds(verbs []string, other string) []string {
	said := asMentions(needs.FindAllString(other, -1), func(s string) string {
		return strings.NewReplacer("needed", "required", "necessary", "required").Replace(verbMeans(s))
	})
	lacking, _ := Differ(asMentions(verbs, verbMeans), said)
	return lacking
}

// dutyIn finds what makes a new or removed passage one with a duty: a strong verb,
// a future of a body, an order or a deadline. It is "" if there is none.
func dutyIn(folded string, prose bool) string {
	if strong := StrongVerbs.FindString(contractions.Replace(folded)); strong != "" {
		return strong
	}
	if futures.MatchString(notVerbs.ReplaceAllString(folded, "")) {
		return "will"
	}
	if m := orders.FindStringSubmatch(folded); m != nil && prose {
		return m[1]
	}
	if said := taskIn(folded); said != "" {
		return said
	}
	return welshDuty(folded)
}

// taskIn finds the words by which a folded passage says that something is to be done, outside the
// clauses that say when or for whom; "" if it does not.
func taskIn(folded string) string {
	at := toDo.FindStringSubmatchIndex(folded)
	if at == nil || inClause.MatchString(folded[:at[0]]) {
		return ""
	}
	m := texts(folded, at)
	return cmp.Or(m[1], m[2])
}

// bindingDeadline is the first deadline of a folded passage that binds somebody, as
// printed, "" if there is none.
func bindingDeadline(folded string) string {
	for _, sentence := range fullStops.Split(folded, -1) {
		if found := DeadlinesOf(sentence); len(found) > 0 && binding.MatchString(sentence) && !recalls(sentence) {
			return found[0].printed
		}
	}
	return ""
}

// fullStops part the sentences of a folded passage.
var fullStops = regexp.MustCompile(`[.!?] `)

// keysOf joins the keys of the newer side of spans.
func keysOf(spans []Span) string {
	var keys []string
	for _, s := range spans {
		if s.Op != diff.Delete && s.Op != diff.MoveFrom {
			keys = append(keys, s.Key)
		}
	}
	return strings.Join(keys, " ")
}

// HasLetters reports a text with a letter in it.
func HasLetters(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' })
}
