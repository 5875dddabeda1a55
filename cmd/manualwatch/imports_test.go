package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the way data flows: each stage and the stages whose types it may
// use. A sub-package follows the rule of its stage.
var mayImport = map[string][]string{
	"crawl":     {},
	"parse":     {},
	"normalise": {"parse"},
	"diff":      {"normalise", "parse"},
	"out":       {"diff", "normalise", "parse"},
	"cmd":       {"crawl", "parse", "normalise", "diff", "out"},
}

// onlyIn names the one stage that may import each chosen library.
var onlyIn = map[string]string{
	"github.com/gocolly/colly":         "crawl",
	"github.com/PuerkitoBio/goquery":   "parse",
	"github.com/ledongthuc/pdf":        "parse",
	"github.com/sergi/go-diff":         "diff",
	"github.com/parquet-go/parquet-go": "out",
}

func TestImportsGoOneWay(t *testing.T) {
	used := map[string]bool{}
	eachImport(t, "../..", func(file, stage, path string) {
		if rest, ours := strings.CutPrefix(path, "manualwatch/"); ours {
			other, _, _ := strings.Cut(rest, "/")
			if other != stage && !slices.Contains(mayImport[stage], other) {
				t.Errorf("%s: package %s must not import %s", file, stage, path)
			}
		}
		for lib, owner := range onlyIn {
			if !strings.HasPrefix(path, lib) {
				continue
			}
			used[lib] = true
			if stage != owner {
				t.Errorf("%s: only %s may import %s", file, owner, lib)
			}
		}
	})
	for lib := range onlyIn {
		if !used[lib] {
			t.Errorf("%s is one of the chosen libraries and is not in use", lib)
		}
	}
}

// eachImport calls do for every import of the Go files below root that are no tests.
func eachImport(t *testing.T, root string, do func(file, stage, path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		stage, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, im := range f.Imports {
			path, err := strconv.Unquote(im.Path.Value)
			if err != nil {
				return err
			}
			do(rel, stage, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTopLevel holds the folders that the user fixed.
func TestTopLevel(t *testing.T) {
	fixed := []string{"cmd", "crawl", "parse", "normalise", "diff", "out", "testdata", "go.mod", "go.sum", "Makefile", "README.md"}
	entries, err := filepath.Glob("../../*")
	if err != nil {
		t.Fatal(err)
	}
	ignored := []string{"manualwatch", "data", "coverage.out"} // .gitignore
	for _, e := range entries {
		name := filepath.Base(e)
		if !strings.HasPrefix(name, ".") && !slices.Contains(fixed, name) && !slices.Contains(ignored, name) && !strings.HasPrefix(name, "demo-data") {
			t.Errorf("%s stands at the top level", name)
		}
	}
}
