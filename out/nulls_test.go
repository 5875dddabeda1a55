package out

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// TestUnknownIsNull wants every field that is not known written as a null, as other readers
// see it, and every other as its value, whatever stands in the rows around it.
func TestUnknownIsNull(t *testing.T) {
	for _, table := range allTables() {
		table.(interface{ writeNulls(*testing.T) }).writeNulls(t)
	}
}

// writeNulls writes rows of a table whose optional fields are filled by chance and compares which
// of the values in the file are null.
func (tb *table[T]) writeNulls(t *testing.T) {
	t.Helper()
	const rows = 400
	r := rand.New(rand.NewPCG(3, 9))
	known, path := map[string][]bool{}, filepath.Join(t.TempDir(), tb.name)
	w, err := tb.create(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range rows {
		row := reflect.New(reflect.TypeFor[T]()).Elem()
		for i := range row.NumField() {
			if name, optional := columnOf(row.Type().Field(i)); optional {
				is := r.IntN(3) == 0 && (n%128 < 64 || n%64 < 8) // with long runs of nulls behind few values
				if is {
					fill(t, row.Field(i))
				}
				known[name] = append(known[name], is)
			}
		}
		if err := w.add([]T{row.Interface().(T)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.close(nil); err != nil {
		t.Fatal(err)
	}
	written := valuesOf(t, path)
	for name, want := range known {
		if !slices.Equal(written[name], want) {
			t.Errorf("%s.%s: what is known is not what the file says", tb.name, name)
		}
	}
}

// columnOf is the column of a field and whether it may be null.
func columnOf(f reflect.StructField) (name string, optional bool) {
	options := strings.Split(f.Tag.Get("parquet"), ",")
	return options[0], slices.Contains(options[1:], "optional")
}

// fill gives an optional field any value but the zero of its type.
func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch {
	case v.Type() == timeType:
		v.Set(reflect.ValueOf(time.Unix(1, 0).UTC()))
	case v.Kind() == reflect.String:
		v.SetString("x")
	case v.CanInt():
		v.SetInt(1)
	case v.CanFloat():
		v.SetFloat(1)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	default:
		t.Fatalf("an optional field of type %s", v.Type())
	}
}

// valuesOf tells of every value of the columns at the top of a file whether it is there.
func valuesOf(t *testing.T, path string) map[string][]bool {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := openParquet(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]bool{}
	columns := f.Schema().Columns()
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		buf := make([]parquet.Row, 64)
		for {
			n, err := rows.ReadRows(buf)
			for _, row := range buf[:n] {
				for _, v := range row {
					if c := columns[v.Column()]; len(c) == 1 {
						out[c[0]] = append(out[c[0]], !v.IsNull())
					}
				}
			}
			if err != nil {
				break
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
