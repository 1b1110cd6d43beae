# Building, deploying and testing the stack. Included by the Makefile.

ARCH ?= x86_64
STACK ?= lectern
STACK_VENV := .venv-stack
STACK_PYTHON := $(STACK_VENV)/bin/python
SAM = PATH="$(CURDIR)/$(STACK_VENV)/bin:$$PATH" SAM_CLI_TELEMETRY=0 BUILD_PYTHON="$(CURDIR)/$(STACK_PYTHON)" ARCH=$(ARCH) sam
STACK_TESTS := tests/infra tests/stack tests/bot/on_lambda/test_lambda_client.py
LOCK = uv pip compile --quiet --generate-hashes --no-annotate --custom-compile-command "make lock-stack"
TOOLKIT_VENV := .venv-sagemaker
TOOLKIT := tests/infra/sagemaker/requirements
LAMBDA := --python-version 3.13 --python-platform x86_64-manylinux_2_28

.PHONY: build deploy stack-local test-stack test-sagemaker lock-stack

build: $(STACK_VENV)/.ready  ## Build the functions' packages for Lambda (ARCH=arm64 for Graviton)
	rm -rf .aws-sam/build
	$(SAM) build --parameter-overrides Architecture=$(ARCH)
	@$(STACK_PYTHON) -m infra.packaging.report .aws-sam/build

deploy: build  ## Create or update the stack in your AWS account (STACK=name, ARCH=, PARAMETERS="Name=value ...")
	@$(STACK_PYTHON) -m infra.deploy --stack $(STACK) before $(PARAMETERS)
	$(SAM) deploy --stack-name $(STACK) --parameter-overrides Architecture=$(ARCH) $(PARAMETERS)
	@$(STACK_PYTHON) -m infra.deploy --stack $(STACK) after

stack-local: build  ## Run the built stack on this machine, without AWS and Docker, with the local workspace (PORT=)
	@$(STACK_PYTHON) -m tests.stack --port $(PORT)

test-stack: $(STACK_VENV)/.ready  ## Prove the stack without AWS: templates, packages, deployment, the functions at work
	$(STACK_PYTHON) -m pytest -rfEs -m stack $(STACK_TESTS)

test-sagemaker: $(TOOLKIT_VENV)/.ready $(VENV)/.dev $(VENV)/.training  ## Serve packed models with SageMaker's own toolkit; needs Java
	@command -v java >/dev/null || { echo "The toolkit's server needs Java: apt-get install default-jre-headless"; exit 1; }
	$(BIN)/python -m pytest -rfEs -m toolkit tests/infra/sagemaker

lock-stack: $(STACK_VENV)/.ready  ## Pin what the stack's tools and packages need, with hashes
	$(STACK_VENV)/bin/$(LOCK) --universal --python-version 3.11 requirements-stack.in -o requirements-stack.txt
	$(STACK_VENV)/bin/$(LOCK) $(LAMBDA) tests/stack/runtime.in -o tests/stack/runtime.txt
	cd $(TOOLKIT) && $(CURDIR)/$(STACK_VENV)/bin/$(LOCK) --universal --python-version 3.11 --excludes excludes.txt \
	  toolkit.in -o toolkit.txt
	cd infra/packaging/requirements && for name in bot encoders nouns model_sync; do \
	  ../../../$(STACK_VENV)/bin/$(LOCK) $(LAMBDA) --excludes excludes.txt $$name.in -o $$name.txt || exit 1; done
	$(STACK_VENV)/bin/$(LOCK) --universal --python-version 3.11 infra/packaging/requirements/uv.in \
	  -o infra/packaging/requirements/uv.txt

$(STACK_VENV)/.ready: requirements-stack.txt | $(BIN)/python
	@echo "Installing the SAM CLI and what else builds and tests the stack; this happens once"
	@$(BIN)/python -m venv $(STACK_VENV)
	@$(STACK_PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	  -r requirements-stack.txt
	@touch $@

$(TOOLKIT_VENV)/.ready: $(TOOLKIT)/toolkit.txt requirements-training.txt | $(BIN)/python
	@echo "Installing SageMaker's inference toolkit with PyTorch; this happens once"
	@$(BIN)/python -m venv $(TOOLKIT_VENV)
	@$(TOOLKIT_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	  -r $(TOOLKIT)/toolkit.txt
	@$(TOOLKIT_VENV)/bin/python -m pip install --quiet --disable-pip-version-check \
	  --constraint requirements-training.txt torch
	@touch $@
