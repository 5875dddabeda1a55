package parse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPagesInOneTable reads pages that stand in one small table, as editors of 2000 set
// them: the cell with the menu and what stands above it are no text.
func TestPagesInOneTable(t *testing.T) {
	menu := `<A HREF="/index.html">Home</A><BR><A HREF="/lamps.html">Lamps</A><BR><A HREF="/news.html">News</A><BR><A HREF="/boats.html">Boats</A>`
	text := `<FONT SIZE=4><B>Lamps</B></FONT><BR><BR><B>By night</B><BR><A HREF="/a.doc">Wicks and Oil</A><BR><A HREF="/b.doc">Watches Kept in Winter</A><BR><BR><B>By day</B><BR><A HREF="/c.doc">Glass and Brass</A><BR><A HREF="/d.doc">Visitors to the Tower</A>`
	frames := map[string]string{
		"one row":          `<TR VALIGN=TOP><TD WIDTH=160><B>Keepers</B><BR><BR>` + menu + `</TD><TD>` + text + `</TD></TR>`,
		"menu above":       `<TR><TD BGCOLOR=#000080><B>Keepers</B></TD><TD>` + strings.ReplaceAll(menu, "<BR>", " ") + `</TD></TR><TR><TD COLSPAN=2>` + text + `</TD></TR>`,
		"menu beside rows": `<TR VALIGN=TOP><TD WIDTH=160 ROWSPAN=2><B>Keepers</B><BR>` + menu + `</TD><TD><FONT SIZE=4><B>Lamps</B></FONT></TD></TR><TR><TD>` + strings.TrimPrefix(text, "<FONT SIZE=4><B>Lamps</B></FONT><BR><BR>") + `</TD></TR>`,
	}
	want := []string{"Lamps", "By night", "Wicks and Oil\nWatches Kept in Winter", "By day", "Glass and Brass\nVisitors to the Tower"}
	for name, rows := range frames {
		doc := parseString(t, "<HTML><HEAD><TITLE>Keepers - Lamps</TITLE></HEAD><BODY><TABLE WIDTH=770 BORDER=0>"+rows+"</TABLE></BODY></HTML>", "text/html")
		if d := cmp.Diff(want, mainTexts(doc)); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

// TestFrames lists the pages that a page of frames consists of, and none where a frame
// only stands beside its text.
func TestFrames(t *testing.T) {
	long := "<p>" + strings.Repeat("The keeper writes down who came and when. ", 8) + "</p>"
	for page, want := range map[string][]string{
		`<html><head><title>M</title></head><frameset rows="9,*"><frame src="top.htm"><frameset cols="9,*"><frame src="list.htm"><frame src="t/a.htm"></frameset><noframes><body><p>No frames. <a href="list.htm">List</a></p></body></noframes></frameset></html>`: {"http://isle.example/top.htm", "http://isle.example/list.htm", "http://isle.example/t/a.htm"},
		`<html><body><h1>M</h1><iframe src="/list.htm"></iframe></body></html>`:            {"http://isle.example/list.htm"},
		`<html><body><h1>M</h1>` + long + `<iframe src="/map.htm"></iframe></body></html>`: nil,
		`<html><frameset rows="9,*"><frame src="javascript:x()"><frame></frameset></html>`: nil,
		`<html><frameset>` + strings.Repeat(`<frameset>`, 60) + `<frame src="a"></html>`:   {"http://isle.example/a"},
	} {
		doc := parseString(t, page, "text/html")
		if d := cmp.Diff(want, doc.Frames); d != "" {
			t.Errorf("%.60s: -want +got\n%s", page, d)
		}
		for _, b := range doc.Blocks {
			if strings.Contains(b.Text, "<") || strings.Contains(b.Text, "No frames") {
				t.Errorf("%.60s: shows %q", page, b.Text)
			}
		}
	}
}
