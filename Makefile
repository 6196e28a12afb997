# `make deck` builds the sample deck, `make test` runs every check. Both need Python 3.11 or newer and the package index.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: deck test gate lint types benchmarks lock clean

deck: .venv/.installed
	$(BIN)/flashcards build decks/tea-house

test: .venv/.installed-dev lint types
	$(BIN)/python -m pytest -n 2 --dist worksteal
	$(BIN)/python benchmarks/gate.py

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed-dev
	$(BIN)/mypy

benchmarks: .venv/.installed-dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/notes.py
	$(BIN)/python benchmarks/alignment.py
	$(BIN)/python benchmarks/gate.py

clean:
	rm -rf .venv build dist *.egg-info

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "flashcards needs Python 3.11 or newer; set PYTHON=...")'
	$(PYTHON) -m venv .venv

# Every file that is installed has a hash that was noted before; what builds the packages that come as source, too.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.venv/.installed: .venv/bin/python pyproject.toml requirements/build.txt requirements/run.txt
	$(PIP) --require-hashes --requirement requirements/build.txt
	$(PIP) --require-hashes --no-build-isolation --requirement requirements/run.txt
	@echo 'Preparing the dictionary; this takes some twenty seconds, once.'
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements/dev.txt
	$(PIP) --require-hashes --no-build-isolation --requirement requirements/dev.txt
	@touch $@

# After a change of constraints.txt or of the dependencies in pyproject.toml; needs uv, for this alone.
lock:
	$(PYTHON) scripts/lock.py
