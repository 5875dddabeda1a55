package wording

import "manualwatch/parse/pattern"

// DraftWords is a pattern of what marks a text as a draft.
const DraftWords = `(?:(?:first|final|working|consultation) )?draft(?: (?:version|for (?:public )?(?:consultation|comments?|approval|discussion)|only|v?\d[\d.]*)(?: (?:until|to|by) [\pL\d ]{3,30})?)?|not yet (?:approved|agreed|ratified|adopted|in force)(?: by (?:the )?[\pL ]{3,40})?|(?:awaiting|subject to|pending) (?:approval|ratification|sign-off)(?: by (?:the )?[\pL ]{3,40})?`

// draftAlone is a line that is the mark of a draft and nothing else.
var draftAlone = pattern.New(`(?i)^[^\pL\pN]*(?:this (?:chapter|procedure|policy|document|page) is )?(?:an? |still an? |currently an? )?(?:` + DraftWords + `)(?:[^\pL\pN]+(?:and )?(?:` + DraftWords + `))*[^\pL\pN]*$`)

// MarksDraft reports whether a line says that the text is a draft, and nothing else.
func MarksDraft(line string) bool { return draftAlone.MatchString(line) }
