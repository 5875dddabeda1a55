package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// A forumPost is one post of a topic: when, what was written, what stands below it.
type forumPost struct{ day, words, foot string }

// forumRow is a row of a forum's list; without a link it is the head of the list.
func forumRow(head, name, columns string) string {
	class := "row"
	if head != "" {
		class = "header"
	}
	return `<ul class="topiclist"><li class="` + class + `"><dl class="row-item"><dt><div class="list-inner">` + head + name + `</div></dt>` + columns + `</dl></li></ul>`
}

func forumList(id, title string, rows ...string) string {
	return `<h2 class="forum-title"><a href="/viewforum.php?f=` + id + `">` + title + `</a></h2>` + strings.Join(rows, "") + `<div class="stat-block permissions"><h3>Forum permissions</h3><p>You cannot post new topics in this forum</p></div>`
}

func forumTopic(title string, posts ...forumPost) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<h2 class="topic-title">%s</h2>`, title)
	for i, p := range posts {
		fmt.Fprintf(&b, `<div id="p%[1]d" class="post bg%[2]d"><div class="inner"><dl class="postprofile" id="profile%[1]d"><dt><a href="/memberlist.php?u=2">Welfare_Lead</a></dt><dd class="profile-rank">Site Admin</dd><dd class="profile-joined"><strong>Joined:</strong> Sun Sep 04, 2022 7:31 pm</dd></dl>
<div class="postbody"><h3 class="first"><a href="#p%[1]d">%[3]s</a></h3><p class="author"><span>by <strong><a href="/memberlist.php?u=2">Welfare_Lead</a></strong> &raquo; </span><time>%[4]s</time></p><div class="content">%[5]s</div>%[6]s<div id="sig%[1]d" class="signature">Welfare office | 01632 960555</div></div></div></div>`, 900+i, i%2+1, title, p.day, p.words, p.foot)
	}
	return b.String() + `<div class="stat-block online-list"><h3>Who is online</h3><p>Users browsing this forum: No registered users and 1 guest</p></div>`
}

// TestForum reads a manual that is kept in a forum: forums are its sections, topics its chapters,
// and the posts of one topic the record of changes. What the forum says of readers and writers is
// no text.
func TestForum(t *testing.T) {
	const (
		names  = `<dd class="posts">Replies</dd><dd class="views">Views</dd><dd class="lastpost"><span>Last post</span></dd>`
		counts = `<dd class="posts">0 <dfn>Replies</dfn></dd><dd class="views">581 <dfn>Views</dfn></dd><dd class="lastpost"><span><dfn>Last post</dfn> by <a href="#">Welfare_Lead</a><br /><time>Mon Feb 12, 2024 8:14 pm</time></span></dd>`
	)
	topic := func(id int, title string) string {
		return forumRow("", fmt.Sprintf(`<a href="/viewtopic.php?t=%d" class="topictitle">%s</a><br /><div class="topic-poster">by <a href="#">Welfare_Lead</a> &raquo; <time>Thu Mar 14, 2024 8:12 pm</time></div>`, id, title), counts)
	}
	record := forumRow("Announcements", "", names) + topic(90, "Changes to the manual")
	head := func(n string) string {
		return "<br><br><strong><span style=\"font-size:150%\">" + n + "</span></strong><br>"
	}
	chapter := func(title, foot string) string {
		return forumTopic(title, forumPost{"Thu Mar 14, 2024 8:12 pm", fillerWords(4) + head("1. Who this applies to") + fillerWords(4) + head("2. What to do") + fillerWords(5), foot})
	}
	change := func(name, words string) string { return "<li><strong>" + name + "</strong> - " + words + "</li>" }
	pages := map[string]string{
		"/viewforum.php?f=2":  forumList("2", "Welfare manual", forumRow(`<a href="/viewforum.php?f=2">Welfare manual</a>`, "", names), forumRow("", `<a href="/viewforum.php?f=3">1. Policy</a>`, counts), forumRow("", `<a href="/viewforum.php?f=4">2. Reporting</a>`, counts), record),
		"/viewforum.php?f=3":  forumList("3", "1. Policy", record, forumRow("Topics", "", names), topic(21, "1.1 Welfare policy"), topic(22, "1.2 Club officers")),
		"/viewforum.php?f=4":  forumList("4", "2. Reporting", record, forumRow("Topics", "", names), topic(24, "[UPDATED] 2.1 Reporting a worry"), topic(25, "2.2 Appeals"), topic(26, "2.3 Statutory agencies")),
		"/viewtopic.php?t=21": chapter("1.1 Welfare policy", ""), "/viewtopic.php?t=22": chapter("1.2 Club officers", ""),
		"/viewtopic.php?t=24": chapter("[UPDATED] 2.1 Reporting a worry", `<div class="notice">Last edited by <a href="#">Welfare_Lead</a> on Tue Jun 17, 2025 7:42 pm, edited 4 times in total.</div>`),
		"/viewtopic.php?t=25": chapter("2.2 Appeals", ""), "/viewtopic.php?t=26": chapter("2.3 Statutory agencies", ""),
		"/viewtopic.php?t=90": forumTopic("Changes to the manual", forumPost{"Mon Jan 08, 2024 8:00 pm", "<ul>" + change("1.2 Club officers", "Checks every three years.") + change("2.2 Appeals", "New topic on appeals.") + "</ul>", ""},
			forumPost{"Wed Feb 05, 2025 9:05 pm", "<ul>" + change("2.1 Reporting a worry", "The online form replaces the Word form.") + "</ul>", ""},
			forumPost{"Tue Jun 17, 2025 7:45 pm", "<ul>" + change("1.1 Welfare policy", "Drones added.") + "</ul>", ""}),
	}
	e := readForum(t, pages)
	text := "  heading|1|Who this applies to\n  heading|2|What to do"
	want := strings.Split(strings.Join([]string{"section|1|Policy", " chapter|1.1|Welfare policy", text, " chapter|1.2|Club officers", text,
		"section|2|Reporting", " chapter|2.1|Reporting a worry", text, " chapter|2.2|Appeals", text, " chapter|2.3|Statutory agencies", text,
		"amendment|1.2 Club officers|Checks every three years.|2024-01-08", "amendment|2.2 Appeals|New topic on appeals.|2024-01-08",
		"amendment|2.1 Reporting a worry|The online form replaces the Word form.|2025-02-05", "amendment|1.1 Welfare policy|Drones added.|2025-06-17"}, "\n"), "\n")
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for _, s := range e.Sections {
		for _, words := range []string{"Welfare_Lead", "01632", "online", "permissions", "Announcements", "Replies", "edited"} {
			if strings.Contains(s.Text, words) {
				t.Errorf("%s: the text says %q: %q", s.Title, words, s.Text)
			}
		}
	}
}

// readForum reads the pages of a forum; /viewforum.php?f=2 is the start, topic 90 the record.
func readForum(t *testing.T, pages map[string]string) *normalise.Edition {
	const origin = "http://example.test"
	in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/viewforum.php?f=2"}, Amendments: []string{origin + "/viewtopic.php?t=90"}, Hosts: []string{"example.test"}}
	var docs []*parse.Document
	for at, body := range pages {
		title, _, _ := strings.Cut(body[strings.Index(body, ">")+1:], "<")
		full := `<!DOCTYPE html><html><head><title>` + title + ` - Welfare</title></head><body id="phpbb"><div id="page-header" role="banner"><h1>Rowing Welfare</h1><p>Northern Federation</p><a href="/index.php">Board index</a> <a href="/ucp.php">Login</a></div><div id="page-body" class="page-body" role="main">` + body + `</div><div id="page-footer" class="page-footer"><p>Powered by phpBB</p></div></body></html>`
		docs = append(docs, parseKit(t, "generic", origin+at, []byte(full)))
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return Read(in)
}
