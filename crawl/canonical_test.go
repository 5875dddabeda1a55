package crawl

import (
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	tests := []struct{ in, want string }{
		{"HTTP://Example.ORG:80/a/../b/./c", "http://example.org/b/c"},
		{"https://example.org:443", "https://example.org/"},
		{"https://example.org:8443/x#y", "https://example.org:8443/x"},
		{"http://example.org/a%23s1", "http://example.org/a"},
		{"http://example.org/%7ea%2fb%c3%a9", "http://example.org/~a%2Fb%C3%A9"},
		{"http://example.org/é b", "http://example.org/%C3%A9%20b"},
		{"http://example.org/50%", "http://example.org/50%25"},
		{"http://example.org/a?vAction=fntUp", "http://example.org/a"},
		{"http://example.org/a?b=1&utm_source=x&sid=9&c=2", "http://example.org/a?b=1&c=2"},
		{"http://example.org/a;jsessionid=12AB?x=1", "http://example.org/a?x=1"},
		{"http://example.org/(S(lit3py55t21z5v55))/a.aspx", "http://example.org/a.aspx"},
		{"http://example.org/a/?print=pdf", "http://example.org/a/"},
		{"http://example.org/a?pvs=25", "http://example.org/a"},
		{"http://example.org/a?id=3&size=l", "http://example.org/a?id=3"},
		{"http://example.org/a?size=50", "http://example.org/a?size=50"},
		{"http://EXAMPLE.org./a", "http://example.org/a"},
		{"http://bücher.example/", "http://xn--bcher-kva.example/"},
		{"http://[::ffff:127.0.0.1]/", "http://127.0.0.1/"},
		{"http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"},
		{" http://example.org/a\n ", "http://example.org/a"},
		{"http://example.org\\a", "http://example.org/a"},
	}
	for _, test := range tests {
		got, err := Canonical(test.in)
		if err != nil || got != test.want {
			t.Errorf("Canonical(%q) = %q, %v; want %q", test.in, got, err, test.want)
		}
	}
	for _, bad := range []string{"", "/a", "mailto:a@example.org", "javascript:x()", "ftp://example.org/", "http://", "http://u:p@example.org/", "http:///a", "http://exa mple/" + strings.Repeat("x", 5000)} {
		if got, err := Canonical(bad); err == nil {
			t.Errorf("Canonical(%q) = %q, want an error", bad, got)
		}
	}
}

func TestLooseKey(t *testing.T) {
	same := []string{"http://example.org/A/", "https://www.example.org/A", "http://example.org/A/index.html", "http://example.org/A/Default.aspx"}
	for _, s := range same {
		if looseKey(s) != looseKey(same[0]) {
			t.Errorf("%s and %s differ", s, same[0])
		}
	}
	if a, b := looseKey("http://example.org/A"), looseKey("http://example.org/a"); a == b || caseKey(a) != caseKey(b) {
		t.Error("letter case")
	}
	if looseKey("http://example.org/a?x=1&y=2") != looseKey("http://example.org/a?y=2&x=1") || looseKey("http://example.org/a?x=1") == looseKey("http://example.org/a") {
		t.Error("queries")
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"http://example.org/a%23b?x=%41&sid=1#f", "https://[::1]:443/../..//.", "http://a/%2e%2e/%", "http://a?%23=%23", "http://ü/é;jsessionid=x/(S(x))"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, err := Canonical(s)
		if err != nil {
			return
		}
		twice, err := Canonical(once)
		if err != nil || twice != once {
			t.Errorf("Canonical(%q) = %q, again %q, %v", s, once, twice, err)
		}
	})
}
