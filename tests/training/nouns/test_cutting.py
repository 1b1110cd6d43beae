"""Where rows and lists without spaces are parted."""

import pytest

from training.nouns.cutting import blank_pipeline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("site=Malmö;by=Bo Ek;ok", ["site", "=", "Malmö", ";", "by", "=", "Bo", "Ek", ";", "ok"]),
        ("lead:Ana|depot:Durban", ["lead", ":", "Ana", "|", "depot", ":", "Durban"]),
        ("Approved(Ana Ek)", ["Approved", "(", "Ana", "Ek", ")"]),
        ('102,"Ek, Ana",legal', ["102", ",", '"', "Ek", ",", "Ana", '"', ",", "legal"]),
        ("Ana->Oslo;Bo→Rome", ["Ana", "->", "Oslo", ";", "Bo", "→", "Rome"]),
        ('{"by":"Ana"}', ["{", '"', "by", '"', ":", '"', "Ana", '"', "}"]),
        ("12,Ana,34", ["12", ",", "Ana", ",", "34"]),
        ("<b>Ana</b>", ["<", "b", ">", "Ana", "<", "/b", ">"]),
        ("Ana's (Oslo) :(", ["Ana", "'s", "(", "Oslo", ")", ":("]),
    ],
)
def test_a_name_is_a_word_of_its_own(text: str, words: list[str]) -> None:
    assert [token.text for token in blank_pipeline().make_doc(text)] == words
