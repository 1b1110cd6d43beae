from collections.abc import Sequence

import pytest
import spacy
from spacy.language import Language

from training.data.names import Sentence
from training.nouns.measures import documents, one_by_one, proper_noun_f1, typed_f1


def sentence(text: str, entities: Sequence[str], tags: str = "", document: int = 0) -> Sentence:
    words = tuple(text.split())
    universal = tuple(tags.split()) or None
    return Sentence(words, (True,) * len(words), document, universal_tags=universal, entities=tuple(entities))


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """Knows two people and a place, whatever the case, and takes each word of theirs for a proper noun."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    known = {"Anna Weber": "PER", "Jonas": "PER", "Oslo": "GPE"}
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in known.items()])  # type: ignore[attr-defined]
    tagger = nlp.add_pipe("attribute_ruler")
    tagger.add([[{"ENT_TYPE": {"IN": ["PER", "GPE"]}}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    return nlp


def test_typed_f1_counts_exact_spans_and_types_alone(pipeline: Language) -> None:
    sentences = [
        sentence("Anna Weber left Oslo", ["B-PER", "I-PER", "O", "B-LOC"]),  # both right
        sentence("Jonas Wiik stayed", ["B-PER", "I-PER", "O"]),  # too short
        sentence("Nordlicht shone", ["B-MISC", "O"]),  # not measured
    ]
    assert typed_f1(pipeline, one_by_one(sentences)) == pytest.approx(2 * 2 / (3 + 3))
    assert typed_f1(pipeline, one_by_one(sentences), str.lower) == pytest.approx(2 * 2 / (3 + 3))


def test_spans_of_later_sentences_are_counted_from_the_start_of_their_passage(pipeline: Language) -> None:
    sentences = [sentence("He met Jonas", ["O", "O", "B-PER"]), sentence("in Oslo", ["O", "B-LOC"])]
    assert typed_f1(pipeline, [tuple(sentences)]) == 1.0


def test_proper_nouns_leave_capitalised_adjectives_out(pipeline: Language) -> None:
    read = sentence("Norwegian Jonas knows Weber", ["O"] * 4, "ADJ PROPN VERB PROPN")
    assert proper_noun_f1(pipeline, [(read,)]) == pytest.approx(2 * 1 / (1 + 2))


def test_documents_are_kept_together_where_a_file_marks_them() -> None:
    marked = [sentence("a", ["O"], document=1), sentence("b", ["O"], document=1), sentence("c", ["O"], document=2)]
    assert [len(passage) for passage in documents(marked)] == [2, 1]
    unmarked = [sentence("a", ["O"]), sentence("b", ["O"])]
    assert [len(passage) for passage in documents(unmarked)] == [1, 1]
