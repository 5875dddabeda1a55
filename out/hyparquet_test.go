package out

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// hyparquet reads whole tables with a Parquet reader that shares no code with
// parquet-go and DuckDB: a list of rows by file. It skips the test where node or the
// packages are missing: set MANUALWATCH_NPM to a folder in which
// `npm install hyparquet hyparquet-compressors` was run, as .ci/run does.
func hyparquet(t *testing.T, files []string) [][]map[string]any {
	t.Helper()
	dir := os.Getenv("MANUALWATCH_NPM")
	for _, p := range []string{"hyparquet", "hyparquet-compressors"} {
		if _, err := os.Stat(filepath.Join(dir, "node_modules", p)); dir == "" || err != nil {
			t.Skipf("MANUALWATCH_NPM names no folder with the npm package %s", p)
		}
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node")
	}
	const program = `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const at = (name) => import(pathToFileURL(createRequire(process.argv[1] + '/').resolve(name)));
const { parquetReadObjects } = await at('hyparquet');
const { compressors } = await at('hyparquet-compressors');
const plain = (k, v) => typeof v === 'bigint' ? Number(v) : v;
const iso = (ms) => new Date(ms).toISOString();
const parsers = { // as the export writes them; a Date of JavaScript has no microseconds
  timestampFromMicroseconds: (us) => iso(Number(us / 1000n)).slice(0, 20) + String(us % 1000000n).padStart(6, '0') + 'Z',
  dateFromDays: (days) => iso(days * 86400000).slice(0, 10),
};
const all = [];
for (const path of JSON.parse(readFileSync(0, 'utf8'))) {
  const b = readFileSync(path);
  all.push(await parquetReadObjects({ file: b.buffer.slice(b.byteOffset, b.byteOffset + b.length), compressors, parsers }));
}
console.log(JSON.stringify(all, plain));`
	return runNode(t, node, program, dir, files)
}

// TestSecondReaderReadsEveryValue compares every value of every table, as the JSON
// lines of [Dataset.Export] have it, with what the other reader finds in the file.
func TestSecondReaderReadsEveryValue(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, d, run1, "b", "a")
	var files []string
	for _, name := range TableNames() {
		files = append(files, d.file(name, run1))
	}
	got := hyparquet(t, files)
	for i, table := range allTables() {
		name := table.tableName()
		var lines strings.Builder
		if err := d.Export(&lines, name, "jsonl", Filter{}); err != nil {
			t.Fatal(err)
		}
		var want []map[string]any
		for dec := json.NewDecoder(strings.NewReader(lines.String())); dec.More(); {
			var row map[string]any
			if err := dec.Decode(&row); err != nil {
				t.Fatal(err)
			}
			want = append(want, row)
		}
		if len(want) == 0 {
			t.Errorf("%s: no rows to compare", name)
		}
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}
