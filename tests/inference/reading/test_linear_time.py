from collections.abc import Callable
from contextlib import suppress

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from inference.contract import MAX_QUESTION_LENGTH, InferenceError, Task
from inference.readers import Reader, create_reader
from inference.reading.bio import best_tags, spans
from inference.reading.first_look import first_look
from inference.reading.language import require_language
from inference.reading.nouns import entities_of
from inference.reading.own_pipeline import OwnPipeline
from inference.reading.passage import Passage
from inference.reading.plain_text import plain
from inference.reading.question_tokens import question_tokens
from inference.reading.sentences import sentence_around, sentence_spans
from inference.reading.spacy_docs import make_doc, marked
from inference.reading.spacy_pipeline import load_pipeline
from inference.reading.word_pieces import word_pieces
from inference.respond import respond
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.manifest import Input
from tests.linear import LONG, UNITS, assert_linear, nested, run, stacked, texts

LABELS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load_pipeline(find_model(EMBEDDED_MODELS, Task.NOUNS))


@pytest.fixture(scope="module")
def own_pipeline() -> OwnPipeline:
    return OwnPipeline(find_model(EMBEDDED_MODELS, Task.NOUNS))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(EMBEDDED_MODELS / "answers/tokenizer.json"))


@pytest.fixture(scope="module")
def readers() -> dict[Task, Reader]:
    return {task: create_reader(task, EMBEDDED_MODELS) for task in Task}


def language(text: str) -> None:
    with suppress(InferenceError):
        require_language(text, ("en",))


def around(text: str) -> object:
    return text.isspace() or sentence_around(text, len(text) // 2, len(text) // 2 + 1)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("rule", [sentence_spans, around, plain, language])
def test_rules(rule: Callable[[str], object], unit: str) -> None:
    for make in texts(unit):
        assert_linear(rule, make)


@pytest.mark.parametrize("unit", UNITS)
def test_words_and_their_pieces(own_pipeline: OwnPipeline, tokenizer: Tokenizer, unit: str) -> None:
    def cut(text: str) -> None:
        word_pieces(tokenizer, [word.text for word in own_pipeline.words(text)])

    assert_linear(cut, texts(unit)[1])


@pytest.mark.parametrize("unit", UNITS)
def test_words_of_other_pipelines(pipeline: Language, unit: str) -> None:
    assert_linear(lambda text: make_doc(pipeline, text), texts(unit)[1])


@pytest.mark.parametrize("unit", UNITS)
def test_a_passage_in_tokens(tokenizer: Tokenizer, unit: str) -> None:
    def cut(text: str) -> None:
        passage = Passage.of(text, tokenizer)
        first_look(passage.ids[:64].tolist(), passage.ids, passage.sentences)

    assert_linear(cut, texts(unit)[1])


@pytest.mark.parametrize("make", [nested, stacked])
def test_brackets_in_brackets_and_marks_on_marks(
    pipeline: Language, own_pipeline: OwnPipeline, tokenizer: Tokenizer, make: Callable[[int], str]
) -> None:
    words = (own_pipeline.words, lambda text: make_doc(pipeline, text))
    for rule in (sentence_spans, around, plain, language, *words, tokenizer.encode):
        assert_linear(rule, make)


@pytest.mark.parametrize("unit", UNITS)
def test_a_question_costs_next_to_nothing(tokenizer: Tokenizer, unit: str) -> None:
    spec = Input(max_tokens=256, overlap=64, prefix=(101,), separator=(102,), suffix=(102,))
    assert_linear(
        lambda text: question_tokens(tokenizer, text[: len(text) // (LONG // MAX_QUESTION_LENGTH)], spec),
        texts(unit)[1],
    )


@pytest.mark.parametrize("every", [1, 2, 5])
def test_names_of_many_words_and_many_names(pipeline: Language, every: int) -> None:
    def unite(text: str) -> None:
        doc = Doc(pipeline.vocab, words=list(text))
        for index in range(0, len(doc), every):
            doc[index].pos_ = "PROPN"
        entities_of(marked(doc))

    assert_linear(unite, lambda size: run("ab", size // 4))


@pytest.mark.parametrize("legal", [True, False])
def test_tags(legal: bool) -> None:
    def tag(text: str) -> None:
        scores = np.zeros((len(text), len(LABELS)), np.float32)
        scores[:, 1] = 1.0
        scores[::2, 2 if legal else 4] = 2.0
        spans(best_tags(scores, LABELS))

    assert_linear(tag, lambda size: run("a", size // 4))


@pytest.mark.parametrize("unit", ["😀", "Anna "])
@pytest.mark.parametrize("task", list(Task))
def test_readers(readers: dict[Task, Reader], task: Task, unit: str) -> None:
    def read(text: str) -> None:
        asked = {"question": "Who?", "context": text} if task is Task.ANSWERS else {"text": text}
        assert "error" not in respond(readers[task], task, asked)

    read("Anna was here.")
    assert_linear(read, texts(unit)[1])
