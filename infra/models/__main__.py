"""`python -m infra.models`: publishes models to the deployed stack, lists them, rolls them back."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from inference.contract import Task
from infra.account import AccountError, open_session, stack_outputs
from infra.arguments import add_arguments
from infra.models.commands import Publisher
from infra.models.composition import create_publisher


def main(arguments: Sequence[str]) -> int:
    """Run one command; 1 where it fails, with one line that says why."""
    options = _parser().parse_args(arguments)
    try:
        for line in _run(options, _publisher(options)):
            print(line, flush=True)
    except (AccountError, KeyboardInterrupt) as error:
        print(str(error) or "Interrupted; the current version is unchanged.", file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace, publisher: Publisher) -> Iterator[str]:
    match options.command:
        case "publish":
            return publisher.publish(options.task, options.directory)
        case "embedded":
            return publisher.publish_embedded()
        case "rollback":
            return publisher.roll_back(options.task, options.to)
        case _:
            return publisher.list()


def _publisher(options: argparse.Namespace) -> Publisher:
    session = open_session(options.region)
    outputs = stack_outputs(session, options.stack)
    readers = {task: outputs[f"{task.capitalize()}Function"] for task in Task}
    return create_publisher(session, outputs["ModelBucket"], outputs.get("ModelSyncFunction"), readers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.models", description=__doc__)
    add_arguments(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    publish = commands.add_parser("publish", help="upload a model directory and make it current")
    publish.add_argument("task", type=Task, choices=list(Task))
    publish.add_argument("directory", type=Path)
    commands.add_parser("embedded", help="publish the models that come with Lectern where there are none yet")
    commands.add_parser("list", help="show all versions")
    rollback = commands.add_parser("rollback", help="go back to the version before the current one")
    rollback.add_argument("task", type=Task, choices=list(Task))
    rollback.add_argument("--to", metavar="VERSION", help="go to this published version instead")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
