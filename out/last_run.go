package out

// LastRunWith returns the newest run before the given one that has rows in a
// table, "" if there is none.
func (d *Dataset) LastRunWith(table, before string) (string, error) {
	runs, err := d.runsOf(table)
	if err != nil {
		return "", err
	}
	last := ""
	for _, r := range runs {
		if r < before && r > last {
			last = r
		}
	}
	return last, nil
}
