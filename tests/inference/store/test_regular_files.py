"""Listing and reading what a stranger made, without following or waiting."""

import os
from pathlib import Path

import pytest

from inference.store.regular_files import NotRegularError, read_start, regular_files


def test_files_at_every_depth(tmp_path: Path) -> None:
    for name in ("a", "b/c", "b/d/e"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    assert sorted(regular_files(tmp_path)) == ["a", "b/c", "b/d/e"]


def test_a_link_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "up").symlink_to("..")
    with pytest.raises(NotRegularError, match="b/up"):
        list(regular_files(tmp_path))


@pytest.mark.parametrize(("limit", "start"), [(0, b""), (3, b"abc"), (100, b"abcdef")])
def test_no_more_is_read_than_asked_for(tmp_path: Path, limit: int, start: bytes) -> None:
    (tmp_path / "f").write_bytes(b"abcdef")
    assert read_start(tmp_path / "f", limit, follow_links=False) == start


def test_a_fifo_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "f")
    with pytest.raises(OSError, match="no regular file"):
        read_start(tmp_path / "f", 1, follow_links=True)


def test_links_are_followed_where_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"abc")
    (tmp_path / "link").symlink_to("f")
    assert read_start(tmp_path / "link", 9, follow_links=True) == b"abc"
    with pytest.raises(OSError, match="no regular file"):
        read_start(tmp_path / "link", 9, follow_links=False)


@pytest.mark.parametrize("name", ["none", "f/below", "a\0b"])
def test_what_is_not_there_is_said_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "f").touch()
    with pytest.raises((FileNotFoundError, NotADirectoryError)):
        read_start(tmp_path / name, 1, follow_links=True)
