# Everything a newcomer needs: only Python 3.11+ (with venv) and make have to be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCHEMA := var/bot-api-schema.json
RIGHT_PYTHON = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Weerklank needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }

.PHONY: help install demo test lint types contracts unit bench chaos pictures requirements clean

help:
	@echo "make demo    rehearse on this machine: a page with phones (ARGS=--headless: play it without)"
	@echo "make test    every check: lint, types, contracts, tests"
	@echo "make install what running needs, and no more"
	@echo "make bench   how fast it is, as JSON (ARGS='throughput --quick' for some of it)"
	@echo "make pictures the screenshots of README and docs, made anew (wants Chromium)"
	@echo "make chaos   long runs that kill the program and look for lost messages"
	@echo "make requirements   resolve and pin the dependencies again"

$(VENV)/ready: requirements/dev.txt pyproject.toml
	@$(RIGHT_PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Only what running needs, for a machine that serves parents.
install: requirements/runtime.txt
	@$(RIGHT_PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

# The Bot API schema that aiogram's source archive carries: an oracle for our own server that we did not write.
$(SCHEMA): $(VENV)/ready requirements/schema.txt
	@mkdir -p var
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --no-build-isolation --require-hashes -r requirements/schema.txt --dest var
	$(BIN)/python -m tests.rehearsal.unpack_schema var $@

demo: ARGS ?=
demo: $(VENV)/ready
	$(BIN)/weerklank demo $(ARGS)

test: lint types contracts unit

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready
	$(BIN)/mypy

contracts: $(VENV)/ready
	$(BIN)/lint-imports

unit: $(VENV)/ready $(SCHEMA)
	$(BIN)/python -m pytest -m "not chaos" -n auto --dist worksteal

bench: $(VENV)/ready
	$(BIN)/python -m tests.benchmarks $(ARGS)

chaos: $(VENV)/ready
	$(BIN)/python -m pytest -m chaos

# What docs/ shows, as the tests of the page saw it.
pictures: $(VENV)/ready
	WEERKLANK_PICTURES=var/pictures $(BIN)/python -m pytest tests/browser -k "newcomer or lose_nobody or wide_enough"
	@mkdir -p docs/pictures
	cp var/pictures/guide-nl-3.png docs/pictures/rehearsal.png
	cp var/pictures/fault-killed.png docs/pictures/killed.png
	cp var/pictures/narrow-phone.png docs/pictures/narrow.png

requirements:
	$(PYTHON) -m venv var/uv && var/uv/bin/python -m pip install --quiet uv
	var/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml --output-file requirements/runtime.txt
	var/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 --extra dev pyproject.toml --constraint requirements/runtime.txt --output-file requirements/dev.txt
	echo hatchling | var/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 - --constraint requirements/runtime.txt --output-file requirements/build.txt
	$(PYTHON) -c "import pathlib,re; t=pathlib.Path('requirements/runtime.txt').read_text(); pathlib.Path('requirements/schema.txt').write_text(re.search(r'^aiogram==.*?(?=^\S)', t, re.M|re.S)[0])"

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache
