package normalise
