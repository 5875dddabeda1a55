package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/normalise/wording"
)

// personNouns end the names of people who have duties, bodyNouns those of bodies.
const (
	personNouns = `(?:worker|manager|officer|nurse|midwife|visitor|doctor|practitioner|gp|paediatrician|consultant|professional|teacher|chair|chairperson|co-?ordinator|lead|leader|supervisor|staff|reviewer|lado|headteacher|head|governor|volunteer|employer|employee|carer|coroner|advocate|clinician|commissioner|director|` +
		`advis[eo]r|administrator|assessor|investigator|inspector|sergeant|constable|superintendent|commander|taker|registrar|secretary|clerk|sister|matron|caretaker|warden|therapist|psychologist|psychiatrist|pharmacist|dentist|physician|surgeon|radiographer|paramedic|counsellor|mentor|tutor|principal|deputy|bursar|chaplain|trainer|driver|receptionist|landlord|solicitor|magistrate|guardian|interpreter|intermediary|mediator|facilitator|conven[eo]r|chief|executive|president|trustee|minister|steward|champion|dsl|iro|senco|sendco|specialist|expert|analyst|auditor|responder|referrer|prescriber|colleague|examiner|scrutineer|[a-z]{3,}(?:therapist|ologist|iatrist|etist|ician))s?`
	// and the agencies of the field that are known by their initials
	bodyNouns = `(?:police|agency|agencies|team|service|hub|authority|authorities|board|partnership|panel|group|care|department|trust|school|provider|council|court|tribunal|hospital|ward|committee|commission|unit|desk|office|forum|subgroup|executive|mash|marac|camhs|cafcass|ofsted|cqc|nspcc)s?`
	// bearerNouns are both.
	bearerNouns = `(?:` + personNouns + `|` + bodyNouns + `)`
)

var (
	bearer = regexp.MustCompile(`\b` + bearerNouns + `$`)
	body   = regexp.MustCompile(`\b` + bodyNouns + `$`)
	// behindName begins what stands behind the noun of a name: "the nurse in charge",
	// "clerk to the governors", "a chair appointed by the board".
	behindName = regexp.MustCompile(` (?:(?:of|in|for|to|on|at|with|who) |(?:appointed|chosen|employed|nominated|trained|or (?:above|higher|equivalent))\b)`)
	article    = regexp.MustCompile(`^(?:the|an?|its|their|his|her|our|your|any|each|every|all(?: the)?|both(?: the)?) `)
	// Anybody are names of those who work somewhere, whoever they are.
	Anybody = regexp.MustCompile(`^(?:(?:all|other|front-?line) )?(?:(?:a )?members? of )?(?:staff|practitioners?|professionals?|workers?|colleagues?|employees?|volunteers?)$`)
	// anyPartner are the bodies that work together; a partner alone may be somebody's husband.
	// careHome is an establishment; a home alone is where somebody lives.
	careHome   = regexp.MustCompile(`^(?:[a-z'-]+ )?(?:care|nursing|residential|children's) homes?$`)
	anyPartner = regexp.MustCompile(`^(?:any|each|every|all)(?: of the)? (?:[a-z]+ )?partners?$`)
)

// bearerChanged tells who had the duty of a changed sentence and who has it now: a
// replaced name right before an obligation verb, or after "by". "" if that is the
// same.
func bearerChanged(spans []Span) (from, to string) {
	for i := 0; i+1 < len(spans); i++ {
		del, ins := spans[i], spans[i+1]
		if del.Op != diff.Delete || ins.Op != diff.Insert || del.Swept || !HasLetters(del.Key) || !HasLetters(ins.Key) || joint[bareWord(del.Key)] != "" && joint[bareWord(ins.Key)] != "" {
			continue
		}
		before, after := keysOf(spans[:i]), keysOf(spans[i+2:])
		if changedPlaces(spans[i:]) {
			i += 4
			continue
		}
		if samePeople(del.Key, ins.Key, after) || leadsClause.MatchString(del.Key) && leadsClause.MatchString(ins.Key) || isLabel(del.Key) && isLabel(ins.Key) {
			continue
		}
		head, rest := leadingRole(after)
		if sameButForCount(del.Key+head, ins.Key+head) || sameName(del.Key+head, ins.Key+head) || succeeded(spans, article.ReplaceAllString(del.Key, ""), article.ReplaceAllString(ins.Key, "")) {
			continue
		}
		switch loc := obligationVerbs.FindStringIndex(rest); {
		case loc != nil && loc[0] == 0 && (head != "" || !passive(rest[loc[1]:])):
		case head == "" && agentOf(before) && NameIn(del.Key) != "" && NameIn(ins.Key) != "":
		case head != "" && agentOf(before):
		default:
			continue
		}
		return strings.TrimSpace(del.Key + head), strings.TrimSpace(ins.Key + head)
	}
	return "", ""
}

// leadsClause is a word that leads to a clause and names nobody: "which nurses should ask about".
var leadsClause = regexp.MustCompile(`^(?:, )?(?:which|that|who|whom)$`)

// somebodyElse tells who a changed sentence named and whom it names now, where the name of
// people or of a body took the place of another: "signed off by the [team manager] [chair]".
// "" if the same may be meant: the newer name stood nowhere before, and the older one was that
// of a body, or was often named and stands nowhere any more.
func (v *Verdict) somebodyElse(spans []Span) (from, to string) {
	for i := 0; i+1 < len(spans); i++ {
		del, ins := spans[i], spans[i+1]
		if del.Op != diff.Delete || ins.Op != diff.Insert || del.Swept {
			continue
		}
		if changedPlaces(spans[i:]) {
			i += 4
			continue
		}
		was, is := withoutVerb(del.Key, ins.Key)
		was, is, _ = ownersOf(was, is, keysOf(spans[i+2:]))
		old, new := NameIn(was), NameIn(is)
		if old == "" || new == "" {
			head, _ := leadingRole(keysOf(spans[i+2:]))
			old, new = NameIn(del.Key+head), NameIn(ins.Key+head)
		}
		if old == "" || new == "" {
			old, new = namesIn(was), namesIn(is)
		}
		if old != "" && new != "" && old != new && !sameButForCount(old, new) && !sameName(old, new) && !(Anybody.MatchString(old) && Anybody.MatchString(new)) && !Renamed(v.Then, v.Now, old, new, false) && !v.renamedInPart(spans, i, old, new) && !succeeded(spans, old, new) {
			return old, new
		}
	}
	return "", ""
}

// strokes are what may stand between two names in the place of a stroke: "parents/carers".
var strokes = strings.NewReplacer(" or ", "/", " and ", "/", " / ", "/")

// sameName tells whether one of two names is the other by its letters, "the IRO", or with a
// stroke.
func sameName(a, b string) bool {
	a, b = article.ReplaceAllString(bareWord(a), ""), article.ReplaceAllString(bareWord(b), "")
	stroke := strings.Contains(a, "/") != strings.Contains(b, "/")
	return stroke && strokes.Replace(a) == strokes.Replace(b) || isLetters(a, b) || isLetters(b, a)
}

// isLetters tells whether a word is the first letters of the words of a name.
func isLetters(word, name string) bool {
	var first strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if !strings.Contains(StopWords, " "+w+" ") {
			first.WriteByte(w[0])
		}
	}
	letters := first.String()
	return len(letters) >= 2 && (word == letters || word == letters+"s")
}

// changedPlaces tells whether spans begin with two words of a list that changed places.
func changedPlaces(spans []Span) bool {
	return len(spans) >= 5 && spans[2].Op == diff.Keep && spans[3].Op == diff.Delete && spans[4].Op == diff.Insert && spans[0].Key == spans[4].Key && spans[1].Key == spans[3].Key &&
		joining.MatchString(strings.TrimSuffix(spans[2].Key, " the"))
}

// longestName is the most words before the noun of a name.
const longestName = 4

// NameIn returns words that are the name of people or of a body, without article, "" if
// they are something else.
func NameIn(words string) string {
	name := article.ReplaceAllString(strings.TrimSpace(words), "")
	if Anybody.MatchString(name) || careHome.MatchString(name) || anyPartner.MatchString(strings.TrimSpace(words)) {
		return name
	}
	first := strings.Fields(behindName.Split(name, 2)[0])
	if len(first) == 0 || len(first) > longestName+1 || !bearer.MatchString(first[len(first)-1]) {
		return ""
	}
	for _, w := range first {
		if !HasLetters(w) || strings.Contains(StopWords, " "+w+" ") || obligationVerbs.MatchString(w) {
			return ""
		}
	}
	return name
}

// namesIn returns words that name several people or bodies, or one, "" if they say something else.
func namesIn(words string) string {
	if slices.ContainsFunc(listMarks.Split(words, -1), func(item string) bool { return NameIn(item) == "" }) {
		return ""
	}
	return article.ReplaceAllString(strings.TrimSpace(words), "")
}

// oftenNamed is in how many sorts of places a name stood that was replaced altogether.
const oftenNamed = 3

// Renamed tells whether a name that took the place of another may mean the same: the newer one
// stood nowhere before, or was used throughout, and the older one was that of a body, or was
// often named, otherwise than in one standing sentence, and stands nowhere any more.
func Renamed(then, now vocabulary, old, new string, throughout bool) bool {
	if then == nil || now == nil || otherInstitution(old, new) {
		return false
	}
	gone, news := len(now.Behind(old)) == 0, len(then.Behind(new)) == 0
	noun := func(name string) string { return behindName.Split(name, 2)[0] }
	if body.MatchString(noun(old)) && body.MatchString(noun(new)) {
		return news || throughout && gone
	}
	return gone && (news || throughout) && len(then.Behind(old)) >= oftenNamed
}

// institutions are bodies that are never another one renamed, with what else they may be called
// in other words.
var institutions = []struct {
	name  string
	means *regexp.Regexp
}{
	{"police", regexp.MustCompile(`\bpolice\b`)},
	{"court", regexp.MustCompile(`\bcourts?\b`)},
	{"school", regexp.MustCompile(`\b(?:schools?|providers?|trusts?|departments?)\b`)},
	{"hospital", regexp.MustCompile(`\b(?:hospitals?|trusts?|wards?|units?|services?|providers?|departments?)\b`)},
	{"camhs", regexp.MustCompile(`\b(?:camhs|services?|teams?)\b`)},
	{"ofsted", regexp.MustCompile(`\bofsted\b`)},
	{"cqc", regexp.MustCompile(`\bcqc\b`)},
	{"cafcass", regexp.MustCompile(`\bcafcass\b`)},
	{"nspcc", regexp.MustCompile(`\bnspcc\b`)},
}

// otherInstitution tells whether one of two names says an institution and the other cannot mean
// the same: "the police" are never a new name of "the school".
func otherInstitution(old, new string) bool {
	differs := func(a, b string) bool {
		for _, in := range institutions {
			if slices.Contains(strings.Fields(a), in.name) || slices.Contains(strings.Fields(a), in.name+"s") {
				return !in.means.MatchString(b)
			}
		}
		return false
	}
	return differs(old, new) || differs(new, old)
}

// NameBefore returns the words of a name right before a deletion of a sentence, which stay:
// "harbour safety" of "the Harbour Safety [Board] [Partnership]".
func NameBefore(sentence []Span, del *Span) string {
	for i := range sentence {
		if &sentence[i] == del && i > 0 && sentence[i-1].Op == diff.Keep {
			return nameEnding(sentence[i-1].Key)
		}
	}
	return ""
}

// nameEnding is the name that folded words end with, as far as its noun is not among them.
func nameEnding(words string) string {
	all := strings.Fields(words)
	from := len(all)
	for from > 0 && from > len(all)-longestName {
		w := all[from-1]
		if !HasLetters(w) || strings.Contains(StopWords, " "+w+" ") || obligationVerbs.MatchString(w) {
			break
		}
		from--
	}
	return strings.Join(all[from:], " ")
}

// renamedInPart tells whether the replacement at i gave a body with a name of its own, in
// capitals, another noun: the whole name tells whether it is another body.
func (v *Verdict) renamedInPart(spans []Span, i int, old, new string) bool {
	before := NameBefore(spans, &spans[i])
	return before != "" && isCapital(spans[i].text) && isCapital(spans[i+1].text) && Renamed(v.Then, v.Now, before+" "+old, before+" "+new, false)
}

// Capital reports words printed with a capital letter, as names are.
func (s *Span) Capital() bool { return isCapital(s.text) }

// isCapital reports a text that begins with a capital letter.
func isCapital(text string) bool { return wording.StartsUpper(strings.TrimSpace(text)) }

// leadingRole cuts the rest of a name off a text that begins inside it: " worker"
// of "worker must ring".
func leadingRole(text string) (head, rest string) {
	words := strings.SplitN(text, " ", 5)
	isNoun := func(i int) bool { return i < len(words) && bearer.MatchString(words[i]) }
	for n := range 2 {
		if !isNoun(n) {
			continue
		}
		for n++; isNoun(n); n++ {
		}
		name := strings.Join(words[:n], " ")
		return " " + name, strings.TrimPrefix(text[len(name):], " ")
	}
	return "", text
}

// passive tells that what comes before a verb suffers the action.
func passive(afterVerb string) bool {
	return strings.HasPrefix(afterVerb, " be ") || strings.HasPrefix(afterVerb, " not be ")
}

// agentOf tells whether a text ends where the agent of a duty is about to be named:
// "must be signed by the".
func agentOf(before string) bool {
	words := strings.Fields(before)
	for n := len(words); n > 0 && n > len(words)-4; n-- {
		if words[n-1] == "by" {
			return obligationVerbs.MatchString(strings.Join(words[:n], " "))
		}
	}
	return false
}
