"""Sentences with proper nouns and typed names, from CoNLL-U, IOB2 and CoNLL column files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training.data.files import open_text

PROPER_NOUN = "PROPN"

UNKNOWN_TAG = "_"
"""CoNLL-U's mark for what is not annotated."""


@dataclass(frozen=True)
class Sentence:
    """Words with what is known of them; None where a file does not annotate it.

    `universal_tags` are UPOS tags, `entities` are BIO tags with the file's own types, `spaces` say whether a space
    follows each word. `document` changes where a new document starts.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    document: int
    id: str = ""
    universal_tags: tuple[str, ...] | None = None
    entities: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        return "".join(word + " " * space for word, space in zip(self.words, self.spaces, strict=True)).strip()


def load_conllu(path: Path) -> list[Sentence]:
    """Read CoNLL-U; multi-word ranges and empty nodes are left out, their words kept."""
    sentences = []
    for document, comments, rows in _blocks(path):
        words = [row for row in rows if row[0].isdigit()]
        sentences.append(
            Sentence(
                words=tuple(row[1] for row in words),
                spaces=tuple("SpaceAfter=No" not in row[9] for row in words),
                document=document,
                id=_sentence_id(comments),
                universal_tags=tuple(row[3] for row in words),
            )
        )
    return sentences


def load_iob2(path: Path) -> list[Sentence]:
    """Read Universal NER's columns: number, word, tag."""
    return [
        _tagged(document, [row[1] for row in rows], [row[2] for row in rows], _sentence_id(comments))
        for document, comments, rows in _blocks(path)
    ]


def load_columns(path: Path) -> list[Sentence]:
    """Read columns with the word first and the tag last, in IOB1 or BIO."""
    return [
        _tagged(document, [row[0] for row in rows], list(_bio(row[-1] for row in rows)))
        for document, _, rows in _blocks(path)
    ]


def with_entities(sentences: Iterable[Sentence], annotated: Iterable[Sentence]) -> list[Sentence]:
    """Join two annotations of the same sentences by id; sentences without a partner are kept as they are."""
    by_id = {sentence.id: sentence for sentence in annotated}
    joined = []
    for sentence in sentences:
        partner = by_id.get(sentence.id)
        known = partner is not None and len(partner.words) == len(sentence.words)
        joined.append(replace(sentence, entities=partner.entities) if partner and known else sentence)
    return joined


def _tagged(document: int, words: list[str], tags: list[str], sentence_id: str = "") -> Sentence:
    return Sentence(tuple(words), (True,) * len(words), document, sentence_id, entities=tuple(tags))


def _bio(tags: Iterable[str]) -> Iterator[str]:
    previous = "O"
    for tag in tags:
        starts = tag.startswith("I-") and (previous == "O" or previous[2:] != tag[2:])
        yield "B-" + tag[2:] if starts else tag
        previous = tag


def _blocks(path: Path) -> Iterator[tuple[int, list[str], list[list[str]]]]:
    document = 0
    comments: list[str] = []
    rows: list[list[str]] = []
    with open_text(path) as file:
        for line in [*file, "\n"]:
            text = line.rstrip("\r\n")
            if text.startswith(("-DOCSTART-", "# newdoc")):
                document += 1
            elif text.startswith("# ") and "\t" not in text and not rows:
                comments.append(text)
            elif text.strip():
                rows.append(text.split("\t") if "\t" in text else text.split(" "))
            elif rows or comments:
                if rows:
                    yield document, comments, rows
                comments, rows = [], []


def _sentence_id(comments: list[str]) -> str:
    marker = "# sent_id = "
    return next((comment.removeprefix(marker) for comment in comments if comment.startswith(marker)), "")
