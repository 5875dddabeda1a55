package crawl

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"manualwatch/crawl/archive"
)

// TestDamagedCopy asks again for a page whose archived copy was damaged, and mends
// the archive.
func TestDamagedCopy(t *testing.T) {
	s := newSite(t, map[string]string{"/": htmlPage("Home", "/a"), "/a": htmlPage("A")})
	b := Board{ID: "one", Platform: "trix-online", Start: []string{s.URL + "/"}, Amendments: []string{}}
	dir := t.TempDir()
	ar, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ar.Close()
	sha := crawlSite(t, ar, "run-1", b).Captures[1].SHA256
	path := filepath.Join(dir, "blobs", sha[:2], sha+".zst")
	if err := errors.Join(os.Chmod(path, 0o644), os.WriteFile(path, []byte("not zstd"), 0o644)); err != nil {
		t.Fatal(err)
	}
	r := crawlSite(t, ar, "run-2", b)
	if c := r.Captures[1]; !r.Complete || !c.OK() || c.NotModified {
		t.Errorf("%q, %+v", r.Cause, c)
	}
	if _, err := ar.Verify(context.Background(), func(p archive.Problem) { t.Error(p) }); err != nil {
		t.Error(err)
	}
}
