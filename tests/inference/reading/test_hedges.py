import json
from pathlib import Path

import pytest

from inference.contract import Hedge
from inference.reading.hedges import hedge
from tests.linear import assert_linear, run

CASES = [json.loads(line) for line in (Path(__file__).parent / "hedged.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']} {case['sentence'][:30]}")
def test_how_a_sentence_keeps_its_distance(case: dict[str, str]) -> None:
    start = case["sentence"].index(case["answer"])
    found = hedge(case["question"], case["sentence"], start, start + len(case["answer"]))
    assert found == (Hedge(case["hedged"]) if case["hedged"] else None)


@pytest.mark.parametrize("unit", ["said a ", "denied, ", "x, the a b, ", '"a said ', ", a.b said "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(
        lambda text: hedge("Who ran?", text, len(text) // 2, len(text) // 2 + 3), lambda size: run(unit, size)
    )
