package crawl

import (
	"bufio"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names the codings that decoder undoes.
const acceptEncoding = "gzip, deflate, br, zstd"

var (
	errTooLarge = errors.New("larger than the limit")
	errTooSlow  = errors.New("sent too slowly")
	errCoding   = errors.New("unknown content coding")
)

// decoder undoes the content codings of a response (RFC 9110, section 8.4).
// Nothing is buffered beyond a window of 8 MiB.
func decoder(r io.Reader, contentEncoding string) (io.Reader, error) {
	codings := strings.FieldsFunc(strings.ToLower(contentEncoding), func(c rune) bool { return c == ',' || c == ' ' })
	if len(codings) > 3 {
		return nil, fmt.Errorf("%w: %q", errCoding, contentEncoding)
	}
	for i := len(codings) - 1; i >= 0; i-- {
		var err error
		if r, err = decodeOne(r, codings[i]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func decodeOne(r io.Reader, coding string) (io.Reader, error) {
	switch coding {
	case "identity":
		return r, nil
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "deflate":
		return inflate(r)
	case "br":
		return brotli.NewReader(r), nil
	case "zstd":
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, fmt.Errorf("%w: %q", errCoding, coding)
}

// inflate reads zlib streams, as the standard says, and bare deflate streams,
// as some servers send.
func inflate(r io.Reader) (io.Reader, error) {
	br := bufio.NewReader(r)
	head, err := br.Peek(2)
	if err != nil {
		return nil, err
	}
	if head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
		return zlib.NewReader(br)
	}
	return flate.NewReader(br), nil
}

// A boundedReader fails once more than max bytes were read.
type boundedReader struct {
	r         io.Reader
	left, max int64
}

func bounded(r io.Reader, max int64) *boundedReader { return &boundedReader{r: r, left: max, max: max} }

func (b *boundedReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return 0, fmt.Errorf("%w of %d bytes", errTooLarge, b.max)
	}
	return n, err
}

// The least speed of a body: slowBytes in each slowWindow.
const (
	slowWindow = 10 * time.Second
	slowBytes  = 2560
)

// A pacedReader counts what comes over the wire, and cancels the request with
// errTooSlow when a window brings too little.
type pacedReader struct {
	r      io.Reader
	n      atomic.Int64
	timer  *time.Timer
	before int64
	whole  bool // the server ended the body as it should
}

func paced(r io.Reader, window time.Duration, least int64, cancel context.CancelCauseFunc) *pacedReader {
	p := &pacedReader{r: r}
	started := make(chan struct{})
	p.timer = time.AfterFunc(window, func() {
		<-started
		now := p.n.Load()
		if now-p.before < least {
			cancel(errTooSlow)
			return
		}
		p.before = now
		p.timer.Reset(window)
	})
	close(started)
	return p
}

func (p *pacedReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.n.Add(int64(n))
	p.whole = p.whole || err == io.EOF
	return n, err
}

// stop ends the watch and returns how many bytes came.
func (p *pacedReader) stop() int64 {
	p.timer.Stop()
	return p.n.Load()
}
