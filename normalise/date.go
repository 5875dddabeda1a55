package normalise

// ParseDate reads the date that stands alone in text, in any spelling that
// manuals use; false if text is not a date and nothing else.
func ParseDate(text string) (Date, bool) { return Date{}, false }
