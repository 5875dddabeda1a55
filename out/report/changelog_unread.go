package report

import "fmt"

// notRead counts the manuals read in part and those not read at all.
func notRead(part, not int) string {
	switch {
	case not == 0:
		return fmt.Sprintf("%d could not be read completely", part)
	case part == 0:
		return fmt.Sprintf("%d could not be read", not)
	}
	return fmt.Sprintf("%d could not be read, %d not completely", not, part)
}

// inWhatWasRead limits what is said of a night on which manuals could not be read
// completely.
func inWhatWasRead(missed int) string {
	if missed > 0 {
		return " in what could be read"
	}
	return ""
}
