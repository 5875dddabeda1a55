package crawl

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBundledRegister lints the register that is part of the program.
func TestBundledRegister(t *testing.T) {
	r, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Boards) < 50 {
		t.Errorf("only %d boards", len(r.Boards))
	}
	former := map[string]bool{}
	for _, b := range r.Boards {
		if b.Nation == "" || b.Licence == "" || b.Delay <= 0 {
			t.Errorf("%s: nation, licence or delay is missing", b.ID)
		}
		for _, f := range b.Former {
			former[f] = true
		}
	}
	for _, b := range r.Boards {
		for _, s := range b.Start {
			if former[s] {
				t.Errorf("%s: %s is the former address of another board", b.ID, s)
			}
		}
	}
}

// TestBundledRegisterKnowsAll compares the register with the survey that it was
// made from, where that lies beside the repository.
func TestBundledRegisterKnowsAll(t *testing.T) {
	csv, err := os.ReadFile("../../shared/boards.csv")
	if err != nil {
		t.Skip("no survey beside the repository")
	}
	r, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, b := range r.Boards {
		for _, s := range append(b.Start, b.Former...) {
			known[s] = true
		}
	}
	for _, field := range strings.FieldsFunc(string(csv), func(r rune) bool { return r == ',' || r == '\n' || r == ' ' }) {
		if u, err := url.Parse(field); err == nil && u.IsAbs() && u.Host != "" && !known[field] {
			t.Errorf("%s is not in the register", field)
		}
	}
}

func TestRegisterErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "boards.toml")
	text := `contcat = "a@example.org"

[[board]]
id = "one"
name = "One"
platform = "trix-sttic"
start = [
  "https://one.example/",
  "https://two.example/", # elsewhere
]
delay = "1 second"
exclude = ["search"]

[[board]]
id = "one"
name = 3
platform = "phew"
start = ["ftp://one.example/"]
amendmnts = []
hosts = ["https://files.example/x"]
[board.selectors]
contents = "#contents["
mian = "#y"

[[board]]
id = "Three"
name = "Three"
platform = "generic"
start = ["http://127.0.0.1/"]

[[bords]]
id = "four"

[defaults]
delay = "2s"
`
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Load(file)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`boards.toml:1: contcat: unknown key (did you mean "contact"?)`,
		`boards.toml:6: board "one": platform: unknown platform "trix-sttic" (did you mean "trix-static"?)`,
		`boards.toml:7: board "one": start: https://two.example/ lies outside the board's hosts; add "two.example" to hosts`,
		`boards.toml:11: board "one": delay: bad duration "1 second"`,
		`boards.toml:12: board "one": exclude: "search" must begin with a slash`,
		`boards.toml:15: board "one": id: duplicate id, first used on line 4`,
		`boards.toml:16: board "one": name: must be text in quotes`,
		`boards.toml:18: board "one": start: "ftp://one.example/"`,
		`boards.toml:19: board "one": amendmnts: unknown key (did you mean "amendments"?)`,
		`boards.toml:20: board "one": hosts: "https://files.example/x" is no host name`,
		`boards.toml:21: board "one": selectors: contents: bad CSS selector`,
		`boards.toml:23: board "one": selectors.mian: unknown key; the keys are main, drop, contents, title`,
		`boards.toml:26: board "Three": id: must be lower-case`,
		`boards.toml:29: board "Three": start: http://127.0.0.1/ is a private address`,
		`boards.toml:31: bords: unknown key`,
		`boards.toml:34: defaults: unknown key`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("missing: %s", want)
		}
	}
	if t.Failed() {
		t.Log(err)
	}
}

// TestRegisterThatReadsNothing names what is well formed, and never what was meant.
func TestRegisterThatReadsNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "boards.toml")
	text := `[[board]]
id = "one"
name = "One"
nation = "Englnd"
platform = "generic"
start = "https://one.example/"

[[board]]
id = "two"
name = "Two"
nation = "Jersey"
platform = "generic"
start = ["https://two.example/"]
hosts = ["*.example.org"]
exclude = ["/"]
max_pages = 0
`
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Load(file)
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	for i, want := range []string{
		`boards.toml:4: board "one": nation: unknown nation "Englnd" (did you mean "England"?)`,
		`boards.toml:6: board "one": start: must be a list of texts`,
		`boards.toml:14: board "two": hosts: "*.example.org" has a *`,
		`boards.toml:15: board "two": exclude: "/" leaves out every page`,
		`boards.toml:16: board "two": max_pages: 0 is not between 1 and`,
	} {
		if i >= len(lines) || !strings.Contains(lines[i], want) {
			t.Errorf("missing: %s", want)
		}
	}
	if len(lines) != 5 {
		t.Error(err)
	}
}

// TestSameStart finds an entry that was copied and whose start was forgotten; two parts of
// one site may begin at one page.
func TestSameStart(t *testing.T) {
	entry := func(id, start, more string) string {
		return "[[board]]\nid = \"" + id + "\"\nname = \"" + id + "\"\nplatform = \"generic\"\nstart = [\"" + start + "\"]\n" + more
	}
	_, err := parseRegister("boards.toml", []byte(entry("one", "https://one.example/m", "")+entry("two", "HTTPS://one.example:443/m", "")))
	if err == nil || !strings.Contains(err.Error(), `boards.toml:10: board "two": start: board "one" on line 5 has the same`) {
		t.Error(err)
	}
	for _, other := range []string{"exclude = [\"/adults\"]\n", "areas = [\"Two\"]\n", "[board.selectors]\ncontents = \"#adults\"\n"} {
		if _, err := parseRegister("boards.toml", []byte(entry("one", "https://one.example/m", "")+entry("two", "https://one.example/m", other))); err != nil {
			t.Error(err)
		}
	}
	if _, err := parseRegister("boards.toml", []byte(entry("one", "https://one.example/m", "")+entry("two", "https://one.example/n", ""))); err != nil {
		t.Error(err)
	}
}

func TestRegisterSyntaxError(t *testing.T) {
	_, err := parseRegister("boards.toml", []byte("[[board]]\nid = \"a\"\nname = x\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "boards.toml:3:") {
		t.Error(err)
	}
}

func TestSelect(t *testing.T) {
	r := &Register{Boards: []Board{{ID: "a"}, {ID: "norfolk"}, {ID: "c"}}}
	got, err := r.Select([]string{"c", "a"})
	if err != nil || len(got) != 2 || got[0].ID != "a" {
		t.Error(got, err)
	}
	if _, err := r.Select([]string{"norfok"}); err == nil || !strings.Contains(err.Error(), `did you mean "norfolk"`) {
		t.Error(err)
	}
}
