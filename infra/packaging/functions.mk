# What the code folder of every function includes. There is one for each processor, and the template's parameter
# Architecture chooses: so `sam build` packs what the functions will run on. It runs one target per function there, with
# ARTIFACTS_DIR set. BUILD_PYTHON and ARCH may be set (infra/stack.mk); any Python from 3.11 on is found without.
ARCHITECTURE := $(notdir $(CURDIR))
PYTHONS := "$(BUILD_PYTHON)" python3 python3.14 python3.13 python3.12 python3.11

build-%:
	@test "$(or $(ARCH),$(ARCHITECTURE))" = "$(ARCHITECTURE)" || { \
	  echo "ARCH is $(ARCH), but the template's parameter Architecture is $(ARCHITECTURE): unset ARCH, or run" \
	    "\`sam build --parameter-overrides Architecture=$(ARCH)\` and deploy with the same." >&2; exit 1; }
	@cd ../../.. && for python in $(PYTHONS); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec "$$python" -m infra.packaging $* "$(ARTIFACTS_DIR)" --architecture "$(ARCHITECTURE)"; \
	  fi; done; \
	  echo "Lectern's packages are built with Python 3.11 or newer, and there is none on PATH:" \
	    "install one, or name it: BUILD_PYTHON=/path/to/python3.11 sam build" >&2; exit 1
