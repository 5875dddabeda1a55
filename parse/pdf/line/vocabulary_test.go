package line

import (
	"strings"
	"testing"
)

// TestAppendLine joins the halves of words and addresses that the end of a line broke, and
// nothing else.
func TestAppendLine(t *testing.T) {
	for _, c := range []struct{ first, next, want string }{
		{"a har-", "bour at night", "a harbour at night"},
		{"the pre-", "birth meeting", "the pre-birth meeting"},
		{"the vice-", "chair", "the vice-chair"},
		{"a best-", "interests meeting", "a best-interests meeting"},
		{"an inter-", "agency meeting", "an inter-agency meeting"},
		{"an inter-", "est in lamps", "an interest in lamps"},
		{"the line-", "management chain", "the line-management chain"},
		{"lit over-", "or under-bright", "lit over- or under-bright"},
		{"a cause-", "and-effect chart", "a cause-and-effect chart"},
		{"a re-", "referral at night", "a re-referral at night"},
		{"they co-", "operate and de-", "they co-operate and de-"},
		{"to re-", "port it", "to report it"},
		{"Third-", "party keepers", "Third-party keepers"},
		{"third-", "ly the bell", "thirdly the bell"},
		{"a cause-", "for-concern record", "a cause-for-concern record"},
		{"a cause-for-", "concern record", "a cause-for-concern record"},
		{"Peer-", "on-peer harm", "Peer-on-peer harm"},
		{"a multi-dis-", "ciplinary team", "a multi-disciplinary team"},
		{"lamp-", "keepers@isle.example", "lamp-keepers@isle.example"},
		{"www.isle.example/lamp-", "keepers.", "www.isle.example/lamp-keepers."},
		{"to jo@isle.exam", "ple, who rings", "to jo@isle.example, who rings"},
		{"jo@isle.org", ".uk", "jo@isle.org.uk"},
		{"jo@isle.gov", ".uk", "jo@isle.gov.uk"},
		{"jo@isle.org", "uk keepers", "jo@isle.org uk keepers"},
		{"jo@isle.example,", "ple", "jo@isle.example, ple"},
		{"jo@isle.example", "• Bells", "jo@isle.example • Bells"},
		{"lamps @ isle.exam", "ple", "lamps @ isle.exam ple"},
	} {
		var b strings.Builder
		AppendLine(&b, c.first, Vocabulary{})
		AppendLine(&b, c.next, Vocabulary{})
		if got := b.String(); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.first, c.next, got, c.want)
		}
	}
}

// TestPartedDays joins a day in figures that was too long for the column of its table.
func TestPartedDays(t *testing.T) {
	for _, c := range []struct{ first, next, want string }{
		{"18/11/202", "4", "18/11/2024"},
		{"18/11/20", "24", "18/11/2024"},
		{"18/11/", "2024", "18/11/2024"},
		{"18.11.", "2024 Mate", "18.11.2024 Mate"},
		{"18/11", "/2024", "18/11/2024"},
		{"18/11/24", "4", "18/11/24 4"},
		{"18/11/2024", "4", "18/11/2024 4"},
		{"on 18/11/202", "4", "on 18/11/202 4"},
		{"1.2.3", "4", "1.2.3 4"},
		{"18/11/202", "lamps", "18/11/202 lamps"},
	} {
		var b strings.Builder
		AppendLine(&b, c.first, Vocabulary{})
		AppendLine(&b, c.next, Vocabulary{})
		if got := b.String(); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.first, c.next, got, c.want)
		}
	}
}

// TestPartedWords joins a word that was too long for the column of its table, and no two words of
// the document.
func TestPartedWords(t *testing.T) {
	v := Vocabulary{"version": true, "someone": true, "one": true, "immediate": true, "homes": true}
	for _, c := range []struct{ first, next, want string }{
		{"Versio", "n", "Version"},
		{"Immediat", "e help", "Immediate help"},
		{"Some", "one", "Some one"},
		{"Versio", "N", "Versio N"},
		{"The versio", "n", "The versio n"},
		{"Home", "s", "Homes"},
		{"Level", "a", "Level a"},
	} {
		var b strings.Builder
		AppendLine(&b, c.first, v)
		AppendLine(&b, c.next, v)
		if got := b.String(); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.first, c.next, got, c.want)
		}
	}
}
