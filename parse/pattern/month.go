package pattern

// Months are the names of the months, as the alternatives of an expression that folds case or
// is asked of text in lower case.
const Months = `january|february|march|april|may|june|july|august|september|october|november|december`

// AnyMonths are these names and their short forms.
const AnyMonths = Months + `|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec`
