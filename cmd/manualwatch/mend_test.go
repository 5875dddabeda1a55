package main

import (
	"strings"
	"testing"

	"manualwatch/out"
)

// TestMendFitsTheCause insists that `status` advises what can help, and to vouch for what
// was seen only where it was the manual.
func TestMendFitsTheCause(t *testing.T) {
	for _, c := range []struct {
		status, cause, says string
		accept              bool
	}{
		{out.StatusNeedsIntervention, "chapters fell from 90 to 12", "boards check ash", true},
		{out.StatusNeedsIntervention, "start page https://ash.example/: login page", "shows a login page", false},
		{out.StatusNeedsIntervention, "start page https://ash.example/: robots.txt does not allow it", "only the site’s owner can change that", false},
		{out.StatusNeedsIntervention, "start page https://ash.example/: maintenance page", "the next run tries again", false},
		{out.StatusNeedsIntervention, "start page https://ash.example/: HTTP 404", "put the old address in `former`", false},
		{out.StatusNeedsIntervention, "start page https://ash.example/: HTTP 403", "ask that manualwatch be let in", false},
		{out.StatusNeedsIntervention, "no section, chapter or amendment was found on the pages: the site may have a new layout or show another page in place of the manual", "selectors", false},
		{out.StatusNeedsIntervention, "the archive is damaged: a body is missing; `manualwatch verify` names the damage", "manualwatch verify", false},
		{out.StatusFailed, "start page https://ash.example/: connection refused", "the next run tries again", false},
		{out.StatusFailed, "start page https://ash.example/: ash.example cannot be reached (connection refused)", "open the address in a browser", false},
		{out.StatusFailed, "start page https://ash.example/: ash.example cannot be reached (the host name does not exist)", "put the old address in `former`", false},
		{out.StatusFailed, "start page https://ash.example/: ash.example cannot be reached (no answer: tls: failed to verify certificate: x509: certificate signed by unknown authority)", "no safe connection", false},
		{out.StatusFailed, "start page https://ash.example/: robots.txt of ash.example cannot be read (HTTP 503), so nothing may be fetched", "robots.txt could not be read", false},
		{out.StatusPartial, "the board's limit of 25000 addresses was reached; further links were not followed", "raise `max_pages`", false},
		{out.StatusPartial, "a page could not be observed: “1.2 A”, https://ash.example/a (it was not asked for: `exclude` in the register names /a); its last known state stands", "take the folder out of `exclude`", true},
		{out.StatusNeedsIntervention, "words fell from 900 to 200; of 7 of its chapters the pages were not read, such as https://ash.example/a (it was not asked for: `exclude` in the register names /a)", "take the folder out of `exclude`", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/a (the contents list its chapter without a link to a page); its last known state stands", "where the link is mended, the next run reads the chapter again", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/a (HTTP 500); its last known state stands", "after seven days at the latest", false},
		{out.StatusPartial, "a page could not be observed: “1.2 A”, https://ash.example/a (HTTP 404 Not Found), since 2 January 2027; its last known state stands", "for seven days that the page is gone", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/a (robots.txt does not allow it), since 2 January 2027 and not waited for any more; its last known state stands", "nothing waits for the page any more", false},
		{out.StatusPartial, "2 pages could not be observed: https://ash.example/a and 1 more (2 pages show one and the same text, which they did not before: “Cookies”); their last known state stands", "--accept", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/a.pdf (a web page stands at the address of a file: “Sorry”); its last known state stands", "the next run takes it again", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/b (a short page without the chapter's title stands in its place: “Welcome”); its last known state stands", "the next run reads it again", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/amendments (no row of the list of amendments stands on its page: “Oops”); its last known state stands", "if the list stands elsewhere now, change `amendments`", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/b (its address leads to the page of the contents: https://ash.example/); its last known state stands", "if the address leads there for good", true},
		{out.StatusPartial, "a page could not be observed: https://ash.example/b (the page of another address stands in its place, https://ash.example/c: “Visits”); its last known state stands", "where the page is there, the next run reads it again", true},
		{out.StatusNeedsIntervention, "start page https://ash.example/: body ends in the middle, which it did not before", "run `manualwatch run --board ash --accept`", true},
		{out.StatusPartial, "a page of the contents could not be observed: https://ash.example/b (HTTP 500); the last edition stands", "nothing of the manual is told until it is seen", false},
		{out.StatusUnchanged, "", "", false},
	} {
		got := mend(out.ObservationRow{BoardID: "ash", Status: c.status, Cause: c.cause})
		if !strings.Contains(got, c.says) || strings.Contains(got, "--accept") != c.accept || strings.Contains(got, "BOARD") || (got == "") != (c.says == "") {
			t.Errorf("%s, %s: %q", c.status, c.cause, got)
		}
		if strings.Contains(c.cause, "cannot be reached") && strings.Contains(got, "robots.txt") {
			t.Errorf("%s: robots.txt is blamed: %q", c.cause, got)
		}
		if strings.Contains(c.cause, "not waited for") && strings.Contains(got, "seven days") {
			t.Errorf("%s: it is said that something waits: %q", c.cause, got)
		}
	}
}

// TestCommandsCanBeTyped gives the commands of a remedy the register and the data folder.
func TestCommandsCanBeTyped(t *testing.T) {
	o := &options{boards: "my boards.toml", data: "/var/lib/mw"}
	got := o.withFlags("run `manualwatch boards check ash`; `systemctl list-timers` and `manualwatch rebuild`")
	want := "run `manualwatch boards check ash --boards 'my boards.toml' --data /var/lib/mw`; `systemctl list-timers` and `manualwatch rebuild --boards 'my boards.toml' --data /var/lib/mw`"
	if got != want {
		t.Errorf("%s", got)
	}
	o = &options{data: defaultData}
	if got := o.withFlags("`manualwatch status`"); got != "`manualwatch status`" {
		t.Errorf("%s", got)
	}
}
