//go:build race

package pdf

// raceDetector is true where the race detector takes an address space of its own,
// so that limits on it cannot be tested.
const raceDetector = true
