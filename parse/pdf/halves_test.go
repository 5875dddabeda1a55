package pdf

import (
	"fmt"
	"testing"
)

// TestSlidesAreNoSpreads leaves wide pages whole that have a number each.
func TestSlidesAreNoSpreads(t *testing.T) {
	number := func(x float64, text string) item {
		l := newLine([]word{{box: box{x, 560, x + 10, 570}, y: 568, size: 9, text: text}})
		return item{box: l.box, seg: &l}
	}
	spreads, slides := []*pageItems{}, []*pageItems{}
	for i := range 4 {
		left, right := number(40, fmt.Sprint(2*i)), number(800, fmt.Sprint(2*i+1))
		spreads = append(spreads, &pageItems{width: 842, height: 595, items: []item{left, right}})
		slides = append(slides, &pageItems{width: 842, height: 595, items: []item{number(40, "2"), right}})
	}
	if _, sheets := halves(spreads); len(sheets) != 8 {
		t.Errorf("spreads: %v", sheets)
	}
	if _, sheets := halves(slides); sheets != nil {
		t.Errorf("slides: %v", sheets)
	}
}
