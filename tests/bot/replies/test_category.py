import pytest

from bot.replies.category import NO_CATEGORY, NO_CLEAR_CATEGORY, OTHER_NEWS, render
from inference.contract import CategoryReply, Topic
from tests.bot.stage import bold, shown


def rendered(reply: CategoryReply) -> tuple[str, str, list[str]]:
    part = render(reply)
    message = {"blocks": [block.to_dict() for block in part.blocks]}
    return part.summary, shown(message), bold(message)


def test_a_category_and_its_bars() -> None:
    scores = {"sport": 0.0004, "business": 0.75, "politics": 0.2496}
    summary, text, strong = rendered(CategoryReply(category="business", score=0.75, scores=scores, model="m"))
    assert summary == "Category: business (75%)"
    assert strong == ["business"]
    assert text.splitlines() == [
        "Category: business",
        "business  █████████░░░  75%",
        "politics  ███░░░░░░░░░  25%",
        "sport     ░░░░░░░░░░░░  <1%",
    ]


def test_what_the_categories_leave_over_is_none_of_them() -> None:
    _, text, strong = rendered(CategoryReply(category=None, score=0.2, scores={"sport": 0.2}, model="m"))
    assert strong == []
    assert text.splitlines() == [
        NO_CATEGORY,
        "sport          ██░░░░░░░░░░  20%",
        "none of these  ██████████░░  80%",
    ]


@pytest.mark.parametrize("scores", [{}, {"sport": 0.0}, {"sport": 7.0}, {"sport": -1.0}])
def test_strange_scores_are_drawn_within_the_frame(scores: dict[str, float]) -> None:
    _, text, _ = rendered(CategoryReply(category=None, score=0, scores=scores, model="m"))
    assert all(line.count("█") + line.count("░") == 12 for line in text.splitlines()[1:])


def test_lines_fit_40_columns_whatever_the_kinds_are_called() -> None:
    scores = {"science and technology and their history": 0.7, "entertainment": 0.3}
    _, text, _ = rendered(CategoryReply(category="entertainment", score=0.3, scores=scores, model="m"))
    bars = text.splitlines()[1:]
    assert bars[0].startswith("science and technol…  █")
    assert all(len(line) < 40 for line in bars)


SCORES = {"business": 0.8, "sport": 0.1}


def of_topics(category: str | None, *topics: Topic) -> tuple[str, str, list[str]]:
    return rendered(CategoryReply(category=category, score=0.8, scores=SCORES, model="m", topics=list(topics)))


def test_topics_stand_beside_the_category_which_is_not_repeated() -> None:
    topics = Topic("business", 0.97), Topic("crime", 0.831), Topic("society", 0.5)
    summary, text, strong = of_topics("business", *topics)
    assert summary == "Category: business (80%)\nAlso about: crime (83%), society (50%)"
    assert text.splitlines()[:3] == [
        "Category: business",
        "Also about: crime (83%), society (50%)",
        "business       ██████████░░  80%",
    ]
    assert strong == ["business", "crime", "society"]


def test_a_category_that_is_the_only_topic_stands_alone() -> None:
    assert of_topics("business", Topic("business", 0.97)) == of_topics("business")


@pytest.mark.parametrize(
    ("topics", "words"),
    [
        ([Topic("crime", 0.9), Topic("weather", 0.6)], f"{OTHER_NEWS}crime (90%), weather (60%)"),
        ([Topic("business", 0.6)], f"{NO_CLEAR_CATEGORY}business (60%)"),
    ],
)
def test_news_without_a_category_is_about_something(topics: list[Topic], words: str) -> None:
    summary, text, strong = of_topics(None, *topics)
    assert (summary, text.splitlines()[0]) == (words, words)
    assert strong == [topic.topic for topic in topics]
    assert "none of these" in text


def test_topics_of_other_models_fill_no_more_than_a_paragraph() -> None:
    summary, text, strong = of_topics(None, *(Topic(f"{number} {'long' * 500}", 0.9) for number in range(300)))
    assert len(strong) == 8
    assert len(text.splitlines()[0]) < 600
    assert len(summary) < 600
