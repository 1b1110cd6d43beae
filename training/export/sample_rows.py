"""This project's own passages as the readers feed them to their encoders: what an export is tuned on."""

from collections.abc import Callable

from tokenizers import Tokenizer

from inference.contract import Task
from inference.reading.answers_encoder import pair_row
from inference.reading.onnx_model import Row, text_row
from inference.reading.plain_text import plain
from inference.reading.question_tokens import question_tokens
from inference.reading.word_pieces import word_pieces
from inference.store.manifest import Input
from training.export.texts import Passage, load_passages


def sample_rows(task: Task, tokenizer: Tokenizer, spec: Input) -> list[Row]:
    """One row for each passage; what goes beyond the tokens that the encoder takes is left out."""
    return [_FRAMED[task](passage, tokenizer, spec) for passage in load_passages()]


def _nouns(passage: Passage, tokenizer: Tokenizer, spec: Input) -> Row:
    pieces, room = word_pieces(tokenizer, passage.text.split()), spec.room(spec.prefix)
    return text_row(pieces.ids[:room], pieces.type_ids[:room], spec)


def _category(passage: Passage, tokenizer: Tokenizer, spec: Input) -> Row:
    text = plain(passage.text) if spec.plain else passage.text
    ids = tokenizer.encode(text, add_special_tokens=False).ids[: spec.room(spec.prefix)]
    return text_row(ids, [0] * len(ids), spec)


def _answers(passage: Passage, tokenizer: Tokenizer, spec: Input) -> Row:
    before = question_tokens(tokenizer, passage.questions[0], spec)
    ids = tokenizer.encode(passage.text, add_special_tokens=False).ids
    return pair_row(before, ids[: spec.room(before)], spec)


_FRAMED: dict[Task, Callable[[Passage, Tokenizer, Input], Row]] = {
    Task.NOUNS: _nouns,
    Task.CATEGORY: _category,
    Task.ANSWERS: _answers,
}
