package docx

import (
	"strings"
)

// maxLevel is the number of levels of a Word list.
const maxLevel = 9

// maxLevelText bounds the text of a level, which is printed before every item.
const maxLevelText = 255

// A numLevel is one level of a list definition.
type numLevel struct {
	format  string // "decimal", "bullet", ...
	zeros   int    // least number of digits of a custom format
	text    string // "%1.%2"
	start   int
	restart int // -1: after any higher level; 0: never; n: after level n or higher
	legal   bool
	style   string // paragraph style that is tied to the level
}

// An abstractNum is a list definition with its running counters.
type abstractNum struct {
	levels  [maxLevel]numLevel
	link    string // style whose numbering is meant instead
	isStyle string // style that this definition belongs to
	value   [maxLevel]int
	running [maxLevel]bool
}

// A numInstance is a w:num: a definition with overrides.
type numInstance struct {
	abstract string
	levels   map[int]numLevel
	starts   map[int]int
	applied  map[int]bool // start overrides that have been used
}

// A numbering prints the automatic numbers of one document, paragraph after
// paragraph.
type numbering struct {
	abstracts map[string]*abstractNum
	nums      map[string]*numInstance
}

func readNumbering(a *archive, part string) (*numbering, error) {
	n := &numbering{abstracts: map[string]*abstractNum{}, nums: map[string]*numInstance{}}
	enter := func(name string) bool { return name == "w:numbering" }
	err := a.each(part, enter, func(x *node) error {
		switch x.name {
		case "w:abstractNum":
			n.addAbstract(x)
		case "w:num":
			n.addNum(x)
		}
		return nil
	})
	n.followLinks()
	return n, err
}

func (n *numbering) addAbstract(x *node) {
	a := &abstractNum{}
	for i := range a.levels {
		a.levels[i] = numLevel{format: "none", start: 1, restart: -1}
	}
	for _, k := range x.kids {
		switch k.name {
		case "w:lvl":
			if i, ok := atoi(k.attr("w:ilvl")); ok && i >= 0 && i < maxLevel {
				a.levels[i] = readLevel(k)
			}
		case "w:numStyleLink":
			a.link = k.attr("w:val")
		case "w:styleLink":
			a.isStyle = k.attr("w:val")
		}
	}
	n.abstracts[x.attr("w:abstractNumId")] = a
}

func readLevel(x *node) numLevel {
	l := numLevel{format: "decimal", start: 1, restart: -1}
	if v, ok := x.intVal("w:start"); ok {
		l.start = v
	}
	if f := x.child("w:numFmt"); f != nil {
		l.format = f.attr("w:val")
		if l.format == "custom" {
			first, _, _ := strings.Cut(f.attr("w:format"), ",")
			l.format, l.zeros = "decimal", len(strings.TrimSpace(first))
		}
	}
	if v, ok := x.intVal("w:lvlRestart"); ok {
		l.restart = v
	}
	l.text, _ = x.val("w:lvlText")
	l.text = l.text[:min(len(l.text), maxLevelText)]
	l.legal = x.on("w:isLgl") == 1
	l.style, _ = x.val("w:pStyle")
	return l
}

func (n *numbering) addNum(x *node) {
	i := &numInstance{levels: map[int]numLevel{}, starts: map[int]int{}, applied: map[int]bool{}}
	i.abstract, _ = x.val("w:abstractNumId")
	for _, k := range x.kids {
		lvl, ok := atoi(k.attr("w:ilvl"))
		if k.name != "w:lvlOverride" || !ok || lvl < 0 || lvl >= maxLevel {
			continue
		}
		if d := k.child("w:lvl"); d != nil {
			i.levels[lvl] = readLevel(d)
		}
		if v, ok := k.intVal("w:startOverride"); ok {
			i.starts[lvl] = v
		}
	}
	n.nums[x.attr("w:numId")] = i
}

// followLinks points definitions that only name a list style to the definition
// of that style.
func (n *numbering) followLinks() {
	byStyle := map[string]string{}
	for id, a := range n.abstracts {
		if old, ok := byStyle[a.isStyle]; a.isStyle != "" && (!ok || id < old) {
			byStyle[a.isStyle] = id
		}
	}
	for _, i := range n.nums {
		a := n.abstracts[i.abstract]
		if a == nil || a.link == "" {
			continue
		}
		if target, ok := byStyle[a.link]; ok {
			i.abstract = target
		}
	}
}

// level returns the definition of a level of an instance.
func (n *numbering) level(i *numInstance, lvl int) numLevel {
	if l, ok := i.levels[lvl]; ok {
		return l
	}
	return n.abstracts[i.abstract].levels[lvl]
}

// levelOf finds the level that is tied to one of the styles, the nearest first;
// 0 if none is.
func (n *numbering) levelOf(numID string, chain []string) int {
	i := n.nums[numID]
	if i == nil || n.abstracts[i.abstract] == nil {
		return 0
	}
	for _, style := range chain {
		for lvl := range maxLevel {
			if s := n.level(i, lvl).style; s != "" && s == style {
				return lvl
			}
		}
	}
	return 0
}

// next counts one paragraph and returns what is printed before it: "2.1",
// "(a)", "Appendix B"; "" for bullets. listed is false where the numbering
// prints nothing at all, so that the paragraph is no list item.
func (n *numbering) next(numID string, lvl int) (marker string, listed bool) {
	i := n.nums[numID]
	if i == nil || n.abstracts[i.abstract] == nil || lvl < 0 || lvl >= maxLevel {
		return "", i != nil
	}
	a := n.abstracts[i.abstract]
	n.count(a, i, lvl)
	def := n.level(i, lvl)
	if def.format == "bullet" {
		return "", true
	}
	if strings.TrimSpace(def.text) == "" {
		return "", def.format != "none"
	}
	s := strings.Join(strings.Fields(n.print(a, i, def)), " ")
	if !strings.ContainsFunc(s, isWordRune) {
		return "", true
	}
	return s, true
}

func (n *numbering) count(a *abstractNum, i *numInstance, lvl int) {
	start := n.level(i, lvl).start
	if v, ok := i.starts[lvl]; ok {
		start = v
		if !i.applied[lvl] {
			i.applied[lvl] = true
			a.running[lvl] = false
		}
	}
	if a.running[lvl] {
		a.value[lvl]++
	} else {
		a.value[lvl], a.running[lvl] = start, true
	}
	for k := lvl + 1; k < maxLevel; k++ {
		r := n.level(i, k).restart
		if r < 0 || lvl < r {
			a.running[k] = false
		}
	}
}

// print fills the %n of a level's text with the counters of all levels.
func (n *numbering) print(a *abstractNum, i *numInstance, def numLevel) string {
	var b strings.Builder
	for k := 0; k < len(def.text); k++ {
		c := def.text[k]
		if c != '%' || k+1 >= len(def.text) || def.text[k+1] < '1' || def.text[k+1] > '9' {
			b.WriteByte(c)
			continue
		}
		k++
		of := int(def.text[k] - '1')
		l := n.level(i, of)
		v := l.start
		if s, ok := i.starts[of]; ok {
			v = s
		}
		if a.running[of] {
			v = a.value[of]
		}
		format := l.format
		if def.legal && format != "none" {
			format = "decimal"
		}
		b.WriteString(formatNumber(v, format, l.zeros))
	}
	return b.String()
}
