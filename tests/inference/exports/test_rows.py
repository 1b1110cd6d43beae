import re

import pytest

from inference.contract import Name, NameKind, Span
from inference.exports.rows import ROOM, other_forms, rows_of
from tests.inference.exports.made import STORY, name, of_story


def test_a_name_comes_with_its_first_sentence_and_what_is_said_of_it() -> None:
    lagarde, busan, sons = rows_of(STORY, of_story())
    assert (lagarde.sentence.before, lagarde.sentence.mention, lagarde.sentence.after) == (
        "European Central Bank ",
        "President Christine Lagarde",
        ' spoke in Busan, "the port".',
    )
    assert (lagarde.about, lagarde.mentions, lagarde.other_forms) == (
        "European Central Bank President",
        2,
        ("Lagarde",),
    )
    assert (busan.place, busan.local_name, busan.other_forms) == ("city in South Korea", "부산", ())
    assert str(sons.sentence) == "Lagarde left; <b>O'Neil, & Sons</b> stayed."


@pytest.mark.parametrize(("language", "local"), [("de", "Busan am Meer"), ("ko", "부산"), ("xx", "부산"), ("", "부산")])
def test_a_place_is_called_as_in_the_readers_language_or_else_as_there(language: str, local: str) -> None:
    assert rows_of(STORY, of_story(), language)[1].local_name == local


def test_a_form_counts_once_however_it_is_written_and_titles_make_none() -> None:
    text = "Dr Ada Byron, ADA, Ada\nByron, Ada."
    found = Name("Ada Byron", NameKind.PEOPLE, [Span(0, 12), Span(14, 17), Span(19, 28), Span(30, 33)])
    assert list(other_forms(text, found)) == ["ADA"]


def test_control_characters_go_and_lines_become_one() -> None:
    text = "Say hi to\x1f Ada\x00\r\n\tByron\x85 now."
    (row,) = rows_of(text, [Name("Ada\x00\r\n\tByron", NameKind.PEOPLE, [Span(11, 22)])])
    assert (row.name, str(row.sentence)) == ("Ada Byron", "Say hi to Ada Byron now.")


def test_a_long_sentence_is_cut_between_words() -> None:
    text = f"{'left side ' * 100}Ada{' right side' * 100}."
    (row,) = rows_of(text, [name(text, "Ada")])
    assert row.sentence.before.startswith("…")
    assert row.sentence.after.endswith("…")
    assert set(str(row.sentence).strip("…").split()) == {"left", "right", "side", "Ada"}
    assert len(str(row.sentence)) <= 2 * ROOM + 5


def test_without_a_space_it_is_cut_anyway() -> None:
    text = f"{'x' * 1_000}Ada{'y' * 1_000}"
    (row,) = rows_of(text, [name(text, "Ada")])
    assert str(row.sentence) == f"…{'x' * ROOM}Ada{'y' * ROOM}…"


def test_offsets_that_a_strange_model_gives_do_no_harm() -> None:
    rows = rows_of("Ada.", [Name("Ada", NameKind.PEOPLE, [Span(50, 60)]), Name("Bo", NameKind.OTHER, [])])
    assert [row.mentions for row in rows] == [1, 0]


def test_of_a_text_that_is_all_names_the_sentences_stay_in_proportion() -> None:
    text = " ".join(f"Name{number}" for number in range(4_000))
    found = re.finditer(r"\S+", text)
    rows = rows_of(text, [Name(each[0], NameKind.PEOPLE, [Span(*each.span())]) for each in found])
    assert len(rows) == 4_000
    assert max(len(str(row.sentence)) for row in rows) <= 2 * ROOM + 12
