package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"manualwatch/normalise"
	"manualwatch/parse"
)

// version is the program's version; a release sets it with -ldflags -X.
var version = "0.1.0"

func newVersion(o *options) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program, its parser and its rules",
		Example: "  manualwatch version",
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(o.env.stdout, "manualwatch %s%s\nparser %s\nrules %s\n", version, revision(), parse.Version, normalise.RulesVersion)
			return nil
		},
	}
}

// revision returns " (abcdef123456)" of the commit that was built, if known.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
}
