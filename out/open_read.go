package out

// OpenToRead opens the dataset in dir for a reader that may work beside a run:
// unlike [OpenDataset] it leaves alone what a write has in hand. A folder that
// is not there is a dataset without runs.
func OpenToRead(dir string) (*Dataset, error) {
	d := &Dataset{dir: dir, spans: map[string]boardSpans{}}
	if err := d.checkSchema(); err != nil {
		return nil, err
	}
	return d, nil
}
