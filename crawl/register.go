package crawl

import (
	"errors"
	"fmt"
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
	MaxBytes     int64             `toml:"max_bytes"`     // largest response body, decoded; 0 is the default (50 MiB)
	MaxPages     int               `toml:"max_pages"`     // most addresses of a night; 0 is the default (25,000)
	Cookies      bool              `toml:"cookies"`       // keep cookies during a night
}

// A Duration is a time.Duration that is written "1s", "500ms" in TOML.
type Duration time.Duration

// Load reads a register. Its error joins every problem found, each naming
// file, line and key.
func Load(path string) (*Register, error) { return nil, errors.New("not yet") }

// Bundled returns the register of the real manuals that is embedded in the
// program.
func Bundled() (*Register, error) { return nil, errors.New("not yet") }

// Select returns the boards with the given ids in the register's order, all of
// them when ids is empty. An unknown id is an error that names the nearest one.
func (r *Register) Select(ids []string) ([]Board, error) {
	return nil, fmt.Errorf("not yet")
}

// AmendmentPages returns the addresses of the board's amendments pages: those
// of the register, or the platform's defaults.
func (b *Board) AmendmentPages() []string { return b.Amendments }

// Scope returns the host names whose pages and documents belong to the manual,
// sorted: those of Start and Amendments, and Hosts.
func (b *Board) Scope() []string { return b.Hosts }

// Canonical returns the canonical form of an address: two addresses with the
// same form are the same page.
func Canonical(raw string) (string, error) { return raw, nil }
