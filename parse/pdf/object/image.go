package object

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
)

const imageHeader = "%PDF-1.7\n"

// write makes the image that the object layer opens.
func (f *flattener) write() *flat {
	out := &flat{mended: f.mended}
	image := make([]byte, 0, len(f.body)+len(f.body)/4+4096)
	image = append(image, imageHeader...)
	image = append(image, f.body...)
	for num, e := range f.entries {
		if e.stream == 0 && e.offset > 0 {
			e.offset += len(imageHeader)
			f.entries[num] = e
		}
	}
	out.image = f.appendXref(f.unpack(image))
	return out
}

// unpack writes the members of object streams behind the image.
func (f *flattener) unpack(image []byte) []byte {
	members := map[int][]int{}
	for num, e := range f.entries {
		if e.stream > 0 {
			members[e.stream] = append(members[e.stream], num)
		}
	}
	streams := make([]int, 0, len(members))
	for s := range members {
		streams = append(streams, s)
	}
	sort.Ints(streams)
	budget := MaxStream
	for _, s := range streams {
		nums := members[s]
		sort.Ints(nums)
		image, budget = f.unpackStream(image, s, nums, budget)
	}
	return image
}

func (f *flattener) unpackStream(image []byte, stream int, nums []int, budget int) ([]byte, int) {
	e := f.entries[stream]
	dict, data, err := f.streamAt(e.offset - len(imageHeader))
	if err != nil || len(data) > budget {
		data = nil
	}
	at := memberOffsets(dict, data)
	for _, num := range nums {
		span, ok := at[num]
		if !ok {
			f.entries[num] = entry{offset: -1}
			continue
		}
		f.entries[num] = entry{offset: len(image)}
		image = fmt.Appendf(image, "%d 0 obj\n", num)
		image = append(image, data[span[0]:span[1]]...)
		image = append(image, "\nendobj\n"...)
	}
	return image, budget - len(data)
}

// memberOffsets returns where each object of an object stream begins and ends.
func memberOffsets(dict map[string]any, data []byte) map[int][2]int {
	first := intOf(dict["First"])
	l := &Lexer{Bytes: data}
	at := map[int][2]int{}
	var starts []int
	ids := map[int]int{}
	for range min(intOf(dict["N"]), len(data)/2) {
		id, off := l.Next(), l.Next()
		if id.Kind != TokNumber || off.Kind != TokNumber {
			break
		}
		if start := first + int(off.Num); start >= 0 && start < len(data) {
			ids[int(id.Num)] = start
			starts = append(starts, start)
		}
	}
	sort.Ints(starts)
	for id, start := range ids {
		end := len(data)
		if i := sort.SearchInts(starts, start+1); i < len(starts) {
			end = starts[i]
		}
		at[id] = [2]int{start, end}
	}
	return at
}

// appendXref appends the one cross-reference stream and the file's end.
func (f *flattener) appendXref(image []byte) []byte {
	nums := make([]int, 0, len(f.entries))
	for num, e := range f.entries {
		if e.stream > 0 || e.offset > 0 {
			nums = append(nums, num)
		}
	}
	sort.Ints(nums)
	own, rows := 1, make([]byte, 0, 16*len(nums))
	index := []byte("[")
	for i, num := range nums {
		if i == 0 || nums[i-1] != num-1 {
			run := 1
			for i+run < len(nums) && nums[i+run] == num+run {
				run++
			}
			index = fmt.Appendf(index, "%d %d ", num, run)
		}
		rows = appendRow(rows, f.entries[num])
		own = num + 1
	}
	index = append(index, ']')
	start := len(image) + 1
	image = fmt.Appendf(image, "\n%d 0 obj\n<</Type/XRef/Size %d/W[1 8 2]/Index %s/Length %d", own, own+1, index, len(rows))
	for _, key := range []string{"Root", "Info"} {
		if v, ok := f.trailer[key]; ok {
			image = append(append(append(image, '/'), key...), ' ')
			image = appendSyntax(image, v, 0)
		}
	}
	image = append(image, ">>\nstream\n"...)
	image = append(image, rows...)
	return fmt.Appendf(image, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
}

func appendRow(rows []byte, e entry) []byte {
	if e.stream > 0 {
		rows = binary.BigEndian.AppendUint64(append(rows, 2), uint64(e.stream))
		return binary.BigEndian.AppendUint16(rows, uint16(e.index))
	}
	rows = binary.BigEndian.AppendUint64(append(rows, 1), uint64(e.offset))
	return binary.BigEndian.AppendUint16(rows, uint16(e.gen))
}

// appendSyntax writes a value of the pre-flight as PDF.
func appendSyntax(b []byte, v any, depth int) []byte {
	switch v := v.(type) {
	case Ref:
		return fmt.Appendf(b, "%d %d R", v.num, v.gen)
	case nameValue:
		return appendName(b, string(v))
	case string:
		return fmt.Appendf(b, "<%x>", v)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case bool:
		return fmt.Appendf(b, "%t", v)
	case []any:
		b = append(b, '[')
		for _, x := range v {
			b = append(appendSyntax(b, x, depth+1), ' ')
		}
		return append(b, ']')
	case map[string]any:
		b = append(b, "<<"...)
		for _, k := range slices.Sorted(maps.Keys(v)) {
			b = append(appendName(b, k), ' ')
			b = append(appendSyntax(b, v[k], depth+1), ' ')
		}
		return append(b, ">>"...)
	}
	return append(b, "null"...)
}

func appendName(b []byte, name string) []byte {
	b = append(b, '/')
	for i := range len(name) {
		if c := name[i]; byteClass(c) != classRegular || c == '#' || c < '!' || c > '~' {
			b = fmt.Appendf(b, "#%02x", c)
			continue
		}
		b = append(b, name[i])
	}
	return b
}
