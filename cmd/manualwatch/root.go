package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"manualwatch/crawl"
)

// options are the flags that every verb shares.
type options struct {
	env      *environment
	boards   string
	data     string
	only     []string
	now      string
	logAs    string
	progress string
	jobs     int
	contact  string

	rebuilding bool // a dataset of another version is no error: it is replaced
}

func newRoot(o *options) *cobra.Command {
	env := o.env
	root := &cobra.Command{
		Use:   "manualwatch",
		Short: "Watch safeguarding boards' procedures manuals and tell what changed",
		Long: `manualwatch crawls the procedures manuals of safeguarding boards, keeps what it
saw, reads sections, chapters and amendments tables into one schema, and reports
what changed between runs as Parquet tables and Markdown changelogs.

Start with:
  manualwatch demo                      the whole job on sample boards, offline
  manualwatch boards list               the manuals it knows
  manualwatch run --contact you@example.org --board norfolk

Exit codes: 0 all selected boards observed; 1 failed; 2 wrong usage or register;
3 finished, but some boards were not observed or need intervention.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError(fmt.Errorf("%w\nSee '%s --help'", err, cmd.CommandPath()))
	})
	o.register(root)
	root.AddCommand(verbs(o)...)
	markUsage(root)
	return root
}

// register declares the common flags on the root, so that every verb has them.
func (o *options) register(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&o.boards, "boards", "", "register of boards (TOML); default: the one in the binary")
	f.StringVar(&o.data, "data", defaultData, "data folder")
	f.StringArrayVar(&o.only, "board", nil, "only this board id (repeatable)")
	f.StringVar(&o.now, "now", "", "take this as the time (RFC 3339), for re-runs and tests")
	f.StringVar(&o.logAs, "log", "text", "form of log lines: text or json")
	f.StringVar(&o.progress, "progress", "auto", "progress bars: auto (on a terminal) or off")
	f.IntVar(&o.jobs, "jobs", defaultJobs, "requests under way at the same time over all hosts; documents read at the same time, up to one a processor")
	f.StringVar(&o.contact, "contact", "", "mail or web address in the User-Agent, so that a site's owner can reach you")
}

const defaultData = "./data"

// defaultJobs lets a night of many boards wait for several slow hosts at once.
const defaultJobs = 8

// markUsage turns cobra's complaints on arguments into exit code 2. Cobra counts
// arguments; a person is told which ones are wanted.
func markUsage(c *cobra.Command) {
	check := c.Args
	if check == nil && c.HasParent() && !c.HasSubCommands() {
		check = cobra.NoArgs
	}
	if check != nil {
		c.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				if form := strings.TrimPrefix(cmd.UseLine(), cmd.CommandPath()+" "); len(args) == 0 || !strings.Contains(err.Error(), "unknown command") {
					err = fmt.Errorf("want `%s %s`, got %s", cmd.CommandPath(), strings.TrimSuffix(form, " [flags]"), counted(len(args)))
				}
				return usageError(fmt.Errorf("%w%s\nSee '%s --help'", err, nearVerb(cmd, args), cmd.CommandPath()))
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		markUsage(sub)
	}
}

// counted tells how many arguments were given.
func counted(n int) string {
	switch n {
	case 0:
		return "nothing behind it"
	case 1:
		return "one argument"
	}
	return fmt.Sprint(n, " arguments")
}

// nearVerb hints at the verb that a person may have meant, or is "".
func nearVerb(c *cobra.Command, args []string) string {
	if !c.HasSubCommands() || len(args) == 0 {
		return ""
	}
	c.SuggestionsMinimumDistance = 2
	near := c.SuggestionsFor(args[0])
	if len(near) == 0 {
		return ""
	}
	return " (did you mean " + strings.Join(near, " or ") + "?)"
}

// time returns the clock of a verb: --now stands still, otherwise the real one.
func (o *options) time() (func() time.Time, error) {
	if o.now == "" {
		return o.env.clock, nil
	}
	t, err := parseTime(o.now)
	if err != nil {
		return nil, usageError(fmt.Errorf("--now %q: %w", o.now, err))
	}
	return func() time.Time { return t }, nil
}

// parseTime reads RFC 3339 or a plain date (midnight UTC).
func parseTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, nil
	}
	return time.Time{}, errors.New("want a time like 2026-11-21T02:00:00Z or a date like 2026-11-21")
}

// logger writes log lines to stderr as the user wants them.
func (o *options) logger(w io.Writer) (*slog.Logger, error) {
	h := &slog.HandlerOptions{Level: slog.LevelInfo}
	switch o.logAs {
	case "text":
		return slog.New(slog.NewTextHandler(w, h)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, h)), nil
	}
	return nil, usageError(fmt.Errorf("--log %q: want text or json", o.logAs))
}

// loadRegister reads the register that the flags name.
func (o *options) loadRegister() (*crawl.Register, error) {
	load := crawl.Bundled
	if o.boards != "" {
		load = func() (*crawl.Register, error) { return crawl.Load(o.boards) }
	}
	reg, err := load()
	if err != nil {
		return nil, usageError(err)
	}
	return reg, nil
}

// selected returns the boards of the register that --board names, or all.
func (o *options) selected() (*crawl.Register, []crawl.Board, error) {
	reg, err := o.loadRegister()
	if err != nil {
		return nil, nil, err
	}
	boards, err := reg.Select(o.only)
	if err != nil {
		return nil, nil, usageError(err)
	}
	return reg, boards, nil
}

// contactFor returns the contact for the User-Agent; it is required as soon as
// one selected board stands on the public web.
func (o *options) contactFor(reg *crawl.Register, boards []crawl.Board) (string, error) {
	contact := cmp.Or(o.contact, reg.Contact)
	if contact != "" {
		return contact, nil
	}
	for _, b := range boards {
		if !b.AllowPrivate {
			return "", usageError(fmt.Errorf("board %s is on the public web: give --contact ADDRESS (or `contact = \"...\"` at the top of the register), so that the owner of a site can reach you", b.ID))
		}
	}
	return "", nil
}

// lockData takes the data folder for this process; the returned function frees it.
func (o *options) lockData() (func(), error) {
	if err := os.MkdirAll(o.data, 0o755); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(o.data, ".lock"))
	got, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", o.data, err)
	}
	if !got {
		return nil, fmt.Errorf("another manualwatch is at work on %s: wait for it to end, or give another --data", o.data)
	}
	return func() { lock.Unlock() }, nil
}

// bars reports whether progress bars are wanted on this stderr.
func (o *options) bars() (bool, error) {
	switch o.progress {
	case "off":
		return false, nil
	case "auto":
		f, ok := o.env.screen, o.env.screen != nil
		return ok && o.logAs != "json" && term.IsTerminal(int(f.Fd())), nil
	}
	return false, usageError(fmt.Errorf("--progress %q: want auto or off", o.progress))
}
