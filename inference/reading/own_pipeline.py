"""Nouns models that Lectern trained, read without spaCy, whose import takes longer than all the rest of a start."""

from itertools import pairwise

from inference.contract import InferenceError
from inference.reading.long_runs import cuts
from inference.reading.recogniser import Recogniser
from inference.reading.word_rules import WordRules
from inference.reading.words import MarkedText, Word
from inference.store.errors import no_pipeline
from inference.store.in_memory import ModelInMemory
from inference.store.model import Model
from inference.store.own_pipeline import RECOGNISER, TOKENIZER


class OwnPipeline:
    """Finds in any text what spaCy would find with the same model.

    Making one raises InferenceError `model_unavailable`.
    """

    def __init__(self, model: Model) -> None:
        try:
            self._rules = WordRules(model.read(TOKENIZER))
            self._recogniser = _recogniser(model)
        except InferenceError:
            raise
        except Exception as error:  # of many kinds, where the files are something else
            raise no_pipeline() from error

    def mark(self, text: str) -> MarkedText:
        """Mark the names of a text."""
        return self._recogniser.mark(text, self.words(text))

    def words(self, text: str) -> list[Word]:
        """Cut a text into words, in a time that grows no faster than the text."""
        words: list[Word] = []
        for start, end in pairwise([0, *cuts(text), len(text)]):
            words += [Word(word.text, start + word.start) for word in self._rules.cut(text[start:end])]
        return words


def _recogniser(model: Model) -> Recogniser:
    if isinstance(model, ModelInMemory):
        return Recogniser.from_bytes({name.removeprefix(f"{RECOGNISER}/"): model.files[name] for name in model.files})
    return Recogniser.load(model.path / RECOGNISER)
