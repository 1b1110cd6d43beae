from typing import Any

import msgspec
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.attrs import ORTH
from spacy.language import Language

from inference.contract import Task
from inference.reading.spacy_pipeline import load_pipeline
from inference.reading.word_rules import WordRules
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from tests.inference.reading.ordinary_texts import ordinary_texts
from tests.linear import UNITS

EMBEDDED = load_pipeline(find_model(EMBEDDED_MODELS, Task.NOUNS))
SIGNS = "aZé中0 .,'\"-_/:;()[]<>@#$%&*+!?…’“—\n\t\u00a0\u200b😀€"

LANGUAGES = ("bn", "de", "el", "es", "fi", "he", "hu", "it", "pl", "ru", "sv", "tr", "uk", "xx")


def tokenizer_of(pipeline: Language) -> Any:
    return pipeline.tokenizer


def rules_of(pipeline: Language) -> WordRules:
    return WordRules(tokenizer_of(pipeline).to_bytes(exclude=["vocab"]))


EMBEDDED_RULES = rules_of(EMBEDDED)
SPECIAL = sorted(tokenizer_of(EMBEDDED).rules)


def cut_by_spacy(pipeline: Language, text: str) -> list[tuple[str, int]]:
    return [(token.text, token.idx) for token in pipeline.make_doc(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_are_cut_as_spacy_cuts_them(language: str) -> None:
    pipeline = spacy.blank(language)
    rules, special = rules_of(pipeline), tokenizer_of(pipeline).rules
    for text in (*ordinary_texts(), " ".join(special), "".join(special)[:2000]):
        assert rules.cut(text) == cut_by_spacy(pipeline, text)


def test_ordinary_texts_are_cut_as_spacy_cuts_them() -> None:
    texts = ordinary_texts()
    assert len(texts) > 20
    for text in texts:
        assert EMBEDDED_RULES.cut(text) == cut_by_spacy(EMBEDDED, text)


PIECES = st.one_of(
    st.sampled_from(SPECIAL),
    st.sampled_from(UNITS),
    st.text(SIGNS, max_size=6),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(PIECES, max_size=10))
def test_any_text_is_cut_as_spacy_cuts_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert EMBEDDED_RULES.cut(text) == cut_by_spacy(EMBEDDED, text)


def test_special_runs_within_others_are_found_by_all_rules_if_a_pipeline_says_so() -> None:
    pipeline = spacy.blank("en")
    tokenizer = tokenizer_of(pipeline)
    tokenizer.faster_heuristics = False
    tokenizer.add_special_case("x-ray", [{ORTH: "x-ray"}])
    tokenizer.add_special_case("New York", [{ORTH: "New"}, {ORTH: " York"}])
    text = "(x-ray) in New York: an x-ray-machine, don't:D..."
    assert rules_of(pipeline).cut(text) == cut_by_spacy(pipeline, text)


def test_a_pipeline_may_have_no_rules_at_all() -> None:
    pipeline = spacy.blank("en")
    tokenizer = tokenizer_of(pipeline)
    for name in ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"):
        setattr(tokenizer, name, None)
    tokenizer.rules = {}
    text = " (He) can't,\n said Mr.  Weber "
    assert rules_of(pipeline).cut(text) == cut_by_spacy(pipeline, text)
    assert rules_of(pipeline).cut("") == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04",
        msgspec.msgpack.encode({}),
        msgspec.msgpack.encode({"exceptions": {"can't": [{65: "can"}, {65: "not"}]}}),
        msgspec.msgpack.encode({"exceptions": {"can't": "can't"}}),
    ],
)
def test_what_is_no_file_of_rules_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, KeyError)):
        WordRules(content)
