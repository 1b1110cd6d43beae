import pytest


@pytest.fixture(scope="session")
def templates() -> object:
    """`Templates`: all of them as plain CloudFormation, by file name without suffix; `template` is the root."""
    from tests.infra.templates import load_templates  # noqa: PLC0415 - which needs the stack's tools

    return load_templates()
