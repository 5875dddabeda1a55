package night

import (
	"fmt"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	for _, n := range []int{10, 100, 1000, 20000} {
		m := newSmallManual(t)
		_, past := m.night(1, manyChapters(""), nil, nil)
		pages := manyChapters("")
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<li><a href="/x/%d">see %d</a></li>`, i, i)
		}
		pages["/c2"] = strings.Replace(pages["/c2"], "</main>", "<ul>"+b.String()+"</ul></main>", 1)
		s, _ := m.night(2, pages, past, nil)
		o := s.Observations[0]
		fmt.Println(n, o.Status, o.Cause, m.told(s.Run.RunID), s.Run.Changes)
		for _, f := range m.ff(s.Run.RunID) { fmt.Println("   ", f) }
	}
}
func (m *smallManual) ff(run string) []string {
	rows, _ := m.data.Findings(outFilter(run))
	var out []string
	for _, r := range rows { out = append(out, r.Code+" "+r.URL+" "+r.Detail); if len(out) > 6 { break } }
	return out
}
