package main

import (
	"testing"

	"manualwatch/crawl"
)

// TestAddressOfMirroredFile reads the address of a saved file from the folder of its host, also
// where that has a port.
func TestAddressOfMirroredFile(t *testing.T) {
	im := &importer{board: crawl.Board{Start: []string{"http://manual.example:8938/"}}}
	for name, want := range map[string]string{
		"manual.example:8938/index.html":    "http://manual.example:8938/",
		"manual.example:8938/chapters/c1":   "http://manual.example:8938/chapters/c1",
		"chapters/c1":                       "http://manual.example:8938/chapters/c1",
		"elsewhere.example/chapters/c1.pdf": "http://manual.example:8938/elsewhere.example/chapters/c1.pdf",
	} {
		if got := im.addressOf(savedFile{path: name, url: name}, 2); got != want {
			t.Errorf("%s stands for %s, want %s", name, got, want)
		}
	}
}
