package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Bounds of the zip reader: what all parts together, and one part, may come to
// when decompressed.
const (
	maxTotal = 192 << 20
	maxPart  = 96 << 20
	maxFiles = 20_000
)

// An archive is an opened zip file with the budget that is left for reading it.
type archive struct {
	files  map[string]*zip.File // by lower-case name without leading slash
	bytes  int                  // left to decompress
	nodes  int                  // left to parse
	doubts []string             // names that stand twice
}

func openArchive(body []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	if len(z.File) > maxFiles {
		return nil, fmt.Errorf("%d parts: %w", len(z.File), errTooLarge)
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File)), bytes: maxTotal, nodes: maxNodes}
	for _, f := range z.File {
		name := partName(f.Name)
		if _, twice := a.files[name]; twice {
			a.doubts = append(a.doubts, f.Name)
			continue
		}
		a.files[name] = f
	}
	return a, nil
}

// partName makes the names of parts comparable: they ignore case, and careless
// programs write backslashes.
func partName(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, `\`, "/"))
	return strings.TrimPrefix(path.Clean("/"+s), "/")
}

func (a *archive) has(name string) bool { return a.files[partName(name)] != nil }

// read decompresses one part. Where the part is cut off or damaged, the bytes up
// to there come with the error.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[partName(name)]
	if f == nil {
		return nil, fmt.Errorf("part %s is missing", name)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	defer rc.Close()
	limit := min(a.bytes, maxPart)
	data, err := io.ReadAll(io.LimitReader(rc, int64(limit)+1))
	if len(data) > limit {
		data, err = data[:limit], errTooLarge
	}
	a.bytes -= len(data)
	if err != nil {
		return data, fmt.Errorf("part %s: %w", name, err)
	}
	return data, nil
}

// each reads one part as XML; see xmlReader.each. A part that is missing is no
// error: most are optional.
func (a *archive) each(name string, enter func(string) bool, emit func(*node) error) error {
	if !a.has(name) {
		return nil
	}
	data, readErr := a.read(name)
	err := newXMLReader(bytes.NewReader(toUTF8(data)), &a.nodes).each(enter, emit)
	if readErr != nil {
		return readErr
	}
	if err != nil {
		return fmt.Errorf("part %s: %w", name, err)
	}
	return nil
}

// A relationship is a line of a .rels part.
type relationship struct {
	kind     string // last word of the type: "hyperlink", "footnotes"
	target   string // part name, or address if external
	external bool
}

// relationships reads the .rels part that belongs to a part ("" for the package).
func (a *archive) relationships(part string) (map[string]relationship, error) {
	dir, file := path.Split(part)
	rels := map[string]relationship{}
	in := func(name string) bool { return strings.HasSuffix(name, "Relationships") }
	err := a.each(dir+"_rels/"+file+".rels", in, func(n *node) error {
		r := relationship{target: n.attr("Target"), kind: path.Base(n.attr("Type"))}
		r.external = strings.EqualFold(n.attr("TargetMode"), "External")
		if !r.external && r.kind != "hyperlink" {
			r.target = resolvePart(dir, r.target)
		}
		rels[n.attr("Id")] = r
		return nil
	})
	return rels, err
}

func resolvePart(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", dir, target), "/")
}
