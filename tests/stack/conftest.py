"""Without the stack's tools, all tests of this folder are skipped."""

import pytest

pytest.importorskip("samtranslator", reason="the stack's tools are missing: `make test-stack` installs and uses them")

from tests.stack.fixtures import build, light_build, make_model, moto, outputs, runtime, stack

__all__ = ["build", "light_build", "make_model", "moto", "outputs", "runtime", "stack"]
