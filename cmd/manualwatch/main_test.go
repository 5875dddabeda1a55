package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"manualwatch": main})
}

// TestScripts runs testdata/script/*.txtar with the real binary. $SITE is the
// address of a server that shows the script's folder site: a path is a file, a
// folder its index.html; NAME.status beside a file holds the status code to
// answer with. UPDATE_SCRIPTS=1 writes the expected outputs again.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("..", "..", "testdata", "script"),
		Setup:         serveSite,
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"expand": expand,
			"exits":  exits,
		},
	})
}

// serveSite starts the script's own web server.
func serveSite(env *testscript.Env) error {
	root := filepath.Join(env.WorkDir, "site")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(w, r, root) })}
	go srv.Serve(l)
	env.Defer(func() { srv.Close() })
	env.Setenv("SITE", "http://"+l.Addr().String())
	return nil
}

func answer(w http.ResponseWriter, r *http.Request, root string) {
	name := filepath.Join(root, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, "/")))
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = filepath.Join(name, "index.html")
	}
	if code, err := os.ReadFile(name + ".status"); err == nil {
		n, _ := strconv.Atoi(strings.TrimSpace(string(code)))
		w.WriteHeader(n)
		return
	}
	body, err := os.ReadFile(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	// The tag alone tells whether a page changed: scripts change files within a second.
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(body)))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}

// exits runs a command and checks its exit code: "exits 3 manualwatch run".
func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// expand replaces $SITE in the named files: "expand boards.toml".
func expand(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		path := ts.MkAbs(name)
		b, err := os.ReadFile(path)
		ts.Check(err)
		ts.Check(os.WriteFile(path, []byte(os.Expand(string(b), func(k string) string {
			if k == "SITE" {
				return ts.Getenv("SITE")
			}
			return "$" + k
		})), 0o644))
	}
}
