package toc

// dropFrames drops the rows of frames whose web pages were read: what stands in these is the
// page's own, and "Header" and "Navigation" name no chapters.
func (r *rowReader) dropFrames() {
	if len(r.doc.Frames) == 0 {
		return
	}
	shown := make(map[int]bool)
	for _, href := range r.doc.Frames {
		if p := r.site.PageAt(href); p >= 0 && r.site.Input.Pages[p].Document.IsWebPage() {
			shown[p] = true
		}
	}
	r.rows = DropRows(r.rows, func(rw *Row) bool { return rw.Target >= 0 && shown[rw.Target] })
}
