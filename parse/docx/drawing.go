package docx

import (
	"slices"
	"strings"

	"manualwatch/parse"
)

// drawing reads what stands in a picture, shape or embedded object: text boxes,
// diagrams and alternative text.
func (r *reader) drawing(p *paragraph, n *node) {
	if r.region == parse.Furniture && len(p.boxes) > 200 {
		return
	}
	found := len(p.boxes) + len(p.diagram)
	r.shapes(p, n)
	if alt := altText(n); alt != "" {
		p.images = append(p.images, alt)
	} else if len(p.boxes)+len(p.diagram) == found && hasPicture(n) {
		r.noAlt++
	}
}

func (r *reader) shapes(p *paragraph, n *node) {
	for _, k := range n.kids {
		switch k.name {
		case "w:txbxContent":
			p.boxes = append(p.boxes, k)
		case "dgm:relIds":
			p.diagram = append(p.diagram, k.attr("r:dm"))
		default:
			r.shapes(p, k)
		}
	}
}

// altText finds the alternative text of the outermost object that has one. File
// names and the names that programs make up are no text.
func altText(n *node) string {
	for _, k := range n.kids {
		s := ""
		switch k.name {
		case "wp:docPr", "pic:cNvPr":
			s = k.attr("descr")
			if s == "" {
				s = k.attr("title")
			}
		case "v:shape", "v:rect", "v:group", "v:roundrect":
			s = k.attr("alt")
		case "w:txbxContent":
			continue
		}
		if s = strings.Join(strings.Fields(s), " "); s != "" && !fileName(s) {
			return s
		}
		if s = altText(k); s != "" {
			return s
		}
	}
	return ""
}

func fileName(s string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc([]string{".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".svg"}, func(ext string) bool { return strings.HasSuffix(s, ext) })
}

func hasPicture(n *node) bool {
	if n.name == "a:blip" || n.name == "v:imagedata" {
		return true
	}
	return slices.ContainsFunc(n.kids, hasPicture)
}

// smartArt writes the texts of a diagram's data part, one paragraph a shape.
func (r *reader) smartArt(id string) {
	rel, ok := r.rels[id]
	if !ok || rel.external {
		return
	}
	enter := func(name string) bool { return name == "dgm:dataModel" || name == "dgm:ptLst" }
	r.damaged(r.zip.each(rel.target, enter, func(n *node) error {
		if n.name != "dgm:pt" || n.child("dgm:t") == nil {
			return nil
		}
		var t textBuilder
		collectText(n.child("dgm:t"), &t)
		if s, _ := t.finish(); s != "" {
			r.emit(parse.Block{Kind: parse.Paragraph, Text: s, Page: r.page})
		}
		return nil
	}))
}
