package pdf

// An annotation is a link on a page.
type annotation struct {
	box
	href string // address, or "#page=N" inside the document
}

// A linkSpan is a stretch of a piece's text that is a link.
type linkSpan struct {
	start, end int
	href       string
}
