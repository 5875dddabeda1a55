package archive

import (
	"bufio"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// ErrCoding is returned for a content coding that is not known.
var ErrCoding = errors.New("unknown content coding")

// Decode undoes the content codings of a response (RFC 9110, section 8.4).
// Nothing is buffered beyond a window of 8 MiB.
func Decode(r io.Reader, contentEncoding string) (io.Reader, error) {
	codings := strings.FieldsFunc(strings.ToLower(contentEncoding), func(c rune) bool { return c == ',' || c == ' ' })
	if len(codings) > 3 {
		return nil, fmt.Errorf("%w: %q", ErrCoding, contentEncoding)
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
	return nil, fmt.Errorf("%w: %q", ErrCoding, coding)
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
