package archive

import (
	"context"
	"fmt"
	"testing"
	"time"
)

func TestPrune(t *testing.T) {
	a := open(t, t.TempDir())
	var shas []string
	for i := range 4 {
		r := Run{ID: fmt.Sprintf("2026112%dT020000Z", i), StartedAt: night.AddDate(0, 0, i), Kind: "crawl"}
		if err := a.Begin(r); err != nil {
			t.Fatal(err)
		}
		sha, err := a.Put(fmt.Append(nil, "body of night ", i))
		if err != nil {
			t.Fatal(err)
		}
		shas = append(shas, sha)
		if err := a.Append(Capture{RunID: r.ID, BoardID: "one", URL: "http://b.example/", Status: 200, SHA256: sha, FetchedAt: r.StartedAt}); err != nil {
			t.Fatal(err)
		}
		if err := a.Finish(r); err != nil {
			t.Fatal(err)
		}
	}
	told := func(run string) ([]byte, error) { return []byte("told by " + run), nil }
	if p, err := a.Prune(context.Background(), night.Add(48*time.Hour*30), nil, shas, told, true); err != nil || len(p.Runs) != 3 || p.Blobs != 0 || p.Bytes == 0 {
		t.Errorf("logs alone: %+v, %v", p, err)
	}
	for _, dry := range []bool{true, false} {
		p, err := a.Prune(context.Background(), night.Add(48*time.Hour*30), []string{"20261121T020000Z"}, shas[2:3], told, dry)
		if err != nil || len(p.Runs) != 2 || p.Blobs != 1 || p.Bytes == 0 {
			t.Errorf("dry %v: %+v, %v", dry, p, err)
		}
		if dry != a.Has(shas[0]) {
			t.Errorf("dry %v: the body of the first night is there: %v", dry, a.Has(shas[0]))
		}
	}
	if !a.Has(shas[1]) || !a.Has(shas[2]) || !a.Has(shas[3]) || problems(t, a) != nil {
		t.Error("a body that is needed is gone")
	}
	runs, err := a.Runs()
	if err != nil || len(runs) != 4 || runs[1].Told != "" {
		t.Fatal(runs, err)
	}
	for _, i := range []int{0, 2} {
		body, err := a.Body(runs[i].Told)
		if want := "told by " + runs[i].ID; err != nil || string(body) != want {
			t.Errorf("of run %s it is kept that it told %q, want %q: %v", runs[i].ID, body, want, err)
		}
	}
	again, err := a.Prune(context.Background(), night.Add(48*time.Hour*30), []string{"20261121T020000Z"}, shas[2:3], told, false)
	if err != nil || len(again.Runs)+again.Blobs != 0 {
		t.Errorf("pruned twice: %+v, %v", again, err)
	}
}
