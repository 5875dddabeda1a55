package parse

import (
	"slices"

	"golang.org/x/net/html/atom"

	"manualwatch/parse/pattern"
)

// Forums list their topics in rows that are lists of one term and several texts: the topic, how
// many answered it, how many looked, who wrote last and when. A first row has the names of these
// columns. They tell nothing of the manual that is kept in the forum, and change by the hour.

// forumCount is what such a column says, or is called.
var forumCount = pattern.New(`^(?:(?:\d[\d,.]*k? ?)?(?:topics?|threads?|posts?|articles?|records?|repl(?:y|ies)|answers?|comments?|messages?|views?|hits|likes|votes)|(?:last|latest|newest) (?:post|reply|message|comment|activity)\b.*|no (?:topics|posts|replies)(?: yet)?)$`)

// forumTools are the classes of what phpBB sets around the words of a topic.
var forumTools = []string{"postprofile", "post-buttons", "signature", "action-bar", "stat-block", "topic-poster"}

// lastEdited tells when a topic was last edited and how often, without a word on why.
var lastEdited = pattern.New(`^last edited by .{1,80}, edited \d+ times? in total\.?$`)

// markForum drops what forums say of their readers and writers, and makes what is over their lists
// headings.
func (s *survey) markForum() {
	phpBB := false
	for i := range s.elems {
		e := &s.elems[i]
		switch {
		case e.n.DataAtom == atom.Body:
			phpBB = attr(e.n, "id") == "phpbb"
		case e.n.DataAtom == atom.Dl:
			s.markForumRow(int32(i))
			s.markFigures(int32(i))
		case e.n.DataAtom == atom.Ul:
			s.markFigures(int32(i))
		}
		if phpBB && e.sort.isBlock() && isForumTool(e) {
			e.flags |= dropped
		}
	}
}

// isForumTool reports an element of phpBB that is no part of what somebody wrote.
func isForumTool(e *element) bool {
	const longest = 200 // bytes of such a notice
	class := attr(e.n, "class")
	if slices.ContainsFunc(forumTools, func(name string) bool { return hasName(class, name) }) {
		return true
	}
	return hasName(class, "notice") && e.text+e.link <= longest && lastEdited.MatchString(fold(plainText(e.n, longest)))
}

// markForumRow drops the columns of a row, and makes the name over a list of rows a heading.
func (s *survey) markForumRow(row int32) {
	const longest = 160 // bytes of a cell
	var counts []int32
	term, figures := int32(-1), false
	for k := row + 1; k < s.elems[row].end; k = s.elems[k].end {
		e := &s.elems[k]
		if e.sort == defTerm && term < 0 {
			term = k
			continue
		}
		if e.sort != defText || e.text+e.link > longest {
			return
		}
		text := fold(plainText(e.n, longest))
		if !forumCount.MatchString(text) {
			return
		}
		counts, figures = append(counts, k), figures || hasDigit(text)
	}
	if term < 0 || len(counts) < 2 {
		return
	}
	for _, k := range counts {
		s.elems[k].flags |= dropped
	}
	if !figures {
		s.elems[term].sort = heading
	}
}

// markFigures drops a list that says nothing but such counts, be it a figure and what it counts,
// "3" and "articles", or a figure beside a sign.
func (s *survey) markFigures(list int32) {
	const longest = 24 // bytes of a count
	e := &s.elems[list]
	if e.link > 0 || e.heads > 0 || e.text == 0 || e.text > 4*longest {
		return
	}
	term := ""
	for k := list + 1; k < e.end; k = s.elems[k].end {
		text := fold(plainText(s.elems[k].n, longest+1))
		if s.elems[k].sort == defTerm && term == "" {
			term = text + " "
			continue
		}
		if count := term + text; !hasDigit(count) || !forumCount.MatchString(count) && !(term == "" && allDigits(count)) {
			return
		}
		term = ""
	}
	if term == "" {
		e.flags |= dropped
	}
}

// hasName reports one of the names of a class attribute.
func hasName(class, name string) bool {
	for len(class) > 0 {
		var word string
		if word, class = nextWord(class); word == name {
			return true
		}
	}
	return false
}
