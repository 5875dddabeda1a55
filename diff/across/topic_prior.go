package across

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// keepPrior leaves a chapter that names no topic any more, and that no other
// chapter is like, in the topic it had in the run before: it was renamed. A topic
// that is about others than the chapter was a mistake then.
func (a *topicAligner) keepPrior(fixed []bool) {
	size := map[string]int{}
	for i := range a.chapters {
		size[a.chapters[i].topic]++
	}
	for i := range a.chapters {
		c := &a.chapters[i]
		m, ok := a.prior[chapterKey{c.board, c.section().ID}]
		if !ok || fixed[i] || c.matched || c.joined || c.parent >= 0 || size[c.topic] > 1 || !strings.HasPrefix(c.topic, leftoverMark) {
			continue
		}
		if at, known := a.table.at[m.TopicID]; known && !otherThan(a.table.of(m.TopicID), c.whom.of) {
			c.topic, c.name, c.score, c.standing = m.TopicID, a.table.topics[at].Name, m.Score, CandidateTopic
			c.reason = "topic of the run before, under another title"
		}
	}
}

// nameLeftovers gives ids and names to the topics outside the table: those that
// most of their chapters had in the run before, otherwise made of a title.
func (a *topicAligner) nameLeftovers() {
	members := map[string][]int{}
	taken := map[string]bool{}
	takenOf := map[string]string{} // whom the chapters that took an id are about
	for i := range a.chapters {
		c := &a.chapters[i]
		if strings.HasPrefix(c.topic, leftoverMark) {
			members[c.topic] = append(members[c.topic], i)
		} else if c.topic != "" {
			taken[c.topic] = true
		}
	}
	for _, t := range a.table.topics {
		taken[t.ID] = true
	}
	claims := a.priorClaims(members)
	order := make([]string, 0, len(members))
	for mark := range members {
		order = append(order, mark)
	}
	// those with the strongest claim on an id first, then in reading order
	slices.SortFunc(order, func(x, y string) int {
		return cmp.Or(cmp.Compare(claims[y].votes, claims[x].votes), cmp.Compare(claims[y].like, claims[x].like), cmp.Compare(members[x][0], members[y][0]))
	})
	reserved := a.priorIDs()
	for _, mark := range order {
		id, name := claims[mark].id, claims[mark].name
		if list := members[mark]; len(list) == 1 && taken[id] && id != "" && !otherThan(takenOf[id], a.whomOf(list)) {
			// others have the topic under its old title: this one was renamed
			c := &a.chapters[list[0]]
			c.topic, c.name, c.standing, c.reason = id, name, CandidateTopic, "topic of the run before, under another title"
			continue
		}
		if id == "" || taken[id] {
			name = a.medianTitle(members[mark])
			id = freeID(slug(name), taken, reserved)
		}
		taken[id], takenOf[id] = true, a.whomOf(members[mark])
		for _, i := range members[mark] {
			a.chapters[i].topic, a.chapters[i].name = id, name
		}
	}
}

// A topicClaim is the id that a group of chapters had in the run before.
type topicClaim struct {
	id, name string
	votes    int
	like     float64 // share of words that the topic's name has in common with a title of the group
}

func (a *topicAligner) priorClaims(members map[string][]int) map[string]topicClaim {
	out := map[string]topicClaim{}
	for mark, list := range members {
		votes := map[string]*topicClaim{}
		for _, i := range list {
			m, ok := a.prior[chapterKey{a.chapters[i].board, a.chapters[i].section().ID}]
			if _, known := a.table.at[m.TopicID]; !ok || known {
				continue
			}
			if votes[m.TopicID] == nil {
				votes[m.TopicID] = &topicClaim{id: m.TopicID, name: m.Topic}
			}
			v := votes[m.TopicID]
			v.votes++
			v.like = max(v.like, a.sharedWords(m.Topic, a.chapters[i].section().Title))
		}
		best := topicClaim{}
		for _, c := range votes {
			if c.votes > best.votes || c.votes == best.votes && c.id < best.id {
				best = *c
			}
		}
		out[mark] = best
	}
	return out
}

// sharedWords is the share of stems that two titles have in common.
func (a *topicAligner) sharedWords(x, y string) float64 {
	set := map[string]bool{}
	for _, w := range foldWords(x) {
		set[a.stems.stem(w)] = true
	}
	n, both := len(set), 0
	for _, w := range foldWords(y) {
		s := a.stems.stem(w)
		if yes, ok := set[s]; !ok {
			n++
			set[s] = false
		} else if yes {
			both++
			set[s] = false
		}
	}
	return float64(both) / float64(max(n, 1))
}

// priorIDs returns the ids of the run before: no new topic may take one.
func (a *topicAligner) priorIDs() map[string]bool {
	out := map[string]bool{}
	for _, m := range a.prior {
		out[m.TopicID] = true
	}
	return out
}

// medianTitle returns the shortest title of a group, the first of several.
func (a *topicAligner) medianTitle(list []int) string {
	best := ""
	for _, i := range list {
		t := a.chapters[i].section().Title
		if best == "" || len(t) < len(best) || len(t) == len(best) && t < best {
			best = t
		}
	}
	return best
}

func freeID(id string, taken, reserved map[string]bool) string {
	free := id
	for n := 2; taken[free] || reserved[free]; n++ {
		free = id + "-" + strconv.Itoa(n)
	}
	return free
}
