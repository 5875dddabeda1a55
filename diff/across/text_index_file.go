package across

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// The form of a kept index: indexMagic, the rules by which texts were read (32
// bytes), the number of texts, then for each text, sorted by key: key (32 bytes),
// what is known of it (1 byte), and as far as it is known the words, the
// fingerprints (hash in 8 bytes, place as difference) and the terms (hash as
// difference, count). At the end stands the SHA-256 of all of it. Numbers are
// varints of encoding/binary.
const indexMagic = "manualwatch texts 1\n"

// What is known of a text.
const (
	knowsPrints = 1 << iota
	knowsTerms
)

// ErrTextIndex is wrapped by the errors of [TextIndex.ReadFrom] about what it read: a
// kept index that is damaged or of other rules. The index is then empty, and as good
// as any.
var ErrTextIndex = errors.New("kept texts are not readable")

// rules names the rules by which texts are read: an index that was made by others is
// of no use.
func (x *TextIndex) rules() [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprint(h, winnowRun, winnowWindow, maxRepeats, maxTextWords, maxTerms)
	t := x.words()
	for _, set := range []map[string]bool{t.stop, t.places} {
		fmt.Fprint(h, slices.Sorted(maps.Keys(set)))
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// WriteTo writes what the index remembers. Equal indexes give equal bytes.
func (x *TextIndex) WriteTo(w io.Writer) (int64, error) {
	rules := x.rules()
	b := append([]byte(indexMagic), rules[:]...)
	b = binary.AppendUvarint(b, uint64(len(x.texts)))
	keys := slices.SortedFunc(maps.Keys(x.texts), func(a, b textKey) int { return bytes.Compare(a[:], b[:]) })
	h := sha256.New()
	w = io.MultiWriter(w, h)
	written := int64(0)
	for _, key := range keys {
		if len(b) > 1<<20 {
			n, err := w.Write(b)
			if written += int64(n); err != nil {
				return written, err
			}
			b = b[:0]
		}
		b = x.texts[key].append(append(b, key[:]...))
	}
	n, err := w.Write(b)
	if written += int64(n); err != nil {
		return written, err
	}
	n, err = w.Write(h.Sum(nil))
	return written + int64(n), err
}

func (t *indexedText) append(b []byte) []byte {
	knows := byte(0)
	if t.printed {
		knows |= knowsPrints
	}
	if t.counted {
		knows |= knowsTerms
	}
	b = append(b, knows)
	if t.printed {
		b = binary.AppendUvarint(b, uint64(t.words))
		b = binary.AppendUvarint(b, uint64(len(t.hashes)))
		last := int32(0)
		for i, h := range t.hashes {
			b = binary.LittleEndian.AppendUint64(b, h)
			b = binary.AppendUvarint(b, uint64(t.places[i]-last))
			last = t.places[i]
		}
	}
	if t.counted {
		b = binary.AppendUvarint(b, uint64(len(t.terms)))
		last := uint32(0)
		for _, term := range t.terms {
			b = binary.AppendUvarint(b, uint64(term.stem-last))
			b = binary.AppendUvarint(b, uint64(term.n))
			last = term.stem
		}
	}
	return b
}

// ReadFrom replaces what the index remembers by what [TextIndex.WriteTo] wrote. The
// error wraps [ErrTextIndex] unless it is the reader's.
func (x *TextIndex) ReadFrom(r io.Reader) (int64, error) {
	x.texts = nil
	b, err := io.ReadAll(r)
	if err != nil {
		return int64(len(b)), err
	}
	texts, err := x.parse(b)
	if err != nil {
		return int64(len(b)), fmt.Errorf("%w: %w", ErrTextIndex, err)
	}
	x.texts = texts
	return int64(len(b)), nil
}

func (x *TextIndex) parse(b []byte) (map[textKey]*indexedText, error) {
	rules := x.rules()
	body, sum := len(b)-sha256.Size, sha256.Size
	if body < len(indexMagic)+len(rules) || !bytes.HasPrefix(b, []byte(indexMagic)) {
		return nil, errors.New("no index")
	}
	if got := sha256.Sum256(b[:body]); !bytes.Equal(got[:], b[len(b)-sum:]) {
		return nil, errors.New("damaged")
	}
	if !bytes.Equal(b[len(indexMagic):len(indexMagic)+len(rules)], rules[:]) {
		return nil, errors.New("read by other rules")
	}
	in := indexReader{rest: b[len(indexMagic)+len(rules) : body]}
	n := in.count(sha256.Size + 1)
	texts := make(map[textKey]*indexedText, n)
	for range n {
		key := textKey(in.take(sha256.Size))
		texts[key] = in.text()
	}
	return texts, cmp.Or(in.err, in.atEnd())
}

// An indexReader reads the numbers of a kept index. After an error it reads zeros.
type indexReader struct {
	rest []byte
	err  error
}

func (r *indexReader) text() *indexedText {
	t := &indexedText{}
	knows := r.take(1)[0]
	if knows&knowsPrints != 0 {
		t.printed, t.words = true, int32(r.number())
		n := r.count(9)
		t.hashes, t.places = make([]uint64, n), make([]int32, n)
		last := int32(0)
		for i := range n {
			t.hashes[i] = binary.LittleEndian.Uint64(r.take(8))
			last += int32(r.number())
			t.places[i] = last
		}
	}
	if knows&knowsTerms != 0 {
		t.counted = true
		t.terms = make([]termCount, r.count(2))
		last := uint32(0)
		for i := range t.terms {
			last += uint32(r.number())
			t.terms[i] = termCount{last, uint32(r.number())}
		}
	}
	return t
}

var zeros [sha256.Size]byte

func (r *indexReader) take(n int) []byte {
	if len(r.rest) < n {
		r.err, r.rest = cmp.Or(r.err, io.ErrUnexpectedEOF), nil
		return zeros[:n]
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *indexReader) number() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.err, r.rest = cmp.Or(r.err, io.ErrUnexpectedEOF), nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// count reads how many things of at least some bytes each follow.
func (r *indexReader) count(least int) int {
	n := r.number()
	if n > uint64(len(r.rest)/least) {
		r.err, r.rest = cmp.Or(r.err, io.ErrUnexpectedEOF), nil
		return 0
	}
	return int(n)
}

func (r *indexReader) atEnd() error {
	if len(r.rest) > 0 {
		return errors.New("more than its texts")
	}
	return nil
}
