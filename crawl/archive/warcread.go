package archive

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// ErrWARC is returned for a file that is no WARC or breaks off.
var ErrWARC = errors.New("not a readable WARC file")

// maxWARCBody bounds one body of a WARC file, after decoding.
const maxWARCBody = 200 << 20

// ImportWARC reads the responses of a WARC file (1.0 or 1.1, compressed or not)
// as captures of a run and board, which must have been begun. Records that are no
// web responses, and addresses for which keep is false, are passed over; keep may
// change the address to its canonical form. Revisits refer to bodies of this file
// or of the archive. Of the records of one address that is taken which was the last up to a
// time, else the first after it. It returns how many captures were appended.
func (a *Archive) ImportWARC(ctx context.Context, r io.Reader, runID, boardID string, until time.Time, keep func(address string) (string, bool)) (int, error) {
	im := &warcImport{a: a, run: runID, board: boardID, keep: keep, byURL: map[string]string{}, known: map[string]Capture{}, record: map[string]int{}}
	br := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := br.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(br)
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrWARC, err)
		}
		br = bufio.NewReaderSize(z, 64<<10)
	}
	for {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		err := im.read(br)
		if err == io.EOF {
			return im.settle(until)
		} else if err != nil {
			return 0, err
		}
	}
}

type warcImport struct {
	a          *Archive
	run, board string
	keep       func(string) (string, bool)
	byURL      map[string]string  // address -> SHA-256 of its latest body
	known      map[string]Capture // of the bodies read, by SHA-256
	captures   []Capture          // in the order of the file
	record     map[string]int     // their places, by the ids of their records
}

// read reads one record; io.EOF is the end of the file.
func (im *warcImport) read(br *bufio.Reader) error {
	version, err := firstLine(br)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(version, "WARC/") {
		return fmt.Errorf("%w: %q stands where a record should begin", ErrWARC, version)
	}
	h, err := textproto.NewReader(br).ReadMIMEHeader()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrWARC, err)
	}
	length, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return fmt.Errorf("%w: Content-Length %q", ErrWARC, h.Get("Content-Length"))
	}
	block := &io.LimitedReader{R: br, N: length}
	if err := im.block(h, block); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, block); err != nil {
		return fmt.Errorf("%w: %w", ErrWARC, err)
	}
	if block.N > 0 {
		return fmt.Errorf("%w: it breaks off inside a record", ErrWARC)
	}
	return nil
}

// firstLine returns the first line that is not empty.
func firstLine(br *bufio.Reader) (string, error) {
	for range 64 {
		line, err := br.ReadSlice('\n')
		if err == io.EOF && len(bytes.TrimSpace(line)) == 0 {
			return "", io.EOF
		}
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrWARC, err)
		}
		if t := strings.TrimSpace(string(line)); t != "" {
			return t, nil
		}
	}
	return "", fmt.Errorf("%w: empty lines", ErrWARC)
}

// block takes in a record's content if it is a response.
func (im *warcImport) block(h textproto.MIMEHeader, block io.Reader) error {
	kind := strings.ToLower(h.Get("WARC-Type"))
	if kind == "metadata" {
		return im.metadata(h, block)
	}
	address, ok := strings.Trim(h.Get("WARC-Target-URI"), "<>"), true
	if kind != "response" && kind != "revisit" && kind != "resource" {
		return nil
	}
	if im.keep != nil {
		address, ok = im.keep(address)
	}
	if !ok {
		return nil
	}
	c := Capture{RunID: im.run, BoardID: im.board, URL: address, FinalURL: address, Attempts: 0, Status: 200}
	if at, err := time.Parse(time.RFC3339, h.Get("WARC-Date")); err == nil {
		c.FetchedAt = at.UTC()
	}
	body := block
	if kind == "resource" {
		c.MediaType, _, _ = mime.ParseMediaType(h.Get("Content-Type"))
	} else {
		resp, err := http.ReadResponse(bufio.NewReader(block), nil)
		if err != nil {
			return nil // dns: and other records that are no web responses
		}
		im.header(&c, resp)
		body = resp.Body
	}
	if kind == "revisit" {
		c.NotModified, c.SHA256 = true, im.revisited(h, address)
		if c.SHA256 == "" {
			c.Error = "the record refers to a body that the file does not hold"
		}
	} else {
		im.body(&c, body)
	}
	if c.SHA256 != "" {
		im.byURL[address] = c.SHA256
		if c.Bytes > 0 {
			im.known[c.SHA256] = c
		}
		first := im.known[c.SHA256]
		c.Bytes, c.MediaType = first.Bytes, cmp.Or(c.MediaType, first.MediaType)
	} else if c.Error == "" {
		c.Error = fmt.Sprintf("HTTP %d", c.Status)
	}
	im.record[h.Get("WARC-Record-ID")] = len(im.captures)
	im.captures = append(im.captures, c)
	return nil
}

func (im *warcImport) header(c *Capture, resp *http.Response) {
	c.Status = resp.StatusCode
	c.MediaType, _, _ = mime.ParseMediaType(resp.Header.Get("Content-Type"))
	c.ETag, c.LastModified = resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	if to, err := resp.Location(); err == nil && c.Status/100 == 3 {
		c.Location = im.leadsTo(c.URL, to)
	}
	c.Header = map[string]string{}
	for k := range resp.Header {
		if len(c.Header) < 50 && k != "Set-Cookie" {
			c.Header[k] = resp.Header.Get(k)
		}
	}
}

// body stores a response's body without its codings. A body that cannot be
// decoded is stored as it came if it names a coding it does not have, as tools
// write that decode and keep the header.
func (im *warcImport) body(c *Capture, r io.Reader) {
	if c.Status != http.StatusOK && c.Status != http.StatusNonAuthoritativeInfo {
		return
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxWARCBody+1))
	if err != nil || len(raw) > maxWARCBody {
		c.Error = "the record's body is broken or too large"
		return
	}
	plain, err := decodeAll(raw, c.Header["Content-Encoding"])
	if err != nil {
		plain = raw
	}
	if len(plain) == 0 {
		c.Error = "empty body"
		return
	}
	sha, err := im.a.Put(plain)
	if err != nil {
		c.Error = err.Error()
		return
	}
	c.SHA256, c.Bytes = sha, int64(len(plain))
}

func decodeAll(raw []byte, coding string) ([]byte, error) {
	r, err := Decode(bytes.NewReader(raw), coding)
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, maxWARCBody+1))
	if err == nil && len(out) > maxWARCBody {
		err = errors.New("too large")
	}
	return out, err
}

// revisited returns the SHA-256 of the body that a revisit record refers to.
func (im *warcImport) revisited(h textproto.MIMEHeader, address string) string {
	if algorithm, value, ok := strings.Cut(h.Get("WARC-Payload-Digest"), ":"); ok && strings.EqualFold(algorithm, "sha256") {
		if sha := fromBase32(value); im.a.Has(sha) {
			return sha
		}
	}
	if to := strings.Trim(h.Get("WARC-Refers-To-Target-URI"), "<>"); to != "" && im.keep != nil {
		if canonical, ok := im.keep(to); ok {
			return im.byURL[canonical]
		}
	}
	return im.byURL[address]
}

// fromBase32 returns the hexadecimal form of a digest in base 32, or the digest
// itself if it is hexadecimal already.
func fromBase32(value string) string {
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimRight(strings.ToUpper(value), "="))
	if err != nil || len(raw) != 32 {
		return strings.ToLower(value)
	}
	return hex.EncodeToString(raw)
}
