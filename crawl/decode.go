package crawl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// acceptEncoding names the codings that archive.Decode undoes.
const acceptEncoding = "gzip, deflate, br, zstd"

var (
	errTooLarge = errors.New("larger than the limit")
	errTooSlow  = errors.New("sent too slowly")
)

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
