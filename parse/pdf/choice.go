package pdf

import (
	"fmt"

	"manualwatch/parse/pdf/content"
	"manualwatch/parse/pdf/layout"
	"manualwatch/parse/pdf/line"
)

// maxSecondPages bounds the pages of a file that the second engine reads.
const maxSecondPages = 500

// mendPages lets the second engine read the pages whose text is poor, and takes
// what is better.
func (e *engine) mendPages(body []byte) {
	var poor []int
	for i, q := range e.quality {
		if (q.poor() || q.failed != nil) && len(poor) < maxSecondPages {
			poor = append(poor, i)
		}
	}
	if len(poor) == 0 || e.second == nil {
		return
	}
	s, err := e.second(body)
	if err != nil || s.pages != len(e.pages) {
		if err == nil {
			s.close()
		}
		return
	}
	defer s.close()
	for _, i := range poor {
		ws, w, h, err := s.page(i + 1)
		if err != nil {
			continue
		}
		q := judge(&content.Sheet{Number: i + 1, Images: e.quality[i].images}, ws)
		if q.chars < 20 || q.unknownShare() >= e.quality[i].unknownShare() && e.quality[i].failed == nil {
			continue
		}
		e.quality[i] = q
		e.pages[i] = layout.PlainPage(i+1, w, h, ws)
		e.mended = append(e.mended, i+1)
	}
}

// readSecond reads a file that the object layer cannot open at all.
func readSecond(body []byte, open func([]byte) (*second, error)) (*engine, error) {
	s, err := open(body)
	if err != nil {
		return nil, err
	}
	defer s.close()
	e := &engine{vocab: line.Vocabulary{}}
	for i := range min(s.pages, maxSecondPages) {
		sh := &content.Sheet{Number: i + 1}
		ws, w, h, err := s.page(i + 1)
		if err != nil {
			sh.Failed = err
		}
		e.sheets = append(e.sheets, sh)
		e.quality = append(e.quality, judge(sh, ws))
		e.pages = append(e.pages, layout.PlainPage(i+1, w, h, ws))
		e.mended = append(e.mended, i+1)
	}
	if len(e.pages) == 0 {
		return nil, fmt.Errorf("no pages found")
	}
	return e, nil
}
