package out

// An outlineRow is a [SectionRow] without its text, which is by far the longest
// column: a reader of this type does not touch its bytes.
type outlineRow struct {
	EditionID       string   `parquet:"edition_id"`
	BoardID         string   `parquet:"board_id"`
	SectionID       string   `parquet:"section_id"`
	ParentSectionID string   `parquet:"parent_section_id,optional"`
	Ordinal         int32    `parquet:"ordinal"`
	Depth           int32    `parquet:"depth"`
	Kind            string   `parquet:"kind"`
	Number          string   `parquet:"number,optional"`
	NumberKey       string   `parquet:"number_key,optional"`
	Title           string   `parquet:"title"`
	Flags           []string `parquet:"flags,list"`
	Path            string   `parquet:"path"`
	URL             string   `parquet:"url,optional"`
	MediaType       string   `parquet:"media_type,optional"`
	Page            int32    `parquet:"page,optional"`
	TextSHA256      string   `parquet:"text_sha256,optional"`
	Words           int32    `parquet:"words"`
	LastReviewed    Day      `parquet:"last_reviewed,optional,date"`
	NextReview      Day      `parquet:"next_review,optional,date"`
}

func (r *outlineRow) section() SectionRow {
	return SectionRow{EditionID: r.EditionID, BoardID: r.BoardID, SectionID: r.SectionID, ParentSectionID: r.ParentSectionID,
		Ordinal: r.Ordinal, Depth: r.Depth, Kind: r.Kind, Number: r.Number, NumberKey: r.NumberKey, Title: r.Title, Flags: r.Flags,
		Path: r.Path, URL: r.URL, MediaType: r.MediaType, Page: r.Page, TextSHA256: r.TextSHA256, Words: r.Words,
		LastReviewed: r.LastReviewed, NextReview: r.NextReview}
}

// Outline returns the sections of an edition in order, without their texts.
func (d *Dataset) Outline(e EditionRow) ([]SectionRow, error) {
	var rows []SectionRow
	t := &table[outlineRow]{name: "sections", board: func(r *outlineRow) string { return r.BoardID }}
	err := eachRow(d, t, Filter{RunID: e.RunID, BoardID: e.BoardID}, func(batch []outlineRow) error {
		for i := range batch {
			if batch[i].EditionID == e.EditionID {
				rows = append(rows, batch[i].section())
			}
		}
		return nil
	})
	return rows, err
}
