from pathlib import Path

import pytest
from tokenizers import Tokenizer

from inference.contract import AnswersRequest
from inference.reading.answers import AnswersReader
from inference.reading.tables import cell_numbers
from inference.store.embedded import EMBEDDED_MODELS
from tests.inference.reading.word_scores import make_model
from tests.linear import UNITS, assert_linear, run


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(EMBEDDED_MODELS / "answers/tokenizer.json"))


def cells(tokenizer: Tokenizer, text: str) -> list[str]:
    """The words of each cell, and what parts them."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    found: dict[int, str] = {}
    for number, (start, end) in zip(cell_numbers(encoding, text), encoding.offsets, strict=True):
        found[number] = f"{found.get(number, '')} {text[start:end]}".strip()
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana\t4\t1\nKim\t7\t0", ["Ana", "4", "1", "Kim", "7", "0"]),
        ("| Elm | Roe |\n| Oak | Fox |", ["|", "Elm", "|", "Roe", "|", "|", "Oak", "|", "Fox", "|"]),
        ("5A   08:10    2\r\n7B   08:25    4", ["5 a", "08 : 10", "2", "7 b", "08 : 25", "4"]),
        ("Team,Points\nGraz,12", ["Team", ",", "Points", "Graz", ",", "12"]),
        ("Sales were 4,100.\nCosts were 2,200.", ["Sales were 4 , 100 . Costs were 2 , 200 ."]),
        ("Ana, Bo and Di came.\nAda, Tom and Ron left.", ["Ana , Bo and Di came . Ada , Tom and Ron left ."]),
        ("find file | sort it", ["find file | sort it"]),
    ],
)  # fmt: skip
def test_cells(tokenizer: Tokenizer, text: str, wanted: list[str]) -> None:
    assert [cell.lower() for cell in cells(tokenizer, text)] == [cell.lower() for cell in wanted]


def test_an_answer_stays_in_its_cell(tmp_path: Path) -> None:
    model = make_model(tmp_path / "m", {"seven": 3.0, "seven zero": 6.0})
    reader = AnswersReader(model)
    assert reader.read(AnswersRequest("Which?", "Ana seven zero\nKim one two")).answer == "seven zero"
    reply = reader.read(AnswersRequest("Which?", "Ana\tseven\tzero\nKim\tone\ttwo"))
    assert reply.answer == "seven"


@pytest.mark.parametrize("unit", [*UNITS, "a,b\n", "a  b\n"])
def test_in_linear_time(tokenizer: Tokenizer, unit: str) -> None:
    encoding = tokenizer.encode("one")
    assert_linear(lambda text: cell_numbers(encoding, text), lambda size: run(unit, size))
