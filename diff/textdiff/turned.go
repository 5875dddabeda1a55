package textdiff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

// turned are groups like those of [apart], of words that are none of the small ones: how sure
// somebody is, how much a part he has, in what form a thing is done, and words of which one is
// the contrary of the other. Synonyms stand in one list, and what may mean the same in none.
var turned = []map[string]string{
	meanings("knows|know|known|is certain|are certain", "believes|believe|believed", "suspects|suspect|suspected|fears|fear|feared"),
	meanings("likely", "may|might|could"),
	meanings("confirmed|proven|proved|substantiated|established", "alleged|suspected|unproven|unconfirmed|unsubstantiated"),
	meanings("consult|consults|consulted|consulting", "inform|informs|informed|informing|tell|tells|told|telling|notify|notifies|notified|notifying"),
	meanings("agree|agrees|agreed|approve|approves|approved|authorise|authorises|authorised", "discuss|discusses|discussed|note|notes|noted|see|sees|seen|consider|considers|considered|share|shares|shared|review|reviews|reviewed", "refuse|refuses|refused|reject|rejects|rejected"),
	meanings("comply|complies|follow|follows|adhere|adheres|abide|abides", "have regard|has regard|having regard|consider|considers|take account|takes account|take into account|takes into account"),
	meanings("in writing|written|on paper", "verbally|orally|verbal|oral|by word of mouth|by telephone|by phone"),
	meanings("in person|face to face|face-to-face", "remote|remotely|online|virtual|virtually|by video|by telephone|by phone|by letter"),
	meanings("qualified|registered|accredited|trained|paid|professional", "voluntary|volunteer|unqualified|unregistered|untrained|unpaid|lay"),
	meanings("voluntary", "compulsory|mandatory|obligatory"),
	meanings("enhanced", "standard|basic"),
	meanings("include|includes|included|including", "exclude|excludes|excluded|excluding"),
	meanings("accept|accepts|accepted|grant|grants|granted|allow|allows|allowed|permit|permits|permitted", "refuse|refuses|refused|reject|rejects|rejected|decline|declines|declined|forbid|forbids|forbidden|prohibit|prohibits|prohibited|ban|bans|banned"),
	meanings("locked|shut|closed", "unlocked|open|opened"),
	meanings("closed|ended|stopped", "discussed|escalated|referred|reopened|reviewed"),
	meanings("extend|extends|extended|lengthen|lengthens|lengthened", "shorten|shortens|shortened|reduce|reduces|reduced"),
	meanings("public", "confidential|private|secret"),
	meanings("pass|passes|passed|give|gives|given|disclose|discloses|disclosed|share|shares|shared", "withhold|withholds|withheld"),
	meanings("separately|individually|apart", "together|jointly"),
	meanings("even", "only"),
	meanings("keep|keeps|kept|retain|retains|retained|store|stores|stored", "destroy|destroys|destroyed|delete|deletes|deleted|shred|shreds|shredded"),
	meanings("share|shares|shared|disclose|discloses|disclosed", "withhold|withholds|withheld"),
	meanings("increase|increases|increased|raise|raises|raised", "reduce|reduces|reduced|decrease|decreases|decreased|lower|lowers|lowered"),
	meanings("high-risk|higher-risk", "medium-risk", "low-risk|lower-risk"),
	meanings("make|makes|made|seek|seeks|sought|obtain|obtains|obtained", "consider|considers|considered|think about"),
	meanings("looked after|looked-after|in care|in local authority care", "in need", "privately fostered", "on a child protection plan|subject to a child protection plan|subject of a child protection plan", "adopted"),
	meanings("without exception|in all cases|in every case", "as a rule|as a general rule|in most cases"),
}

// ways are such groups of how and where a thing is done, which count in what is laid down alone.
var ways = []map[string]string{
	meanings("alone|unaccompanied|in private|on their own", "accompanied|together|with others|with a parent|with a carer|with an adult|with the parents|with the carers|with their parents|with their parent|with their carers|with the family|with their family"),
	meanings("by telephone|by phone", "by post|by letter", "by email|by e-mail|online", "in person|face to face|face-to-face"),
	meanings("at home|in the home", "at school|in school|in the school|at the school", "in the office|at the office", "in hospital|at hospital|in the hospital|at the hospital"),
}

// otherWay tells whether one way took the place of another of [ways], with the word that stands
// before both: "by [telephone] [post]".
func otherWay(from, to, before string) bool {
	a, b := senseOf(from), senseOf(to)
	led := lastWord(strings.TrimRight(before, " ,")) + " "
	return slices.ContainsFunc(ways, func(m map[string]string) bool {
		was, is := cmp.Or(m[a], m[led+a]), cmp.Or(m[b], m[led+b])
		return was != "" && is != "" && was != is
	})
}

var (
	// mayHappen is what is said of what can happen, and lays nothing down.
	mayHappen = regexp.MustCompile(`\b(?:can|could|might|may)\b`)
	// mayBefall is what can be done to somebody.
	mayBefall = regexp.MustCompile(`\b(?:can|could|might|may) (?:[a-z]+ )?be (?:abused|harmed|groomed|exploited|bullied|neglected|trafficked|targeted|contacted)\b`)
	// ofVerb are small words around one that is sought in a list: "is consulted about".
	ofVerb = regexp.MustCompile(`^(?:an?|the|is|are|be) | (?:of|about|on|with|to|from|by|that|if)$`)
)

// senseOf is a replaced key as [turned] has it.
func senseOf(key string) string {
	sense := bareWord(key)
	for range 2 {
		sense = ofVerb.ReplaceAllString(sense, "")
	}
	return sense
}

// saysContrary tells whether one of two words of [turned] took the place of the other.
func saysContrary(from, to string) bool {
	a, b := senseOf(from), senseOf(to)
	return slices.ContainsFunc(turned, func(m map[string]string) bool { return m[a] != "" && m[b] != "" && m[a] != m[b] })
}

// isTurned reports a key that is one of these words.
func isTurned(key string) bool {
	sense := senseOf(key)
	return slices.ContainsFunc(turned, func(m map[string]string) bool { return m[sense] != "" })
}

// contrariesDiffer tells which words took the place of their contrary in a sentence that is
// otherwise much the same, and lays something down or says how things are.
func contrariesDiffer(spans []Span, old, new string, at Standing) (gone, come []string) {
	switch {
	case rewritten(spans), leadsElsewhere.MatchString(new), mayBefall.MatchString(old), len(datesOf(new)) > 0 && (ownDays.MatchString(old) || ownDays.MatchString(new)):
		return nil, nil
	case !ruled(old, new, at) && (at != InProse || tells(old) || tells(new) || mayHappen.MatchString(old)):
		return nil, nil
	}
	laid := at == InRules || !mayHappen.MatchString(old) && (laysDown(old) || dutyIn(old, true) != "")
	for i := 0; i+1 < len(spans); i++ {
		if changedPlaces(spans[i:]) {
			i += 4
		} else if spans[i].Op == diff.Delete && spans[i+1].Op == diff.Insert && !spans[i].Swept && (saysContrary(spans[i].Key, spans[i+1].Key) || laid && otherWay(spans[i].Key, spans[i+1].Key, keysOf(spans[:i]))) {
			gone, come = append(gone, bareWord(spans[i].Key)), append(come, bareWord(spans[i+1].Key))
		}
	}
	return gone, come
}

// attempts let it be enough to try, or to think of, what has to be done.
var attempts = regexp.MustCompile(`\b(?:must|should|shall|will|needs? to|(?:has|have) to) (?:(?:also|always|first|then) )?((?:try|attempt|endeavour|seek|aim|strive)(?: to)|make (?:every|all|reasonable|an) (?:reasonable )?(?:efforts?|attempts?) to|(?:consider|think about) [a-z]+ing)\b`)

// attemptsDiffer tells where to do a thing became to try to do it, or the other way round.
func attemptsDiffer(old, new string) (gone, come []string) {
	of := func(folded string) []mention {
		var out []mention
		for _, m := range attempts.FindAllStringSubmatch(folded, -1) {
			out = append(out, mention{"try", m[1]})
		}
		return out
	}
	return Differ(of(old), of(new))
}

var (
	// manner is how, before whom or up to when a thing is done, and nothing else.
	manner = regexp.MustCompile(`^,? ?(?:alone|(?:on|by) (?:his|her|their|its) own|in private|unaccompanied|in person|face[- ]to[- ]face|in writing|verbally|of the same (?:sex|gender)|` +
		`in the (?:presence|absence) of [a-z' -]+|accompanied by [a-z' -]+|with (?:a|an|the) (?:[a-z]+ )?(?:chaperone|witness|appropriate adult)(?: present)?|until [a-z' -]+)$`)
	// standard is what somebody has to be to do a thing.
	standard = regexp.MustCompile(`^(?:(?:an?|the) )?(?:(?:suitably|appropriately|fully) )?(?:qualified|registered|accredited|trained|experienced|independent|female|male|specialist|designated|nominated|named|senior)$`)
)

var (
	// inForm is in what form somebody has to agree, or to say so.
	inForm = regexp.MustCompile(`^(?:(?:an?|the|their|his|her) )?(?:written|signed|verbal|informed|explicit|express)$`)
	// asks is in a sentence by which somebody has to agree.
	asks = regexp.MustCompile(`\b(?:needs?|requires?|gives?)\b`)
	// assents begins with what is given in a form.
	assents = regexp.MustCompile(`^ ?(?:parental |prior )?(?:consent|permission|agreement|approval|authori[sz]ation|confirmation|notice|notification|referral)\b`)
)

// mannerDiffers tells which manner came to what is laid down, or left it: "the child is seen
// [alone]", "a [qualified] social worker leads".
func mannerDiffers(spans []Span, old, new string) (gone, come []string) {
	ruled := rules(old) && rules(new)
	if !ruled && !(asks.MatchString(old) && asks.MatchString(new)) {
		return nil, nil
	}
	for i, s := range spans {
		alone := s.Op == diff.Delete && !(i+1 < len(spans) && spans[i+1].Op == diff.Insert && HasLetters(spans[i+1].Key)) || s.Op == diff.Insert && !(i > 0 && spans[i-1].Op == diff.Delete && HasLetters(spans[i-1].Key))
		if !alone || s.Swept || rewritten(beside(spans, i, i+1)) || !ruled && !inForm.MatchString(bareWord(s.Key)) && !standard.MatchString(bareWord(s.Key)) || !ofManner(bareWord(s.Key), keysOf(spans[i+1:])) {
			continue
		}
		if s.Op == diff.Delete {
			gone = append(gone, bareWord(s.Key))
		} else {
			come = append(come, bareWord(s.Key))
		}
	}
	return gone, come
}

// ofManner tells whether some words before others say how a thing is done, or what somebody is
// who does it.
func ofManner(words, behind string) bool {
	if standard.MatchString(words) {
		head, _ := leadingRole(behind)
		return strings.TrimSpace(head) != ""
	}
	if inForm.MatchString(words) {
		return assents.MatchString(behind)
	}
	return manner.MatchString(words)
}
