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

	"manualwatch/parse/pdf/font"
	"manualwatch/parse/pdf/geometry"
	"manualwatch/parse/pdf/line"
	"manualwatch/parse/pdf/writing"
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
func (s *second) page(number int) (ws []line.Word, width, height float64, err error) {
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
	fonts := map[string]*font.Font{}
	for _, r := range text.Rects {
		ws = append(ws, rectWords(r, size.Height, fonts)...)
	}
	return ws, size.Width, size.Height, nil
}

// rectWords cuts the text of a rectangle into words, with places in proportion.
func rectWords(r *responses.GetPageTextStructuredRect, height float64, fonts map[string]*font.Font) []line.Word {
	p := r.PointPosition
	size := math.Abs(p.Top - p.Bottom)
	ft := &font.Font{}
	if f := r.FontInformation; f != nil {
		if f.RenderedSize > 1 {
			size = f.RenderedSize
		}
		if fonts[f.Name] == nil {
			low := strings.ToLower(f.Name)
			fonts[f.Name] = &font.Font{Name: f.Name, Bold: f.Weight >= 600 || strings.Contains(low, "bold"), Italic: f.Flags&(1<<6) != 0}
		}
		ft = fonts[f.Name]
	}
	if size < 0.5 {
		return nil
	}
	runes := float64(max(1, utf8.RuneCountInString(r.Text)))
	base := height - p.Bottom - 0.2*math.Abs(p.Top-p.Bottom)
	var out []line.Word
	at := 0
	for part := range strings.SplitSeq(strings.ReplaceAll(r.Text, "\u00a0", " "), " ") {
		n := utf8.RuneCountInString(part)
		x0 := p.Left + (p.Right-p.Left)*float64(at)/runes
		x1 := p.Left + (p.Right-p.Left)*float64(at+n)/runes
		at += n + 1
		text := writing.Regular(writing.Squeeze(writing.Clean(part)))
		if text == "" {
			if len(out) > 0 {
				out[len(out)-1].Spaced = true
			}
			continue
		}
		out = append(out, line.Word{
			Text: text, Box: geometry.Box{X0: x0, Y0: base - 0.75*size, X1: x1, Y1: base + 0.22*size}, Y: base, Size: size,
			Font: ft, Bold: ft.Bold, Italic: ft.Italic, MCID: -1, Spaced: true,
		})
	}
	if len(out) > 0 && !strings.HasSuffix(r.Text, " ") {
		out[len(out)-1].Spaced = false
	}
	return out
}
