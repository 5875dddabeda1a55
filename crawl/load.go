package crawl

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// defaultDelay is the delay of a board whose entry gives none.
const defaultDelay = Duration(time.Second)

//go:embed boards.toml
var bundled []byte

// Bundled returns the register of the real manuals that is embedded in the
// program.
func Bundled() (*Register, error) { return parseRegister("boards.toml", bundled) }

// Load reads a register. Its error joins every problem found, each naming
// file, line and key.
func Load(path string) (*Register, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	return parseRegister(path, text)
}

// A registerReader collects the problems of one register.
type registerReader struct {
	file  string
	where lineIndex
	errs  []placed
	wrong map[wrongKey]bool // keys whose values could not be taken
}

// A wrongKey is a key of a board, by its place in the file.
type wrongKey struct {
	board int
	key   string
}

// A placed problem is one with its line, so that problems come in the order of
// the file.
type placed struct {
	line int
	err  error
}

func parseRegister(file string, text []byte) (*Register, error) {
	var raw map[string]any
	if _, err := toml.Decode(string(text), &raw); err != nil {
		var pe toml.ParseError
		if errors.As(err, &pe) {
			return nil, fmt.Errorf("%s:%d: key %q: %s", file, pe.Position.Line, pe.LastKey, pe.Message)
		}
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	rd := &registerReader{file: file, where: indexLines(string(text)), wrong: map[wrongKey]bool{}}
	r := rd.register(raw)
	rd.lint(r)
	if len(rd.errs) > 0 {
		return nil, rd.problems()
	}
	return r, nil
}

// problem notes a mistake at a key; board is -1 for the top of the file.
func (rd *registerReader) problem(board int, id, key, format string, args ...any) {
	line := rd.where.line(board, key)
	place := fmt.Sprintf("%s:%d: ", rd.file, line)
	if id != "" {
		place += fmt.Sprintf("board %q: ", id)
	}
	if key != "" {
		place += key + ": "
	}
	rd.errs = append(rd.errs, placed{line, errors.New(place + fmt.Sprintf(format, args...))})
}

func (rd *registerReader) problems() error {
	slices.SortStableFunc(rd.errs, func(a, b placed) int { return a.line - b.line })
	var errs []error
	for _, p := range rd.errs {
		errs = append(errs, p.err)
	}
	return errors.Join(errs...)
}

func (rd *registerReader) register(raw map[string]any) *Register {
	r := &Register{}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		switch v := raw[key].(type) {
		case string:
			if key == "contact" {
				r.Contact = v
				continue
			}
		case []map[string]any:
			if key == "board" {
				for i, b := range v {
					r.Boards = append(r.Boards, rd.board(i, b))
				}
				continue
			}
		}
		if key == "contact" || key == "board" {
			rd.problem(-1, "", key, "wrong type (contact is text, boards are [[board]] tables)")
			continue
		}
		rd.problem(-1, "", key, "unknown key%s", didYouMean(key, []string{"contact", "board"}))
	}
	if len(r.Boards) == 0 {
		rd.problem(-1, "", "", "the register has no [[board]]")
	}
	return r
}

// board reads one entry, field by field, so that one mistake hides no other.
func (rd *registerReader) board(i int, raw map[string]any) Board {
	b := Board{Delay: defaultDelay}
	id, _ := raw["id"].(string)
	v := reflect.ValueOf(&b).Elem()
	fields := map[string]int{}
	for f := range v.NumField() {
		fields[v.Type().Field(f).Tag.Get("toml")] = f
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		f, ok := fields[key]
		if !ok {
			rd.problem(i, id, key, "unknown key%s", didYouMean(key, slices.Sorted(maps.Keys(fields))))
			continue
		}
		if err := assign(v.Field(f), raw[key]); err != nil {
			rd.problem(i, id, key, "%v", err)
			rd.wrong[wrongKey{i, key}] = true
		} else if raw[key] == int64(0) && key == "max_pages" {
			rd.problem(i, id, key, "0 is not between 1 and 1000000; leave it out for %d", defaultMaxPages)
		}
	}
	return b
}

// assign sets a field of Board from a TOML value.
func assign(field reflect.Value, raw any) error {
	switch field.Interface().(type) {
	case string:
		return set[string](field, raw, "text in quotes")
	case bool:
		return set[bool](field, raw, "true or false")
	case Duration:
		text, ok := raw.(string)
		if !ok {
			return errors.New(`must be a duration in quotes, like "1s"`)
		}
		var d Duration
		err := d.UnmarshalText([]byte(text))
		field.Set(reflect.ValueOf(d))
		return err
	case int, int64:
		n, ok := raw.(int64)
		if !ok {
			return errors.New("must be a whole number")
		}
		field.SetInt(n)
	case []string:
		list, err := textList(raw)
		field.Set(reflect.ValueOf(list))
		return err
	case map[string]string:
		m, err := textMap(raw)
		field.Set(reflect.ValueOf(m))
		return err
	}
	return nil
}

func set[T any](field reflect.Value, raw any, want string) error {
	v, ok := raw.(T)
	if !ok {
		return errors.New("must be " + want)
	}
	field.Set(reflect.ValueOf(v))
	return nil
}

func textList(raw any) ([]string, error) {
	list, ok := raw.([]any)
	out := make([]string, 0, len(list))
	for _, e := range list {
		s, isText := e.(string)
		ok = ok && isText
		out = append(out, s)
	}
	if !ok {
		return nil, errors.New(`must be a list of texts, like ["a", "b"]`)
	}
	return out, nil
}

func textMap(raw any) (map[string]string, error) {
	table, ok := raw.(map[string]any)
	out := map[string]string{}
	for k, e := range table {
		s, isText := e.(string)
		ok = ok && isText
		out[k] = s
	}
	if !ok {
		return nil, errors.New("must be a table of texts")
	}
	return out, nil
}

// A lineIndex knows the lines on which a register's keys stand.
type lineIndex struct {
	top    map[string]int
	boards []map[string]int // "" is the line of [[board]]
}

func (x *lineIndex) line(board int, key string) int {
	m := x.top
	if board >= 0 && board < len(x.boards) {
		m = x.boards[board]
	}
	table, _, _ := strings.Cut(key, ".") // of a table that is written in one line
	if n := cmp.Or(m[key], m[table]); n > 0 {
		return n
	}
	return max(1, m[""])
}

// indexLines finds the lines of keys in a TOML text that is known to be well
// formed. Lines inside lists and long texts are skipped.
func indexLines(text string) lineIndex {
	x := lineIndex{top: map[string]int{}}
	current, prefix := x.top, ""
	open, quoted := 0, ""
	for i, line := range strings.Split(text, "\n") {
		inside := open > 0 || quoted != ""
		t := strings.TrimSpace(line)
		open, quoted = scanTOML(line, open, quoted)
		switch {
		case inside || t == "" || t[0] == '#':
		case t[0] == '[':
			name, _, _ := strings.Cut(strings.Trim(t, "["), "]")
			name, ofBoard := strings.CutPrefix(strings.TrimSpace(name), "board.")
			open = 0
			switch {
			case name == "board" && strings.HasPrefix(t, "[["):
				current, prefix = map[string]int{"": i + 1}, ""
				x.boards = append(x.boards, current)
			case ofBoard:
				current[name], prefix = i+1, name+"."
			default: // a table that the register does not have
				first, _, _ := strings.Cut(name, ".")
				x.top[first] = cmp.Or(x.top[first], i+1)
				current, prefix = map[string]int{}, ""
			}
		default:
			key, _, _ := strings.Cut(t, "=")
			key = strings.Trim(strings.TrimSpace(key), `"'`)
			current[prefix+key] = i + 1
			if top, _, ok := strings.Cut(key, "."); ok && prefix == "" {
				current[top] = i + 1
			}
		}
	}
	return x
}

// scanTOML follows brackets and quotes over one line.
func scanTOML(line string, open int, quoted string) (int, string) {
	for i := 0; i < len(line); i++ {
		rest := line[i:]
		switch {
		case quoted != "":
			if line[i] == '\\' && quoted[0] == '"' {
				i++
			} else if strings.HasPrefix(rest, quoted) {
				i += len(quoted) - 1
				quoted = ""
			}
		case strings.HasPrefix(rest, `"""`), strings.HasPrefix(rest, "'''"):
			quoted = rest[:3]
			i += 2
		case line[i] == '"' || line[i] == '\'':
			quoted = rest[:1]
		case line[i] == '#':
			return open, quoted
		case line[i] == '[' || line[i] == '{':
			open++
		case line[i] == ']' || line[i] == '}':
			open = max(0, open-1)
		}
	}
	if len(quoted) == 1 {
		quoted = "" // unreachable in well-formed TOML: such texts end on their line
	}
	return open, quoted
}
