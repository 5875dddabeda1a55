// Package out writes what people and analysts get: the Parquet dataset, and from
// it (in its sub-packages) the changelogs, the board paper, the site and the feeds.
//
//	Tables -> RunWriter -> dataset/<table>/run=<run_id>/part-0.parquet
//	dataset -> report (Markdown, Atom), paper (md, html, docx), site (html)
//
// All outputs for readers are made from the dataset, so that every sentence in
// them can be checked against a table.
package out

import "errors"

// ErrIncompatible is wrapped by the error of [OpenDataset] for a dataset of
// another schema version; `manualwatch rebuild` is the way out.
var ErrIncompatible = errors.New("dataset has another schema version")

// SchemaVersion is written into every file. It changes whenever a column
// changes its name, type or meaning.
const SchemaVersion = "1"

// A Dataset is the folder of tables that runs write to.
type Dataset struct{ dir string }

// OpenDataset opens or makes the dataset in dir (data/dataset). It finishes or
// undoes what an interrupted write left behind.
func OpenDataset(dir string) (*Dataset, error) { return &Dataset{dir: dir}, nil }

// Begin starts to write the tables of a run. Nothing is visible before
// [RunWriter.Commit]. An earlier run of the same id is replaced then.
func (d *Dataset) Begin(runID string) (*RunWriter, error) { return nil, errors.ErrUnsupported }

// A RunWriter takes the rows of one run, board by board, and makes them visible
// together. It is safe for concurrent use; the order of the boards does not matter
// to the bytes of the files.
type RunWriter struct{}

// Append adds rows. Rows of one board must be given in one goroutine, in order.
func (w *RunWriter) Append(t Tables) error { return errors.ErrUnsupported }

// Commit makes all rows visible.
func (w *RunWriter) Commit() error { return errors.ErrUnsupported }

// Abort drops the rows. After Commit it does nothing, so it can be deferred.
func (w *RunWriter) Abort() error { return errors.ErrUnsupported }

// Rebuild makes a new dataset beside d with fill and puts it in d's place when
// fill returned nil.
func (d *Dataset) Rebuild(fill func(*Dataset) error) error { return errors.ErrUnsupported }

// RunIDs lists the runs of the dataset, oldest first.
func (d *Dataset) RunIDs() ([]string, error) { return nil, errors.ErrUnsupported }

// Runs returns the rows of all runs, oldest first.
func (d *Dataset) Runs() ([]RunRow, error) { return nil, errors.ErrUnsupported }

// Observations returns the observations of one run, or of all runs when runID is "".
func (d *Dataset) Observations(runID string) ([]ObservationRow, error) {
	return nil, errors.ErrUnsupported
}

// Editions returns the editions of one board (of all boards when boardID is ""),
// oldest first.
func (d *Dataset) Editions(boardID string) ([]EditionRow, error) { return nil, errors.ErrUnsupported }

// Sections returns the sections of an edition in order, with their texts.
func (d *Dataset) Sections(e EditionRow) ([]SectionRow, error) { return nil, errors.ErrUnsupported }

// Outline returns the sections of an edition in order, without their texts.
func (d *Dataset) Outline(e EditionRow) ([]SectionRow, error) { return nil, errors.ErrUnsupported }

// Amendments returns the amendments of an edition in order.
func (d *Dataset) Amendments(e EditionRow) ([]AmendmentRow, error) {
	return nil, errors.ErrUnsupported
}

// References returns the documents that an edition cites.
func (d *Dataset) References(e EditionRow) ([]ReferenceRow, error) {
	return nil, errors.ErrUnsupported
}

// Guides returns the guide entries of an edition.
func (d *Dataset) Guides(e EditionRow) ([]GuideRow, error) { return nil, errors.ErrUnsupported }

// A Filter narrows a reading by run and board; empty fields do not narrow.
type Filter struct {
	RunID   string
	BoardID string
}

// Changes returns the changes of f, oldest run first.
func (d *Dataset) Changes(f Filter) ([]ChangeRow, error) { return nil, errors.ErrUnsupported }

// Declarations returns the declarations of f, oldest run first.
func (d *Dataset) Declarations(f Filter) ([]DeclarationRow, error) {
	return nil, errors.ErrUnsupported
}

// Findings returns the findings of f, oldest run first.
func (d *Dataset) Findings(f Filter) ([]FindingRow, error) { return nil, errors.ErrUnsupported }

// Captures returns the requests of f, oldest run first.
func (d *Dataset) Captures(f Filter) ([]CaptureRow, error) { return nil, errors.ErrUnsupported }

// Topics returns the alignment of f, oldest run first.
func (d *Dataset) Topics(f Filter) ([]TopicRow, error) { return nil, errors.ErrUnsupported }

// TableNames lists the tables of the dataset in the order of the documentation.
func TableNames() []string { return nil }
