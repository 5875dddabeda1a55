package parse

import (
	"context"
	"fmt"
	"os"
	"testing"
)

func TestZZDump(t *testing.T) {
	f := os.Getenv("ZZ")
	if f == "" {
		t.Skip()
	}
	body, _ := os.ReadFile(f)
	d, err := Parse(context.Background(), Input{URL: "http://x.test/procedures.html", Body: body, MediaType: "text/html"}, nil)
	fmt.Println(err)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		fmt.Println(regionNames[b.Region], kindNames[b.Kind], b.Level, "part", b.Part, b.Entries, b.Text, len(b.AllLinks()))
	}
}
