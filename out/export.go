package out

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// ExportFormats lists what [Dataset.Export] can write.
func ExportFormats() []string { return []string{"csv", "csv-excel", "jsonl"} }

// byteOrderMark tells a spreadsheet that a file is UTF-8. Most other readers take it for a
// part of the first column's name, so that it is written only where it is asked for.
const byteOrderMark = "\uFEFF"

// Export writes the rows of a table that pass f, oldest run first, as CSV with a
// head ("csv"), the same behind a byte order mark ("csv-excel"), or as one JSON object a
// line ("jsonl"). Unknown values are empty in
// CSV and null in JSON, times are ISO 8601 in UTC, lists in CSV are JSON. A CSV
// value that a spreadsheet would take for a formula gets an apostrophe in front.
func (d *Dataset) Export(w io.Writer, table, format string, f Filter) error {
	for _, t := range allTables() {
		if t.tableName() != table {
			continue
		}
		b := bufio.NewWriter(w)
		var err error
		switch format {
		case "csv-excel":
			_, _ = b.WriteString(byteOrderMark) // b keeps its error
			err = t.export(d, f, newCSVSink(b))
		case "csv":
			err = t.export(d, f, newCSVSink(b))
		case "jsonl":
			err = t.export(d, f, &jsonSink{w: b})
		default:
			return fmt.Errorf("export: no format %q; there are %s", format, strings.Join(ExportFormats(), " and "))
		}
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		return b.Flush()
	}
	return fmt.Errorf("export: no table %q; there are %s", table, strings.Join(TableNames(), ", "))
}

// A sink takes the values of rows; nil is an unknown value.
type sink interface {
	head(names []string) error
	row(names []string, values []any) error
	flush() error
}

func (t *table[T]) export(d *Dataset, f Filter, s sink) error {
	cols := t.schema()
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = c.name
	}
	if err := s.head(names); err != nil {
		return err
	}
	values := make([]any, len(cols))
	err := eachRow(d, t, f, func(rows []T) error {
		for i := range rows {
			v := reflect.ValueOf(&rows[i]).Elem()
			for j := range cols {
				values[j] = plainValue(v.Field(j), cols[j].null)
			}
			if err := s.row(names, values); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.flush()
}

// plainValue returns a field as a string, number, bool, list or nil.
func plainValue(v reflect.Value, null bool) any {
	if null && v.IsZero() {
		return nil
	}
	switch x := v.Interface().(type) {
	case time.Time:
		return x.UTC().Format("2006-01-02T15:04:05.000000Z")
	case Day:
		return x.String()
	}
	if v.Kind() == reflect.Slice {
		list := make([]any, v.Len())
		for i := range list {
			list[i] = plainValue(v.Index(i), false)
		}
		return list
	}
	if v.Kind() == reflect.Struct {
		m := map[string]any{} // encoding/json sorts the keys
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("parquet"), ",")
			m[name] = plainValue(v.Field(i), false)
		}
		return m
	}
	return v.Interface()
}

type csvSink struct {
	w     *csv.Writer
	cells []string
}

func newCSVSink(w io.Writer) *csvSink { return &csvSink{w: csv.NewWriter(w)} }

func (s *csvSink) head(names []string) error { return s.w.Write(names) }

func (s *csvSink) row(_ []string, values []any) error {
	s.cells = s.cells[:0]
	for _, v := range values {
		c, err := csvCell(v)
		if err != nil {
			return err
		}
		s.cells = append(s.cells, c)
	}
	return s.w.Write(s.cells)
}

func (s *csvSink) flush() error {
	s.w.Flush()
	return s.w.Error()
}

func csvCell(v any) (string, error) {
	switch x := v.(type) {
	case nil:
		return "", nil
	case string:
		return neutral(x), nil
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64), nil
	case []any:
		b, err := safeJSON(x)
		return string(b), err
	default:
		return fmt.Sprint(x), nil
	}
}

// commands reports whether a terminal or the layout of a line obeys a character.
func commands(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// neutral makes a text harmless for spreadsheets and terminals: no formula, no
// characters that command but line breaks and tabs.
func neutral(s string) string {
	s = strings.Map(func(r rune) rune {
		if commands(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	first := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if s != "" && strings.ContainsRune("\t\n", rune(s[0])) || first != "" && strings.ContainsAny(first[:1], "=+-@|%") || strings.HasPrefix(first, "＝") || strings.HasPrefix(first, "＋") || strings.HasPrefix(first, "－") || strings.HasPrefix(first, "＠") {
		return "'" + s
	}
	return s
}

type jsonSink struct{ w *bufio.Writer }

func (s *jsonSink) head([]string) error { return nil }
func (s *jsonSink) flush() error        { return nil }

func (s *jsonSink) row(names []string, values []any) error {
	for i, v := range values {
		b, err := safeJSON(v)
		if err != nil {
			return err
		}
		lead := ","
		if i == 0 {
			lead = "{"
		}
		_, _ = fmt.Fprintf(s.w, "%s%q:%s", lead, names[i], b) // w keeps its error
	}
	_, err := s.w.WriteString("}\n")
	return err
}

// safeJSON writes a value as JSON with all characters that command as escapes, also
// those above 127.
func safeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	text := bytes.TrimRight(b.Bytes(), "\n")
	if !bytes.ContainsFunc(text, commands) {
		return text, nil
	}
	var safe bytes.Buffer
	for _, r := range string(text) {
		if commands(r) {
			fmt.Fprintf(&safe, `\u%04x`, r)
			continue
		}
		safe.WriteRune(r)
	}
	return safe.Bytes(), nil
}
