import csv
from pathlib import Path

import pytest

from training.category.network import LABELS, NO_NEWS
from training.data import written_news
from training.data.topics import TOPICS
from training.data.written_news import HELD_OUT, Described, checksum, is_held_out, load_held_out_topics, load_written

CATEGORIES = {*LABELS, None} - {NO_NEWS}


def test_written_texts_have_known_topics_and_categories_and_none_is_measured_on() -> None:
    written = [*load_written(held_out=False), *load_written(held_out=True)]
    assert len({each.text for each in written}) == len(written) >= 3000
    for each in written:
        assert set(each.topics) <= set(TOPICS)
        assert each.category in CATEGORIES
        assert each.category is None or each.topics
        assert not is_held_out(each.text)


def test_one_written_text_in_ten_is_held_out() -> None:
    learned, measured = (load_written(held_out=held_out) for held_out in (False, True))
    assert 7 < len(learned) / len(measured) < 12


def test_held_out_texts_have_known_topics_and_categories() -> None:
    with HELD_OUT.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["checksum"] for row in rows}) == len(rows) == 500
    for row in rows:
        assert set(filter(None, row["topics"].split("|"))) <= set(TOPICS)
        assert (row["category"] or None) in CATEGORIES


def test_held_out_texts_are_found_by_file_and_checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storm, party = "Storm hits town hall", "Party"
    labels = tmp_path / "labels.csv"
    labels.write_text(
        "file,checksum,topics,category\n"
        f"news/a.csv,{checksum(storm)},weather|politics,\nnews/b.csv,{checksum(party)},politics,politics\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(written_news, "HELD_OUT", labels)
    written_news._held_out_labels.cache_clear()
    written_news._checksums.cache_clear()
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.csv").write_text(f"category,text\nworld,{storm}\nworld,{party}\n", encoding="utf-8")
    try:
        assert load_held_out_topics(tmp_path) == [Described(storm, ("weather", "politics"), None)]
        assert is_held_out(party)
        assert not is_held_out("Something else")
    finally:
        written_news._held_out_labels.cache_clear()
        written_news._checksums.cache_clear()
