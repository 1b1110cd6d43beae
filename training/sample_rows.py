"""This project's own passages as the readers feed them to their encoders: what an export is tuned on."""

from collections.abc import Callable, Sequence

from tokenizers import Tokenizer

from inference.contract import Task
from inference.manifest import Input
from inference.onnx_model import Row
from inference.plain_text import plain
from inference.question_tokens import question_tokens
from inference.word_pieces import word_pieces
from training.texts import Passage, load_passages


def sample_rows(task: Task, tokenizer: Tokenizer, spec: Input) -> list[Row]:
    """One row for each passage; what goes beyond the tokens that the encoder takes is left out."""
    return [_FRAMED[task](passage, tokenizer, spec) for passage in load_passages()]


def _nouns(passage: Passage, tokenizer: Tokenizer, spec: Input) -> Row:
    pieces = word_pieces(tokenizer, passage.text.split())
    ids = _fitting(pieces.ids, spec.prefix, spec)
    types = pieces.type_ids[: len(ids)]
    return Row([*spec.prefix, *ids, *spec.suffix], [*[0] * len(spec.prefix), *types, *[0] * len(spec.suffix)])


def _category(passage: Passage, tokenizer: Tokenizer, spec: Input) -> Row:
    text = plain(passage.text) if spec.plain else passage.text
    ids = _fitting(tokenizer.encode(text, add_special_tokens=False).ids, spec.prefix, spec)
    row = [*spec.prefix, *ids, *spec.suffix]
    return Row(row, [0] * len(row))


def _answers(passage: Passage, tokenizer: Tokenizer, spec: Input) -> Row:
    before = question_tokens(tokenizer, passage.questions[0], spec)
    ids = _fitting(tokenizer.encode(passage.text, add_special_tokens=False).ids, before, spec)
    return Row([*before, *ids, *spec.suffix], [0] * len(before) + [1] * (len(ids) + len(spec.suffix)))


def _fitting(ids: list[int], before: Sequence[int], spec: Input) -> list[int]:
    return ids[: spec.max_tokens - len(before) - len(spec.suffix)]


_FRAMED: dict[Task, Callable[[Passage, Tokenizer, Input], Row]] = {
    Task.NOUNS: _nouns,
    Task.CATEGORY: _category,
    Task.ANSWERS: _answers,
}
