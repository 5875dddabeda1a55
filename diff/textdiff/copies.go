package textdiff

import (
	"strings"

	"manualwatch/diff"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
)

// copyWords is the least length of a sentence of which a second one is a copy.
const copyWords = 4

// mostCopies is how many sentences of the same words are looked at.
const mostCopies = 20

// placesOfSentences are the lines in which each sentence of a text stands, as often as it does.
func placesOfSentences(lines []Line) map[Sum][]int {
	out := map[Sum][]int{}
	for i := range lines {
		if lines[i].Kind != parse.Paragraph && lines[i].Kind != parse.Item {
			continue
		}
		for _, sen := range Sentences(&lines[i]) {
			out[sen.Sum] = append(out[sen.Sum], i)
		}
	}
	return out
}

// copied tells of a sentence that came, or went, whether another one of the same words stands in
// both texts: it lays down nothing new, and nothing of it is gone. beside tells whether that one
// stands under the same heading, and leads to the same list if they are points; else it stands
// under another, of which it is said.
func (s *Script) copied(l *LineScript, sentence Sum, added bool) (under string, beside, ok bool) {
	own, at := s.old, l.a
	if added {
		own, at = s.new, l.B
	}
	if at < 0 || own[at].Kind != parse.Paragraph && own[at].Kind != parse.Item || CountWords(string(sentence)) < copyWords {
		return "", false, false
	}
	if s.copies == nil {
		s.copies = &[2]map[Sum][]int{placesOfSentences(s.old), placesOfSentences(s.new)}
	}
	before, after := s.copies[0][sentence], s.copies[1][sentence]
	if added && (len(before) == 0 || len(after) < 2) || !added && (len(after) == 0 || len(before) < 2) {
		return "", false, false
	}
	heading, lead := headingText(own, &own[at]), leadOf(own, at)
	itself := added // one of those that stand now
	for _, k := range after[:min(len(after), mostCopies)] {
		if itself && k == at {
			itself = false
			continue
		}
		if under = headingText(s.new, &s.new[k]); under == heading && s.new[k].Kind == own[at].Kind && leadOf(s.new, k) == lead {
			return under, true, true
		}
	}
	return under, false, own[at].Kind == parse.Paragraph
}

// sayCopied says that a sentence which came or went is a copy of one that stays; it reports
// whether that is all that there is to say of it.
func (v *Verdict) sayCopied(s *Script, l *LineScript, sentence Sum, added bool) bool {
	switch under, beside, ok := s.copied(l, sentence, added); {
	case !ok:
		return false
	case beside && added:
		v.say(diff.Minor, "a sentence was repeated and stands twice now")
		return true
	case beside:
		v.say(diff.Minor, "one of two copies of a sentence was taken out")
		return true
	case under == "":
		v.say(diff.Minor, "the same sentence stands at the beginning of the chapter as well")
	default:
		v.say(diff.Minor, "the same sentence stands under %q as well", Clip(under))
	}
	return false
}

// isCopy says of a line that came or went as a whole that each of its sentences is a copy.
func (v *Verdict) isCopy(s *Script, l *LineScript) bool {
	added := l.B >= 0
	line := s.wholeLine(l, !added)
	if line == nil || line.Kind == parse.Item && !strings.HasSuffix(strings.TrimSpace(line.Text), ".") && line.Words < copyWords {
		return false
	}
	all := Sentences(line)
	copies := 0
	for i := range all {
		copies += wording.BoolInt(v.sayCopied(s, l, all[i].Sum, added))
	}
	return len(all) > 0 && copies == len(all)
}
