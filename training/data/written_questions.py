"""Short texts with questions that were written for this project: near misses, lines, yes and no, several answers.

Each has answerable questions beside those that it does not answer, which often differ from them in a word.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from training.data.held_out import is_held_out
from training.data.squad import Answer, Question, Verdict

FOLDER = Path(__file__).with_name("written_questions")

SHORT_TEXTS_FOLDER = FOLDER / "short_texts"
"""What only the network for short texts learns from, which judges all questions that ask for yes or no."""

_ONE_IN = 10
"""So many texts have one that is held out."""


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question; the answer `a` stands in `near`, where the text holds it more than once."""

    q: str
    a: str | None
    near: str | None = None
    all: tuple[str, ...] = ()
    v: Verdict | None = None


class _Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    text: str
    questions: tuple[_Asked, ...]


def load_written(folder: Path = FOLDER, *, held_out: bool) -> list[Question]:
    """Read the questions on texts that are held out, or on all others; their titles are their kinds.

    Of the folder's own files one text in ten is held out, and all of those in `held_out` below it.
    """
    wanted = [text for text in _texts(folder) if is_held_out(text.text, _ONE_IN) is held_out]
    if held_out:
        wanted += _texts(folder / "held_out")
    return _questions(wanted)


def load_written_for_short_texts() -> list[Question]:
    """Read the questions of `SHORT_TEXTS_FOLDER`, none of which is held out."""
    return _questions(_texts(SHORT_TEXTS_FOLDER))


def _texts(folder: Path) -> Iterator[_Text]:
    """Those of the folder's own files, not of the folders below it."""
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines())
    return (msgspec.json.decode(line, type=_Text) for line in lines if line.strip())


def _questions(texts: Iterable[_Text]) -> list[Question]:
    return [_question(text, asked) for text in texts for asked in text.questions]


def _question(text: _Text, asked: _Asked) -> Question:
    name = hashlib.sha256(f"{text.text}\n{asked.q}".encode()).hexdigest()[:12]
    answers = () if asked.a is None else (Answer(asked.a, _place(text.text, asked)),)
    return Question(
        name, text.kind, asked.q, text.text, answers, parts=tuple(_parts(text.text, asked)), verdict=asked.v
    )


def _place(text: str, asked: _Asked) -> int:
    answer = asked.a or ""
    near = asked.near or answer
    return text.index(near) + near.index(answer)


def _parts(text: str, asked: _Asked) -> Iterator[Answer]:
    """The several answers, each at its first place from the one before on."""
    after = (
        0
        if asked.a is None or any(part not in text[_place(text, asked) :] for part in asked.all)
        else _place(text, asked)
    )
    for part in asked.all:
        start = text.find(part, after)
        start = text.index(part) if start < 0 else start
        yield Answer(part, start)
        after = start + len(part)
