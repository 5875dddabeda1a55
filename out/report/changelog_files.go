package report

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"
)

// copyDemoted copies a board's changelog without its title, headings one level
// down. A line that begins with # is a heading: all texts from outside are escaped.
func copyDemoted(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	for first := true; ; first = false {
		line, err := r.ReadString('\n')
		switch {
		case first && strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "#"):
			_, _ = io.WriteString(w, "#"+line) // w is buffered and keeps its error
		default:
			_, _ = io.WriteString(w, line)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func copyFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// writeFile writes a file that readers see whole.
func writeFile(path string, do func(io.Writer) error) error {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = do(w)
	if err = errors.Join(err, w.Flush(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path+".tmp"))
	}
	return os.Rename(path+".tmp", path)
}
