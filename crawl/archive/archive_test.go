package archive

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var night = time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)

func open(t testing.TB, dir string) *Archive {
	t.Helper()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func problems(t *testing.T, a *Archive) []string {
	t.Helper()
	var out []string
	if _, err := a.Verify(context.Background(), func(p Problem) { out = append(out, p.Path+": "+p.Detail) }); err != nil {
		t.Fatal(err)
	}
	return out
}

// fill writes one finished run with three captures and returns it.
func fill(t *testing.T, a *Archive) Run {
	t.Helper()
	r := Run{ID: "20261121T020000Z", StartedAt: night, Boards: []string{"one"}, Kind: "crawl", ToolVersion: "1"}
	if err := a.Begin(r); err != nil {
		t.Fatal(err)
	}
	sha, err := a.Put([]byte("<p>must</p>"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []Capture{
		{URL: "http://b.example/b", Error: "HTTP 503 Service Unavailable", Status: 503, FetchedAt: night},
		{URL: "http://b.example/a", FinalURL: "http://b.example/a", Status: 200, SHA256: sha, Bytes: 11, MediaType: "text/html", FetchedAt: night, Header: map[string]string{"Content-Type": "text/html", "Content-Encoding": "gzip"}, Depth: 1, From: "http://b.example/", Title: "A"},
		{URL: "http://b.example/b", FinalURL: "http://b.example/b", Status: 200, SHA256: sha, Bytes: 11, FetchedAt: night, NotModified: false},
		{URL: "http://b.example/robots.txt", Role: Robots, Status: 404, Error: "HTTP 404 Not Found", FetchedAt: night},
	} {
		c.RunID, c.BoardID = r.ID, "one"
		if err := a.Append(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Conclude(Outcome{RunID: r.ID, BoardID: "one", Requests: 3, Complete: true}); err != nil {
		t.Fatal(err)
	}
	r.FinishedAt = night.Add(time.Hour)
	if err := a.Finish(r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestArchive(t *testing.T) {
	dir := t.TempDir()
	run := fill(t, open(t, dir))
	a := open(t, dir)
	runs, err := a.Runs()
	run.Complete = true
	if err != nil || cmp.Diff([]Run{run}, runs) != "" {
		t.Error(cmp.Diff([]Run{run}, runs), err)
	}
	cs, err := a.Captures(run.ID, "one")
	if err != nil || len(cs) != 2 || cs[0].URL != "http://b.example/a" || !cs[1].OK() {
		t.Errorf("%+v, %v", cs, err)
	}
	body, err := a.Body(cs[0].SHA256)
	if err != nil || string(body) != "<p>must</p>" {
		t.Error(string(body), err)
	}
	if o, err := a.Outcome(run.ID, "one"); err != nil || o.Requests != 3 {
		t.Error(o, err)
	}
	if p := problems(t, a); p != nil {
		t.Error(p)
	}
	if err := a.Begin(run); err == nil {
		t.Error("a finished run was begun again")
	}
	for _, id := range []string{"", "../x", "a/b"} {
		if a.Begin(Run{ID: id}) == nil || a.Append(Capture{RunID: run.ID, BoardID: id}) == nil {
			t.Errorf("id %q was accepted", id)
		}
	}
}

// TestTornLine cuts the log of an unfinished run at every byte of its last line.
func TestTornLine(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	if err := a.Begin(Run{ID: "r", StartedAt: night}); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if err := a.Append(Capture{RunID: "r", BoardID: "one", URL: fmt.Sprint("http://b.example/", i), FetchedAt: night}); err != nil {
			t.Fatal(err)
		}
	}
	a.Close()
	path := filepath.Join(dir, "captures", "r", "one.log")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	second := bytes.LastIndexByte(whole[:len(whole)-1], '\n') + 1
	for cut := second; cut < len(whole); cut++ {
		if err := os.WriteFile(path, whole[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		a := open(t, dir)
		if err := a.Append(Capture{RunID: "r", BoardID: "one", URL: "http://b.example/new", FetchedAt: night}); err != nil {
			t.Fatal(err)
		}
		cs, err := a.Captures("r", "one")
		if err != nil || len(cs) != 3 || problems(t, a) != nil {
			t.Fatalf("cut at %d: %d captures, %v", cut, len(cs), problems(t, a))
		}
		a.Close()
	}
}

// TestVerifyNamesDamage flips a byte in every file of the archive, one after the
// other, and takes files away.
func TestVerifyNamesDamage(t *testing.T) {
	dir := t.TempDir()
	fill(t, open(t, dir))
	var files []string
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if !d.IsDir() {
			files = append(files, path)
		}
		return err
	})
	for _, path := range files {
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		os.Chmod(path, 0o644)
		bad := bytes.Clone(good)
		bad[len(bad)/2] ^= 0x20
		os.WriteFile(path, bad, 0o644)
		rel, _ := filepath.Rel(dir, path)
		if p := problems(t, open(t, dir)); len(p) == 0 || !strings.HasPrefix(p[0], rel) {
			t.Errorf("damage in %s: %v", rel, p)
		}
		os.WriteFile(path, good, 0o644)
		if strings.Contains(path, "blobs") {
			os.Remove(path)
			if p := problems(t, open(t, dir)); len(p) != 1 || !strings.Contains(p[0], "is missing") {
				t.Errorf("%s taken away: %v", rel, p)
			}
			os.WriteFile(path, good, 0o444)
		}
	}
}

// What a file system or a desktop puts into the folders is named and is no damage, and the
// archive is read as if it were not there.
func TestStrayFiles(t *testing.T) {
	dir := t.TempDir()
	fill(t, open(t, dir))
	for _, d := range []string{"lost+found", "@eaDir", "20261121T020000Z (copy)"} {
		if err := os.Mkdir(filepath.Join(dir, "captures", d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"captures/.DS_Store", "captures/20261121T020000Z/.DS_Store", "blobs/.DS_Store"} {
		if err := os.WriteFile(filepath.Join(dir, f), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a := open(t, dir)
	if runs, err := a.Runs(); err != nil || len(runs) != 1 {
		t.Errorf("runs %v, %v", runs, err)
	}
	stats, err := a.Verify(context.Background(), func(p Problem) {
		if !p.Stray {
			t.Errorf("damage: %s: %s", p.Path, p.Detail)
		}
	})
	if err != nil || stats.Stray != 6 || stats.Problems != 0 || stats.Runs != 1 {
		t.Errorf("%+v, %v", stats, err)
	}
}

func TestWARC(t *testing.T) {
	a := open(t, t.TempDir())
	run := fill(t, a)
	second := Run{ID: "20261122T020000Z", StartedAt: night.AddDate(0, 0, 1), Kind: "crawl"}
	cs, err := a.Captures(run.ID, "one")
	if err != nil {
		t.Fatal(err)
	}
	a.Begin(second)
	for _, c := range cs {
		c.RunID, c.NotModified, c.Status, c.FetchedAt = second.ID, true, 304, second.StartedAt
		if err := a.Append(c); err != nil {
			t.Fatal(err)
		}
	}
	redirect := Capture{RunID: second.ID, BoardID: "one", URL: "http://b.example/old", FinalURL: "http://b.example/a", Location: "http://b.example/a", Status: 200, SHA256: cs[0].SHA256, Header: map[string]string{"Location": "/a"}, FetchedAt: night}
	refused := Capture{RunID: second.ID, BoardID: "one", URL: "http://b.example/x", Error: "connection refused", FetchedAt: night}
	for _, c := range []Capture{redirect, refused} {
		if err := a.Append(c); err != nil {
			t.Fatal(err)
		}
	}
	a.Finish(second)
	var warc, again bytes.Buffer
	n, err := a.ExportWARC(context.Background(), &warc, Selection{Software: "manualwatch/1"})
	if err != nil || n != 20 {
		t.Errorf("%d records, %v", n, err)
	}
	if _, err := a.ExportWARC(context.Background(), &again, Selection{Software: "manualwatch/1"}); err != nil || !bytes.Equal(warc.Bytes(), again.Bytes()) {
		t.Error("a second export differs", err)
	}
	if file := os.Getenv("CRAWL_WARC"); file != "" {
		os.WriteFile(file, warc.Bytes(), 0o644)
	}
	b := open(t, t.TempDir())
	b.Begin(Run{ID: "r", StartedAt: night, Kind: "import"})
	keep := func(s string) (string, bool) { return s, !strings.HasSuffix(s, "robots.txt") }
	if n, err := b.ImportWARC(context.Background(), bytes.NewReader(warc.Bytes()), "r", "one", time.Time{}, keep); err != nil || n != 3 {
		t.Errorf("%d captures read, %v", n, err)
	}
	got, err := b.Captures("r", "one")
	if err != nil || len(got) != 3 {
		t.Fatal(got, err)
	}
	for i, c := range got[:2] {
		if c.SHA256 != cs[i].SHA256 || c.Bytes != 11 || !c.NotModified || !c.OK() {
			t.Errorf("%+v", c)
		}
	}
	if c := got[2]; c.URL != redirect.URL || c.FinalURL != redirect.FinalURL || c.SHA256 != redirect.SHA256 || !c.OK() {
		t.Errorf("a redirect leads to %+v", c)
	}
}

// TestWARCOfOneNight exports a night on which nothing was sent anew: the file is read without
// those before it, and what was no page of the manual is none again.
func TestWARCOfOneNight(t *testing.T) {
	a := open(t, t.TempDir())
	sha, err := a.Put([]byte("<p>must</p>"))
	if err != nil {
		t.Fatal(err)
	}
	run := Run{ID: "20261122T020000Z", StartedAt: night.AddDate(0, 0, 1), Kind: "crawl"}
	a.Begin(run)
	for _, c := range []Capture{
		{URL: "http://b.example/", Status: 304, NotModified: true, SHA256: sha, Bytes: 11, MediaType: "text/html"},
		{URL: "http://b.example/manualwatch-1", Status: 404, Error: "HTTP 404 Not Found", Role: Probe},
	} {
		c.RunID, c.BoardID, c.FinalURL, c.FetchedAt = run.ID, "one", c.URL, run.StartedAt
		if err := a.Append(c); err != nil {
			t.Fatal(err)
		}
	}
	a.Finish(run)
	var warc bytes.Buffer
	if _, err := a.ExportWARC(context.Background(), &warc, Selection{From: run.StartedAt, To: run.StartedAt}); err != nil {
		t.Fatal(err)
	}
	b := open(t, t.TempDir())
	b.Begin(Run{ID: "r", StartedAt: night, Kind: "import"})
	if _, err := b.ImportWARC(context.Background(), &warc, "r", "one", time.Time{}, nil); err != nil {
		t.Fatal(err)
	}
	got, err := b.Captures("r", "one")
	if err != nil || len(got) != 1 || got[0].URL != "http://b.example/" || !got[0].OK() || got[0].SHA256 != sha {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestWARCOfSeveralNights takes of each address the record that tells best of a day.
func TestWARCOfSeveralNights(t *testing.T) {
	record := func(address, at, text string) string {
		http := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + text
		return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: " + address + "\r\nWARC-Date: " + at + "\r\nContent-Type: application/http; msgtype=response\r\n" +
			fmt.Sprintf("Content-Length: %d\r\n\r\n%s\r\n\r\n", len(http), http)
	}
	file := record("http://b.example/", "2026-01-10T02:00:00Z", "January") + record("http://b.example/", "2026-02-10T02:00:00Z", "February") +
		record("http://b.example/", "2026-03-10T02:00:00Z", "March") + record("http://b.example/new", "2026-02-11T02:00:00Z", "new in February") + record("http://b.example/new", "2026-03-10T02:00:00Z", "March again")
	for _, c := range []struct{ until, start, later string }{
		{"2026-01-09T23:59:59Z", "January", "new in February"},
		{"2026-01-10T23:59:59Z", "January", "new in February"},
		{"2026-02-28T23:59:59Z", "February", "new in February"},
		{"2026-03-31T23:59:59Z", "March", "March again"},
	} {
		until, err := time.Parse(time.RFC3339, c.until)
		if err != nil {
			t.Fatal(err)
		}
		a := open(t, t.TempDir())
		a.Begin(Run{ID: "r", StartedAt: night, Kind: "import"})
		if _, err := a.ImportWARC(context.Background(), strings.NewReader(file), "r", "one", until, nil); err != nil {
			t.Fatal(err)
		}
		cs, err := a.Captures("r", "one")
		if err != nil || len(cs) != 2 {
			t.Fatal(cs, err)
		}
		for i, want := range []string{c.start, c.later} {
			if body, err := a.Body(cs[i].SHA256); err != nil || string(body) != want {
				t.Errorf("%s: %s holds %q, want %q (%v)", c.until, cs[i].URL, body, want, err)
			}
		}
	}
}

// TestForeignWARC reads what other tools write: no compression, chunked bodies,
// content codings, addresses in angle brackets.
func TestForeignWARC(t *testing.T) {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte("<p>should</p>"))
	w.Close()
	http := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" +
		fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", z.Len(), z.String())
	file := "WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2018-04-24T00:00:00Z\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n" +
		"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://b.example/a>\r\nWARC-Date: 2018-04-24T10:00:00.123Z\r\nContent-Type: application/http; msgtype=response\r\n" +
		fmt.Sprintf("Content-Length: %d\r\n\r\n%s\r\n\r\n", len(http), http)
	a := open(t, t.TempDir())
	a.Begin(Run{ID: "r", StartedAt: night})
	if _, err := a.ImportWARC(context.Background(), strings.NewReader(file), "r", "one", time.Time{}, nil); err != nil {
		t.Fatal(err)
	}
	cs, err := a.Captures("r", "one")
	if err != nil || len(cs) != 1 || cs[0].URL != "http://b.example/a" || cs[0].MediaType != "text/html" || cs[0].FetchedAt.Year() != 2018 {
		t.Fatalf("%+v, %v", cs, err)
	}
	if body, err := a.Body(cs[0].SHA256); err != nil || string(body) != "<p>should</p>" {
		t.Error(string(body), err)
	}
	for _, bad := range []string{"hello", file[:len(file)-200], "WARC/1.0\r\nContent-Length: -1\r\n\r\n"} {
		if _, err := a.ImportWARC(context.Background(), strings.NewReader(bad), "r", "two", time.Time{}, nil); err == nil {
			t.Errorf("%.20q: no error", bad)
		}
	}
}

func FuzzLog(f *testing.F) {
	line, err := encodeRecord(record{Capture: &Capture{URL: "http://b.example/", FetchedAt: night}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line)
	f.Add([]byte("00000000 {}\n"))
	f.Fuzz(func(t *testing.T, log []byte) {
		good, bad := 0, 0
		if err := scanRecords(bytes.NewReader(log), func(rec record) {
			good++
			if _, err := encodeRecord(rec); err != nil {
				t.Error(err)
			}
		}, func(int, error) { bad++ }); err != nil {
			t.Error(err)
		}
		if lines := bytes.Count(log, []byte("\n")) + 1; good+bad > lines {
			t.Errorf("%d records in %d lines", good+bad, lines)
		}
	})
}

// TestDamagedBodyIsMended stores a body again whose file was found damaged, and
// never takes a reader's refusal for damage.
func TestDamagedBodyIsMended(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	body := bytes.Repeat([]byte("<p>Practitioners must tell the child.</p>"), 50)
	sha, err := a.Put(body)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CopyBody(refusing{}, sha); err == nil || !a.Has(sha) {
		t.Errorf("%v, has it: %v", err, a.Has(sha))
	}
	path := filepath.Join(dir, "blobs", sha[:2], sha+".zst")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 20); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Body(sha); err == nil || a.Has(sha) {
		t.Errorf("the damage was not noticed: %v", err)
	}
	if _, err := a.Put(body); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Body(sha); err != nil || !bytes.Equal(got, body) || !a.Has(sha) {
		t.Errorf("not mended: %d bytes, %v", len(got), err)
	}
}

// refusing is a writer that wants nothing.
type refusing struct{}

func (refusing) Write([]byte) (int, error) { return 0, errors.New("no, thanks") }
