package demosite

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// get asks a board's site of one night for a path.
func get(board string, night int, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://x.example"+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler(board, night).ServeHTTP(w, r)
	return w
}

func TestRegister(t *testing.T) {
	origins := map[string]string{}
	for _, b := range Boards() {
		origins[b] = "http://" + b + ".example"
	}
	text := Register(origins)
	if strings.Contains(string(text), "http://norfolk.example/about/policies-procedures/") == false || strings.Contains(string(text), "= [\"@@") {
		t.Errorf("addresses not filled in:\n%s", text)
	}
	var reg struct {
		Board []struct {
			ID    string
			Start []string
		}
	}
	if _, err := toml.Decode(string(text), &reg); err != nil {
		t.Fatal(err)
	}
	if len(reg.Board) != len(Boards()) {
		t.Fatalf("%d boards in the register, want %d", len(reg.Board), len(Boards()))
	}
	for _, b := range reg.Board {
		u, err := url.Parse(b.Start[0])
		if err != nil {
			t.Fatal(err)
		}
		for night := 1; night <= Nights; night++ {
			if w := get(b.ID, night, u.Path); w.Code != http.StatusOK {
				t.Errorf("%s, night %d: start page gives %d", b.ID, night, w.Code)
			}
		}
	}
}

var hrefs = regexp.MustCompile(`(?i)href="([^"#?]+)["#?]`)

// TestLinks follows every link of every page.
func TestLinks(t *testing.T) {
	err := fs.WalkDir(sites, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ct := contentType(name); !strings.HasPrefix(ct, "text/html") {
			return nil
		}
		body, err := sites.ReadFile(name)
		if err != nil {
			return err
		}
		part := strings.SplitN(name, "/", 3)
		night := int(part[1][len("night")] - '0')
		base := &url.URL{Scheme: "http", Host: "x.example", Path: "/" + strings.TrimSuffix(part[2], "index.html")}
		for _, m := range hrefs.FindAllStringSubmatch(string(body), -1) {
			u, err := base.Parse(m[1])
			if err != nil || u.Host != base.Host {
				continue
			}
			if w := get(part[0], night, u.Path); w.Code != http.StatusOK && !strings.HasSuffix(u.Path, "/search/") {
				t.Errorf("%s: link to %s gives %d", name, u.Path, w.Code)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConditional(t *testing.T) {
	const page = "/contents.html"
	w := get("leicester-leicestershire-rutland", 1, page)
	if w.Code != 200 || w.Header().Get("Content-Type") != "text/html; charset=utf-8" || w.Header().Get("Last-Modified") == "" {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	tag := w.Header().Get("ETag")
	if w := get("leicester-leicestershire-rutland", 1, page, "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("same night: %d", w.Code)
	}
	if w := get("leicester-leicestershire-rutland", 2, page, "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("next night, changed page: %d", w.Code)
	}
	if w := get("leicester-leicestershire-rutland", 2, "/p_sexual_abuse.html", "If-None-Match", get("leicester-leicestershire-rutland", 1, "/p_sexual_abuse.html").Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("next night, same page: %d", w.Code)
	}
}

func TestPaths(t *testing.T) {
	for _, c := range []struct {
		board, path string
		code        int
	}{
		{"norfolk", "/about", 301}, {"norfolk", "/none", 404}, {"nowhere", "/", 404}, {"norfolk", "/../../stockport/night1/services/", 404}, {"norfolk", "/robots.txt", 200},
		{"stoke-on-trent", "/ccm/cms-service/download/asset/634613/c01-making-a-referral.pdf", 200},
	} {
		if w := get(c.board, 1, c.path); w.Code != c.code {
			t.Errorf("%s%s: %d, want %d", c.board, c.path, w.Code, c.code)
		}
	}
}

// TestSize keeps the binary small.
func TestSize(t *testing.T) {
	total := int64(0)
	err := fs.WalkDir(sites, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		total += info.Size()
		return err
	})
	if err != nil || total > 400_000 {
		t.Errorf("%d bytes, error %v", total, err)
	}
}
