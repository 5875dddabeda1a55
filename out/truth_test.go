package out_test

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"manualwatch/out"
)

// A told is a data folder that the real binary wrote, and what it says.
type told struct {
	t      *testing.T
	bin    string
	dir    string
	d      *out.Dataset
	boards map[string]string // names by id
}

// TestWhatIsToldIsTrue builds the binary, lets it run its demo of two nights, and
// holds the changelogs, the board papers and the site against the tables.
func TestWhatIsToldIsTrue(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the binary")
	}
	w := &told{t: t, bin: filepath.Join(t.TempDir(), "manualwatch"), dir: filepath.Join(t.TempDir(), "data"), boards: map[string]string{}}
	w.run("go", "build", "-o", w.bin, "manualwatch/cmd/manualwatch")
	w.run(w.bin, "demo", "--data", w.dir)
	var err error
	if w.d, err = out.OpenToRead(filepath.Join(w.dir, "dataset")); err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(?s)id\s*=\s*"([^"]+)".*?name\s*=\s*"([^"]+)"`)
	for _, m := range named.FindAllStringSubmatch(w.read("boards.toml"), -1) {
		w.boards[m[1]] = m[2]
	}
	w.check()
}

// TestWhatIsToldOfTheKitIsTrue does the same for a data folder that stands ready,
// named in MANUALWATCH_TOLD (with boards.toml beside it).
func TestWhatIsToldOfTheKitIsTrue(t *testing.T) {
	dir := os.Getenv("MANUALWATCH_TOLD")
	if dir == "" {
		t.Skip("MANUALWATCH_TOLD names no data folder")
	}
	w := &told{t: t, bin: filepath.Join(t.TempDir(), "manualwatch"), dir: dir, boards: map[string]string{}}
	w.run("go", "build", "-o", w.bin, "manualwatch/cmd/manualwatch")
	var err error
	if w.d, err = out.OpenToRead(filepath.Join(dir, "dataset")); err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(?s)id\s*=\s*"([^"]+)".*?name\s*=\s*"([^"]+)"`)
	for _, m := range named.FindAllStringSubmatch(w.read("boards.toml"), -1) {
		w.boards[m[1]] = m[2]
	}
	w.check()
}

func (w *told) check() {
	runs, err := w.d.Runs()
	if err != nil || len(w.boards) == 0 {
		w.t.Fatalf("%d boards, %v", len(w.boards), err)
	}
	checked := 0
	for _, r := range runs {
		obs, err := w.d.Observations(r.RunID)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, o := range obs {
			if o.PreviousEditionID == "" || o.PreviousEditionID == o.EditionID {
				continue
			}
			n := w.night(o)
			w.changelog(n)
			checked++
		}
	}
	if checked < 3 {
		w.t.Errorf("only %d changed nights to check", checked)
	}
	for id := range w.boards {
		w.paper(id, runs)
	}
	w.site(runs)
}

// A night is a board's transition with everything the tables have of it.
type night struct {
	id            string // of the board and run, for messages
	obs           out.ObservationRow
	changes       []out.ChangeRow
	declarations  []out.DeclarationRow
	before, after []out.SectionRow
}

func (w *told) night(o out.ObservationRow) *night {
	n := &night{id: o.BoardID + " " + o.RunID, obs: o}
	f := out.Filter{RunID: o.RunID, BoardID: o.BoardID}
	n.changes = must(w.d.Changes(f))
	n.declarations = must(w.d.Declarations(f))
	n.before, n.after = w.sections(o.BoardID, o.PreviousEditionID), w.sections(o.BoardID, o.EditionID)
	return n
}

func (w *told) sections(board, id string) []out.SectionRow {
	for _, e := range must(w.d.Editions(board)) {
		if e.EditionID == id {
			return must(w.d.Sections(e))
		}
	}
	w.t.Fatalf("no edition %s", id)
	return nil
}

// must returns v; a test cannot go on without it.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func (w *told) run(name string, args ...string) string {
	w.t.Helper()
	c := exec.Command(name, args...)
	var errs bytes.Buffer
	c.Stderr = &errs
	b, err := c.Output()
	if err != nil {
		w.t.Fatalf("%s %v: %v\n%s", name, args, err, errs.String())
	}
	return string(b)
}

func (w *told) read(path string) string {
	w.t.Helper()
	b, err := os.ReadFile(filepath.Join(w.dir, path))
	if os.IsNotExist(err) && path == "boards.toml" {
		b, err = os.ReadFile(filepath.Join(w.dir, "..", path))
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

var (
	toldHead  = regexp.MustCompile(`^### (?:\[(.*)\]\(<(.*)>\)|(.*))$`)
	toldWords = regexp.MustCompile(`: (?:(no) words added or removed|(?:([\d,]+) words? added)?(?:, )?(?:([\d,]+) words? removed)?)\.`)
	toldQuote = regexp.MustCompile(`^(?:\s*- |\s+)(?:\*\*)?(Was|Now|Added|Removed|Moved)([^:]*(?:“[^”]*”[^:“]*)*):(?:\*\*)? “(.*)”\\?$`)
	toldCount = regexp.MustCompile(`(?:(Practice changed in )([\d,]+) chapters?|([\d,]+)(?: chapters?)? (new chapters?|withdrawn|with new text|renamed|moved, split or merged|with minor changes))`)
	toldFold  = regexp.MustCompile(`^- ([\d,]+) (?:renumberings?|terms?|changes?|marks?|links?|rows?) `)
	unescape  = regexp.MustCompile(`\\([[:punct:]])`)
)

// changelog checks the document of one board and night.
func (w *told) changelog(n *night) {
	text := w.read("changelogs/" + n.obs.BoardID + "/" + n.obs.RunID + ".md")
	if !strings.HasPrefix(text, "# "+w.boards[n.obs.BoardID]+": what changed, ") {
		w.t.Errorf("%s: does not name its board", n.id)
	}
	groups, folded, notFound := map[string]int{}, 0, 0
	group, bullets := "", 0
	for _, line := range strings.Split(text, "\n") {
		switch m := toldHead.FindStringSubmatch(line); {
		case strings.HasPrefix(line, "## "):
			group = line[3:]
		case m != nil:
			groups[group]++
			w.heading(n, group, m)
		case group == "Also changed":
			if m := toldFold.FindStringSubmatch(line); m != nil {
				folded += number(m[1])
			}
		case group == "Declared but not found" && strings.HasPrefix(line, "- "):
			notFound++
		case strings.HasPrefix(line, "- "):
			bullets++
		}
	}
	w.sentences(n, text)
	groups["renamed"], groups["moved"] = chaptersWith(text, "- Renamed: "), chaptersWith(text, "- Moved", "- Split", "- Merged", "- Renumbered", "- The address changed")
	w.counts(n, text, groups)
	if bullets+folded != len(n.changes) {
		w.t.Errorf("%s: %d changes told one by one and %d in numbers, the table has %d", n.id, bullets, folded, len(n.changes))
	}
	want := 0
	for _, d := range n.declarations {
		if d.State == "not_detected" || d.State == "unknown_chapter" || d.State == "ambiguous" {
			want++
		}
	}
	if notFound != want {
		w.t.Errorf("%s: %d declared and not found are told, the table has %d", n.id, notFound, want)
	}
}

// chaptersWith counts the chapters of which one of the sentences is told.
func chaptersWith(text string, leads ...string) int {
	n := 0
	for _, chapter := range strings.Split(text, "\n### ")[1:] {
		if slices.ContainsFunc(leads, func(l string) bool { return strings.Contains(chapter, "\n"+l) }) {
			n++
		}
	}
	return n
}

// heading checks that a chapter is told by its own number, title and address.
func (w *told) heading(n *night, group string, m []string) {
	label := plain(m[1] + m[3])
	if label == "The manual as a whole" {
		return
	}
	rows := n.after
	if group == "Withdrawn" {
		rows = n.before
	}
	if !slices.ContainsFunc(rows, func(r out.SectionRow) bool {
		return one(strings.TrimSpace(r.Number+" "+r.Title)) == label && (m[2] == "" || html.UnescapeString(m[2]) == r.URL)
	}) {
		w.t.Errorf("%s: no section %q with address %s in the edition", n.id, label, m[2])
	}
}

// sentences checks numbers, declared statements and quotations.
func (w *told) sentences(n *night, text string) {
	for _, m := range toldWords.FindAllStringSubmatch(text, -1) {
		if m[0] == ": ." {
			continue
		}
		if !slices.ContainsFunc(n.changes, func(c out.ChangeRow) bool {
			return int(c.WordsAdded) == number(m[2]) && int(c.WordsRemoved) == number(m[3])
		}) {
			w.t.Errorf("%s: no change has %q", n.id, m[0])
		}
	}
	states := map[string]int{}
	for _, c := range n.changes {
		if told := c.Kind != "amendment_added" && c.Kind != "amendment_removed"; told && c.CausedBy == "" {
			states[c.Declared]++
		}
	}
	if got := strings.Count(text, " Not declared by the board."); got > states["undeclared"] {
		w.t.Errorf("%s: %d said not to be declared, the table has %d", n.id, got, states["undeclared"])
	}
	if got := strings.Count(text, " Declared by the board"); got > states["confirmed"] {
		w.t.Errorf("%s: %d said to be declared, the table has %d", n.id, got, states["confirmed"])
	}
	for _, m := range regexp.MustCompile(`Declared by the board, dated (\d+ \w+ \d{4})\.`).FindAllStringSubmatch(text, -1) {
		if !slices.ContainsFunc(n.declarations, func(d out.DeclarationRow) bool {
			return d.Date.Time().Format("2 January 2006") == m[1] && strings.HasPrefix(d.State, "confirmed")
		}) {
			w.t.Errorf("%s: no confirmed declaration of %s", n.id, m[1])
		}
	}
	w.quotes(n, text)
}

// quotes checks that what is quoted stands in the edition that it is quoted from,
// and that what came or went does not stand in the other one at the same place.
func (w *told) quotes(n *night, text string) {
	older, newer := manual(n.before), manual(n.after)
	// A term that was replaced throughout is quoted in its new form.
	same := func(s string) string { return s }
	if strings.Contains(text, "Quotations show the new form.") {
		var pairs []string
		for _, m := range regexp.MustCompile(`“([^”]*)” became “([^”]*)”`).FindAllStringSubmatch(regexp.MustCompile(`Replaced throughout: .*`).FindString(text), -1) {
			pairs = append(pairs, strings.ToLower(m[1]), strings.ToLower(m[2]))
		}
		same = func(s string) string { return strings.NewReplacer(pairs...).Replace(strings.ToLower(s)) }
		older, newer = same(older), same(newer)
	}
	quoted := 0
	for _, line := range strings.Split(text, "\n") {
		m := toldQuote.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		quoted++
		from := newer
		if m[1] == "Was" || m[1] == "Removed" || strings.HasPrefix(m[2], " from here") {
			from = older
		}
		for _, piece := range pieces(m[3]) {
			if !strings.Contains(from, same(piece)) {
				w.t.Errorf("%s: %s quotes %q, which the edition does not say", n.id, m[1], piece)
			}
		}
		if under := regexp.MustCompile(`under “([^”]*)”$`).FindStringSubmatch(strings.TrimSuffix(m[2], "**")); under != nil && !strings.Contains(older+newer, same(one(plain(under[1])))) {
			w.t.Errorf("%s: no heading %q", n.id, under[1])
		}
	}
	if quoted == 0 && slices.ContainsFunc(n.changes, func(c out.ChangeRow) bool {
		return c.Kind == "edited" && c.CausedBy == "" && c.Significance != "editorial"
	}) {
		w.t.Errorf("%s: nothing is quoted", n.id)
	}
}

// manual is all the text of an edition as one line.
func manual(rows []out.SectionRow) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.Title + "\n" + r.Text + "\n")
	}
	return one(b.String())
}

func one(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, " | ", " ")), " ")
}

// plain takes the Markdown off a line.
func plain(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, `\*`, "\x00"), "**", "")
	return strings.ReplaceAll(unescape.ReplaceAllString(s, "$1"), "\x00", "*")
}

// pieces are the stretches of a quotation between omissions and ends of lines.
func pieces(q string) []string {
	var ps []string
	for _, p := range strings.Split(strings.ReplaceAll(plain(q), "[…]", " / "), " / ") {
		if p = one(strings.ReplaceAll(p, "|", " ")); p != "" {
			ps = append(ps, p)
		}
	}
	return ps
}

func number(s string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(s, ",", "")) // "no" and "" are 0
	return n
}

// counts checks the line that opens a changelog and the table of all boards.
func (w *told) counts(n *night, text string, groups map[string]int) {
	opening := strings.SplitN(text, "\n", 4)[2]
	said := map[string]int{}
	for _, m := range toldCount.FindAllStringSubmatch(opening, -1) {
		said[strings.TrimSuffix(m[1]+m[4], "s")] = number(m[2]) + number(m[3])
	}
	entries := groups["Changes to practice"] + groups["New chapters"] + groups["Withdrawn"] + groups["New text in existing chapters"] +
		groups["Renamed"] + groups["Moved, split, merged or renumbered"] + groups["Minor changes"]
	for name, want := range map[string]int{
		"Practice changed in ": groups["Changes to practice"], "new chapter": groups["New chapters"], "withdrawn": groups["Withdrawn"],
		"with new text": groups["New text in existing chapters"], "renamed": groups["renamed"], "moved, split or merged": groups["moved"],
		"with minor change": groups["Minor changes"],
	} {
		if said[name] != want {
			w.t.Errorf("%s: %q, but %d chapters are told that are %s", n.id, opening, want, name)
		}
		delete(said, name)
	}
	if len(said) > 0 {
		w.t.Errorf("%s: the opening says more than is told: %v", n.id, said)
	}
	row := regexp.MustCompile(`(?m)^\| ` + regexp.QuoteMeta(w.boards[n.obs.BoardID]) + ` \| changed \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`).
		FindStringSubmatch(w.read("changelogs/" + n.obs.RunID + ".md"))
	if row == nil {
		w.t.Errorf("%s: not in the table of all boards", n.id)
		return
	}
	got := fmt.Sprint(row[1:5])
	want := fmt.Sprint([]string{strconv.Itoa(groups["Changes to practice"]), strconv.Itoa(groups["New chapters"]), strconv.Itoa(groups["Withdrawn"]),
		strconv.Itoa(entries - groups["Changes to practice"] - groups["New chapters"] - groups["Withdrawn"])})
	if got != want {
		w.t.Errorf("%s: the table of all boards says %s, the changelog tells %s", n.id, got, want)
	}
}

// paper checks the board paper of the time after the first night.
func (w *told) paper(board string, runs []out.RunRow) {
	editions := must(w.d.Editions(board))
	from, to := runs[0].StartedAt.AddDate(0, 0, 1), runs[len(runs)-1].StartedAt
	file := strings.TrimSpace(w.run(w.bin, "report", "--data", w.dir, "--boards", w.register(), "--board", board, "--from", from.Format(time.DateOnly), "--to", to.Format(time.DateOnly), "--out", w.t.TempDir()))
	b := must(os.ReadFile(file))
	text := string(b)
	n := &night{id: "paper of " + board, before: w.sections(board, editions[0].EditionID), after: w.sections(board, editions[len(editions)-1].EditionID)}
	w.quotes(n, text)
	parts := map[string]string{}
	for _, p := range strings.Split(text, "\n## ")[1:] {
		name, body, _ := strings.Cut(p, "\n")
		parts[name] = body
	}
	rows := strings.Split(parts["New, withdrawn, renamed and moved chapters"], "\n| ")
	got := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\| ([^|]+) \| ([\d,]+) \|$`).FindAllStringSubmatch(text, -1) {
		got[m[1]] = number(m[2])
	}
	same := func(name string, said, found int) {
		if said != found {
			w.t.Errorf("paper of %s: %s is said to be %d, %d are told", board, name, said, found)
		}
	}
	same("practice", got["Changes to practice"], strings.Count(parts["Changes to practice"], "\n### "))
	came, renamed, relocated := 0, 0, 0
	for _, r := range rows[min(2, len(rows)):] { // after what stands before, and the head
		came += strings.Count(r, "| New, ") + strings.Count(r, "| Now in use: ") + strings.Count(r, "| Withdrawn")
		renamed += min(1, strings.Count(r, "Renamed: was “"))
		relocated += min(1, len(regexp.MustCompile(`Moved(?: part “[^”]*”)?:? (?:was|to another)|Split\.|Merged\.|Renumbered`).FindAllString(r, -1)))
	}
	same("new and withdrawn", got["New chapters"]+got["Withdrawn"], came)
	same("renamed", got["Renamed"], renamed)
	same("moved", got["Moved, split, merged or renumbered"], relocated)
	appendix, _, _ := strings.Cut(parts["Appendix: minor changes"], "\n### In numbers")
	same("minor", got["New text in existing chapters"]+got["Minor changes"], strings.Count(appendix, "\n### "))
	same("not found", got["Declared and not found"], strings.Count(parts["Declared and not found"], "\n- "))
	same("undeclared", got["Changed and not declared"], strings.Count(parts["Changed and not declared"], "\n- "))
	overdue := 0
	for _, r := range n.after {
		if r.NextReview != 0 && r.NextReview < out.DayOf(to) {
			overdue++
		}
	}
	same("overdue", got["Past their date of review"], overdue)
	found, changes := map[string]bool{}, 0
	for _, r := range runs[1:] {
		for _, d := range must(w.d.Declarations(out.Filter{RunID: r.RunID, BoardID: board})) {
			if strings.HasPrefix(d.State, "confirmed") {
				found[d.Chapter+"\x00"+d.Details+"\x00"+fmt.Sprint(d.Date)] = true
			}
		}
		changes += len(must(w.d.Changes(out.Filter{RunID: r.RunID, BoardID: board})))
	}
	same("declared and found", got["Declared and found"], len(found))
	if changes == 0 && got["Changes to practice"]+got["Minor changes"] > 0 {
		w.t.Errorf("paper of %s: tells changes, the tables have none", board)
	}
	if iso := regexp.MustCompile(`[^/-]\b20\d\d-\d\d-\d\d\b[^/-]`).FindString(text); iso != "" {
		w.t.Errorf("paper of %s: a date as %q", board, iso)
	}
}

func (w *told) register() string {
	for _, p := range []string{filepath.Join(w.dir, "boards.toml"), filepath.Join(w.dir, "..", "boards.toml")} {
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	w.t.Fatal("no boards.toml")
	return ""
}

var siteRow = regexp.MustCompile(`<tr data-board="([^"]*)" data-kind="([^"]*)" data-sig="([^"]*)" data-declared="([^"]*)" data-day="([^"]*)">`)

// site checks the numbers of the first page, the list of changes and the texts of
// the chapters.
func (w *told) site(runs []out.RunRow) {
	index := w.read("site/index.html")
	chapters, changes := 0, map[string]int{}
	for id, name := range w.boards {
		editions := must(w.d.Editions(id))
		rows := must(w.d.Sections(editions[len(editions)-1]))
		own := 0
		for i, r := range rows {
			if r.Kind == "chapter" {
				own++
				w.chapterPage(id, rows[i:])
			}
		}
		chapters += own
		if page := w.read("site/boards/" + id + "/index.html"); !strings.Contains(page, fmt.Sprintf("<dt>chapters</dt><dd>%d</dd>", own)) || !strings.Contains(page, html.EscapeString(name)) {
			w.t.Errorf("site: the page of %s does not say %d chapters", id, own)
		}
	}
	if !strings.Contains(index, fmt.Sprintf("<dt>chapters</dt><dd>%d</dd>", chapters)) || !strings.Contains(index, fmt.Sprintf("<dt>manuals</dt><dd>%d</dd>", len(w.boards))) {
		w.t.Errorf("site: the first page does not say %d manuals and %d chapters", len(w.boards), chapters)
	}
	for _, r := range runs {
		for _, c := range must(w.d.Changes(out.Filter{RunID: r.RunID})) {
			if c.Kind == "amendment_added" || c.Kind == "amendment_removed" || c.CausedBy != "" && c.Significance != "practice" {
				continue
			}
			sig := strings.ReplaceAll(c.Significance, "_", " ")
			declared := map[string]string{"confirmed": "declared", "undeclared": "not declared"}[c.Declared]
			changes[fmt.Sprint(w.boards[c.BoardID], "|", sig, "|", cmp.Or(declared, "–"), "|", r.StartedAt.Format(time.DateOnly))]++
		}
	}
	for _, m := range siteRow.FindAllStringSubmatch(w.read("site/changes/index.html"), -1) {
		changes[fmt.Sprint(html.UnescapeString(m[1]), "|", m[3], "|", m[4], "|", m[5])]--
	}
	for key, n := range changes {
		if n != 0 {
			w.t.Errorf("site: the tables have %d more changes %q than the list", n, key)
		}
	}
	if got := strings.Count(w.read("site/runs.html"), `<tr><th scope="row"`); got != len(runs) {
		w.t.Errorf("site: %d runs listed, the table has %d", got, len(runs))
	}
}

// chapterPage checks that the page of a chapter, the first of rows, shows its text.
func (w *told) chapterPage(board string, rows []out.SectionRow) {
	link := regexp.MustCompile(`<td class="no">` + regexp.QuoteMeta(html.EscapeString(rows[0].Number)) + `</td><td class="ti"><a href="([^"]*)">` + regexp.QuoteMeta(html.EscapeString(one(rows[0].Title))) + `</a>`).
		FindStringSubmatch(w.read("site/boards/" + board + "/index.html"))
	if link == nil {
		w.t.Errorf("site: no page of %s %s", board, rows[0].Title)
		return
	}
	page := one(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(html.UnescapeString(w.read("site/boards/"+board+"/"+link[1])), " "))
	for _, line := range strings.Split(rows[0].Text, "\n") {
		if line = one(line); !strings.ContainsAny(line, "<>") && !strings.Contains(page, line) {
			w.t.Errorf("site: the page of %s lacks %q", rows[0].Title, line)
			return
		}
	}
}
