// Package demosite holds the sample boards of the demo: small sites in the markup
// of five platforms, as they stood on two nights. Titles are those of real
// manuals, the words of the chapters are invented.
//
// What the second night shows:
//
//	norfolk                           "should" became "must" (declared); a chapter was added
//	leicester-leicestershire-rutland  a deadline changed undeclared; a chapter renamed, renumbered and moved
//	                                  to another address; a chapter added; flags expired; a row that declares
//	                                  what did not happen
//	stoke-on-trent                    a placeholder was filled; the PDF of a chapter was edited
//	west-midlands                     a telephone number and a list changed (declared); a row that declares
//	                                  what did not happen
//	stockport                         noise only: the handbook was saved again, page stamps moved
package demosite

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed norfolk leicester-leicestershire-rutland stoke-on-trent west-midlands stockport
var sites embed.FS

//go:embed boards.toml
var register string

// Nights is the number of nights that every board has; they count from 1.
const Nights = 2

// Boards returns the ids of the sample boards, in the order of the register.
func Boards() []string {
	return []string{"norfolk", "leicester-leicestershire-rutland", "stoke-on-trent", "west-midlands", "stockport"}
}

// Date returns when a night's visit takes place. Amendments that a site declares
// on night 2 lie between the two dates.
func Date(night int) time.Time {
	if night <= 1 {
		return time.Date(2025, time.February, 28, 2, 0, 0, 0, time.UTC)
	}
	return time.Date(2025, time.April, 2, 2, 0, 0, 0, time.UTC)
}

// Register returns the register of the sample boards (TOML), with the addresses
// of their servers ("http://127.0.0.1:8080", no slash at the end) by board id.
func Register(origins map[string]string) []byte {
	text := register
	for _, board := range Boards() {
		text = strings.ReplaceAll(text, "@@ORIGIN:"+board+"@@", origins[board])
	}
	return []byte(text)
}

// Handler serves a board's site as it stood on a night: a path is a file, a
// folder its index.html. It sends ETag and Last-Modified and answers 304; an
// unknown board or night is 404 everywhere.
func Handler(board string, night int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := path.Clean("/" + r.URL.Path)
		file := path.Join(board, "night"+strconv.Itoa(night), name)
		if info, err := fs.Stat(sites, file); err == nil && info.IsDir() {
			if !strings.HasSuffix(r.URL.Path, "/") {
				http.Redirect(w, r, name+"/", http.StatusMovedPermanently)
				return
			}
			file = path.Join(file, "index.html")
		}
		body, err := sites.ReadFile(file)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		sum := sha256.Sum256(body)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
		w.Header().Set("Content-Type", contentType(file))
		http.ServeContent(w, r, "", modified(board, name, night, body), bytes.NewReader(body))
	})
}

// modified returns when a file was last changed: some hours before the first
// night that shows it as it is.
func modified(board, name string, night int, body []byte) time.Time {
	first := night
	for n := night - 1; n >= 1; n-- {
		old, err := sites.ReadFile(path.Join(board, "night"+strconv.Itoa(n), name))
		if err != nil || !bytes.Equal(old, body) {
			break
		}
		first = n
	}
	return Date(first).Add(-9 * time.Hour)
}

func contentType(file string) string {
	switch path.Ext(file) {
	case ".pdf":
		return "application/pdf"
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "text/html; charset=utf-8"
}
