package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
)

func newServe(o *options) *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Browse the dataset's site on a local address",
		Long: `Serve data/site on a local address until interrupted, with the feeds (/feed.xml and
/feeds/) and the changelogs that they lead to (/changelogs/). All of it is static: any
web server can show site, feed.xml, feeds and changelogs side by side as well.`,
		Example: `  manualwatch serve
  manualwatch serve --addr 127.0.0.1:9000 --data /var/lib/manualwatch`,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.serve(cmd.Context(), addr) },
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address to listen on")
	return c
}

func (o *options) serve(ctx context.Context, addr string) error {
	dir := filepath.Join(o.data, "site")
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return fmt.Errorf("there is no site in %s yet: `manualwatch run` makes it", dir)
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("%w: give another address with --addr (127.0.0.1:0 takes a free port)", err)
	}
	srv := &http.Server{Handler: safely(shown(o.data)), ReadHeaderTimeout: 10 * time.Second}
	address := fmt.Sprintf("http://%s/", l.Addr())
	o.tell(fmt.Sprintf("serving %s on %s (end with Ctrl-C)", dir, address), "serving", "folder", dir, "address", address)
	stopped := context.AfterFunc(ctx, func() { srv.Close() })
	defer stopped()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// shown answers with the site and, at the addresses that it links to, the feeds and
// changelogs; nothing else of the data folder can be asked for.
func shown(data string) http.Handler {
	m := http.NewServeMux()
	m.Handle("/", http.FileServer(http.Dir(filepath.Join(data, "site"))))
	m.Handle("/feed.xml", typed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(data, "feed.xml"))
	})))
	for _, name := range []string{"feeds", "changelogs"} { // each a root of its own: no address leads above it
		m.Handle("/"+name+"/", typed(http.StripPrefix("/"+name, http.FileServer(http.Dir(filepath.Join(data, name))))))
	}
	return m
}

// typed says what feeds and changelogs are, whatever the machine's table of types is.
func typed(h http.Handler) http.Handler {
	types := map[string]string{".xml": "application/atom+xml; charset=utf-8", ".md": "text/markdown; charset=utf-8"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if t, ok := types[path.Ext(r.URL.Path)]; ok {
			w.Header().Set("Content-Type", t)
		}
		h.ServeHTTP(w, r)
	})
}

// safely adds the headers that keep a browser from running anything foreign.
func safely(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		h.ServeHTTP(w, r)
	})
}
