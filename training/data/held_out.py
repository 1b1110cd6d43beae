"""What is kept for measuring, by checksum: whoever loads the data again keeps the same."""

import hashlib


def is_held_out(text: str, one_in: int) -> bool:
    """Tell whether a text is one of those, about one in so many, that are never trained on."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % one_in == 0
