package manual

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"manualwatch/normalise"
)

// A ratioSet is one site's web pages for BenchmarkRatio.
type ratioSet struct {
	board kitBoard
	pages map[string][]byte
}

// ratioSets are the web pages of the modelled sites, where they are here, and of
// the manual that the tests invent.
func ratioSets(b *testing.B) map[string]ratioSet {
	sets := map[string]ratioSet{"invented": inventedPages()}
	if _, err := os.Stat(filepath.Join(kitDir, "boards.json")); err != nil {
		return sets
	}
	for _, board := range kitBoards(b) {
		root, origin := filepath.Join(kitDir, board.ID, "night1"), "http://"+board.Address+":8099"
		set := ratioSet{board: board, pages: make(map[string][]byte)}
		served := strings.NewReplacer("@@ORIGIN@@", origin, "@@HOST2@@", strings.Join(board.ExtraHosts, ""), "@@SID@@", "0123456789abcdef")
		for u, f := range kitFiles(root, origin) {
			body, err := os.ReadFile(filepath.Join(root, f))
			if err != nil {
				b.Fatal(err)
			}
			if bytes.Contains(body[:min(len(body), 400)], []byte("<html")) {
				set.pages[u] = []byte(served.Replace(string(body)))
			}
		}
		if len(set.pages) > 9 {
			sets[board.ID] = set
		}
	}
	if pages := ratioGovuk(b); len(pages) > 0 {
		sets["govuk"] = ratioSet{board: kitBoard{ID: "sam", Platform: "govuk", Address: "127.0.2.1", Start: []string{govukOrigin + "/hmrc-internal-manuals/self-assessment-manual"}}, pages: pages}
	}
	return sets
}

const govukOrigin = "http://127.0.2.1:8099"

// ratioGovuk are the pages of the real manual, where it is here.
func ratioGovuk(b *testing.B) map[string][]byte {
	pages := make(map[string][]byte)
	root := filepath.Join(govukDir, "site")
	filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "index.html" {
			return nil
		}
		rel, _ := filepath.Rel(root, filepath.Dir(file))
		if pages[govukOrigin+"/"+filepath.ToSlash(rel)], err = os.ReadFile(file); err != nil {
			b.Fatal(err)
		}
		return nil
	})
	return pages
}

// inventedPages is a manual of forty chapters of some length.
func inventedPages() ratioSet {
	const origin = "http://example.test"
	set := ratioSet{board: kitBoard{ID: "invented", Platform: "generic", Address: "example.test", Start: []string{origin + "/contents"}}, pages: make(map[string][]byte)}
	list := "<h1>Procedures Manual</h1>"
	page := func(body string) []byte {
		return []byte(`<!DOCTYPE html><html><head><title>Page - Example Board</title></head><body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/contents">Contents</a></li></ul></nav></header><main>` + body + `</main><footer><p>&copy; Example Board</p></footer></body></html>`)
	}
	for i := range 40 {
		if i%10 == 0 {
			list += fmt.Sprintf("<h2>%d. Part %d</h2>", i/10+1, i/10+1)
		}
		r := mRow{number: fmt.Sprintf("%d.%d", i/10+1, i%10+1), title: fmt.Sprintf("Duty %d of Staff", i)}
		list += fmt.Sprintf(`<p><a href="%s">%s</a></p>`, r.slugOf(), r.printed())
		set.pages[origin+r.slugOf()] = page("<h1>" + r.printed() + "</h1>" + chapterBody(r) + chapterBody(r) + chapterBody(r) + chapterBody(r))
	}
	set.pages[origin+"/contents"] = page(list)
	return set
}

// BenchmarkRatio parses each site's pages with html.Parse and reads its edition,
// hash included, in turn, and reports how many times the time of html.Parse the
// whole takes: all-x as the command reads, on all processors, of which parse-x is the
// parser's and read-x the reading's; one-x on one processor. Each is the shortest time
// of the run, which the rest of the machine disturbs least.
func BenchmarkRatio(b *testing.B) {
	// The command lets garbage wait so long (letGarbageWait), and so must what is measured
	// against html.Parse: both make garbage, and not in the same measure.
	defer debug.SetGCPercent(debug.SetGCPercent(300))
	sets := ratioSets(b)
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		b.Run(name, func(b *testing.B) { sets[name].measure(b) })
	}
}

func (s ratioSet) measure(b *testing.B) {
	urls, size := slices.Sorted(maps.Keys(s.pages)), 0
	for _, body := range s.pages {
		size += len(body)
	}
	b.SetBytes(int64(size))
	shortest := func(best *time.Duration, f func()) {
		start := time.Now()
		f()
		if d := time.Since(start); *best == 0 || d < *best {
			*best = d
		}
	}
	var bare, parsed, read, one time.Duration
	for b.Loop() {
		shortest(&bare, func() {
			for _, u := range urls {
				if _, err := html.Parse(bytes.NewReader(s.pages[u])); err != nil {
					b.Fatal(err)
				}
			}
		})
		var in normalise.Input
		shortest(&parsed, func() { in = parseBench(b, s.board, s.pages) })
		shortest(&read, func() { Read(in) })
		procs := runtime.GOMAXPROCS(1)
		shortest(&one, func() { Read(parseBench(b, s.board, s.pages)) })
		runtime.GOMAXPROCS(procs)
	}
	for name, d := range map[string]time.Duration{"parse-x": parsed, "read-x": read, "all-x": parsed + read, "one-x": one} {
		b.ReportMetric(float64(d)/float64(bare), name)
	}
}
