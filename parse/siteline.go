package parse

import "manualwatch/parse/parallel"

// A site knows of each line on how many pages it stands, and how often in all.
type site struct {
	pages  []page
	shards [lineShards]lineShard
}

// A page is a document with the line that each of its blocks is.
type page struct {
	*Document
	lines []int32
	falls []uint8 // shard of each
}

// lineShards is how many parts the lines of a site are counted in at the same time.
const lineShards = 8

// A lineShard holds those lines of a site whose texts fall to it.
type lineShard struct {
	lines []siteLine
	known map[string]int32 // text -> index in lines
}

// A siteLine is a text that stands on pages of a site.
type siteLine struct {
	count, total int32 // pages, times
	last         int32 // page that was counted last, from 1
	titles       int32 // times as a heading of rank one
	heads        int32 // times as a heading of any rank
	behind       int32 // times as a link behind a heading, for markTools
	note         *readNote
}

func newSite(docs []*Document) *site {
	s := &site{}
	size := 0
	for _, doc := range docs {
		if doc != nil && doc.MediaType == TypeHTML && doc.IsWebPage() {
			s.pages = append(s.pages, page{Document: doc})
			size += len(doc.Blocks)
		}
	}
	room, falls := make([]int32, size), make([]uint8, size)
	for k := range s.pages {
		p, n := &s.pages[k], len(s.pages[k].Blocks)
		p.lines, room = room[:n], room[n:]
		p.falls, falls = falls[:n], falls[n:]
	}
	parallel.Do(len(s.pages), func(k int) {
		p := &s.pages[k]
		for i := range p.Blocks {
			p.falls[i] = shardOf(p.Blocks[i].Text)
		}
	})
	parallel.Do(lineShards, func(n int) { s.count(uint8(n), size) })
	return s
}

// shardOf is the shard that a text falls to.
func shardOf(text string) uint8 {
	if text == "" {
		return 0
	}
	return (uint8(len(text)) + text[len(text)/2]) % lineShards
}

// count counts the lines that fall to shard n, of size lines.
func (s *site) count(n uint8, size int) {
	shard := &s.shards[n]
	shard.lines, shard.known = make([]siteLine, 0, size/lineShards/2), make(map[string]int32, size/lineShards/2)
	for k := range s.pages {
		p := &s.pages[k]
		for i, falls := range p.falls {
			if falls != n {
				continue
			}
			b := &p.Blocks[i]
			at := shard.enter(b.Text, int32(k)+1)
			if b.Kind == Heading {
				shard.lines[at].heads++
				if b.Level == 1 {
					shard.lines[at].titles++
				}
			}
			p.lines[i] = at*lineShards + int32(n)
		}
	}
}

// enter counts a line of a page.
func (s *lineShard) enter(text string, page int32) int32 {
	i, ok := s.known[text]
	if !ok {
		i = int32(len(s.lines))
		s.known[text] = i
		s.lines = append(s.lines, siteLine{})
	}
	l := &s.lines[i]
	l.total++
	if l.last != page {
		l.last = page
		l.count++
	}
	return i
}

// line is what is known of the line of a block.
func (s *site) line(i int32) *siteLine {
	return &s.shards[i%lineShards].lines[i/lineShards]
}

// countOf is the number of pages with a line of this text.
func (s *site) countOf(text string) int32 {
	shard := &s.shards[shardOf(text)]
	if i, ok := shard.known[text]; ok {
		return shard.lines[i].count
	}
	return 0
}
