package crawl

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"manualwatch/crawl/archive"
)

// TestFaultModes runs one modelled site with each fault of its server: what
// retries can heal is healed, everything else ends soon, with a cause, and costs
// no other page. It takes minutes and runs only when asked for.
func TestFaultModes(t *testing.T) {
	boards := os.Getenv("CRAWL_FAULT_BOARDS")
	if boards == "" {
		t.Skip("set CRAWL_FAULT_BOARDS=norfolk[,stockport] to run it")
	}
	modes := []string{"503once", "429", "reset", "slow", "redirect-loop", "gzip-bomb", "big-junk", "wrong-type", "truncated-gzip", "no-validators", "503always", "down"}
	if m := os.Getenv("CRAWL_FAULT_MODES"); m != "" {
		modes = strings.Split(m, ",")
	}
	k := startKit(t)
	for _, board := range strings.Split(boards, ",") {
		for _, mode := range modes {
			t.Run(board+"/"+mode, func(t *testing.T) {
				k.t = t
				k.control("reset")
				k.control("faults?board=" + board + "&modes=" + mode)
				defer k.control("faults?board=" + board + "&modes=")
				ar, err := archive.Open(t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				begin := time.Now()
				r := kitRun(t, ar, "20260101T020000Z", k.boards(board), Options{})[0]
				took := time.Since(begin).Round(time.Millisecond)
				ok := map[string]bool{}
				for _, c := range r.Captures {
					if c.OK() {
						ok[pathQuery(c.URL)] = true
					}
				}
				missing := 0
				for _, u := range k.truthURLs(board, 1) {
					if !ok[u] {
						missing++
					}
				}
				if r.Complete != (missing == 0 && r.Failed == 0) || !r.Complete && r.Cause == "" {
					t.Errorf("complete %v, cause %q, with %d addresses of the outline missing and %d failed", r.Complete, r.Cause, missing, r.Failed)
				}
				faults := map[string]int{}
				for _, a := range k.requests() {
					if a.Fault != "" {
						faults[a.Fault]++
					}
					if a.Concurrent > 1 || a.Disallowed {
						t.Errorf("%s: %d at a time, disallowed %v", a.Path, a.Concurrent, a.Disallowed)
					}
				}
				t.Logf("%v: %d requests, %d failed, %d addresses of the outline missing, complete %v, cause %q, faults %v", took, r.Requests, r.Failed, missing, r.Complete, r.Cause, fmt.Sprint(faults))
			})
		}
	}
}
