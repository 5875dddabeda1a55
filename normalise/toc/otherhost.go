package toc

import "manualwatch/normalise/webaddress"

// otherHost is the host at which most entries of a list stand that is a page of another host, as
// where a board lists the chapters of a manual that it shares: a link to the front page of that
// leads to the manual, and not to a chapter. It is "" for any other list.
func (s *Site) otherHost(rows []Row) string {
	counts, linked, most := make(map[string]int), 0, ""
	for i := range rows {
		rw := &rows[i]
		host := webaddress.Host(rw.Href)
		if host == "" {
			continue
		}
		linked++
		if counts[host]++; counts[host] > counts[most] {
			most = host
		}
	}
	if counts[most] <= LeastListed || counts[most]*2 <= linked || most == webaddress.Host(s.Input.Pages[rows[0].Page].URL) {
		return ""
	}
	return most
}
