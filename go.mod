module manualwatch

go 1.26.8
