package night

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/out"
)

// TestOneFindingForAnAddressAndCause joins what followed for a chapter to why its
// page gave nothing.
func TestOneFindingForAnAddressAndCause(t *testing.T) {
	row := func(url, section, code, detail string) out.FindingRow {
		return out.FindingRow{URL: url, SectionID: section, Code: code, Detail: detail}
	}
	got := oneEach([]out.FindingRow{
		row("/owls", "", "link_failed", "linked from /: HTTP 403 Forbidden"),
		row("/cats", "", "dead_link", "linked from /: HTTP 404 Not Found"),
		row("/dogs", "", "dead_link", "linked from /cats: HTTP 404 Not Found"),
		row("/cats", "s1", "chapter_not_observed", "Cats: stands as it was seen before"),
		row("/owls", "s2", "chapter_not_observed", "Owls: stands as it was seen before"),
		row("/geese", "s3", "chapter_not_observed", "Geese: stands as it was seen before"),
		row("/goats", "s4", "needs_ocr", "1 of 1 pages are pictures"),
		row("/goats", "s4", "chapter_without_text", "Goats: no words"),
		row("/owls", "", "not_observed", "HTTP 403 Forbidden"),
		row("", "s1", "duplicate_number", "1.1"),
	})
	want := []out.FindingRow{
		row("/cats", "s1", "dead_link", "linked from /: HTTP 404 Not Found; Cats: stands as it was seen before"),
		row("/dogs", "", "dead_link", "linked from /cats: HTTP 404 Not Found"),
		row("/geese", "s3", "chapter_not_observed", "Geese: stands as it was seen before"),
		row("/goats", "s4", "needs_ocr", "1 of 1 pages are pictures; Goats: no words"),
		row("/owls", "s2", "not_observed", "HTTP 403 Forbidden; Owls: stands as it was seen before"),
		row("", "s1", "duplicate_number", "1.1"),
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestQuietNightsTellTheSame: a dead link has its chapter on a night on which nothing was
// read anew, too; another reason is told as it is.
func TestQuietNightsTellTheSame(t *testing.T) {
	row := func(url, section, code, detail string) out.FindingRow {
		return out.FindingRow{URL: url, SectionID: section, Code: code, Detail: detail}
	}
	got := []out.FindingRow{row("/cats", "", "dead_link", "HTTP 404"), row("/dogs", "", "dead_link", "HTTP 410"), row("/owls", "", "document_elsewhere", "x")}
	asBefore(got, []out.FindingRow{row("/cats", "s1", "dead_link", "HTTP 404; Cats: not read"), row("/dogs", "s2", "dead_link", "HTTP 404; Dogs: not read"), row("/owls", "s3", "document_elsewhere", "x; y")})
	want := []out.FindingRow{row("/cats", "s1", "dead_link", "HTTP 404; Cats: not read"), row("/dogs", "", "dead_link", "HTTP 410"), row("/owls", "", "document_elsewhere", "x")}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
