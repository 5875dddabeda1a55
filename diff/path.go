package diff

import "strings"

// PathAbove is the path of a section without its own title, the last: "" at the top of a manual.
func PathAbove(path string) string { return path[:max(0, strings.LastIndex(path, " > "))] }
