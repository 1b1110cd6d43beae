"""python -m inference TASK: JSON Lines in, JSON Lines out; or one text, read for a person. `server` serves HTTP."""

import argparse
import json
import sys
from typing import Any, TextIO

from inference import exporting
from inference.contract import REQUEST_TYPES, ErrorCode, InferenceError, Task, parse_request, to_builtins
from inference.readers import Reader, create_reader
from inference.respond import respond
from inference.server import command as server
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.model import model_root
from inference.terminal import render

SERVER = "server"


def main() -> int:
    """Parse the command line; return the exit status."""
    parser = _parser()
    arguments = parser.parse_args()
    if arguments.command == SERVER:
        return server.serve(arguments)
    task = Task(arguments.command)
    if task is Task.NOUNS and arguments.export and arguments.text is None:
        parser.error('--export needs --text "…"')
    reader = create_reader(task, arguments.models, trust=arguments.trust)
    try:
        reader.load()
        if arguments.text is None:
            read_lines(reader, task, sys.stdin, sys.stdout)
            return 0
        if task is Task.ANSWERS and arguments.question is None:
            parser.error('answers needs --question "…" with --text')
        return _read_one(reader, task, arguments)
    except InferenceError as error:
        print(error.message, file=sys.stderr)
        return 2
    except (BrokenPipeError, KeyboardInterrupt):
        return 1


def read_lines(reader: Reader, task: Task, source: TextIO, target: TextIO) -> None:
    """Answer each line in order; a line that is no valid request gets an error in its place."""
    for line in source:
        if line.strip():
            reply = _respond(reader, task, line)
            target.write(json.dumps(reply, ensure_ascii=False, separators=(",", ":")) + "\n")
            target.flush()


def _respond(reader: Reader, task: Task, line: str) -> dict[str, Any]:
    try:
        payload = json.loads(line)
    except (ValueError, RecursionError):
        error = InferenceError(ErrorCode.INVALID_REQUEST, "This line is not valid JSON.")
        return to_builtins(error.reply())
    return respond(reader, task, payload)


def _read_one(reader: Reader, task: Task, arguments: argparse.Namespace) -> int:
    """Print the reply, or write it where it is to be exported; return the exit status."""
    text: str = arguments.text
    payload = {"context": text, "question": arguments.question} if task is Task.ANSWERS else {"text": text}
    request: Any = parse_request(REQUEST_TYPES[task], payload)
    reply = reader.read(request)
    if task is Task.NOUNS and arguments.export:
        return exporting.write_names(text, reply, arguments.export, arguments.language)
    print(render(reply, text, colour=sys.stdout.isatty()))
    return 0


def _parser() -> argparse.ArgumentParser:
    models = argparse.ArgumentParser(add_help=False)
    models.add_argument(
        "--models",
        type=model_root,
        default=EMBEDDED_MODELS,
        help="where models lie: a directory, or s3://… (default: models)",
    )
    models.add_argument(
        "--trust",
        action="store_true",
        help="let a nouns model run any component that is installed, not spaCy's own alone: for models whose source "
        "you trust",
    )
    parser = argparse.ArgumentParser(
        prog="python -m inference",
        description="Read texts. Without --text, requests come as JSON Lines on standard input "
        '({"text": …}, or {"question": …, "context": …} for answers) and replies go out one per line.',
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join((*Task, SERVER)))
    for task in Task:
        reading = commands.add_parser(task.value, parents=[models], help=f"read with the {task} model")
        reading.add_argument("--text", help="read this text and answer for a person")
        if task is Task.ANSWERS:
            reading.add_argument("--question", help="what to ask about the text")
        if task is Task.NOUNS:
            exporting.add_arguments(reading)
    serving = commands.add_parser(SERVER, parents=[models], help="serve all tasks and a page over HTTP")
    server.add_arguments(serving)
    return parser


if __name__ == "__main__":
    sys.exit(main())
