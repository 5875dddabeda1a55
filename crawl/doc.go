// Package crawl knows the boards and fetches their manuals, politely, into the
// archive. It reads nothing into what it fetched.
//
//	boards.toml -> Register -> Run -> archive.Archive (bodies by SHA-256, capture log)
package crawl
