package parse

import "testing"

// TestLinksOfSiteAboveEndBox reads a page whose text ends in links that the site added, with and
// without a short box of the site behind them: they are no text either way. A passage of the text
// behind links of its own leaves them there.
func TestLinksOfSiteAboveEndBox(t *testing.T) {
	const at = "http://example.test/c/visits"
	text := `<p>Two workers make the visit, and write down on the same day what they saw and heard.</p>`
	links := `<h2>Related content</h2><ul><li><a href="/changes">Changes to the procedures</a></li><li><a href="/hubs">Family hubs</a></li></ul>`
	for name, c := range map[string]struct {
		behind string
		kept   bool
	}{
		"nothing":   {"</div>", false},
		"question":  {`</div><div class="survey"><h2>Help us improve this website</h2><p>Please <a href="http://survey.test/">fill in this survey</a>.</p></div>`, false},
		"button":    {`</div><div class="print"><a href="/visits.pdf">Download this chapter as PDF (120KB)</a></div>`, false},
		"the text":  {text + "</div>", true},
		"long text": {`</div><div>` + text + text + text + text + `</div>`, true},
	} {
		body := `<title>Visits</title><main><div class="body"><h1>Visits</h1>` + text + text + links + c.behind + `</main>`
		d, err := Parse(t.Context(), Input{URL: at, FinalURL: at, MediaType: "text/html", Body: []byte(body), Platform: "generic"}, Formats{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Blocks {
			if b := &d.Blocks[i]; b.Text == "Family hubs" && (b.Region == Main) != c.kept {
				t.Errorf("%s: read as\n%s", name, dump(d))
			}
		}
	}
}
