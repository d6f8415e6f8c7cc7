# `make demo` and `make test` need Python 3.11+, make and git; everything else is fetched.
PYTHON ?= python3
DATA ?= ../shared/data
DEV := .venv
RUN := $(DEV)/bin
DEMO := .venv-demo
PIP_FLAGS := --quiet --disable-pip-version-check

.PHONY: demo dev test check evals bench corpus train gazetteer site coverage mutants clean

demo: $(DEMO)/.installed
	$(DEMO)/bin/dateline build examples/kherson -o demo
	@echo "Open demo/index.html in a browser; to search and judge: $(DEMO)/bin/dateline serve demo/ledger.sqlite"

$(DEMO)/.installed: pyproject.toml $(shell find src frontend/src scripts -type f -not -name '*.pyc' 2>/dev/null)
	$(PYTHON) -m venv $(DEMO)
	$(DEMO)/bin/pip install $(PIP_FLAGS) ".[serve]"
	@touch $@

$(DEV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(DEV)
	$(RUN)/pip install $(PIP_FLAGS) -e ".[dev]"
	@touch $@

dev: $(DEV)/.installed

# The build hook makes it in an environment of its own, which has the lists of places.
gazetteer: $(DEV)/.installed
	$(RUN)/pip install $(PIP_FLAGS) --no-deps -e .

site: $(DEV)/.installed
	$(RUN)/mkdocs build --strict --quiet
	@echo "Open site/index.html"

COVERED ?= model text query control
coverage: $(DEV)/.installed
	$(RUN)/python -m benchmarks.coverage $(COVERED)

SAMPLE ?= 3
mutants: $(DEV)/.installed
	$(RUN)/python -m benchmarks.mutants $(COVERED) --sample $(SAMPLE)

check: $(DEV)/.installed
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test: check
	$(RUN)/python scripts/frontend.py test
	$(RUN)/pytest

evals: $(DEV)/.installed
	$(RUN)/python -m evals --data $(DATA)

corpus: $(DEV)/.installed
	$(RUN)/python -m corpus $(if $(wildcard $(DATA)),--data $(DATA))

bench: $(DEV)/.installed
	$(RUN)/python -m benchmarks --data $(DATA)
	$(RUN)/python -m benchmarks.load

train: $(DEV)/.installed
	$(RUN)/pip install $(PIP_FLAGS) -e ".[train]"
	$(RUN)/python -m training --data $(DATA) $(TRAIN_FLAGS)

clean:
	rm -rf $(DEV) $(DEMO) demo site dist build
