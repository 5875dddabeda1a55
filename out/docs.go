package out

import (
	"bytes"
	_ "embed" // the texts below
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/parquet-go/parquet-go"
)

//go:embed docs/columns.txt
var columnsText string

//go:embed docs/queries.sql
var queriesText string

//go:embed docs/views.sql
var viewsText string

// A column is one column of a table as the documentation shows it.
type column struct {
	name    string
	sqlType string // as DuckDB names it
	null    bool
}

// schema returns the table's columns in order, without meanings.
func (t *table[T]) schema() []column {
	s := parquet.SchemaOf(new(T))
	var cols []column
	for _, f := range s.Fields() {
		cols = append(cols, column{name: f.Name(), sqlType: sqlType(f), null: f.Optional()})
	}
	return cols
}

// sqlType names the type of a column as DuckDB reads it.
func sqlType(n parquet.Node) string {
	logical := ""
	if lt := n.Type().LogicalType(); lt != nil {
		logical, _, _ = strings.Cut(lt.String(), "(")
	}
	if !n.Leaf() {
		if logical == "LIST" {
			return sqlType(n.Fields()[0].Fields()[0]) + "[]"
		}
		var parts []string
		for _, f := range n.Fields() {
			parts = append(parts, `"`+f.Name()+`" `+sqlType(f))
		}
		return "STRUCT(" + strings.Join(parts, ", ") + ")"
	}
	switch logical {
	case "STRING":
		return "VARCHAR"
	case "DATE":
		return "DATE"
	case "TIMESTAMP":
		return "TIMESTAMP WITH TIME ZONE"
	}
	switch n.Type().Kind() {
	case parquet.Boolean:
		return "BOOLEAN"
	case parquet.Int32:
		return "INTEGER"
	case parquet.Int64:
		return "BIGINT"
	default:
		return "DOUBLE"
	}
}

// meanings reads columns.txt: what a row of each table is ("table"), and what
// each column means ("table.column").
func meanings() map[string]string {
	m := map[string]string{}
	table := ""
	for line := range strings.Lines(columnsText) {
		line = strings.TrimSpace(line)
		if name, text, ok := strings.Cut(line, " | "); ok {
			m[table+"."+name] = text
		} else if name, text, ok := strings.Cut(line, ": "); ok {
			table = name
			m[table] = text
		}
	}
	return m
}

// writeDocs writes README.md and views.sql beside the tables, if they differ
// from what stands there.
func (d *Dataset) writeDocs() error {
	views, err := d.views()
	if err != nil {
		return err
	}
	return errors.Join(
		replaceFile(filepath.Join(d.dir, "README.md"), readme()),
		replaceFile(filepath.Join(d.dir, "views.sql"), views),
	)
}

// readme documents every table and column.
func readme() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Dataset of manualwatch\n\nSchema version %s. Parquet files, one a table and run: `<table>/run=<run_id>/part-0.parquet`.\n", SchemaVersion)
	b.WriteString(`A table has no file for a run that gave it no rows. The partition key ` + "`run`" + ` is the run that wrote the row.

Timestamps are UTC with microseconds; dates are calendar days; hashes are lower-case hex; counts are numbers of things unless a unit is given. Rows are sorted by ` + "`board_id`" + `, then by place. An empty column means "not known" and is null; lists are never null.

Any reader of Parquet will do. With DuckDB, from the folder that holds ` + "`dataset`" + `:

` + "```sql" + `
SET VARIABLE dataset = 'dataset';  -- where the tables are; '.' if not set
.read dataset/views.sql
SELECT * FROM open_problems;
` + "```" + `

` + "`views.sql`" + ` names the tables and adds views without copying data: ` + "`current_editions`, `current_sections`, `editions_as_of(day)`, `sections_as_of(day)`, `changes_between(first_day, last_day)`, `open_problems`, `overdue_reviews`, `superseded_references`, `declared_not_found`, `undeclared_changes`, `current_topics`, `current_coverage`" + `. Read it again after a table got its first rows.

Without the views:

` + "```sql" + `
SELECT * FROM read_parquet('dataset/changes/*/*.parquet', hive_partitioning = true);
` + "```" + `
`)
	m := meanings()
	for _, t := range allTables() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| column | type | null | meaning |\n|---|---|---|---|\n", t.tableName(), m[t.tableName()])
		for _, c := range t.schema() {
			null := "no"
			if c.null {
				null = "yes"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", c.name, c.sqlType, null, m[t.tableName()+"."+c.name])
		}
	}
	b.WriteString("\n## Example queries\n\nThey use the views of `views.sql`.\n")
	for _, q := range exampleQueries() {
		fmt.Fprintf(&b, "\n%s:\n\n```sql\n%s\n```\n", q.about, q.sql)
	}
	return b.Bytes()
}

// A query is an example of the documentation.
type query struct{ about, sql string }

// exampleQueries cuts queries.sql at its comments.
func exampleQueries() []query {
	var qs []query
	for part := range strings.SplitSeq(queriesText, "\n\n") {
		about, sql, ok := strings.Cut(strings.TrimSpace(part), "\n")
		if ok {
			qs = append(qs, query{about: strings.TrimPrefix(about, "-- "), sql: sql})
		}
	}
	return qs
}

// views returns the SQL that names the tables, an empty one for a table that
// has no file yet, and the views on them.
func (d *Dataset) views() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("-- Views for DuckDB on the tables of manualwatch. Generated; see README.md.\n")
	b.WriteString("-- Set the variable before reading this file if the tables are not in the current folder:\n")
	b.WriteString("--   SET VARIABLE dataset = 'data/dataset';\n")
	b.WriteString("SET VARIABLE dataset = coalesce(getvariable('dataset'), '.');\n\n")
	for _, t := range allTables() {
		runs, err := d.runsOf(t.tableName())
		if err != nil {
			return nil, err
		}
		if len(runs) == 0 {
			b.WriteString("-- no rows yet\n")
		}
		fmt.Fprintf(&b, "CREATE OR REPLACE VIEW %q AS ", t.tableName())
		if len(runs) > 0 {
			fmt.Fprintf(&b, "SELECT * FROM read_parquet(getvariable('dataset') || '/%s/*/*.parquet', hive_partitioning = true, hive_types_autocast = false, union_by_name = true);\n", t.tableName())
			continue
		}
		b.WriteString("SELECT ")
		for _, c := range t.schema() {
			fmt.Fprintf(&b, "NULL::%s AS %q, ", c.sqlType, c.name)
		}
		b.WriteString("NULL::VARCHAR AS run WHERE false;\n")
	}
	b.WriteString("\n" + viewsText)
	return b.Bytes(), nil
}

// replaceFile writes a file so that a reader sees the old or the new content.
func replaceFile(path string, content []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
		return nil
	}
	tmp := path + ".tmp"
	if err := os.WriteFile(tmp, content, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}
