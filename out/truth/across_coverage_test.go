package truth

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"manualwatch/out"
)

// lacks are the topics that most have and a board has not; of all boards with "".
func (r *acrossLog) lacks(board string) map[string]*out.CoverageRow {
	return r.common(board, "absent", "placeholder")
}

// common are the topics that most have and on which a board's chapter is in one of some
// states.
func (r *acrossLog) common(board string, states ...string) map[string]*out.CoverageRow {
	list := map[string]*out.CoverageRow{}
	for _, cells := range r.topics {
		for _, c := range cells {
			if covering(cells) >= r.most() && slices.Contains(states, c.State) && (board == "" || c.BoardID == board) {
				list[one(c.Topic)] = c
			}
		}
	}
	return list
}

// dealsAside checks the topics that a board deals with inside other chapters, or whose
// chapters were not read.
func (r *acrossLog) dealsAside(board, state, n, topics string) string {
	want := r.common(r.boardNamed(board), state)
	r.lines["aside"]++
	told := 0
	for _, p := range strings.Split(topics, "; ") {
		if more := pattern(`^{n} more$`).FindStringSubmatch(p); more != nil {
			told += number(more[1])
			continue
		}
		told++
		found := false
		for topic, c := range want {
			says := topic + " (in " + label(c.Number, c.Title) + ", which " + c.Detail + ")"
			rest, ok := strings.CutPrefix(p, one(topic+" ("+label(c.Number, c.Title)+": "))
			found = found || state == "within" && one(says) == p || state == "not_read" && ok && r.notRead(strings.TrimSuffix(rest, ")"), c)
		}
		if !found {
			return "it is not so of " + p
		}
	}
	return first(equal("topics", number(n), len(want)), equal("topics listed", told, len(want)))
}

// notRead tells whether words say that a chapter was not read, and whose page it is.
func (r *acrossLog) notRead(said string, c *out.CoverageRow) bool {
	if c.Detail == "" {
		return said == "not read"
	}
	board, ok := strings.CutPrefix(said, "not read: a page of ")
	return ok && r.boardNamed(board) == c.Detail
}

func (r *acrossLog) lacking(text string) string {
	if m := pattern(`^(.+?) deals with {n} topics? inside other chapters: (.*)\.$`).FindStringSubmatch(text); m != nil {
		return r.dealsAside(m[1], "within", m[2], m[3])
	}
	if m := pattern(`^(.+?) lists chapters on {n} topics? whose pages were not read: (.*)\.$`).FindStringSubmatch(text); m != nil {
		return r.dealsAside(m[1], "not_read", m[2], m[3])
	}
	m := pattern(`^(.+?) lacks {n}: (.*)\.$`).FindStringSubmatch(text)
	if m == nil {
		return "no form knows it"
	}
	want := r.lacks(r.boardNamed(m[1]))
	wrong := equal("topics", number(m[2]), len(want))
	told := 0
	for _, p := range strings.Split(m[3], "; ") {
		if more := pattern(`^{n} more$`).FindStringSubmatch(p); more != nil {
			told += number(more[1])
			continue
		}
		told++
		t := pattern(`^(.+) \({n}(?: of \d+)? have it(?:; here the number (.*) is not in use)?\)$`).FindStringSubmatch(p)
		if t == nil || want[t[1]] == nil {
			return "it does not lack " + p
		}
		c := want[t[1]]
		wrong = first(wrong, equal("manuals that have "+t[1], number(t[2]), covering(r.topics[c.TopicID])), unless((c.State == "placeholder") == strings.Contains(p, "; here the number"), "it is %s", c.State), unless(t[3] == "" || t[3] == c.Number, "the number is %s", c.Number))
	}
	r.lines[r.part]++
	return first(wrong, equal("topics listed", told, len(want)))
}

// shown are the topics that the matrix must have.
func (r *acrossLog) shown() map[string]bool {
	list := map[string]bool{}
	for id, cells := range r.topics {
		somewhere := slices.ContainsFunc(cells, func(c *out.CoverageRow) bool { return c.State != "absent" })
		if n := covering(cells); !alone(cells) && somewhere || n == 1 && len(r.boards) == 1 {
			list[id] = true
		}
	}
	return list
}

// topicOf finds the cells of a topic by its name.
func (r *acrossLog) topicOf(name string) []*out.CoverageRow {
	for _, cells := range r.topics {
		if one(cells[0].Topic) == name {
			return cells
		}
	}
	return nil
}

func (r *acrossLog) matrix(l *line) string {
	cells := r.topicOf(l.cells[0].plain)
	wrong := first(unless(cells != nil, "there is no such topic"), equal("manuals", number(l.cells[1].plain), covering(cells)))
	for i, said := range l.cells[2:] {
		for _, c := range cells {
			if i < len(r.columns) && c.BoardID == r.columns[i] {
				wrong = first(wrong, r.cell(&said, c))
			}
		}
	}
	return wrong
}

// cell checks what the matrix says of a topic at a board.
func (r *acrossLog) cell(said *cell, c *out.CoverageRow) string {
	switch c.State {
	case "absent":
		return sameText("cell of "+c.BoardID, said.plain, "–")
	case "placeholder":
		return sameText("cell of "+c.BoardID, said.plain, one(c.Number+" not in use"))
	case "within":
		return sameText("cell of "+c.BoardID, said.plain, "in "+label(c.Number, c.Title))
	case "not_read":
		rest, ok := strings.CutPrefix(said.plain, label(c.Number, c.Title)+" (")
		return unless(ok && r.notRead(strings.TrimSuffix(rest, ")"), c), "the chapter of %s was not read", c.BoardID)
	}
	want := label(c.Number, c.Title)
	var marks []string
	if c.State == "under_review" {
		marks = append(marks, "under review")
	}
	if c.Doubtful {
		marks = append(marks, "doubtful")
	}
	if n := len(c.SectionIDs) - 1; n > 0 {
		marks = append(marks, fmt.Sprintf("and %d more", n))
	}
	if len(marks) > 0 {
		want += " (" + strings.Join(marks, ", ") + ")"
	}
	return first(sameText("cell of "+c.BoardID, said.plain, want), unless(c.URL == "" || len(said.links) == 1 && said.links[0].href == c.URL, "the address is %s", c.URL))
}

// who checks a row of the matrix of many boards.
func (r *acrossLog) who(l *line) string {
	cells := r.topicOf(l.cells[0].plain)
	if cells == nil {
		return "there is no such topic"
	}
	n := covering(cells)
	wrong := equal("manuals", number(l.cells[1].plain), n)
	said := l.cells[2].plain
	switch {
	case said == "all":
		return first(wrong, equal("manuals", n, len(cells)))
	case strings.HasPrefix(said, "all but "):
		return first(wrong, r.list(strings.TrimPrefix(said, "all but "), len(cells)-n))
	case strings.HasPrefix(said, "only "):
		return first(wrong, r.list(strings.TrimPrefix(said, "only "), n))
	}
	return "no form knows it"
}

func (r *acrossLog) alone(l *line) string {
	board, _, _ := strings.Cut(l.text, ": ")
	id := r.boardNamed(board)
	e := r.w.current[id]
	if e == nil {
		return "there is no such manual"
	}
	var want []*out.CoverageRow
	for _, cells := range r.topics {
		for _, c := range cells {
			if alone(cells) && has(c) && c.BoardID == id {
				want = append(want, c)
			}
		}
	}
	slices.SortFunc(want, func(a, b *out.CoverageRow) int {
		return cmp.Or(cmp.Compare(ordinal(e, a.SectionID), ordinal(e, b.SectionID)), cmp.Compare(a.TopicID, b.TopicID))
	})
	r.lines[r.part]++
	var names []string
	for i, c := range want[:min(24, len(want))] {
		names = append(names, label(c.Number, c.Title))
		if c.URL != "" && (i >= len(l.links) || l.links[i].href != c.URL) {
			return "the address of " + names[i] + " is " + c.URL
		}
	}
	if more := len(want) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return sameText("list", l.text, board+": "+strings.Join(names, "; ")+".")
}

func ordinal(e *edition, id string) int32 {
	if s := e.at[id]; s != nil {
		return s.Ordinal
	}
	return 0
}
