package main

import (
	"fmt"
	"strings"
)

// tell says something to people on stderr: a line of text, or with --log json the event
// with its values, so that nothing but JSON stands among the log lines.
func (o *options) tell(text, event string, values ...any) {
	if o.logAs != "json" {
		fmt.Fprintln(o.env.stderr, text)
		return
	}
	if log, err := o.logger(o.env.stderr); err == nil {
		log.Info(event, values...)
	}
}

// tellEnd says why a verb ended with an exit code; what follows the first line of the
// reason are details.
func (o *options) tellEnd(reason string, code int) {
	if o.logAs != "json" {
		fmt.Fprintln(o.env.stderr, "manualwatch:", reason)
		return
	}
	log, err := o.logger(o.env.stderr)
	if err != nil {
		return
	}
	first, rest, _ := strings.Cut(reason, "\n")
	values := []any{"exit_code", code}
	var details []string
	for line := range strings.Lines(rest) {
		details = append(details, strings.TrimSpace(line))
	}
	if len(details) > 0 {
		values = append(values, "details", details)
	}
	log.Error(first, values...)
}
