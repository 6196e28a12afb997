# `make deck` builds the sample deck, `make test` runs every check. Both need Python 3.11 or newer and the package index.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: deck test gate lint types benchmarks clean

deck: .venv/.installed
	$(BIN)/flashcards build decks/tea-house

test: .venv/.installed-dev lint types
	$(BIN)/python -m pytest -n 2
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
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip

# The build backend is pinned as well: pip reads its version from the same file.
.venv/.installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --build-constraint constraints.txt --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --build-constraint constraints.txt --editable '.[dev]'
	@touch $@
