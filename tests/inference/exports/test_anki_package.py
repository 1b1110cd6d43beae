"""The package, opened by Anki itself."""

from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.notes import Note

from inference.contract import Name, NameKind, Span
from inference.exports.anki_package import DECK, anki_package
from inference.exports.rows import Row, rows_of
from tests.inference.exports.made import STORY, name, of_story


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    with closing(Collection(str(tmp_path / "collection.anki2"))) as collection:
        yield collection


def take_in(anki: Collection, rows: list[Row], moment: float = 1_000_000.0) -> list[Note]:
    """Import as a person does, and return all notes in order."""
    path = Path(anki.path).with_name("names.apkg")
    path.write_bytes(anki_package(rows, moment))
    anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions()))
    return [anki.get_note(note) for note in sorted(anki.find_notes(""))]


def test_cards_ask_who_or_what_a_name_is(anki: Collection) -> None:
    notes = take_in(anki, rows_of(STORY, of_story()))
    cards = [card for note in notes for card in note.cards()]
    asked = [card.question() for card in cards]
    assert len(cards) == 3
    assert "Who is Christine Lagarde?" in asked[0]
    assert 'European Central Bank <b>President Christine Lagarde</b> spoke in Busan, "the port".' in asked[0]
    assert "What is Busan?" in asked[1]
    assert "What is &lt;b&gt;O'Neil, &amp; Sons&lt;/b&gt;?" in asked[2]
    assert {anki.decks.name(card.did) for card in cards} == {DECK}


def test_answers_say_kind_explanation_and_place(anki: Collection) -> None:
    lagarde, busan, sons = (note.cards()[0].answer() for note in take_in(anki, rows_of(STORY, of_story())))
    for part in ("Person", "European Central Bank President", "also Lagarde"):
        assert part in lagarde
    assert '<p class="kind">Place</p>' in busan
    assert "city in South Korea (부산)" in busan
    assert "also" not in busan
    assert "Organisation" in sons


def test_the_same_names_again_are_the_same_notes_brought_up_to_date(anki: Collection) -> None:
    lagarde, *others = of_story()
    before = take_in(anki, rows_of(STORY, [lagarde, *others]))
    told = Name(lagarde.name, lagarde.kind, lagarde.mentions, about=Span(0, 9))
    after = take_in(anki, rows_of(STORY, [told, *others]), 1_000_100.0)
    assert [note.id for note in after] == [note.id for note in before]
    assert [note["Explanation"] for note in (before[0], after[0])] == ["European Central Bank President", "It rained"]


def test_another_sentence_is_another_card(anki: Collection) -> None:
    take_in(anki, rows_of("Ada sang.", [name("Ada sang.", "Ada")]))
    assert len(take_in(anki, rows_of("Ada slept.", [name("Ada slept.", "Ada")]), 1_000_100.0)) == 2


def test_two_of_one_name_in_one_sentence_are_two(anki: Collection) -> None:
    text = "Ada met Ada."
    both = [Name("Ada", NameKind.PEOPLE, [Span(0, 3)]), Name("Ada", NameKind.PEOPLE, [Span(0, 3)])]
    rows = rows_of(text, both)
    assert len(take_in(anki, rows)) == 2
    assert len(take_in(anki, rows, 1_000_100.0)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "[sound:a.mp3]",
        "[latex]x[/latex]",
        "{{Name}}",
        "<script>alert(1)</script>",
        "&lt;b&gt;",
        "a\x1fb",
        "עדה לאבלייס",
        "👩\u200d👩🏽\u200d👧",
        'A, "B"\nC',
    ],
)
def test_whatever_a_text_holds_is_shown_as_it_stands(anki: Collection, words: str) -> None:
    (note,) = take_in(anki, rows_of(words, [name(words, words)]))
    card = note.cards()[0]
    shown = " ".join(words.split())
    assert anki.media.strip_av_tags(card.question()) == card.question()
    assert card.question_av_tags() == card.answer_av_tags() == []
    assert "<script" not in card.question()
    assert "[latex]" not in card.question()
    assert f"What is {shown}?" in _read(card.question()) or f"Who is {shown}?" in _read(card.question())


@pytest.mark.parametrize("kind", NameKind)
def test_every_kind_is_asked_and_answered_in_words(anki: Collection, kind: NameKind) -> None:
    (note,) = take_in(anki, rows_of("Ada.", [name("Ada.", "Ada", kind)]))
    asked = {NameKind.PEOPLE: "Who is", NameKind.PEOPLES: "Who are"}.get(kind, "What is")
    assert note["Question"] == f"{asked} Ada?"
    assert note["Kind"]


def test_several_hundred_names_are_as_many_cards(anki: Collection) -> None:
    text = ". ".join(f"Here is Name{number}" for number in range(600))
    assert len(take_in(anki, rows_of(text, [name(text, f"Name{number}.") for number in range(599)]))) == 599


def _read(shown: str) -> str:
    """What a person reads."""
    reading = _Reading()
    reading.feed(shown)
    reading.close()
    return "".join(reading.words)


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)
