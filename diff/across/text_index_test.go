package across

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"manualwatch/normalise"
)

// nextNight returns the manuals of another night: some boards have a new edition in
// which chapters came, went, moved, were renamed or say other things.
func nextNight(r *rand.Rand, night int, boards []*normalise.Edition) []*normalise.Edition {
	out := slices.Clone(boards)
	for b, e := range boards {
		if r.IntN(3) > 0 {
			continue
		}
		n := *e
		n.ID, n.RunID = fmt.Sprint(e.BoardID, night), fmt.Sprintf("202401%02dT020000Z", night)
		n.ObservedAt = at("2024-01-01").AddDate(0, 0, night)
		n.Sections = slices.Clone(e.Sections)
		for range 1 + r.IntN(4) {
			changeChapter(r, night, &n, boards)
		}
		out[b] = &n
	}
	return out
}

func changeChapter(r *rand.Rand, night int, e *normalise.Edition, boards []*normalise.Edition) {
	i := r.IntN(len(e.Sections))
	s := &e.Sections[i]
	other := boards[r.IntN(len(boards))].Sections
	from := other[r.IntN(len(other))]
	switch r.IntN(6) {
	case 0:
		s.Text += "\n" + inventedText(r.Uint32(), 40)
	case 1:
		s.Text = from.Text // taken over from another board
	case 2:
		s.Title = from.Title
	case 3:
		s.Title += " and " + invented(r.Uint32())
	case 4:
		e.Sections = slices.Delete(e.Sections, i, i+1)
	case 5:
		e.Sections = slices.Insert(e.Sections, i, normalise.Section{ID: fmt.Sprint("new", night, "-", r.Uint32()), Parent: -1, Depth: 1, Kind: normalise.KindChapter, Title: invented(r.Uint32()), Text: inventedText(r.Uint32(), 300) + "\n" + from.Text})
	}
}

// TestTextIndexNights: over random nights a comparison that remembers the nights
// before, in memory or from what was written, finds what one from nothing finds.
func TestTextIndexNights(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 1))
		boards := syntheticBoards(6, 20)
		all := slices.Clone(boards)
		var kept bytes.Buffer
		inMemory := new(TextIndex)
		var prior []TopicMember
		for night := 1; night <= 6; night++ {
			boards = nextNight(r, night, boards)
			for _, e := range boards {
				if !slices.Contains(all, e) {
					all = append(all, e)
				}
			}
			fromFile := new(TextIndex)
			if _, err := fromFile.ReadFrom(&kept); night > 1 && err != nil {
				t.Fatal(err)
			}
			topics, shared := alignTopics(boards, prior, Corrections{}), SharedPassages(new(TextIndex), all)
			for name, x := range map[string]*TextIndex{"in memory": inMemory, "from a file": fromFile} {
				if d := gocmp.Diff(topics, alignWith(x, boards, prior, Corrections{})); d != "" {
					t.Fatalf("seed %d, night %d, %s: topics\n%s", seed, night, name, d)
				}
				if d := gocmp.Diff(shared, SharedPassages(x, all)); d != "" {
					t.Fatalf("seed %d, night %d, %s: shared text\n%s", seed, night, name, d)
				}
			}
			prior = topics
			kept.Reset()
			if _, err := fromFile.WriteTo(&kept); err != nil {
				t.Fatal(err)
			}
			var again bytes.Buffer
			if _, err := inMemory.WriteTo(&again); err != nil || !bytes.Equal(kept.Bytes(), again.Bytes()) {
				t.Fatalf("seed %d, night %d: equal indexes were written differently (%v)", seed, night, err)
			}
		}
		if len(prior) == 0 || len(SharedPassages(new(TextIndex), all).Passages) == 0 {
			t.Fatal("nothing was compared")
		}
	}
}

// TestTextIndexDamaged: a kept index that was cut, changed or made by others is
// refused, and the index is as good as new.
func TestTextIndexDamaged(t *testing.T) {
	boards := syntheticBoards(3, 6)
	x := new(TextIndex)
	alignWith(x, boards, nil, Corrections{})
	want := SharedPassages(x, boards)
	var kept bytes.Buffer
	if _, err := x.WriteTo(&kept); err != nil {
		t.Fatal(err)
	}
	good := kept.Bytes()
	for i := 0; i < len(good); i += 1 + len(good)/200 {
		bad := slices.Clone(good)
		bad[i] ^= 0x41
		for _, b := range [][]byte{bad, good[:i]} {
			y := new(TextIndex)
			if _, err := y.ReadFrom(bytes.NewReader(b)); !errors.Is(err, ErrTextIndex) {
				t.Fatalf("byte %d: %v", i, err)
			}
			if len(y.texts) != 0 {
				t.Fatalf("byte %d: %d texts from a damaged index", i, len(y.texts))
			}
		}
	}
	other := &TextIndex{table: &synonymTable{stop: map[string]bool{}, places: map[string]bool{}}}
	if _, err := other.ReadFrom(bytes.NewReader(good)); !errors.Is(err, ErrTextIndex) {
		t.Errorf("an index of other rules was taken: %v", err)
	}
	y := new(TextIndex)
	if _, err := y.ReadFrom(bytes.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(want, SharedPassages(y, boards)); d != "" {
		t.Error(d)
	}
}

// FuzzTextIndex: whatever stands in the file, reading it ends, and what it gives can
// be used.
func FuzzTextIndex(f *testing.F) {
	boards := syntheticBoards(2, 2)
	x := new(TextIndex)
	SharedPassages(x, boards)
	var kept bytes.Buffer
	x.WriteTo(&kept)
	f.Add(kept.Bytes())
	f.Add([]byte(indexMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := indexReader{rest: b}
		for len(r.rest) > 0 && r.err == nil {
			r.text()
		}
		y := new(TextIndex)
		if _, err := y.ReadFrom(bytes.NewReader(b)); err != nil && len(y.texts) > 0 {
			t.Error("texts of an index that was refused")
		}
	})
}
