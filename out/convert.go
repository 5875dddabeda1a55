package out

import (
	"strings"
	"time"

	"manualwatch/diff"
	"manualwatch/normalise"
)

// EditionTables returns all rows that an edition gives: its own row, sections,
// amendments, references, guides and findings.
func EditionTables(e *normalise.Edition) Tables {
	return Tables{
		Editions:   []EditionRow{editionRowOf(e)},
		Sections:   sectionRows(e),
		Amendments: amendmentRows(e),
		References: referenceRows(e),
		Guides:     guideRows(e),
		Findings:   findingRows(e),
	}
}

// editionRowOf returns the row of the editions table for e.
func editionRowOf(e *normalise.Edition) EditionRow {
	var words int64
	for i := range e.Sections {
		words += int64(e.Sections[i].Words)
	}
	return EditionRow{
		EditionID: e.ID, BoardID: e.BoardID, RunID: e.RunID,
		ObservedAt: e.ObservedAt, ContentSHA256: e.ContentSHA256, Label: e.Label,
		DeclaredNextUpdate: DayOf(e.NextUpdate.Time()),
		Sections:           int32(len(e.Sections)), Words: words,
		ParserVersion: e.ParserVersion, RulesVersion: e.RulesVersion,
	}
}

// sectionRows returns the sections of e in the order of the manual, each with
// the titles of its ancestors and its own as path.
func sectionRows(e *normalise.Edition) []SectionRow {
	rows := make([]SectionRow, len(e.Sections))
	paths := make([]string, len(e.Sections))
	for i := range e.Sections {
		s := &e.Sections[i]
		var parent string
		paths[i] = s.Name()
		if s.Parent >= 0 && s.Parent < i { // preorder: a parent stands before its children
			parent = e.Sections[s.Parent].ID
			paths[i] = paths[s.Parent] + " > " + s.Name()
		}
		rows[i] = SectionRow{
			EditionID: e.ID, BoardID: e.BoardID, SectionID: s.ID, ParentSectionID: parent,
			Ordinal: int32(s.Ordinal), Depth: int32(s.Depth), Kind: string(s.Kind),
			Number: s.Number, NumberKey: s.NumberKey, Title: s.Title, Flags: s.Flags,
			Path: paths[i], URL: s.URL, MediaType: s.MediaType, Page: int32(s.Page),
			Text: s.Text, TextSHA256: s.TextSHA256, Words: int32(s.Words),
			LastReviewed: DayOf(s.LastReviewed.Time()), NextReview: DayOf(s.NextReview.Time()),
		}
	}
	return rows
}

// amendmentRows returns the amendments that e's own tables print.
func amendmentRows(e *normalise.Edition) []AmendmentRow {
	rows := make([]AmendmentRow, len(e.Amendments))
	for i, a := range e.Amendments {
		rows[i] = AmendmentRow{
			EditionID: e.ID, BoardID: e.BoardID, Ordinal: int32(a.Ordinal), Scope: a.Scope,
			Chapter: a.Chapter, SectionID: a.SectionID, Details: a.Details,
			Date: DayOf(a.Date.Time()), DateText: a.DateText, Release: a.Release, URL: a.URL,
		}
	}
	return rows
}

// referenceRows returns the documents that e cites.
func referenceRows(e *normalise.Edition) []ReferenceRow {
	rows := make([]ReferenceRow, len(e.References))
	for i, r := range e.References {
		rows[i] = ReferenceRow{
			EditionID: e.ID, BoardID: e.BoardID, SectionID: r.SectionID, Authority: r.Authority,
			Title: r.Title, EditionYear: int32(r.EditionYear), CitedText: r.CitedText, URL: r.URL,
			Status: r.Status, SupersededBy: r.SupersededBy,
		}
	}
	return rows
}

// guideRows returns the entries of e's guides.
func guideRows(e *normalise.Edition) []GuideRow {
	rows := make([]GuideRow, len(e.Guides))
	for i, g := range e.Guides {
		rows[i] = GuideRow{
			EditionID: e.ID, BoardID: e.BoardID, Ordinal: int32(g.Ordinal), Group: g.Group,
			Entry: g.Entry, Sections: g.Sections, Appendices: g.Appendices,
		}
	}
	return rows
}

// findingRows returns the doubts of reading e.
func findingRows(e *normalise.Edition) []FindingRow {
	rows := make([]FindingRow, len(e.Findings))
	for i, f := range e.Findings {
		rows[i] = FindingRow{RunID: e.RunID, BoardID: e.BoardID, URL: f.URL, SectionID: f.SectionID, Code: f.Code, Detail: f.Detail}
	}
	return rows
}

// ChangeRows returns the rows of changes, in their order.
func ChangeRows(changes []diff.Change) []ChangeRow {
	rows := make([]ChangeRow, len(changes))
	for i := range changes {
		rows[i] = changeRow(&changes[i])
	}
	return rows
}

func changeRow(c *diff.Change) ChangeRow {
	r := ChangeRow{
		RunID: c.RunID, BoardID: c.BoardID, FromEditionID: c.FromEdition, ToEditionID: c.ToEdition,
		ChangeID: c.ID, Kind: string(c.Kind), Significance: string(c.Significance),
		SectionID: c.SectionID, OldNumber: c.OldNumber, NewNumber: c.NewNumber,
		OldTitle: c.OldTitle, NewTitle: c.NewTitle, OldPath: c.OldPath, NewPath: c.NewPath,
		OldURL: c.OldURL, NewURL: c.NewURL,
		WordsAdded: int32(c.WordsAdded), WordsRemoved: int32(c.WordsRemoved), Similarity: c.Similarity,
		CausedBy: c.CausedBy, Declared: c.Declared, AmendmentOrdinal: int32(c.AmendmentOrdinal),
		OldSHA256: c.OldSHA256, NewSHA256: c.NewSHA256, Detail: c.Detail, OtherSectionIDs: c.OtherIDs,
	}
	for _, e := range c.Edits {
		r.Edits = append(r.Edits, EditRow{Op: string(e.Op), Text: e.Text})
	}
	for _, reason := range c.Reasons {
		r.Reasons = append(r.Reasons, AsPrinted(reason, r.Edits))
	}
	for _, o := range c.Obligations {
		r.Obligations = append(r.Obligations, ObligationRow(o))
	}
	return r
}

// DeclarationRows returns the rows of declarations, in their order.
func DeclarationRows(ds []diff.Declaration) []DeclarationRow {
	rows := make([]DeclarationRow, len(ds))
	for i, d := range ds {
		rows[i] = DeclarationRow{
			RunID: d.RunID, BoardID: d.BoardID, Ordinal: int32(d.Ordinal), Chapter: d.Chapter,
			Details: d.Details, Date: isoDate(d.Date), DateText: d.DateText, State: string(d.State), SectionID: d.SectionID,
			ChangeIDs: d.ChangeIDs, Score: d.Score, Reason: d.Reason, Missing: d.Missing,
		}
	}
	return rows
}

// isoDate reads 2006-01-02; anything else is no date.
func isoDate(s string) Day {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if err != nil {
		return 0
	}
	return DayOf(t)
}
