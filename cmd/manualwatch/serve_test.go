package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestServeShowsWhatTheSiteLinks asks for the pages, the feeds and the changelogs, and
// for what is nobody's business.
func TestServeShowsWhatTheSiteLinks(t *testing.T) {
	data := t.TempDir()
	for _, name := range []string{"site/index.html", "feed.xml", "feeds/norfolk.xml", "changelogs/norfolk/1.md", "archive/captures/1", "boards.toml", "dataset/README.md"} {
		path := filepath.Join(data, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("<p>"+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h := safely(shown(data))
	for _, c := range []struct {
		path, kind string
		code       int
	}{
		{"/", "text/html", 200}, {"/feed.xml", "application/atom+xml", 200}, {"/feeds/norfolk.xml", "application/atom+xml", 200},
		{"/changelogs/norfolk/1.md", "text/markdown", 200}, {"/archive/captures/1", "", 404}, {"/boards.toml", "", 404},
		{"/dataset/README.md", "", 404}, {"/feeds/../boards.toml", "", 307}, {"/feeds/%2e%2e/boards.toml", "", 404}, {"/feeds/%2e%2e%2fboards.toml", "", 404}, {"/changelogs/..%5cboards.toml", "", 404},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", c.path, nil))
		if kind := w.Header().Get("Content-Type"); w.Code != c.code || c.code == 200 && !strings.HasPrefix(kind, c.kind) {
			t.Errorf("%s: %d %s", c.path, w.Code, kind)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: a browser may guess what it is", c.path)
		}
	}
}
