"""Each row of the table of failures names a test that exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
TABLE = PAGE.split("## When a part fails")[1].split("\n## ")[0]
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith("| what fails")]


def test_the_table_is_there() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS, ids=[row.split("|")[1].strip() for row in ROWS])
def test_row_names_its_test(row: str) -> None:
    named = re.search(r"`(tests/[\w/]+\.py)::(test_\w+)` \|$", row)
    assert named, row
    module = ast.parse((ROOT / named[1]).read_text(encoding="utf-8"))
    assert named[2] in {each.name for each in module.body if isinstance(each, ast.FunctionDef)}
