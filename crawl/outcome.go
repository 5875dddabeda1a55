package crawl

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"manualwatch/crawl/archive"
)

// fullEvery is how often a board is fetched without conditional requests: a
// server whose validators lie is found out within that many runs.
const fullEvery = 7

// lookBack is how many earlier runs of a board are searched for validators: an
// address may have failed in the latest of them.
const lookBack = fullEvery

// runsOf returns the earlier runs of a board, newest first.
func (e *engine) runsOf(board string) []archive.Run {
	var of []archive.Run
	for _, r := range slices.Backward(e.past) {
		if r.ID != e.run.ID && r.Kind != "import" && e.ar.HasBoard(r.ID, board) {
			of = append(of, r)
		}
	}
	return of
}

// An earlier is what the runs before know of a board.
type earlier struct {
	success map[string]archive.Capture // latest of each address
	doubted map[string]doubt           // answers that the latest run took for less than there is, by address
	ask     bool                       // whether requests are conditional tonight
}

// A doubt is an answer that was taken for less than there is, and why.
type doubt struct{ SHA256, Error string }

// validated returns the success of an address whose validators a request may carry.
func (p *earlier) validated(address string) (archive.Capture, bool) {
	c, ok := p.success[address]
	return c, ok && p.ask && (c.ETag != "" || c.LastModified != "")
}

// earlier reads what is known of a board's addresses. A run that saw the whole
// manual knows of all of them; only before one that did not, older ones are asked. A
// page that was gone in it may be back as it was, which the run before it tells.
func (e *engine) earlier(board string) (earlier, []string, error) {
	runs := e.runsOf(board)
	p := earlier{success: map[string]archive.Capture{}, doubted: map[string]doubt{}, ask: !e.full && len(runs)%fullEvery != 0}
	k := known{types: map[string]map[string]string{}}
	var sessions []string
	whole := false
	for i, r := range runs[:min(len(runs), lookBack)] {
		success, gone := map[string]archive.Capture{}, false // the log's last word on an address counts
		err := e.ar.EachCapture(r.ID, board, func(c *archive.Capture) {
			if c.Role != archive.Page && c.Role != archive.Sitemap || c.Location != "" {
				return
			}
			gone = gone || c.Role == archive.Page && c.Permanent
			if i == 0 && (c.Error == cutShort || c.Error == brokenOff || c.Error == blank) {
				p.doubted[c.URL] = doubt{c.SHA256, c.Error}
			}
			if _, decided := p.success[c.URL]; c.OK() && !decided {
				success[c.URL] = k.validators(c)
			}
		})
		if err != nil {
			return p, nil, err
		}
		maps.Copy(p.success, success)
		o, err := e.ar.Outcome(r.ID, board)
		complete := err == nil && o.Complete
		if complete && !whole {
			sessions = o.Sessions
		}
		if whole || complete && !gone {
			break
		}
		whole = complete
	}
	return p, sessions, nil
}

// A known keeps one header for each type: thousands of pages have the same.
type known struct{ types map[string]map[string]string }

// validators returns what the next night must know of a capture.
func (k *known) validators(c *archive.Capture) archive.Capture {
	v := archive.Capture{URL: c.URL, SHA256: c.SHA256, Bytes: c.Bytes, MediaType: c.MediaType, ETag: c.ETag, LastModified: c.LastModified}
	if t := c.Header["Content-Type"]; t != "" {
		if k.types[t] == nil {
			k.types[t] = map[string]string{"Content-Type": t}
		}
		v.Header = k.types[t]
	}
	return v
}

// learnSeen finds out which addresses were content in earlier runs, where an
// address was refused tonight and it matters.
func (v *visit) learnSeen() error {
	if !slices.ContainsFunc(v.items, func(it *item) bool { return refused(&it.capture) }) {
		return nil
	}
	runs := v.e.runsOf(v.board.ID)
	for _, r := range runs[:min(len(runs), lookBack)] {
		err := v.e.ar.EachCapture(r.ID, v.board.ID, func(c *archive.Capture) {
			if c.OK() {
				v.seen[c.URL] = true
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addCounts sums up what was asked for, from the log of the whole run.
func addCounts(o *archive.Outcome, all []archive.Capture) {
	type key struct {
		role archive.Role
		url  string
	}
	last := make(map[key]*archive.Capture, len(all))
	for i := range all {
		k := key{all[i].Role, all[i].URL}
		if k.role == archive.Twin {
			k.role = archive.Page // it was recorded as one before
		}
		last[k] = &all[i]
	}
	for _, c := range last {
		o.Requests += c.Attempts
		o.Bytes += c.Wire
		if c.NotModified && c.Location == "" {
			o.NotModified++
		}
	}
}

// outcome tells what the visit came to, without the counts of the log.
func (v *visit) outcome() archive.Outcome {
	o := archive.Outcome{RunID: v.e.run.ID, BoardID: v.board.ID, Aliases: v.finalAliases(), Sessions: slices.Sorted(maps.Keys(v.sessions.known))}
	o.Failed, o.Cause = v.cause()
	o.Complete = o.Cause == ""
	slices.SortFunc(v.findings, func(a, b Finding) int {
		return strings.Compare(a.Code+"\x00"+a.URL+"\x00"+a.Detail, b.Code+"\x00"+b.URL+"\x00"+b.Detail)
	})
	for _, f := range v.findings {
		o.Findings = append(o.Findings, archive.Finding(f))
	}
	return o
}

// finalAliases lets every alias lead to the address that stands for it.
func (v *visit) finalAliases() map[string]string {
	out := make(map[string]string, len(v.aliases))
	for from, to := range v.aliases {
		for range 12 {
			next, ok := v.aliases[to]
			if !ok {
				break
			}
			to = next
		}
		if to != from {
			out[from] = to
		}
	}
	return out
}

// cause counts what could not be observed, and says in words why the board was
// not observed whole, "" if it was. A page that is gone (404) is an observation, unless the
// contents list it or it is one of amendments, which is judged when they are read; a start page that
// is gone is not.
func (v *visit) cause() (failed int, why string) {
	var seeds []string
	reasons := map[string]int{}
	lost := 0
	for _, it := range v.items {
		c := &it.capture
		if c.Error == "" || it.hop {
			continue
		}
		switch {
		case it.guess && c.Permanent:
			v.note(it.url, "no_such_page", "a page that the platform usually has: "+c.Error)
			continue
		case it.listing && Gone(c):
			v.note(it.url, linkCode(c), "a page of amendments that the register names: "+c.Error)
		case it.seed:
			seeds = append(seeds, it.url+": "+c.Error)
		case beginsWith(c.Error, passwordForm) && !v.seen[c.URL]:
			continue
		case !Unobserved(c, v.seen[c.URL]):
			v.note(it.url, linkCode(c), "linked from "+it.from+": "+c.Error)
		default:
			lost++
			reasons[c.Error]++
		}
		failed++
	}
	var parts []string
	if len(seeds) > 0 {
		parts = append(parts, strings.Join(seeds, "; "))
	}
	if lost > 0 {
		parts = append(parts, fmt.Sprintf("%d of %s could not be read: %s", lost, count(len(v.items), "address"), listReasons(reasons)))
	}
	for _, f := range v.findings {
		if f.Code == CodePageLimit {
			parts = append(parts, f.Detail) // what was not followed may be chapters
		}
	}
	return failed, strings.Join(parts, "; ")
}

// Unobserved reports whether a failure says nothing about whether the page still
// exists, even where trying again is of no use tonight. A page that was content
// before and is now refused or sent elsewhere was not observed; one that never was
// is a dead link.
func Unobserved(c *archive.Capture, wasContent bool) bool {
	switch {
	case !c.Permanent:
		return true
	case refused(c):
		return wasContent
	}
	return !Gone(c)
}

// Gone reports whether the site said that there is no such page.
func Gone(c *archive.Capture) bool {
	return beginsWith(c.Error, "HTTP 404", "HTTP 410", "soft 404")
}

// refused reports whether the site, or its robots.txt, would not show the page, led away from
// the manual or to those who forgot their password.
func refused(c *archive.Capture) bool {
	return !Gone(c) && beginsWith(c.Error, "robots.txt does not allow", "redirect to ", "HTTP 4", passwordForm)
}

// linkCode is the code of the finding on a link that leads to no page of the manual.
func linkCode(c *archive.Capture) string {
	if Gone(c) {
		return "dead_link"
	}
	return "link_failed"
}

func beginsWith(s string, beginnings ...string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(s, b) })
}

func listReasons(reasons map[string]int) string {
	var keys []string
	for r := range reasons {
		keys = append(keys, r)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if d := reasons[b] - reasons[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var out []string
	for i, k := range keys {
		if i == 3 {
			out = append(out, fmt.Sprintf("and %d more reasons", len(keys)-3))
			break
		}
		out = append(out, fmt.Sprintf("%d × %s", reasons[k], k))
	}
	return strings.Join(out, ", ")
}
