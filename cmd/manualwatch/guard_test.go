package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestGuardedWriter writes commands whole and in two pieces.
func TestGuardedWriter(t *testing.T) {
	for in, want := range map[string]string{
		"plain – “text”\n\ttab": "plain – “text”\n\ttab", "\x1b[31m": `\u001b[31m`, "a\u009bb": `a\u009bb`, "\u202ex": `\u202ex`, "a\rb": `a\u000db`, "\x9bJ": "\uFFFDJ", "é\xff": "é\uFFFD",
	} {
		for cut := range len(in) + 1 {
			var b strings.Builder
			g := &guarded{w: &b}
			fmt.Fprint(g, in[:cut])
			fmt.Fprint(g, in[cut:])
			if b.String() != want {
				t.Errorf("%q cut at %d: %q, want %q", in, cut, b.String(), want)
			}
		}
	}
}
