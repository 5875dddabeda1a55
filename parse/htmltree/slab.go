package htmltree

// A slab is room for the nodes or the attributes of a tree, used again for the next.
type slab[T any] struct {
	rooms [][]T
	room  int // that is being filled
	used  int // of it
}

// roomSize is how many are made at a time.
const roomSize = 128

// take gives n of the slab, which are zero.
func (s *slab[T]) take(n int) []T {
	if n > roomSize {
		return make([]T, n)
	}
	if s.room < len(s.rooms) && s.used+n > roomSize {
		s.room, s.used = s.room+1, 0
	}
	if s.room == len(s.rooms) {
		s.rooms = append(s.rooms, make([]T, roomSize))
	}
	s.used += n
	return s.rooms[s.room][s.used-n : s.used : s.used]
}

// clear takes back all that was given.
func (s *slab[T]) clear() {
	for i := 0; i < s.room; i++ {
		clear(s.rooms[i])
	}
	if s.room < len(s.rooms) {
		clear(s.rooms[s.room][:s.used])
	}
	s.room, s.used = 0, 0
}
