package layout

import (
	"fmt"
	"testing"

	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/line"
)

// TestSlidesAreNoSpreads leaves wide pages whole that have a number each.
func TestSlidesAreNoSpreads(t *testing.T) {
	number := func(x float64, text string) Item {
		l := line.New([]line.Word{{Box: geometry.Box{X0: x, Y0: 560, X1: x + 10, Y1: 570}, Y: 568, Size: 9, Text: text}})
		return Item{Box: l.Box, Line: &l}
	}
	spreads, slides := []*Page{}, []*Page{}
	for i := range 4 {
		left, right := number(40, fmt.Sprint(2*i)), number(800, fmt.Sprint(2*i+1))
		spreads = append(spreads, &Page{Width: 842, Height: 595, Items: []Item{left, right}})
		slides = append(slides, &Page{Width: 842, Height: 595, Items: []Item{number(40, "2"), right}})
	}
	if _, sheets := Halves(spreads); len(sheets) != 8 {
		t.Errorf("spreads: %v", sheets)
	}
	if _, sheets := Halves(slides); sheets != nil {
		t.Errorf("slides: %v", sheets)
	}
}
