package cite

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// cited gives the references of a text as "title year “as cited”".
func cited(t *testing.T, nation, text string) []string {
	t.Helper()
	var out []string
	for _, r := range References([]normalise.Section{{ID: "s", Text: text}}, nation, day(t, "2026-05-01")) {
		out = append(out, fmt.Sprintf("%s %d “%s”", r.Title, r.EditionYear, r.CitedText))
	}
	return out
}

// TestLaws: regulations and orders are cited by their whole title, with the number that is
// printed behind it, and an act that was amended is the act of its own year.
func TestLaws(t *testing.T) {
	for text, want := range map[string][]string{
		"The Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959) apply.": {"Care Planning, Placement and Case Review (England) Regulations 2010 “Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)”"},
		"See the Looked After Children (Scotland) Regulations 2009, SSI 2009/210, for more.":           {"Looked After Children (Scotland) Regulations 2009 “Looked After Children (Scotland) Regulations 2009, SSI 2009/210”"},
		"Under the Children (Leaving Care) Regulations 2001 a plan is made.":                           {"Children (Leaving Care) Regulations 2001 “Children (Leaving Care) Regulations 2001”"},
		"the Sexual Offences (Northern Ireland) Order 2008 (S.I. 2008/1769 (N.I. 2)) applies":          {"Sexual Offences (Northern Ireland) Order 2008 “Sexual Offences (Northern Ireland) Order 2008 (S.I. 2008/1769 (N.I. 2))”"},
		"The Criminal Justice (Children) (Northern Ireland) Order 1998 applies.":                       {"Criminal Justice (Children) (Northern Ireland) Order 1998 “Criminal Justice (Children) (Northern Ireland) Order 1998”"},
		"The Children (Northern Ireland) Order 1995 applies.":                                          {"Children (Northern Ireland) Order 1995 “Children (Northern Ireland) Order 1995”"},
		"the Justice Act (Northern Ireland) 2015 and the Children Act 1989":                            {"Justice Act (Northern Ireland) 2015 “Justice Act (Northern Ireland) 2015”", "Children Act 1989 “Children Act 1989”"},
		"the Rehabilitation of Offenders Act 1974 (Exceptions) Order 1975 lists them":                  {"Rehabilitation of Offenders Act 1974 (Exceptions) Order 1975 “Rehabilitation of Offenders Act 1974 (Exceptions) Order 1975”"},
		"Children Act 1989 and the Fostering Services (England) Regulations 2011":                      {"Children Act 1989 “Children Act 1989”", "Fostering Services (England) Regulations 2011 “Fostering Services (England) Regulations 2011”"},
		"Local Safeguarding Children Boards (Amendment) Regulations 2010":                              {"Local Safeguarding Children Boards (Amendment) Regulations 2010 “Local Safeguarding Children Boards (Amendment) Regulations 2010”"},
		"The Children Act 1989 (amended 2004) applies.":                                                {"Children Act 1989 “Children Act 1989 (amended 2004)”"},
		"The Mental Health Act 1983 (as amended in 2007) applies.":                                     {"Mental Health Act 1983 “Mental Health Act 1983 (as amended in 2007)”"},
		"The Mental Health Act 1983 (amended 2007) applies.":                                           {"Mental Health Act 1983 “Mental Health Act 1983 (amended 2007)”"},
		"An Interim Care Order 2019 was made; the Regulations 2010 are long.":                          nil,
		"The court made a Care Order in 2019, a Supervision Order 2020 and (later) an Order 2021.":     nil,
		"In line with regulations 2015 saw a change.":                                                  nil,
	} {
		if d := cmp.Diff(want, cited(t, "", text)); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

// TestProseIsNoTitle: what people do is no document, unless an edition or what stands
// around the words says that it is.
func TestProseIsNoTitle(t *testing.T) {
	const wt, ks = "Working Together to Safeguard Children", "Keeping Children Safe in Education"
	for text, want := range map[string][]string{
		"We are working together to safeguard children in 2015 style.":                                          nil,
		"Agencies in 2018 were working together to safeguard children in 2018.":                                 nil,
		"Agencies are committed to working together to safeguard children and young people.":                    nil,
		"Schools are keeping children safe in education and in play.":                                           nil,
		"Families have the right to choose in 2014 as now, and the right to choose.":                            nil,
		"See the statutory guidance working together to safeguard children.":                                    {wt + " unknown"},
		"They follow keeping children safe in education (KCSIE), and ‘working together to safeguard children’.": {ks + " unknown", ks + " unknown", wt + " unknown"},
		"It is set out in working together to safeguard children (2018).":                                       {wt + " 2018 superseded: " + wt + " 2023"},
		"It is set out in Working together to safeguard children.":                                              {wt + " unknown"},
		"The Right to Choose (2014) is used.":                                                                   {"The Right to Choose: guidance on forced marriage 2014 superseded: The Right to Choose: guidance on forced marriage 2022"},
		"The Right to Choose, 2023, applies. The right to choose is theirs.":                                    {"The Right to Choose: guidance on forced marriage 2023 current"},
	} {
		if d := cmp.Diff(want, cite(t, "", text, "2024-05-01")); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

// TestTermsOfNations: what went out of use in England is told of the boards of those nations
// that gave it up as well; a body that is gone is gone for all.
func TestTermsOfNations(t *testing.T) {
	const text = "The name is put on the Child Protection Register. The pupil has a Statement of Special Educational Needs. The Regional Safeguarding Children Board meets. Tell the Primary Care Trust."
	all := []string{"Local Safeguarding Children Board", "Primary Care Trust", "child protection register", "statement of special educational needs"}
	for nation, want := range map[string][]string{
		"": all, "England": all,
		"Scotland": {"Primary Care Trust"}, "Wales": {"Primary Care Trust"}, "Northern Ireland": {"Primary Care Trust"},
	} {
		var got []string
		for _, r := range References([]normalise.Section{{ID: "s", Text: text}}, nation, day(t, "2026-05-01")) {
			got = append(got, r.Title)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", nation, d)
		}
	}
}

// TestMakersOfLaws: a law is its parliament's, regulations are the government's or the nation's.
func TestMakersOfLaws(t *testing.T) {
	for text, want := range map[string]string{
		"the Gangmasters (Licensing) Act 2004":                             "UK Parliament",
		"the Justice Act (Northern Ireland) 2015":                          "Northern Ireland Assembly",
		"the Fostering Services (England) Regulations 2011":                "UK Government",
		"the Looked After Children (Scotland) Regulations 2009":            "Scotland",
		"the Sexual Offences (Northern Ireland) Order 2008":                "Northern Ireland",
		"the Care Standards Act 2000 (Extension) (Wales) Regulations 2011": "Wales",
	} {
		refs := References([]normalise.Section{{ID: "s", Text: text}}, "", day(t, "2026-05-01"))
		if len(refs) != 1 || refs[0].Authority != want {
			t.Errorf("%s: %v, want one of %s", text, refs, want)
		}
	}
}
