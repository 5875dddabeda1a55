package manual

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// readBook reads a Word file given as lines, as fileOf does.
func readBook(t *testing.T, text string) *normalise.Edition {
	t.Helper()
	return readBookOf(t, text, []string{"http://example.test/handbook.docx"})
}

// fileOf makes a Word file of lines: "#" to "###" begin headings, with an automatic
// number in brackets, "|" begins a table row, "~" a line of the list of contents, "*" a
// line in bold, "%" the header or footer of a page, "^" one of a box that begins in bold, "+" an item with its number in brackets, all else is a paragraph; " / "
// parts the lines of a cell.
func fileOf(url, title, text string) *parse.Document {
	d := &parse.Document{URL: url, MediaType: parse.TypeDOCX, Title: title, SHA256: url}
	table := 0
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		b := parse.Block{Kind: parse.Paragraph, Text: l}
		switch l[0] {
		case '~':
			b.Region, b.Text = parse.Contents, l[1:]
		case '*':
			b.Bold, b.Text = true, l[1:]
		case '%':
			b.Region, b.Text = parse.Furniture, l[1:]
		case '^':
			b.Kind, b.Group, b.Text = parse.Box, 1000, l[1:]
			if n := len(d.Blocks); n > 0 && d.Blocks[n-1].Group == b.Group {
				b.Kind = parse.Paragraph
			}
			b.Bold = b.Kind == parse.Box
		case '+':
			b.Kind, b.Level, b.Group = parse.Item, 1, 1+table
			b.Marker, b.Text, _ = strings.Cut(l[len("+["):], "] ")
		}
		if body := strings.TrimLeft(l, "#"); body != l {
			b.Kind, b.Level, b.Text = parse.Heading, len(l)-len(body), strings.TrimSpace(body)
			if auto, title, ok := strings.Cut(b.Text, "] "); ok {
				b.Marker, b.Text = auto[1:], title
			}
		}
		if strings.HasPrefix(l, "|") {
			if n := len(d.Blocks); n == 0 || d.Blocks[n-1].Kind != parse.Row {
				table++
			}
			head := strings.HasPrefix(l, "|*")
			l = strings.Replace(l, "|*", "|", 1)
			b.Kind, b.Table, b.Header, b.Text = parse.Row, table, head, strings.TrimSpace(strings.Trim(l, "|"))
			for _, c := range strings.Split(strings.Trim(l, "|"), "|") {
				b.Cells = append(b.Cells, parse.Cell{Text: strings.ReplaceAll(strings.TrimSpace(c), " / ", "\n"), ColSpan: 1, RowSpan: 1})
			}
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

func bookLines(e *normalise.Edition) []string {
	var out []string
	for _, s := range e.Sections {
		out = append(out, strings.Repeat(" ", s.Depth-1)+string(s.Kind)+"|"+s.Number+"|"+s.Title)
	}
	for _, a := range e.Amendments {
		out = append(out, "amendment|"+a.Chapter+"|"+a.Details+"|"+a.Date.String())
	}
	return out
}

// words is filler: a handbook has text.
func fillerWords(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("Staff write down what they saw on day " + strconv.Itoa(i) + ". ")
	}
	return b.String()
}

// TestHandbooks reads whole manuals out of the headings of one file.
func TestHandbooks(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	cases := []struct{ name, text, want string }{
		{"appendices set as large as their part", "# 1 Families" + p + "## 1.1 Assessment" + p + "### Introduction" + p + "## 1.2 Meetings" + p + "# 2 Staff\n## 2.1 Vetting" + p + "# 3 Appendices\n# Appendix A Form" + p + "# Appendix B Chart" + p,
			"section|1|Families\n chapter|1.1|Assessment\n  heading||Introduction\n chapter|1.2|Meetings\nsection|2|Staff\n chapter|2.1|Vetting\nsection|3|Appendices\n appendix|Appendix A|Form\n appendix|Appendix B|Chart"},
		{"numbered", "Version control\n|Section|Amendment|Date|\n|3.1|Timescale changed.|20/04/2015|\n|Appendix 1|New form.|May 2014|\n# 1 Purpose" + p + "## Introduction" + p + "# 3 Families" + p + "## 3.1 Assessment" + p + "### Introduction" + p + "### When to ask" + p + "## 3.2 Meetings" + p + "# 13 Appendices\n## Appendix 1 Form" + p + "## Appendix 2 Chart" + p,
			"section|1|Purpose\n heading||Introduction\nsection|3|Families\n chapter|3.1|Assessment\n  heading||Introduction\n  heading||When to ask\n chapter|3.2|Meetings\nsection|13|Appendices\n appendix|Appendix 1|Form\n appendix|Appendix 2|Chart\namendment|3.1|Timescale changed.|2015-04-20\namendment|Appendix 1|New form.|2014-05-01"},
		{"three levels, no numbers", "# Core" + p + "## Referrals" + p + "### At night" + p + "## Visits" + p + "# Needs" + p + "## Faith" + p + "### Signs" + p,
			"section||Core\n chapter||Referrals\n  heading||At night\n chapter||Visits\nsection||Needs\n chapter||Faith\n  heading||Signs"},
		{"two levels, no numbers", "# Referrals" + p + "## At night" + p + "# Visits" + p + "## Signs" + p + "# Faith" + p,
			"chapter||Referrals\n heading||At night\nchapter||Visits\n heading||Signs\nchapter||Faith"},
		{"days on the cover", "# Approved 3 May 2024\n# Last changed 4 June 2025\n# Referrals" + p + "## At night" + p + "# Visits" + p + "## Signs" + p + "# Faith" + p,
			"chapter||Referrals\n heading||At night\nchapter||Visits\n heading||Signs\nchapter||Faith"},
		{"parts above chapters counted through, the first not in the contents", "~1 Lamps\n~Part 2 - Boats\n~2 Oars\n~3 Sails\n~Part 3 - House\n~4 Doors\n# Part 1 - Core\n## 1 Lamps" + p + "# Part 2 - Boats\n## 2 Oars" + p + "## 3 Sails" + p + "# Part 3 - House\n## 4 Doors" + p,
			"section|1|Core\n chapter|1|Lamps\nsection|2|Boats\n chapter|2|Oars\n chapter|3|Sails\nsection|3|House\n chapter|4|Doors"},
		{"a title above all", "# Safeguarding Handbook\n## 1. Core" + p + "### 1.1 Referrals" + p + "### 1.2 Visits" + p + "## 2. Needs" + p + "### 2.1 Faith" + p + "### 2.2 Pets" + p,
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\nsection|2|Needs\n chapter|2.1|Faith\n chapter|2.2|Pets"},
		{"version control with other columns", "|Date|Section revised|Revision|By whom|\n|20 Apr 2015|1.1 Referrals|Timescale changed.|Board|\n# 1 Core" + p + "## 1.1 Referrals" + p + "## 1.2 Visits" + p + "# 2 Needs" + p + "## 2.1 Faith" + p,
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\nsection|2|Needs\n chapter|2.1|Faith\namendment|1.1 Referrals|Timescale changed.|2015-04-20"},
		{"numbers above titles", "## Chapter 1\n# Core" + p + "## 1.1 Referrals" + p + "## 1.2 Visits" + p + "## Chapter 2\n# Needs" + p + "## 2.1 Faith" + p + "## Appendix A\n# Forms" + p,
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\nsection|2|Needs\n chapter|2.1|Faith\nappendix|Appendix A|Forms"},
		{"a word for chapters above numbers", "~Chapter 1: Core\n~1.1 Referrals\n~1.2 Visits\n~Chapter 2: Needs\n~2.1 Faith\n~Chapter 3: Staff\n~3.1 Vetting\n~Appendix 1: Forms\n# [Chapter 1:] Core" + p + "## [1.1] Referrals" + p + "## [1.2] Visits" + p + "# [Chapter 2:] Needs" + p + "## [2.1] Faith" + p + "### Signs" + p + "# [Chapter 3:] Staff" + p + "## [3.1] Vetting" + p + "# [Appendix 1:] Forms" + p,
			"chapter|1|Core\n heading|1.1|Referrals\n heading|1.2|Visits\nchapter|2|Needs\n heading|2.1|Faith\n  heading||Signs\nchapter|3|Staff\n heading|3.1|Vetting\nappendix|Appendix 1|Forms"},
		{"a word for chapters that only hold topics", "~Chapter 1: Core\n~Referrals\n~Consent\n~Chapter 2: Needs\n~Faith\n~Pets\n~Chapter 3: Staff\n~Vetting\n# [Chapter 1:] Core\n## Referrals" + p + "### At night" + p + "## Consent" + p + "# [Chapter 2:] Needs\n## Faith" + p + "### Signs" + p + "## Pets" + p + "# [Chapter 3:] Staff\n## Vetting" + p,
			"section|1|Core\n chapter||Referrals\n  heading||At night\n chapter||Consent\nsection|2|Needs\n chapter||Faith\n  heading||Signs\n chapter||Pets\nsection|3|Staff\n chapter||Vetting"},
		{"two parts, counted anew", "# POLICY\nIt holds for all staff.\n## [1.] Aims" + p + "## [2.] Harm" + p + "### Neglect" + p + "## [3.] Staff" + p + "# PROCEDURE\n## [1.] Signs" + p + "## [2.] Telling" + p + "### At night" + p + "## [3.] Visits" + p + "## [4.] Records" + p + "# Appendix 1 – Form" + p,
			"section||POLICY\n chapter|1|Aims\n chapter|2|Harm\n  heading||Neglect\n chapter|3|Staff\nsection||PROCEDURE\n chapter|1|Signs\n chapter|2|Telling\n  heading||At night\n chapter|3|Visits\n chapter|4|Records\nappendix|Appendix 1|Form"},
		{"two procedures bound together, counted anew", "# Visits\n## [1.] Aims" + p + "## [2.] Staff" + p + "### Cover" + p + "## [3.] Records" + p + "# Plans\n## [1.] Aims" + p + "## [2.] Staff" + p + "### At night" + p + "## [3.] Records" + p,
			"chapter||Visits\n heading|1|Aims\n heading|2|Staff\n  heading||Cover\n heading|3|Records\nchapter||Plans\n heading|1|Aims\n heading|2|Staff\n  heading||At night\n heading|3|Records"},
		{"contents in a table, a part and what stands in it in one cell; a record right above", "### Summary of changes\n|*Section|Summary of change|Date|\n|2|Names of teams changed.|4 May 2022|\n|Appendix B|New numbers.|5 June 2023|\n|List of Contents|Page Number|\n|Policy / - Aims / - Staff / - Visits|3-9|\n|Appendix A - Procedure / - Telling / - 14-16 Year Olds / - Records|10-19|\n|Appendix B – Contacts|20|\n## Policy\n### 1. Aims" + p + "### 2. Staff" + p + "#### Cover" + p + "### 3. Visits" + p + "## Appendix A - Procedure\n### 1. Telling" + p + "### 2. 14-16 Year Olds" + p + "### 3. Records" + p + "## Appendix B – Contacts\n### By day" + p + "### At night" + p,
			"section||Policy\n chapter|1|Aims\n chapter|2|Staff\n  heading||Cover\n chapter|3|Visits\nappendix|Appendix A|Procedure\n chapter|1|Telling\n chapter|2|14-16 Year Olds\n chapter|3|Records\nappendix|Appendix B|Contacts\n heading||By day\n heading||At night\namendment|2|Names of teams changed.|2022-05-04\namendment|Appendix B|New numbers.|2023-06-05"},
		{"contents in a table below their label", "# Handbook\nContents\n|Policy / - Aims / - Visits|3-9|\n|Appendix A - Procedure / - Telling / - Records|10-19|\n|Appendix B – Contacts|20|\n## Policy\n### 1. Aims" + p + "### 2. Visits" + p + "#### Cover" + p + "## Appendix A - Procedure\n### 1. Telling" + p + "### 2. Records" + p + "## Appendix B – Contacts\n### By day" + p,
			"section||Policy\n chapter|1|Aims\n chapter|2|Visits\n  heading||Cover\nappendix|Appendix A|Procedure\n chapter|1|Telling\n chapter|2|Records\nappendix|Appendix B|Contacts\n heading||By day"},
		{"automatic numbers", "|Paragraph affected|What changed|Agreed by|Date agreed|\n|2 Visits|Timescale changed.|Board|20 Apr 2015|\n# [Part A] Core" + p + "## [1] Referrals" + p + "### [1.1] At night" + p + "## [2] Visits" + p + "### [2.1] Signs" + p + "# [Appendix 1:] Forms: notes" + p + "# [Appendix 2:] Charts" + p,
			"section|A|Core\n chapter|1|Referrals\n  heading|1.1|At night\n chapter|2|Visits\n  heading|2.1|Signs\nappendix|Appendix 1|Forms: notes\nappendix|Appendix 2|Charts\namendment|2 Visits|Timescale changed.|2015-04-20"},
		{"what changed by month at the end", "# 1 Core" + p + "## Referrals" + p + "# 2 Visits" + p + "## Signs" + p + "# 3 Faith" + p + "## Letters" + p + "# What changed\n## March 2022\nVisits: Timescale changed.\nFaith: Rewritten with parishes.\n## September 2021\nCore: Names of teams changed.",
			"chapter|1|Core\n heading||Referrals\nchapter|2|Visits\n heading||Signs\nchapter|3|Faith\n heading||Letters\namendment|Visits|Timescale changed.|2022-03-01\namendment|Faith|Rewritten with parishes.|2022-03-01\namendment|Core|Names of teams changed.|2021-09-01"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(strings.Split(c.want, "\n"), bookLines(readBook(t, c.text))); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestTextsOutsideOutline doubts a manual that was read out of one document while
// other pages, to which no list leads that is understood, hold texts too.
func TestTextsOutsideOutline(t *testing.T) {
	page := func(n int, heads string) normalise.Page {
		d := &parse.Document{URL: "http://example.test/" + strconv.Itoa(n), MediaType: "text/html", Title: "Page " + strconv.Itoa(n), SHA256: strconv.Itoa(n)}
		for _, h := range strings.Fields(heads) {
			d.Blocks = append(d.Blocks, parse.Block{Kind: parse.Heading, Level: 2, Text: h})
		}
		d.Blocks = append(d.Blocks, parse.Block{Kind: parse.Paragraph, Text: fillerWords(40)})
		return normalise.Page{Document: d}
	}
	doubted := func(others int) bool {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{"http://example.test/0"}, Hosts: []string{"example.test"},
			Pages: []normalise.Page{page(0, "Core Referrals Visits Needs Faith Forms")}}
		for i := range others {
			in.Pages = append(in.Pages, page(i+1, ""))
		}
		for _, f := range Read(in).Findings {
			if f.Code == normalise.CodeOutside {
				return true
			}
		}
		return false
	}
	if doubted(manyTexts-1) || !doubted(manyTexts) {
		t.Errorf("doubted with %d other texts: %t, with %d: %t", manyTexts-1, doubted(manyTexts-1), manyTexts, doubted(manyTexts))
	}
}

// TestOneOfMany takes no chapter for the manual where many pages are built alike and no list
// leads to them that is understood: it says that there are no contents.
func TestOneOfMany(t *testing.T) {
	codes := func(pages ...string) (out []string) {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{"http://example.test/0"}, Hosts: []string{"example.test"}}
		for i, text := range pages {
			d := &parse.Document{URL: "http://example.test/" + strconv.Itoa(i), MediaType: "text/html", Title: "Page " + strconv.Itoa(i), SHA256: strconv.Itoa(i)}
			for n, h := range strings.Fields("Purpose Signs Visits Records Contacts Review") {
				d.Blocks = append(d.Blocks, parse.Block{Kind: parse.Heading, Level: 2, Text: h},
					parse.Block{Kind: parse.Paragraph, Text: text + " " + strconv.Itoa(n) + " " + fillerWords(10)})
			}
			in.Pages = append(in.Pages, normalise.Page{Document: d})
		}
		for _, f := range Read(in).Findings {
			if f.Code == normalise.CodeFromBook || f.Code == normalise.CodeNoContents {
				out = append(out, f.Code)
			}
		}
		return out
	}
	own := []string{"Of bullying", "Of neglect", "Of hoarding", "Of gangs", "Of fires", "Of falls"}
	again := []string{"Of bullying", "Of bullying", "Of bullying", "Of bullying", "Of bullying", "Of bullying"}
	for _, c := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"many pages alike", own, normalise.CodeNoContents},
		{"a few pages", own[:manyTexts], normalise.CodeFromBook},
		{"one page at many addresses", again, normalise.CodeFromBook},
	} {
		if got := codes(c.pages...); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestLastAppendix: what a manual ends with is an appendix, if its title says so, and not the
// back of the book, however little it says.
func TestLastAppendix(t *testing.T) {
	p := "\n" + fillerWords(12) + "\n"
	e := readBookOf(t, "~1 Cases\n~1.1 Visits\n~1.2 Plans\n~2 Staff\n~2.1 Vetting\n~3 Places\n~3.1 Rooms\n~4 Files\n~4.1 Keys\n~Appendix A: Useful Contacts\n# 1 Cases\n## 1.1 Visits"+p+"## 1.2 Plans"+p+"# 2 Staff\n## 2.1 Vetting"+p+"# 3 Places\n## 3.1 Rooms"+p+"# 4 Files\n## 4.1 Keys"+p+"# Appendix A: Useful Contacts\nThe numbers are checked each quarter.\n|Duty team|01632 960415|\n", nil)
	if last := e.Sections[len(e.Sections)-1]; last.Kind != normalise.KindAppendix || last.Title != "Useful Contacts" || !strings.Contains(last.Text, "960415") {
		t.Errorf("ends with %+v", last)
	}
}

// TestChangesOfNumberedPlaces tells changes by number: that of a heading means the chapter that
// holds it. What the document says of itself above is no change.
func TestChangesOfNumberedPlaces(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	text := "## Document Control Sheet\n|System number|P-3|\n|Version Number|03|\n|Author|Safeguarding Lead|\n|Date Ratified|14 November 2023|\n|Next Review Date|14 November 2026|\n|Keywords|Children, visits|\nA printed copy may be out of date.\n" +
		"## Version Control - Table of Revisions\n|*Version|Document section/page number|Description of change and reason (e.g. who asked for it)|Author/ Reviewer|Date revised|\n|01|Whole document|First issue.|Lead|24/03/2013|\n|02|2.2|Times changed.|Officer|09/01/2017|\n|03|2|Names of teams changed.|Lead|17/09/2018|\n" +
		"~1 Aims\n~2 Visits\n~3 Records\n# 1 Aims" + p + "# 2 Visits" + p + "## 2.1 By day" + p + "## 2.2 At night" + p + "# 3 Records" + p
	want := "Whole document|First issue.|2013-03-24|\n2.2|Times changed.|2017-01-09|Visits\n2|Names of teams changed.|2018-09-17|Visits\n"
	for _, addresses := range [][]string{nil, {"http://example.test/handbook.docx"}} {
		e := readBookOf(t, text, addresses)
		titles := make(map[string]string)
		for _, s := range e.Sections {
			titles[s.ID] = s.Title
		}
		got := ""
		for _, a := range e.Amendments {
			got += a.Chapter + "|" + a.Details + "|" + a.Date.String() + "|" + titles[a.SectionID] + "\n"
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("amendments at %v: -want +got\n%s\n%s", addresses, d, strings.Join(bookLines(e), "\n"))
		}
	}
}

// TestShortPolicy reads a policy of two pages, in a file, whose headings have a line or two and some
// points below them, with hardly more words than these: they are its text and no chapters.
func TestShortPolicy(t *testing.T) {
	var text strings.Builder
	titles := []string{"Purpose", "Boats", "Oars", "Ropes", "Lamps", "Coats", "Tides", "Nets", "Sails", "Anchors", "Charts", "Flares"}
	for i, title := range titles {
		fmt.Fprintf(&text, "# %d. %s\n", i+1, title)
		text.WriteString("All who go out look after these and tell the keeper\n")
		if i > 7 {
			text.WriteString("All crews:\n+[] Dry " + strings.ToLower(title) + "\n+[] Nothing left on the quay\n+[] Worn parts\n+[] Yearly count of " + strings.ToLower(title) + "\n")
		}
	}
	d := fileOf("http://example.test/policy.pdf", "Boats", text.String())
	d.MediaType = parse.TypePDF
	for i := range d.Blocks {
		if d.Blocks[i].Kind == parse.Item {
			d.Blocks[i].Marker, d.Blocks[i].Group = "", 1+i/5
		}
	}
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Start: []string{d.URL}, Pages: []normalise.Page{{Document: d}}})
	var want []string
	for i, title := range titles {
		want = append(want, fmt.Sprintf("chapter|%d|%s", i+1, title))
	}
	if d := cmp.Diff(want, bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for i := range e.Sections {
		if s := &e.Sections[i]; !strings.Contains(s.Text, "tell the keeper") || i > 7 && !strings.Contains(s.Text, "Nothing left on the quay") {
			t.Errorf("of %q is read only %q", s.Title, s.Text)
		}
	}
}
