# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: fuzz demo test lint kernels bench bench-reuse bench-trace docs clean install

$(BIN)/activate:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: pyproject.toml | $(BIN)/activate
	$(BIN)/python -m pip install --quiet -e '.[web,parquet]'
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -e '.[dev,spark,spacy]'
	touch $@

install: $(VENV)/.installed

demo: $(VENV)/.installed  ## a virtual environment, the install, the main job on the packaged collection
	@if [ -e firsthand-demo/case.db ]; then \
	  echo "firsthand-demo is there already, and stays: open firsthand-demo/report.html"; \
	else $(BIN)/firsthand demo; fi

test: $(VENV)/.installed-dev  ## all tests, the layers, types and style
	$(BIN)/python -m pytest -n 2 --dist loadgroup
	$(MAKE) lint

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests evaluation benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports

kernels: $(VENV)/.installed-dev  ## the compiled kernels that the package carries; after every change of them
	$(BIN)/python -m firsthand.kernels.build --carry

bench: bench-reuse bench-trace

bench-reuse: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.reuse

bench-trace: $(VENV)/.installed-dev  ## the whole trace, on invented news; CORPUS=articles.jsonl for your own
	$(BIN)/python -m benchmarks.trace $(CORPUS)

docs: | $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet -e '.[docs]'
	$(BIN)/mkdocs build --strict

clean:
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache

fuzz: $(VENV)/.installed-dev  ## attacks: mutated files, kills, a server under fire, arguments of chance (bounded)
	$(BIN)/python -m evaluation.fuzz
