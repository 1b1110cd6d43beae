"""Cut a long token sequence into overlapping windows."""

from collections.abc import Iterator


def windows(length: int, size: int, stride: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of windows of at most `size` tokens that overlap by `stride` and cover `length` tokens.

    The last window is moved back so that it is full: a short tail would be read without its context.
    """
    if length <= size:
        yield 0, length
        return
    start = 0
    while start + size < length:
        yield start, start + size
        start += size - stride
    yield length - size, length
