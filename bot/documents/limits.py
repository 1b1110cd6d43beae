"""What a document may take, so that no file can keep or crash the bot."""

from typing import Final

MAX_BYTES: Final = 10 * 1024 * 1024
"""Of the file."""

MAX_UNPACKED: Final = 50 * 1024 * 1024
"""Bytes of the text within a packed file, such as Word's."""

MAX_PAGES: Final = 200

MAX_SECONDS: Final = 15
"""Of waiting for the text."""

MAX_MEMORY: Final = 320 * 1024 * 1024
"""Address space of the process, in bytes; Python with its PDF library takes a third of it."""
