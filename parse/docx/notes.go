package docx

import (
	"strconv"
	"strings"

	"manualwatch/parse"
)

// A noteText is a footnote or endnote as the file holds it.
type noteText struct {
	kids []*node
	rels map[string]relationship
}

func (r *reader) readNotes(kind, part string) {
	if !r.zip.has(part) {
		return
	}
	rels, err := r.zip.relationships(part)
	r.damaged(err)
	enter := func(name string) bool { return name == "w:footnotes" || name == "w:endnotes" }
	r.damaged(r.zip.each(part, enter, func(n *node) error {
		if t := n.attr("w:type"); t != "" && t != "normal" {
			return nil // the line above the notes
		}
		r.notes[kind+n.attr("w:id")] = noteText{n.kids, rels}
		return nil
	}))
}

// cite notes that a paragraph refers to a note; the digit is not text.
func (r *reader) cite(p *paragraph, kind, id string) {
	key := kind + id
	if _, ok := r.notes[key]; !ok || r.notesDone[key] || r.class == "footnote" {
		return
	}
	r.notesDone[key] = true
	p.notes = append(p.notes, key)
}

// flushNotes writes the notes that were cited since the last heading, with
// Class "footnote" and their number as Marker.
func (r *reader) flushNotes() {
	keys := r.pending
	r.pending = nil
	rels, class, list, anchors, fields := r.rels, r.class, r.list, r.anchors, r.fields
	for k, key := range keys {
		r.noteCount++
		note := r.notes[key]
		r.rels, r.class, r.anchors, r.fields = note.rels, "footnote", nil, nil
		blocks := r.content(note.kids)
		first := true
		for _, b := range blocks {
			if b.Text == "" {
				continue
			}
			if first && b.Marker == "" {
				b.Marker = strconv.Itoa(r.noteCount)
			}
			first = false
			if b.Kind == parse.Heading {
				b.Kind, b.Level = parse.Paragraph, 0
			}
			b.Region, b.Class = r.region, "footnote"
			r.writeNote(k, b)
		}
	}
	r.citedAfter = nil
	r.rels, r.class, r.list, r.anchors, r.fields = rels, class, list, anchors, fields
}

// headerRefs notes the headers and footers of a section.
func (r *reader) headerRefs(n *node) {
	for _, k := range n.kids {
		if k.name == "w:headerReference" || k.name == "w:footerReference" {
			r.headers = append(r.headers, k.attr("r:id"))
		}
	}
}

// furniture writes headers and footers once each, at the end and apart.
func (r *reader) furniture() {
	seen := map[string]bool{}
	main := r.rels
	r.region = parse.Furniture
	for _, id := range r.headers {
		rel, ok := main[id]
		if !ok || rel.external || seen[rel.target] || r.ctx.Err() != nil {
			continue
		}
		seen[rel.target] = true
		r.furniturePart(rel, seen)
	}
	r.region, r.class, r.rels = parse.Main, "", main
}

func (r *reader) furniturePart(rel relationship, seen map[string]bool) {
	var err error
	r.rels, err = r.zip.relationships(rel.target)
	r.damaged(err)
	r.class, r.anchors, r.fields = strings.ToLower(rel.kind), nil, nil
	enter := func(name string) bool { return name == "w:hdr" || name == "w:ftr" }
	blocks := r.aside(func() {
		r.damaged(r.zip.each(rel.target, enter, func(n *node) error {
			r.block(n)
			return r.ctx.Err()
		}))
		r.flushParagraph()
	})
	for _, b := range blocks {
		key := "\x00" + b.Text
		if seen[key] {
			continue
		}
		seen[key] = true
		b.Region, b.Anchor, b.Page = parse.Furniture, "", 0
		*r.out = append(*r.out, b)
	}
	r.pending = nil
}

// readProperties takes the core properties: title, dates, revision. Names of
// people are not kept.
func (r *reader) readProperties() {
	part := "docProps/core.xml"
	rels, _ := r.zip.relationships("")
	for _, rel := range rels {
		if rel.kind == "core-properties" && r.zip.has(rel.target) {
			part = rel.target
		}
	}
	enter := func(name string) bool { return name == "cp:coreProperties" }
	r.damaged(r.zip.each(part, enter, func(n *node) error {
		key := map[string]string{
			"dc:title": "title", "dc:subject": "subject", "dc:language": "language",
			"dcterms:created": "created", "dcterms:modified": "modified",
			"cp:revision": "revision", "cp:version": "version", "cp:category": "category", "cp:contentStatus": "status",
		}[n.name]
		if s := strings.Join(strings.Fields(n.words()), " "); key != "" && s != "" {
			r.doc.Meta[key] = s
		}
		return nil
	}))
	r.doc.Label = r.doc.Meta["title"]
}
