package manual

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// TestManualInFrames reads manuals whose start page only shows others in frames: the list
// of contents and the topics are in these, however deep the frames stand in each other.
func TestManualInFrames(t *testing.T) {
	const origin = "http://example.test"
	list := `<html><head><title>Contents</title></head><body><p><b>Contents</b></p><div><p><b>1 Lamps</b></p><p><a href="t/a.htm" target="topic">1.1 Oil</a></p><p><a href="t/b.htm" target="topic">1.2 Section 47 Wicks</a></p></div><div><p><b>2 Boats</b></p><p><a href="t/c.htm" target="topic">2.1 Oars</a></p><p><a href="t/d.htm" target="topic">2.2 Sails</a></p></div></body></html>`
	pages := func(more map[string]string) map[string]string {
		out := map[string]string{
			"/m/list.htm": list, "/m/top.htm": `<html><body><a href="list.htm">Contents</a> | <a href="/">Society</a></body></html>`,
			"/m/t/welcome.htm": `<html><body><h1>Welcome</h1><p>Choose a topic on the left.</p></body></html>`,
		}
		for at, title := range map[string]string{"a": "Oil", "b": "Section 47 Wicks", "c": "Oars", "d": "Sails"} {
			out["/m/t/"+at+".htm"] = `<html><body><h1>` + title + `</h1>` + chapterBody(mRow{title: title}) + `</body></html>`
		}
		for at, body := range more {
			out[at] = body
		}
		return out
	}
	const none = `<noframes><body><p>Your browser shows no frames. <a href="list.htm">Contents</a></p></body></noframes>`
	frames := `<frameset cols="28%,*"><frame src="list.htm" name="list"><frame src="t/welcome.htm" name="topic"></frameset>`
	want := []string{"section|1|Lamps", " chapter|1.1|Oil", " chapter|1.2|Section 47 Wicks", "section|2|Boats", " chapter|2.1|Oars", " chapter|2.2|Sails"}
	for name, more := range map[string]map[string]string{
		"frames":           {"/m/index.htm": `<html><head><title>Manual</title></head><frameset rows="60,*"><frame src="top.htm">` + frames + none + `</frameset></html>`},
		"frames in frames": {"/m/index.htm": `<html><frameset rows="60,*"><frame src="top.htm"><frame src="main.htm"></frameset></html>`, "/m/main.htm": `<html>` + frames + `</html>`},
		"frames in a ring": {"/m/index.htm": `<html><frameset rows="60,*"><frame src="index.htm"><frame src="main.htm"></frameset></html>`, "/m/main.htm": `<html><frameset cols="28%,*"><frame src="index.htm"><frame src="list.htm"></frameset></html>`},
		"named frames": {
			"/m/index.htm": `<html><frameset rows="60,*"><frame src="top.htm" title="Header"><frameset cols="28%,*"><frame src="list.htm" title="Navigation frame"><frame src="t/welcome.htm" title="Content frame"></frameset></frameset></html>`,
			"/m/top.htm":   `<html><body><ul><li><a href="x.htm">Society of the keepers</a></li><li><a href="y.htm">History of the isle</a></li></ul></body></html>`,
			"/m/x.htm":     `<html><body><h1>Society of the keepers</h1><p>It keeps the lamps.</p></body></html>`,
			"/m/y.htm":     `<html><body><h1>History of the isle</h1><p>It is long.</p></body></html>`,
		},
		"inline frames": {"/m/index.htm": `<html><body><h1>Manual</h1><iframe src="list.htm"></iframe><iframe src="t/welcome.htm"></iframe></body></html>`},
		"a topic in a frame": {
			"/m/index.htm": `<html>` + frames + `</html>`,
			"/m/t/c.htm":   `<html><frameset rows="40,*"><frame src="head.htm"><frame src="c-text.htm"></frameset></html>`, "/m/t/head.htm": `<html><body><p>Oars</p></body></html>`,
			"/m/t/c-text.htm": `<html><body><h1>Oars</h1>` + chapterBody(mRow{title: "Oars"}) + `</body></html>`,
		},
	} {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/m/index.htm"}, Hosts: []string{"example.test"}}
		for at, body := range pages(more) {
			in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte(body))})
		}
		e := Read(in)
		if d := cmp.Diff(want, chapterTree(e)); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
		for i := range e.Sections {
			below := i + 1
			if s := &e.Sections[i]; s.Kind == normalise.KindChapter && len(s.Blocks) == 0 && (below == len(e.Sections) || e.Sections[below].Kind != normalise.KindHeading) {
				t.Errorf("%s: %s has no text", name, s.Title)
			}
		}
	}
}

// chapterTree are the lines of an outline without the headings in chapters.
func chapterTree(e *normalise.Edition) []string {
	var out []string
	for _, s := range e.Sections {
		if s.Kind == normalise.KindHeading {
			continue
		}
		line := string(s.Kind) + "|" + s.Number + "|" + s.Title
		for range s.Depth - 1 {
			line = " " + line
		}
		out = append(out, line)
	}
	return out
}
