# The interface to the project. `make run` and `make test` need nothing but Python 3.11 or 3.12 and make;
# what else they need they install: Python packages into .venv, Debian's packages through scripts/system_packages.sh.
PYTHON ?= python3
PORT ?= 8000
COURSE ?= course_templates/bransjekurs/renhold
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test test-services matrix verifiers check bench courses docs messages clean

help:
	@echo "make run      start the preview on http://127.0.0.1:$(PORT)  (PORT=…, COURSE=folder or archive)"
	@echo "make test     all tests, browser journeys included"
	@echo "make test-services  the database's tests on MariaDB, and workers on Redis  (TESTS=…: some of them)"
	@echo "make matrix   the tests without a browser on each release of Open edX we promise  (LEG=teak: one; ARGS=…)"
	@echo "make check    lint, format, types, import contracts, migrations, catalogues, stylesheet"
	@echo "make bench    measure what people wait for, into dist/bench.json  (ONLY=plan: one benchmark)"
	@echo "make courses  build the course archives into dist/courses/"

run: .venv/.run
	$(BIN)/bransjekurs preview $(COURSE) --port $(PORT)

test: .venv/.all .venv/.system-test frontend/node_modules/.installed verifiers .venv-tutor/.installed .venv/.services
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests
	$(BIN)/python -m pytest --ds tests.platform.compat.settings tests/platform/compat
	$(BIN)/python -m tests.services.servers $(BIN)/python -m pytest -n 2 --dist loadgroup tests/api

# On a MariaDB and a Redis of the tests' own, with the platform's collation. `make test` does the use cases so; here
# all that reaches the database. Those that kill servers run by themselves.
TESTS ?= tests/api tests/pages tests/blocks tests/test_roles.py
test-services: .venv/.services
	$(BIN)/python -m tests.services.servers $(BIN)/python -m pytest -n 2 --dist loadgroup $(TESTS)
	$(BIN)/python -m tests.services.servers $(BIN)/python -m pytest tests/services

# Python 3.11 and 3.12 are looked for on the path, then among pyenv's; MATRIX_PATH=folder:folder comes before both. A
# Python that is not there is skipped, and said to be.
LEG ?= ALL
ARGS ?= tests
MATRIX_PATH ?=
matrix: .venv-matrix/tox/bin/tox verifiers
	PATH="$(MATRIX_PATH):$$PATH$$(for v in $$(pyenv versions --bare 2>/dev/null); do printf %s ":$$(pyenv root)/versions/$$v/bin"; done)" \
	  nice $< run -e $(LEG) -- $(ARGS)

.venv-matrix/tox/bin/tox: .venv/bin/python
	$(BIN)/python -m venv .venv-matrix/tox
	.venv-matrix/tox/bin/pip install -q 'tox>=4.25'
	@touch $@

check: .venv/.all .venv/.system-check frontend/node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=bransjekurs.preview.settings BRANSJEKURS_VAR=.venv/var $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/python scripts/catalogues.py --check
	$(BIN)/python scripts/docs.py --check
	node frontend/build.mjs --check

# What we are measured beside, in an environment of its own: its pins are not ours.
.venv-bench/.all: scripts/benchmarks/peers.txt
	python3.11 -m venv .venv-bench || $(BIN)/python -m venv .venv-bench
	.venv-bench/bin/pip install -q -r scripts/benchmarks/peers.txt
	@touch $@

bench: .venv/.all .venv-bench/.all
	$(BIN)/python scripts/bench.py $(ONLY)

courses: .venv/.all
	@mkdir -p dist/courses
	@for course in course_templates/bransjekurs/*/; do \
	  $(BIN)/bransjekurs build $$course -o dist/courses/$$(basename $$course).tar.gz || exit 1; done

# Write the tables, schemas and coverage matrices in docs/ from the code and the courses.
docs: .venv/.all
	$(BIN)/python scripts/docs.py

# Bring the catalogues up to date with the code and the templates, and compile them.
messages: .venv/.all .venv/.system-check
	$(BIN)/python scripts/catalogues.py

# Verifiers of credentials and readers of PDFs that others wrote, for the tests: from npm, and for Python each in an
# environment of its own.
verifiers: tests/verifiers/node_modules/.installed .venv/openbadgeslib/.installed .venv/avalpdf/.installed

clean:
	rm -rf .venv .venv-* dist build var frontend/node_modules tests/verifiers/node_modules

.venv/bin/python:
	@scripts/system_packages.sh run
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12) and "Python 3.11 or 3.12 is needed; set PYTHON=…")'
	$(PYTHON) -m venv .venv

.venv/.run: setup.py .venv/bin/python
	$(BIN)/pip install -q -e '.[command,preview]'
	@touch $@

.venv/.all: setup.py .venv/bin/python
	$(BIN)/pip install -q -e '.[command,preview,ordbok,test]'
	@touch .venv/.run $@

# What Open edX reaches MariaDB and Redis through.
.venv/.services: .venv/.all .venv/.system-services
	$(BIN)/pip install -q -e '.[services]'
	@touch $@

# Tutor, with our plugin for it: it asks for other versions than the preview does.
.venv-tutor/.installed: scripts/tutor/pyproject.toml .venv/bin/python
	$(PYTHON) -m venv .venv-tutor
	.venv-tutor/bin/pip install -q -e scripts/tutor
	@touch $@

.venv/.system-test .venv/.system-check .venv/.system-services: .venv/.system-%: scripts/system_packages.sh .venv/bin/python
	@scripts/system_packages.sh $*
	@touch $@

# What builds the stylesheet, and axe-core, with which the tests look at the pages.
frontend/node_modules/.installed: frontend/package-lock.json | .venv/.system-check
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

tests/verifiers/node_modules/.installed: tests/verifiers/package-lock.json | .venv/.system-check
	cd tests/verifiers && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

.venv/openbadgeslib/.installed: tests/verifiers/requirements.txt .venv/bin/python
	$(BIN)/python -m venv .venv/openbadgeslib
	.venv/openbadgeslib/bin/pip install -q -r tests/verifiers/requirements.txt
	@touch $@

.venv/avalpdf/.installed: tests/verifiers/avalpdf.txt .venv/bin/python
	$(BIN)/python -m venv .venv/avalpdf
	.venv/avalpdf/bin/pip install -q -r tests/verifiers/avalpdf.txt
	@touch $@
