"""Without the stack's tools, all tests of this folder are skipped."""

import pytest

pytest.importorskip("samtranslator", reason="the stack's tools are missing: `make test-stack` installs and uses them")

from tests.infra.templates import Templates, load_templates


@pytest.fixture(scope="session")
def templates() -> Templates:
    """All templates as plain CloudFormation, by file name without suffix; `template` is the root."""
    return load_templates()
