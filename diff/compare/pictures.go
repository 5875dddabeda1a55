package compare

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/lineage"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// restlessPictures is in how many chapters pictures change alike in one night before they are the
// site's.
const restlessPictures = 3

// Picture is what a file of a picture is called in reports.
const Picture = "picture or film"

// OfPictures tells whether a change is that of the files of pictures or films.
func OfPictures(c *diff.Change) bool {
	return c.Kind == diff.LinkChanged && strings.Contains(c.Detail, Picture)
}

// An exhibit is what a night did to the pictures of one chapter.
type exhibit struct {
	replaced   [][2]normalise.Picture // the words are the same, the file is not
	reworded   [][2]normalise.Picture // the file is the same, the words are not
	gone, come []normalise.Picture
}

// A gallery is what a night did to the pictures of all chapters, by the newer unit. It leaves out
// those that a site shows in turn: their file stands, or stood, in another chapter, or they change
// alike in several and lay down nothing.
type gallery map[int]*exhibit

func (x *comparison) gallery() gallery {
	g := gallery{}
	before, after := x.chaptersOf(x.p, true), x.chaptersOf(x.c, false)
	alike := map[string]int{}
	for _, c := range x.c.Units {
		p := x.m.ToPrev[c]
		if p < 0 || x.unseen(p, c) || len(x.p.Sec(p).Pictures)+len(x.c.Sec(c).Pictures) == 0 {
			continue
		}
		g[c] = x.exhibit(x.p.Sec(p).Pictures, x.c.Sec(c).Pictures)
		for words := range g[c].words() {
			alike[words]++
		}
	}
	for c, e := range g {
		often := func(p normalise.Picture) bool {
			return alike[textdiff.FoldText(p.Words)] >= restlessPictures && !textdiff.LaysDown(p.Words)
		}
		went := func(p normalise.Picture) bool { return often(p) || elsewhere(after[x.fileOf(p, true)], c) }
		wasThere := func(p normalise.Picture) bool {
			return often(p) || elsewhere(before[x.fileOf(p, false)], x.m.ToPrev[c])
		}
		e.replaced = slices.DeleteFunc(e.replaced, func(r [2]normalise.Picture) bool { return went(r[0]) || wasThere(r[1]) })
		e.reworded = slices.DeleteFunc(e.reworded, func(r [2]normalise.Picture) bool { return often(r[0]) && often(r[1]) })
		e.gone, e.come = slices.DeleteFunc(e.gone, went), slices.DeleteFunc(e.come, wasThere)
		for _, r := range e.reworded {
			e.gone, e.come = append(e.gone, r[0]), append(e.come, r[1])
		}
	}
	return g
}

// chaptersOf are the chapters of one edition in which the file of a picture stands.
func (x *comparison) chaptersOf(s *lineage.Side, old bool) map[string][]int {
	out := map[string][]int{}
	for _, u := range s.Units {
		for _, p := range s.Sec(u).Pictures {
			if p.URL != "" {
				out[x.fileOf(p, old)] = append(out[x.fileOf(p, old)], u)
			}
		}
	}
	return out
}

func elsewhere(units []int, here int) bool {
	return slices.ContainsFunc(units, func(u int) bool { return u != here })
}

// exhibit compares the pictures of a chapter.
func (x *comparison) exhibit(old, now []normalise.Picture) *exhibit {
	e := &exhibit{}
	sameWords := func(a, b normalise.Picture) bool {
		return textdiff.FoldText(a.Words) == textdiff.FoldText(b.Words)
	}
	sameFile := func(a, b normalise.Picture) bool { return x.fileOf(a, true) == x.fileOf(b, false) }
	both := func(a, b normalise.Picture) bool { return sameWords(a, b) && sameFile(a, b) }
	old, now, _ = paired(old, now, both)
	old, now, e.replaced = paired(old, now, sameWords)
	e.gone, e.come, e.reworded = paired(old, now, sameFile)
	return e
}

// paired takes the pairs out of two lists of pictures.
func paired(old, now []normalise.Picture, same func(a, b normalise.Picture) bool) (gone, come []normalise.Picture, pairs [][2]normalise.Picture) {
	come = slices.Clone(now)
	for _, a := range old {
		if i := slices.IndexFunc(come, func(b normalise.Picture) bool { return same(a, b) }); i >= 0 {
			pairs = append(pairs, [2]normalise.Picture{a, come[i]})
			come = slices.Delete(come, i, i+1)
		} else {
			gone = append(gone, a)
		}
	}
	return gone, come, pairs
}

// words are those of the pictures that changed.
func (e *exhibit) words() map[string]bool {
	out := map[string]bool{}
	for _, r := range slices.Concat(e.replaced, e.reworded) {
		out[textdiff.FoldText(r[0].Words)], out[textdiff.FoldText(r[1].Words)] = true, true
	}
	for _, p := range slices.Concat(e.gone, e.come) {
		out[textdiff.FoldText(p.Words)] = true
	}
	return out
}

// words counts the pictures of a chapter whose words came or went.
func (g gallery) words(c int) int {
	if e := g[c]; e != nil {
		return len(e.gone) + len(e.come)
	}
	return 0
}

// withPictures adds lines for the pictures that changed to those of a chapter.
func withPictures(lines []textdiff.Line, pictures []normalise.Picture) []textdiff.Line {
	lines = slices.Clip(lines)
	for _, p := range pictures {
		folded := textdiff.FoldText(p.Words)
		l := textdiff.Line{Text: p.Words, Sum: textdiff.Sum("\x01" + folded), Words: textdiff.CountWords(folded), Kind: parse.Image, Under: -1}
		for i := range lines {
			if lines[i].Kind == parse.Heading && lines[i].Branch == 0 && textdiff.FoldText(lines[i].Text) == textdiff.FoldText(p.Under) {
				l.Under = i
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// replacedPictures tells of the pictures of a chapter that kept their words and are other files.
func (x *comparison) replacedPictures(p, c int) {
	e := x.pictures[c]
	if e == nil || len(e.replaced) == 0 {
		return
	}
	var edits []diff.Edit
	for _, r := range e.replaced {
		edits = append(edits, diff.Edit{Op: diff.Keep, Text: r[1].Words + ": "}, diff.Edit{Op: diff.Delete, Text: textdiff.FoldAddress(r[0].URL) + " "}, diff.Edit{Op: diff.Insert, Text: textdiff.FoldAddress(r[1].URL) + "\n"})
	}
	n := len(e.replaced)
	ch := x.add(diff.LinkChanged, diff.Links, p, c, subLinks, "pictures", Count(n, Picture)+" replaced by another file, its words did not change")
	ch.Edits, ch.Detail = edits, Count(n, Picture)+" replaced by another file"
	ch.OldURL, ch.NewURL = textdiff.FoldAddress(e.replaced[0][0].URL), textdiff.FoldAddress(e.replaced[0][1].URL)
}

var (
	pictureFile = regexp.MustCompile(`(?i)\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$`)
	// stamp is what a site puts into the name of a file each time it builds its pages, or for a
	// size; figures alone may be a date.
	stamp = regexp.MustCompile(`[-._](?:\d+[a-f][0-9a-f]{4,}|[a-f]+\d[0-9a-f]{4,}|\d{2,4}x\d{2,4}|scaled)$`)
)

// fileOf is the address of a picture without such stamps, that of an older one as it is now.
func (x *comparison) fileOf(p normalise.Picture, old bool) string {
	href := x.hrefNow(p.URL, old)
	file, _, _ := strings.Cut(href, "?")
	if !pictureFile.MatchString(file) {
		return href // a film, which only the query may name
	}
	ext := path.Ext(file)
	return stamp.ReplaceAllString(strings.TrimSuffix(file, ext), "") + ext
}
