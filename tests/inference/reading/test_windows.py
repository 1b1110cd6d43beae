import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inference.reading.windows import windows


@given(length=st.integers(0, 5000), size=st.integers(2, 500), data=st.data())
def test_windows_cover_everything_and_overlap(length: int, size: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, size // 2))
    found = list(windows(length, size, overlap))
    assert found[0][0] == 0
    assert found[-1][1] == length
    assert all(end - start <= size for start, end in found)
    for (_, end), (start, _) in itertools.pairwise(found):
        assert start <= end - overlap


def test_the_last_window_is_full() -> None:
    assert list(windows(25, 10, 4)) == [(0, 10), (6, 16), (12, 22), (15, 25)]


@pytest.mark.parametrize(("size", "stride"), [(0, 0), (-1, 0), (5, 5)])
def test_windows_that_never_end_are_refused(size: int, stride: int) -> None:
    with pytest.raises(ValueError, match=f"windows of {size} tokens"):
        list(windows(100, size, stride))


def test_a_short_text_is_one_window() -> None:
    assert list(windows(10, 10, 4)) == [(0, 10)]
