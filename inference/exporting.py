"""`python -m inference nouns --text … --export FILE`: the names of a text as a file."""

import argparse
import sys
from pathlib import Path

from inference.contract import ErrorCode, InferenceError, NounsReply
from inference.exports.formats import Format, export

_NO_NAMES = "I found no names in this text, so nothing is written."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the task whose replies can be taken along."""
    parser.add_argument(
        "--export",
        type=_file,
        metavar="FILE",
        help="with --text: write its names into this file, by its ending a table (.csv) or cards for Anki (.apkg)",
    )
    parser.add_argument(
        "--language", default="", metavar="CODE", help="with --export: also what places are called in it, such as ko"
    )


def write_names(text: str, reply: NounsReply, file: Path, language: str) -> int:
    """Write the file and say so; 1, after a line that says why, where there is nothing to write.

    Raises
    ------
    InferenceError
        The file cannot be written.
    """
    if not reply.names:
        print(_NO_NAMES, file=sys.stderr)
        return 1
    try:
        file.write_bytes(export(text, reply.names, Format(file.suffix[1:].lower()), language))
    except OSError as error:
        raise InferenceError(ErrorCode.INVALID_REQUEST, f"{file} cannot be written: {error.strerror}.") from None
    count = len(reply.names)
    print(f"{count:,} names are in {file}." if count > 1 else f"One name is in {file}.")
    return 0


def _file(value: str) -> Path:
    path = Path(value)
    if path.suffix[1:].lower() not in {*Format}:
        raise argparse.ArgumentTypeError(f"{value} ends in neither .csv (a table) nor .apkg (cards for Anki)")
    return path
