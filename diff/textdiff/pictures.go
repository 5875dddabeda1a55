package textdiff

import (
	"strings"

	"manualwatch/diff"
	"manualwatch/parse"
)

// ofPictures is in each reason of a picture or film that came, went or has other words.
const ofPictures = "a picture or film"

// TellsOfPicture tells whether a reason is such a one.
func TellsOfPicture(reason string) bool { return strings.Contains(reason, ofPictures) }

// picture says what became of the line of a picture, and reports whether that is all there is to
// say of it: nothing that its words lay down came or went.
func (s *Script) picture(v *Verdict, l *LineScript) bool {
	of := l.a
	if l.B >= 0 {
		of = l.B
	}
	lines := s.new
	if l.B < 0 {
		lines = s.old
	}
	own := &lines[of]
	if own.Kind != parse.Image {
		return false
	}
	lone := l.a < 0 || l.B < 0
	switch {
	case l.move:
		v.say(diff.Minor, ofPictures+" was moved")
	case l.a < 0:
		v.say(diff.Minor, ofPictures+" was added")
	case l.B < 0:
		v.say(diff.Minor, ofPictures+" was removed")
	default:
		v.say(diff.Minor, "the words for "+ofPictures+" changed")
	}
	return l.move || lone && !LaysDown(own.Text)
}

// LaysDown tells whether the words for a picture name a duty or a limit of time.
func LaysDown(words string) bool {
	folded := FoldText(words)
	return dutyIn(folded, true) != "" || len(DeadlinesOf(folded)) > 0
}
