package docx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// endOfChain and higher are no sector numbers ([MS-CFB] 2.1).
const endOfChain = 0xFFFFFFFA

// A compound is an OLE compound file ([MS-CFB]), of which only the streams of the
// root storage can be read.
type compound struct {
	data    []byte
	size    int // of a sector
	mini    int // of a sector of the small streams
	cutoff  int // streams below this size are small
	fat     []uint32
	minifat []uint32
	small   []byte // the container of the small streams
	streams map[string]compoundEntry
}

type compoundEntry struct {
	start uint32
	size  int
}

// isCompound reports whether the bytes are an OLE compound file, the container
// of Word 97 and of encrypted .docx files.
func isCompound(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
}

func openCompound(b []byte) (*compound, error) {
	if !isCompound(b) || len(b) < 512 {
		return nil, errors.New("no OLE compound file")
	}
	shift, mini := u16(b, 0x1E), u16(b, 0x20)
	if shift < 7 || shift > 16 || mini < 4 || mini >= shift {
		return nil, errors.New("impossible sector size")
	}
	c := &compound{data: b, size: 1 << shift, mini: 1 << mini, cutoff: int(u32(b, 0x38)), streams: map[string]compoundEntry{}}
	c.readFAT()
	for _, sector := range c.chain(c.fat, u32(b, 0x3C), len(c.fat)) {
		c.minifat = appendU32(c.minifat, c.sector(sector))
	}
	dir := c.read(c.fat, u32(b, 0x30), -1)
	if len(dir) < 128 {
		return nil, errors.New("no directory")
	}
	c.small = c.read(c.fat, u32(dir, 0x74), int(u32(dir, 0x78)))
	c.walk(dir, u32(dir, 0x4C), map[uint32]bool{})
	return c, nil
}

// u16 and u32 read little-endian numbers, 0 beyond the end.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}

func appendU32(out []uint32, b []byte) []uint32 {
	for i := 0; i+4 <= len(b); i += 4 {
		out = append(out, u32(b, i))
	}
	return out
}

// sector returns the bytes of a sector, fewer at the end of the file.
func (c *compound) sector(n uint32) []byte {
	at := (int(n) + 1) * c.size
	if n >= endOfChain || at >= len(c.data) {
		return nil
	}
	return c.data[at:min(at+c.size, len(c.data))]
}

// readFAT collects the allocation table through the list in the header and its
// continuation sectors.
func (c *compound) readFAT() {
	limit := len(c.data)/c.size + 1
	list := appendU32(nil, c.data[0x4C:512])
	next := u32(c.data, 0x44)
	for range limit {
		s := c.sector(next)
		if len(s) < c.size {
			break
		}
		list = appendU32(list, s[:c.size-4])
		next = u32(s, c.size-4)
	}
	for _, n := range list {
		if s := c.sector(n); s != nil && len(c.fat) <= limit+c.size {
			c.fat = appendU32(c.fat, s)
		}
	}
}

// chain follows a table from a sector on; a loop ends at limit.
func (c *compound) chain(table []uint32, start uint32, limit int) []uint32 {
	var out []uint32
	for n := start; n < endOfChain && int(n) < len(table) && len(out) < limit; n = table[n] {
		out = append(out, n)
	}
	return out
}

// read joins the sectors of a stream; size -1 means all of them.
func (c *compound) read(table []uint32, start uint32, size int) []byte {
	var out []byte
	for _, n := range c.chain(table, start, len(c.data)/c.size+1) {
		out = append(out, c.sector(n)...)
		if size >= 0 && len(out) >= size {
			return out[:size]
		}
	}
	return out
}

// walk lists the streams of the root storage, a binary tree of siblings.
func (c *compound) walk(dir []byte, id uint32, seen map[uint32]bool) {
	at := int(id) * 128
	if id >= endOfChain || seen[id] || at+128 > len(dir) || len(seen) > 4096 {
		return
	}
	seen[id] = true
	e := dir[at : at+128]
	if e[0x42] == 2 {
		n := min(max(u16(e, 0x40)-2, 0), 62)
		units := make([]uint16, n/2)
		for i := range units {
			units[i] = uint16(u16(e, 2*i))
		}
		c.streams[string(utf16.Decode(units))] = compoundEntry{u32(e, 0x74), int(u32(e, 0x78))}
	}
	c.walk(dir, u32(e, 0x44), seen)
	c.walk(dir, u32(e, 0x48), seen)
}

// stream returns the bytes of a stream, nil if there is none of that name.
func (c *compound) stream(name string) []byte {
	e, ok := c.streams[name]
	if !ok {
		return nil
	}
	if e.size >= c.cutoff {
		return c.read(c.fat, e.start, e.size)
	}
	var out []byte
	for _, n := range c.chain(c.minifat, e.start, len(c.small)/c.mini+1) {
		at := int(n) * c.mini
		if at >= len(c.small) || len(out) >= e.size {
			break
		}
		out = append(out, c.small[at:min(at+c.mini, len(c.small))]...)
	}
	return out[:min(e.size, len(out))]
}
