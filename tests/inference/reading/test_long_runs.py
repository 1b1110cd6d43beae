from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from inference.contract import MAX_TEXT_LENGTH, NounsRequest, Task
from inference.reading.long_runs import LONGEST
from inference.reading.nouns import NounsReader
from inference.reading.spacy_docs import make_doc
from inference.reading.spacy_pipeline import load_pipeline
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from tests.inference.reading.ordinary_texts import ordinary_texts
from tests.linear import UNITS, assert_linear, run, texts

SENTENCE = "Anna Weber lives in Berlin."
LINES = (
    *("-" * 120, "=" * 120, "_" * 100, "." * 120, "😀" * 60, "|---" * 30, "+-----" * 20),
    "Chapter one" + "." * 100 + "12",
    "https://example.com/" + "a/b?c=d&" * 25,
    "x" * LONGEST,
    "中文的句子没有空格，" * 90,
    "\n" * 100,
)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline(find_model(EMBEDDED_MODELS, Task.NOUNS))


def words(doc: Doc) -> list[tuple[int, str, str, str]]:
    return [(token.idx, token.text, token.whitespace_, token.norm_) for token in doc]


def test_ordinary_texts_are_cut_as_the_tokenizer_cuts_them(pipeline: Language) -> None:
    texts = ordinary_texts()
    assert len(texts) > 20
    for text in texts:
        assert words(make_doc(pipeline, text)) == words(pipeline.make_doc(text))


@pytest.mark.parametrize("line", LINES)
def test_what_people_draw_and_link_to_stays_whole(pipeline: Language, line: str) -> None:
    text = f"Above.\n{line}\nBelow, {line} or {line}  Aren't they? " * 20
    assert words(make_doc(pipeline, text)) == words(pipeline.make_doc(text))


@pytest.mark.parametrize("unit", UNITS)
def test_every_character_keeps_its_place(pipeline: Language, unit: str) -> None:
    text = f"It's {run(unit, 3000)}{SENTENCE} {run(unit, 3000)}"
    doc = make_doc(pipeline, text)
    assert doc.text == text
    assert all(text.startswith(token.text, token.idx) for token in doc)
    assert max(len(token.text) for token in doc) <= LONGEST


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([*UNITS, " ", SENTENCE]), st.integers(1, 400)), min_size=1, max_size=8))
def test_no_character_is_lost(pipeline: Language, runs: list[tuple[str, int]]) -> None:
    text = "".join(unit * times for unit, times in runs)
    doc = make_doc(pipeline, text)
    assert doc.text == text
    assert all(text.startswith(token.text, token.idx) for token in doc)


def test_words_keep_how_they_are_written_normally(pipeline: Language) -> None:
    doc = make_doc(pipeline, f"They can't. {'$' * 1000} We won't.")
    assert [token.norm_ for token in doc if not token.is_currency] == "they can not . we will not .".split()


def test_signs_are_cut_as_if_they_were_fewer(pipeline: Language) -> None:
    doc = make_doc(pipeline, f"{'(' * 1000}Anna{')' * 1000}")
    assert [token.text for token in doc] == ["("] * 1000 + ["Anna"] + [")"] * 1000


def test_a_list_without_spaces_is_parted_between_its_names(pipeline: Language) -> None:
    text = ",".join(["Weber", "Okafor", "Stoltenberg"] * 1000)
    assert {token.text for token in make_doc(pipeline, text)} == {"Weber", "Okafor", "Stoltenberg", ","}


@pytest.mark.parametrize("sign", ["(", "_", "$", "=", "😀", "a", "\u200b", "\n"])
def test_a_name_beside_a_long_run_is_found_where_it_stands(nouns: NounsReader, sign: str) -> None:
    for between in ("", " "):
        text = f"{sign * 2000}{between or ' ' * sign.isalpha()}{SENTENCE} {sign * 2000}"
        found = nouns.read(NounsRequest(text=text)).entities
        assert all(text[entity.start : entity.end] == entity.text for entity in found)
        start = text.index("Anna")
        assert ("Anna Weber", start) in {(entity.text, entity.start) for entity in found}


@pytest.mark.parametrize("language", ["de", "fr", "hu", "xx"])
@pytest.mark.parametrize("unit", ["$", "😀", "l'", "a:@"])
def test_other_pipelines_take_no_more_than_linear_time(language: str, unit: str) -> None:
    pipeline = spacy.blank(language)
    assert_linear(lambda text: make_doc(pipeline, text), texts(unit)[1])


def test_a_pipeline_that_parts_spaces_takes_no_more_than_linear_time() -> None:
    pipeline = spacy.blank("en")
    prefixes = [*(pipeline.Defaults.prefixes or []), r"\s"]
    tokenizer: Any = pipeline.tokenizer
    tokenizer.prefix_search = spacy.util.compile_prefix_regex(prefixes).search
    assert_linear(lambda text: make_doc(pipeline, text), lambda size: run("\n", size))


def test_another_tokenizer_gets_the_text_whole() -> None:
    pipeline = spacy.blank("zh")
    text = run("新しい$(", MAX_TEXT_LENGTH)
    assert words(make_doc(pipeline, text)) == words(pipeline.make_doc(text))
