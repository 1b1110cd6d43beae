import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from inference.store.manifest import Input
from tests.training.tiny_data import write_data
from tests.training.tiny_models import save_encoder
from training.category import examples as category_examples
from training.category.examples import Group, Limits, Sampler, Source, epoch_sampler, load_groups
from training.category.network import LABELS, NO_NEWS
from training.data.news import Article, held_out
from training.data.topics import LABELS_SAY, TOPICS, Known
from training.data.written_news import Described
from training.network.base import load_encoder, load_tokenizer
from training.network.framing import reader_input

LONG = "A plain sentence of some words. " * 100
SOURCES = (Source("news/headlines2022.csv.gz", (100,)),)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("bert")
    save_encoder("bert", path)
    return str(path)


def spec_of(encoder: str) -> Input:
    return reader_input(load_tokenizer(encoder), load_encoder(encoder).config, pair=False, max_tokens=64)


def sampler(encoder: str, *groups: Group) -> Sampler:
    return epoch_sampler(groups, load_tokenizer(encoder), spec_of(encoder), unsaid=0.2)


def group(texts: Sequence[str], limit: int = 10, times: int = 1, known: Known = LABELS_SAY["sport"]) -> Group:
    return Group("sport", texts, [known] * len(texts), limit, times)


def test_an_example_holds_what_is_known_of_its_text(encoder: str) -> None:
    known = Known(frozenset({"tech", "business"}), frozenset({"tech"}), frozenset({"crime"}))
    (example,) = sampler(encoder, group(["A chip."], known=known))(0, random.Random(1))  # noqa: S311 - seeded
    assert {label for label, allowed in zip(LABELS, example.allowed, strict=True) if allowed} == known.categories
    assert {topic for topic, said in zip(TOPICS, example.topics, strict=True) if said} == known.topics
    assert {topic: sure for topic, sure in zip(TOPICS, example.certainty, strict=True) if sure < 1} == {"crime": 0.2}


def test_an_epoch_sees_a_group_up_to_its_limit_and_each_text_so_often(encoder: str) -> None:
    texts = [f"Text {number}." for number in range(9)]
    examples = sampler(encoder, group(texts, 4, 3, LABELS_SAY["nonnews"]))(0, random.Random(1))  # noqa: S311 - seeded
    assert len(examples) == 12
    assert len({tuple(example.ids) for example in examples}) == 4


def test_a_long_text_is_cropped_with_its_special_tokens(encoder: str) -> None:
    spec = spec_of(encoder)
    examples = sampler(encoder, group([LONG], 1, 20))(0, random.Random(1))  # noqa: S311 - seeded
    for example in examples:
        assert example.length <= spec.max_tokens
        assert tuple(example.ids[: len(spec.prefix)]) == tuple(spec.prefix)
        assert tuple(example.ids[-len(spec.suffix) :]) == tuple(spec.suffix)
    assert len({tuple(example.ids) for example in examples}) > 1


def trained(data: Path, times: int, limits: Limits) -> set[str]:
    return {text for group in load_groups(data, SOURCES, limits, 0) if group.times == times for text in group.texts}


def test_what_is_held_out_is_never_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [Article("sport", f"Article {number}") for number in range(80)]
    others = [Article(NO_NEWS, f"Storm {number}") for number in range(80)]
    monkeypatch.setattr(category_examples, "load_annotated_news", lambda _data: {"a": articles, "b": others})
    found = trained(write_data(tmp_path / "data"), 5, Limits(crops_per_annotated=5))
    assert found == {each.text for each in (*articles, *others) if not held_out(each.text, 0.25)}
    assert 60 < len(found) < 140


def test_what_topics_are_measured_on_is_never_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_data(tmp_path / "data")
    limits = Limits(crops_per_annotated=0)
    everything = {text for group in load_groups(data, SOURCES, limits, 0) for text in group.texts}
    monkeypatch.setattr(category_examples, "is_held_out", lambda text: "a" in text)
    kept = {text for group in load_groups(data, SOURCES, limits, 0) if group.times == 1 for text in group.texts}
    assert kept < everything
    assert not [text for text in kept if "a" in text]


def test_written_texts_are_learned_with_all_that_they_are_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [Described("Union sues the mine.", ("labour", "crime"), None), Described("Hi Bo,", (), None)]
    monkeypatch.setattr(category_examples, "load_written", lambda **_: written)
    (found,) = [
        each
        for each in load_groups(write_data(tmp_path / "data"), SOURCES, Limits(times_written=7), 0)
        if each.times == 7
    ]
    none = frozenset({NO_NEWS})
    assert found.known == [
        Known(none, frozenset({"labour", "crime"}), frozenset()),
        Known(none, frozenset(), frozenset()),
    ]
