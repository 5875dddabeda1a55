package across

import (
	"regexp"
	"slices"
)

// TopicOf returns the topic of the table that a title, name or abbreviation means:
// "FGM" is female-genital-mutilation. ok is false if the table knows none.
func TopicOf(title string) (id string, ok bool) {
	return synonyms().topicFor(title, "")
}

// TopicsNamed returns the topics of the table that a title or abbreviation may mean,
// the likeliest first: that of [TopicOf] and what it means in a manual of adults.
func TopicsNamed(title string) []string {
	var ids []string
	for _, of := range []string{"", OfAdults} {
		if id, ok := synonyms().topicFor(title, of); ok && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// titleJoint joins the subjects of a chapter that is about more than one.
var titleJoint = regexp.MustCompile(`\s*(?:[/;&,]|\s(?:and|or)\s)\s*`)

// TopicsJoined returns the topics of the table that the parts of a title name which joins more
// than one subject: a chapter on "Visits to Prisons/Special Hospitals" has one topic of its own
// and is about the other as well.
func TopicsJoined(title string) []string {
	parts := titleJoint.Split(title, maxTitleWords)
	if len(parts) < 2 {
		return nil
	}
	var ids []string
	for _, part := range parts {
		if id, ok := synonyms().topicFor(part, ""); ok && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// topicFor returns the topic that a title means in a chapter about some.
func (t *synonymTable) topicFor(title, of string) (id string, ok bool) {
	m, ok := t.match(t.readTitle(newStemmer(), title), whom{of: of})
	if !ok {
		return "", false
	}
	return t.topics[m.topic].ID, true
}

// topicAbout tells whom a topic is about: [OfChildren], [OfAdults], or "" if both or
// if the table has no such topic.
func topicAbout(id string) string { return synonyms().of(id) }

// NameAbout tells whom the name of a manual speaks of: [OfChildren], [OfAdults], or "" if of
// neither or of both.
func NameAbout(name string) string {
	t := synonyms()
	return t.speaksOf(t.readTitle(newStemmer(), name))
}

// MayHave tells whether a manual about some may have a topic: one of adults has none about
// children, nor the other way round.
func MayHave(about, topic string) bool { return !otherThan(about, topicAbout(topic)) }

// ManualAbout tells whom a manual is about that has chapters on these topics:
// [OfChildren], [OfAdults], or "" if both or if that is not clear.
func ManualAbout(topics []string) string {
	n := map[string]int{}
	for _, id := range topics {
		n[topicAbout(id)]++
	}
	return clearly(n[OfChildren], n[OfAdults])
}
