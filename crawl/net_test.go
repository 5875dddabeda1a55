package crawl

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"

	"manualwatch/crawl/archive"
)

func gzipped(b []byte) []byte {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	w.Write(b)
	w.Close()
	return buf.Bytes()
}

func TestContentCodings(t *testing.T) {
	text := strings.Repeat("must and should ", 1000)
	writers := map[string]func(io.Writer) io.WriteCloser{
		"gzip":    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"x-gzip":  func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
		"Deflate": func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 5); return f },
		"br":      func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
		"zstd":    func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
	}
	for coding, newWriter := range writers {
		var buf bytes.Buffer
		w := newWriter(&buf)
		io.WriteString(w, text)
		w.Close()
		r, err := archive.Decode(&buf, coding)
		if err != nil {
			t.Fatal(coding, err)
		}
		got, err := io.ReadAll(r)
		if err != nil || string(got) != text {
			t.Errorf("%s: %d bytes, %v", coding, len(got), err)
		}
	}
}

func TestPrivateAddresses(t *testing.T) {
	for _, s := range []string{"127.0.0.1", "127.8.8.8", "10.1.2.3", "192.168.1.1", "172.31.0.1", "169.254.169.254", "0.0.0.0", "100.64.1.1", "224.0.0.1", "255.255.255.255",
		"::1", "::", "fe80::1", "fd00:ec2::254", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::"} {
		if checkAddress(netip.MustParseAddr(s), false) == nil {
			t.Errorf("%s is let through", s)
		}
	}
	for _, s := range []string{"169.254.169.254", "fe80::1", "fd00:ec2::254", "0.0.0.0", "224.0.0.1", "::ffff:169.254.169.254"} {
		if checkAddress(netip.MustParseAddr(s), true) == nil {
			t.Errorf("%s is let through where private addresses are allowed", s)
		}
	}
	for _, s := range []string{"8.8.8.8", "81.2.69.142", "2a00:1450:4009::200e"} {
		if err := checkAddress(netip.MustParseAddr(s), false); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	if err := checkAddress(netip.MustParseAddr("127.0.0.1"), true); err != nil {
		t.Error(err)
	}
}

// TestNoWayToPrivateAddresses tries to reach a local server by every spelling
// that a page or a register could use.
func TestNoWayToPrivateAddresses(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Inside")})
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	wire := newWire(false)
	defer wire.CloseIdleConnections()
	for _, host := range []string{"127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0"} {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		req, err := http.NewRequestWithContext(ctx, "GET", "http://"+host+port+"/", nil)
		if err == nil {
			var resp *http.Response
			if resp, err = wire.RoundTrip(req); err == nil {
				resp.Body.Close()
				t.Errorf("%s was reached", host)
			}
		}
		cancel()
	}
	if got := s.taken(); len(got) > 0 {
		t.Error(got)
	}
}

// TestSlowBody gives a body up that drips.
func TestSlowBody(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	pr, pw := io.Pipe()
	go func() {
		for ctx.Err() == nil {
			pw.Write([]byte("x"))
			time.Sleep(time.Millisecond)
		}
		pw.CloseWithError(context.Cause(ctx))
	}()
	p := paced(pr, 50*time.Millisecond, 1<<20, cancel)
	_, err := io.Copy(io.Discard, p)
	if p.stop(); err != errTooSlow {
		t.Error(err)
	}
}

func TestRetryAfter(t *testing.T) {
	date := "Wed, 21 Oct 2015 07:28:00 GMT"
	for _, test := range []struct {
		value string
		want  time.Duration
	}{{"120", 2 * time.Minute}, {"", 0}, {"soon", 0}, {"-5", 0}, {" 7 ", 7 * time.Second}, {"99999999999999999999", 1 << 20 * time.Second}, {"Wed, 21 Oct 2099 07:28:00 GMT", 84 * 8766 * time.Hour}, {"Wed, 21 Oct 2015 07:28:30 GMT", 30 * time.Second}, {"Wed, 21 Oct 2015 07:27:00 GMT", 0}} {
		if got := retryAfter(test.value, date); got != test.want {
			t.Errorf("%q: %v, want %v", test.value, got, test.want)
		}
	}
}

// TestBombMemory reads 200 MB that came as 200 kB, at the limit of 50 MiB: it is
// refused, and memory does not grow with it.
func TestBombMemory(t *testing.T) {
	block := bytes.Repeat([]byte("<p>a</p>"), 1<<17)
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	for range 200 {
		w.Write(block)
	}
	w.Close()
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a")})
	s.hook = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/a" {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/html")
			w.Write(bomb.Bytes())
		}
		return r.URL.Path == "/a"
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	r := crawlSite(t, openArchive(t), "r", Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}})
	runtime.ReadMemStats(&after)
	if c := r.Captures[1]; c.Error != "body larger than the limit of 52428800 bytes" || c.SHA256 != "" {
		t.Errorf("%+v", c)
	}
	if grown := int64(after.Sys) - int64(before.Sys); grown > 60<<20 {
		t.Errorf("the process grew by %d bytes", grown)
	}
}

// TestAnswerThatIsNoHTTP: a server that answers with a broken header did answer, and the cause
// says what is wrong with it, without the words of the library.
func TestAnswerThatIsNoHTTP(t *testing.T) {
	for _, c := range []struct{ sent, want string }{
		{"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "the answer is not HTTP as it should be: malformed MIME header: missing colon: \"no colon here\""},
		{"SSH-2.0-harbour\r\n\r\n", `the answer is not HTTP as it should be: malformed HTTP response "SSH-2.0-harbour"`},
		{"HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 2<<20) + "\r\n\r\n", "the answer is not HTTP as it should be: server response headers exceeded 65536 bytes"},
	} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, c.sent) // the client may have heard enough
			time.Sleep(50 * time.Millisecond)
		}))
		client := &http.Client{Transport: &http.Transport{MaxResponseHeaderBytes: 1 << 16}}
		var a answer
		_, err := client.Get(s.URL)
		a.connectionFailed(err)
		s.Close()
		if a.Error != c.want || !a.transient || a.silent {
			t.Errorf("%.40q: %q", c.sent, a.Error)
		}
	}
}
