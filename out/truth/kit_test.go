package truth

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// kitDir holds the modelled sites of five whole manuals, three nights each.
const kitDir = "../../../shared/sites/dev"

// TestWhatIsToldOfTheKitIsTrue reads what is told of the modelled sites.
func TestWhatIsToldOfTheKitIsTrue(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(kitDir, "boards.json"))
	if err != nil {
		t.Skip("the modelled sites are not here")
	}
	if testing.Short() {
		t.Skip("builds the binary and runs three nights")
	}
	var boards []struct {
		ID, Name, Platform string
		Start              []string `json:"start_urls"`
		Amendments         []string `json:"amendment_urls"`
	}
	if err := json.Unmarshal(text, &boards); err != nil {
		t.Fatal(err)
	}
	s := &scene{bin: buildBinary(t), dir: filepath.Join(t.TempDir(), "data"), register: filepath.Join(t.TempDir(), "boards.toml")}
	var register strings.Builder
	for _, b := range boards {
		second := httptest.NewServer(s.kit(b.ID, "_host2", ""))
		main := httptest.NewServer(s.kit(b.ID, "", second.URL))
		t.Cleanup(second.Close)
		t.Cleanup(main.Close)
		here := func(urls []string) string {
			var list []string
			for _, u := range urls {
				_, rest, _ := strings.Cut(strings.TrimPrefix(u, "http://"), "/")
				list = append(list, fmt.Sprintf("%q", main.URL+"/"+rest))
			}
			return "[" + strings.Join(list, ", ") + "]"
		}
		fmt.Fprintf(&register, "[[board]]\nid = %q\nname = %q\nplatform = %q\nstart = %s\namendments = %s\ndelay = \"0s\"\nallow_private = true\n", b.ID, b.Name, b.Platform, here(b.Start), here(b.Amendments))
	}
	if err := os.WriteFile(s.register, []byte(register.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for i, night := range []string{"2026-01-10", "2026-02-10", "2026-03-10"} {
		s.night.Store(int32(i + 1))
		s.run(t, night)
	}
	w := openWorld(t, s.dir, s.register)
	w.bin = s.bin
	w.papers(t)
	for _, wrong := range w.check() {
		t.Error(wrong)
	}
	if n := len(w.rows.Changes); n < 100 {
		t.Errorf("only %d changes were seen", n)
	}
}

// kit serves a host of a modelled site: files by their routes or names.
func (s *scene) kit(board, folder, second string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		root := filepath.Join(kitDir, board, fmt.Sprintf("night%d", s.night.Load()))
		var meta struct {
			Routes    map[string]struct{ File, Type string }
			Redirects map[string][2]any
		}
		if text, err := os.ReadFile(filepath.Join(root, "_meta.json")); err == nil {
			if err := json.Unmarshal(text, &meta); err != nil {
				panic(err)
			}
		}
		if to, ok := meta.Redirects[r.URL.Path]; ok {
			http.Redirect(w, r, fmt.Sprint(to[1]), http.StatusMovedPermanently)
			return
		}
		route, ok := meta.Routes[r.URL.RequestURI()]
		if !ok {
			route = meta.Routes[r.URL.Path]
		}
		name := filepath.Join(root, folder, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
		if route.File != "" {
			name = filepath.Join(root, folder, filepath.FromSlash(route.File))
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			if !strings.HasSuffix(r.URL.Path, "/") {
				http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
				return
			}
			name = filepath.Join(name, "index.html")
		}
		body, err := os.ReadFile(name)
		if err != nil || strings.HasPrefix(filepath.Base(name), "_") || r.URL.Path == "/robots.txt" { // which asks for a second between requests
			http.NotFound(w, r)
			return
		}
		kind := kindOf(name)
		if strings.HasPrefix(kind, "text/") {
			body = bytes.ReplaceAll(body, []byte("@@ORIGIN@@"), []byte("http://"+r.Host))
			body = bytes.ReplaceAll(body, []byte("@@HOST2@@"), []byte(second))
			body = bytes.ReplaceAll(body, []byte("@@SID@@"), []byte("0123456789abcdef"))
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(body)))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	})
}

// kindOf is the type of a file of the modelled sites by its name.
func kindOf(name string) string {
	types := map[string]string{".pdf": "application/pdf", ".doc": "application/msword", ".odt": "application/vnd.oasis.opendocument.text", ".png": "image/png", ".css": "text/css", ".js": "text/javascript",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".xml": "application/xml"}
	if t, ok := types[filepath.Ext(name)]; ok {
		return t
	}
	return "text/html; charset=utf-8"
}
