"""`python -m inference server`: the HTTP API and its page, with readers in processes of their own."""

import argparse
import logging
import sys

from inference.contract import Task
from inference.processes.readers import READING_SECONDS

ADDRESS = "127.0.0.1:8080"

_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the subcommand; `--models` is everybody's."""
    parser.add_argument("--bind", default=ADDRESS, help=f"address, or unix:PATH (default: {ADDRESS})")
    parser.add_argument(
        "--name", action="append", default=[], help="a name by which the server may be called, beside localhost and "
        "addresses; may be given several times. Behind a unix socket the proxy sees to it"
    )  # fmt: skip
    parser.add_argument(
        "--tasks", type=_tasks, default=tuple(Task), help="tasks to serve, separated by commas (default: all)"
    )
    parser.add_argument(
        "--workers", type=int, default=1, help="processes that read; each holds its own copy of the models (default: 1)"
    )
    parser.add_argument(
        "--timeout", type=float, default=READING_SECONDS, help=f"seconds for a reply (default: {READING_SECONDS:g})"
    )


def serve(arguments: argparse.Namespace) -> int:
    """Serve until a signal ends it; 2 where it cannot listen."""
    # Flask, waitress and pebble are for those who serve, not for those who read on the command line.
    from inference.processes.pool import ReaderPool  # noqa: PLC0415
    from inference.server.app import create_app  # noqa: PLC0415
    from inference.server.bodies import MAX_BATCH_BODY  # noqa: PLC0415
    from inference.server.places import PLACES  # noqa: PLC0415
    from pages.serving import HttpServer, host_of, is_open, listen_at, wait_for_signal  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    try:
        listening = listen_at(arguments.bind)
    except (OSError, ValueError) as error:
        print(f"Cannot listen at {arguments.bind}: {error}. Choose another with --bind.", file=sys.stderr)
        return 2
    is_behind_proxy = arguments.bind.startswith("unix:")
    _say(arguments.bind, is_reached=not is_behind_proxy and is_open(host_of(arguments.bind)))
    pool = ReaderPool(
        arguments.tasks,
        arguments.models,
        processes=arguments.workers,
        seconds=arguments.timeout,
        trust=arguments.trust,
    )
    names = None if is_behind_proxy else arguments.name
    app = create_app(arguments.tasks, pool, timeout=arguments.timeout, names=names)
    server = HttpServer(app, listening, threads=PLACES + _SPARE_THREADS, max_body=MAX_BATCH_BODY)
    server.start()
    try:
        wait_for_signal()
        server.stop()
    finally:
        pool.stop()
    return 0


_SPARE_THREADS = 8
"""For what needs no reader: the page, `/ping`, and saying that the server is full."""


def _say(bind: str, *, is_reached: bool) -> None:
    _log.info("Serving at %s; Ctrl-C stops it.", bind)
    if is_reached:
        _log.warning(
            "%s is reached from other machines: anybody there may have texts read. Put a proxy before it.", bind
        )


def _tasks(value: str) -> tuple[Task, ...]:
    return tuple(Task(name) for name in value.split(","))
