import pytest

from bot.replies.category import NO_CATEGORY, render
from inference.contract import CategoryReply
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
