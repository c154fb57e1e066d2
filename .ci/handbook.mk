# What the pipelines do, and a person can do as well. The Makefile that includes this sets BIN and READY.
BASE ?= origin/main
FORMAT ?= concise
OUT ?=
TAG ?=
DOCUMENTS ?=

.PHONY: findings request due artifacts notes summary comment issue release

findings: $(READY) ## Print what is to be fixed, or write it to OUT; FORMAT=github, gitlab or junit for a code host
	@$(BIN)/handbook check --strict --format $(FORMAT) $(if $(OUT),> $(OUT))

request: $(READY) ## Write dist/request.md: what differs from BASE, its translations and its reviews
	@.ci/request "$(BIN)/handbook" "$(BASE)" dist/request.md

due: $(READY) ## Write dist/due.md: which reviews and translations are due
	@mkdir -p dist
	@{ $(BIN)/handbook reviews --format markdown; echo; $(BIN)/handbook translations --format markdown; } > dist/due.md
	@echo dist/due.md

artifacts: $(READY) ## Write the handbook in every form into dist/, with digests
	$(BIN)/handbook export all

summary: ## Show dist/request.md, on the page of a pipeline of GitHub where it is one
	@cat dist/request.md >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"

comment: ## Put dist/request.md on the request of this pipeline, in one comment that is kept up to date
	@.ci/post comment dist/request.md

issue: ## Open or update the one issue that holds dist/due.md
	@.ci/post issue dist/due.md

notes: $(READY) ## Write dist/notes.md: what TAG changes since the release before it
	@.ci/notes "$(BIN)/handbook" "$(TAG)" dist/notes.md

release: ## Publish dist/ under TAG, with its checksums and dist/notes.md
	@cd dist && sha256sum --check --quiet SHA256SUMS
	@.ci/post release "$(TAG)"
