"""The names of texts that were written for this project, by word."""

from functools import partial
from pathlib import Path

import msgspec
import spacy

from training.data.names import Sentence
from training.data.written_names import load_written_names, words_of

WORDS = partial(words_of, spacy.blank("en"))


def loaded(folder: Path, *texts: str) -> dict[str, Sentence]:
    """What is read of texts, held out or not, by their words."""
    lines = (msgspec.json.encode({"kind": "test", "text": text}).decode() for text in texts)
    (folder / "texts.jsonl").write_text("\n".join(lines), "utf-8")
    parts = (load_written_names(WORDS, folder, held_out=held_out) for held_out in (False, True))
    return {"".join(sentence.words): sentence for part in parts for sentence in part}


def test_marks_become_types_of_words(tmp_path: Path) -> None:
    text = "Ask {P:Ana Lima} of {O:Nordlys}\nin {L:Oslo}, who reads {M:Emma}."
    (sentence,) = loaded(tmp_path, text).values()
    tags = dict(zip(sentence.words, sentence.entities or (), strict=True))
    assert (tags["Ana"], tags["Lima"]) == ("B-PERSON", "I-PERSON")
    assert (tags["Nordlys"], tags["Oslo"], tags["Emma"]) == ("B-ORG", "B-LOC", "B-MISC")
    assert tags["Ask"] == tags["\n"] == tags["."] == "O"


def test_a_proper_noun_is_known_where_a_mark_tells_it(tmp_path: Path) -> None:
    text = "Subtotal on Friday: Foreign Minister {P:Ana} of {O:the Bank} speaks {M:French}."
    (sentence,) = loaded(tmp_path, text).values()
    tags = dict(zip(sentence.words, sentence.universal_tags or (), strict=True))
    assert tags["Ana"] == tags["Bank"] == "PROPN"
    assert {tags[word] for word in ("Subtotal", "on", "speaks", ".")} == {"X"}
    assert {tags[word] for word in ("Friday", "Foreign", "Minister", "the", "French")} == {"_"}


def test_of_a_word_that_is_partly_a_name_nothing_is_said(tmp_path: Path) -> None:
    (sentence,) = loaded(tmp_path, "lead={P:Naledi Dube};van=6").values()
    tags = dict(zip(sentence.words, sentence.entities or (), strict=True))
    assert {tag for word, tag in tags.items() if "Naledi" in word or "Dube" in word} <= {"_", "B-PERSON", "I-PERSON"}
    assert "O" not in {tag for word, tag in tags.items() if "Naledi" in word or "Dube" in word}


def test_each_text_is_held_out_or_not(tmp_path: Path) -> None:
    texts = [f"{{P:Ana}} has {number} cows." for number in range(60)]
    found = loaded(tmp_path, *texts)
    assert len(found) == 60
    held_out = load_written_names(WORDS, tmp_path, held_out=True)
    assert 0 < len(held_out) < 20
