package parallel

import "sync"

// A Memo keeps what was read once, for readings that go on at the same time. What it
// keeps follows from its key alone, so that it does not matter who read it first.
type Memo[K comparable, V any] struct {
	mu    sync.RWMutex
	known map[K]V
	Most  int // values kept; 0 means all
}

// Get returns the value of key, read where it is not known.
func (m *Memo[K, V]) Get(key K, read func() V) V {
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
	if m.Most == 0 || len(m.known) < m.Most {
		m.known[key] = v
	}
	m.mu.Unlock()
	return v
}
