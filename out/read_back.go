package out

import "manualwatch/diff"

// ChangesOf is the inverse of [ChangeRows].
func ChangesOf(rows []ChangeRow) []diff.Change {
	cs := make([]diff.Change, len(rows))
	for i := range rows {
		cs[i] = changeOf(&rows[i])
	}
	return cs
}

func changeOf(r *ChangeRow) diff.Change {
	c := diff.Change{
		RunID: r.RunID, BoardID: r.BoardID, FromEdition: r.FromEditionID, ToEdition: r.ToEditionID,
		ID: r.ChangeID, Kind: diff.Kind(r.Kind), Significance: diff.Significance(r.Significance), Reasons: r.Reasons,
		SectionID: r.SectionID, OldNumber: r.OldNumber, NewNumber: r.NewNumber,
		OldTitle: r.OldTitle, NewTitle: r.NewTitle, OldPath: r.OldPath, NewPath: r.NewPath,
		OldURL: r.OldURL, NewURL: r.NewURL,
		WordsAdded: int(r.WordsAdded), WordsRemoved: int(r.WordsRemoved), Similarity: r.Similarity,
		CausedBy: r.CausedBy, Declared: r.Declared, AmendmentOrdinal: int(r.AmendmentOrdinal),
		OldSHA256: r.OldSHA256, NewSHA256: r.NewSHA256, Detail: r.Detail, OtherIDs: r.OtherSectionIDs,
	}
	for _, e := range r.Edits {
		c.Edits = append(c.Edits, diff.Edit{Op: diff.Op(e.Op), Text: e.Text})
	}
	for _, o := range r.Obligations {
		c.Obligations = append(c.Obligations, diff.Obligation(o))
	}
	return c
}

// DeclarationsOf is the inverse of [DeclarationRows].
func DeclarationsOf(rows []DeclarationRow) []diff.Declaration {
	ds := make([]diff.Declaration, len(rows))
	for i, r := range rows {
		ds[i] = diff.Declaration{
			RunID: r.RunID, BoardID: r.BoardID, Ordinal: int(r.Ordinal), Chapter: r.Chapter,
			Details: r.Details, Date: r.Date.String(), State: diff.State(r.State), SectionID: r.SectionID,
			ChangeIDs: r.ChangeIDs, Score: r.Score, Reason: r.Reason, Missing: r.Missing,
		}
	}
	return ds
}
