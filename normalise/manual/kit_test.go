package manual

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"manualwatch/normalise"
	"manualwatch/parse"
	"manualwatch/parse/docx"
	"manualwatch/parse/pdf"
)

// kitDir holds the modelled sites with their truth, NORMALISE_KIT names other
// ones; tests that need it are skipped without it.
var kitDir = cmp.Or(os.Getenv("NORMALISE_KIT"), "../../../shared/sites/dev")

type kitBoard struct {
	ID         string   `json:"id"`
	Platform   string   `json:"platform"`
	Address    string   `json:"address"`
	Start      []string `json:"start_urls"`
	Amendments []string `json:"amendment_urls"`
	ExtraHosts []string `json:"extra_hosts"`
}

func kitBoards(t testing.TB) []kitBoard {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(kitDir, "boards.json"))
	if err != nil {
		t.Skip("the modelled sites are not here")
	}
	var boards []kitBoard
	if err := json.Unmarshal(data, &boards); err != nil {
		t.Fatal(err)
	}
	return boards
}

type kitMeta struct {
	Routes map[string]struct {
		File string `json:"file"`
		Type string `json:"type"`
	} `json:"routes"`
}

// kitFiles maps every address that the site serves to its file.
func kitFiles(root, origin string) map[string]string {
	var meta kitMeta
	if data, err := os.ReadFile(filepath.Join(root, "_meta.json")); err == nil {
		json.Unmarshal(data, &meta)
	}
	out := make(map[string]string)
	routed := make(map[string]bool)
	for p, r := range meta.Routes {
		if r.File == "robots.txt" || strings.HasSuffix(r.File, ".xml") {
			routed[r.File] = true
			continue
		}
		out[origin+p] = r.File
		if path.Base(r.File) != "index.html" {
			routed[r.File] = true
		}
	}
	filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		rel, _ := filepath.Rel(root, file)
		rel = filepath.ToSlash(rel)
		switch path.Ext(rel) {
		case ".png", ".css", ".js", ".txt", ".xml", ".json", ".ico", ".jpg", ".gif", ".svg":
			return nil
		}
		if routed[rel] || strings.HasPrefix(rel, "_host") {
			return nil
		}
		p := "/" + rel
		if base := path.Base(rel); base == "index.html" {
			p = "/" + strings.TrimSuffix(rel, "index.html")
		}
		u := url.URL{Path: p}
		out[origin+u.EscapedPath()] = rel
		return nil
	})
	return out
}

// loadKit parses all pages of a board on one night.
func loadKit(t testing.TB, b kitBoard, night string) normalise.Input {
	t.Helper()
	root := filepath.Join(kitDir, b.ID, night)
	origin := "http://" + b.Address + ":8099"
	files := kitFiles(root, origin)
	hosts := []string{b.Address + ":8099"}
	extra := ""
	for i, h := range b.ExtraHosts {
		sub := fmt.Sprintf("_host%d", i+2)
		for k, v := range kitFiles(filepath.Join(root, sub), h) {
			files[k] = sub + "/" + v
		}
		hosts = append(hosts, strings.TrimPrefix(h, "http://"))
		extra = h
	}
	if p := os.Getenv("NORMALISE_PLATFORM"); p != "" {
		b.Platform = p
	}
	in := normalise.Input{BoardID: b.ID, RunID: "r", ObservedAt: time.Date(2018, 4, 24, 0, 0, 0, 0, time.UTC), Platform: b.Platform, Start: b.Start, Amendments: b.Amendments, Hosts: hosts}
	var urls []string
	for u := range files {
		urls = append(urls, u)
	}
	sort.Strings(urls)
	var docs []*parse.Document
	for _, u := range urls {
		body, err := os.ReadFile(filepath.Join(root, files[u]))
		if err != nil {
			t.Fatal(err)
		}
		body = bytes.ReplaceAll(body, []byte("@@ORIGIN@@"), []byte(origin))
		body = bytes.ReplaceAll(body, []byte("@@HOST2@@"), []byte(extra))
		body = bytes.ReplaceAll(body, []byte("@@SID@@"), []byte("0123456789abcdef"))
		doc := parseKit(t, b.Platform, u, body)
		if doc != nil {
			docs = append(docs, doc)
		}
	}
	parse.MarkFurniture(docs)
	for _, d := range docs {
		in.Pages = append(in.Pages, normalise.Page{Document: d})
	}
	return in
}

var kitFormats = parse.Formats{parse.TypePDF: readPDF, parse.TypePlaced: readPlaced, parse.TypeDOCX: docx.Read, parse.TypeDOC: docx.ReadDOC, parse.TypeODT: docx.ReadODT}

// readPDF reads a PDF of the kit in this process; the address is the input's.
// The same file on several nights is read once.
func readPDF(_ context.Context, in parse.Input) (*parse.Document, error) {
	if known, ok := pdfCache.Load(in.SHA256); ok {
		doc := *known.(*parse.Document)
		doc.Blocks = slices.Clone(doc.Blocks)
		doc.URL, doc.FinalURL = in.URL, in.FinalURL
		return &doc, nil
	}
	doc, err := pdf.ReadInProcess(in.Body)
	if doc != nil {
		doc.URL, doc.FinalURL, doc.SHA256, doc.MediaType = in.URL, in.FinalURL, in.SHA256, parse.TypePDF
		first := *doc
		first.Blocks = slices.Clone(doc.Blocks)
		pdfCache.Store(in.SHA256, &first)
	}
	return doc, err
}

// readPlaced reads a web page made of a PDF in this process.
func readPlaced(_ context.Context, in parse.Input) (*parse.Document, error) {
	doc, err := pdf.ReadPlacedInProcess(in.Body)
	if doc != nil {
		doc.URL, doc.FinalURL, doc.SHA256 = in.URL, in.FinalURL, in.SHA256
	}
	return doc, err
}

var pdfCache sync.Map // SHA-256 -> *parse.Document

func parseKit(t testing.TB, platform, u string, body []byte) *parse.Document {
	sum := sha256.Sum256(body)
	doc, err := parse.Parse(context.Background(), parse.Input{URL: u, FinalURL: u, SHA256: hex.EncodeToString(sum[:]), Body: body, Platform: platform}, kitFormats)
	if err != nil {
		t.Logf("%s: %v", u, err)
	}
	return doc
}

// TestDumpKit writes editions as the tables' JSON lines for the kit's own scorer,
// where NORMALISE_DUMP names a folder.
func TestDumpKit(t *testing.T) {
	dir := os.Getenv("NORMALISE_DUMP")
	if dir == "" {
		t.Skip("NORMALISE_DUMP is not set")
	}
	files := make(map[string]*os.File)
	put := func(table string, row any) {
		f := files[table]
		if f == nil {
			f, _ = os.Create(filepath.Join(dir, table+".jsonl"))
			files[table] = f
		}
		data, _ := json.Marshal(row)
		f.Write(append(data, '\n'))
	}
	only := os.Getenv("NORMALISE_BOARD")
	for i, night := range []string{"night1", "night2", "night3"} {
		run := fmt.Sprintf("2021010%dT000000Z", i+1)
		put("runs", map[string]any{"run_id": run})
		for _, b := range kitBoards(t) {
			if only != "" && b.ID != only || os.Getenv("NORMALISE_NIGHT") != "" && os.Getenv("NORMALISE_NIGHT") != night {
				continue
			}
			in := loadKit(t, b, night)
			in.RunID = run
			e := Read(in)
			dumpEdition(put, e, run)
			t.Logf("%s %s: %d sections %d amendments %d findings sum %.12s label %q next %s", b.ID, night, len(e.Sections), len(e.Amendments), len(e.Findings), e.ContentSHA256, e.Label, e.NextUpdate)
		}
	}
}

func dumpEdition(put func(string, any), e *normalise.Edition, run string) {
	put("observations", map[string]any{"run_id": run, "board_id": e.BoardID, "edition_id": e.ID, "status": "changed"})
	put("editions", map[string]any{"edition_id": e.ID, "board_id": e.BoardID, "run_id": run})
	for _, s := range e.Sections {
		parent := any(nil)
		if s.Parent >= 0 {
			parent = e.Sections[s.Parent].ID
		}
		number := any(nil)
		if s.Number != "" {
			number = s.Number
		}
		put("sections", map[string]any{"edition_id": e.ID, "board_id": e.BoardID, "section_id": s.ID, "parent_section_id": parent, "ordinal": s.Ordinal, "depth": s.Depth, "kind": s.Kind, "number": number, "title": s.Title, "flags": s.Flags, "url": s.URL, "text": s.Text})
	}
	for _, a := range e.Amendments {
		put("amendments", map[string]any{"edition_id": e.ID, "board_id": e.BoardID, "ordinal": a.Ordinal, "scope": a.Scope, "chapter": a.Chapter, "section_id": a.SectionID, "details": a.Details, "date": a.Date.String()})
	}
	for _, g := range e.Guides {
		put("guides", map[string]any{"edition_id": e.ID, "board_id": e.BoardID, "ordinal": g.Ordinal, "group": g.Group, "entry": g.Entry, "sections": g.Sections, "appendices": g.Appendices})
	}
	for _, f := range e.Findings {
		put("findings", map[string]any{"run_id": run, "board_id": e.BoardID, "url": f.URL, "section_id": f.SectionID, "code": f.Code, "detail": f.Detail})
	}
}
