package out

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// duckTools returns node and the folder with the package of DuckDB. It skips the
// test where either is missing: set MANUALWATCH_DUCKDB to a folder in which
// `npm install @duckdb/node-api` was run.
func duckTools(t testing.TB) (node, dir string) {
	t.Helper()
	dir = os.Getenv("MANUALWATCH_DUCKDB")
	node, err := exec.LookPath("node")
	if dir == "" || err != nil {
		t.Skip("MANUALWATCH_DUCKDB is not set or node is missing")
	}
	return node, dir
}

// duck runs SQL in DuckDB, an independent reader.
func duck(t *testing.T, statements ...string) [][]map[string]any {
	t.Helper()
	node, dir := duckTools(t)
	const program = `
import { createRequire } from 'node:module';
const { DuckDBInstance } = createRequire(process.argv[1] + '/')('@duckdb/node-api');
const db = await (await DuckDBInstance.create(':memory:')).connect();
let text = '';
for await (const chunk of process.stdin) text += chunk;
const all = [];
for (const sql of JSON.parse(text)) {
  try { all.push(await (await db.runAndReadAll(sql)).getRowObjectsJson()); }
  catch (e) { console.error(sql + '\n' + e.message); process.exit(1); }
}
console.log(JSON.stringify(all));`
	return runNode(t, node, program, dir, statements)
}

// runNode gives a program of the packages in dir its input as JSON and returns the
// tables of rows that it prints as JSON.
func runNode(t *testing.T, node, program, dir string, input []string) [][]map[string]any {
	t.Helper()
	in, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--input-type=module", "-e", program, dir)
	cmd.Stdin = strings.NewReader(string(in))
	var stderr strings.Builder
	cmd.Stderr = &stderr
	b, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var all [][]map[string]any
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDuckDBReadsEveryTable(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, d, run1, "b", "a")
	writeRun(t, d, run2, "a")
	var sql []string
	for _, name := range TableNames() {
		from := "read_parquet('" + filepath.Join(d.dir, name) + "/*/*.parquet', hive_partitioning = true)"
		sql = append(sql, "SELECT count(*)::INT AS n, count(DISTINCT run)::INT AS runs FROM "+from, "DESCRIBE SELECT * FROM "+from)
	}
	got := duck(t, sql...)
	for i, table := range allTables() {
		count, desc := got[2*i][0], got[2*i+1]
		if count["runs"] != 2.0 {
			t.Errorf("%s: DuckDB counts %v", table.tableName(), count)
		}
		for j, c := range table.schema() {
			if desc[j]["column_name"] != c.name || desc[j]["column_type"] != strings.ReplaceAll(c.sqlType, `"op"`, "op") && !strings.Contains(c.sqlType, "STRUCT") {
				t.Errorf("%s.%s is %s here, DuckDB reads %s %s", table.tableName(), c.name, c.sqlType, desc[j]["column_name"], desc[j]["column_type"])
			}
		}
	}
}

func TestDuckDBReadsTheValues(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, d, run1, "a")
	from := func(table string) string {
		return " FROM read_parquet('" + filepath.Join(d.dir, table) + "/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
	}
	got := duck(t,
		"SELECT epoch_us(observed_at)::VARCHAR AS at, declared_next_update::VARCHAR AS next, run"+from("editions"),
		"SELECT flags, text, next_review::VARCHAR AS next, parent_section_id AS parent, page"+from("sections")+" ORDER BY ordinal",
		"SELECT edits, obligations, similarity"+from("changes")+" ORDER BY change_id",
	)
	if r := got[0][0]; r["at"] != "1793498400123456" || r["next"] != "2026-05-01" || r["run"] != run1 {
		t.Errorf("editions: %v", r)
	}
	if r := got[1][0]; r["text"] != "a\nb" || r["next"] != "1969-12-31" || r["parent"] != nil || len(r["flags"].([]any)) != 2 {
		t.Errorf("sections: %v", r)
	}
	if r := got[1][1]; r["next"] != nil || r["page"] != nil || r["parent"] != "s1" || r["flags"] == nil {
		t.Errorf("unknown values of a section: %v", r)
	}
	edits, _ := json.Marshal(got[2][0]["edits"])
	if want := `[{"op":"keep","text":"staff "},{"op":"delete","text":"should"},{"op":"insert","text":"must"}]`; string(edits) != want {
		t.Errorf("edits %s, want %s", edits, want)
	}
}

// TestDuckDBRunsViewsAndQueries runs all that the dataset's README offers, on a
// dataset with all tables and on one with few.
func TestDuckDBRunsViewsAndQueries(t *testing.T) {
	full := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, full, run1, "a", "b")
	writeRun(t, full, run2, "a")
	bare := open(t, filepath.Join(t.TempDir(), "dataset"))
	if err := bare.WriteRun(run1, Tables{Runs: []RunRow{aRun(run1)}}); err != nil {
		t.Fatal(err)
	}
	for _, d := range []*Dataset{full, bare} {
		views, err := os.ReadFile(filepath.Join(d.dir, "views.sql"))
		if err != nil {
			t.Fatal(err)
		}
		sql := []string{"SET VARIABLE dataset = '" + d.dir + "'"}
		sql = append(sql, statements(string(views))...)
		n := len(sql)
		for _, q := range exampleQueries() {
			sql = append(sql, q.sql)
		}
		sql = append(sql,
			"SELECT DISTINCT edition_id FROM sections_as_of(DATE '2026-11-01') ORDER BY ALL",
			"SELECT DISTINCT edition_id FROM current_sections ORDER BY ALL",
			"SELECT board_id FROM open_problems ORDER BY ALL")
		got := duck(t, sql...)
		if d == bare {
			continue
		}
		tail := got[n+len(exampleQueries()):]
		if len(tail[0]) != 2 || len(tail[2]) != 2 {
			t.Errorf("sections_as_of %v, open_problems %v: want two boards each", tail[0], tail[2])
		}
		for i, q := range exampleQueries() {
			// The first asks for the last thirty days; the rows have no topic that only some
			// boards have, and all boards cite the same edition.
			if i != 0 && len(got[n+i]) == 0 && !strings.Contains(q.sql, "current_coverage") && !strings.Contains(q.sql, "most_cite") {
				t.Errorf("no rows from: %s", q.about)
			}
		}
	}
}

// TestDuckDBFindsOtherEditions: of four boards whose chapters on a topic cite a document,
// below their headings, the one that cites another edition than most is found, and no act.
func TestDuckDBFindsOtherEditions(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	night := Tables{Runs: []RunRow{aRun(run1)}}
	for i, board := range []string{"a", "b", "c", "d"} {
		ed, year := board+"-"+run1, int32(2018)
		if board == "c" {
			year = 2015
		}
		night.Editions = append(night.Editions, EditionRow{EditionID: ed, BoardID: board, RunID: run1, ObservedAt: aRun(run1).StartedAt})
		night.Sections = append(night.Sections, SectionRow{EditionID: ed, BoardID: board, SectionID: "ch", Ordinal: 0, Kind: "chapter", Title: "Bruising"},
			SectionRow{EditionID: ed, BoardID: board, SectionID: "law", ParentSectionID: "ch", Ordinal: 1, Kind: "heading", Title: "Law"})
		night.References = append(night.References, ReferenceRow{EditionID: ed, BoardID: board, SectionID: "law", Authority: "HM Government", Title: "Working Together", EditionYear: year, Status: "current"},
			ReferenceRow{EditionID: ed, BoardID: board, SectionID: "law", Authority: "UK Parliament", Title: "Children Act", EditionYear: 1989 + int32(i/3)*15, Status: "current"})
		night.Topics = append(night.Topics, TopicRow{RunID: run1, TopicID: "t", Topic: "Bruising", BoardID: board, SectionID: "ch", Standing: "same"})
	}
	if err := d.WriteRun(run1, night); err != nil {
		t.Fatal(err)
	}
	views, err := os.ReadFile(filepath.Join(d.dir, "views.sql"))
	if err != nil {
		t.Fatal(err)
	}
	sql := append([]string{"SET VARIABLE dataset = '" + d.dir + "'"}, statements(string(views))...)
	i := slices.IndexFunc(exampleQueries(), func(q query) bool { return strings.Contains(q.sql, "most_cite") })
	got := duck(t, append(sql, exampleQueries()[i].sql)...)
	rows := got[len(got)-1]
	if len(rows) != 1 || rows[0]["board_id"] != "c" || fmt.Sprint(rows[0]["edition_year"], rows[0]["most_cite"]) != "2015 2018" {
		t.Errorf("found %v, want board c, which cites 2015 where most cite 2018", rows)
	}
}

// statements cuts SQL at the semicolons that end lines.
func statements(sql string) []string {
	var list []string
	for _, s := range strings.Split(sql, ";\n") {
		if strings.Contains(s, "CREATE") || strings.Contains(s, "SET ") {
			list = append(list, s)
		}
	}
	return list
}

func TestEveryColumnIsDocumented(t *testing.T) {
	m := meanings()
	seen := map[string]bool{}
	for _, table := range allTables() {
		names := []string{table.tableName()}
		for _, c := range table.schema() {
			names = append(names, table.tableName()+"."+c.name)
		}
		for _, n := range names {
			seen[n] = true
			if m[n] == "" {
				t.Errorf("columns.txt says nothing of %s", n)
			}
		}
	}
	for n := range m {
		if !seen[n] {
			t.Errorf("columns.txt speaks of %s, which is not there", n)
		}
	}
	if len(exampleQueries()) < 8 {
		t.Error("queries.sql was not read")
	}
}
