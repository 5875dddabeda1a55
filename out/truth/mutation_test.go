package truth

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// untold are the columns of which nothing is told to readers (ordinals and ids: nothing
// but order and belonging, which stay when all are altered alike; the type of a file, without
// which a chapter was not read, since all of this scene were; addresses of changes
// and days of passages given up: nothing in this scene; the standing of citations on the
// day when they were read: reports tell that of their own day). Every other one is noticed
// when it is altered.
var untold = map[string]string{
	"Observations": "Requests NotModified Failed Bytes", "Editions": "ContentSHA256 Sections ParserVersion RulesVersion",
	"Sections": "Ordinal Depth NumberKey MediaType Page TextSHA256 Words", "Amendments": "Ordinal Scope Release URL DateText",
	"References": "URL Status SupersededBy", "Changes": "FromEditionID ToEditionID ChangeID OldURL NewURL Similarity OldSHA256 NewSHA256",
	"Coverage": "LastDeclaredText", "Declarations": "DateText Ordinal SectionID ChangeIDs Score", "Topics": "TopicID Score", "Overdue": "*", "SharedText": "SectionID", "Adoptions": "PassageID LastSeen",
}

// spoken tells the rows that are told: of the newest editions and the newest comparison.
func (w *world) spoken(row any) bool {
	compared := newAcross(w).compared
	current := func(id, board string) bool { return w.current[board] != nil && w.current[board].EditionID == id }
	switch r := row.(type) {
	case out.SectionRow:
		return current(r.EditionID, r.BoardID)
	case out.AmendmentRow:
		return current(r.EditionID, r.BoardID)
	case out.ReferenceRow:
		r.Age(w.latest().StartedAt)
		again := count(w.rows.References, func(o *out.ReferenceRow) bool {
			return o.EditionID == r.EditionID && o.Title == r.Title && o.EditionYear == r.EditionYear
		})
		return current(r.EditionID, r.BoardID) && r.Status == "superseded" && again == 1
	case out.DeclarationRow:
		return r.State == "not_detected" || r.State == "confirmed"
	case out.CoverageRow:
		return r.RunID == compared
	case out.SharedTextRow:
		return r.RunID == compared && r.Regional
	case out.AdoptionRow:
		return r.RunID == compared
	case out.TopicRow:
		return r.RunID == compared && r.Standing == "candidate"
	case out.FindingRow:
		return r.Code == "dead_link" && r.RunID == w.latest().RunID || r.Code == "dangling_reference" && current(r.BoardID+"-"+r.RunID, r.BoardID)
	}
	return true
}

// TestAlteredTablesAreNoticed alters each column of each table, one after the other,
// and wants what is told to be called wrong; and it takes single rows away.
func TestAlteredTablesAreNoticed(t *testing.T) {
	w := played(t)
	whole := w.rows
	defer func() { w.rows = whole; w.index() }()
	if wrong := w.isWrong(); wrong != "" {
		t.Fatal(wrong)
	}
	tables := reflect.TypeOf(whole)
	for i := range tables.NumField() {
		name := tables.Field(i).Name
		rows := reflect.ValueOf(whole).Field(i)
		if rows.Len() == 0 {
			continue // not read, or nothing of it in the scene
		}
		for _, column := range columnsOf(rows.Type().Elem()) {
			w.rows = alter(whole, i, column)
			noticed := w.isWrong()
			known := untold[name] == "*" || slices.Contains(strings.Fields(untold[name]), column)
			if noticed == "" && !known {
				t.Errorf("%s.%s was altered and nothing is called wrong", name, column)
			}
			if noticed != "" && known {
				t.Errorf("%s.%s is said to be told nowhere, but: %s", name, column, noticed)
			}
		}
		if untold[name] == "*" {
			continue
		}
		told := 0
		for k := range rows.Len() {
			if !w.spoken(rows.Index(k).Interface()) {
				continue
			}
			if told++; told%(1+rows.Len()/6) != 1 {
				continue
			}
			w.rows = without(whole, i, k)
			wrong := w.isWrong()
			w.rows = whole
			w.index()
			if wrong == "" {
				t.Errorf("row %d of %s was taken away and nothing is called wrong", k, name)
			}
		}
	}
}

// isWrong checks with other rows; a row that is missed where another one needs it is
// as wrong as any.
func (w *world) isWrong() (wrong string) {
	defer func() {
		if r := recover(); r != nil {
			wrong = fmt.Sprint(r)
		}
		w.eager = false
	}()
	w.eager = true // the first complaint ends it
	w.index()
	w.check()
	return ""
}

func columnsOf(row reflect.Type) []string {
	var names []string
	for i := range row.NumField() {
		names = append(names, row.Field(i).Name)
	}
	return names
}

// alter returns the tables with one column of one of them altered in every row.
func alter(whole out.Tables, table int, column string) out.Tables {
	altered := reflect.New(reflect.TypeOf(whole)).Elem()
	altered.Set(reflect.ValueOf(whole))
	rows := altered.Field(table)
	fresh := reflect.MakeSlice(rows.Type(), rows.Len(), rows.Len())
	reflect.Copy(fresh, rows)
	for i := range fresh.Len() {
		other(fresh.Index(i).FieldByName(column))
	}
	rows.Set(fresh)
	return altered.Interface().(out.Tables)
}

// other gives a value another one of its kind.
func other(v reflect.Value) {
	switch x := v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(x.AddDate(0, 0, 40)))
		return
	case out.Day:
		v.Set(reflect.ValueOf(x + 40))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x" + v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int32, reflect.Int64:
		v.SetInt(v.Int() + 3)
	case reflect.Float64:
		v.SetFloat(v.Float() + .07)
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			other(v.Index(0))
			return
		}
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		for i := range fresh.Len() {
			other(fresh.Index(i))
		}
		v.Set(fresh)
	case reflect.Struct:
		for i := range v.NumField() {
			other(v.Field(i))
		}
	}
}

func without(whole out.Tables, table, k int) out.Tables {
	shorter := reflect.New(reflect.TypeOf(whole)).Elem()
	shorter.Set(reflect.ValueOf(whole))
	rows := shorter.Field(table)
	fresh := reflect.MakeSlice(rows.Type(), 0, rows.Len())
	fresh = reflect.AppendSlice(fresh, rows.Slice(0, k))
	rows.Set(reflect.AppendSlice(fresh, rows.Slice(k+1, rows.Len())))
	return shorter.Interface().(out.Tables)
}

var digit = regexp.MustCompile(`\d+`)

// alterations are what a document could say instead.
var alterations = map[string]func(lines []line, i int) []line{
	"a line is missing":   func(lines []line, i int) []line { return slices.Delete(lines, i, i+1) },
	"a line stands twice": func(lines []line, i int) []line { return slices.Insert(lines, i, lines[i]) },
	"a number is another": func(lines []line, i int) []line {
		return each(lines, i, func(s string) string {
			at := digit.FindStringIndex(s)
			if at == nil {
				return s
			}
			return s[:at[0]] + map[bool]string{true: "7", false: "4"}[s[at[0]:at[1]] == "4"] + s[at[1]:]
		})
	},
	"a word is another": func(lines []line, i int) []line {
		return each(lines, i, func(s string) string {
			words := strings.Fields(s)
			if len(words) > 0 {
				words[len(words)/2] = "elsewhere"
			}
			return strings.Join(words, " ")
		})
	},
	"a sentence more": func(lines []line, i int) []line {
		return each(lines, i, func(s string) string { return s + " All is well." })
	},
	"an address is another": func(lines []line, i int) []line {
		l := lines[i]
		if len(l.links) == 0 {
			return lines
		}
		l.links = slices.Clone(l.links)
		for k := range l.links {
			l.links[k].href += "x"
		}
		lines[i] = l
		return lines
	},
}

// each changes the texts of a line.
func each(lines []line, i int, do func(string) string) []line {
	l := lines[i]
	l.text, l.plain = do(l.text), do(l.plain)
	l.cells = slices.Clone(l.cells)
	for k := range l.cells {
		l.cells[k].plain = do(l.cells[k].plain)
	}
	lines[i] = l
	return lines
}

// harmless are lines that say nothing of the tables, which may stand twice, be missing
// or have other words without a sentence being false.
var harmless = regexp.MustCompile(`^(?:a|link|title|footer|label|button|picture|text|head|summary|dt)$`)

// TestAlteredDocumentsAreNoticed alters lines of all documents and wants each to be
// called wrong: a grammar that lets anything pass would not see it.
func TestAlteredDocumentsAreNoticed(t *testing.T) {
	w := played(t)
	if wrong := w.isWrong(); wrong != "" {
		t.Fatal(wrong)
	}
	docs := maps.Clone(w.docs)
	defer func() { w.docs = docs }()
	missed, tried := map[string]int{}, 0
	for n, name := range slices.Sorted(maps.Keys(docs)) {
		if n%4 != 0 && strings.HasPrefix(name, "site/boards/") && !strings.HasSuffix(name, "/index.html") {
			continue // there are many pages of chapters
		}
		for i := n % 3; i < len(docs[name]); i += 1 + len(docs[name])/5 {
			if harmless.MatchString(docs[name][i].kind) {
				continue
			}
			for what, do := range alterations {
				w.docs = maps.Clone(docs)
				w.docs[name] = do(slices.Clone(docs[name]), i)
				if fmt.Sprint(w.docs[name]) == fmt.Sprint(docs[name]) {
					continue
				}
				tried++
				if w.isWrong() == "" {
					missed[what]++
					t.Errorf("%s: %s, and nothing is called wrong: %s %q", name, what, docs[name][i].kind, docs[name][i].text)
				}
			}
		}
	}
	if tried < 300 {
		t.Errorf("only %d alterations were tried", tried)
	}
	t.Logf("%d alterations", tried)
}
