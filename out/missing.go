package out

import (
	"path"
	"slices"
	"strings"
)

// tablesKey is where the file of a run in the runs table names the tables that the run has
// a file of.
const tablesKey = "manualwatch.tables"

// Missing names the partitions (table/run=ID) that are gone: those that the file of their run
// in the runs table names, and that file itself where others of the run are there. What
// cannot be read is no concern of it, see [Dataset.ReadTable], and runs that versions before
// this note wrote tell of none.
func (d *Dataset) Missing() ([]string, error) {
	written := map[string][]string{} // tables by run
	for _, table := range TableNames() {
		runs, err := d.runsOf(table)
		if err != nil {
			return nil, err
		}
		for _, run := range runs {
			if here, err := exists(d.file(table, run)); err != nil {
				return nil, err
			} else if here {
				written[run] = append(written[run], table)
			}
		}
	}
	var missing []string
	for run, tables := range written {
		for _, table := range d.due(run, tables) {
			if !slices.Contains(tables, table) {
				missing = append(missing, path.Join(table, "run="+run))
			}
		}
	}
	slices.Sort(missing)
	return missing, nil
}

// due names the tables of which a run with files of these has more to show.
func (d *Dataset) due(run string, tables []string) []string {
	runs := runsTable().name
	if !slices.Contains(tables, runs) {
		return []string{runs}
	}
	noted, err := noteOf(d.file(runs, run), tablesKey)
	if err != nil {
		return nil // damaged, and named as such
	}
	return strings.Fields(noted)
}
