package cite

import (
	"slices"
	"strings"
)

// Words that make a mention historical. A manual that says what replaced a
// document is not out of date for naming it.
var (
	// replacing stand before the document that was replaced: "which replaces X".
	replacing = wordSet(`replaces replaced replacing supersedes superseded superseding supercedes superceded`)
	// former stand before a name no longer used: "formerly X", "previously X".
	former = wordSet(`formerly previously formally former originally predecessor erstwhile then`)
	// earlier stand right before it: "learning from past Serious Case Reviews".
	earlier = wordSet(`previous earlier past historic historical old`)
	// ended stand after it: "X was replaced by", "X is no longer used".
	ended = wordSet(`replaced superseded superceded withdrawn revoked repealed archived abolished disbanded ceased discontinued renamed`)
	// linking can stand between a name and those words.
	linking = wordSet(`has have had been was were is are be being now since which that the a an and also it its this from
known as called named referred to known known as guidance edition version of document statutory act hm government by with
s formal formally process term terms old scheme system boards board to refer refers reference references`)
	// over are what is said of a thing that was done once: "a Serious Case Review
	// was published in 2014".
	over = wordSet(`published completed undertaken commissioned conducted carried concluded`)
	// paperwork can stand between a name and what became of it: "CAF forms are no longer
	// accepted".
	paperwork = wordSet(`form forms process processes paperwork document documents template templates tool tools`)
	moved     = wordSet(`updated changed amended moved renamed transferred over`)
)

// reach is how many words away from a name a cue can stand.
const reach = 7

// markPast marks the mentions that speak of the past. The words around a mention
// belong to it as far as its neighbours.
func markPast(text string, tokens []token, all []mention) {
	for i := range all {
		lo, hi := 0, len(tokens)
		if i > 0 {
			lo = all[i-1].end
		}
		if i+1 < len(all) {
			hi = all[i+1].first
		}
		all[i].past = cueBefore(text, tokens, all[i], lo) || cueAfter(text, tokens, all[i], hi) ||
			i > 0 && all[i-1].past && sameAgain(tokens, all[i-1], all[i])
	}
	for i := len(all) - 2; i >= 0; i-- { // "LSCBs in full (LSCBs) have been replaced"
		all[i].past = all[i].past || all[i+1].past && sameAgain(tokens, all[i], all[i+1])
	}
}

// sameAgain tells whether a mention only gives the short name of the one before:
// "the Common Assessment Framework (CAF)", "... or CAF".
func sameAgain(tokens []token, before, m mention) bool {
	if before.name == nil || m.name == nil || before.name.document != m.name.document || before.name.term != m.name.term {
		return false
	}
	gap := tokens[before.end:m.first]
	return len(gap) == 0 || len(gap) == 1 && gap[0].fold == "or"
}

func cueBefore(text string, tokens []token, m mention, lo int) bool {
	onward := false // "from X to Y" speaks of Y as what stands
	for i, n := m.first-1, 0; i >= lo && n < reach; i, n = i-1, n+1 {
		if endsSentence(text[tokens[i].end:tokens[i+1].start]) || strings.Contains(text[tokens[i].end:tokens[i+1].start], ")") {
			return false
		}
		w := tokens[i].fold
		switch {
		case w == "then": // "the then Safeguarding Children Board"
			return i == m.first-1 && i > 0 && tokens[i-1].fold == "the"
		case earlier[w] && n < 2:
			return true
		case former[w]:
			return n < 5
		case replacing[w]:
			return !followedBy(tokens, i, m.first, "by", "with")
		case w == "until" && i+1 < m.first && yearsAlone(tokens[i+1:m.first]): // "until 2022 the CCG paid"
			return true
		case w == "from" && movedFrom(tokens, i, lo):
			return !onward
		case w == "prior" && i+1 < m.first && tokens[i+1].fold == "to":
			return true
		case w == "longer" && i > 0 && tokens[i-1].fold == "no":
			return true
		case w == "instead" && i+1 < m.first && tokens[i+1].fold == "of", w == "place" && i+1 < m.first && tokens[i+1].fold == "of":
			return true
		case !linking[w] && !yearLike(w) && !(monthNames[w] && yearLike(tokens[i+1].fold)):
			return false
		}
		onward = onward || w == "to"
	}
	return false
}

// followedBy tells whether the word after a cue, before the name, is one of some.
func followedBy(tokens []token, i, first int, words ...string) bool {
	for k := i + 1; k < first; k++ {
		if slices.Contains(words, tokens[k].fold) {
			return true
		}
	}
	return false
}

func movedFrom(tokens []token, i, lo int) bool {
	for k := i - 1; k >= lo && k >= i-3; k-- {
		if moved[tokens[k].fold] {
			return true
		}
	}
	return false
}

func cueAfter(text string, tokens []token, m mention, hi int) bool {
	for i, n := m.end, 0; i < hi && n < reach; i, n = i+1, n+1 {
		if endsSentence(text[tokens[i-1].end:tokens[i].start]) {
			return false
		}
		w := tokens[i].fold
		switch {
		case ended[w] && (!replacing[w] || passive(tokens, i)):
			return true
		case replacing[w]: // "X replaced Y": X is what stands now
			return false
		case over[w] && !paperwork[tokens[m.end].fold] && m.name != nil && m.name.document < 0 && (tokens[i-1].fold == "was" || tokens[i-1].fold == "were"):
			return true
		case w == "now" && n == 0, w == "as" && i+2 < len(tokens) && tokens[i+1].fold == "it" && tokens[i+2].fold == "was":
			return true
		case w == "longer" && i > 0 && tokens[i-1].fold == "no":
			return true
		case !linking[w] && w != "no" && !yearLike(w) && !(n == 0 && paperwork[w]):
			return false
		}
	}
	return false
}

var monthNames = wordSet(`january february march april may june july august september october november december`)

// yearsAlone tells whether words hold a year and, but for its month and day, nothing else
// that says something.
func yearsAlone(tokens []token) bool {
	year := false
	for _, t := range tokens {
		if _, ok := yearOf(t.fold); ok {
			year = true
		} else if !isDay(t.fold) && !monthNames[t.fold] && !linking[t.fold] {
			return false
		}
	}
	return year
}

// passive tells whether the word at i says that something was replaced: "has been
// replaced", "replaced by".
func passive(tokens []token, i int) bool {
	if i+1 < len(tokens) && byWords[tokens[i+1].fold] {
		return true
	}
	k := i - 1
	for k > 0 && adverbs[tokens[k].fold] && haveWords[tokens[k-1].fold] { // "has now replaced"
		k--
	}
	return k >= 0 && beWords[tokens[k].fold]
}

var (
	byWords = wordSet(`by with in`)
	beWords = wordSet(`been was were is are be being now since`)
	// "X has now superseded Y" is not passive.
	adverbs   = wordSet(`now since also therefore`)
	haveWords = wordSet(`has have had`)
)

func yearLike(w string) bool {
	_, ok := yearOf(w)
	return ok || isDay(w)
}
