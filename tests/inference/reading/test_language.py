import pytest

from inference.contract import ErrorCode, InferenceError
from inference.reading.language import require_language

ENGLISH = ("en",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bürgermeister eröffnete am Samstag den alten Leuchtturm, der neun Jahre geschlossen war.", "German"),
        ("Le maire a rouvert samedi le vieux phare de la ville après neuf ans de travaux.", "French"),
        ("El alcalde reabrió el sábado el viejo faro después de nueve años de obras.", "Spanish"),
        (
            "市長は土曜日に九年間の修理を終えた古い灯台を再開しました。約二千人が集まり、式典を見守りました。",
            "Japanese",
        ),
        ("В субботу мэр открыл старый маяк после девяти лет ремонта.", "Russian"),  # noqa: RUF001 - Cyrillic
    ],
)
def test_a_text_in_another_language_is_named_and_refused(text: str, language: str) -> None:
    with pytest.raises(InferenceError) as caught:
        require_language(text, ENGLISH)
    assert caught.value.code is ErrorCode.INVALID_REQUEST
    assert caught.value.message == f"This text seems to be in {language}; I only read English."


@pytest.mark.parametrize(
    "text",
    [
        "He works at Google.",
        "Kim Jong Un, Xi Jinping, Nguyen Van Thieu, Pham Van Dong, Saigon, Hanoi, Pyongyang, Beijing",
        "Real Madrid beat FC Barcelona 2-1 in La Liga at the Santiago Bernabéu on Sunday night",
        "milk\neggs\nflour\nbutter\nsugar\ncinnamon\nolive oil\nlemon juice",
        "name,goals,club\nOkafor,2,Northgate\nHendry,0,Carrow\nDvorak,1,Elmswick",
        "def add(left, right):\n    return left + right\n\nprint(add(2, 3))",
        "lol idk what u mean brb gotta feed the cat again hahaha",
        "Merci",
    ],
)
def test_english_names_lists_and_code_are_read(text: str) -> None:
    require_language(text, ENGLISH)


def test_a_model_without_languages_reads_any() -> None:
    require_language("Der Bürgermeister eröffnete am Samstag den alten Leuchtturm am Hafen.", ())
