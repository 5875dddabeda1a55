// Package crawl knows the boards and fetches their manuals, politely, into the
// archive. It reads nothing into what it fetched.
//
//	boards.toml -> Register -> Run -> archive.Archive (bodies by SHA-256, capture log)
//
// A board is visited level by level ([visit]): start and amendments pages, what
// they lead to, what those lead to. Within a level any order and any retries give
// the same next level, so a night's result depends on the sites alone, and a run
// that was killed continues from its log.
//
// colly finds the links and calls back. What goes over the wire is decided here:
// its transport answers every visit from the archive or from one request of the
// engine, which keeps one queue for each host over all boards, obeys robots.txt,
// checks addresses when it connects, bounds every response and archives the raw
// body before anyone converts it. Redirects are addresses of their own, asked for
// at most once a night.
//
// Findings of a crawl:
//
//	bad_address         an address of the register cannot be read
//	dead_link           an address that the manual links to is gone
//	document_elsewhere  the contents link to documents on a host that the register does not name
//	endless_addresses   a pattern of addresses was cut short (calendars, page numbers)
//	link_failed         an address that the manual links to is refused or leads away from its hosts
//	links_unread        a page's links could not be read to the end
//	no_such_page        a page that the platform usually has is not there
//	page_limit          the board's limit of addresses was reached
package crawl
