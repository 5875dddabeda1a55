package across

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Corrections are the decisions of analysts, kept in topics.toml:
//
//	[[join]]
//	topic    = "bruising"                 # optional: the topic they go to
//	chapters = ["stoke-on-trent/C10", "norfolk/Child Protection Medicals"]
//	[[part]]
//	chapters = ["norfolk/9.3"]            # a topic of its own
//	[[name]]
//	topic    = "bruising"
//	name     = "Bruising in babies"
//
// A chapter is written as board, "/" and its number, section id or title.
type Corrections struct {
	Join []Join
	Part []Part
	Name []Name
}

// A Join puts chapters into one topic.
type Join struct {
	Topic    string   // topic id, "" takes the one of the first chapter
	Chapters []string // "board/number", "board/section_id" or "board/title"
}

// A Part takes chapters out of their topic into one of their own.
type Part struct {
	Topic    string // topic id they go to, "" makes a new one for each chapter
	Chapters []string
}

// A Name gives a topic its name for people.
type Name struct {
	Topic string
	Name  string
}

// LoadCorrections reads a topics.toml. Unknown keys and rows without chapters
// are errors that name the line or key.
func LoadCorrections(r io.Reader) (Corrections, error) {
	var c Corrections
	md, err := toml.NewDecoder(io.LimitReader(r, 8<<20)).Decode(&c)
	if err != nil {
		return Corrections{}, fmt.Errorf("topics.toml: %w", err)
	}
	if keys := md.Undecoded(); len(keys) > 0 {
		return Corrections{}, fmt.Errorf("topics.toml: unknown key %q", keys[0])
	}
	for i, j := range c.Join {
		if len(j.Chapters) == 0 || len(j.Chapters) == 1 && j.Topic == "" {
			return Corrections{}, fmt.Errorf("topics.toml: join %d needs a topic or two chapters", i+1)
		}
	}
	for i, p := range c.Part {
		if len(p.Chapters) == 0 {
			return Corrections{}, fmt.Errorf("topics.toml: part %d names no chapter", i+1)
		}
	}
	for i, n := range c.Name {
		if n.Topic == "" || n.Name == "" {
			return Corrections{}, fmt.Errorf("topics.toml: name %d needs topic and name", i+1)
		}
	}
	for _, ch := range slices.Concat(c.chapters()...) {
		if board, rest, ok := strings.Cut(ch, "/"); !ok || board == "" || rest == "" {
			return Corrections{}, fmt.Errorf("topics.toml: chapter %q is not written as board/number", ch)
		}
	}
	return c, nil
}

func (c Corrections) chapters() [][]string {
	var out [][]string
	for _, j := range c.Join {
		out = append(out, j.Chapters)
	}
	for _, p := range c.Part {
		out = append(out, p.Chapters)
	}
	return out
}

// find returns the chapter that a correction names, -1 if this run has none: a
// board that was not read keeps its corrections.
func (a *topicAligner) find(name string) int {
	board, rest, _ := strings.Cut(name, "/")
	byTitle := -1
	for i := range a.chapters {
		c := &a.chapters[i]
		if c.board != board {
			continue
		}
		s := c.section()
		if s.ID == rest || s.Number != "" && s.Number == rest {
			return i
		}
		if byTitle < 0 && strings.EqualFold(s.Title, rest) {
			byTitle = i
		}
	}
	return byTitle
}

// applyCorrections puts chapters where analysts want them and tells which are
// fixed. Parts come after joins.
func (a *topicAligner) applyCorrections(c Corrections) []bool {
	fixed := make([]bool, len(a.chapters))
	put := func(i int, topic, name string) {
		ch := &a.chapters[i]
		ch.topic, ch.name, ch.score, ch.standing, ch.reason = topic, name, 1, SameTopic, "correction"
		fixed[i] = true
	}
	for _, j := range c.Join {
		topic, name := j.Topic, ""
		for _, chapter := range j.Chapters {
			i := a.find(chapter)
			if i < 0 {
				continue
			}
			if topic == "" {
				topic, name = a.chapters[i].topic, a.chapters[i].name
			}
			if topic == "" {
				topic = slug(a.chapters[i].section().Title)
			}
			if name == "" {
				name = a.topicName(topic, i)
			}
			put(i, topic, name)
		}
	}
	for _, p := range c.Part {
		for _, chapter := range p.Chapters {
			i := a.find(chapter)
			if i < 0 {
				continue
			}
			topic := p.Topic
			if topic == "" {
				topic = slug(a.chapters[i].section().Title) + "-" + a.chapters[i].board
			}
			put(i, topic, a.topicName(topic, i))
		}
	}
	return fixed
}

// topicName returns the name of a topic: that of the table, or a chapter's title.
func (a *topicAligner) topicName(topic string, chapter int) string {
	if at, ok := a.table.at[topic]; ok {
		return a.table.topics[at].Name
	}
	return a.chapters[chapter].section().Title
}

// applyNames gives topics the names that analysts chose.
func (a *topicAligner) applyNames(c Corrections) {
	for _, n := range c.Name {
		for i := range a.chapters {
			if a.chapters[i].topic == n.Topic {
				a.chapters[i].name = n.Name
			}
		}
		for i := range a.held {
			if a.held[i].topic == n.Topic {
				a.held[i].name = n.Name
			}
		}
	}
}
