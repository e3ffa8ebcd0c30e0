# Each target makes the environment it needs; `make test` is all that a fresh
# checkout takes. PYTHON=python3.12 chooses another interpreter.

PYTHON ?= python3

BIN := .venv/bin

SPEED_BENCHMARKS := $(filter-out benchmarks/speed/_%,$(wildcard benchmarks/speed/*.py))
QUALITY_BENCHMARKS := $(addprefix benchmarks/quality/,tables.py signals.py mixed.py \
    associations.py exact.py metrics.py copies.py verdict.py)
RELIABILITY_BENCHMARKS := $(filter-out benchmarks/reliability/_%,$(wildcard benchmarks/reliability/*.py))
SCALE_BENCHMARKS := $(wildcard benchmarks/scale/*.py)

# Whose spelling `make lint` checks.
PROSE := .ci benchmarks docs examples skgan tests $(wildcard *.md) Makefile pyproject.toml

export PIP_DISABLE_PIP_VERSION_CHECK ?= 1

# Each process holds TensorFlow, about 1 GB.
PYTEST := python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

.PHONY: help demo test test-browser test-docker test-lowest test-oldest fuzz lint docs dist bench clean
.DELETE_ON_ERROR:

help:
	@echo "make demo | test | test-browser | test-docker | test-oldest | fuzz | lint | docs | dist | bench | clean"

demo: .venv/.ready
	$(BIN)/python -m skgan demo --force

test: .venv/.ready
	$(BIN)/$(PYTEST)

# The app in Debian's Chromium (apt install chromium chromium-driver), or skipped.
test-browser: .venv/.ready
	$(BIN)/python -m pip install --quiet --editable '.[browser]'
	SKGAN_TEST_BROWSER=1 $(BIN)/python -m pytest tests/browser

# Lints docs/docker/Dockerfile; where a daemon is there, builds and runs it.
test-docker: .venv/.ready
	$(BIN)/python -m pip install --quiet --editable '.[dist]'
	rm -f dist/*.whl
	$(BIN)/python -m build --wheel --outdir dist
	$(BIN)/python .ci/check_docker.py

test-lowest: .venv-lowest/.ready
	.venv-lowest/bin/$(PYTEST)

test-oldest: test-lowest

# 2,000 examples instead of the 100 that the tests try; other ones at each run.
fuzz: .venv/.ready
	$(BIN)/$(PYTEST) tests/fuzz --hypothesis-profile=fuzz

lint: .venv/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/codespell $(PROSE)
	$(BIN)/python .ci/check_prose.py

# Runs the examples of the gallery; those on the pages are run by `make test`. Checks
# that names and links lead somewhere, and that no page loads from another host.
docs: .venv/.ready
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	OMP_NUM_THREADS=1 $(BIN)/python -m sphinx -W --keep-going docs docs/_build/html
	$(BIN)/python .ci/check_site.py docs/_build/html

# Builds both, and looks at them and at what they install from outside the checkout.
dist: .venv/.ready
	$(BIN)/python -m pip install --quiet --editable '.[dist]'
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/python .ci/check_dist.py dist

# Apart from .venv: the peers hold numpy and pandas back. Writes docs/figures and the
# tables of the pages.
bench: .venv-bench/.ready
	@set -e; for script in $(SPEED_BENCHMARKS) $(QUALITY_BENCHMARKS) \
	    $(RELIABILITY_BENCHMARKS) $(SCALE_BENCHMARKS) benchmarks/walk.py; do \
	    echo "== $$script"; .venv-bench/bin/python $$script --write; \
	done
	@set -e; for script in tables.py mixed.py signals.py; do \
	    echo "== $$script --unseen"; \
	    .venv-bench/bin/python benchmarks/quality/$$script --unseen --write; \
	done
	.venv-bench/bin/python benchmarks/scale/tables.py --rows 2_000_000 --strategy 1 --write
	.venv-bench/bin/python benchmarks/fill_pages.py

clean:
	rm -rf .venv .venv-bench .venv-lowest build dist
	rm -rf docs/_build docs/api docs/gallery docs/sg_execution_times.rst
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is ready when its stamp is newer than pyproject.toml.
.venv/.ready:        EXTRAS = plot,test
.venv-bench/.ready:  EXTRAS = plot,bench
.venv-lowest/.ready: EXTRAS = plot,test
.venv-lowest/.ready: PYTHON = python3.11
.venv-lowest/.ready: CONSTRAINTS = --constraint .ci/constraints-lowest.txt
.venv-lowest/.ready: .ci/constraints-lowest.txt

%/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "'$(PYTHON)' is missing or older than Python 3.11, which skgan needs." \
	         "Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $*
	$*/bin/python -m pip install --quiet --upgrade pip
	$*/bin/python -m pip install --quiet $(CONSTRAINTS) --editable '.[$(EXTRAS)]'
	@touch $@
