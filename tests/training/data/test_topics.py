import pytest

from training.category.network import LABELS
from training.data.topics import BEGINNING, LABELS_SAY, NEAR, TOPICS, evidence, with_evidence


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Two men jailed for stealing a tractor", {"crime"}),
        ("Teachers\u2019 union calls a strike over pay", {"education", "labour"}),
        ("Women's rights march", {"society"}),
        ("A walk in the park", set()),
    ],
)
def test_plain_words_show_what_a_text_is_about(text: str, topics: set[str]) -> None:
    assert evidence(text) == topics


def test_only_the_beginning_of_a_text_counts() -> None:
    assert evidence("word " * (BEGINNING - 1) + "earthquake") == {"disaster"}
    assert not evidence("word " * BEGINNING + "earthquake")


def test_evidence_is_taken_only_of_what_the_label_leaves_open() -> None:
    known = with_evidence(LABELS_SAY["weather"], "Snow stops football in Ohio after flood")
    assert known.topics == {"weather", "disaster"}
    assert "disaster" not in known.possible
    assert "sport" not in known.possible


def test_technology_news_of_a_companys_business_may_be_business_news() -> None:
    assert with_evidence(LABELS_SAY["tech"], "Chip maker's profits fall").categories == {"tech", "business"}
    assert with_evidence(LABELS_SAY["tech"], "A new phone").categories == {"tech"}


def test_what_is_no_news_is_about_nothing() -> None:
    known = with_evidence(LABELS_SAY["nonnews"], "play the song about the earthquake")
    assert not known.topics | known.possible
    assert known.categories == {"none"}


def test_labels_and_neighbours_name_known_topics_and_categories() -> None:
    assert NEAR.keys() == set(TOPICS)
    for label, known in LABELS_SAY.items():
        assert known.topics | known.possible <= set(TOPICS), label
        assert known.categories <= set(LABELS), label
        assert not known.topics & known.possible, label
