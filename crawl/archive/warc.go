package archive

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Selection names the captures that are exported.
type Selection struct {
	Boards   []string  // ids; empty is all
	From, To time.Time // of the run's start; zero is open
	Software string    // name and version of the program, for the file's own record
}

// ExportWARC writes captures as WARC 1.1 (ISO 28500:2017), each record a gzip
// member of its own: request, response or revisit, and metadata. The archive
// keeps bodies without content and transfer codings, so responses are written
// without them too; requests are written as far as they are known. It returns
// the number of records.
func (a *Archive) ExportWARC(ctx context.Context, w io.Writer, sel Selection) (int, error) {
	x := &warcWriter{a: a, w: w, first: map[string]Capture{}}
	runs, err := a.Runs()
	if err != nil {
		return x.n, err
	}
	runs = slices.DeleteFunc(runs, func(r Run) bool {
		return !sel.From.IsZero() && r.StartedAt.Before(sel.From) || !sel.To.IsZero() && r.StartedAt.After(sel.To)
	})
	if err := x.info(sel.Software, runs); err != nil {
		return x.n, err
	}
	for _, r := range runs {
		boards, err := a.Boards(r.ID)
		if err != nil {
			return x.n, err
		}
		for _, b := range boards {
			if len(sel.Boards) > 0 && !slices.Contains(sel.Boards, b) {
				continue
			}
			if err := x.board(ctx, r.ID, b); err != nil {
				return x.n, err
			}
		}
	}
	return x.n, nil
}

type warcWriter struct {
	a     *Archive
	w     io.Writer
	n     int
	first map[string]Capture // the response record that holds a body, by SHA-256
}

// A field is one header line of a record.
type field struct{ name, value string }

func (x *warcWriter) board(ctx context.Context, run, board string) error {
	log, err := x.a.Log(run, board)
	if err != nil {
		return err
	}
	last := map[string]int{}
	for i, c := range log {
		last[string(c.Role)+" "+c.URL] = i
	}
	for i, c := range log {
		if err := ctx.Err(); err != nil {
			return err
		}
		if last[string(c.Role)+" "+c.URL] != i {
			continue
		}
		if err := x.capture(&c); err != nil {
			return fmt.Errorf("%s, %s, %s: %w", run, board, c.URL, err)
		}
	}
	return nil
}

// capture writes the records of one capture.
func (x *warcWriter) capture(c *Capture) error {
	if c.Status == 0 {
		return x.metadata(c, "")
	}
	response := recordID(c, "response")
	if err := x.request(c, response); err != nil {
		return err
	}
	var err error
	switch {
	case c.Location != "" && len(c.Header) > 0:
		err = x.headOnly(c, response)
	case c.NotModified && x.first[c.SHA256].URL != "":
		err = x.revisit(c, response)
	case c.NotModified && c.SHA256 != "": // the file is to be read without the nights before it
		whole := *c
		whole.Status = http.StatusOK
		err = x.response(&whole, response)
	case c.SHA256 != "":
		err = x.response(c, response)
	default:
		err = x.headOnly(c, response)
	}
	if err != nil {
		return err
	}
	return x.metadata(c, response)
}

// info writes the file's own record, dated by the first run so that an export
// can be repeated.
func (x *warcWriter) info(software string, runs []Run) error {
	at := time.Unix(0, 0)
	if len(runs) > 0 {
		at = runs[0].StartedAt
	}
	software = cmp.Or(software, "manualwatch")
	text := "software: " + oneLine(software) + "\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n" +
		"description: bodies are stored without content and transfer codings; requests are reconstructed; what a server called unchanged stands with its body where the file has it nowhere before\r\n"
	id := recordID(&Capture{URL: software}, "warcinfo")
	return x.record(id, "warcinfo", at, []field{{"Content-Type", "application/warc-fields"}}, []byte(text), "")
}

func (x *warcWriter) request(c *Capture, response string) error {
	u, err := url.Parse(c.URL)
	if err != nil {
		return err
	}
	text := "GET " + u.RequestURI() + " HTTP/1.1\r\nHost: " + u.Host + "\r\n\r\n"
	return x.record(recordID(c, "request"), "request", c.FetchedAt, []field{
		{"WARC-Target-URI", c.URL}, {"WARC-Concurrent-To", response}, {"Content-Type", "application/http;msgtype=request"},
	}, []byte(text), "")
}

// response writes a response with its body. The address is the one that
// answered: a redirected capture's body stands under its last address.
func (x *warcWriter) response(c *Capture, id string) error {
	x.first[c.SHA256] = *c
	return x.record(id, "response", c.FetchedAt, []field{
		{"WARC-Target-URI", c.URL}, {"WARC-Payload-Digest", digest(c.SHA256)}, {"Content-Type", "application/http;msgtype=response"},
	}, responseHead(c, c.Bytes), c.SHA256)
}

func (x *warcWriter) headOnly(c *Capture, id string) error {
	d := *c
	if d.Location != "" {
		d.Status = http.StatusFound
		d.Header = map[string]string{"Location": d.Location}
	}
	return x.record(id, "response", c.FetchedAt, []field{
		{"WARC-Target-URI", c.URL}, {"Content-Type", "application/http;msgtype=response"},
	}, responseHead(&d, 0), "")
}

func (x *warcWriter) revisit(c *Capture, id string) error {
	fields := []field{
		{"WARC-Target-URI", c.URL}, {"WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/server-not-modified"},
		{"WARC-Payload-Digest", digest(c.SHA256)}, {"Content-Type", "application/http;msgtype=response"},
	}
	if f, ok := x.first[c.SHA256]; ok {
		fields = append(fields, field{"WARC-Refers-To", recordID(&f, "response")}, field{"WARC-Refers-To-Target-URI", f.URL}, field{"WARC-Refers-To-Date", warcDate(f.FetchedAt)})
	}
	return x.record(id, "revisit", c.FetchedAt, fields, responseHead(c, 0), "")
}

func (x *warcWriter) metadata(c *Capture, response string) error {
	var b bytes.Buffer
	add := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", name, oneLine(value))
		}
	}
	add("via", c.From)
	add("hopsFromSeed", strings.Repeat("L", min(c.Depth, 1000)))
	add("linkText", c.Title)
	add("board", c.BoardID)
	add("run", c.RunID)
	add("role", string(c.Role))
	add("finalAddress", c.FinalURL)
	add("error", c.Error)
	fields := []field{{"WARC-Target-URI", c.URL}, {"Content-Type", "application/warc-fields"}}
	if response != "" {
		fields = append(fields, field{"WARC-Concurrent-To", response})
	}
	return x.record(recordID(c, "metadata"), "metadata", c.FetchedAt, fields, b.Bytes(), "")
}

// record writes one record: head, then the archive's body with the given SHA-256,
// if any.
func (x *warcWriter) record(id, kind string, at time.Time, fields []field, head []byte, sha string) error {
	var size int64
	if sha != "" {
		var n counter
		if err := x.a.copyBody(&n, sha); err != nil {
			return err
		}
		size = int64(n)
	}
	z := gzip.NewWriter(x.w)
	fmt.Fprintf(z, "WARC/1.1\r\nWARC-Record-ID: %s\r\nWARC-Type: %s\r\nWARC-Date: %s\r\n", id, kind, warcDate(at))
	for _, f := range fields {
		fmt.Fprintf(z, "%s: %s\r\n", f.name, oneLine(f.value))
	}
	fmt.Fprintf(z, "Content-Length: %d\r\n\r\n", int64(len(head))+size)
	z.Write(head) // the errors of a gzip.Writer last until Close
	if sha != "" {
		if err := x.a.copyBody(z, sha); err != nil {
			return err
		}
	}
	io.WriteString(z, "\r\n\r\n")
	if err := z.Close(); err != nil {
		return fmt.Errorf("warc: %w", err)
	}
	x.n++
	return nil
}

// responseHead writes the header of a response whose body has no codings.
func responseHead(c *Capture, length int64) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", c.Status, http.StatusText(c.Status))
	names := make([]string, 0, len(c.Header))
	for k := range c.Header {
		if k != "Content-Encoding" && k != "Content-Length" && k != "Transfer-Encoding" {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	for _, k := range names {
		fmt.Fprintf(&b, "%s: %s\r\n", k, oneLine(c.Header[k]))
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", length)
	return b.Bytes()
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

func warcDate(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// digest writes a SHA-256 as WARC files do.
func digest(sha string) string {
	raw, err := hex.DecodeString(sha)
	if err != nil {
		return "sha256:" + sha // unreachable unless the log was edited
	}
	return "sha256:" + base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw)
}

// recordID names a record by what it is of, so that an export can be repeated
// byte by byte.
func recordID(c *Capture, kind string) string {
	h := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s\n%s\n%s", kind, c.RunID, c.BoardID, c.Role, c.URL, c.FinalURL, c.SHA256+c.Error))
	h[6], h[8] = h[6]&0x0f|0x50, h[8]&0x3f|0x80
	s := hex.EncodeToString(h[:16])
	return "<urn:uuid:" + s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:] + ">"
}
