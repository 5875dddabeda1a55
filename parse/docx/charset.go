package docx

import (
	"bytes"

	"golang.org/x/text/encoding/unicode"
)

// toUTF8 converts a part in UTF-16 (the only other encoding the formats allow)
// and takes its declaration away, which would no longer be true.
func toUTF8(data []byte) []byte {
	if !bytes.HasPrefix(data, []byte{0xFE, 0xFF}) && !bytes.HasPrefix(data, []byte{0xFF, 0xFE}) {
		return bytes.TrimPrefix(data, []byte{0xEF, 0xBB, 0xBF})
	}
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return data
	}
	if i := bytes.Index(out, []byte("?>")); bytes.HasPrefix(out, []byte("<?xml")) && i > 0 {
		out = out[i+2:]
	}
	return out
}
