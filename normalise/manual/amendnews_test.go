package manual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// TestAmendmentNews reads amendments that are told as news, whose dates stand in parts,
// without their year or in a sentence, against readings that were checked by hand.
func TestAmendmentNews(t *testing.T) {
	golden(t, "testdata/amendnews.txtar", func(t *testing.T, page []byte) string { return amendmentLines(readAmended(t, string(page), nil)) })
}

// TestOlderPosts reads on where the link to the next page of news has its arrow before the words or
// behind them.
func TestOlderPosts(t *testing.T) {
	const origin = "http://example.test"
	post := func(name, day string) string {
		return `<h2><a href="/c/` + strings.ToLower(name) + `">` + name + `</a></h2><p>` + day + `</p><p>A tool was added.</p>`
	}
	for _, older := range []string{"&larr; Older posts", "&laquo; Older Entries", "Older posts &rarr;", "< Previous page", "Next &raquo;"} {
		in := normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{origin + "/contents"}, Amendments: []string{origin + "/news"}, Hosts: []string{"example.test"}}
		for at, body := range map[string]string{
			"/contents":    amendContents,
			"/news":        `<h1>Latest news</h1>` + post("Neglect", "3 May 2024") + post("Bullying", "2 May 2024") + `<p><a href="/news/page/2">` + older + `</a></p>`,
			"/news/page/2": `<h1>Latest news</h1>` + post("Referrals", "1 April 2024") + `<p><a href="/news">Newer posts &rarr;</a></p>`,
		} {
			in.Pages = append(in.Pages, normalise.Page{Document: parseKit(t, "generic", origin+at, []byte("<html><body><main>"+body+"</main></body></html>"))})
		}
		var got []string
		for _, a := range Read(in).Amendments {
			got = append(got, a.Date.String()+" "+a.Chapter)
		}
		if d := cmp.Diff([]string{"2024-05-03 Neglect", "2024-05-02 Bullying", "2024-04-01 Referrals"}, got); d != "" {
			t.Errorf("%s: -want +got\n%s", older, d)
		}
	}
}
