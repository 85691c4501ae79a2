# Every habit has a name. `make help` is the table of contents.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help run test check lint types contracts unit journeys shape format lock assets messages bench docs clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: $(VENV)/run.stamp assets ## start the city: database, web server, worker (Ctrl-C stops all)
	@exec $(BIN)/motcua serve

test: $(VENV)/test.stamp assets ## set up what is needed and check everything, as CI does
	@$(MAKE) --no-print-directory lint types contracts unit elsewhere journeys

check: test ## the same as test

lint: $(VENV)/test.stamp ## style, one writer per state
	$(BIN)/ruff check src tests tools conftest.py
	$(BIN)/ruff format --check src tests tools conftest.py
	$(BIN)/python -m tools.one_writer src/motcua/modules

types: $(VENV)/test.stamp ## mypy --strict
	$(BIN)/mypy

contracts: $(VENV)/test.stamp ## who may import whom
	$(BIN)/lint-imports --config .importlinter

unit: $(VENV)/test.stamp assets ## rules, operations, doors, cables and shape, on two cores
	$(BIN)/pytest -q -n 2 -m "not journey"

elsewhere: $(VENV)/test.stamp assets ## what touches the database, in a schema of another name
	MOTCUA_SCHEMA=another_city $(BIN)/pytest -q -n 2 -m "database and not journey and not slow"

journeys: $(VENV)/test.stamp assets ## whole stories in a real browser
	@$(BIN)/python -m tools.chromium; found=$$?; \
	if [ $$found = 3 ]; then exit 0; elif [ $$found != 0 ]; then exit 1; fi; \
	$(BIN)/pytest -q -m journey

shape: $(VENV)/test.stamp ## what is beyond the sizes we aim at (a question, never a failure)
	$(BIN)/python -m tools.sizes src/motcua

format: $(VENV)/test.stamp ## put code into our format
	$(BIN)/ruff check --fix-only -q src tests tools conftest.py
	$(BIN)/ruff format -q src tests tools conftest.py

assets: $(VENV)/run.stamp ## build styles, scripts, fonts and translations (skipped when nothing changed)
	@$(BIN)/python -m motcua.design.build

messages: $(VENV)/test.stamp ## list words without an English translation
	$(BIN)/python -m tools.messages

bench: $(VENV)/test.stamp assets ## measure, as ratios within one run
	$(BIN)/motcua bench

docs: $(VENV)/test.stamp ## draw again the parts of the handbook that come from the code
	$(BIN)/python -m tools.drawings

lock: $(VENV)/test.stamp ## lock requirements again, with hashes and without any index address
	$(BIN)/python -m tools.lock

clean: ## remove what was built (never the city's data)
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Motcua needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Motcua needs (once, about a minute) …"
	@$(PIP) install -q --require-hashes -r requirements/run.txt
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what checking needs …"
	@$(PIP) install -q --require-hashes -r requirements/test.txt
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp
