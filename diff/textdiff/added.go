package textdiff

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
)

var (
	// beyond is a clause behind a comma that only describes what stands ahead of it, or says why:
	// ", which is kept in the hall", ", both of which are short", ", as the desk is not always staffed".
	beyond = regexp.MustCompile(`(?:^|, ?)(?:(?:both|all|some|most|many|each|none) of )?(?:which|who|whom|whose)\b[^,;.]*|(?:^|, ?)(?:as|given that|including|especially|particularly|for|mindful that|bearing in mind|usually|often|not least)\b[^,;.]*`)
	// aside is what a sentence may begin with and say no more: "it is helpful to remember that".
	aside = regexp.MustCompile(`\b(?:it (?:is|should be|must be) (?:[a-z]+ )*(?:that|to)|please (?:note|remember) that|remember that|of course|as (?:ever|always|usual)|where (?:possible|appropriate|relevant|necessary)|if (?:possible|appropriate|relevant|necessary)|as (?:appropriate|necessary|required)|in (?:fact|general|particular|practice)|at all times)\b`)
	// judged are words of which others judge: of limits, of how often, of the law behind a duty.
	judged = regexp.MustCompile(`\b(?:minimum|maximum|later|earlier|longer|sooner|prior|solely|save|except|same|intervals?|once|twice|normally|usually|generally|ordinarily|reasonably|practicable|anything|else|legal|statutory)\b`)
	// condition begins with a case, of which [casesDiffer] judges.
	condition = regexp.MustCompile(`^(?:` + conditionWords + `|before|after|prior to|following|during|[a-z]+ing$)(?: |$)`)
	// aTitle is a name, or a part of one.
	aTitle = regexp.MustCompile(`^(?:(?:\p{Lu}[\pL\d'’.-]*|\d+[A-Za-z]?|and|of|the|for|in|[^\pL\d]+) ?)+(?: ?[a-z]+)?$`)
	// another is one number more: "or three where the child is under one".
	another = regexp.MustCompile(`^(?:, )?or ` + ANumber + ` [a-z]`)
	// underneath is what the deed is for or in line with, and no part of it.
	underneath = regexp.MustCompile(`\b(?:in line with|in accordance with|in keeping with|under|as set out in|as described in|as part of|on behalf of|in order to|to (?:help|support|enable|allow|ensure|avoid|understand|make sure|reflect|promote|improve|reduce)) [^,;.]*`)
)

// leastStays is how many words of a sentence stay where it is a rule that gained or lost some.
const leastStays = 4

// wordsAdded tells which words of weight came to a sentence of what somebody does, has to do or may
// do, or left it, with nothing in their place: a further option, step, doer or case, or a manner:
// "a team leader [or somebody named by her]". What only explains or describes adds nothing to a
// deed, nor does what the paragraph says in other words.
func (v *Verdict) wordsAdded(spans []Span, old, new string) (gone, come []string) {
	if !someAdded(spans) || isNoDeed(old, v.at) || isNoDeed(new, v.at) || !bothDeeds(old, new, v.at) && !(permits(old) && permits(new)) || onlyNames(spans) {
		return nil, nil
	}
	before, after := v.passage(old, true), v.passage(new, false)
	changed := map[diff.Op]bool{}
	for i, s := range spans {
		if s.Op != diff.Delete && s.Op != diff.Insert || s.Swept || isReplaced(spans, i) && !extends(spans, i) || rewritten(others(spans, i)) {
			continue
		}
		other := after
		if s.Op == diff.Insert {
			other = before
		}
		words := addsWords(spans, i)
		if 2*len(saidNowhere(words, other)) <= len(words) && !another.MatchString(s.Key) {
			continue
		}
		changed[s.Op] = true
		if ofName(spans, i) || condition.MatchString(bareWord(s.Key)) {
			continue
		}
		if s.Op == diff.Delete {
			gone = append(gone, bareWord(s.Key))
		} else {
			come = append(come, bareWord(s.Key))
		}
	}
	if changed[diff.Delete] && changed[diff.Insert] {
		return nil, nil // others stand elsewhere in the sentence: it was put in other words
	}
	return gone, come
}

// someAdded tells whether words came or went with nothing in their place, or with more of them.
func someAdded(spans []Span) bool {
	for i := range spans {
		if spans[i].Op != diff.Keep && (!isReplaced(spans, i) || extends(spans, i)) {
			return true
		}
	}
	return false
}

// extends tells whether one of two words or spans that took each other's place is the other with
// more words: "in writing" and "in writing or by telephone".
func extends(spans []Span, i int) bool {
	a, b := i, i+1
	if spans[i].Op == diff.Insert {
		a, b = i-1, i
	}
	short, long := tellingsOf(spans[a].Key), tellingsOf(spans[b].Key)
	if len(short) > len(long) {
		short, long = long, short
	}
	lost, got := unlike(short, long)
	return len(short) > 0 && len(lost) == 0 && len(got) > 0
}

// ofName tells whether span i is a name that is none of somebody with duties, or a word of the name
// beside it: "the [harbour] police".
func ofName(spans []Span, i int) bool {
	key := bareWord(spans[i].Key)
	if m := byWhom.FindStringSubmatch(key); m != nil && Anybody.MatchString(m[1]) {
		return true
	}
	if aTitle.MatchString(strings.TrimSpace(spans[i].text)) && !namesSomebody(key) {
		return true
	}
	if strings.Contains(key, " ") || key != spans[i].Key {
		return false
	}
	behind := firstWord(keysOf(spans[i+1:]))
	return bearer.MatchString(key) && i > 0 && bearer.MatchString(spans[i-1].Key) || bearer.MatchString(behind)
}

// others are the spans beside span i and what gave way to it.
func others(spans []Span, i int) []Span {
	from, to := i, i+1
	if i > 0 && spans[i].Op == diff.Insert && spans[i-1].Op == diff.Delete {
		from--
	}
	if spans[i].Op == diff.Delete && to < len(spans) && spans[to].Op == diff.Insert {
		to++
	}
	return beside(spans, from, to)
}

// aheadOf are the words of the side of span i that stand ahead of it, and that whole side.
func aheadOf(spans []Span, i int) (ahead, whole string) {
	var keys []string
	for k, s := range spans {
		if k == i {
			ahead = strings.Join(keys, " ")
		}
		if s.Op == diff.Keep || s.Op == spans[i].Op {
			keys = append(keys, s.Key)
		}
	}
	return ahead, strings.Join(keys, " ")
}

// isInside tells whether span i ends inside something that began ahead of it.
func isInside(spans []Span, i int, of *regexp.Regexp) bool {
	ahead, whole := aheadOf(spans, i)
	return slices.ContainsFunc(of.FindAllStringIndex(whole, -1), func(at []int) bool {
		return at[0] <= len(ahead) && at[1] > len(ahead)+len(spans[i].Key)
	})
}

// addsWords are the tellings of span i that are part of a deed.
func addsWords(spans []Span, i int) []telling {
	key := spans[i].Key
	if _, whole := aheadOf(spans, i); CountWords(whole)-CountWords(key) < leastStays {
		return nil
	}
	for _, of := range []*regexp.Regexp{explaining, beyond, aside, underneath} {
		if isInside(spans, i, of) {
			return nil
		}
		key = of.ReplaceAllString(key, " ")
	}
	return tellingsOf(judged.ReplaceAllString(mainOf(key), " "))
}

// saidNowhere are tellings of which a folded passage has not the word in any form.
func saidNowhere(tellings []telling, passage string) []telling {
	all := tellingsOf(passage)
	all = append(all, taken(all)...)
	said := func(t telling) bool {
		return slices.ContainsFunc(all, func(o telling) bool { return o.stem == t.stem })
	}
	return unsaid(slices.DeleteFunc(slices.Clone(tellings), said), passage)
}

// passage is the folded line, older or newer, in which a sentence stands.
func (v *Verdict) passage(sentence string, older bool) string {
	if v.line == nil {
		return sentence
	}
	return v.line(older)
}

var (
	// leaveTo is what somebody is allowed.
	leaveTo = regexp.MustCompile(`\b(?:may|can) (?:only |also |then )?([a-z]+)\b`)
	// wishing are verbs of how somebody may be, and no leave.
	wishing = stems("be have want wish need help include involve lead take occur happen result become come know")
)

// permits tells whether a folded sentence says what somebody with duties may do.
func permits(folded string) bool {
	m := leaveTo.FindStringSubmatch(subordinate.ReplaceAllString(folded, " "))
	if m == nil || pointing.MatchString(folded) {
		return false
	}
	verb := stem(m[1])
	_, behind, _ := strings.Cut(folded, ", ")
	return (beginsWithActor(folded) || beginsWithActor(behind)) && !slices.Contains(suffering, verb) && !slices.Contains(wishing, verb)
}

// lineOnce makes the folded sides of a changed line once, when they are asked for.
func (s *Script) lineOnce(l *LineScript) func(older bool) string {
	made := map[bool]string{}
	return func(older bool) string {
		if _, ok := made[older]; !ok {
			switch {
			case older && l.a >= 0:
				made[older] = FoldText(s.old[l.a].Text)
			case !older && l.B >= 0:
				made[older] = FoldText(s.new[l.B].Text)
			default:
				made[older] = ""
			}
		}
		return made[older]
	}
}
