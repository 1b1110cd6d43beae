import json
from pathlib import Path

import pytest
import torch

from tests.training.tiny_models import save_encoder
from training.category.network import LABELS, CategoryNetwork
from training.category.teacher import beliefs
from training.network.base import load_tokenizer
from training.network.framing import reader_input

TEXTS = ["A goal in the last minute.", "Prices rose. " * 100, "The vote is on Sunday."]


def read(texts: list[str], folder: Path, kept: Path) -> dict[str, tuple[float, ...]]:
    save_encoder("bert", folder / "bert")
    torch.manual_seed(1)
    network, tokenizer = CategoryNetwork(str(folder / "bert")), load_tokenizer(str(folder / "bert"))
    spec = reader_input(tokenizer, network.encoder.config, pair=False, max_tokens=64)
    return beliefs(network, tokenizer, spec, texts, kept)


def test_beliefs_are_a_share_for_each_label_by_text_whatever_their_order(tmp_path: Path) -> None:
    found = read(TEXTS, tmp_path, tmp_path / "deep" / "beliefs.json")
    assert list(found) == TEXTS
    for shares in found.values():
        assert len(shares) == len(LABELS)
        assert sum(shares) == pytest.approx(1.0, abs=0.001)
    backwards = read(TEXTS[::-1], tmp_path, tmp_path / "backwards.json")
    assert all(backwards[text] == pytest.approx(found[text], abs=0.02) for text in TEXTS)


def test_beliefs_that_were_kept_are_not_formed_again(tmp_path: Path) -> None:
    kept = tmp_path / "beliefs.json"
    kept.write_text(json.dumps({TEXTS[0]: [1.0, 0, 0, 0, 0, 0]}), encoding="utf-8")
    assert read(TEXTS[:1], tmp_path, kept) == {TEXTS[0]: (1.0, 0, 0, 0, 0, 0)}


def test_beliefs_of_other_texts_are_not_taken_for_these(tmp_path: Path) -> None:
    kept = tmp_path / "beliefs.json"
    kept.write_text(json.dumps({TEXTS[0]: [1.0, 0, 0, 0, 0, 0]}), encoding="utf-8")
    found = read(TEXTS, tmp_path, kept)
    assert list(found) == TEXTS
    assert json.loads(kept.read_text("utf-8")).keys() == found.keys()
