package parse

import (
	"slices"
	"strings"
)

// maxFrames bounds the frames of a page, and framedText is how many bytes of text a page
// has at most that consists of its frames.
const (
	maxFrames  = 20
	framedText = 200
)

// settleFrames forgets the frames of a page with a text of its own: a map or a film in a
// frame beside it is not the page.
func (d *Document) settleFrames() {
	text := 0
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Region == Main && b.Kind != Image {
			text += len(b.Text)
		}
	}
	d.Frames = slices.DeleteFunc(d.Frames, func(href string) bool {
		return text > framedText || !strings.HasPrefix(href, "http")
	})
	if len(d.Frames) == 0 {
		d.Frames = nil
	}
}
