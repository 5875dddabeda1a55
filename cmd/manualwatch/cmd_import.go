package main

import (
	"context"
	"fmt"
	"io/fs"
	"mime"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"manualwatch/crawl"
	"manualwatch/crawl/archive"
	"manualwatch/normalise"
	"manualwatch/out/report"
)

func newImport(o *options) *cobra.Command {
	im := &importer{o: o}
	c := &cobra.Command{
		Use:   "import --board ID --at TIME PATH...",
		Short: "Take saved pages, PDFs, DOCX or text files as captures of a past date",
		Long: `Take files that somebody saved as what a board published at a past date, and read
them as that date's edition: HTML pages, PDF, DOCX, ODT or text files, WARC files
(of their records, those on the board's hosts, and of one address the last up to
the day of --at, else the first after it), or folders of them.

The address of a file is, in this order: --url (one file only); its place in a
folder saved by a mirroring tool (HOST/path/...); the board's start address for
a single file; otherwise its path below the folder, on the board's host.
"rebuild" afterwards compares later editions with the imported one.

An import is taken back by removing its folder, DATA/archive/captures/RUN (the run
is told at the end), and "rebuild".`,
		Example: `  manualwatch import --board norfolk --at 2018-04-24 contents.txt
  manualwatch import --board norfolk --at 2019-10-01T00:00:00Z saved/
  manualwatch import --board norfolk --at 2019-10-01 --url https://example.org/amendments.html amendments.html`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return im.run(cmd.Context(), args) },
	}
	c.Flags().StringVar(&im.at, "at", "", "time of the captures (RFC 3339 or a date)")
	c.Flags().StringVar(&im.url, "url", "", "address of the file (one file only)")
	return c
}

// An importer turns files into a run of the archive.
type importer struct {
	o       *options
	at, url string
	board   crawl.Board
}

// A savedFile is a file with the address that it stands for.
type savedFile struct {
	path, url string
}

func (im *importer) run(ctx context.Context, paths []string) error {
	if len(im.o.only) != 1 {
		return usageError(fmt.Errorf("import takes exactly one --board"))
	}
	at, err := parseTime(im.at)
	if err != nil {
		return usageError(fmt.Errorf("--at %q: %w", im.at, err))
	}
	now, err := im.o.time()
	if err != nil {
		return err
	}
	if at.After(now()) {
		return usageError(fmt.Errorf("--at %s: what was saved was seen in the past, and it is %s now: an edition of a day to come would stand before all that is seen until then", im.at, now().UTC().Format(time.RFC3339)))
	}
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return usageError(err)
		}
	}
	s, err := im.o.open()
	if err != nil {
		return err
	}
	defer s.close()
	im.board = s.boards[0]
	files, err := im.files(paths)
	if err != nil {
		return err
	}
	run, err := im.store(ctx, s, at, files)
	if err != nil {
		return err
	}
	return im.read(ctx, s, run, len(files))
}

// files lists the files below the paths with their addresses, sorted by address.
func (im *importer) files(paths []string) ([]savedFile, error) {
	var files []savedFile
	for _, p := range paths {
		err := filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() || strings.HasPrefix(d.Name(), ".") {
				return nil
			}
			rel, err := filepath.Rel(p, name)
			if err != nil {
				return err
			}
			files = append(files, savedFile{path: name, url: filepath.ToSlash(rel)})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, usageError(fmt.Errorf("no file in %s", strings.Join(paths, ", ")))
	}
	if err := im.address(files); err != nil {
		return nil, err
	}
	sort.Slice(files, func(i, j int) bool { return files[i].url < files[j].url })
	for i := 1; i < len(files); i++ {
		if files[i].url == files[i-1].url && !isWARC(files[i].path) {
			return nil, usageError(fmt.Errorf("%s and %s both stand for %s", files[i-1].path, files[i].path, files[i].url))
		}
	}
	return files, nil
}

// address replaces the relative names of the files by addresses.
func (im *importer) address(files []savedFile) error {
	if im.url != "" && len(files) > 1 {
		return usageError(fmt.Errorf("--url is for one file, there are %d", len(files)))
	}
	for i := range files {
		raw := im.addressOf(files[i], len(files))
		u, err := crawl.Canonical(raw)
		if err != nil {
			return usageError(fmt.Errorf("%s: address %q: %w", files[i].path, raw, err))
		}
		files[i].url = u
	}
	return nil
}

func (im *importer) addressOf(f savedFile, count int) string {
	start := im.board.Start[0]
	switch {
	case im.url != "":
		return im.url
	case count == 1:
		return start
	}
	rel := strings.TrimSuffix(f.url, "index.html")
	if rel == "." { // the file itself was named
		rel = filepath.Base(f.path)
	}
	base, err := url.Parse(start)
	if err != nil {
		return start
	}
	if host, rest, ok := strings.Cut(rel, "/"); ok && im.ours(&url.URL{Host: host}) {
		return (&url.URL{Scheme: base.Scheme, Host: host, Path: "/" + rest}).String()
	}
	return base.ResolveReference(&url.URL{Path: "/" + rel}).String()
}

// runAt returns the run of an import: one of this board at the same time is added
// to; a second that a run of other boards has taken moves it to the next free one.
func (im *importer) runAt(at time.Time, runs []archive.Run) archive.Run {
	for {
		run := archive.Run{ID: at.UTC().Format(normalise.RunIDLayout), StartedAt: at, FinishedAt: at, Boards: []string{im.board.ID},
			ToolVersion: version, Kind: "import"}
		i := slices.IndexFunc(runs, func(r archive.Run) bool { return r.ID == run.ID })
		if i < 0 || runs[i].Kind == "import" && slices.Equal(runs[i].Boards, run.Boards) {
			return run
		}
		at = at.Add(time.Second)
	}
}

// store puts the files into the archive as one finished run.
func (im *importer) store(ctx context.Context, s *session, at time.Time, files []savedFile) (archive.Run, error) {
	runs, err := s.archive.Runs()
	if err != nil {
		return archive.Run{}, err
	}
	run := im.runAt(at, runs)
	if err := s.archive.Begin(run); err != nil {
		return run, err
	}
	if err := crawl.Describe(s.archive, run.ID, &im.board); err != nil {
		return run, err
	}
	for _, f := range files {
		if err := im.storeFile(ctx, s.archive, run, f); err != nil {
			return run, fmt.Errorf("%s: %w", f.path, err)
		}
	}
	run.Complete = true
	return run, s.archive.Finish(run)
}

// storeFile puts one file into the archive: a capture, or those of a WARC.
func (im *importer) storeFile(ctx context.Context, ar *archive.Archive, run archive.Run, f savedFile) error {
	if isWARC(f.path) {
		r, err := os.Open(f.path)
		if err != nil {
			return err
		}
		defer r.Close()
		_, err = ar.ImportWARC(ctx, r, run.ID, im.board.ID, endOfDay(run.StartedAt), im.keep)
		return err
	}
	c, err := capture(ar, run, im.board.ID, f)
	if err != nil {
		return err
	}
	return ar.Append(c)
}

// endOfDay is the last second of the day of a time: a visit that began then may have ended later.
func endOfDay(t time.Time) time.Time {
	return t.UTC().Truncate(24 * time.Hour).Add(24*time.Hour - time.Second)
}

func isWARC(name string) bool {
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz")
}

// keep takes the addresses on the board's hosts, in canonical form.
func (im *importer) keep(address string) (string, bool) {
	u, err := crawl.Canonical(address)
	if err != nil {
		return "", false
	}
	parsed, err := url.Parse(u)
	if err != nil {
		return "", false
	}
	return u, im.ours(parsed)
}

// ours reports whether a host, with or without its port, is one of the board's.
func (im *importer) ours(u *url.URL) bool {
	return slices.ContainsFunc(im.board.Scope(), func(h string) bool { return h == u.Hostname() || h == u.Host })
}

func capture(ar *archive.Archive, run archive.Run, board string, f savedFile) (archive.Capture, error) {
	body, err := os.ReadFile(f.path)
	if err != nil {
		return archive.Capture{}, err
	}
	sha, err := ar.Put(body)
	if err != nil {
		return archive.Capture{}, err
	}
	return archive.Capture{RunID: run.ID, BoardID: board, URL: f.url, FinalURL: f.url, Status: 200, SHA256: sha,
		MediaType: mediaType(f.path), Bytes: int64(len(body)), FetchedAt: run.StartedAt}, nil
}

// mediaType guesses from the name; the reader looks at the bytes anyway.
func mediaType(name string) string {
	t, _, err := mime.ParseMediaType(mime.TypeByExtension(path.Ext(name)))
	if err != nil {
		return ""
	}
	return t
}

// read makes the edition of the imported captures and says what came out.
func (im *importer) read(ctx context.Context, s *session, run archive.Run, files int) error {
	results, err := crawl.Replay(s.archive, run, s.boards)
	if err != nil {
		return err
	}
	w := newWatcher(false, s.o.env.screen, s.log, 1)
	sum, err := s.process(ctx, run, s.boards, results, w)
	if err != nil {
		return err
	}
	if err := s.writeOutputs(run.ID, nightOptions{quoteWords: defaultQuoteWords}); err != nil {
		return err
	}
	status := sum.Observations[0].Status
	s.o.tell(fmt.Sprintf("imported %s as %s of %s, run %s: %s", report.Number(files, "file", "files"), im.board.ID, run.StartedAt.Format(time.DateOnly), run.ID, strings.ReplaceAll(status, "_", " ")),
		"imported", "files", files, "board", im.board.ID, "at", run.StartedAt, "run", run.ID, "status", status)
	return s.o.incomplete(sum)
}
