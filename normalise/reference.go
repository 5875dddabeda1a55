package normalise

import "time"

// Statuses of a [Reference] at the date of its capture.
const (
	StatusCurrent    = "current"
	StatusSuperseded = "superseded"
	StatusUnknown    = "unknown"
)

// AuthorityTerm is the Authority of a [Reference] that is no document but a term
// that was out of use at the date of the capture ("Local Safeguarding Children
// Board" after 2019). Its SupersededBy is the term in use.
const AuthorityTerm = "term"

// CiteReferences finds the documents that sections cite and the terms out of
// use that they still speak of, with their status as of the date `at` (the day
// the pages were captured): an edition cited in its own time is current. Each
// citation of a document is a Reference, in reading order; a term gives one
// Reference for each section. Historical mentions ("replaced by", "formerly",
// "previously known as") are left out.
func CiteReferences(sections []Section, at time.Time) []Reference {
	return nil
}

// CodeDangling is the code of a reference to a section that does not exist.
const CodeDangling = "dangling_reference"

// CodeDeadLink is the code of a link that the crawl found dead.
const CodeDeadLink = "dead_link"

// DanglingReferences finds the sentences that send the reader to a numbered
// section, paragraph, chapter or appendix which no node of the manual carries.
// "section 3" is looked up among the headings of the same chapter and the
// manual's own numbers, "chapter 1.2.7" in the manual. Detail holds the exact
// sentence.
func DanglingReferences(sections []Section) []Finding {
	return nil
}

// DeadLinks finds the links of sections whose address the crawl could not
// fetch; dead maps canonical addresses to the reason in words ("404").
func DeadLinks(sections []Section, dead map[string]string) []Finding {
	return nil
}
