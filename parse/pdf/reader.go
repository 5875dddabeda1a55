package pdf

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"manualwatch/parse"
)

// idleChildren bounds the children that a Reader keeps waiting for work.
const idleChildren = 4

// A Reader reads PDFs in child processes. It keeps children for the next file,
// so that a board of many PDFs pays for few process starts. Its methods may be
// called at the same time.
type Reader struct {
	exe    string
	limits Limits

	mu     sync.Mutex
	idle   []*child
	closed bool
}

// NewReader returns a Reader that starts exe with [ChildVerb]; an empty exe is
// the running binary.
func NewReader(exe string, limits Limits) *Reader {
	return &Reader{exe: exe, limits: limits}
}

// Read reads in.Body as a PDF. Relative links are left as they stand. The error
// wraps [ErrLimit] or [ErrCrash] if the child did not survive the file.
func (r *Reader) Read(ctx context.Context, in parse.Input) (*parse.Document, error) {
	if int64(len(in.Body)) > r.limits.Input {
		return nil, fmt.Errorf("pdf: file of %d bytes: %w", len(in.Body), ErrLimit)
	}
	c, err := r.take()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, r.limits.Wall)
	defer cancel()
	stop := context.AfterFunc(ctx, c.kill)
	answer, err := c.exchange(in.Body, r.limits.Output)
	alive := stop()
	if err != nil || !alive {
		return nil, c.cause(ctx, err)
	}
	if answer.Last {
		c.close()
	} else {
		r.give(c)
	}
	if answer.Err != "" {
		return nil, errors.New("pdf: " + answer.Err)
	}
	return address(answer.Document, in), nil
}

// Close ends the children that wait for work.
func (r *Reader) Close() error {
	r.mu.Lock()
	idle := r.idle
	r.idle, r.closed = nil, true
	r.mu.Unlock()
	for _, c := range idle {
		c.close()
	}
	return nil
}

func (r *Reader) take() (*child, error) {
	r.mu.Lock()
	if n := len(r.idle); n > 0 {
		c := r.idle[n-1]
		r.idle = r.idle[:n-1]
		r.mu.Unlock()
		return c, nil
	}
	r.mu.Unlock()
	return startChild(r.exe, r.limits)
}

func (r *Reader) give(c *child) {
	r.mu.Lock()
	keep := !r.closed && len(r.idle) < idleChildren
	if keep {
		r.idle = append(r.idle, c)
	}
	r.mu.Unlock()
	if !keep {
		c.close()
	}
}

// address puts the facts of the response on the document.
func address(doc *parse.Document, in parse.Input) *parse.Document {
	doc.URL, doc.FinalURL, doc.SHA256 = in.URL, cmp.Or(in.FinalURL, in.URL), in.SHA256
	if doc.MediaType == "" {
		doc.MediaType = parse.TypePDF
	}
	return doc
}

// A child is a running process that serves one file at a time.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr *tail
	once   sync.Once
}

func startChild(exe string, limits Limits) (*child, error) {
	if exe == "" {
		self, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("pdf: finding the own binary: %w", err)
		}
		exe = self
	}
	c := &child{cmd: exec.Command(exe, append([]string{ChildVerb}, limits.args()...)...), stderr: &tail{}}
	// A child needs nothing of the parent's environment; a bounded number of
	// threads keeps its address space small.
	c.cmd.Env = []string{"GOMAXPROCS=1", "GOTRACEBACK=none"}
	c.cmd.Stderr = c.stderr
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("pdf: starting the reader: %w", err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("pdf: starting the reader: %w", err)
	}
	c.out = bufio.NewReaderSize(out, 64<<10)
	if err := c.cmd.Start(); err != nil {
		return nil, fmt.Errorf("pdf: starting the reader: %w", err)
	}
	return c, nil
}

// An answer is what a child says about one file.
type answer struct {
	Document *parse.Document
	Err      string // why there is no Document, "" if there is one
	Last     bool   // the child serves no further file
}

// exchange sends one file and reads the answer.
func (c *child) exchange(body []byte, limit int64) (*answer, error) {
	sent := make(chan error, 1)
	go func() { sent <- writeFrame(c.in, body) }()
	raw, err := readFrame(c.out, limit)
	if err != nil {
		c.kill()
		<-sent
		return nil, err
	}
	if err := <-sent; err != nil {
		return nil, err
	}
	var a answer
	if err := gob.NewDecoder(bytes.NewReader(raw)).Decode(&a); err != nil {
		return nil, fmt.Errorf("decoding the reader's answer: %w", err)
	}
	if a.Document == nil {
		a.Document = &parse.Document{}
	}
	return &a, nil
}

func (c *child) kill() { c.cmd.Process.Kill() }

func (c *child) close() { c.once.Do(func() { c.in.Close(); c.cmd.Wait() }) }

// cause ends the child and says in words why it gave no answer.
func (c *child) cause(ctx context.Context, err error) error {
	c.kill()
	c.close()
	said := c.stderr.String()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("pdf: reading took too long: wall-clock %w", ErrLimit)
	case ctx.Err() != nil:
		return fmt.Errorf("pdf: %w", ctx.Err())
	case errors.Is(err, errFrameSize):
		return fmt.Errorf("pdf: the document is too large: output %w", ErrLimit)
	case strings.Contains(said, "SIGXCPU") || strings.Contains(c.state(), "CPU time limit"):
		return fmt.Errorf("pdf: reading took too much CPU time: %w", ErrLimit)
	case strings.Contains(said, "out of memory") || strings.Contains(said, "cannot allocate memory"):
		return fmt.Errorf("pdf: reading took too much memory: %w", ErrLimit)
	case strings.Contains(said, "stack exceeds"):
		return fmt.Errorf("pdf: objects nested too deep: %w", ErrLimit)
	}
	return fmt.Errorf("pdf: %w (%s): %s", ErrCrash, c.state(), firstLine(said))
}

func (c *child) state() string {
	if c.cmd.ProcessState == nil {
		return "unknown state"
	}
	return c.cmd.ProcessState.String()
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

// A tail keeps the first bytes that are written to it.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := 4096 - len(t.buf); room > 0 {
		t.buf = append(t.buf, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.buf)
}

// args are the limits as words of a command line, in the order of parseLimits.
func (l Limits) args() []string {
	return []string{
		strconv.FormatUint(l.AddressSpace, 10), l.CPUBase.String(), l.CPUPerPage.String(),
		strconv.FormatInt(l.Input, 10), l.Cache,
	}
}

func parseLimits(args []string) (Limits, error) {
	l := DefaultLimits()
	if len(args) == 0 {
		return l, nil
	}
	if len(args) != 5 {
		return l, fmt.Errorf("pdf: %d limits given, 5 wanted", len(args))
	}
	var errs [4]error
	l.AddressSpace, errs[0] = strconv.ParseUint(args[0], 10, 64)
	l.CPUBase, errs[1] = time.ParseDuration(args[1])
	l.CPUPerPage, errs[2] = time.ParseDuration(args[2])
	l.Input, errs[3] = strconv.ParseInt(args[3], 10, 64)
	l.Cache = args[4]
	return l, errors.Join(errs[:]...)
}

var errFrameSize = errors.New("frame too large")

// writeFrame writes a length of eight bytes, big-endian, and the bytes.
func writeFrame(w io.Writer, b []byte) error {
	var head [8]byte
	binary.BigEndian.PutUint64(head[:], uint64(len(b)))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(b)
	return err
}

// readFrame reads what writeFrame wrote, of at most limit bytes.
func readFrame(r io.Reader, limit int64) ([]byte, error) {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint64(head[:])
	if n > uint64(limit) {
		return nil, errFrameSize
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return b, err
}
