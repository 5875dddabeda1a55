package out

import (
	"os"
	"path/filepath"
)

// maxLinks is how many links are followed from one to the next.
const maxLinks = 40

// LinkEnd returns where a path that is a symbolic link leads, also while nothing is there;
// any other path as it is. What is replaced whole is replaced there, and the link stays.
func LinkEnd(path string) string {
	end := path
	for range maxLinks {
		to, err := os.Readlink(end)
		if err != nil {
			return end
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(end), to)
		}
		end = to
	}
	return path
}
