package textdiff

import (
	"strings"

	"manualwatch/parse"
)

// A Point is one thing of weight to practice that one of two sentences says and the other says
// otherwise, or does not say.
type Point struct {
	What       string   // PointObligation ...
	Gone, Come []string // the words of the first sentence, or the older, and those of the other
}

// What a [Point] is about, in the words of the reasons.
const (
	PointObligation = "obligation"
	PointCondition  = "condition or negation"
	PointTimescale  = "timescale"
	PointStart      = "start of a timescale"
	PointThreshold  = "threshold"
	PointWord       = "a word that decides"
	PointDuty       = "who has the duty was changed"
	PointNamed      = "somebody else is named"
	PointAgent      = "who does it"
	PointScope      = "scope"
	PointDefinition = "definition"
	PointDeed       = "what is done"
	PointNumber     = "number"
	PointRow        = "table row"
)

// Points are what of weight to practice two printed sentences say otherwise. Neither is the
// older: what two manuals say is held against each other, and a negation always counts. Each
// at is where its sentence stands, then and now are the words of its manual.
func Points(a, b string, atA, atB Standing, then, now vocabulary) []Point {
	if out := pointsOf(a, b, min(atA, atB), then, now); len(out) > 0 {
		return out
	}
	out := pointsOf(b, a, min(atA, atB), now, then)
	for i := range out {
		out[i].Gone, out[i].Come = out[i].Come, out[i].Gone
	}
	return out
}

func pointsOf(a, b string, at Standing, then, now vocabulary) []Point {
	old, new := FoldText(a), FoldText(b)
	v := Verdict{Then: then, Now: now, at: at}
	spans := wordSpans(Tokens(a), Tokens(b))
	if _, _, misspelled := v.misspelled(spans); misspelled || marksOnly(spans) {
		return nil
	}
	kind := parse.Paragraph
	if isRow(a) && isRow(b) {
		kind = parse.Row
	}
	if out := v.points(spans, old, new, whenDiffers(old, new, kind)); len(out) > 0 {
		return out
	}
	contacts := len(ContactsOf(old))+len(ContactsOf(new)) > 0
	if gone, come := Differ(CountsOf(old), CountsOf(new)); len(gone) > 0 && len(come) > 0 && !contacts && !Recounts(old) && !Recounts(new) {
		return []Point{{PointNumber, gone, come}}
	}
	if gone, come := Differ(negationsOf(old), negationsOf(new)); len(gone)+len(come) > 0 {
		return []Point{{PointCondition, gone, come}}
	}
	if kind == parse.Row && !contacts {
		gone, come := Differ(asMentions(cellsOf(a), nil), asMentions(cellsOf(b), nil))
		return []Point{{PointRow, gone, come}}
	}
	return nil
}

// isRow tells whether a line of plain text is the row of a table.
func isRow(line string) bool { return strings.Contains(line, " | ") }

// whenDiffers tells which times of two sentences differ; the day from which something holds is
// one of them where they lay something down.
func whenDiffers(old, new string, kind parse.BlockKind) differing {
	if recalls(old) && recalls(new) {
		return differing{}
	}
	when := timesDiffer(old, new)
	if when.empty() && (kind == parse.Row || holdsFrom(old) && holdsFrom(new)) {
		when = startsDiffer(old, new)
	}
	if when.empty() {
		when = cutOffsDiffer(old, new)
	}
	return when
}

// A pointList gathers points.
type pointList []Point

// add adds a point unless neither side has words of its own.
func (l *pointList) add(what string, gone, come []string) {
	if len(gone)+len(come) > 0 {
		*l = append(*l, Point{what, gone, come})
	}
}

// points looks for what matters to practice in a sentence whose words changed: obligation,
// negation, deadline, threshold, bearer of the duty.
func (v *Verdict) points(spans []Span, old, new string, when differing) []Point {
	var out pointList
	each := func(what string, gone, come []string, differ func(old, new string) (gone, come []string)) {
		eachPair(spans, gone, come, differ, func(gone, come []string) { out.add(what, gone, come) })
	}
	gone, come := VerbsDiffer(old, new)
	if each(PointObligation, gone, come, VerbsDiffer); len(out) == 0 {
		if gone, come = conditionsDiffer(old, new, v.at); !when.names(gone, come) {
			out.add(PointCondition, gone, come)
		}
	}
	if each(PointTimescale, when.gone, when.come, whenTold); when.empty() && atOnePlace(spans) {
		gone, come = anchorsDiffer(old, new)
		out.add(PointStart, gone, come)
	}
	gone, come = thresholdsDiffer(old, new)
	each(PointThreshold, gone, come, thresholdsDiffer)
	gone, come = degreesDiffer(old, new)
	out.add(PointThreshold, gone, come)
	// what is said of words counts only where nothing plainer was found
	for _, look := range []struct {
		what   string
		differ func() (gone, come []string)
	}{
		{PointWord, func() (gone, come []string) { return limitsTurned(old, new) }},
		{PointWord, func() (gone, come []string) { return quantitiesDiffer(old, new) }},
		{PointWord, func() (gone, come []string) { return banLifted(spans, old, new) }},
		{PointWord, func() (gone, come []string) { return smallWordsDiffer(spans, old, new, v.at) }},
		{PointWord, func() (gone, come []string) { return contrariesDiffer(spans, old, new, v.at) }},
		{PointWord, func() (gone, come []string) { return hedgesDiffer(old, new) }},
		{PointWord, func() (gone, come []string) { return attemptsDiffer(old, new) }},
		{PointThreshold, func() (gone, come []string) { return statutesDiffer(old, new) }},
		{PointNumber, func() (gone, come []string) { return manyDiffers(old, new) }},
		{PointDuty, func() (gone, come []string) { return named(bearerChanged(spans)) }},
		{PointNamed, func() (gone, come []string) { return v.othersNamed(spans, old, new) }},
		{PointNamed, func() (gone, come []string) { return v.doersDiffer(spans, old, new) }},
		{PointNamed, func() (gone, come []string) { return named(whomChanged(spans, old, new)) }},
		{PointAgent, func() (gone, come []string) { return agentDiffers(spans, old, new) }},
		{PointAgent, func() (gone, come []string) { return named(agentReplaced(spans, old, new)) }},
		{PointScope, func() (gone, come []string) { return v.scopeDiffers(spans, old, new) }},
		{PointScope, func() (gone, come []string) { return labelsDiffer(spans, old, new) }},
		{PointWord, func() (gone, come []string) { return mannerDiffers(spans, old, new) }},
		{PointCondition, func() (gone, come []string) { return v.unlessBeside(casesDiffer(spans, old, new, v.at)) }},
		{PointNumber, func() (gone, come []string) { return oftenDiffers(old, new, v.at) }},
		{PointDefinition, func() (gone, come []string) { return definitionDiffers(spans, old, new) }},
		{PointCondition, func() (gone, come []string) { return exceptionsDiffer(old, new, v.at) }},
		{PointCondition, func() (gone, come []string) { return negationsDiffer(old, new, v.at) }},
		{PointDeed, func() (gone, come []string) { return v.deedsDiffer(spans, old, new) }},
		{PointDeed, func() (gone, come []string) { return v.wordsAdded(spans, old, new) }},
		{PointDeed, func() (gone, come []string) { return stepsDiffer(spans, old, new, v.at) }},
	} {
		if len(out) > 0 {
			break
		}
		gone, come = look.differ()
		out.add(look.what, gone, come)
	}
	return out
}

// whenTold tells which times of two clauses differ.
func whenTold(old, new string) (gone, come []string) {
	d := timesDiffer(old, new)
	return d.gone, d.come
}

func thresholdsDiffer(old, new string) (gone, come []string) {
	return Differ(thresholdsOf(old), thresholdsOf(new))
}

func countsDiffer(old, new string) (gone, come []string) {
	return Differ(CountsOf(old), CountsOf(new))
}

// named makes a point of two names, none of "".
func named(from, to string) (gone, come []string) {
	if from == "" {
		return nil, nil
	}
	return []string{from}, []string{to}
}

// othersNamed tells who was named and who is now, where the sentence does more than tell or say
// whom to ring.
func (v *Verdict) othersNamed(spans []Span, old, new string) (gone, come []string) {
	if Recounts(old) || Recounts(new) || onlyContact(new) {
		return nil, nil
	}
	return named(v.somebodyElse(spans))
}
