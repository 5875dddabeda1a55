package main

import (
	"bytes"
	"context"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestRunGoesOnWithItsDocuments makes a run whose changelog cannot be written: the next one
// within hours writes that and makes no run of its own, so that the latest document is that
// of the night.
func TestRunGoesOnWithItsDocuments(t *testing.T) {
	at := time.Date(2026, 3, 1, 2, 0, 0, 0, time.UTC)
	data := t.TempDir()
	register := writeRegister(t, slowSite(t, 3, 0))
	night := func() (code int, said string) {
		var stderr bytes.Buffer
		env := &environment{stdout: &stderr, stderr: &stderr, clock: func() time.Time { return at }}
		return run(context.Background(), env, []string{"run", "--boards", register, "--data", data}), stderr.String()
	}
	const id = "20260301T020000Z"
	obstacle := filepath.Join(data, "changelogs", id+".md.tmp")
	if err := os.MkdirAll(obstacle, 0o755); err != nil {
		t.Fatal(err)
	}
	if code, said := night(); code != exitFailed {
		t.Fatalf("exit code %d:\n%s", code, said)
	}
	if err := os.Remove(obstacle); err != nil {
		t.Fatal(err)
	}
	at = at.Add(3 * time.Hour)
	code, said := night()
	if code != exitOK || !strings.Contains(said, "run "+id+": 1 of 1 boards observed") {
		t.Errorf("exit code %d:\n%s", code, said)
	}
	latest, err := os.ReadFile(filepath.Join(data, "changelogs", "latest.md"))
	if err != nil || !strings.Contains(string(latest), "first reading") {
		t.Errorf("%v, latest.md:\n%s", err, latest)
	}
	if runs, err := os.ReadDir(filepath.Join(data, "archive", "captures")); err != nil || len(runs) != 1 {
		t.Errorf("%v, %d runs, want 1", err, len(runs))
	}
}

// TestRunOfAFinishedSecond dates a run like one that is finished. Where others came since it is
// refused, for it would tell what was seen then as seen now; of the last one it is said that
// nothing is visited.
func TestRunOfAFinishedSecond(t *testing.T) {
	data, register := t.TempDir(), writeRegister(t, slowSite(t, 3, 0))
	night := func(now string) (code int, said string) {
		var stderr bytes.Buffer
		env := &environment{stdout: &stderr, stderr: &stderr, clock: time.Now}
		return run(context.Background(), env, []string{"run", "--boards", register, "--data", data, "--now", now}), stderr.String()
	}
	for _, now := range []string{"2026-03-01T02:00:00Z", "2026-03-02T02:00:00Z"} {
		if code, said := night(now); code != exitOK {
			t.Fatalf("%s: exit code %d:\n%s", now, code, said)
		}
	}
	if code, said := night("2026-03-01T02:00:00Z"); code != exitFailed || !strings.Contains(said, "was visited on 2026-03-02T02:00:00Z already") {
		t.Errorf("an earlier run again: exit code %d:\n%s", code, said)
	}
	if code, said := night("2026-03-02T02:00:00Z"); code != exitOK || !strings.Contains(said, "this run was finished before: nothing is visited") {
		t.Errorf("the last run again: exit code %d:\n%s", code, said)
	}
}

// TestGoSpeaksInTheLog: what Go's own packages say of a broken server goes where the log
// goes, in its form.
func TestGoSpeaksInTheLog(t *testing.T) {
	before := slog.Default()
	defer slog.SetDefault(before)
	var stderr bytes.Buffer
	env := &environment{stdout: io.Discard, stderr: &stderr, clock: time.Now}
	run(context.Background(), env, []string{"status", "--data", t.TempDir(), "--log", "json"})
	stderr.Reset()
	log.Print(`Unsolicited response received on idle HTTP channel starting with "x"`)
	if s := stderr.String(); !strings.HasPrefix(s, "{") || !strings.Contains(s, `"msg":"Unsolicited response`) {
		t.Errorf("%q", s)
	}
}
