package docx

import (
	"encoding/binary"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"manualwatch/parse"
)

// addSummary takes title, dates and revision from the summary information of a
// .doc file ([MS-OLEPS]); names of people are not kept.
func addSummary(d *parse.Document, b []byte) {
	at := int(u32(b, 44))
	if at <= 0 || at > len(b) {
		return
	}
	b = b[at:]
	keys := map[uint32]string{2: "title", 3: "subject", 9: "revision", 12: "created", 13: "modified"}
	for i := range min(int(u32(b, 4)), 64) {
		key := keys[u32(b, 8+8*i)]
		if s := summaryValue(b, int(u32(b, 12+8*i))); key != "" && s != "" {
			d.Meta[key] = s
		}
	}
	d.Label = d.Meta["title"]
	if d.Title == "" && d.Label != "" && !madeUpTitle(d.Label) {
		d.Title = oneLine(d.Label)
	}
}

func summaryValue(b []byte, at int) string {
	if at < 0 || at+8 > len(b) {
		return ""
	}
	switch n := int(u32(b, at+4)); u32(b, at) {
	case 0x1E: // bytes, of the code page that is nearly always Western
		if n <= 0 || n > 4096 || at+8+n > len(b) {
			return ""
		}
		s, err := charmap.Windows1252.NewDecoder().Bytes(b[at+8 : at+8+n])
		if err != nil {
			return ""
		}
		return strings.Join(strings.Fields(strings.TrimRight(string(s), "\x00")), " ")
	case 0x40: // 100 ns since 1601
		if at+12 > len(b) {
			return ""
		}
		v := binary.LittleEndian.Uint64(b[at+4:])
		if v == 0 || v > 1<<62 {
			return ""
		}
		return time.Unix(int64(v/1e7)-11644473600, 0).UTC().Format(time.RFC3339)
	}
	return ""
}
