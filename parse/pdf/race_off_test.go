//go:build !race

package pdf

// raceDetector is false in builds without the race detector.
const raceDetector = false
