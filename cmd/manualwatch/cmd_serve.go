package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
)

func newServe(o *options) *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Browse the dataset's site on a local address",
		Long: `Serve data/site on a local address until interrupted. The site is static: any web
server can show the folder as well.`,
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
	srv := &http.Server{Handler: safely(http.FileServer(http.Dir(dir))), ReadHeaderTimeout: 10 * time.Second}
	fmt.Fprintf(o.env.stderr, "serving %s on http://%s/ (end with Ctrl-C)\n", dir, l.Addr())
	stopped := context.AfterFunc(ctx, func() { srv.Close() })
	defer stopped()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
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
