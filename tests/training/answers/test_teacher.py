import json
from pathlib import Path

import pytest
import torch

from tests.training.tiny_models import PASSAGES, save_encoder
from training.answers.network import AnswersNetwork
from training.answers.teacher import Teacher
from training.network.base import load_tokenizer
from training.network.framing import reader_input

PAIRS = [(passage["questions"][0], passage["text"]) for passage in PASSAGES]
LONG = ("What came last?", "A plain sentence. " * 400)


def teacher(family: str, folder: Path) -> Teacher:
    save_encoder(family, folder / family)
    torch.manual_seed(1)
    network, tokenizer = AnswersNetwork(str(folder / family)), load_tokenizer(str(folder / family))
    return Teacher(network, tokenizer, reader_input(tokenizer, network.encoder.config, pair=True, max_tokens=512))


@pytest.mark.parametrize("family", ["bert", "roberta"])
def test_marks_are_shares_of_first_and_last_characters_of_words(family: str, tmp_path: Path) -> None:
    marks = teacher(family, tmp_path).marks(PAIRS, tmp_path / "marks.json")
    assert len(marks) == len(PAIRS)
    for (_, context), each in zip(PAIRS, marks, strict=True):
        for offsets in (each.starts, each.ends):
            assert 0.3 < sum(offsets.values()) <= 1.001
            assert not any(context[offset].isspace() for offset in offsets)


def test_marks_are_in_the_order_of_the_questions_whatever_their_lengths(tmp_path: Path) -> None:
    reader = teacher("bert", tmp_path)
    together = reader.marks([LONG, *PAIRS], tmp_path / "together.json")
    alone = reader.marks(PAIRS[:1], tmp_path / "alone.json")
    assert together[1].starts.keys() == alone[0].starts.keys()
    assert max(together[0].starts) < 512 * len("sentence. ")


def test_marks_that_were_kept_are_not_made_again(tmp_path: Path) -> None:
    reader, kept = teacher("bert", tmp_path), tmp_path / "deep" / "marks.json"
    first = reader.marks(PAIRS, kept)
    assert reader.marks(PAIRS, kept) == first
    kept.write_text(json.dumps([[{"2": 0.5}, {"7": 0.25}]]), encoding="utf-8")
    assert [(each.starts, each.ends) for each in reader.marks(PAIRS[:1], kept)] == [({2: 0.5}, {7: 0.25})]
