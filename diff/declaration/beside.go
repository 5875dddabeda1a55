package declaration

import (
	"regexp"
	"slices"
	"strings"

	"manualwatch/diff"
	"manualwatch/diff/textdiff"
	"manualwatch/normalise"
)

// addedBelow are the changes that added what stands in a section that was added: who tells
// of a new section tells of its chapters.
func (d *declaring) addedBelow(change int) []int {
	c := &d.scene.changes[change]
	at := slices.IndexFunc(d.cur.Sections, func(s normalise.Section) bool { return s.ID == c.SectionID })
	if c.Kind != diff.Added || at < 0 || d.cur.Sections[at].Kind == normalise.KindChapter {
		return nil
	}
	below := map[string]bool{}
	for i := at + 1; i < len(d.cur.Sections) && d.cur.Sections[i].Depth > d.cur.Sections[at].Depth; i++ {
		below[d.cur.Sections[i].ID] = true
	}
	var out []int
	for i := range d.scene.changes {
		if o := &d.scene.changes[i]; (o.Kind == diff.Added || o.Kind == diff.Moved) && below[o.SectionID] {
			out = append(out, i)
		}
	}
	return out
}

// dividedFrom is the change that gave a part of the manual another title from which the chapters
// of a new part came, where the row says that it was divided: "Section 2 has been divided."
func (d *declaring) dividedFrom(change int, k *claim) []int {
	if !slices.Contains(k.Kinds, diff.Split) {
		return nil
	}
	from := ""
	for _, i := range d.addedBelow(change) {
		o := &d.scene.changes[i]
		if o.Kind != diff.Moved {
			continue
		}
		above := diff.PathAbove(o.OldPath)
		if from != "" && from != above {
			return nil
		}
		from = above
	}
	for i := range d.scene.changes {
		if o := &d.scene.changes[i]; from != "" && o.Kind == diff.Renamed && o.OldPath == from {
			return []int{i}
		}
	}
	return nil
}

// addedAbove is the change that added the section in which an added chapter stands, where the
// row on the chapter names it, or a group in it that was added with it: "This chapter is new
// and opens a new part, Local Learning"; or says that a section came with the chapter: "A new
// section and chapter".
func (d *declaring) addedAbove(change int, a *normalise.Amendment) []int {
	c := &d.scene.changes[change]
	at := slices.IndexFunc(d.cur.Sections, func(s normalise.Section) bool { return s.ID == c.SectionID })
	if c.Kind != diff.Added || at < 0 {
		return nil
	}
	row := " " + textdiff.KeyOf(textdiff.Tokens(a.Details)) + " "
	for up := d.sides[0].Parent(at); up >= 0; up = d.sides[0].Parent(up) {
		above := &d.cur.Sections[up]
		for _, i := range d.scene.byID[above.ID] {
			if o := &d.scene.changes[i]; o.Kind == diff.Added && i != change && (has(row, above.Title) || newPart.MatchString(row)) {
				return []int{i}
			}
		}
	}
	return nil
}

// newPart says that a part of the manual is new.
var newPart = regexp.MustCompile(` (?:new (?:section|part|group) and (?:an? )?(?:new )?chapter|(?:chapter|first|one) (?:in|of|under|within|opens) (?:an? )(?:wholly |entirely |completely )?new (?:section|part|group)) `)

// placeVerb stands before the name of the part in which a chapter has its place.
var placeVerb = regexp.MustCompile(`\b(?:stands?|sits?|found|listed|filed|placed|located|goes|gone|comes?|belongs?|appears?) (?:now )?(?:in|to|into|under|within|among|with) (?:the )?(?:(?:part|section|chapter|group|heading)s?(?: of| on|,| called| named)? )?$`)

// seatInPart says where among the others of its part a chapter stands: "now stands last in its part".
var seatInPart = regexp.MustCompile(`\b(?:stands?|sits?|placed|put|moved|comes?|goes|appears?|listed) (?:now )?(?:(?:at|to) the (?:end|beginning|start|top|bottom|head|foot) of|(?:as the )?(?:first|second|third|fourth|fifth|last)(?: (?:chapter|page|procedure|one))? (?:in|of)) (?:its|the|this|that) (?:part|section|group|list|contents)\b`)

// placed tells whether a claim names the part into which a chapter was moved as its place:
// "It has a new title and stands in Local Learning"; or says where in its part it has its place,
// or, where it got another number with that, tells of the number.
func (k *claim) placed(c *diff.Change) bool {
	if c.Kind == diff.Moved && seatInPart.MatchString(textdiff.FoldText(k.Details)) || slices.Contains(c.Reasons, diff.PlaceReason) && k.namesKind(diff.Renumbered) {
		return true
	}
	path := strings.Split(c.NewPath, " > ")
	if c.Kind != diff.Moved || len(path) < 2 {
		return false
	}
	row := " " + textdiff.KeyOf(textdiff.Tokens(k.Details)) + " "
	before, _, ok := strings.Cut(row, " "+textdiff.KeyOf(textdiff.Tokens(path[len(path)-2]))+" ")
	return ok && placeVerb.MatchString(before+" ")
}
