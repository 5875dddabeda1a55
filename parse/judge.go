package parse

func (r *reader) judge() {}

// MarkFurniture looks at the pages of one site together.
func MarkFurniture(docs []*Document) {}
