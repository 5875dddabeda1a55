package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"manualwatch/cmd/manualwatch/demosite"
	"manualwatch/out"
)

func newDemo(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "The whole job, two nights, on sample boards in the binary, offline",
		Long: `Serve small samples of five boards from inside the binary on the loopback
address, run the nightly job on them for two nights into a fresh folder, and show
what it found. Needs no network and no configuration. The sample texts are invented.`,
		Example: `  manualwatch demo
  manualwatch demo --data /tmp/demo`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("data") {
				o.data = freshName("demo-data")
			}
			return o.demo(cmd.Context())
		},
	}
}

// freshName returns name, or name-2, name-3 ... if that exists.
func freshName(name string) string {
	fresh := name
	for i := 2; ; i++ {
		if _, err := os.Stat(fresh); os.IsNotExist(err) {
			return fresh
		}
		fresh = fmt.Sprintf("%s-%d", name, i)
	}
}

func (o *options) demo(ctx context.Context) error {
	if entries, err := os.ReadDir(o.data); err == nil && len(entries) > 0 {
		return usageError(fmt.Errorf("%s is not empty: the demo wants a fresh folder, give another --data", o.data))
	}
	if err := os.MkdirAll(o.data, 0o755); err != nil {
		return err
	}
	d, err := serveDemo()
	if err != nil {
		return err
	}
	defer d.close()
	o.boards, o.only = filepath.Join(o.data, "boards.toml"), nil
	if err := os.WriteFile(o.boards, demosite.Register(d.origins), 0o644); err != nil {
		return err
	}
	for night := 1; night <= demosite.Nights; night++ {
		d.night.Store(int32(night))
		o.now = demosite.Date(night).Format(time.RFC3339)
		o.tell(fmt.Sprintf("night %d, %s", night, o.now), "night", "night", night, "now", o.now)
		if err := o.runNight(ctx, nightOptions{quoteWords: defaultQuoteWords}); err != nil {
			return err
		}
	}
	return o.showDemo()
}

// A demoServer serves every sample board on a loopback port of its own.
type demoServer struct {
	night   atomic.Int32
	origins map[string]string // board -> http://127.0.0.1:port
	servers []*http.Server
}

func serveDemo() (*demoServer, error) {
	d := &demoServer{origins: map[string]string{}}
	for _, board := range demosite.Boards() {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			d.close()
			return nil, fmt.Errorf("the demo serves its boards on the loopback address: %w", err)
		}
		nights := []http.Handler{demosite.Handler(board, 1), demosite.Handler(board, 2)}
		srv := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			nights[d.night.Load()-1].ServeHTTP(w, r)
		})}
		d.origins[board] = "http://" + l.Addr().String()
		d.servers = append(d.servers, srv)
		go srv.Serve(l)
	}
	return d, nil
}

func (d *demoServer) close() {
	for _, s := range d.servers {
		s.Close()
	}
}

// showDemo prints the head of the last changelog, the tables and what to try next.
func (o *options) showDemo() error {
	text, err := os.ReadFile(filepath.Join(o.data, "changelogs", "latest.md"))
	if err != nil {
		return err
	}
	const lines = 40
	sc := bufio.NewScanner(bytes.NewReader(text))
	for i := 0; i < lines && sc.Scan(); i++ {
		fmt.Fprintln(o.env.stdout, sc.Text())
	}
	fmt.Fprintf(o.env.stdout, "\n(the whole changelog: %s)\n\nTables in %s:\n", filepath.Join(o.data, "changelogs", "latest.md"), filepath.Join(o.data, "dataset"))
	if err := o.printTables(); err != nil {
		return err
	}
	fmt.Fprintf(o.env.stdout, `
Across the boards: %[1]s/changelogs/across-boards.md. As a web site: %[1]s/site/index.html

Try next:
  manualwatch status --boards %[1]s/boards.toml --data %[1]s --now %[2]s
  manualwatch compare --topic neglect --boards %[1]s/boards.toml --data %[1]s
  manualwatch report --board norfolk --from 2025-03-01 --to 2025-04-30 --boards %[1]s/boards.toml --data %[1]s
  manualwatch boards list
  manualwatch run --board norfolk --contact you@example.org
`, o.data, o.now)
	return nil
}

// printTables lists the tables with their numbers of rows.
func (o *options) printTables() error {
	d, err := out.OpenToRead(filepath.Join(o.data, "dataset"))
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(o.env.stdout, 2, 8, 2, ' ', 0)
	for _, name := range out.TableNames() {
		n, err := d.CountRows(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "  %s\t%d rows\n", name, n)
	}
	return w.Flush()
}
