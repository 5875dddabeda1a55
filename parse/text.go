package parse

func readText(in Input) (*Document, error) { return newDocument(in, TypeText), nil }
