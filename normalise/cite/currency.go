package cite

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/BurntSushi/toml"
)

// currencyTOML is the checked-in table of documents and terms; its head explains
// the columns.
//
//go:embed currency.toml
var currencyTOML string

// A currencyFile is currency.toml as written.
type currencyFile struct {
	Checked  string
	Document []citedDocument
	Act      []citedAct
	Term     []outOfUse
}

// A citedDocument is a document with its editions, oldest first.
type citedDocument struct {
	Title     string
	Authority string
	Names     []string
	Bare      []string
	NeedsYear []string `toml:"needs_year"`
	Source    string
	Withdrawn string
	By        string
	FixedYear int `toml:"fixed_year"` // the name itself holds the year
	Edition   []citedEdition

	// parallel is set for acts: their editions stand side by side.
	parallel  bool
	short     []shortName
	withdrawn timeSpan
}

// A citedEdition is one edition of a document.
type citedEdition struct {
	Year     int
	Also     []int
	From     string
	Sure     string
	UpdateOf int `toml:"update_of"`
	Until    string
	By       string
	Source   string
	// Unverified says what of the dates no source was found for.
	Unverified string

	from, until timeSpan
}

// A citedAct is an act as written in the table.
type citedAct struct {
	Title     string
	Names     []string // further names of the title, without the year
	Short     []string // further names that mean this year: "CA 1989"
	Year      int
	Authority string
	Until     string
	By        string
	Source    string
}

// An outOfUse is a term that went out of use.
type outOfUse struct {
	Title    string
	Names    []string
	Until    string
	By       string
	OnlyWith []string `toml:"only_with"`
	Nations  []string // in which it went out of use; all, if none is named
	Source   string

	until timeSpan
}

// A shortName is a name that means one edition.
type shortName struct {
	name string
	year int
}

// A timeSpan is a date known to a day, a month or a year: not before first, surely
// by last.
type timeSpan struct{ first, last time.Time }

// readSpan reads "2015-03-26", "2015-03" or "2015"; "" is the zero span.
func readSpan(s string) (timeSpan, error) {
	switch len(s) {
	case 0:
		return timeSpan{}, nil
	case 4:
		t, err := time.Parse("2006", s)
		return timeSpan{t, t.AddDate(1, 0, -1)}, err
	case 7:
		t, err := time.Parse("2006-01", s)
		return timeSpan{t, t.AddDate(0, 1, -1)}, err
	}
	t, err := time.Parse("2006-01-02", s)
	return timeSpan{t, t}, err
}

// reached tells whether the date had surely come at a time, and whether it may have.
func (s timeSpan) reached(at time.Time) (surely, maybe bool) {
	if s.first.IsZero() {
		return false, false
	}
	return !at.Before(s.last), !at.Before(s.first)
}

// A currencyTable is the table made ready for finding names in text.
type currencyTable struct {
	checked       time.Time // up to when somebody looked for new editions
	documents     []citedDocument
	terms         []outOfUse
	abbreviations []abbreviation // of terms
	byTitle       map[string]int
	names         phraseBook
	scent         *scent
}

// currency returns the embedded table. It panics only on a malformed table, which
// TestCurrencyTable rules out.
var currency = sync.OnceValue(func() *currencyTable {
	t, err := readCurrency(currencyTOML)
	if err != nil {
		panic(err)
	}
	return t
})

// CurrencyChecked returns the day up to which the table of documents was checked
// for new editions: an edition published later is not known to it.
func CurrencyChecked() time.Time { return currency().checked }

// StandingOf tells the standing at a time of a document that [CiteReferences] found,
// by its title and the edition's year (0 for none), and what superseded it: a
// manual that nobody touched goes out of date all the same. known is false for
// documents that the table does not hold; [TermStandingOf] does the same for terms.
func StandingOf(title string, year int, at time.Time) (status, supersededBy string, known bool) {
	t := currency()
	i, known := t.byTitle[title]
	if !known {
		return "", "", false
	}
	status, supersededBy = t.documents[i].status(year, at)
	return status, supersededBy, true
}

// TermStandingOf is [StandingOf] for a term, by the title of its reference.
func TermStandingOf(title string, at time.Time) (status, supersededBy string, known bool) {
	for i := range currency().terms {
		if t := &currency().terms[i]; t.Title == title {
			status, supersededBy = t.status(at)
			return status, supersededBy, true
		}
	}
	return "", "", false
}

// isOutIn tells whether a term went out of use in a nation, "" if it is not known in which.
func (t *outOfUse) isOutIn(nation string) bool {
	return nation == "" || len(t.Nations) == 0 || slices.Contains(t.Nations, nation)
}

// status tells whether a term was in use at a time, and what is said in its place.
func (t *outOfUse) status(at time.Time) (status, by string) {
	switch surely, maybe := t.until.reached(at); {
	case surely:
		return StatusSuperseded, t.By
	case maybe:
		return StatusUnknown, ""
	}
	return StatusCurrent, ""
}

// readCurrency reads a currency table.
func readCurrency(text string) (*currencyTable, error) {
	var f currencyFile
	md, err := toml.Decode(text, &f)
	if err != nil {
		return nil, fmt.Errorf("currency table: %w", err)
	}
	if keys := md.Undecoded(); len(keys) > 0 {
		return nil, fmt.Errorf("currency table: unknown key %s", keys[0])
	}
	t := &currencyTable{documents: append(f.Document, gatherActs(f.Act)...), terms: f.Term}
	if t.checked, err = time.Parse(time.DateOnly, f.Checked); err != nil {
		return nil, fmt.Errorf("currency table: checked: %w", err)
	}
	if err := t.readDates(); err != nil {
		return nil, err
	}
	t.fillNames()
	return t, nil
}

// gatherActs makes one document of all acts of a title.
func gatherActs(acts []citedAct) []citedDocument {
	var out []citedDocument
	at := map[string]int{}
	for _, a := range acts {
		i, ok := at[a.Title]
		if !ok {
			i = len(out)
			at[a.Title] = i
			d := citedDocument{Title: a.Title, Authority: cmp.Or(a.Authority, "UK Parliament"), Source: a.Source, Names: []string{a.Title}, parallel: true}
			out = append(out, d)
		}
		out[i].Names = append(out[i].Names, a.Names...)
		for _, n := range a.Short {
			out[i].short = append(out[i].short, shortName{n, a.Year})
		}
		out[i].Edition = append(out[i].Edition, citedEdition{Year: a.Year, Until: a.Until, By: a.By, Source: a.Source})
	}
	return out
}

// readDates parses all dates of the table.
func (t *currencyTable) readDates() (err error) {
	for i := range t.documents {
		d := &t.documents[i]
		if d.withdrawn, err = readSpan(d.Withdrawn); err != nil {
			return fmt.Errorf("currency table: %s: %w", d.Title, err)
		}
		for j := range d.Edition {
			if err := d.Edition[j].readDates(); err != nil {
				return fmt.Errorf("currency table: %s %d: %w", d.Title, d.Edition[j].Year, err)
			}
		}
	}
	for i := range t.terms {
		if t.terms[i].until, err = readSpan(t.terms[i].Until); err != nil {
			return fmt.Errorf("currency table: %s: %w", t.terms[i].Title, err)
		}
	}
	return nil
}

func (e *citedEdition) readDates() (err error) {
	if e.from, err = readSpan(e.From); err != nil {
		return err
	}
	if e.Sure != "" {
		sure, err := readSpan(e.Sure)
		if err != nil {
			return err
		}
		e.from.last = sure.last
	}
	e.until, err = readSpan(e.Until)
	return err
}

// fillNames enters all names into the phrase book.
func (t *currencyTable) fillNames() {
	t.byTitle = make(map[string]int, len(t.documents))
	for i, d := range t.documents {
		t.byTitle[d.Title] = i
		for _, n := range d.Names {
			t.names.add(n, phrase{document: i, manner: nameInFull})
		}
		if d.parallel {
			t.names.add(d.Title+"s", phrase{document: i, manner: nameInFull}) // "the Children Acts 1989 and 2004"
		}
		for _, n := range d.Bare {
			t.names.add(n, phrase{document: i, manner: nameBare})
		}
		for _, n := range d.short {
			t.names.add(n.name, phrase{document: i, manner: nameBare, year: n.year})
		}
		for _, n := range d.NeedsYear {
			t.names.add(n, phrase{document: i, manner: nameNeedsYear})
		}
	}
	for i, o := range t.terms {
		for _, n := range o.Names {
			manner := nameInFull
			if !strings.ContainsRune(n, ' ') {
				manner = nameBare
				t.abbreviations = append(t.abbreviations, abbreviation{n, i})
			}
			t.names.add(n, phrase{document: -1, term: i, manner: manner})
			t.names.add(n+"s", phrase{document: -1, term: i, manner: manner})
		}
	}
	t.names.sort()
	t.scent = newScent(t.names)
}

// edition returns the edition that a cited year means, or nil.
func (d *citedDocument) edition(year int) *citedEdition {
	for i := range d.Edition {
		if d.Edition[i].Year == year {
			return &d.Edition[i]
		}
	}
	for i := range d.Edition {
		if slices.Contains(d.Edition[i].Also, year) {
			return &d.Edition[i]
		}
	}
	return nil
}

// inForce returns the newest edition surely in force at a time that replaced
// another, nil before the first.
func (d *citedDocument) inForce(at time.Time) *citedEdition {
	var found *citedEdition
	for i := range d.Edition {
		e := &d.Edition[i]
		if surely, _ := e.from.reached(at); surely && e.UpdateOf == 0 {
			found = e
		}
	}
	return found
}

// status tells the standing of a cited edition at a time, and what superseded
// it. Year 0 is a citation without an edition.
func (d *citedDocument) status(year int, at time.Time) (status, by string) {
	surely, maybe := d.withdrawn.reached(at)
	switch {
	case surely:
		return StatusSuperseded, d.By
	case maybe:
		return StatusUnknown, ""
	case d.parallel:
		return d.actStatus(year, at)
	case year == 0 && len(d.Edition) > 1:
		return StatusUnknown, ""
	case year == 0:
		return StatusCurrent, ""
	}
	return d.editionStatus(year, at)
}

func (d *citedDocument) actStatus(year int, at time.Time) (status, by string) {
	if year == 0 && len(d.Edition) == 1 {
		year = d.Edition[0].Year
	}
	e := d.edition(year)
	if e == nil {
		return StatusUnknown, ""
	}
	if surely, _ := e.until.reached(at); surely {
		return StatusSuperseded, e.By
	}
	return StatusCurrent, ""
}

func (d *citedDocument) editionStatus(year int, at time.Time) (status, by string) {
	now := d.inForce(at)
	e := d.edition(year)
	if e == nil {
		// An edition we do not know of is out of date at least when a
		// later one is in force.
		if now != nil && now.Year > year {
			return StatusSuperseded, d.name(now)
		}
		return StatusUnknown, ""
	}
	doubt := false
	for i := range d.Edition {
		next := &d.Edition[i]
		if next.UpdateOf != 0 || next.Year <= e.Year || next.Year == e.UpdateOf {
			continue
		}
		surely, maybe := next.from.reached(at)
		if surely {
			return StatusSuperseded, d.name(now)
		}
		doubt = doubt || maybe
	}
	if doubt {
		return StatusUnknown, ""
	}
	return StatusCurrent, ""
}

func (d *citedDocument) name(e *citedEdition) string {
	return fmt.Sprintf("%s %d", d.Title, e.Year)
}
