package cite

import (
	"strings"
	"testing"
)

// danglingSentences are invented sentences for the manual of [pointing]: "y" where
// the reader is sent to a number that is not there, "n" where the number is there or
// belongs to an act, a form or another document. The answers were written before the
// code had read them.
const danglingSentences = `n|See section 3.
y|See section 3.4.
y|see paragraph 4.2 below
y|Refer to Chapter 1.2.7 for guidance.
n|Refer to Chapter 1.2 for guidance.
y|The form is at Appendix B.
n|The form is at Appendix 1.
y|(see Section 7, Timescales)
n|See section 4.2 of Working Together to Safeguard Children 2018.
n|Working Together 2018, section 4.2
n|Paragraph 4.2 of the statutory guidance applies.
n|See paragraphs 12 to 14 of Keeping Children Safe in Education.
n|under section 20 of the Children Act 1989
n|Section 20 accommodation
n|a child accommodated under s20
n|section 136 of the Mental Health Act
n|See section 5 of the Sexual Offences Act 2003.
n|Complete Section B of the referral form.
n|Complete section 5 of the MARF.
n|Part 8 of the form must be filled in.
y|For more information see Section 9 (Recording).
y|Follow the steps in sections 5 and 6.
y|as described in section 6.1 above
n|as described in section 3.1 above
n|Chapter 4 of the Children Act guidance
n|See Appendix C of the London Child Protection Procedures.
n|see the Pan-Lancashire procedures, section 5.1
n|Section 1.2 of the LSCB Information Sharing Protocol explains.
y|Please see Section 8 of this procedure.
y|See Section 8 of these procedures.
n|Section 3 of this chapter has the timescales.
n|The meeting takes place within section 47 timescales.
n|Regulation 5 of the Care Planning Regulations
n|Article 8 of the ECHR
n|schedule 2 paragraph 8
n|Section 4 of the Framework for Assessment
y|Go to section 12.
n|section 85 notifications
n|Section 175 and section 157 duties
n|in Chapter 2 of the thesis
n|see chapter 3, Working Together 2015
n|Volume 2 chapter 4 of the regulations and guidance
n|section 58 (reasonable punishment)
y|(Section 5.3 below)
y|Details are in paragraph 9.
n|paragraph 6 of Schedule 1
n|see section 7 (Children Act 1989)
n|s.7 report
n|a section 7 report to the court
n|a section 37 investigation
y|see appendix 9 for the template
n|see page 12
y|The timescale in section 5 must be kept.
n|Section 31 order
n|Section 3 of the Mental Health Act 1983 and section 117 aftercare
y|Staff should read this with section 4.5 and section 3.1.
n|KCSIE Part 4 section 2
n|Tell the Section 12 doctor.
n|Section 5(2) holding power
n|Under section 115 information may be shared.
n|The section 11 audit and section 11A
y|See flowchart in Appendix 7.
n|Appendix A of Working Together
n|Annex B of KCSIE
n|Schedule 1 offenders
n|See the NICE guideline section 1.3.
n|Section 2 notices
n|refer to Section 6 of the Care Act guidance
n|Please refer to section 14 of the Care and Support Statutory Guidance.
y|A full list is in section 10 below.
n|The panel sits in section 106 premises.`

func TestDanglingSentences(t *testing.T) {
	for _, line := range strings.Split(danglingSentences, "\n") {
		want, text, _ := strings.Cut(line, "|")
		got := Dangling(pointing(text))
		if (len(got) > 0) != (want == "y") {
			t.Errorf("%s: dangling is %v, want %s", text, got, want)
		}
	}
}
