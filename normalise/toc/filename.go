package toc

import (
	"path"
	"slices"
	"strings"

	"manualwatch/normalise/titleflag"
	"manualwatch/normalise/webaddress"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// fileName is what a link says that is named for its file alone: "Core_Group_v2.pdf".
var fileName = pattern.New(`(?i)^[^/\\\n]{0,120}[^\s/\\.]\.(?:pdf|docx?|docm|dotx?|rtf|odt|xlsx?|pptx?)(?:[\s,(]*\d+(?:\.\d+)?\s*(?:[km]b|bytes)\)?)?$`)

func isFileName(s string) bool {
	return strings.IndexByte(s, '.') >= 0 && fileName.MatchString(strings.TrimSpace(s))
}

// withoutEnding is a title that is the name of a file, as libraries of documents list
// them, without what tells the format; underscores stand for spaces.
func withoutEnding(title string) string {
	if !isFileName(title) {
		return title
	}
	title = title[:strings.LastIndexByte(title, '.')]
	if !strings.Contains(title, " ") {
		title = strings.TrimSpace(strings.ReplaceAll(title, "_", " "))
	}
	return title
}

// formatNames are what lists of links call the formats of files, as words of their own
// behind the titles.
var formatNames = map[string][]string{
	".pdf": {"PDF", "pdf"}, ".doc": {"Word", "DOC", "doc"}, ".docx": {"Word", "DOCX", "docx", "DOC", "doc"},
	".odt": {"OpenDocument", "ODT", "odt"}, ".rtf": {"RTF", "rtf"},
}

// formatWords are all of these words.
var formatWords = func() map[string]bool {
	all := make(map[string]bool)
	for _, words := range formatNames {
		for _, w := range words {
			all[w] = true
		}
	}
	return all
}()

// withoutFormat is the title of a link to href without the name of the format, a badge
// behind it or before it: "Visits PDF". PDF is the name of a format whatever the address
// ends in.
func withoutFormat(title, href string) string {
	if href == "" {
		return title
	}
	if rest, ok := strings.CutPrefix(title, "PDF "); ok {
		return strings.TrimLeft(rest, " ")
	}
	at := strings.LastIndexByte(title, ' ')
	if at <= 0 || len(title)-at > len(" OpenDocument") {
		return title
	}
	if last := title[at+1:]; last == "PDF" || formatWords[last] && slices.Contains(formatNames[strings.ToLower(path.Ext(webaddress.Key(href)))], last) {
		return strings.TrimRight(title[:at], " ")
	}
	return title
}

// fileBeside reports whether the words of a link name a file beside its title, of which
// before are the words on the same line.
func fileBeside(before, words string) bool {
	if !isFileName(words) || wording.Letters(before) < 3 {
		return false
	}
	_, number := wording.PureNumber(before)
	_, flags := titleflag.PureFlags(before)
	return !number && !flags
}

// fileAt reports whether cell k of a row names the file of the entry before it or, where
// there is none yet, of the title in the next cell.
func fileAt(cells []parse.Cell, k int, entry bool) bool {
	if !isFileName(cells[k].Text) || len(cells[k].Links) == 0 || entry || k+1 == len(cells) {
		return entry && isFileName(cells[k].Text)
	}
	next := &cells[k+1]
	return len(next.Links) == 0 && wording.Letters(next.Text) > 2 && wording.CountWords(next.Text) <= maxBeside &&
		!IsSentence(next.Text) && !saysDay(next.Text) && !titleflag.Particulars(next.Text) && !wording.IsFormatName(next.Text)
}

// maxBeside is how many words a title has that stands behind the name of its file.
const maxBeside = 12

// namedFor reports whether the name of a file has most words of a title.
func namedFor(name, title string) bool {
	name = " " + wording.Fold(strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(name)) + " "
	words, said := strings.Fields(wording.Fold(title)), 0
	for _, w := range words {
		said += wording.BoolInt(strings.Contains(name, " "+w+" "))
	}
	return said*2 > len(words)
}
