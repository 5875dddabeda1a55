package parse

import "testing"

// TestMendMisread reads texts that were UTF-8, were read as another encoding and were
// written again.
func TestMendMisread(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"quotes and dashes", "The childâ€™s lamp â€“ \u00e2\u20ac\u0153litâ€\u009d", "The child’s lamp – “lit”"},
		{"a byte without a sign", "\u00e2\u20ac\u0153litâ€.", "“lit”."},
		{"Latin-1", "The child\u00e2\u0080\u0099s lamp", "The child’s lamp"},
		{"twice over", "The childÃ¢â‚¬â„¢s lamp", "The child’s lamp"},
		{"letters and signs", "CafÃ© at Â£5, tÅ·", "Café at £5, tŷ"},
		{"entities", "The child&acirc;&euro;&trade;s lamp, &acirc;&lt;b", "The child’s lamp, &acirc;&lt;b"},
		{"numbers", "The child&#226;&#8364;&#8482;s &#xE2;&#x20AC;&#x201C; caf&#195;&#169;, t&#226;n &#226;&#60;b", "The child’s – café, t&#226;n &#226;&#60;b"},
		{"Welsh in numbers", "&#194;&#8217;r t&#226;n, &#8220;gwel&#226;&#8221;", "&#194;&#8217;r t&#226;n, &#8220;gwel&#226;&#8221;"},
		{"Welsh", "â’r tân, “gwelâ”, TÂN, ‘café’”", "â’r tân, “gwelâ”, TÂN, ‘café’”"},
		{"addresses", `<a href="/childâ€™s">The childâ€™s</a>`, `<a href="/childâ€™s">The child’s</a>`},
		{"lost signs", "The child\uFFFDs lamp \uFFFD don\uFFFDt, \uFFFDlit\uFFFD", "The child’s lamp – don’t, \uFFFDlit\uFFFD"},
	} {
		got, found := mendMisread([]byte(c.in))
		if string(got) != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if (len(found) > 0) != (c.in != c.want) {
			t.Errorf("%s: findings %v", c.name, found)
		}
	}
}
