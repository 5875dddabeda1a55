package pdf

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// A second is the second engine, PDFium in WebAssembly, with a file open. It reads
// pages whose text the own interpreter reads badly: it knows the predefined
// encodings of Asian fonts and looks into font programs of every kind.
type second struct {
	pool     pdfium.Pool
	instance pdfium.Pdfium
	doc      references.FPDF_DOCUMENT
	pages    int
}

// compileCPU is the CPU time that is allowed for compiling the second engine, which
// happens once for a cache folder.
const compileCPU = 20 * time.Second

// openSecond starts the second engine. Its compiled form is kept in the folder
// cache; "" keeps nothing.
func openSecond(body []byte, cache string) (s *second, err error) {
	s = &second{}
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("second engine: %v", x)
		}
		if err != nil {
			s.close()
			s = nil
		}
	}()
	config := wazero.NewRuntimeConfig()
	if cache != "" {
		if c, err := wazero.NewCompilationCacheWithDir(cache); err == nil {
			config = config.WithCompilationCache(c)
		}
	}
	s.pool, err = webassembly.Init(webassembly.Config{
		Context: context.Background(), MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
	})
	if err != nil {
		return s, err
	}
	if s.instance, err = s.pool.GetInstance(time.Minute); err != nil {
		return s, err
	}
	doc, err := s.instance.OpenDocument(&requests.OpenDocument{File: &body})
	if err != nil {
		return s, err
	}
	s.doc = doc.Document
	n, err := s.instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: s.doc})
	if err != nil {
		return s, err
	}
	s.pages = n.PageCount
	return s, nil
}

func (s *second) close() {
	if s.instance != nil {
		_ = s.instance.Close()
	}
	if s.pool != nil {
		_ = s.pool.Close()
	}
}

// cacheFolder is where the compiled second engine is kept, "" if nowhere.
func cacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "manualwatch", "pdfium")
}

// page returns the words of a page (from 1) and the page's size in points.
func (s *second) page(number int) (ws []word, width, height float64, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("second engine: %v", x)
		}
	}()
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: s.doc, Index: number - 1}}
	size, err := s.instance.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return nil, 0, 0, err
	}
	text, err := s.instance.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeRects, CollectFontInformation: true,
	})
	if err != nil {
		return nil, 0, 0, err
	}
	fonts := map[string]*font{}
	for _, r := range text.Rects {
		ws = append(ws, rectWords(r, size.Height, fonts)...)
	}
	return ws, size.Width, size.Height, nil
}

// rectWords cuts the text of a rectangle into words, with places in proportion.
func rectWords(r *responses.GetPageTextStructuredRect, height float64, fonts map[string]*font) []word {
	p := r.PointPosition
	size := math.Abs(p.Top - p.Bottom)
	ft := &font{}
	if f := r.FontInformation; f != nil {
		if f.RenderedSize > 1 {
			size = f.RenderedSize
		}
		if fonts[f.Name] == nil {
			low := strings.ToLower(f.Name)
			fonts[f.Name] = &font{name: f.Name, bold: f.Weight >= 600 || strings.Contains(low, "bold"), italic: f.Flags&(1<<6) != 0}
		}
		ft = fonts[f.Name]
	}
	if size < 0.5 {
		return nil
	}
	runes := float64(max(1, utf8.RuneCountInString(r.Text)))
	base := height - p.Bottom - 0.2*math.Abs(p.Top-p.Bottom)
	var out []word
	at := 0
	for _, part := range strings.Split(strings.ReplaceAll(r.Text, "\u00a0", " "), " ") {
		n := utf8.RuneCountInString(part)
		x0 := p.Left + (p.Right-p.Left)*float64(at)/runes
		x1 := p.Left + (p.Right-p.Left)*float64(at+n)/runes
		at += n + 1
		text := wordText(squeeze(cleanText(part)))
		if text == "" {
			if len(out) > 0 {
				out[len(out)-1].spaced = true
			}
			continue
		}
		out = append(out, word{
			text: text, box: box{x0, base - 0.75*size, x1, base + 0.22*size}, y: base, size: size,
			font: ft, bold: ft.bold, italic: ft.italic, mcid: -1, spaced: true,
		})
	}
	if len(out) > 0 && !strings.HasSuffix(r.Text, " ") {
		out[len(out)-1].spaced = false
	}
	return out
}

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
		q := judge(&sheet{number: i + 1, images: e.quality[i].images}, ws)
		if q.chars < 20 || q.unknownShare() >= e.quality[i].unknownShare() && e.quality[i].failed == nil {
			continue
		}
		e.quality[i] = q
		e.pages[i] = plainPage(i+1, w, h, ws)
		e.mended = append(e.mended, i+1)
	}
}

// unknownShare is the part of a page's glyphs that no character is known of.
func (q pageQuality) unknownShare() float64 {
	return float64(max(q.unknown, q.missing)) / float64(max(1, q.chars))
}

// readSecond reads a file that the object layer cannot open at all.
func readSecond(body []byte, open func([]byte) (*second, error)) (*engine, error) {
	s, err := open(body)
	if err != nil {
		return nil, err
	}
	defer s.close()
	e := &engine{vocab: vocabulary{}}
	for i := range min(s.pages, maxSecondPages) {
		sh := &sheet{number: i + 1}
		ws, w, h, err := s.page(i + 1)
		if err != nil {
			sh.failed = err
		}
		e.sheets = append(e.sheets, sh)
		e.quality = append(e.quality, judge(sh, ws))
		e.pages = append(e.pages, plainPage(i+1, w, h, ws))
		e.mended = append(e.mended, i+1)
	}
	if len(e.pages) == 0 {
		return nil, fmt.Errorf("no pages found")
	}
	return e, nil
}
