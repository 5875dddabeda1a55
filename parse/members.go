package parse

import (
	"strings"

	"manualwatch/parse/pattern"
)

var (
	// forMembers is what sites with members print below a page for those who are none: that they
	// must sign in to say something on it, that nobody did, how many follow it.
	forMembers = pattern.New(`^(?:(?:please )?(?:(?:create an account|register|sign up|join) or )?(?:sign|log) ?in(?: or (?:register|sign up|join|create an account))? to (?:leave a |post a |add a )?(?:comment|reply|post|vote|follow(?: this)?|join the (?:discussion|conversation))s?(?: (?:on|to) this(?: \w+)?)?|you (?:need to be (?:a member|logged in|signed in)|must be (?:a member|logged in|signed in)|have to be (?:logged|signed) in) (?:in order )?to (?:leave|post|add|make|write) (?:a |an )?(?:comment|reply|answer|response|review)|(?:there are )?(?:no|currently no) (?:comments|reviews|replies) (?:to display|to show)|this (?:topic|thread|discussion) (?:is|has been) (?:now )?(?:closed|locked)(?: to (?:further|new) replies)?|(?:followers|following|subscribers) \d{1,5}|\d{1,5} (?:followers?|subscribers?))$`)
	// commentsHead stands over such lines.
	commentsHead = pattern.New(`^(?:(?:user|reader|member|customer|your) )?(?:comments?|feedback|reviews?|repl(?:y|ies)|discussion)(?: \(0\))?$`)
)

// asksMembers reports such a line.
func asksMembers(s string) bool {
	return len(s) <= 100 && forMembers.Opens(s) && forMembers.MatchString(strings.TrimRight(fold(s), " ."))
}

// dropCommentHeads moves the headings out under which nothing stands but lines for members.
func dropCommentHeads(doc *Document) {
	for i := len(doc.Blocks) - 1; i > 0; i-- {
		head := &doc.Blocks[i-1]
		if b := &doc.Blocks[i]; b.Region == Furniture && head.Region == Main && head.Kind == Heading && b.Text != "" && asksMembers(b.Text) && commentsHead.MatchString(fold(head.Text)) {
			head.Region = Furniture
		}
	}
}
