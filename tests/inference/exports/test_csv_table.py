import csv
import io

import pytest

from inference.contract import Name, NameKind, Span
from inference.exports.csv_table import HEADER, csv_table
from inference.exports.rows import rows_of
from tests.inference.exports.made import STORY, name, of_story


def table(text: str, names: list[Name]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_table(rows_of(text, names)).decode("utf-8-sig"), newline="")))


def test_each_name_has_a_line() -> None:
    header, *lines = table(STORY, of_story())
    assert tuple(header) == HEADER
    assert lines == [
        [
            "Christine Lagarde",
            "people",
            "European Central Bank President",
            "",
            'European Central Bank President Christine Lagarde spoke in Busan, "the port".',
            "2",
            "Lagarde",
        ],
        [
            "Busan",
            "places",
            "city in South Korea",
            "부산",
            'European Central Bank President Christine Lagarde spoke in Busan, "the port".',
            "1",
            "",
        ],
        [
            "<b>O'Neil, & Sons</b>",
            "organisations",
            "",
            "",
            "Lagarde left; <b>O'Neil, & Sons</b> stayed.",
            "1",
            "",
        ],
    ]


def test_bytes_are_those_that_spreadsheet_programs_know() -> None:
    content = csv_table(rows_of("Ada, “Ada”.", [name("Ada, “Ada”.", "Ada")]))
    assert content.startswith(b"\xef\xbb\xbfname,kind,")
    assert content.endswith('\r\nAda,people,,,"Ada, “Ada”.",2,\r\n'.encode())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_what_begins_like_a_formula_is_text(sign: str) -> None:
    text = f'{sign}HYPERLINK("http://a.example","Ada") is here.'
    found = Name(text[:35], NameKind.OTHER, [Span(0, 35), Span(0, 20)], about=Span(0, 20))
    cells = table(text, [found])[1]
    assert [cell[:2] for cell in cells if sign in cell] == [f"'{sign}"] * 4


@pytest.mark.parametrize("start", ["\t", "\r", "\n", "\r\n\t"])
def test_space_before_a_formula_hides_nothing(start: str) -> None:
    text = f"{start}=1+1"
    assert table(text, [Name(text, NameKind.OTHER, [Span(0, len(text))])])[1][0] == "'=1+1"


@pytest.mark.parametrize("words", ["😀 Émile", "עדה לאבלייס", "a,b", 'a"b', "李\u202e", "x" * 5_000])
def test_any_name_comes_back_as_it_is(words: str) -> None:
    assert table(words, [name(words, words)])[1][0] == words
