package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/klauspost/compress/zstd"
)

var shaPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// blobWindow bounds the memory of one compressor; a body is mostly a page of
// some 50 kB.
const blobWindow = 1 << 20

// encoders keeps compressors between bodies: each costs about a megabyte.
var encoders = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithWindowSize(blobWindow), zstd.WithLowerEncoderMem(true))
	if err != nil {
		panic(err) // unreachable unless the options above contradict each other
	}
	return e
}}

func (a *Archive) blobPath(sha string) string {
	return filepath.Join(a.dir, "blobs", sha[:2], sha+".zst")
}

// Has reports whether the body with the given SHA-256 is stored, and was not found
// damaged since the archive was opened.
func (a *Archive) Has(sha string) bool {
	if !shaPattern.MatchString(sha) || a.isBad(sha) {
		return false
	}
	_, err := os.Stat(a.blobPath(sha))
	return err == nil
}

func (a *Archive) isBad(sha string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.bad[sha]
}

func (a *Archive) setBad(sha string, bad bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if bad {
		a.bad[sha] = true
	} else {
		delete(a.bad, sha)
	}
}

// Put stores body and returns its SHA-256. Storing the same body again does
// nothing, unless what is stored was found damaged.
func (a *Archive) Put(body []byte) (string, error) {
	sum := sha256.Sum256(body)
	sha := hex.EncodeToString(sum[:])
	if a.Has(sha) {
		return sha, nil
	}
	z := encoders.Get().(*zstd.Encoder)
	defer encoders.Put(z)
	packed := scratch.Get().(*[]byte)
	defer scratch.Put(packed)
	*packed = z.EncodeAll(body, (*packed)[:0])
	if err := a.writeBlob(sha, *packed); err != nil {
		return "", fmt.Errorf("archive: %w", err)
	}
	return sha, nil
}

// scratch keeps memory for compressed bodies that are written in one go.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

// writeBlob brings a compressed body to the disk under its name. Each body is
// synced on its own, before the log may speak of it. Syncing many at a time would
// save waiting, which the pause between two requests hides, but hardly any work:
// every file still is a write and an inode of its own.
func (a *Archive) writeBlob(sha string, packed []byte) error {
	f, err := a.createTemporary()
	if err != nil {
		return err
	}
	_, err = f.Write(packed)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = a.nameBlob(f.Name(), sha)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// A BlobWriter stores a body of unknown length. It must be ended by Commit or
// Abort.
type BlobWriter struct {
	a    *Archive
	f    *os.File
	z    *zstd.Encoder
	hash hash.Hash
	n    int64
}

// NewBlob begins to store a body.
func (a *Archive) NewBlob() (*BlobWriter, error) {
	f, err := a.createTemporary()
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	z := encoders.Get().(*zstd.Encoder)
	z.Reset(f)
	return &BlobWriter{a: a, f: f, z: z, hash: sha256.New()}, nil
}

// createTemporary makes a file that will never be written to again once it is
// complete.
func (a *Archive) createTemporary() (*os.File, error) {
	name := fmt.Sprintf("body-%d-%d", os.Getpid(), a.serial.Add(1))
	return os.OpenFile(filepath.Join(a.dir, "blobs", "tmp", name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o444)
}

// Write adds to the body.
func (w *BlobWriter) Write(p []byte) (int, error) {
	w.hash.Write(p)
	n, err := w.z.Write(p)
	w.n += int64(n)
	if err != nil {
		return n, fmt.Errorf("archive: %w", err)
	}
	return n, nil
}

// Size returns the length of the body so far.
func (w *BlobWriter) Size() int64 { return w.n }

// Abort gives the body up.
func (w *BlobWriter) Abort() {
	w.z.Reset(io.Discard)
	encoders.Put(w.z)
	w.f.Close()
	os.Remove(w.f.Name())
}

// Commit brings the body to the disk under its name, the SHA-256.
func (w *BlobWriter) Commit() (string, error) {
	sha := hex.EncodeToString(w.hash.Sum(nil))
	err := w.z.Close()
	w.z.Reset(io.Discard)
	encoders.Put(w.z)
	if err == nil && w.a.Has(sha) {
		err = w.f.Close()
		os.Remove(w.f.Name())
		return sha, err
	}
	err = errors.Join(err, w.f.Sync(), w.f.Close())
	if err == nil {
		err = w.a.nameBlob(w.f.Name(), sha)
	}
	if err != nil {
		os.Remove(w.f.Name())
		return "", fmt.Errorf("archive: %w", err)
	}
	return sha, nil
}

func (a *Archive) nameBlob(temporary, sha string) error {
	path := a.blobPath(sha)
	a.setBad(sha, false)
	err := os.Rename(temporary, path)
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

// decoders keeps decompressors between bodies.
var decoders = sync.Pool{New: func() any {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20))
	if err != nil {
		panic(err) // unreachable unless the options above contradict each other
	}
	return d
}}

// Body returns the stored body with the given SHA-256, checked against it.
func (a *Archive) Body(sha string) ([]byte, error) {
	var buf bytes.Buffer
	if err := a.copyBody(&buf, sha); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// CopyBody writes the stored body with the given SHA-256 to w. The error says
// so when what was written does not match it.
func (a *Archive) CopyBody(w io.Writer, sha string) error { return a.copyBody(w, sha) }

func (a *Archive) copyBody(w io.Writer, sha string) error {
	if !shaPattern.MatchString(sha) {
		return fmt.Errorf("archive: bad SHA-256 %q", sha)
	}
	f, err := os.Open(a.blobPath(sha))
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("archive: body %s: %w", sha, ErrNotFound)
	} else if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	defer f.Close()
	d := decoders.Get().(*zstd.Decoder)
	defer decoders.Put(d)
	if err := d.Reset(f); err != nil {
		return fmt.Errorf("archive: body %s: %w", sha, err)
	}
	h, to := sha256.New(), &taker{w: w}
	if _, err := io.Copy(io.MultiWriter(to, h), d); err != nil {
		if to.err == nil {
			a.setBad(sha, true)
		}
		return fmt.Errorf("archive: body %s: %w", sha, err)
	}
	if hex.EncodeToString(h.Sum(nil)) != sha {
		a.setBad(sha, true)
		return fmt.Errorf("archive: body %s does not match its name", sha)
	}
	return nil
}

// A taker remembers whether it was the writer that failed.
type taker struct {
	w   io.Writer
	err error
}

func (t *taker) Write(p []byte) (int, error) {
	n, err := t.w.Write(p)
	t.err = err
	return n, err
}

// clearTemporary removes what a killed process left half written.
func (a *Archive) clearTemporary() error {
	dir := filepath.Join(a.dir, "blobs", "tmp")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	for _, e := range entries {
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return fmt.Errorf("archive: %w", err)
		}
	}
	return nil
}
