"""Progress for a person at a terminal, or for a log."""

import sys
from threading import Lock

_MEGABYTE = 1_000_000
_SMALL = 100_000
"""Bytes of files that are sent sooner than read about."""

_lock = Lock()


def show_progress(name: str, sent: int, size: int) -> None:
    """One line per file: rewritten as it grows on a terminal, written once when it is done elsewhere."""
    if size < _SMALL:
        return
    line = f"  {name}: {sent / _MEGABYTE:.1f} of {size / _MEGABYTE:.1f} MB"
    with _lock:  # boto3 sends the parts of a large file from several threads
        if sys.stdout.isatty():
            print(f"\r{line}", end="\n" if sent >= size else "", flush=True)
        elif sent >= size:
            print(line, flush=True)
