package textdiff

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

//go:embed senses.txt
var sensesText string

// senses are the senses of words by their stems: the lines of senses.txt, and the lists of
// [turned] and [ways]. A word of several parts stands under its parts, parted by spaces;
// longestSense is the most parts.
var senses, longestSense = func() (map[string][]string, int) {
	out, longest := map[string][]string{}, 1
	add := func(word, sense string) {
		parts := stems(word)
		key := strings.Join(parts, " ")
		longest = max(longest, len(parts))
		out[key] = append(out[key], sense)
	}
	for i, line := range strings.Split(sensesText, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for _, word := range strings.Split(line, ", ") {
			add(word, strconv.Itoa(i))
		}
	}
	for i, group := range slices.Concat(turned, ways) {
		for word, list := range group {
			add(word, list+strconv.Itoa(i))
		}
	}
	return out, longest
}()

// irregular are forms of verbs and nouns of which the stem does not tell the verb.
var irregular = func() map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Split("sent send,kept keep,told tell,held hold,written write,wrote write,given give,gave give,taken take,took take,seen see,saw see,made make,done do,did do,does do,drawn draw,brought bring,"+
		"left leave,met meet,paid pay,spoken speak,spoke speak,found find,sought seek,begun begin,began begin,understood understand,rung ring,chosen choose,heard hear,shown show,said say,gone go,went go,goes go,going go,"+
		"lent lend,laid lay,run run,thrown throw,known know,knew know,built build,bought buy,spent spend,thought think,felt feel,became become,taught teach,withdrawn withdraw,driven drive,dealt deal,led lead,got get,worn wear,lost lose,eaten eat,ate eat,broken break,stolen steal,hidden hide,grown grow,caught catch,fallen fall,used use,"+
		"children child,people person,men man,women woman,families family,babies baby,"+
		"closure close,documentation document,decision decide,notification notify,choice choose,receipt receive,growth grow,safety safe,storage store,response respond,advice advise,analysis analyse,loss lose,proof prove,arrival arrive,signature sign,knowledge know,speech speak,thirty 30", ",") {
		form, base, _ := strings.Cut(pair, " ")
		out[form] = base
	}
	return out
}()

var (
	// endings are what number, tense and the making of nouns add to a word, longest first.
	endings = strings.Fields("ations ation ating ments ment ings ing ions ion ates ated ate als al ed es ers er s ly e")
	// doubled is what is doubled before such an ending.
	doubled = regexp.MustCompile(`(bb|dd|gg|mm|nn|pp|rr|tt)$`)
)

// leastLeft is how many letters of a word an ending leaves: "er" ends words of all sorts.
func leastLeft(ending string) int {
	if strings.HasPrefix(ending, "er") {
		return 6
	}
	return 3
}

// stem is what a folded word has in common with its forms and with the nouns that are made of it:
// "assess" of "assessments".
func stem(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	word = strings.ReplaceAll(word, "iz", "is") // "organize"
	if base := irregular[word]; base != "" {
		word = base
	}
	if rest, ok := strings.CutSuffix(word, "ies"); ok {
		word = rest + "y"
	} else if rest, ok := strings.CutSuffix(word, "ied"); ok {
		word = rest + "y"
	}
	for range 2 {
		for _, end := range endings {
			if rest, ok := strings.CutSuffix(word, end); ok && len(rest) >= leastLeft(end) && !strings.HasSuffix(word, "ss") && strings.ContainsAny(rest, "aeiouy") {
				word = rest
				if doubled.MatchString(word) {
					word = word[:len(word)-1]
				}
				break
			}
		}
	}
	return word
}

// A stemmed is a word by its stem; light reports one of [weightless].
type stemmed struct {
	stem  string
	light bool
}

// stemmedOf are the words of a folded text.
func stemmedOf(folded string) []stemmed {
	var out []stemmed
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return !IsWordRune(r) && r != '\'' && r != '-' }) {
		if w = strings.Trim(w, "'-"); w != "" {
			out = append(out, stemmed{stem(w), weightless[w] || !HasLetters(w) || len(w) == 1})
		}
	}
	return out
}

// stems are the stems of the words of a folded text.
func stems(folded string) []string { return stemsIn(stemmedOf(folded)) }

func stemsIn(words []stemmed) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.stem
	}
	return out
}

// weightless are words that carry no thing and no deed of a sentence: small ones, verbs that only
// make a verb of a noun ("carry out a check"), and words of emphasis.
var weightless = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(StopWords + ` or but nor so if when where while once whenever wherever whether than which whom whose what how why it its they them he she him his her hers theirs our your my we us you i me
		these those there here then also too not no any all each every both either neither some such other others another own self himself herself themselves itself one two three
		up out off over down back about into onto through throughout around across along away upon via per during before after until till within without between among above below near against toward towards
		was were been being am has have had having do does did done will would shall should must may might can cannot could ought need needs
		make makes made making carry carries carried undertake undertakes undertaken perform performed conduct conducted take takes taken get gets getting let lets become becomes ensure ensures aim
		very much more most less least only just even ever always never already still yet again soon quite rather really fully well clearly carefully properly directly actually simply best better
		relevant appropriate suitable particular specific certain concerned necessary possible practicable sure given respective individual individually proper present available existing current currently
		way ways matter matters basis bases purpose purposes case cases instance event order regard respect relation terms number time times thing things fact manner etc eg ie please therefore however thus hence accordingly because since although though unless except
		needed needing letting lets getting got becoming became ensured ensuring aims aimed made taking took carried carrying undertaking undertook performing performs conducting conducts s
		must/should and/or his/her he/she s`) {
		out[w] = true
	}
	return out
}()

// A telling is a word, or several that are one, that carries a thing or a deed of a sentence.
type telling struct {
	stem   string
	senses []string
	parts  []stemmed // of several words
}

// tellingsOf are the tellings of a folded text in order.
func tellingsOf(folded string) []telling {
	words := stemmedOf(unborn.Replace(folded)) // "young people" are children
	all := stemsIn(words)
	var out []telling
	for i := 0; i < len(all); {
		n := min(longestSense, len(all)-i)
		for n > 1 && senses[strings.Join(all[i:i+n], " ")] == nil {
			n--
		}
		if n > 1 {
			key := strings.Join(all[i:i+n], " ")
			out = append(out, telling{key, senses[key], words[i : i+n]})
		} else {
			out = append(out, single(words[i])...)
		}
		i += n
	}
	return out
}

// single are the tellings of one word, none if it has no weight.
func single(w stemmed) []telling {
	if w.light {
		return nil
	}
	return []telling{{w.stem, senses[w.stem], nil}}
}

// alike tells whether two tellings may say the same, or be the same word misspelled.
func (t telling) alike(o telling) bool {
	slip := len(t.stem) >= leastSpelled && len(o.stem) >= leastSpelled && OneLetterAway(t.stem, o.stem)
	return t.stem == o.stem || slip || slices.ContainsFunc(t.senses, func(s string) bool { return slices.Contains(o.senses, s) })
}

// mostPaired bounds how many pairs of tellings of two texts are held against each other; beyond it
// none are alike.
const mostPaired = 1 << 16

// unlike are the tellings of one of two texts of which the other has none alike, each matched
// once, and first with one of the same stem.
func unlike(old, new []telling) (lost, got []telling) {
	if len(old)*len(new) > mostPaired {
		return old, new
	}
	byStem := func(a, b telling) bool { return a.stem == b.stem }
	lost, got = pairOff(old, new, byStem)
	lost, got = pairOff(lost, got, telling.alike)
	lost, got = pairOff(taken(lost), taken(got), byStem)
	return pairOff(lost, got, telling.alike)
}

// reworded counts the tellings of one of two texts in whose place the other has another of one
// sense.
func reworded(old, new []telling) int {
	lost, got := pairOff(old, new, func(a, b telling) bool { return a.stem == b.stem })
	left, _ := pairOff(lost, got, telling.alike)
	return len(lost) - len(left)
}

// sayAlike tells whether two folded texts have the same tellings, in whatever words, and the same
// numbers and conditions.
func sayAlike(old, new string) bool {
	lost, got := unlike(tellingsOf(old), tellingsOf(new))
	gone, come := Differ(negationsOf(old), negationsOf(new))
	return len(lost)+len(got)+len(gone)+len(come) == 0 && !LimitsDiffer(old, new)
}

// cellsAlike tells it of two folded rows cell by cell.
func cellsAlike(old, new string) bool {
	return slices.EqualFunc(strings.Split(old, " | "), strings.Split(new, " | "), sayAlike)
}

// taken takes tellings of several words apart.
func taken(tellings []telling) []telling {
	var out []telling
	for _, t := range tellings {
		if t.parts == nil {
			out = append(out, t)
		}
		for _, part := range t.parts {
			out = append(out, single(part)...)
		}
	}
	return out
}

func pairOff(old, new []telling, same func(a, b telling) bool) (lost, got []telling) {
	got = slices.Clone(new)
	for _, t := range old {
		if i := slices.IndexFunc(got, func(o telling) bool { return same(t, o) }); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else {
			lost = append(lost, t)
		}
	}
	return lost, got
}
