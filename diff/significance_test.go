package diff_test

import (
	"strings"
	"testing"

	"manualwatch/diff"
	"manualwatch/normalise"
	"manualwatch/parse"
)

// Passages before and after, as the people of a board would weigh them. An old or
// new text of more than one line is more than one paragraph.
func TestSignificanceOfPassages(t *testing.T) {
	p, row, item, head := parse.Paragraph, parse.Row, parse.Item, parse.Heading
	tests := []struct {
		old, new string
		kind     parse.BlockKind
		want     diff.Significance
		reason   string
	}{
		// obligation verbs
		{"The midwife should tell the ward.", "The midwife must tell the ward.", p, diff.Practice, `obligation: "should" became "must"`},
		{"The midwife must tell the ward.", "The midwife may tell the ward.", p, diff.Practice, `"must" became "may"`},
		{"The midwife must tell the ward.", "The midwife is required to tell the ward.", p, diff.Practice, `"must" became "is required to"`},
		{"The midwife should tell the ward.", "The midwife is expected to tell the ward.", p, diff.Practice, `"should" became "is expected to"`},
		{"The midwife has to tell the ward.", "The midwife need not tell the ward.", p, diff.Practice, `"has to" became "need not"`},
		{"The midwife needs to tell the ward.", "The midwife does not need to tell the ward.", p, diff.Practice, "obligation"},
		{"The midwife ought to tell the ward.", "The midwife shall tell the ward.", p, diff.Practice, `"ought to" became "shall"`},
		{"The midwife will tell the ward.", "The midwife can tell the ward.", p, diff.Practice, `"will" became "can"`},
		{"The ward must be told by the midwife.", "The ward should be told by the midwife.", p, diff.Practice, `"must" became "should"`},
		{"The child must be seen alone.", "The child must always be seen alone.", p, diff.Minor, "wording"},
		{"The child must be seen alone.", "The child must be seen alone unless a parent objects.", p, diff.Practice, "unless"},
		{"The child must be seen alone.", "Where possible, the child must be seen alone.", p, diff.Practice, "condition"},
		{"The report must be shared with parents.", "The report must not be shared with parents.", p, diff.Practice, `"must" became "must not"`},
		{"The report should be shared with parents.", "The report shouldn't be shared with parents.", p, diff.Practice, "should not"},
		{"Staff mustn't promise secrecy.", "Staff should not promise secrecy.", p, diff.Practice, `"must not" became "should not"`},
		{"Staff must never promise secrecy.", "Staff must not promise secrecy.", p, diff.Minor, "wording"},
		{"Staff must never promise secrecy.", "Staff must promise secrecy.", p, diff.Practice, `"must never" became "must"`},
		{"Staff are required to keep a note.", "Staff are not required to keep a note.", p, diff.Practice, "not required to"},
		{"It is essential that a note is kept.", "It is good practice that a note is kept.", p, diff.Practice, `"is essential" became "is good practice"`},
		{"It is mandatory to tell the police.", "It is advisable to tell the police.", p, diff.Practice, `"is mandatory" became "is advisable"`},
		{"The chair has a duty to tell the parents.", "The chair has a discretion to tell the parents.", p, diff.Practice, "duty"},
		{"The chair is responsible for the minutes.", "The chair is consulted on the minutes.", p, diff.Practice, "responsible"},
		{"The social worker must convene the meeting.", "The lead professional must convene the meeting.", p, diff.Practice, "who has the duty"},
		{"The allocated social worker must convene the meeting.", "The allocated family worker must convene the meeting.", p, diff.Practice, "who has the duty"},
		{"The meeting must be convened by the social worker.", "The meeting must be convened by the lead professional.", p, diff.Practice, "who"},
		{"The form should be sent to the duty team by the school.", "The form should be sent to the front door service by the school.", p, diff.Minor, "wording"},
		{"The conference chair will decide whether the plan goes on.", "The team manager will decide whether the plan goes on.", p, diff.Practice, "who has the duty"},
		{"The team manager is responsible for the plan.", "The key worker is responsible for the plan.", p, diff.Practice, "who"},
		// deadlines
		{"Send the form within 15 working days.", "Send the form within 10 working days.", p, diff.Practice, `timescale: "15 working days" became "10 working days"`},
		{"Send the form by 5pm.", "Send the form by 4pm.", p, diff.Practice, "timescale"},
		{"Send the form by 5.00 pm.", "Send the form by 17:00.", p, diff.Minor, ""},
		{"Send the form within 24 hours.", "Send the form within 48 hours.", p, diff.Practice, "timescale"},
		{"Send the form within ten days.", "Send the form within thirteen days.", p, diff.Practice, `"ten days" became "thirteen days"`},
		{"Send the form within ten days.", "Send the form within 10 days.", p, diff.Minor, "wording"},
		{"Send the form within one month of the birth.", "Send the form within three months of the birth.", p, diff.Practice, "timescale"},
		{"Send the form within 28 days.", "Send the form within a month.", p, diff.Practice, "timescale"},
		{"The review is held every 6 months.", "The review is held every year.", p, diff.Practice, "timescale"},
		{"The review is held every week.", "The review is held every fortnight.", p, diff.Practice, "timescale"},
		{"The review is held twice a year.", "The review is held once a year.", p, diff.Practice, "timescale"},
		{"The review is held six-monthly.", "The review is held annually.", p, diff.Practice, "timescale"},
		{"Tell the police immediately.", "Tell the police the next working day.", p, diff.Practice, "timescale"},
		{"Tell the police on the same day.", "Tell the police within one working day.", p, diff.Practice, "timescale"},
		{"Minutes go out in 5 to 10 days.", "Minutes go out in 5 to 15 days.", p, diff.Practice, "timescale"},
		{"Minutes go out before the end of the month.", "Minutes go out before the end of the week.", p, diff.Practice, "timescale"},
		{"Minutes go out within 20 working days.", "Minutes go out promptly.", p, diff.Practice, "timescale"},
		{"Records are kept until the age of 21.", "Records are kept until the age of 25.", p, diff.Practice, "threshold"},
		{"Records are kept for 75 years.", "Records are kept for 100 years.", p, diff.Practice, "timescale"},
		{"The meeting lasts thirty minutes.", "The meeting lasts forty-five minutes.", p, diff.Practice, "timescale"},
		{"It is sent by close of business on the third working day.", "It is sent by close of business on the second working day.", p, diff.Practice, "timescale"},
		{"It is sent on the tenth day after the call.", "It is sent on the 7th day after the call.", p, diff.Practice, "timescale"},
		{"It is sent by 10.00 hrs.", "It is sent by 16.00 hrs.", p, diff.Practice, "timescale"},
		{"It is sent within 5 (five) working days.", "It is sent within 3 (three) working days.", p, diff.Practice, `timescale: "5 working days" became "3 working days"`},
		{"It is sent not later than midday on the Friday.", "It is sent not later than midday on the Wednesday.", p, diff.Practice, "timescale"},
		{"It is sent within a day.", "It is sent within two days.", p, diff.Practice, "became"},
		{"It is sent on the third day.", "It is sent on the 3rd day.", p, diff.Minor, ""},
		{"The review is held half-yearly.", "The review is held monthly.", p, diff.Practice, `"half-yearly" became "monthly"`},
		// thresholds and amounts
		{"A child aged under 13 cannot consent.", "A child aged under 16 cannot consent.", p, diff.Practice, `threshold: "under 13" became "under 16"`},
		{"Two or more signs call for a referral.", "Three or more signs call for a referral.", p, diff.Practice, "threshold"},
		{"At least two people attend.", "At least three people attend.", p, diff.Practice, "threshold"},
		{"The fee is £50 a day.", "The fee is £65 a day.", p, diff.Practice, "£65"},
		{"Where weight falls by 10% the clinic is told.", "Where weight falls by 15% the clinic is told.", p, diff.Practice, "15%"},
		{"A case is audited where attendance falls below 85% in a term.", "A case is audited where attendance falls below 90% in a term.", p, diff.Practice, `threshold: "below 85%" became "below 90%"`},
		{"Where weight falls by more than 10 per cent the clinic is told.", "Where weight falls by more than 15 per cent the clinic is told.", p, diff.Practice, `"more than 10 per cent" became "more than 15 per cent"`},
		{"Attendance below 85% is told.", "Attendance below 85 per cent is told.", p, diff.Minor, "wording"},
		{"A child over the age of ten is asked.", "A child over the age of twelve is asked.", p, diff.Practice, "threshold"},
		{"Children aged 10 to 17 are asked.", "Children aged 10 to 18 are asked.", p, diff.Practice, "threshold"},
		{"More than three missed visits are reported.", "More than two missed visits are reported.", p, diff.Practice, "threshold"},
		{"The quorum is four members.", "The quorum is three members.", p, diff.Practice, "number"},
		{"The quorum must be four members.", "The quorum must be three members.", p, diff.Practice, "number"},
		{"Harm that is likely is enough.", "Harm that is significant is enough.", p, diff.Minor, "wording"},
		{"The chair is under a duty to attend.", "The chair is invited to attend.", p, diff.Practice, "became"},
		{"Mail desk@old.example.", "Mail night@old.example.", p, diff.Minor, `"desk@old.example" became "night@old.example"`},
		// contacts
		{"Ring the desk on 0115 496 0111.", "Ring the desk on 0115 496 0222.", p, diff.Minor, "contact"},
		{"Ring the desk on 01632 960 111.", "Ring the desk on 01632 960111.", p, diff.Editorial, "punctuation"},
		{"Ring the desk on 020 7946 0826.", "Ring the desk on 020 7946 0746.", p, diff.Minor, "contact"},
		{"Ring the desk on (0114) 496 0837.", "Ring the desk on (0114) 496 0844.", p, diff.Minor, "contact"},
		{"Ring the desk on (0114) 496 0837.", "Ring the desk on +44 (0)114 496 0837.", p, diff.Minor, "wording"},
		{"Ring 0800 1111 at night.", "Ring 0800 1112 at night.", p, diff.Minor, ""},
		{"Ring 0300 500 8090 at night.", "Ring 0300 500 8091 at night.", p, diff.Minor, "contact"},
		{"Write to desk@old.example.", "Write to desk@new.example.", p, diff.Minor, "contact"},
		{"Write to the Hub, 4 High Street, Ashby AB1 2CD.", "Write to the Hub, 9 Low Road, Ashby AB3 4EF.", p, diff.Minor, "contact"},
		{"The desk is open Monday to Friday, 9am to 5pm.", "The desk is open Monday to Thursday, 9am to 4pm.", p, diff.Minor, "opening"},
		{"Contact: Mary Smith, Designated Nurse.", "Contact: Ann Jones, Designated Nurse.", p, diff.Minor, ""},
		{"Telephone: 01632 960111", "Telephone: 01632 960222", p, diff.Minor, "contact"},
		// guidance
		{"See Working Together to Safeguard Children 2018.", "See Working Together to Safeguard Children 2023.", p, diff.Minor, "edition of Working Together to Safeguard Children"},
		{"See Keeping Children Safe in Education (2020).", "See Keeping Children Safe in Education (2021).", p, diff.Minor, "edition of Keeping Children Safe in Education"},
		{"Under the Mental Health Act 1983 this is lawful.", "Under the Mental Capacity Act 2005 this is lawful.", p, diff.Minor, `cited document: "Mental Health Act 1983" became "Mental Capacity Act 2005"`},
		{"Under the Harbour and Lamps Act 1970 this is lawful.", "Under the Lamps Act 2014 this is lawful.", p, diff.Minor, "cited document"},
		{"Guidance in the Lamps Code 2018 applies.", "Guidance in the Lamps Code 2023 applies.", p, diff.Minor, `"2018" became "2023"`},
		{"Read the Lamps Code.", "Read the Lamps Code 2023.", p, diff.Minor, `edition of Lamps Code: "2023" was added`},
		{"The Lamps Code 2018 applies.", "The Lamps Code 2018 and the Rope Rules 2020 apply.", p, diff.Minor, `cited document: "Rope Rules 2020" was added`},
		{"This chapter was agreed in March 2018.", "This chapter was agreed in June 2021.", p, diff.Minor, "date"},
		{"Next review: 01/04/2020", "Next review: 01/04/2022", p, diff.Minor, "date"},
		// wording
		{"The young person is seen at home or at school.", "The child or young person is seen at home or at school.", p, diff.Minor, "wording"},
		{"Neglect is hard to see.", "Neglect is often hard to see.", p, diff.Minor, "wording"},
		{"The form is on the website .", "The form is on the web site.", p, diff.Editorial, "punctuation"},
		{"This happens in May.", "This happens in June.", p, diff.Minor, ""},
		{"Signs are money that goes missing.", "Signs are money that cannot be accounted for.", p, diff.Minor, ""},
		{"A bite is often telling us something without words.", "A bite is often showing us something they cannot say.", p, diff.Minor, ""},
		{"Staff may share it with money advisers.", "Staff cannot share it with money advisers.", p, diff.Practice, ""},
		{"The will of the family is heard.", "The wish of the family is heard.", p, diff.Minor, "wording"},
		// new and removed passages
		{"", "Anyone who sees this must ring the police on 999.", p, diff.Practice, "new passage with an obligation"},
		{"", "Practitioners need to be alert to these signs in every visit.", p, diff.Practice, "new passage with an obligation"},
		{"", "The police will lead the enquiry and the social worker will be told.", p, diff.Practice, "new passage with an obligation"},
		{"", "Send the form to the duty desk within two working days.", p, diff.Practice, "obligation (\"send\")"},
		{"", "Plans go to the duty desk within two working days.", p, diff.Practice, "timescale"},
		{"", "Do not ask the child leading questions about what has happened to them.", p, diff.Practice, "obligation (\"do not\")"},
		{"", "Nobody may choose for a resident who has not been asked first.", p, diff.Practice, "obligation (\"nobody may\")"},
		{"", "No member of staff may visit such a home alone.", p, diff.Practice, "obligation (\"no member of staff may\")"},
		{"", "Volunteers are not allowed to visit such a home alone.", p, diff.Practice, "obligation (\"not allowed to\")"},
		{"", "Recordings that a child has sent are to be kept as they came.", p, diff.Practice, "obligation (\"are to be\")"},
		{"", "From this year each partner is to name a champion.", p, diff.Practice, "obligation (\"is to\")"},
		{"", "The aim of the panel is to learn from what is seen.", p, diff.NewText, "without an obligation"},
		{"", "These signs are to be found in most of the towns.", p, diff.NewText, "without an obligation"},
		{"", "Families in which the child is to be told fear what comes of it.", p, diff.NewText, "without an obligation"},
		{"", "A joint visit takes place on the second working day.", p, diff.Practice, "timescale"},
		{"Staff may visit such a home.", "No staff may visit such a home.", p, diff.Practice, ""},
		{"", "This abuse is often hidden and people may not name it.", p, diff.NewText, "without an obligation"},
		{"", "Research from three towns shows that it is common in summer and rare in winter.", p, diff.NewText, "without an obligation"},
		{"Neglect is hard to see. The team must write it down.", "Neglect is hard to see.", p, diff.Practice, "obligation"},
		{"Neglect is hard to see.", "Neglect is hard to see. It is often found late and by chance.", p, diff.NewText, "a sentence was added"},
		{"Neglect is hard to see.", "Neglect is hard to see. Staff must write it down the same day.", p, diff.Practice, "a sentence with an obligation"},
		{"", "a cold and empty kitchen;", item, diff.Minor, "a point was added"},
		{"", "must be told the outcome in writing;", item, diff.Practice, "obligation"},
		{"The first step is a call to the desk. The police keep the log of calls at night.", "The police keep the log of calls at night. The first step is a call to the desk.", p, diff.Minor, "moved"},
		// tables and headings
		{"Hold the meeting | Chair | within 15 working days", "Hold the meeting | Chair | within 10 working days", row, diff.Practice, "timescale"},
		{"Front door | 01632 960111 | all hours", "Front door | 01632 960112 | all hours", row, diff.Minor, "contact"},
		{"Hold the meeting | Chair | on request", "Hold the meeting | Team manager | on request", row, diff.Practice, "somebody else"},
		{"Hold the meeting | Chair | on request", "Hold the meeting | Chair | in writing", row, diff.Practice, "table row"},
		{"", "Send the plan | Key worker | within five working days", row, diff.Practice, "timescale"},
		{"", "Night desk | 01632 960113", row, diff.Minor, "contact"},
		{"Roles and duties", "Roles", head, diff.Minor, "heading"},
		{"", "Support for staff", head, diff.Minor, "new heading"},
		// never more than editorial
		{"The “hub” – open daily – helps.", "The \"hub\" - open daily - helps.", p, "", ""},
		{"Parents, carers and others.", "Parents, carers, and others.", p, diff.Editorial, "punctuation"},
		{"Staff reveiw the plan. The review is yearly.", "Staff review the plan. The review is yearly.", p, diff.Editorial, `spelling: "reveiw" became "review"`},
		{"The desicion is kept. A decision is kept.", "The decision is kept. A decision is kept.", p, diff.Editorial, "spelling"},
		{"The plan shoud be read. It should be kept.", "The plan should be read. It should be kept.", p, diff.Editorial, "spelling"},
		{"The brother is told. The brother may bother.", "The bother is told. The brother may bother.", p, diff.Minor, "wording"},
		{"The carer is told.", "The career is told.", p, diff.Minor, "wording"},
		{"THE CORE GROUP meets.", "The core group meets.", p, "", ""},
	}
	for _, test := range tests {
		got := compared(oneChapter(test.old, test.kind), oneChapter(test.new, test.kind))
		if test.want == "" {
			if len(got) > 0 {
				t.Errorf("%q -> %q: %s, want nothing", test.old, test.new, describe(got))
			}
			continue
		}
		if len(got) != 1 || got[0].Significance != test.want || !strings.Contains(strings.Join(got[0].Reasons, "; "), test.reason) {
			t.Errorf("%q -> %q:\n\t%s\n\twant %s because of %s", test.old, test.new, describe(got), test.want, test.reason)
		}
	}
}

// TestLimitsOnANightOfNewNumbers: where section 2 becomes section 3, a limit that goes from
// two to three is a limit still, and a cross-reference follows the numbers.
func TestLimitsOnANightOfNewNumbers(t *testing.T) {
	for _, test := range []struct {
		old, new string
		kind     parse.BlockKind
		want     diff.Significance
	}{
		{"Send the form within 2 working days.", "Send the form within 3 working days.", parse.Paragraph, diff.Practice},
		{"the form within 2 hours", "the form within 3 hours", parse.Item, diff.Practice},
		{"Send the form | Key worker | 2 working days", "Send the form | Key worker | 3 working days", parse.Row, diff.Practice},
		{"At least 2 people must be present.", "At least 3 people must be present.", parse.Paragraph, diff.Practice},
		{"The 2 visitors must sign the book.", "The 3 visitors must sign the book.", parse.Paragraph, diff.Practice},
		{"The child must be seen, see section 2 of this manual.", "The child must be seen, see section 3 of this manual.", parse.Paragraph, diff.Editorial},
		{"You must read sections 1, 2 and 5.", "You must read sections 1, 3 and 5.", parse.Paragraph, diff.Editorial},
		{"The form must go with it (see 2.1).", "The form must go with it (see 3.1).", parse.Paragraph, diff.Editorial},
	} {
		night := func(text, number string) *normalise.Edition {
			ed := manual(3, 2, 3, 120)
			ed.Sections[1].Blocks = append(ed.Sections[1].Blocks, parse.Block{Kind: test.kind, Text: text})
			if number == "3" {
				ed.Sections[4].Number, ed.Sections[5].Number, ed.Sections[6].Number, ed.Sections[7].Number = "3", "3.1", "3.2", "3.3"
			}
			seal(ed)
			return ed
		}
		prev := night(test.old, "2")
		cur := next(prev, func(ed *normalise.Edition) { ed.Sections = night(test.new, "3").Sections })
		var got []diff.Change
		for _, c := range compared(prev, cur) {
			if c.Kind == diff.Edited {
				got = append(got, c)
			}
		}
		if len(got) != 1 || got[0].Significance != test.want {
			t.Errorf("%q -> %q: %s, want %s", test.old, test.new, describe(got), test.want)
		}
	}
}
