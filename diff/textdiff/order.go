package textdiff

import (
	"regexp"
	"strings"
)

const (
	// commands are what an order says to do, mayBeNouns those of them that name a thing as well.
	commands = `do not|don't|allow|arrange|ask|assess|avoid|bring|check|choose|confirm|consider|consult|discuss|ensure|escalate|explain|follow|give|inform|invite|keep|learn|listen|look|make|never|notify|obtain|prepare|preserve|protect|provide|refer|remove|ring|seek|send|speak|submit|take|talk|telephone|tell|tick|write`
	// mayBeNouns begin an order only before the thing that is meant: "record the words", not
	// "record keeping".
	mayBeNouns = `call|complete|contact|document|email|hand|leave|move|note|offer|phone|photograph|record|report|review|share|sign|stop|store|touch|use|visit|wait`
	aThing     = `the|an?|any|all|every|each|both|some|your|their|his|her|its|it|them|him|this|that|these|those|what|whether|who|only|if|until|when|where|\d+`
)

var (
	// orderHead is an order at the head of a folded sentence, or behind the case for which it is.
	orderHead = regexp.MustCompile(`^(?:(?:if|where|when|whenever|once|before|after|in|with|without|unless|until) [^.;:]*, )?(?:(?:please|always|never|then|first|also|only|normally|usually|rarely|immediately) )*(?:(?:` + commands + `) [a-z\d]|(?:` + mayBeNouns + `) (?:` + aThing + `)\b)`)
	// aTask is the verb of what people with duties do: "tell", "tells".
	aTask = regexp.MustCompile(`^(?:` + commands + `|` + mayBeNouns + `)(?:e?s)?$`)
	// ofOthers leads to what others do or may do, and not to steps: "a child may:".
	ofOthers = regexp.MustCompile(`\b(?:may|might|can|could|would|often|sometimes|commonly|to|who|that|they|them)(?: (?:also|then|often|sometimes|typically|either))?:$`)
)

// isOrder tells whether a folded sentence orders something: "ring the police on the day".
func isOrder(folded string) bool { return orderHead.MatchString(folded) }

// isStep tells whether a point of a list is an order, where the sentence that leads to the list
// does not make a sign or an example of it.
func isStep(folded, lead string) bool {
	lead = strings.TrimSpace(lead)
	return isOrder(folded) && !openList.MatchString(lead) && !ofOthers.MatchString(lead)
}
