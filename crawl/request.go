package crawl

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"manualwatch/crawl/archive"
)

// Limits of one response.
const (
	defaultMaxBytes = 50 << 20        // decoded
	totalTime       = 5 * time.Minute // from request to last byte
	inMemory        = 1 << 20         // larger bodies go through a file
	maxHTML         = 8 << 20         // a larger page is kept, but its links are not read
)

// An answer is what one request came to.
type answer struct {
	archive.Capture
	tail       []byte        // the last bytes of the body
	ending     ending        // what they must hold
	html       []byte        // raw bytes of a web page; nil for anything else
	utf8       []byte        // the same in UTF-8, once somebody asked for it
	memory     *bytes.Buffer // that html lies in; nil if it is not to be used again
	transient  bool          // trying again may help
	once       bool          // trying again more than once will not
	cookies    bool          // the server set a cookie, which the board does not keep
	aborted    bool          // given up while the server was still sending
	retryAfter time.Duration
	slow       bool // trying again is slow: only at the end of the night
	sick       bool // the failure is the server's, not the page's
	silent     bool // it was waited for in vain
}

// A ask is one request to be made.
type ask struct {
	url      string
	earlier  *archive.Capture // validators and body of an earlier night; nil for a plain request
	maxBytes int64
	cut      bool // what is beyond maxBytes is left, not a failure, and nothing is an answer too
	private  bool
	jar      http.CookieJar
}

// request makes one request, no redirects followed, and puts the body into the
// archive before anyone looks at it. It never fails: the answer says what went
// wrong.
func (e *engine) request(ctx context.Context, q ask) *answer {
	a := &answer{Capture: archive.Capture{URL: q.url, FinalURL: q.url, FetchedAt: e.now(), Attempts: 1}}
	total, stop := context.WithTimeoutCause(ctx, totalTime, fmt.Errorf("not finished after %v", totalTime))
	defer stop()
	rctx, cancel := context.WithCancelCause(total)
	defer cancel(nil)
	req, err := e.newRequest(rctx, q)
	if err != nil {
		a.fail("bad address: "+err.Error(), permanent)
		return a
	}
	resp, err := e.wire(q.private).RoundTrip(req)
	if err != nil {
		a.connectionFailed(cause(rctx, err))
		return a
	}
	defer resp.Body.Close()
	if q.jar != nil {
		q.jar.SetCookies(req.URL, resp.Cookies())
	}
	a.Status = resp.StatusCode
	a.Header = keptHeader(resp.Header)
	a.MediaType = mediaType(resp.Header.Get("Content-Type"))
	a.ETag, a.LastModified = resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	a.cookies = q.jar == nil && len(resp.Cookies()) > 0
	e.read(rctx, cancel, q, a, req.URL, resp)
	return a
}

func (e *engine) newRequest(ctx context.Context, q ask) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, q.url, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", e.userAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document,application/msword,application/vnd.oasis.opendocument.text;q=0.9,*/*;q=0.8")
	req.Header.Set("Accept-Language", "en-GB,en;q=0.9")
	req.Header.Set("Accept-Encoding", acceptEncoding)
	if q.earlier != nil {
		if q.earlier.ETag != "" {
			req.Header.Set("If-None-Match", q.earlier.ETag)
		}
		if q.earlier.LastModified != "" {
			req.Header.Set("If-Modified-Since", q.earlier.LastModified)
		}
	}
	if q.jar != nil {
		for _, c := range q.jar.Cookies(req.URL) {
			req.AddCookie(c)
		}
	}
	return req, nil
}

// read turns a response into an answer by its status.
func (e *engine) read(ctx context.Context, cancel context.CancelCauseFunc, q ask, a *answer, u *url.URL, resp *http.Response) {
	switch s := resp.StatusCode; {
	case s == http.StatusOK || s == http.StatusNonAuthoritativeInfo:
		e.readBody(ctx, cancel, q, a, resp)
	case s == http.StatusNotModified && q.earlier != nil:
		a.notModified(q.earlier)
	case s == 301 || s == 302 || s == 303 || s == 307 || s == 308:
		a.redirected(u, resp.Header.Get("Location"))
	case s == http.StatusTooManyRequests || s == 503:
		a.fail(statusText(s), transient)
		a.sick = true
		a.retryAfter = retryAfter(resp.Header.Get("Retry-After"), resp.Header.Get("Date"))
	case s == 408 || s == 425 || s == 500 || s == 502 || s == 504 || s >= 520 && s <= 530:
		a.fail(statusText(s), transient)
		a.sick = true
	case s == 304 || s == 206:
		a.fail("unasked-for "+statusText(s), transient)
	default:
		a.fail(statusText(s), permanent)
	}
	if a.SHA256 == "" {
		n, _ := io.CopyN(io.Discard, resp.Body, 64<<10) // so that the connection can serve again
		a.Wire += n
	}
}

// failure tells whether a failure may pass.
type failure bool

const (
	transient failure = true
	permanent failure = false
)

func (a *answer) fail(why string, f failure) {
	a.Error, a.transient, a.Permanent = why, bool(f), !bool(f)
}

func (a *answer) notModified(earlier *archive.Capture) {
	a.NotModified = true
	a.SHA256, a.Bytes, a.MediaType = earlier.SHA256, earlier.Bytes, earlier.MediaType
	a.ETag = cmp.Or(a.ETag, earlier.ETag)
	if a.LastModified == "" {
		a.LastModified = earlier.LastModified
	}
	// A 304 need not say again what the body is (RFC 9110, section 15.4.5), and
	// the charset of a page may stand nowhere else.
	if t := earlier.Header["Content-Type"]; t != "" {
		a.Header["Content-Type"] = t
	}
}

func (a *answer) redirected(base *url.URL, location string) {
	if location == "" {
		a.fail(statusText(a.Status)+" without a Location", permanent)
		return
	}
	to, err := canonicalURL(base, location)
	if err != nil {
		a.fail("redirect to a bad address: "+err.Error(), permanent)
		return
	}
	if a.Location = to.String(); a.Location == a.URL {
		a.Location = ""
		a.fail("redirect to itself", transient)
		if a.cookies {
			a.fail("redirect to itself with a cookie: the site shows nothing without (cookies = true in the register)", transient)
		}
		a.once = true
	}
}

// readBody streams the body into the archive, and keeps it where it is a page.
func (e *engine) readBody(ctx context.Context, cancel context.CancelCauseFunc, q ask, a *answer, resp *http.Response) {
	limit := cmp.Or(q.maxBytes, defaultMaxBytes)
	if resp.ContentLength > limit && !q.cut {
		a.fail(fmt.Sprintf("%v of %d bytes", errTooLarge, limit), permanent)
		a.aborted = true
		return
	}
	p := paced(resp.Body, slowWindow, slowBytes, cancel)
	open := bounded2(p, resp.Header.Get("Content-Encoding"), limit)
	if q.cut {
		open = beginning(p, resp.Header.Get("Content-Encoding"), limit)
	}
	err := e.store(a, open)
	a.Wire += p.stop()
	if err == nil && a.Bytes == 0 && !q.cut {
		err = errors.New("empty body")
	}
	if err != nil {
		a.SHA256, a.Bytes, a.html = "", 0, nil
		a.bodyFailed(cause(ctx, err), p.whole)
	}
}

// bounded2 bounds a body both before and after decoding.
func bounded2(r io.Reader, coding string, limit int64) func() (io.Reader, error) {
	return func() (io.Reader, error) {
		d, err := archive.Decode(bounded(r, limit), coding)
		if err != nil {
			return nil, err
		}
		return bounded(d, limit), nil
	}
}

// beginning reads the first bytes of a body and leaves the rest.
func beginning(r io.Reader, coding string, limit int64) func() (io.Reader, error) {
	return func() (io.Reader, error) {
		d, err := archive.Decode(bounded(r, 10*limit), coding)
		if err != nil {
			return nil, err
		}
		return io.LimitReader(d, limit), nil
	}
}

// store reads the whole body into the archive.
func (e *engine) store(a *answer, open func() (io.Reader, error)) error {
	body, err := open()
	if err != nil {
		return err
	}
	head := bodies.Get().(*bytes.Buffer)
	head.Reset()
	n, err := io.CopyN(head, body, inMemory)
	if err != nil && err != io.EOF {
		bodies.Put(head)
		return err
	}
	page := looksLikeHTML(head.Bytes(), a.MediaType)
	a.ending = endingOf(head.Bytes(), page)
	if n < inMemory {
		a.Bytes, a.memory = n, head
		if page {
			a.html = head.Bytes()
		}
		if n == 0 {
			return nil
		}
		a.tail = bytes.Clone(head.Bytes()[max(0, n-maxTail):])
		a.SHA256, err = e.ar.Put(head.Bytes())
		return e.archiveError(err)
	}
	w, err := e.ar.NewBlob()
	if err != nil {
		return e.archiveError(err)
	}
	keep, end := &keeper{max: maxHTML, on: page}, &tailKeeper{}
	if _, err = io.Copy(io.MultiWriter(w, keep, end), io.MultiReader(head, body)); err != nil {
		w.Abort()
		return err
	}
	a.Bytes, a.html, a.tail = w.Size(), keep.bytes(), end.last
	a.SHA256, err = w.Commit()
	return e.archiveError(err)
}

// bodies keeps the memory of bodies between requests.
var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// forget gives the page's memory back; nobody may look at the page any more.
func (a *answer) forget() {
	if a.memory != nil {
		bodies.Put(a.memory)
	}
	a.html, a.utf8, a.memory = nil, nil, nil
}

// A keeper keeps what is written to it while it is on and small enough.
type keeper struct {
	buf bytes.Buffer
	max int
	on  bool
}

func (k *keeper) Write(p []byte) (int, error) {
	if k.on = k.on && k.buf.Len()+len(p) <= k.max; k.on {
		k.buf.Write(p)
	}
	return len(p), nil
}

func (k *keeper) bytes() []byte {
	if !k.on {
		return nil
	}
	return k.buf.Bytes()
}

// bodyFailed records a body that cannot be used; whole tells that the server had
// sent all of it.
func (a *answer) bodyFailed(err error, whole bool) {
	a.aborted = !whole
	switch {
	case errors.Is(err, errTooLarge):
		a.fail("body "+err.Error(), permanent)
	case errors.Is(err, errTooSlow):
		a.fail("body "+err.Error(), transient)
		a.slow = true
	case errors.Is(err, archive.ErrCoding):
		a.fail(err.Error(), permanent)
	case errors.Is(err, io.ErrUnexpectedEOF):
		a.fail("body ended early", transient)
		a.once, a.aborted = whole, false
	case isReset(err):
		a.fail("connection broke inside the body", transient)
		a.aborted = false
	default:
		a.fail("body cannot be read: "+brief(err), transient)
		a.once = whole
	}
}

// connectionFailed records that no response came.
func (a *answer) connectionFailed(err error) {
	var dns *net.DNSError
	var late net.Error
	switch {
	case errors.Is(err, errPrivate):
		a.fail("refused: "+brief(err), permanent)
		return
	case errors.As(err, &dns) && dns.IsNotFound:
		a.fail("the host name does not exist", transient)
		a.once = true
	case errors.Is(err, syscall.ECONNREFUSED):
		a.fail("connection refused", transient)
	case isReset(err), errors.Is(err, io.EOF):
		a.fail("connection broke", transient)
	case malformed.MatchString(err.Error()):
		a.fail("the answer is not HTTP as it should be: "+malformed.FindString(err.Error()), transient)
	default:
		a.fail("no answer: "+brief(err), transient)
		a.silent = errors.As(err, &late) && late.Timeout()
	}
	a.sick = true
}

// malformed are the words in which net/http says what is wrong with an answer that did come.
var malformed = regexp.MustCompile(`malformed (?:MIME header|HTTP)[^\n]*|server response headers exceeded \d+ bytes`)

func isReset(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, net.ErrClosed)
}

// brief returns the innermost words of an error, without addresses and ports
// that differ from night to night.
func brief(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		err = op.Err
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return "the host name could not be looked up: " + dns.Err
	}
	return err.Error()
}

// cause prefers the reason for which we ended the request ourselves.
func cause(ctx context.Context, err error) error {
	if c := context.Cause(ctx); c != nil {
		return c
	}
	return err
}

func statusText(s int) string {
	if t := http.StatusText(s); t != "" {
		return fmt.Sprintf("HTTP %d %s", s, t)
	}
	return fmt.Sprintf("HTTP %d", s)
}

// retryAfter reads the header (RFC 9110, section 10.2.3): seconds, or a date
// that is taken relative to the server's own clock where it tells it.
func retryAfter(value, date string) time.Duration {
	if value == "" {
		return 0
	}
	value = strings.TrimSpace(value)
	if strings.Trim(value, "0123456789") == "" {
		s, err := strconv.Atoi(value)
		if err != nil {
			s = 1 << 20 // more digits than any number has
		}
		return time.Duration(min(s, 1<<20)) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	from, err := http.ParseTime(date)
	if err != nil {
		from = time.Now()
	}
	return max(0, at.Sub(from))
}

// keptHeaders are the fields that the archive keeps.
var keptHeaders = []string{
	"Content-Type", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location",
	"Etag", "Last-Modified", "Link", "Location", "Retry-After", "Server", "X-Robots-Tag",
}

func keptHeader(h http.Header) map[string]string {
	out := map[string]string{}
	for _, k := range keptHeaders {
		if v := h.Get(k); v != "" {
			out[k] = v[:min(len(v), 2048)]
		}
	}
	return out
}

func mediaType(contentType string) string {
	mt, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		mt, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(mt))
}

// looksLikeHTML decides by the bytes, whatever the server calls them: PDF and
// Word files are labelled as pages and pages as anything.
func looksLikeHTML(body []byte, mediaType string) bool {
	head := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(body[:min(len(body), 2048)], []byte("\xef\xbb\xbf")), " \t\r\n\f\x00"))
	switch {
	case bytes.HasPrefix(head, []byte("%pdf")), bytes.HasPrefix(head, []byte("pk\x03\x04")), bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return false
	case bytes.HasPrefix(head, []byte("<?xml")):
		return bytes.Contains(head, []byte("<html"))
	case !strings.HasPrefix(mediaType, "text/html") && mediaType != "application/xhtml+xml":
	case bytes.IndexByte(head, 0) < 0, bytes.Contains(head, []byte("<\x00h\x00t\x00m\x00l")):
		return true // what is called a page and has a zero byte is judged as what is called something else
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte("<!--")) && bytes.Contains(head, []byte("<html"))
}
