package font

import "encoding/binary"

// glyphRunes reads which character each glyph of a TrueType program stands for,
// from its "cmap" table (formats 4 and 12), for fonts whose codes are glyph
// numbers and that bring no ToUnicode map. The smallest character of a glyph wins.
func glyphRunes(b []byte) map[int]rune {
	table := trueTypeTable(b, "cmap")
	if len(table) < 4 {
		return nil
	}
	out := map[int]rune{}
	for i := range min(int(binary.BigEndian.Uint16(table[2:])), 64) {
		at := 4 + 8*i
		if at+8 > len(table) {
			break
		}
		platform, encoding := binary.BigEndian.Uint16(table[at:]), binary.BigEndian.Uint16(table[at+2:])
		off := int(binary.BigEndian.Uint32(table[at+4:]))
		if off < 0 || off+16 > len(table) || platform != 0 && platform != 3 {
			continue
		}
		symbol := platform == 3 && encoding == 0
		switch binary.BigEndian.Uint16(table[off:]) {
		case 4:
			readFormat4(table[off:], out, symbol)
		case 12:
			readFormat12(table[off:], out)
		}
	}
	return out
}

// trueTypeTable cuts a table out of a TrueType or OpenType file.
func trueTypeTable(b []byte, tag string) []byte {
	if len(b) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		at := 12 + 16*i
		if at+16 > len(b) {
			return nil
		}
		if string(b[at:at+4]) != tag {
			continue
		}
		off, n := int(binary.BigEndian.Uint32(b[at+8:])), int(binary.BigEndian.Uint32(b[at+12:]))
		if off < 0 || n < 0 || off > len(b) {
			return nil
		}
		return b[off:min(len(b), off+n)]
	}
	return nil
}

func noteGlyph(out map[int]rune, glyph int, r rune) {
	if old, ok := out[glyph]; glyph > 0 && r >= 0x20 && (!ok || r < old) {
		out[glyph] = r
	}
}

func readFormat4(t []byte, out map[int]rune, symbol bool) {
	n := int(binary.BigEndian.Uint16(t[6:])) / 2
	word := func(i int) int {
		if i < 0 || i+2 > len(t) {
			return 0
		}
		return int(binary.BigEndian.Uint16(t[i:]))
	}
	for s := range n {
		end, start := word(14+2*s), word(16+2*n+2*s)
		delta, ranges := word(16+4*n+2*s), 16+6*n+2*s
		for c := start; c <= end && c < 0xffff; c++ {
			glyph := (c + delta) & 0xffff
			if off := word(ranges); off != 0 {
				if glyph = word(ranges + off + 2*(c-start)); glyph != 0 {
					glyph = (glyph + delta) & 0xffff
				}
			}
			r := rune(c)
			if symbol && r >= 0xf000 && r <= 0xf0ff {
				r -= 0xf000
			}
			noteGlyph(out, glyph, r)
		}
	}
}

func readFormat12(t []byte, out map[int]rune) {
	n := int(binary.BigEndian.Uint32(t[12:]))
	for i := range min(n, 20000) {
		at := 16 + 12*i
		if at+12 > len(t) {
			return
		}
		start, end := binary.BigEndian.Uint32(t[at:]), binary.BigEndian.Uint32(t[at+4:])
		glyph := binary.BigEndian.Uint32(t[at+8:])
		for c := start; c <= end && c <= 0x10ffff && len(out) < 70000; c++ {
			noteGlyph(out, int(glyph+c-start), rune(c))
		}
	}
}
