# Two commands set up everything they need on Debian with Python 3.11 or newer: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PERIOD ?= 2025-11
FOCUS ?= nissan/roox
OUT ?= report

.PHONY: report test check bench chromium clean

report: $(VENV)/installed
	$(BIN)/yellowplate report $(PERIOD) --focus $(FOCUS) --out $(OUT)

test: check chromium
	$(BIN)/python -m pytest

check: $(VENV)/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/developed
	$(BIN)/python -m bench.startup
	$(BIN)/python -m bench.reconcile_quality
	$(BIN)/python -m bench.reconcile_speed
	$(BIN)/python -m bench.check_quality
	$(BIN)/python -m bench.check_speed
	$(BIN)/python -m bench.report_roundtrip
	$(BIN)/python -m bench.effects_quality --quick
	$(BIN)/python -m bench.effects_speed --quick
	$(BIN)/python -m bench.rules_speed
	$(BIN)/python -m bench.entry_backtest
	$(BIN)/python -m bench.entry_speed

# The tests of the pages drive the browser of the system.
chromium:
	command -v chromium >/dev/null || { apt-get update && apt-get install -y chromium; }

# Debian keeps the module venv in a package of its own.
$(VENV)/created:
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || { apt-get update && apt-get install -y python3-venv; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/installed: $(VENV)/created pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/developed: $(VENV)/created pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all,dev]'
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) $(OUT)
