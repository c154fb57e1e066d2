# Every target sets up what it needs: a virtual environment in .venv, from the locked requirements.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.site-ready
DEV_READY := $(VENV)/.dev-ready
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
include .ci/handbook.mk

.PHONY: reference help site offline preview check test quality torture bench lock format screenshots clean

help: ## What can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

site: $(READY) ## Build the complete site into site/; DOCUMENTS=dist/documents publishes the documents of make artifacts with it
	$(BIN)/handbook build --strict $(if $(DOCUMENTS),--documents $(DOCUMENTS))

offline: $(READY) ## Write dist/site.zip, a site to unzip and open from a disk
	$(BIN)/handbook build --strict --config-file mkdocs.offline.yml --site-dir dist/site --zip dist/site.zip $(if $(DOCUMENTS),--documents $(DOCUMENTS))

reference: $(READY) ## Write the pages that list every field, and a page for each error
	work=$$(mktemp -d) && trap 'rm -r "$$work"' EXIT && \
		$(BIN)/python tests/small.py "$$work/content" && \
		$(BIN)/handbook export reference --errors tests/errors "$$work/content"

preview: $(READY) ## Serve the site live, at the address it prints, while you write
	@$(BIN)/handbook export schema > /dev/null
	$(BIN)/handbook preview

check: $(READY) ## Check the content
	$(BIN)/handbook check --strict

test: $(DEV_READY) ## Run every check and test
	$(BIN)/python tests/run.py

quality: $(DEV_READY) ## Judge every page in a browser: accessibility, HTML, privacy, weight (needs Node)
	$(BIN)/python tests/quality/quality.py

torture: $(DEV_READY) ## Damage input, stop commands and fill disks for ten minutes, by chance
	PYTHONPATH=tests $(BIN)/python -m torture

bench: $(DEV_READY) ## Print what the handbook costs at three sizes, beside other generators (about ten minutes)
	$(BIN)/python tests/bench/bench.py

format: $(DEV_READY) ## Rewrite the Python code in its standard form
	$(BIN)/ruff format generator tests
	$(BIN)/ruff check --fix generator tests

screenshots: $(DEV_READY) ## Refresh the pictures of the documentation, and those of every kind of page in dist/
	$(BIN)/python tests/browser/screenshots.py

lock: ## Lock the newest versions allowed, with their hashes (needs uv)
	uv pip compile pyproject.toml --extra documents --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -q -o requirements/site.txt
	uv pip compile pyproject.toml --extra documents --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -q -c requirements/site.txt -o requirements/dev.txt

clean: ## Remove what the other targets made
	rm -rf $(VENV) site dist .site-*

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(READY): requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_READY): requirements/dev.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
