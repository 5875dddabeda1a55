package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestRestated: a passage put into plain words lays the same down, and one that changes the
// strength of a duty, who has it, to whom it is owed, a time, a case or a negation does not.
func TestRestated(t *testing.T) {
	p := parse.Paragraph
	same := func(old, new string) passageCase {
		return passageCase{old, new, p, diff.Minor, "a passage says the same in other words"}
	}
	told := func(old, new string) passageCase { return passageCase{old, new, p, diff.Practice, ""} }
	for _, c := range []passageCase{
		same("It is incumbent upon the ward sister to notify the harbour nurse of the landing.", "The ward sister must tell the harbour nurse of the landing."),
		same("There is a requirement for the yard to carry out a check of all winches every three years.", "The yard must check all winches every three years."),
		same("The owner is under an obligation to carry out training of every rower before the first race.", "The owner must train every rower before the first race."),
		same("The log shall be circulated by the clerk to all members of the crew.", "The clerk must send the log to all members of the crew."),
		same("It is a requirement that the pilot inform the warden of any wreck without delay.", "The pilot must tell the warden of any wreck without delay."),
		same("The dive ought to be discussed with the warden where the diver does not consent.", "Where the diver does not agree, the dive should be discussed with the warden."),

		told("It is incumbent upon the ward sister to notify the harbour nurse of the landing.", "The ward sister should tell the harbour nurse of the landing."),
		told("It is incumbent upon the ward sister to notify the harbour nurse of the landing.", "The harbour nurse must tell the ward sister of the landing."),
		told("There is a requirement for the yard to carry out a check of all winches every three years.", "The yard must check all winches every two years."),
		told("There is a requirement for the yard to retain the chart of every boat.", "The yard must burn the chart of every boat."),
		told("The owner is under an obligation to carry out training of every rower before the first race.", "The owner must train every rower after the first race."),
		told("The dive ought to be discussed with the warden where the diver does not consent.", "The dive should be discussed with the warden."),
		told("It is incumbent upon the nurse to tell the parents, unless this would put the child at risk.", "The nurse must tell the parents if this would put the child at risk."),
		told("The chart shall be completed by the nurse and it ought to be signed by the doctor.", "The nurse should complete the chart and the doctor must sign it."),
		told("The report shall be made by the school in writing and the police shall be informed by telephone.", "The school must make the report by telephone and inform the police in writing."),
		told("There is a requirement for the secretary to retain a record of all wrecks for the information of the committee and of the county.", "The secretary must keep a record of all wrecks so that the committee is informed."),
		told("It is incumbent upon the pilot to provide written notification to the parents of any decision taken in relation to their child.", "The pilot must tell the parents about any decision made about their child."),
		told("The midwife must tell the ward.", "The midwife is required to tell the ward."),
	} {
		c.check(t)
	}
}
