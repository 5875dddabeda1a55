package normalise

// Codes of findings. The table in the package comment tells what each means.
const (
	CodeNoContents   = "no_contents"
	CodeNoAmendments = "no_amendment_rows"
	CodeUnresolved   = "amendment_unresolved"
	CodeLeftOut      = "amendment_text_left_out"
	CodeUnreached    = "chapter_not_reached"
	CodeNoText       = "chapter_without_text"
	CodeDuplicate    = "duplicate_number"
	CodeGap          = "number_gap"
	CodeFromMenu     = "contents_from_menu"
	CodeFromBook     = "contents_from_document"
	CodeFromGuide    = "contents_from_guide"
	CodeOutside      = "texts_outside_outline"
	CodeInNone       = "text_in_no_chapter"
	CodeStale        = "chapter_not_observed"
	CodeToCome       = "review_to_come"
	CodePointer      = "chapter_in_a_file"
)

// NoneOfItsHosts ends the detail of a [CodeUnreached] on a page of a host that is not read for
// the board.
const NoneOfItsHosts = ", which is none of the manual's hosts; it was not read"

// NotReached ends the detail of a [CodeUnreached] on a page of the manual's own hosts.
const NotReached = "the list of contents leads to it, but it was not read"

// Unresolved is the doubt about a row of amendments with a name that means no section.
func Unresolved(a *Amendment) Finding {
	return Finding{URL: a.URL, Code: CodeUnresolved, Detail: a.Chapter + ": " + a.Reason}
}
