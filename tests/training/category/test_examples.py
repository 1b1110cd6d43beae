import random
from pathlib import Path

import pytest

from inference.store.manifest import Input
from tests.training.tiny_data import write_data
from tests.training.tiny_models import save_encoder
from training.category import examples as category_examples
from training.category.examples import BELIEFS_SHARE, Group, Limits, Sampler, Shares, epoch_sampler, load_groups
from training.category.network import LABELS, NO_NEWS
from training.data.news import Article, held_out
from training.network.base import load_encoder, load_tokenizer
from training.network.framing import reader_input

SPORT = LABELS.index("sport")
LONG = "A plain sentence of some words. " * 100


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("bert")
    save_encoder("bert", path)
    return str(path)


def spec_of(encoder: str) -> Input:
    return reader_input(load_tokenizer(encoder), load_encoder(encoder).config, pair=False, max_tokens=64)


def sampler(encoder: str, *groups: Group, beliefs: dict[str, Shares] | None = None) -> Sampler:
    return epoch_sampler(groups, load_tokenizer(encoder), spec_of(encoder), beliefs or {})


def test_a_label_alone_is_the_whole_target(encoder: str) -> None:
    (example,) = sampler(encoder, Group("sport", ["A goal."], 10, 1))(0, random.Random(1))  # noqa: S311 - seeded
    assert example.shares[SPORT] == sum(example.shares) == 1.0


def test_beliefs_share_with_the_label(encoder: str) -> None:
    believed = (0.5, 0.0, 0.0, 0.5, 0.0, 0.0)
    sample = sampler(encoder, Group("sport", ["A goal."], 10, 1), beliefs={"A goal.": believed})
    (example,) = sample(0, random.Random(1))  # noqa: S311 - seeded
    assert sum(example.shares) == pytest.approx(1.0)
    assert example.shares[0] == pytest.approx(BELIEFS_SHARE / 2)
    assert example.shares[SPORT] == pytest.approx(1 - BELIEFS_SHARE / 2)


def test_an_epoch_sees_a_group_up_to_its_limit_and_each_text_so_often(encoder: str) -> None:
    texts = [f"Text {number}." for number in range(9)]
    examples = sampler(encoder, Group("tech", texts, 4, 3))(0, random.Random(1))  # noqa: S311 - seeded
    assert len(examples) == 12
    assert len({tuple(example.ids) for example in examples}) == 4


def test_a_long_text_is_cropped_with_its_special_tokens(encoder: str) -> None:
    spec = spec_of(encoder)
    examples = sampler(encoder, Group("tech", [LONG], 1, 20))(0, random.Random(1))  # noqa: S311 - seeded
    for example in examples:
        assert example.length <= spec.max_tokens
        assert tuple(example.ids[: len(spec.prefix)]) == tuple(spec.prefix)
        assert tuple(example.ids[-len(spec.suffix) :]) == tuple(spec.suffix)
    assert len({tuple(example.ids) for example in examples}) > 1


def test_what_is_held_out_is_never_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [Article("sport", f"Article {number}") for number in range(80)]
    others = [Article(NO_NEWS, f"Storm {number}") for number in range(80)]
    monkeypatch.setattr(category_examples, "load_annotated_news", lambda _data: {"a": articles, "b": others})
    groups = load_groups(write_data(tmp_path / "data"), Limits(crops_per_annotated=5))
    trained = {text for group in groups if group.times == 5 for text in group.texts}
    expected = {each.text for each in (*articles, *others) if not held_out(each.text, 0.25)}
    assert trained == expected
    assert 60 < len(trained) < 140
    assert {group.label for group in groups if group.times == 5} == {"sport", NO_NEWS}
