import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inference.contract import MAX_TEXT_LENGTH, Entity, InferenceError, NounsRequest
from inference.reading.nouns import NounsReader


def read(reader: NounsReader, text: str) -> list[Entity]:
    entities = reader.read(NounsRequest(text=text)).entities
    position = 0
    for entity in entities:
        assert position <= entity.start < entity.end
        assert text[entity.start : entity.end] == entity.text
        position = entity.end
    return entities


def test_the_example_of_the_readme(nouns: NounsReader) -> None:
    assert read(nouns, "He works at Google.") == [Entity(text="Google", label="ORG", start=12, end=18)]


def test_people_places_and_organisations(nouns: NounsReader) -> None:
    text = "Angela Merkel flew from Berlin to Buenos Aires to speak with Cristina Kirchner about Lehman Brothers."
    found = {entity.text: entity.label for entity in read(nouns, text)}
    assert found == {
        "Angela Merkel": "PERSON",
        "Berlin": "LOC",
        "Buenos Aires": "LOC",
        "Cristina Kirchner": "PERSON",
        "Lehman Brothers": "ORG",
    }


def test_names_without_capitals(nouns: NounsReader) -> None:
    names = {entity.text for entity in read(nouns, "yesterday angela merkel flew from berlin to paris.")}
    assert {"angela merkel", "berlin", "paris"} <= names


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weber\nTobias Renn\nLena Okafor\n",
        "- Anna Weber\n- Tobias Renn\n- Lena Okafor",
        "name,goals\nAnna Weber,2\nTobias Renn,0\nLena Okafor,1\n",
        "| name | goals |\n|---|---|\n| Anna Weber | 2 |\n| Tobias Renn | 0 |\n| Lena Okafor | 1 |\n",
    ],
)
def test_each_name_of_a_list_or_a_table_is_one(nouns: NounsReader, text: str) -> None:
    found = [entity.text for entity in read(nouns, text)]
    assert [name for name in found if name in {"Anna Weber", "Tobias Renn", "Lena Okafor"}] == [
        "Anna Weber",
        "Tobias Renn",
        "Lena Okafor",
    ]


def test_code_has_next_to_no_names(nouns: NounsReader) -> None:
    code = "import math\n\nMAX_RETRIES = 5\n\ndef area(radius):\n    return math.pi * radius ** 2\n"
    assert len(read(nouns, code)) <= 2


def test_marks_of_their_own_stay_with_their_letters(nouns: NounsReader) -> None:
    names = [entity.text for entity in read(nouns, "Only Jose\u0301 Garci\u0301a came to Zu\u0308rich.")]
    assert names == ["Jose\u0301 Garci\u0301a", "Zu\u0308rich"]


def test_a_text_in_another_language_is_named(nouns: NounsReader) -> None:
    with pytest.raises(InferenceError, match="This text seems to be in Spanish; I only read English"):
        read(nouns, "El alcalde reabrió el sábado el viejo faro después de nueve años de obras.")


def test_a_text_without_names(nouns: NounsReader) -> None:
    assert read(nouns, "We slept late and then made some soup.") == []


def test_offsets_stay_right_to_the_end_of_a_long_text(nouns: NounsReader) -> None:
    filler = "They walked along the river and talked about the weather. "
    text = filler * (MAX_TEXT_LENGTH // len(filler) - 1) + "Maria Weber left."
    last = read(nouns, text)[-1]
    assert (last.text, last.label) == ("Maria Weber", "PERSON")


@pytest.mark.parametrize(
    "text",
    [
        "😀 Anna 😀 lives in Zürich 🇨🇭.",
        "<b>Anna</b> & Zürich &amp;",
        "Anna\r\nlives\tin\u00a0Zürich",
        "\u202eAnna lives in Zürich",
    ],
)  # fmt: skip
def test_odd_signs_around_names(nouns: NounsReader, text: str) -> None:
    assert "Anna" in {name for entity in read(nouns, text) for name in entity.text.split()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400))
def test_entities_slice_to_their_text_whatever_the_text(nouns: NounsReader, text: str) -> None:
    try:
        read(nouns, f"{text} Anna {text}"[:MAX_TEXT_LENGTH])
    except InferenceError as refusal:
        if "seems to be in" not in refusal.message:  # another language, which is said
            raise


@pytest.mark.parametrize("end", ["\n", "\n\n", " \n"])
def test_no_name_holds_the_line_break_beside_it(nouns: NounsReader, end: str) -> None:
    text = f"Dear Anna Weber{end}Angela{end}Merkel{end}Jens{end}Stoltenberg from Nordlicht{end}Oslo"
    assert all(entity.text == entity.text.strip() for entity in read(nouns, text))


def test_a_name_goes_on_after_the_end_of_a_line_but_not_after_a_blank_line(nouns: NounsReader) -> None:
    text = "He flew to the United\nStates on Monday to meet President Angela\n\nMerkel Avenue is closed."
    found = [entity.text for entity in read(nouns, text)]
    assert "United\nStates" in found
    assert not any("\n\n" in name for name in found)


def test_an_address_is_not_the_name_of_a_person_or_a_company(nouns: NounsReader) -> None:
    text = "Ask Kevin Boone <kevin.boone@accenture.com>, or @KevinBoone, or see https://www.accenture.com/Boone today."
    typed = [entity.text for entity in read(nouns, text) if entity.label != "PROPN"]
    assert typed == ["Kevin Boone"]
