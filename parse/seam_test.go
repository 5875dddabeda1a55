package parse

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSeams tells the parts of lines that stand in elements of their own apart.
func TestSeams(t *testing.T) {
	for in, want := range map[string]string{
		`<li><span class="badge">13/10/2025</span> <strong>3.3 Lamps</strong> <span>Trimmed.</span></li>`: "13/10/2025| 3.3 Lamps| Trimmed.",
		`<li>13 October 2025 <b>Lamps</b> Trimmed <i>twice</i>.</li>`:                                     "13 October 2025| Lamps| Trimmed| twice|.",
		`<li><span><span>Lamps</span></span><a href="/x">Boats</a></li>`:                                  "Lamps| Boats",
		`<li>All in one piece.</li>`:               "All in one piece.",
		`<li><b>All bold</b></li>`:                 "All bold",
		`<li><i>1.2</i> Nets</li>`:                 "Nets",
		`<li><b>Lamps</b><br>Trimmed.</li>`:        "Lamps\nTrimmed.",
		`<li>Cafe` + "\u0301" + ` <b>x</b> y</li>`: "Café| x| y",
	} {
		d, err := Parse(context.Background(), Input{URL: "http://keepers.example/x", Platform: "generic", Body: []byte(`<html><body><main><h1>Keepers</h1><ul>` + in + `<li>More of it.</li></ul></main></body></html>`)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		b := d.Blocks[1]
		var parts []string
		from := 0
		for _, at := range b.Seams {
			parts, from = append(parts, b.Text[from:at]), at
		}
		if diff := cmp.Diff(want, strings.Join(append(parts, b.Text[from:]), "|")); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
}
