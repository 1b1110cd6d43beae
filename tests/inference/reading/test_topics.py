import msgspec
import numpy as np
import pytest

from inference.contract import CategoryRequest, Task
from inference.reading.category import CategoryReader
from inference.reading.onnx_model import Array
from inference.reading.topics import topic_probabilities, topics
from inference.store.manifest import Manifest

MANIFEST = Manifest(
    task=Task.CATEGORY, name="m", version="1", engine="onnx", files={}, labels=("sport", "none"), licence="x",
    topics=("crime", "weather", "health"), base_model="y", thresholds={"topic weather": 0.3},
)  # fmt: skip


def logits(*likely: float) -> Array:
    odds = np.array([likely], dtype=np.float32)
    return np.asarray(np.log(odds / (1 - odds)))


def test_topics_that_are_likely_enough_are_named_likeliest_first() -> None:
    found = topics(logits(0.45, 0.35, 0.8), MANIFEST)
    assert [topic.topic for topic in found] == ["health", "weather"]
    assert [topic.score for topic in found] == pytest.approx([0.8, 0.35])


def test_a_text_of_which_too_few_topics_are_expected_has_none() -> None:
    demanding = msgspec.structs.replace(MANIFEST, thresholds={"topic weather": 0.3, "expected_topics": 1.5})
    assert topics(logits(0.45, 0.15, 0.8), demanding) == []
    assert [topic.topic for topic in topics(logits(0.45, 0.35, 0.8), demanding)] == ["health", "weather"]


def test_a_model_without_topics_names_none() -> None:
    assert topics(None, MANIFEST) == []


def test_the_first_window_counts_twice() -> None:
    windows = np.concatenate([logits(0.9, 0.5, 0.5), logits(0.3, 0.5, 0.5)])
    assert topic_probabilities(windows, MANIFEST)[0] == pytest.approx(0.7)


NEWS = {
    "crime": "A man was jailed for nine years on Tuesday for robbing three banks in Turin. The court heard that he had "
    "threatened the staff with a knife.",
    "weather": "Heavy snow and strong winds are forecast for the coast on Friday, and temperatures of minus ten.",
    "health": "Hospitals are treating more patients with flu than in any winter since 2017, doctors said, and asked "
    "parents to have their children vaccinated.",
    "religion": "The bishop opened the restored cathedral with a mass on Easter Sunday, ten years after the fire.",
}


@pytest.mark.parametrize(("topic", "text"), NEWS.items())
def test_news_of_other_kinds_have_topics_and_no_category(category: CategoryReader, topic: str, text: str) -> None:
    reply = category.read(CategoryRequest(text=text))
    assert reply.category is None
    assert reply.topics[0].topic == topic
    assert [each.score for each in reply.topics] == sorted((each.score for each in reply.topics), reverse=True)


@pytest.mark.parametrize(
    "text", ["hey are you coming over later? i made way too much pasta lol", "Photocopies are 10p each, see the desk."]
)
def test_what_is_no_news_has_no_topics(category: CategoryReader, text: str) -> None:
    assert category.read(CategoryRequest(text=text)).topics == []
