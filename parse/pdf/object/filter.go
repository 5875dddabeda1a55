package object

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// MaxStream bounds the decoded bytes of one stream.
const MaxStream = 96 << 20

var errFilter = errors.New("filter not read here")

// decodeParms are the parameters of one filter.
type decodeParms struct {
	predictor, columns, colours, bits int
	earlyChange                       int
}

// applyFilter undoes one filter. What can be decoded before an error is returned
// with the error; images' filters give errFilter.
func applyFilter(name string, b []byte, p decodeParms) ([]byte, error) {
	var out []byte
	var err error
	switch name {
	case "FlateDecode", "Fl":
		out, err = inflate(b)
	case "LZWDecode", "LZW":
		out, err = lzw(b, p.earlyChange)
	case "ASCIIHexDecode", "AHx":
		return (&Lexer{Bytes: append([]byte("<"), b...)}).hex(), nil
	case "ASCII85Decode", "A85":
		return ascii85Decode(b)
	case "RunLengthDecode", "RL":
		return runLength(b)
	case "Crypt":
		return b, nil
	default:
		return nil, fmt.Errorf("%w: %s", errFilter, name)
	}
	if p.predictor > 1 {
		out = unpredict(out, p)
	}
	return out, err
}

// inflate reads zlib data, or bare deflate where the header is damaged.
func inflate(b []byte) ([]byte, error) {
	b = bytes.TrimLeft(b, "\r\n")
	var rd io.Reader
	zr, err := zlib.NewReader(bytes.NewReader(b))
	rd = zr
	if err != nil {
		rd = flate.NewReader(bytes.NewReader(b[min(2, len(b)):]))
	}
	out := bytes.NewBuffer(make([]byte, 0, min(4*len(b)+512, MaxStream)))
	_, err = io.Copy(out, io.LimitReader(rd, MaxStream))
	if errors.Is(err, zlib.ErrChecksum) {
		err = nil
	}
	return out.Bytes(), err
}

// lzw decodes the variable-width LZW of TIFF and PDF, codes of 9 to 12 bits with
// the most significant bit first.
func lzw(b []byte, early int) ([]byte, error) {
	const clear, end, first = 256, 257, 258
	var prefix [4096]int16
	var suffix, head [4096]byte
	var length [4096]int
	for i := range 256 {
		suffix[i], head[i], length[i] = byte(i), byte(i), 1
	}
	var out []byte
	next, width, prev := first, 9, -1
	acc, bits := 0, 0
	for _, c := range b {
		acc, bits = acc<<8|int(c), bits+8
		if bits < width {
			continue
		}
		code := acc >> (bits - width) & (1<<width - 1)
		bits -= width
		acc &= 1<<bits - 1
		switch {
		case code == end:
			return out, nil
		case code == clear:
			next, width, prev = first, 9, -1
			continue
		case code > next || code >= 4096 || prev < 0 && code >= first:
			return out, errors.New("damaged LZW data")
		}
		if prev >= 0 && next < 4096 {
			prefix[next], head[next], length[next] = int16(prev), head[prev], length[prev]+1
			suffix[next] = head[prev]
			if code != next {
				suffix[next] = head[code]
			}
			next++
		}
		if length[code] == 0 || len(out)+length[code] > MaxStream {
			return out, errors.New("damaged or too large LZW data")
		}
		n := len(out) + length[code]
		out = append(out, make([]byte, length[code])...)
		for c, i := code, n-1; i >= n-length[code]; i-- {
			out[i] = suffix[c]
			c = int(prefix[c])
		}
		prev = code
		for width < 12 && next+early >= 1<<width {
			width++
		}
	}
	return out, nil
}

func ascii85Decode(b []byte) ([]byte, error) {
	b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~"))
	var out []byte
	var group [5]byte
	n := 0
	for _, c := range b {
		switch {
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				out = appendGroup85(out, group, 4)
				n = 0
			}
		}
		if c == '~' {
			break
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group[i] = 84
		}
		out = appendGroup85(out, group, n-1)
	}
	return out, nil
}

// appendGroup85 appends the first count of the four bytes that five digits mean.
func appendGroup85(out []byte, group [5]byte, count int) []byte {
	v := uint32(0)
	for _, d := range group {
		v = v*85 + uint32(d)
	}
	word := [4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
	return append(out, word[:count]...)
}

func runLength(b []byte) ([]byte, error) {
	var out []byte
	for i := 0; i < len(b) && len(out) < MaxStream; {
		n := int(b[i])
		i++
		switch {
		case n == 128:
			return out, nil
		case n < 128:
			end := min(i+n+1, len(b))
			out = append(out, b[i:end]...)
			i = end
		case i < len(b):
			out = append(out, bytes.Repeat(b[i:i+1], 257-n)...)
			i++
		}
	}
	return out, nil
}

// unpredict undoes the TIFF predictor (2) and the PNG predictors (10 and up,
// where each row names its own).
func unpredict(b []byte, p decodeParms) []byte {
	columns, colours, bits := max(p.columns, 1), max(p.colours, 1), max(p.bits, 1)
	if p.bits == 0 {
		bits = 8
	}
	if columns > 1<<20 || colours > 64 || bits > 32 {
		return b
	}
	bpp := max(1, colours*bits/8)
	row := (columns*colours*bits + 7) / 8
	if p.predictor == 2 {
		return unpredictTIFF(b, row, bpp, bits)
	}
	out := make([]byte, 0, len(b))
	prev := make([]byte, row)
	for len(b) > 1 {
		kind := b[0]
		cur := make([]byte, row)
		n := copy(cur, b[1:])
		b = b[1+n:]
		unfilterPNG(kind, cur, prev, bpp)
		out = append(out, cur[:n]...)
		prev = cur
	}
	return out
}

func unpredictTIFF(b []byte, row, bpp, bits int) []byte {
	if bits != 8 {
		return b
	}
	for start := 0; start < len(b); start += row {
		end := min(start+row, len(b))
		for i := start + bpp; i < end; i++ {
			b[i] += b[i-bpp]
		}
	}
	return b
}

func unfilterPNG(kind byte, cur, prev []byte, bpp int) {
	for i := range cur {
		var left, upLeft byte
		if i >= bpp {
			left, upLeft = cur[i-bpp], prev[i-bpp]
		}
		switch kind {
		case 1:
			cur[i] += left
		case 2:
			cur[i] += prev[i]
		case 3:
			cur[i] += byte((int(left) + int(prev[i])) / 2)
		case 4:
			cur[i] += paeth(left, prev[i], upLeft)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
