package textdiff

import (
	"regexp"
	"strings"

	"manualwatch/diff"
)

// successors are bodies and posts whose duties went by law to another, which has them now: to name
// the one in the place of the other follows the law, and changes nothing.
var successors = []struct{ was, is *regexp.Regexp }{
	// safeguarding partners: Children and Social Work Act 2017, sections 16 to 23 (sections 16E to
	// 16J of the Children Act 2004); Working Together 2018
	{regexp.MustCompile(`\b(?:(?:local )?safeguarding children(?:'s)? boards?|lscbs?)\b`), regexp.MustCompile(`\b(?:(?:local |multi-agency )?safeguarding (?:children )?(?:partners|partnerships?)(?: arrangements)?|(?:children(?:'s)? )?safeguarding (?:children )?partnerships?|lscps?|scps?)\b`)},
	// integrated care boards: Health and Care Act 2022, section 19; 1 July 2022
	{regexp.MustCompile(`\b(?:clinical commissioning groups?|ccgs?)\b`), regexp.MustCompile(`\b(?:integrated care boards?|icbs?)\b`)},
	// clinical commissioning groups: Health and Social Care Act 2012, section 10; 1 April 2013
	{regexp.MustCompile(`\b(?:primary care trusts?|pcts?)\b`), regexp.MustCompile(`\b(?:clinical commissioning groups?|ccgs?|integrated care boards?|icbs?)\b`)},
	// child trafficking guardians: Modern Slavery Act 2015, section 48; the Home Office's interim
	// guidance has called the advocates guardians since 2019
	{regexp.MustCompile(`\b(?:(?:independent )?child trafficking advocates?|ictas?)\b`), regexp.MustCompile(`\b(?:(?:independent )?child trafficking guardians?|ictgs?)\b`)},
	// UK Health Security Agency and Office for Health Improvement and Disparities: 1 October 2021
	{regexp.MustCompile(`\b(?:public health england|phe)\b`), regexp.MustCompile(`\b(?:uk health security agency|ukhsa|office for health improvement and disparities|ohid)\b`)},
}

// succeeded tells whether two names that took the place of one another are, with the words that
// stayed beside them, those of a body and its successor: "[local] safeguarding children [board]
// [partnership]".
func succeeded(spans []Span, was, is string) bool {
	var old []string
	for _, s := range spans {
		if s.Op != diff.Insert && s.Op != diff.MoveTo {
			old = append(old, s.Key)
		}
	}
	before, after := strings.Join(old, " "), keysOf(spans)
	for _, s := range successors {
		if strings.Contains(s.was.FindString(before), was) && strings.Contains(s.is.FindString(after), is) {
			return true
		}
	}
	return false
}

var (
	// initialled is a name with its initials behind it: "harbour safety adviser (hsa)".
	initialled = regexp.MustCompile(`((?:[a-z'-]+ ){1,5}[a-z'-]+) \(([a-z]{2,6})\)`)
	// formerly is a name with the one that it had before.
	formerly = regexp.MustCompile(`((?:[a-z0-9'-]+ ){0,4}[a-z0-9'-]+) \((?:formerly|previously)(?: known as| called)?:? (?:the )?([a-z0-9' -]+)\)`)
	// anArticle is one anywhere in a text.
	anArticle = regexp.MustCompile(`\b(?:the|an?) `)
)

// introducesName tells whether a folded passage is another one with nothing but a name of its own
// for an older one, which it introduces: with what it was before, or, where the rest of the name
// stays, with its new initials.
func introducesName(old, new string) bool {
	old = anArticle.ReplaceAllString(old, "")
	is := anArticle.ReplaceAllString(new, "")
	for _, m := range formerly.FindAllStringSubmatch(is, -1) {
		is = undoName(old, is, m[0], m[2])
	}
	was := initialled.FindStringSubmatch(old)
	if now := initialled.FindStringSubmatch(is); was != nil && now != nil && was[2] != now[2] && len(was[2]) == len(now[2]) && !strings.Contains(old, " "+now[2]) {
		a, b := strings.Fields(was[1]), strings.Fields(now[1])
		if n := len(b) - 1; len(a) == len(b) && n > 1 && isLetters(was[2], strings.Join(a[n+1-len(was[2]):], " ")) && isLetters(now[2], strings.Join(b[n+1-len(now[2]):], " ")) && strings.Join(a[:n], " ") == strings.Join(b[:n], " ") {
			is = replaceWord(replaceWord(is, now[2], was[2]), b[n], a[n])
		}
	}
	return is != anArticle.ReplaceAllString(new, "") && is == old
}

// undoName writes the older name for a newer one, where it is introduced, and for the last words of
// the newer one, by which it is called behind that.
func undoName(old, new, introduced, was string) string {
	now := strings.Fields(introduced[:strings.Index(introduced, " (")])
	last := func(n int) string { return strings.Join(now[len(now)-n:], " ") }
	for n := 1; n <= len(now); n++ { // the words that the older text has, too, stand ahead of the name
		ahead := strings.Join(now[:len(now)-n], " ")
		for _, older := range []string{was, last(1) + " " + was} { // "form A1" may be "A1"
			before := strings.TrimSpace(ahead + " " + older)
			if !strings.Contains(old, before) {
				continue
			}
			new = strings.ReplaceAll(new, introduced, before)
			for k := n - 1; k > 0; k-- {
				if !strings.Contains(old, last(k)) {
					new = replaceWord(new, last(k), lastWord(was))
				}
			}
			return new
		}
	}
	return new
}

// replaceWord replaces words that stand apart.
func replaceWord(text, words, by string) string {
	return regexp.MustCompile(`\b`+regexp.QuoteMeta(words)+`\b`).ReplaceAllString(text, by)
}
