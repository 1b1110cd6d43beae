"""`python -m inference server`: the app under gunicorn."""

import argparse
import logging
from collections.abc import Mapping
from typing import Any

from inference.contract import Task
from inference.readers import create_reader
from inference.server.desk import TIMEOUT_SECONDS

ADDRESS = "127.0.0.1:8080"

_GRACE_SECONDS = 5.0
"""From the last reply that may come to gunicorn's own patience."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the subcommand; `--models` is everybody's."""
    parser.add_argument("--bind", default=ADDRESS, help=f"address, or unix:PATH (default: {ADDRESS})")
    parser.add_argument(
        "--tasks", type=_tasks, default=tuple(Task), help="tasks to serve, separated by commas (default: all)"
    )
    parser.add_argument(
        "--workers", type=int, default=1, help="processes; each holds its own copy of the models (default: 1)"
    )
    parser.add_argument("--threads", type=int, default=16, help="requests in hand per process (default: 16)")
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT_SECONDS, help=f"seconds for a reply (default: {TIMEOUT_SECONDS:g})"
    )


def serve(arguments: argparse.Namespace) -> int:
    """Serve until a signal ends it; gunicorn restarts a process that dies."""
    # gunicorn needs a Unix; whoever only reads on the command line does not.
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415

    from inference.server.app import create_app  # noqa: PLC0415 - Flask, likewise

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in gunicorn_settings(arguments).items():
                self.cfg.set(name, value)

        def load(self) -> Any:  # in each process after the fork: model sessions do not survive one
            return create_app(
                {task: create_reader(task, arguments.models) for task in arguments.tasks}, timeout=arguments.timeout
            )

    Server().run()
    return 0


def gunicorn_settings(arguments: argparse.Namespace) -> Mapping[str, Any]:
    """No access log: nginx or the host has one, and texts belong into none."""
    return {
        "bind": arguments.bind,
        "workers": arguments.workers,
        "worker_class": "gthread",
        "threads": arguments.threads,
        "timeout": int(arguments.timeout + _GRACE_SECONDS),
        "graceful_timeout": int(arguments.timeout + _GRACE_SECONDS),
        "control_socket_disable": True,
        "proc_name": "lectern",
        "limit_request_line": 4094,
    }


def _tasks(value: str) -> tuple[Task, ...]:
    return tuple(Task(name) for name in value.split(","))
