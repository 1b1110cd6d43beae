# Lectern's commands. `make help` lists them.
PYTHON ?= python3
PORT ?= 3000
DATA ?= data
MESSAGES ?= 10000
SECONDS ?= 30
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help install run test check format soak attack mutants fuzz audit lock train clean

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.run  ## Create .venv with what the bot needs to run

run: $(VENV)/.run  ## Start the bot with a local workspace on http://127.0.0.1:3000 (PORT= changes it)
	@$(BIN)/python -m bot local --port $(PORT)

test: $(VENV)/.dev  ## Run the tests; what needs a program that is not installed is skipped and says so
	$(BIN)/python -m pytest -rs

check: $(VENV)/.dev $(VENV)/.training  ## Everything that CI runs: lint, format, types, arrows between modules, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/python -m pytest -rs

format: $(VENV)/.dev  ## Format the code and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

soak: $(VENV)/.run  ## Send 10,000 messages under faults; fails if one is lost or answered twice (MESSAGES= changes it)
	$(BIN)/python -m benchmarks.soak --messages $(MESSAGES)
	$(BIN)/python -m benchmarks.soak.one_machine

attack: $(VENV)/.run  ## Try what an attacker would against the real commands, on loopback; fails where a promise does not hold
	$(BIN)/python -m benchmarks.attack

mutants: $(VENV)/.dev  ## Change delivery, doors, limits and store in small ways, and list what no test notices (minutes)
	$(INSTALL) mutmut==3.8.1
	$(BIN)/mutmut run
	$(BIN)/mutmut results

fuzz: $(VENV)/.dev  ## Look for inputs that break a promise, SECONDS for each target; needs `pip install atheris`
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

audit: $(VENV)/.dev  ## Ask the advisory database about the pinned packages, where it can be reached
	$(BIN)/python -m tests.audit

lock: $(VENV)/.dev  ## Pin requirements*.in with hashes into requirements*.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

train: $(VENV)/.training  ## Train the three embedded models from DATA=folder (hours on a CPU), then measure them
	$(BIN)/python -m training fit nouns --data $(DATA)
	$(BIN)/python -m training fit category --data $(DATA)
	$(BIN)/python -m training fit answers --data $(DATA)
	$(BIN)/python -m training evaluate --data $(DATA)
	$(BIN)/python -m training draw

clean:  ## Remove .venv and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis artefacts mutants

-include infra/stack.mk

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Lectern needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(BIN)/python
	@echo "Installing the bot and its readers; this happens once"
	@$(INSTALL) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing the tools for tests and checks"
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.training: requirements-training.txt $(VENV)/.run
	@echo "Installing PyTorch, transformers and the rest of training"
	@$(INSTALL) -r requirements-training.txt
	@touch $@
