// Package pattern has regular expressions that answer quickly. Nearly every line of a
// manual is asked hundreds of questions that it answers with no: a table of states
// refuses it in the nanoseconds that its few first bytes need, where the expression
// needs microseconds, and of plain lines it knows a yes as well. What the table is not
// sure of is put to the expression, so that the answers are always those of package
// regexp.
package pattern

import (
	"regexp"
	"strings"
	"sync"
)

// A Pattern is a regular expression behind a table. It may be used from several
// goroutines.
type Pattern struct {
	*regexp.Regexp
	once  sync.Once
	table *table
}

// New compiles an expression as regexp.MustCompile does: it panics at a wrong one.
func New(expr string) *Pattern { return &Pattern{Regexp: regexp.MustCompile(expr)} }

// Any compiles what matches where one of several expressions does.
func Any(patterns ...*Pattern) *Pattern {
	exprs := make([]string, len(patterns))
	for i, p := range patterns {
		exprs[i] = `(?:` + p.String() + `)`
	}
	return New(strings.Join(exprs, "|"))
}

// Edge compiles an expression whose matches begin at the edge of a word of ASCII, as
// behind "\b".
func Edge(expr string) *Pattern { return New(`\b(?:` + expr + `)`) }

// ask asks the table, which is made when it is first asked.
func (p *Pattern) ask(s string) answer {
	p.make()
	return p.table.ask(s)
}

func (p *Pattern) make() { p.once.Do(func() { p.table = newTable(p.String()) }) }

// Opens reports whether a text that begins as s does, in either case, can hold a match; of
// an expression all of whose matches begin at the beginning. It does not know what becomes of
// ends of lines and signs beyond ASCII where texts are folded: such texts can.
func (p *Pattern) Opens(s string) bool {
	p.make()
	return p.table.opens(s)
}

// may reports whether s can hold a match.
func (p *Pattern) may(s string) bool { return p.ask(s) != no }

// MatchString is that of regexp.
func (p *Pattern) MatchString(s string) bool {
	said := p.ask(s)
	return said == yes || said == perhaps && p.Regexp.MatchString(s)
}

// FindString is that of regexp.
func (p *Pattern) FindString(s string) string {
	if !p.may(s) {
		return ""
	}
	return p.Regexp.FindString(s)
}

// FindStringIndex is that of regexp.
func (p *Pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindStringIndex(s)
}

// FindStringSubmatch is that of regexp.
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is that of regexp.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindStringSubmatchIndex(s)
}

// FindAllString is that of regexp.
func (p *Pattern) FindAllString(s string, n int) []string {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindAllString(s, n)
}

// FindAllStringIndex is that of regexp.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.Regexp.FindAllStringIndex(s, n)
}

// ReplaceAllString is that of regexp.
func (p *Pattern) ReplaceAllString(s, with string) string {
	if !p.may(s) {
		return s
	}
	return p.Regexp.ReplaceAllString(s, with)
}

// Cut is s without the first match, which stands at its beginning.
func (p *Pattern) Cut(s string) string { return s[len(p.FindString(s)):] }
