import msgspec
import numpy as np
import pytest

from inference.contract import Task
from inference.reading.category import Reading
from inference.store.manifest import Manifest
from training.category.measures import Trial
from training.category.topics_calibration import topic_thresholds

MANIFEST = Manifest(
    task=Task.CATEGORY, name="m", version="1", engine="onnx", files={}, labels=("sport", "none"), licence="x",
    topics=("crime", "weather"), base_model="y",
)  # fmt: skip


def trial(crime: float, weather: float, *topics: str) -> Trial:
    likely = np.array([[crime, weather]], dtype=np.float32)
    return Trial(None, Reading(np.zeros((1, 2), np.float32), np.log(likely / (1 - likely)), 9), topics)


NEWS = [trial(0.55 + number / 100, 0.2, "crime") for number in range(40)]
OTHERS = [trial(0.52, 0.1) for _ in range(10)]


def test_a_topic_is_named_from_the_probability_on_that_has_the_highest_f1() -> None:
    thresholds = topic_thresholds([*NEWS, *OTHERS], MANIFEST)
    assert thresholds["topic crime"] == pytest.approx(0.55)


def test_what_is_no_news_loses_its_topics_as_long_as_nearly_all_news_keep_theirs() -> None:
    thresholds = topic_thresholds([*NEWS, *OTHERS], MANIFEST)
    demanding = msgspec.structs.replace(MANIFEST, thresholds=thresholds)
    assert thresholds["expected_topics"] == pytest.approx(0.77, abs=0.01)
    assert sum(bool(each.reply(demanding).topics) for each in NEWS) == 38
    assert not any(each.reply(demanding).topics for each in OTHERS)


def test_where_too_few_news_have_topics_none_of_them_loses_any() -> None:
    unseen = [trial(0.1, 0.1, "weather") for _ in range(10)]
    assert topic_thresholds([*NEWS, *unseen, *OTHERS], MANIFEST)["expected_topics"] == 0.0


def test_one_sure_topic_is_enough_though_nearly_all_news_have_two() -> None:
    both = [trial(0.96, 0.9, "crime", "weather") for _ in range(40)]
    demanding = msgspec.structs.replace(MANIFEST, thresholds=topic_thresholds([*both, *OTHERS], MANIFEST))
    assert [topic.topic for topic in trial(0.97, 0.02).reply(demanding).topics] == ["crime"]
