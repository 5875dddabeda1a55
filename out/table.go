package out

import (
	"cmp"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"

	"manualwatch/diff"
)

// Shape of the files. Rows go to the Parquet writer in batches of one size,
// because the bytes of a file depend on how the rows are handed over.
const (
	batchRows    = 256
	groupRows    = 100_000   // most rows of a row group
	pageRows     = 4096      // most rows of a page: who reads one board unpacks little of the others
	pageBytes    = 512 << 10 // about the most bytes of a page, reached by long texts only
	groupBytes   = 16 << 20  // most bytes of text of a row group, bounds the memory
	schemaKey    = "manualwatch.schema_version"
	createdBy    = "manualwatch"
	boundsLength = 64 // most bytes of a page's smallest and largest value
)

// A table says how rows of type T become a file.
type table[T any] struct {
	name string
	// rows picks the table's rows.
	rows func(*Tables) *[]T
	// board is the first sort key; nil for a table without boards.
	board func(*T) string
	// order sorts the rows of one board; nil keeps the order of Append.
	order func(a, b *T) int
	// sorted names the columns of board and order.
	sorted []string
	// weigh gives the bytes of long texts in a row; nil where rows are small.
	weigh func(*T) int
	// store changes a row for the file; nil leaves it as it is.
	store func(*T)
	// wide names columns whose values are too long to stand in statistics.
	wide [][]string
}

// A tableFile is a table of any row type.
type tableFile interface {
	tableName() string
	schema() []column
	export(d *Dataset, f Filter, s sink) error
	appender(dir string) appender
}

// allTables lists the tables in the order of the documentation; runs stand
// first, and their file is the last to be made visible.
func allTables() []tableFile {
	return []tableFile{
		runsTable(), observationsTable(), capturesTable(), editionsTable(), sectionsTable(), amendmentsTable(),
		referencesTable(), changesTable(), declarationsTable(),
		topicsTable(), coverageTable(), overdueTable(), sharedTextTable(), adoptionsTable(), guidesTable(), findingsTable(),
	}
}

// TableNames lists the tables of the dataset in the order of the documentation.
func TableNames() []string {
	var names []string
	for _, t := range allTables() {
		names = append(names, t.tableName())
	}
	return names
}

func runsTable() *table[RunRow] {
	return &table[RunRow]{name: "runs", rows: func(t *Tables) *[]RunRow { return &t.Runs }}
}

func observationsTable() *table[ObservationRow] {
	return &table[ObservationRow]{
		name: "observations", rows: func(t *Tables) *[]ObservationRow { return &t.Observations },
		board: func(r *ObservationRow) string { return r.BoardID }, sorted: []string{"board_id"},
	}
}

func capturesTable() *table[CaptureRow] {
	return &table[CaptureRow]{
		name: "captures", rows: func(t *Tables) *[]CaptureRow { return &t.Captures },
		board: func(r *CaptureRow) string { return r.BoardID },
		order: func(a, b *CaptureRow) int {
			return cmp.Or(strings.Compare(a.URL, b.URL), a.FetchedAt.Compare(b.FetchedAt))
		},
		sorted: []string{"board_id", "url", "fetched_at"},
	}
}

func editionsTable() *table[EditionRow] {
	return &table[EditionRow]{
		name: "editions", rows: func(t *Tables) *[]EditionRow { return &t.Editions },
		board:  func(r *EditionRow) string { return r.BoardID },
		order:  func(a, b *EditionRow) int { return strings.Compare(a.EditionID, b.EditionID) },
		sorted: []string{"board_id", "edition_id"},
	}
}

func sectionsTable() *table[SectionRow] {
	return &table[SectionRow]{
		name: "sections", rows: func(t *Tables) *[]SectionRow { return &t.Sections },
		board: func(r *SectionRow) string { return r.BoardID },
		order: func(a, b *SectionRow) int {
			return cmp.Or(strings.Compare(a.EditionID, b.EditionID), cmp.Compare(a.Ordinal, b.Ordinal))
		},
		sorted: []string{"board_id", "edition_id", "ordinal"},
		weigh:  func(r *SectionRow) int { return len(r.Text) + len(r.Path) },
		wide:   [][]string{{"text"}, {"path"}},
	}
}

func amendmentsTable() *table[AmendmentRow] {
	return &table[AmendmentRow]{
		name: "amendments", rows: func(t *Tables) *[]AmendmentRow { return &t.Amendments },
		board: func(r *AmendmentRow) string { return r.BoardID },
		order: func(a, b *AmendmentRow) int {
			return cmp.Or(strings.Compare(a.EditionID, b.EditionID), cmp.Compare(a.Ordinal, b.Ordinal))
		},
		sorted: []string{"board_id", "edition_id", "ordinal"},
		weigh:  func(r *AmendmentRow) int { return len(r.Details) },
		wide:   [][]string{{"details"}},
	}
}

func referencesTable() *table[ReferenceRow] {
	return &table[ReferenceRow]{
		name: "references", rows: func(t *Tables) *[]ReferenceRow { return &t.References },
		board: func(r *ReferenceRow) string { return r.BoardID }, sorted: []string{"board_id"},
		wide: [][]string{{"cited_text"}},
	}
}

func changesTable() *table[ChangeRow] {
	return &table[ChangeRow]{
		name: "changes", rows: func(t *Tables) *[]ChangeRow { return &t.Changes },
		board: func(r *ChangeRow) string { return r.BoardID }, sorted: []string{"board_id"},
		weigh: weighChange, store: storeKind,
		wide: [][]string{
			{"edits", "list", "element", "text"}, {"obligations", "list", "element", "sentence"},
			{"reasons", "list", "element"}, {"old_path"}, {"new_path"}, {"detail"},
		},
	}
}

// storeKind writes a change of a date of review as what it is to readers of the dataset, an
// edit for the reason [diff.ReviewReason], and one of number and place inside a part as
// renumbered, for [diff.PlaceReason].
func storeKind(r *ChangeRow) {
	switch {
	case r.Kind == string(diff.ReviewChanged):
		r.Kind = string(diff.Edited)
	case r.Kind == string(diff.Moved) && slices.Contains(r.Reasons, diff.PlaceReason):
		r.Kind = string(diff.Renumbered)
	}
}

// kindRead is the kind of a change that the dataset has as kind, for reasons.
func kindRead(kind string, reasons []string) string {
	if kind == string(diff.Edited) && slices.Contains(reasons, diff.ReviewReason) {
		return string(diff.ReviewChanged)
	}
	if kind == string(diff.Renumbered) && slices.Contains(reasons, diff.PlaceReason) {
		return string(diff.Moved)
	}
	return kind
}

func weighChange(r *ChangeRow) int {
	n := len(r.OldPath) + len(r.NewPath)
	for i := range r.Edits {
		n += len(r.Edits[i].Text)
	}
	return n
}

func declarationsTable() *table[DeclarationRow] {
	return &table[DeclarationRow]{
		name: "declarations", rows: func(t *Tables) *[]DeclarationRow { return &t.Declarations },
		board:  func(r *DeclarationRow) string { return r.BoardID },
		order:  func(a, b *DeclarationRow) int { return cmp.Compare(a.Ordinal, b.Ordinal) },
		sorted: []string{"board_id", "ordinal"},
		weigh:  func(r *DeclarationRow) int { return len(r.Details) },
		wide:   [][]string{{"details"}, {"reason"}},
	}
}

func topicsTable() *table[TopicRow] {
	return &table[TopicRow]{
		name: "topics", rows: func(t *Tables) *[]TopicRow { return &t.Topics },
		board: func(r *TopicRow) string { return r.BoardID }, sorted: []string{"board_id"},
	}
}

func guidesTable() *table[GuideRow] {
	return &table[GuideRow]{
		name: "guides", rows: func(t *Tables) *[]GuideRow { return &t.Guides },
		board: func(r *GuideRow) string { return r.BoardID },
		order: func(a, b *GuideRow) int {
			return cmp.Or(strings.Compare(a.EditionID, b.EditionID), cmp.Compare(a.Ordinal, b.Ordinal))
		},
		sorted: []string{"board_id", "edition_id", "ordinal"},
	}
}

func findingsTable() *table[FindingRow] {
	return &table[FindingRow]{
		name: "findings", rows: func(t *Tables) *[]FindingRow { return &t.Findings },
		board: func(r *FindingRow) string { return r.BoardID }, sorted: []string{"board_id"},
		wide: [][]string{{"detail"}},
	}
}

func (t *table[T]) tableName() string { return t.name }

// key returns the board of a row, "" in a table without boards.
func (t *table[T]) key(r *T) string {
	if t.board == nil {
		return ""
	}
	return t.board(r)
}

// compression is that of all columns.
var compression = &codec{}

// options returns the settings that make the file readable for every reader:
// plain encoding on V1 pages, zstd, bounds of long texts left out.
func (t *table[T]) options() []parquet.WriterOption {
	opts := []parquet.WriterOption{
		parquet.DefaultEncoding(&parquet.Plain),
		parquet.DataPageVersion(1),
		parquet.PageBufferSize(pageBytes),
		parquet.Compression(compression),
		parquet.MaxRowsPerRowGroup(groupRows),
		parquet.CreatedBy(createdBy, SchemaVersion, "parquet-go"),
		parquet.KeyValueMetadata(schemaKey, SchemaVersion),
		parquet.ColumnIndexSizeLimit(func([]string) int { return boundsLength }),
	}
	for _, w := range t.wide {
		opts = append(opts, parquet.SkipPageBounds(w...), parquet.SkipPageStatistics(w...))
	}
	var by []parquet.SortingColumn
	for _, c := range t.sorted {
		by = append(by, parquet.Ascending(c))
	}
	if by != nil {
		opts = append(opts, parquet.SortingWriterConfig(parquet.SortingColumns(by...)))
	}
	return opts
}

// A rowWriter hands rows to a Parquet file in batches of one size.
type rowWriter[T any] struct {
	t     *table[T]
	f     *os.File
	w     *parquet.GenericWriter[T]
	batch []T
	bytes int // of long texts in the row group
	paged int // rows in the pages that are not finished
}

func (t *table[T]) create(path string) (*rowWriter[T], error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &rowWriter[T]{t: t, f: f, w: parquet.NewGenericWriter[T](f, t.options()...), batch: make([]T, 0, batchRows)}, nil
}

func (w *rowWriter[T]) add(rows []T) error {
	for i := range rows {
		w.batch = append(w.batch, rows[i])
		mendText(reflect.ValueOf(&w.batch[len(w.batch)-1]).Elem())
		if w.t.store != nil {
			w.t.store(&w.batch[len(w.batch)-1])
		}
		if w.t.weigh != nil {
			w.bytes += w.t.weigh(&rows[i])
		}
		if len(w.batch) < batchRows {
			continue
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
	return nil
}

func (w *rowWriter[T]) flush() error {
	err := w.writeEach()
	if w.paged += len(w.batch); err == nil && w.paged >= pageRows {
		w.paged = 0
		for _, c := range w.w.ColumnWriters() {
			err = errors.Join(err, c.Flush())
		}
	}
	clear(w.batch)
	w.batch = w.batch[:0]
	if err == nil && w.bytes >= groupBytes {
		w.bytes = 0
		err = w.w.Flush()
	}
	return err
}

// writeEach hands over the rows of the batch one by one. Of several rows at once parquet-go
// v0.32.0 writes some nulls of an optional field as the zero value, "" or 1 January 1970: its
// writeRowsFuncOfOptional takes a run of values at bit y of 64 for one that fills the rest
// where it is y long.
func (w *rowWriter[T]) writeEach() error {
	for i := range w.batch {
		if _, err := w.w.Write(w.batch[i : i+1]); err != nil {
			return err
		}
	}
	return nil
}

// close completes the file and makes it durable.
func (w *rowWriter[T]) close(err error) error {
	if err == nil {
		err = w.flush()
	}
	if err == nil {
		err = w.w.Close()
	}
	if err == nil {
		err = w.f.Sync()
	}
	return errors.Join(err, w.f.Close())
}

// mendText replaces what is no UTF-8 in every text of a row: no reader opens a
// file with invalid text in it.
func mendText(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); !utf8.ValidString(s) {
			v.SetString(strings.ToValidUTF8(s, "\uFFFD"))
		}
	case reflect.Struct:
		if v.Type() == timeType {
			return
		}
		for _, field := range v.Fields() {
			mendText(field)
		}
	case reflect.Slice:
		for i := range v.Len() {
			mendText(v.Index(i))
		}
	}
}
