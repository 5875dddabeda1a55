# manualwatch: `make help` lists the targets.
GO ?= go
BIN ?= manualwatch
STATICCHECK = honnef.co/go/tools/cmd/staticcheck

.PHONY: help build test test-pdf race lint fuzz bench golden demo ci clean
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

build: ## the binary, ./manualwatch
	$(GO) build -trimpath -o $(BIN) ./cmd/manualwatch

test: ## all tests (the README's test command)
	$(GO) test ./...

test-pdf: ## Word files through LibreOffice to PDF and back (needs soffice; takes minutes)
	MANUALWATCH_TEST_PDF=1 $(GO) test ./parse/pdf -run RoundTrip -v

race: ## the tests of the concurrent packages under the race detector
	$(GO) test -race -skip 'MemoryDoesNotGrow|IsTrue|Altered|HostileSite|InAnyForm|InGroups|UnderAnyHeading|UnderYears|AsWordFiles|WaysDown|Collapses|RecordsOfBooks|OtherMarkup' ./crawl/... ./cmd/... ./out/... ./parse/parallel ./normalise/...

lint: ## formatting, vet, staticcheck, tidiness of go.mod
	@test -z "$$(gofmt -l .)" || { echo "not formatted:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

FUZZTIME ?= 20s
fuzz: ## every fuzz target for FUZZTIME (default 20s)
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p || exit 1; done; done

bench: ## the benchmark table
	$(GO) test -run '^$$' -bench . -benchmem ./...

golden: ## write the golden files again; read the diff before you commit it
	$(GO) test ./parse ./normalise/manual ./out/report ./out/paper -run "Golden|Rows|Paper" -update
	UPDATE_SCRIPTS=1 $(GO) test ./cmd/manualwatch -run Scripts

demo: ## the whole job on sample boards, offline
	$(GO) run ./cmd/manualwatch demo

ci: lint test race ## what CI runs

clean: ## remove what the targets made
	rm -rf $(BIN) demo-data coverage.out
