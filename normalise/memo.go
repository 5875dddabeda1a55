package normalise

import "sync"

// A memo keeps what was read once, for readings that go on at the same time. What it
// keeps follows from its key alone, so that it does not matter who read it first.
type memo[K comparable, V any] struct {
	mu    sync.RWMutex
	known map[K]V
	most  int // values kept; 0 means all
}

// of returns the value of key, read where it is not known.
func (m *memo[K, V]) of(key K, read func() V) V {
	m.mu.RLock()
	v, known := m.known[key]
	m.mu.RUnlock()
	if known {
		return v
	}
	v = read()
	m.mu.Lock()
	if m.known == nil {
		m.known = make(map[K]V)
	}
	if m.most == 0 || len(m.known) < m.most {
		m.known[key] = v
	}
	m.mu.Unlock()
	return v
}
