package out

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExportEveryTable(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	writeRun(t, d, run1, "b", "a")
	for _, table := range allTables() {
		name := table.tableName()
		var c, j bytes.Buffer
		if err := d.Export(&c, name, "csv", Filter{}); err != nil {
			t.Fatal(err)
		}
		if err := d.Export(&j, name, "jsonl", Filter{}); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&c).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		lines := strings.Split(strings.TrimSpace(j.String()), "\n")
		if len(records) != len(lines)+1 || len(lines) < 1 {
			t.Errorf("%s: %d records, %d lines of JSON", name, len(records)-1, len(lines))
		}
		var obj map[string]any
		if err := json.Unmarshal([]byte(lines[0]), &obj); err != nil || len(obj) != len(table.schema()) {
			t.Errorf("%s: %v: %s", name, err, lines[0])
		}
	}
}

func TestExportValues(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "dataset"))
	if err := d.WriteRun(run1, Tables{Findings: []FindingRow{
		{RunID: run1, BoardID: "a", Code: "=1+1", Detail: "two\nlines"},
		{RunID: run1, BoardID: "a", Code: "+44 20", Detail: "a\x1b[31mred\u009bx"},
		{RunID: run1, BoardID: "a", Code: " @SUM(A1)", Detail: "-5"},
		{RunID: run1, BoardID: "b", Code: "fine", Detail: "a=b"},
	}}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := d.Export(&b, "findings", "csv", Filter{BoardID: "a"}); err != nil {
		t.Fatal(err)
	}
	want := "run_id,board_id,url,section_id,code,detail\n" +
		run1 + ",a,,,'=1+1,\"two\nlines\"\n" +
		run1 + ",a,,,'+44 20,a[31mredx\n" +
		run1 + ",a,,,' @SUM(A1),'-5\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := d.Export(&b, "findings", "csv-excel", Filter{BoardID: "a"}); err != nil || b.String() != "\xef\xbb\xbf"+want {
		t.Errorf("for Excel: %q, %v", b.String(), err)
	}
	b.Reset()
	if err := d.Export(&b, "findings", "jsonl", Filter{BoardID: "a"}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\u009b") || !strings.Contains(b.String(), `"url":null`) || !strings.Contains(b.String(), `\u009bx`) {
		t.Errorf("JSON: %q", b.String())
	}
	if err := d.Export(&b, "finding", "csv", Filter{}); err == nil || !strings.Contains(err.Error(), "findings") {
		t.Errorf("unknown table: %v", err)
	}
	if err := d.Export(&b, "findings", "xlsx", Filter{}); err == nil || !strings.Contains(err.Error(), "jsonl") {
		t.Errorf("unknown format: %v", err)
	}
}

func TestExportObeysNoCommands(t *testing.T) {
	for in, want := range map[string]string{
		"\u200b=1+1": "'\u200b=1+1", "\ufeff@SUM(A1)": "'\ufeff@SUM(A1)", "=1": "'=1", " \t+1": "' \t+1", "\r=1": "'=1", "＝1": "'＝1",
		"safe \u202etxt.exe": "safe txt.exe", "\x1b]0;x\x07plain": "]0;xplain", "1.1 Referrals": "1.1 Referrals",
	} {
		if got := neutral(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	b, err := safeJSON("a\u202eb\u009bc")
	if err != nil || string(b) != `"a\u202eb\u009bc"` {
		t.Errorf("%s, %v", b, err)
	}
}
