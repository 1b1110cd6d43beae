from pathlib import Path

import pytest
from tokenizers import Tokenizer
from transformers import AutoConfig

from inference.contract import Task
from inference.store.manifest import Input
from tests.training.tiny_models import PASSAGES, save_encoder
from training.export.sample_rows import sample_rows
from training.network.base import load_tokenizer
from training.network.framing import reader_input


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("encoder")
    save_encoder("bert", directory)
    return directory


def reader_of(task: Task, encoder: Path, max_tokens: int) -> tuple[Tokenizer, Input]:
    tokenizer, config = load_tokenizer(str(encoder)), AutoConfig.from_pretrained(encoder)
    return tokenizer, reader_input(tokenizer, config, pair=task is Task.ANSWERS, max_tokens=max_tokens)


@pytest.mark.parametrize("task", list(Task))
@pytest.mark.parametrize("max_tokens", [320, 24])
def test_a_row_is_framed_like_what_the_reader_feeds_and_no_longer_than_the_encoder_takes(
    task: Task, max_tokens: int, encoder: Path
) -> None:
    tokenizer, spec = reader_of(task, encoder, max_tokens)
    rows = sample_rows(task, tokenizer, spec)
    assert len(rows) == len(PASSAGES)
    for row in rows:
        assert len(row.ids) == len(row.type_ids) <= max_tokens
        assert row.ids[:1] == list(spec.prefix)
        assert row.ids[-1:] == list(spec.suffix)
    assert rows[0].ids != rows[1].ids


def test_passages_and_capitals_have_token_types_of_their_own(encoder: Path) -> None:
    types = {task: sample_rows(task, *reader_of(task, encoder, 320))[0].type_ids for task in Task}
    assert set(types[Task.CATEGORY]) == {0}
    assert set(types[Task.ANSWERS]) == {0, 1}
    assert sorted(types[Task.ANSWERS]) == types[Task.ANSWERS]
    assert {0, 1} <= set(types[Task.NOUNS])
