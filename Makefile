# Everything runs from .venv, which the first target you ask for sets up. Needs Python >= 3.11 and nothing else.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
# The locked packages and the project itself are stamped apart: editing pyproject.toml need not reinstall the lock.
LOCKED := $(VENV)/.locked
INSTALLED := $(VENV)/.installed
# What only tests and knowledge need is large, so a first draft does not wait for it.
DEVELOPED := $(VENV)/.developed
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet

.PHONY: help demo test check setup lock bench clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/' | expand -t 16

demo: $(INSTALLED) ## Draft and prove a library lending backend in demo/
	$(BIN)/threadwright draft examples/library-lending.md --out demo --force

test: $(DEVELOPED) ## Run the test suite (ARGS="-k name" narrows it)
	$(BIN)/python -m pytest $(ARGS)

check: $(DEVELOPED) ## Formatting, lint, types, import contract and docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/check.py

setup: $(INSTALLED) ## Fetch everything a draft needs, so that the first one starts at once
	$(BIN)/threadwright setup

lock: $(INSTALLED) ## Resolve pyproject.toml into the two lock files again
	$(PIP) uv
	$(COMPILE) --extra build --output-file requirements.lock
	$(COMPILE) --extra build --extra dev --extra knowledge --extra openai --constraint requirements.lock \
		--output-file requirements-dev.lock

bench: $(DEVELOPED) ## Measure the figures that the README quotes
	$(BIN)/python -m bench

clean: ## Remove the virtual environment, caches and the demo
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(LOCKED): requirements.lock
	@set -e; \
	for candidate in python3.11 python3 python3.12 python3.13 python3.14; do \
		if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Threadwright needs Python 3.11 or newer on PATH" >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$($$python --version)"; \
	[ -x $(BIN)/python ] || $$python -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

$(INSTALLED): $(LOCKED) pyproject.toml
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPED): $(INSTALLED) requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@
