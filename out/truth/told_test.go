package truth

import (
	"cmp"
	"slices"
	"strings"

	"manualwatch/out"
)

// linksTold checks what is said of the links of a change: their words and addresses stand in it.
func linksTold(c *out.ChangeRow, text string) bool {
	all := c.OldURL + " " + c.NewURL
	for _, e := range c.Edits {
		all += " " + e.Text
	}
	said := pattern(`(?: led to| leads to|leads now to| was|is now| to) ([^\s,]+[./][^\s,]+)`).FindAllStringSubmatch(text, -1)
	for _, m := range said {
		if !strings.Contains(all, m[1]) {
			return false
		}
	}
	return len(said) > 0 || text == "" && len(c.Edits) == 0
}

// branch checks what is said of the other chapter of a split or merger.
func (n *night) branch(c *out.ChangeRow, what, name string, links []link, rest string) string {
	if strings.HasPrefix(what, "Taken in") {
		return first(unless(strings.HasSuffix(what, "in part") == slices.Contains(c.Reasons, "one chapter was divided among several"), "the reasons are %q", c.Reasons), unless(c.Kind == "merged", "it is %s", c.Kind), sameText("chapter", name, label(c.OldNumber, c.OldTitle)))
	}
	wrong := first(unless(c.Kind == "split", "it is %s", c.Kind), sameText("chapter", name, label(c.NewNumber, c.NewTitle)), unless(len(links) == 1 && links[0].href == c.NewURL, "the link is another one"))
	for _, m := range pattern(`{q}`).FindAllStringSubmatch(rest, -1) {
		under := func(e *edition, id string) bool {
			return slices.ContainsFunc(e.sections, func(s *out.SectionRow) bool {
				ch := e.chapter(s.SectionID)
				return bare(s.Title) == bare(m[1]) && ch != nil && ch.SectionID == id
			})
		}
		wrong = first(wrong, unless(under(n.before, c.SectionID), "%q did not stand there", m[1]),
			unless(strings.HasPrefix(rest, "; it was") || under(n.after, c.OtherSectionIDs[0]), "%q does not stand there", m[1]))
	}
	return wrong
}

// inPart are the declarations of which only a part was seen.
func inPart(ds []*out.DeclarationRow) []*out.DeclarationRow {
	return slices.DeleteFunc(slices.Clone(ds), func(d *out.DeclarationRow) bool {
		return !strings.HasPrefix(d.State, "confirmed") || len(d.Missing) == 0
	})
}

// declaration reads an item on an amendment that was not found, or found in part.
func (r *boardLog) declaration(text string) string {
	m := pattern(`^(.+?)(?: \({date}\))?: found in part(?:; nothing was seen of {any})?\.$`).FindStringSubmatch(text)
	if m == nil && strings.Contains(text, "cannot be checked") {
		r.unchecked++
		return declaredWords(r.n.declarations, text)
	}
	if m == nil {
		r.missing = append(r.missing, text)
		return declaredWords(r.n.declarations, text)
	}
	r.halves++
	for _, d := range inPart(r.n.declarations) {
		if one(cmp.Or(d.Chapter, "Chapter not named")) == m[1] && m[2] == printedAs(d.Date, d.DateText) && quotesAll(m[3], d.Missing) {
			return ""
		}
	}
	return "no declaration that was found in part says so"
}

// quotesAll reports whether a list of quotations has some texts, in their order, and no other.
func quotesAll(list string, texts []string) bool {
	said := pattern(`{q}(?:, | and |$)`).FindAllStringSubmatch(list, -1)
	for i, m := range said {
		if i >= len(texts) || !begins(texts[i], m[1]) {
			return false
		}
	}
	return len(said) == len(texts)
}
