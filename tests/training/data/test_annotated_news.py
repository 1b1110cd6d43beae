import csv
from pathlib import Path

import pytest

from training.data import annotated_news
from training.data.annotated_news import ANNOTATIONS, articles, checksum, load_annotated_news

COLUMNS = "-DOCSTART-\tO\n\nOslo\tB-LOC\nvotes\tO\n.\tO\n\nPolls\tO\nclosed\tO\n\n-DOCSTART-\tO\n\nGoal\tO\n!\tO\n"
VOTE, GOAL = "Oslo votes .\nPolls closed", "Goal !"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "nouns").mkdir()
    (tmp_path / "nouns/a.conll").write_text(COLUMNS, encoding="utf-8")
    return tmp_path


def test_an_article_has_a_sentence_in_each_line(data: Path) -> None:
    assert articles(data / "nouns/a.conll") == [VOTE, GOAL]


def test_only_annotated_articles_are_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotations = data / "annotations.csv"
    annotations.write_text(f"checksum,category\n{checksum(VOTE)},politics\n0123456789ab,sport\n", encoding="utf-8")
    monkeypatch.setattr(annotated_news, "ANNOTATIONS", annotations)
    monkeypatch.setattr(annotated_news, "FILES", ("nouns/a.conll",))
    (article,) = load_annotated_news(data)["nouns/a.conll"]
    assert (article.category, article.text) == ("politics", VOTE)


def test_another_version_of_an_article_is_not_taken_for_it() -> None:
    assert checksum(VOTE) != checksum(f"{VOTE} .")


def test_the_annotations_name_each_article_once_and_no_unknown_category() -> None:
    with ANNOTATIONS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["checksum"] for row in rows}) == len(rows)
    assert {row["category"] for row in rows} == {"business", "entertainment", "politics", "sport", "tech", "none"}
