package crawl

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Register is the list of boards that a run may visit, as read from
// boards.toml.
type Register struct {
	// Contact is the address (mail or web) that the User-Agent gives to site
	// owners; the command line may override it.
	Contact string
	Boards  []Board // in the order of the file
}

// A Board is one safeguarding board's manual and what may be fetched of it.
//
// Parallel is how many requests may be under way to one host at a time, 1 to 8; 0
// is 1. Delay holds between the starts of any two of them. A host that several
// boards share takes the Parallel of the board that asks it first, which is the
// first of the register, and the greatest Delay.
//
// MaxBytes bounds one response, before and after its content coding is undone; 0
// is 50 MiB. A longer response is not kept, counts as not observed, and is not
// asked for again that night.
//
// MaxPages bounds the addresses of one night, redirects and failures included; 0
// is 25,000. Start and amendments pages come first, then level by level in the
// order of the links. What is left out is told by the finding page_limit.
//
// Cookies keeps the cookies that a board's sites set, from one request to the next
// and to the end of the night; they are in memory only, never in the archive, and
// no other board's requests carry them. Without it none are kept or sent: a manual
// that needs no session should not get one.
//
// AllowPrivate lets the board's hosts lie on loopback and private addresses.
// Proxies that the environment names (HTTP_PROXY and the like) are never used, for
// no board: a proxy would look names up and connect on its own, past the check
// that no link leads into a private network.
type Board struct {
	ID           string            `toml:"id"`            // [a-z0-9-]+, stable for ever
	Name         string            `toml:"name"`          // of the manual, for people
	Nation       string            `toml:"nation"`        // "England", "Wales", ...
	Areas        []string          `toml:"areas"`         // local areas that the manual serves
	Platform     string            `toml:"platform"`      // one of Platforms
	Start        []string          `toml:"start"`         // addresses of the contents
	Amendments   []string          `toml:"amendments"`    // nil: the platform's default (AmendmentPages)
	Hosts        []string          `toml:"hosts"`         // further hosts, "name" or "name:port"
	Former       []string          `toml:"former"`        // addresses it had before
	Exclude      []string          `toml:"exclude"`       // path prefixes that are never fetched
	Delay        Duration          `toml:"delay"`         // least time between two requests to one host
	Licence      string            `toml:"licence"`       // what its terms allow
	AllowPrivate bool              `toml:"allow_private"` // private and loopback addresses are meant
	Selectors    map[string]string `toml:"selectors"`     // CSS selectors by role ("contents", ...)
	Parallel     int               `toml:"parallel"`      // requests at a time to one host; 0 is 1
	MaxBytes     int64             `toml:"max_bytes"`     // largest response, in bytes; 0 is 50 MiB
	MaxPages     int               `toml:"max_pages"`     // most addresses of a night; 0 is 25,000
	Cookies      bool              `toml:"cookies"`       // keep cookies during a night
}

// A Duration is a time.Duration that is written "1s", "500ms" in TOML.
type Duration time.Duration

// UnmarshalText reads "1s", "500ms".
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("bad duration %q (write \"1s\" or \"500ms\")", text)
	}
	*d = Duration(v)
	return nil
}

// Select returns the boards with the given ids in the register's order, all of
// them when ids is empty. An unknown id is an error that names the nearest one.
func (r *Register) Select(ids []string) ([]Board, error) {
	if len(ids) == 0 {
		return slices.Clone(r.Boards), nil
	}
	known := make([]string, len(r.Boards))
	for i, b := range r.Boards {
		known[i] = b.ID
	}
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return nil, fmt.Errorf("no board %q in the register%s", id, didYouMean(id, known))
		}
	}
	var out []Board
	for _, b := range r.Boards {
		if slices.Contains(ids, b.ID) {
			out = append(out, b)
		}
	}
	return out, nil
}

// Scope returns the host names whose pages and documents belong to the manual,
// sorted, without ports: those of Start and Amendments, and Hosts.
func (b *Board) Scope() []string {
	var names []string
	for _, s := range slices.Concat(b.Start, b.Amendments) {
		if u, err := url.Parse(s); err == nil && u.Hostname() != "" {
			names = append(names, strings.ToLower(u.Hostname()))
		}
	}
	for _, h := range b.Hosts {
		names = append(names, strings.ToLower(hostName(h)))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// hostName returns a register's host entry without its port.
func hostName(entry string) string {
	u, err := url.Parse("//" + entry)
	if err != nil {
		return entry
	}
	return u.Hostname()
}
