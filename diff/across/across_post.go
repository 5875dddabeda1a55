package across

import (
	"regexp"
	"slices"
	"strings"
)

// A post is somebody, or a body, of the field that manuals call by letters or by the name in full.
type post struct {
	letters string
	forms   *regexp.Regexp // "LADO", "Local Authority Designated Officer (LADO)"
}

var posts = []post{
	newPost("LADO", `(?:local authority )?designated officer`),
	newPost("IRO", `independent reviewing officer`),
	newPost("DSL", `designated safeguarding lead`),
	newPost("MASH", `multi-?\s?agency safeguarding hub`),
	newPost("MARAC", `multi-?\s?agency risk assessment conference`),
	newPost("CAMHS", `child(?:ren)? and adolescent mental health services?`),
	newPost("IDVA", `independent domestic (?:violence|abuse) advis[eo]r`),
	newPost("SENCO", `special educational needs co-?ordinator`),
	newPost("AMHP", `approved mental health professional`),
	newPost("IMCA", `independent mental capacity advocate`),
	newPost("YOT", `youth offending team`),
	newPost("CQC", `care quality commission`),
	newPost("ICB", `integrated care board`),
	newPost("GP", `general practitioner`),
}

func newPost(letters, name string) post {
	full, short := `(?i:`+name+`)s?`, letters+`s?`
	return post{letters, regexp.MustCompile(`\b(?:` + full + `(?: ?\(` + short + `\)|\b)|` + short + `(?: ?\((?i:the )?` + full + `\)|\b))`)}
}

// lettered writes the posts by their letters, so that two manuals' names of one are alike.
func lettered(text string) string {
	for _, p := range posts {
		text = p.forms.ReplaceAllString(text, p.letters)
	}
	return text
}

// samePosts writes those posts by their letters that both sentences name.
func samePosts(a, b string) (string, string) {
	for _, p := range posts {
		if p.forms.MatchString(a) && p.forms.MatchString(b) {
			a, b = p.forms.ReplaceAllString(a, p.letters), p.forms.ReplaceAllString(b, p.letters)
		}
	}
	return a, b
}

// asLettered writes those words in capitals that are letters where they were read: "LADO".
func asLettered(words []string, sentence string) []string {
	printed := aWord.FindAllString(sentence, -1)
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = aWord.ReplaceAllStringFunc(w, func(word string) string {
			if upper := strings.ToUpper(word); len(word) > 1 && slices.Contains(printed, upper) {
				return upper
			}
			return word
		})
	}
	return out
}

var aWord = regexp.MustCompile(`[A-Za-z]+`)
