package parse

import "testing"

// TestWikiLines leaves out the lines that wikis print around a page, and keeps what only
// sounds like them.
func TestWikiLines(t *testing.T) {
	const trail = `<a href="/m">Wiki</a><span>&gt;</span><a href="/m/web">Manual</a><span>&gt;</span><a href="/m/visits">HomeVisits</a> `
	for line, text := range map[string]bool{
		`<div>You are here: ` + trail + `<span>(02 Sep 2019, <a href="/u/jo">JoPenn</a>)</span> <a href="/edit">Edit</a> <a href="/attach">Attach</a></div>`: false,
		`<p>You are here to protect the child: read <a href="/m/visits">Home Visits</a> before you go.</p>`:                                                  true,
	} {
		doc := parseString(t, line+"<h1>Home Visits</h1><p>Visits are made by two people.</p>", "text/html")
		if got := doc.Blocks[0].Region == Main; got != text {
			t.Errorf("%s: text %v, want %v\n%s", line, got, text, dump(doc))
		}
	}
	for line, text := range map[string]bool{
		`<a href="/edit">Edit</a> | Attach | <a href="/print">Print version</a> | History: r61 &lt; r60 | Backlinks | View wiki text | More topic actions`: false,
		`Edit | Attach | Watch | Print version | History: r5 &lt; r4 &lt; r3 | Backlinks | Raw View | Raw edit | More topic actions`:                       false,
		`Edit (Text) | Edit (GUI) | Info | Subscribe | Add Link | Attachments | More Actions:`:                                                             false,
		`Topic revision: r61 - 02 Sep 2019, <a href="/u/jo">JoPenn</a>`:                                                                                    false,
		`r5 - 10 May 2009 - 11:00:00 - Main.JoPenn`:                                                                                                        false,
		`-- <a href="/u/jo">JoPenn</a> - 03 May 2019`:                                                                                                      false,
		`-- Main.JoPenn - 2019-05-03 - 10:22`:                                                                                                              false,
		`--<a href="/u/jo">Jo Penn</a> (<a href="/talk/jo">talk</a>) 10:22, 3 May 2019 (UTC)`:                                                              false,
		`-- Visits - 03 May 2019`:                             true,
		`-- Jo Penn - 03 May 2019 rang and asked for a visit`: true,
		`History | Information | Discussion with the parents`: true,
		`Discussion | Information | Help`:                     true,
		`Topic revision: see the record of changes.`:          true,
	} {
		doc := parseString(t, "<h1>Home Visits</h1><p>before</p><p>"+line+"</p><p>after</p>", "text/html")
		if got := doc.Blocks[2].Region == Main; got != text {
			t.Errorf("%s: text %v, want %v\n%s", line, got, text, dump(doc))
		}
	}
}
