package night

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"manualwatch/out"
)

// listedAt is the pages with the rows of some chapters leading to a host that is not read.
func listedAt(host string, pages map[string]string, paths ...string) map[string]string {
	out := maps.Clone(pages)
	for _, p := range paths {
		out["/"] = strings.Replace(out["/"], fmt.Sprintf("href=%q", p), fmt.Sprintf("href=%q", host+p), 1)
		delete(out, p)
	}
	return out
}

// TestChaptersAtAHostThatIsNotRead: a chapter to which the contents lead at a host that the
// register does not name was not observed where it had a text before; nothing is told of its
// words, also when it comes back, and what else changed is told.
func TestChaptersAtAHostThatIsNotRead(t *testing.T) {
	const cdn = "https://files.example"
	before := withHeads(chapters(beforeAll...))
	after := maps.Clone(before)
	after["/cats"] = strings.Replace(after["/cats"], "on Mondays", "on Fridays", 1)
	m, pdf := newSmallManual(t), pdfSaying("")
	_, past := m.night(1, before, nil, pdf)
	for day, night := range []struct {
		pages  map[string]string
		told   string
		status string
	}{
		{listedAt(cdn, before, "/owls"), "link_changed Owls", out.StatusPartial},
		{listedAt(cdn, after, "/owls"), "edited Cats", out.StatusPartial},
		{listedAt(cdn, after, "/owls"), "", out.StatusPartial},
		{after, "link_changed Owls", out.StatusChanged},
	} {
		s, _ := m.night(2+day, night.pages, past, pdf)
		o := s.Observations[0]
		if told := strings.Join(m.toldAll(s.Run.RunID), ", "); o.Status != night.status || told != night.told {
			t.Errorf("night %d: %s, told %q, want %q; cause %q", 2+day, o.Status, told, night.told, o.Cause)
		}
		if want := "“1.3 Owls”, https://files.example/owls (it stands at files.example, which `hosts` in the register does not name)"; o.Status == out.StatusPartial && !strings.Contains(o.Cause, want) {
			t.Errorf("night %d: cause %q, want %q", 2+day, o.Cause, want)
		}
	}
}

// TestOtherHostsThatAreNoTrouble: a row that never had a text here is a link to what others
// publish; where most of a manual went to another host the cause of the guard names it.
func TestOtherHostsThatAreNoTrouble(t *testing.T) {
	const cdn = "https://files.example"
	all := withHeads(chapters(beforeAll...))
	m, pdf := newSmallManual(t), pdfSaying("")
	_, past := m.night(1, listedAt(cdn, all, "/owls"), nil, pdf)
	if s, _ := m.night(2, listedAt(cdn, all, "/owls"), past, pdf); s.Observations[0].Status != out.StatusUnchanged {
		t.Errorf("never here: %+v", s.Observations[0])
	}
	m = newSmallManual(t)
	_, past = m.night(1, all, nil, pdf)
	s, _ := m.night(2, listedAt(cdn, all, "/owls", "/cats", "/dogs", "/goats"), past, pdf)
	if o := s.Observations[0]; o.Status != out.StatusNeedsIntervention || !strings.Contains(o.Cause, "; 4 of its chapters stand at files.example, which `hosts` in the register does not name") {
		t.Errorf("most of it: %+v", o)
	}
}
