package cite

import (
	"unicode"
	"unicode/utf8"
)

// openings are the classes of the first bytes with which something may begin, a
// bit each.
type openings [1 << (openingBytes * classBits) / 32]uint32

const (
	openingBytes = 3 // bytes of a text that are looked up
	classBits    = 5
	classes      = 1 << classBits
)

// Classes of bytes that are no letters; letters of either case are 1 to 26.
const (
	classEnd   = 0
	classDigit = 27 + iota - 1
	classSpace
	classOpen // brackets that open
	classSign // any other of ASCII
	classWide // a part of a rune beyond ASCII
)

// may reports whether the first bytes of s can open it.
func (o *openings) may(s string) bool {
	key := 0
	if len(s) >= openingBytes {
		key = int(byteClass[s[0]])<<(2*classBits) | int(byteClass[s[1]])<<classBits | int(byteClass[s[2]])
	} else {
		for i := range openingBytes {
			key <<= classBits
			if i < len(s) {
				key |= int(byteClass[s[i]])
			}
		}
	}
	return o[key/32]>>(key%32)&1 == 1
}

// allow sets all openings that begin with the n classes of key.
func (o *openings) allow(key, n int) {
	free := (openingBytes - n) * classBits
	for k := key << free; k < (key+1)<<free; k++ {
		o[k/32] |= 1 << (k % 32)
	}
}

// byteClass maps bytes to classes.
var byteClass = func() (table [256]uint8) {
	for b := range table {
		table[b] = classOf(rune(b))
	}
	return table
}()

func classOf(r rune) uint8 {
	switch {
	case r >= utf8.RuneSelf:
		return classWide
	case r >= 'a' && r <= 'z':
		return uint8(r-'a') + 1
	case r >= 'A' && r <= 'Z':
		return uint8(r-'A') + 1
	case r >= '0' && r <= '9':
		return classDigit
	case unicode.IsSpace(r):
		return classSpace
	case r == '(' || r == '[' || r == '{':
		return classOpen
	}
	return classSign
}
