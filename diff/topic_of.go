package diff

// TopicOf returns the topic of the table that a title, name or abbreviation means:
// "FGM" is female-genital-mutilation. ok is false if the table knows none.
func TopicOf(title string) (id string, ok bool) {
	table := synonyms()
	m, ok := table.match(table.readTitle(newStemmer(), title))
	if !ok {
		return "", false
	}
	return table.topics[m.topic].ID, true
}
