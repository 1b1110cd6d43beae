"""Texts as spaCy's documents, and these as words and names."""

from itertools import pairwise

from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from inference.reading.long_runs import cuts
from inference.reading.words import PROPER_NOUN, MarkedText, Word


def make_doc(pipeline: Language, text: str) -> Doc:
    """Cut a text into words as `pipeline.make_doc` does, in a time that grows no faster than the text.

    Each character keeps its place. A tokenizer that is not spaCy's own, as some languages have, gets any text whole.
    """
    places = list(cuts(text)) if isinstance(pipeline.tokenizer, Tokenizer) else []
    if not places:
        return pipeline.make_doc(text)
    docs = [pipeline.make_doc(text[start:end]) for start, end in pairwise([0, *places, len(text)])]
    # A tokenizer's rules set nothing else than how a word is written normally.
    return Doc.from_docs(docs, ensure_whitespace=False, attrs=[NORM])


def words_of(doc: Doc) -> list[Word]:
    """The words of a document with their places in `doc.text`."""
    return [Word(token.text, token.idx) for token in doc]


def marked(doc: Doc) -> MarkedText:
    """What a pipeline has found in a document."""
    proper = [token.i for token in doc if token.pos_ == PROPER_NOUN]
    return MarkedText(doc.text, words_of(doc), proper, [(name.start, name.end, name.label_) for name in doc.ents])
