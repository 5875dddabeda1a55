package paper

import (
	"testing"

	"manualwatch/out"
	"manualwatch/out/report"
)

// TestMinorSentence: what was changed throughout is no chapter that changed.
func TestMinorSentence(t *testing.T) {
	chapter := report.Entry{SectionID: "a", Group: report.Minor}
	whole := report.Entry{Group: report.Minor, Changes: []out.ChangeRow{{Kind: "terms_swept", Significance: "minor", OtherSectionIDs: []string{"a", "b", "c"}}}}
	for want, es := range map[string][]report.Entry{
		"1 chapter changed in smaller ways; they are in the appendix.":                                          {chapter},
		"1 chapter changed in smaller ways, beside one change throughout 3 chapters; they are in the appendix.": {chapter, whole},
		"The appendix tells of one change throughout 3 chapters.":                                               {whole},
	} {
		if got := new(Paper).minorSentence(es); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestSplitOffOnce: a chapter that was made of parts of several is one chapter.
func TestSplitOffOnce(t *testing.T) {
	from := func(id string) report.Entry {
		return report.Entry{SectionID: id, Group: report.Practice, Changes: []out.ChangeRow{{Kind: "split", SectionID: id, NewTitle: "Kennels", NewURL: "https://manual.example/kennels"}}}
	}
	if got := (&Paper{Entries: []report.Entry{from("a"), from("b")}}).splitOff(); len(got) != 1 || got[0].Label() != "Kennels" {
		t.Errorf("%d were split off", len(got))
	}
}

// TestChaptersThroughout: the paper names the chapters in which one change was made throughout.
func TestChaptersThroughout(t *testing.T) {
	now := report.NewOutline([]out.SectionRow{{SectionID: "a", Kind: "chapter", Number: "1.1", Title: "Lamps"}, {SectionID: "b", Kind: "chapter", Number: "1.2", Title: "Oil"}})
	d, p := &document{}, &Paper{now: now, End: &out.EditionRow{}}
	p.entry(d, &report.Entry{Group: report.Minor, Changes: []out.ChangeRow{{Kind: "terms_swept", Significance: "minor", OtherSectionIDs: []string{"a", "b"}}}})
	if last := d.blocks[len(d.blocks)-1]; len(last.text) != 1 || last.text[0].text != "In these chapters: 1.1 Lamps; 1.2 Oil." {
		t.Errorf("%+v", d.blocks)
	}
}
