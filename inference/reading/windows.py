"""Cut a long token sequence into overlapping windows, and put together what was found in them."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

FIRST_WINDOW = 2.0
"""Weight of a text's first window against 1 for each other: news say first what they are about."""


def windows(length: int, size: int, stride: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of windows of at most `size` tokens that overlap by `stride` and cover `length` tokens.

    The last window is moved back so that it is full: a short tail would be read without its context.

    Raises
    ------
    ValueError
        When windows that overlap by so much would never come to an end.
    """
    if length <= size:
        yield 0, length
        return
    if stride >= size:
        raise ValueError(f"windows of {size} tokens cannot overlap by {stride}")
    start = 0
    while start + size < length:
        yield start, start + size
        start += size - stride
    yield length - size, length


def mean_of_windows(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The mean over the first axis, in which the first window counts `FIRST_WINDOW` times."""
    weights = np.ones(len(values), dtype=np.float32)
    weights[0] = FIRST_WINDOW
    mean: npt.NDArray[np.float32] = np.average(values, axis=0, weights=weights)
    return mean
