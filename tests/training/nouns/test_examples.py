import random

import pytest
from tokenizers import Tokenizer

from inference.store.manifest import Input
from tests.training.tiny_models import save_encoder
from training.data.names import Sentence
from training.network.base import load_tokenizer
from training.nouns.examples import Source, TaggedExample, Variation, epoch_sampler

WORDS = ("Ann", "flew", "from", "Paris")
SENTENCE = Sentence(WORDS, (True,) * 4, 1, "s", ("PROPN", "VERB", "ADP", "PROPN"), ("B-PER", "O", "O", "B-LOC"))
TYPES = {"PER": "PERSON", "LOC": "LOC"}


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    directory = tmp_path_factory.mktemp("bert")
    save_encoder("bert", directory)
    return load_tokenizer(str(directory))


def sampled(
    tokenizer: Tokenizer, shares: tuple[float, ...], mixture: int = 0, hidden: float = 0.0
) -> list[TaggedExample]:
    sources = [(Source(shares, TYPES), [SENTENCE] * 300)]
    sample = epoch_sampler(sources, mixture, Variation(hidden=hidden), tokenizer, Input(max_tokens=200))
    return sample(0, random.Random(1))  # noqa: S311 - seeded on purpose


def test_a_passage_that_lost_its_capitals_or_is_all_capitals_is_kept_as_it_was_written(tokenizer: Tokenizer) -> None:
    examples = sampled(tokenizer, (1.0,))
    changed = [example for example in examples if example.original is not None]
    assert {len(set(example.type_ids)) for example in changed} == {1}
    assert 0.25 < len(changed) / len(examples) < 0.5
    assert all(set(example.as_written.type_ids) == {0, 1} for example in examples)
    assert all(example.as_written.proper == example.proper for example in examples)


def test_a_passage_is_also_kept_as_it_was_before_pieces_were_hidden(tokenizer: Tokenizer) -> None:
    tokenizer.add_special_tokens(["[MASK]"])
    mask = tokenizer.token_to_id("[MASK]")
    examples = sampled(tokenizer, (1.0,), hidden=0.5)
    assert any(mask in example.ids for example in examples)
    assert not any(mask in example.as_written.ids for example in examples)
    assert all(set(example.as_written.type_ids) == {0, 1} for example in examples)


def test_each_mixture_has_its_share_of_a_source(tokenizer: Tokenizer) -> None:
    none, once, twice = (len(sampled(tokenizer, (0.0, 1.0, 2.0), mixture)) for mixture in range(3))
    assert none == 0
    assert twice == pytest.approx(2 * once, rel=0.1)
