import numpy as np

from inference.reading.bio import best_tags, spans

LABELS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")


def scores(*rows: list[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array(rows, dtype=np.float32)


def test_an_inside_tag_never_starts_a_name() -> None:
    assert best_tags(scores([0, 1, 9, 0, 0]), LABELS) == ["B-PERSON"]


def test_an_inside_tag_only_follows_its_own_type() -> None:
    rows = scores([0, 5, 0, 4, 0], [0, 0, 0, 0, 5])
    assert best_tags(rows, LABELS) == ["B-ORG", "I-ORG"]


def test_the_likeliest_tags_are_kept_where_they_are_legal() -> None:
    rows = scores([0, 5, 0, 4, 0], [0, 0, 5, 0, 4], [5, 0, 4, 0, 0])
    assert best_tags(rows, LABELS) == ["B-PERSON", "I-PERSON", "O"]


def test_spans_of_touching_names_are_apart() -> None:
    assert spans(["B-PERSON", "I-PERSON", "B-PERSON", "O", "B-ORG"]) == [
        (0, 2, "PERSON"),
        (2, 3, "PERSON"),
        (4, 5, "ORG"),
    ]
