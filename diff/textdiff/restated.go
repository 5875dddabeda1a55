package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/parse"
)

// somebody is who has a duty in words of an office that say it impersonally.
const somebody = `((?:[a-z'-]+ ){1,8}?)`

// plainDuties write the official forms of a duty as a plain one, each with the strength that it has.
var plainDuties = []struct {
	form *regexp.Regexp
	says string
}{
	{regexp.MustCompile(`\b(?:in the event that|on (?:any )?occasions? (?:when|where)|should it be the case that)\b`), "if"},
	{regexp.MustCompile(`\b(?:owing to|due to|on account of|by reason of|as a result of)\b`), "because of"},
	{regexp.MustCompile(`\b(?:the question of|as to) whether\b`), "whether"},
	{regexp.MustCompile(`\b(?:under|in) (?:all|any) circumstances\b`), " "},
	{regexp.MustCompile(`\bunless\b`), "if not"},
	{regexp.MustCompile(`\bit (?:should|must) be (?:noted|remembered|borne in mind) that\b`), " "},
	{regexp.MustCompile(`\b(?:it is (?:incumbent (?:up)?on|necessary for|mandatory for|compulsory for|obligatory for|essential for|a (?:[a-z]+ )?requirement for)|there is an? (?:[a-z]+ )?(?:requirement|obligation|duty) (?:for|on|upon)|(?:a|the) (?:duty|obligation) (?:is placed|rests|lies) (?:up)?on) ` + somebody + `to `), "$1 must "},
	{regexp.MustCompile(`\bit is a (?:[a-z]+ )?requirement that ` + somebody + `(inform|be|have|make|give|send|keep|tell|notify|report|record|attend|provide|ensure|complete|carry|hold|sign)\b`), "$1 must $2"},
	{regexp.MustCompile(`\b(?:it is the (?:responsibility|job|role|task) of|responsibility lies with) ` + somebody + `to (?:ensure|make sure|see|see to it)(?: that)?\b`), "$1 incharge "},
	{regexp.MustCompile(`\bit is ((?:[a-z-]+ ){0,6}[a-z-]+)(?:'s|') (?:responsibility|job|role|task) to (?:ensure|make sure|see|see to it)(?: that)?\b`), "$1 incharge "},
	{regexp.MustCompile(`\b(?:is|are|be) (?:responsible|accountable) for|(?:has|have) (?:the )?responsibility for|(?:is|are) charged with\b`), "incharge"},
	{regexp.MustCompile(`\b(?:is|are) under (?:a|an|the) (?:[a-z]+ ){0,2}(?:duty|obligation) to|(?:has|have) (?:a|an|the) (?:[a-z]+ ){0,2}(?:duty|obligation) to|(?:is|are) (?:required|obliged|bound) to|(?:has|have) to\b`), "must"},
	{regexp.MustCompile(`\b(?:is|are) (?:strictly |absolutely )?(?:prohibited|forbidden|banned)\b`), "must not be"},
	{regexp.MustCompile(`\b(?:is|are) not (?:permitted|allowed) to\b`), "may not"},
	{regexp.MustCompile(`\b(?:is|are) (?:permitted|allowed|entitled|at liberty|able) to|(?:has|have) (?:the|a) right to\b`), "may"},
	{regexp.MustCompile(`\b(?:is|are) (not |never )?to be\b`), "must ${1}be"},
	{regexp.MustCompile(`(^|[.;!?] )(?:never|do not) `), "$1must not "},
	{regexp.MustCompile(`\bshall\b`), "must"},
	{regexp.MustCompile(`\bought (not )?to\b`), "should $1"},
	{regexp.MustCompile(`\bcannot\b`), "may not"},
	{regexp.MustCompile(`\b(?:can|could|might)\b`), "may"},
	{regexp.MustCompile(`\b(must|should|may) (?:always |therefore |then |also )+`), "$1 "},
	{regexp.MustCompile(`\bnever\b`), "not"},
}

// inPlain writes the duties of a folded text plainly.
func inPlain(folded string) string {
	folded = contractions.Replace(folded)
	for _, d := range plainDuties {
		folded = d.form.ReplaceAllString(folded, d.says)
	}
	return strings.Join(strings.Fields(folded), " ")
}

// A saying is a telling with what is laid down of it: how strongly, "" of a statement, and whether
// it is denied.
type saying struct {
	telling
	strength string
	denied   bool
	clause   int // in which it stands, counted from the first of the text
}

var (
	// strengths are the words of plain duties.
	strengths = regexp.MustCompile(`\b(must|should|may|incharge)\b`)
	// nextPart is where a part of a sentence ends, ahead of the subject of the next one.
	nextPart = regexp.MustCompile(`[,;:] (?:and |but |or )?|\b(?:and|but|who|which) `)
	// joins part the clauses of a part.
	joins = regexp.MustCompile(`[,;:]|\b(?:and|but)\b`)
	// denial is a negation of a part of a sentence.
	denial = regexp.MustCompile(`\b(?:not|no|nobody|none|neither|nor|under no circumstances)\b`)
)

// sayingsOf are the sayings of a plain text.
func sayingsOf(plain string) []saying {
	var out []saying
	clause := 0
	for _, sentence := range fullStops.Split(plain, -1) {
		at := strengths.FindAllStringIndex(sentence, -1)
		from := 0
		for i := range max(len(at), 1) {
			to, strength := len(sentence), ""
			if i < len(at) {
				strength = sentence[at[i][0]:at[i][1]]
			}
			if i+1 < len(at) {
				to = at[i+1][0]
				if ends := nextPart.FindAllStringIndex(sentence[at[i][1]:to], -1); len(ends) > 0 {
					to = at[i][1] + ends[len(ends)-1][0]
				}
			}
			part := sentence[from:to]
			denied := denial.MatchString(ofLimit.ReplaceAllString(part, " "))
			for _, words := range joins.Split(countless(strengths.ReplaceAllString(part, " ")), -1) {
				clause++
				for _, t := range taken(tellingsOf(words)) {
					out = append(out, saying{t, strength, denied, clause})
				}
			}
			from = to
		}
	}
	return out
}

// decides tells whether a saying that came or went is more than another word for the same: somebody,
// or a way or a word that turns what is done.
func (a saying) decides() bool {
	return names[a.stem] || bearer.MatchString(a.stem) || slices.ContainsFunc(a.senses, HasLetters)
}

// isIdle tells whether a saying is of anybody at all, of giving, as "given" has no weight, of mere joining, or of an
// order in time, of which [turnsOf] judges.
func (a saying) isIdle() bool { return idle[a.stem] }

var idle = func() map[string]bool {
	out := map[string]bool{}
	for _, word := range stems("anyone anybody someone somebody everyone everybody giving following afterwards beforehand involving concerning regarding") {
		out[word] = true
	}
	return out
}()

// countless is a text without its times and numbers, of which others judge.
func countless(folded string) string {
	return amounts.ReplaceAllString(anOrdinal.ReplaceAllString(promptness.ReplaceAllString(withoutMentions(folded), " "), " "), " ")
}

// agree tells whether two sayings lay the same down of the same.
func (a saying) agree(b saying) bool {
	return a.strength == b.strength && a.denied == b.denied
}

// decisive are small words by which a rule is turned, each with what it says.
var decisive = []struct {
	words *regexp.Regexp
	says  string
}{
	{regexp.MustCompile(`\b(?:only|solely|exclusively)\b`), "only"},
	{regexp.MustCompile(`\b(?:or|either)\b`), "or"},
	{regexp.MustCompile(`\b(?:before|beforehand|in advance|ahead of|prior)\b`), "before"},
	{regexp.MustCompile(`\b(?:after|afterwards|following|followed|follows|then|once)\b`), "after"},
	{regexp.MustCompile(`\b(?:until|till)\b`), "until"},
	{regexp.MustCompile(`\b(?:without)\b`), "without"},
	{regexp.MustCompile(`\b(?:except|excepting|excluding|save|other than|apart from)\b`), "except"},
	{regexp.MustCompile(`\b(?:normally|usually|generally|ordinarily|sometimes|possible|practicable|appropriate)\b`), "as a rule"},
	{regexp.MustCompile(`\b(?:try|tries|attempts?|endeavours?|efforts?)\b`), "try"},
	{regexp.MustCompile(`\b(?:some|most|several|half)\b`), "some"},
	{regexp.MustCompile(`\b(?:both)\b`), "both"},
	{regexp.MustCompile(`\b(?:alone|jointly|together)\b`), "together"},
	{regexp.MustCompile(`\b(?:consider|considers|considered|considering|consideration)\b`), "consider"},
	{regexp.MustCompile(`\b(?:consent|consents|agree|agrees|agreement|permission|approval|approved)\b`), "leave"},
}

// turnsOf are the words of a plain text that turn a rule.
func turnsOf(plain string) []string {
	plain = ofLimit.ReplaceAllString(plain, " ")
	var out []string
	for _, d := range decisive {
		if d.words.MatchString(plain) {
			out = append(out, d.says)
		}
	}
	return out
}

// ofCases is what a case begins with, or those who are meant.
var ofCases = regexp.MustCompile(`\b(?:if|where|when|whenever|wherever|who|which|that|any|anyone|whose|once)\b`)

// isCase is a condition.
var isCase = regexp.MustCompile(`\bif\b`)

// casesAlike tells whether two plain texts have as many conditions, be they clauses of whom is meant.
func casesAlike(old, new string) bool {
	count := func(re *regexp.Regexp, s string) int { return len(re.FindAllString(s, -1)) }
	return count(isCase, old) <= count(ofCases, new) && count(isCase, new) <= count(ofCases, old)
}

// pronouns name nobody.
var pronouns = strings.Fields("they them their others another")

var (
	// aheadOfDuty is who stands ahead of a duty, with what stands behind the word of it.
	aheadOfDuty = regexp.MustCompile(`((?:[a-z'-]+ ){1,5})(?:must|should|may|will|incharge) (not )?(be )?`)
	// agentBehind is who does what is done.
	agentBehind = regexp.MustCompile(`\bby (?:the |an? |their |any |each |every )?((?:[a-z'-]+ ?){1,4})`)
)

// doersOf are the nouns of those who have the duties of a plain text, or do what it tells.
func doersOf(plain string) []string {
	var out []string
	add := func(words string, last bool) {
		fields := strings.Fields(words)
		if last {
			slices.Reverse(fields)
		}
		for _, w := range fields {
			if isPeople(w) && !slices.Contains(pronouns, w) {
				out = append(out, stem(w))
				return
			}
		}
	}
	for _, sentence := range fullStops.Split(plain, -1) {
		for _, m := range aheadOfDuty.FindAllStringSubmatch(sentence, -1) {
			if m[3] == "" {
				add(m[1], true)
			}
		}
		for _, m := range agentBehind.FindAllStringSubmatch(sentence, -1) {
			add(m[1], false)
		}
		if !strengths.MatchString(sentence) {
			add(doer(sentence), true)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// doersAlike tells whether all who do a thing in one of two plain texts do one in the other, as far
// as both name some.
func doersAlike(old, new string) bool {
	was, is := doersOf(old), doersOf(new)
	within := func(a, b []string) bool {
		return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
	}
	return len(was) == 0 || len(is) == 0 || within(was, is) || within(is, was)
}

// Bounds of what is the same in other words: what share of the words stays at most where some have
// no like on the other side, how many of them at most, and one for how many.
const (
	stillSame  = .6
	mostUnlike = 2
	mostOfDuty = 4 // words of a duty in the words of an office, beside them
	oneUnlike  = 6
)

// restates tells whether a passage lays the same down as another, in whatever words: the same
// things are told of it, as strongly, with the same doers, times, numbers, conditions and
// negations.
func restates(was, is string, spans []Span) bool {
	if onlyVerbs(spans) {
		return false
	}
	if lost, got := unlike(tellingsOf(was), tellingsOf(is)); max(len(lost), len(got)) > mostUnlike+mostOfDuty {
		return false
	}
	old, new := inPlain(was), inPlain(is)
	if !slices.Equal(turnsOf(old), turnsOf(new)) || RulesDiffer(old, new) || LimitsDiffer(old, new) || !casesAlike(old, new) || !doersAlike(old, new) {
		return false
	}
	if gone, come := eitherDiffers(old, new); len(gone)+len(come) > 0 {
		return false
	}
	for _, of := range []func(string) []mention{ContactsOf, CountsOf, datesOf} {
		if gone, come := Differ(of(was), of(is)); len(gone)+len(come) > 0 {
			return false
		}
	}
	a, b := sayingsOf(old), sayingsOf(new)
	if len(a)*len(b) > mostPaired || crossed(a, b) || !slices.Equal(laidDown(a), laidDown(b)) {
		return false
	}
	lost, got, torn := unlikeSayings(a, b)
	lost, got = withoutAnybody(lost, new), withoutAnybody(got, old)
	if torn || slices.ContainsFunc(slices.Concat(lost, got), saying.decides) {
		return false
	}
	most := min(mostUnlike, min(len(a), len(b))/oneUnlike)
	if kept(spans) > stillSame {
		most = 0
	}
	return max(len(lost), len(got)) <= most && (len(lost) == 0) == (len(got) == 0) // what has nothing in its place is gone
}

// names are the stems of those of whom a manual is about and who have duties.
var names = func() map[string]bool {
	out := map[string]bool{"patient": true, "resident": true, "student": true, "visitor": true, "polic": true, "agenc": true, "manager": true}
	for w, kinds := range kindsOfPeople {
		if kinds != kindsOfPeople["person"] {
			out[stem(w)] = true
		}
	}
	return out
}()

// withoutAnybody leaves out those who work somewhere, whoever they are, where the other text does
// not say who does a thing.
func withoutAnybody(sayings []saying, other string) []saying {
	if len(doersOf(other)) > 0 {
		return sayings
	}
	return slices.DeleteFunc(sayings, func(s saying) bool { return Anybody.MatchString(s.stem) })
}

// onlyVerbs tells whether nothing but words of duty gave way to others: which it is the manual says
// itself, and a change of it is told.
func onlyVerbs(spans []Span) bool {
	return !slices.ContainsFunc(spans, func(s Span) bool {
		return s.Op != diff.Keep && !s.Swept && HasLetters(obligationVerbs.ReplaceAllString(s.Key, ""))
	})
}

// kept is the share of words that stay of all of spans.
func kept(spans []Span) float64 {
	stay, all := 0, 0
	for _, s := range spans {
		n := CountWords(s.Key)
		all += n
		if s.Op == diff.Keep {
			stay, all = stay+2*n, all+n
		}
	}
	return float64(stay) / float64(max(all, 1))
}

// crossed tells whether of two clauses of one text each shares a thing with each of two of another:
// what was said of one was said of the other. Only what each text says once tells.
func crossed(old, new []saying) bool {
	once := func(all []saying) map[string]int {
		out := map[string]int{}
		for _, s := range all {
			if _, twice := out[s.stem]; twice {
				out[s.stem] = 0
			} else {
				out[s.stem] = s.clause
			}
		}
		return out
	}
	met := map[[2]int]bool{}
	was := once(old)
	for word, to := range once(new) {
		if from := was[word]; from > 0 && to > 0 {
			met[[2]int{from, to}] = true
		}
	}
	for a := range met {
		for b := range met {
			if a[0] != b[0] && a[1] != b[1] && met[[2]int{a[0], b[1]}] && met[[2]int{b[0], a[1]}] {
				return true
			}
		}
	}
	return false
}

// laidDown are the sorts of duties of sayings.
func laidDown(sayings []saying) []string {
	var out []string
	for _, s := range sayings {
		if s.strength != "" {
			sort := s.strength
			if s.denied {
				sort += " not"
			}
			out = append(out, sort)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// unlikeSayings are the sayings of one of two texts of which the other has none alike; torn reports
// that of one another duty is said.
func unlikeSayings(old, new []saying) (lost, got []saying, torn bool) {
	all := old
	got = slices.Clone(new)
	loose := 0
	for _, same := range []func(a, b saying) bool{
		func(a, b saying) bool { return a.stem == b.stem && a.agree(b) },
		func(a, b saying) bool { return a.alike(b.telling) && a.agree(b) },
		func(a, b saying) bool { return a.stem == b.stem },
		func(a, b saying) bool { return a.alike(b.telling) },
	} {
		lost = nil
		for _, s := range old {
			i := slices.IndexFunc(got, func(o saying) bool { return same(s, o) })
			if i < 0 {
				lost = append(lost, s)
				continue
			}
			if !s.agree(got[i]) {
				loose++
				torn = torn || s.strength != "" && got[i].strength != ""
			}
			got = slices.Delete(got, i, i+1)
		}
		old = lost
	}
	saidBefore := func(all []saying) func(s saying) bool {
		return func(s saying) bool { return slices.ContainsFunc(all, func(o saying) bool { return o.stem == s.stem }) }
	}
	lost, got = slices.DeleteFunc(lost, saidBefore(new)), slices.DeleteFunc(got, saidBefore(all))
	lost, got = slices.DeleteFunc(lost, saying.isIdle), slices.DeleteFunc(got, saying.isIdle)
	return lost, got, torn || 3*loose > len(new)
}

// ofRewording begins the reasons that a passage has which says the same in other words.
var ofRewording = regexp.MustCompile(`^(?:` + PointObligation + `|` + PointCondition + `|` + PointTimescale + `: "[^"]*" was|` + PointDuty + `|` + PointDeed + `|` + PointAgent + `|` + PointNamed + `|a (?:duty|timescale|sentence)\b)`)

// passageAnew weighs the sentences of a line that stayed; where all of it is the same in other
// words, that is told instead.
func (v *Verdict) passageAnew(s *Script, l *LineScript, kind parse.BlockKind, crossRefs map[string]string) {
	before := *v
	v.sentences(s, l, kind, crossRefs)
	loud := v.reasons[Rank[diff.Practice]][len(before.reasons[Rank[diff.Practice]]):]
	if len(loud) == 0 || kind == parse.Row || slices.ContainsFunc(loud, func(reason string) bool { return !ofRewording.MatchString(reason) }) {
		return
	}
	switch old, new := v.line(true), v.line(false); {
	case introducesName(old, new):
		*v = before
		v.say(diff.Minor, "a passage introduces a new name")
	case restates(old, new, l.Spans):
		*v = before
		v.say(diff.Minor, "a passage says the same in other words")
	}
}
