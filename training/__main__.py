"""python -m training: make the embedded models, and measure any model."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inference.contract import InferenceError, Task
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.manifest import Manifest
from training.errors import RecipeError, UnsupportedModelError
from training.evaluation.goals import goal_of, goals_table
from training.evaluation.quantisation import MOST_POINTS
from training.export.package import QUANTISATION_COST, RELIABILITIES, RELIABILITY, megabytes

CHECKPOINTS = Path(".checkpoints")

PICTURE = Path("docs/images/reliability.svg")


def main() -> int:
    """Parse the command line; return the exit status."""
    arguments = _parser().parse_args()
    try:
        return int(arguments.run(arguments))
    except FileNotFoundError as error:
        print(
            f"{error.filename or error}: no such file. Is --data the folder that holds qa/, news/ and nouns/?",
            file=sys.stderr,
        )
    except InferenceError as error:
        print(error.message, file=sys.stderr)
    except (RecipeError, UnsupportedModelError) as error:
        print(error, file=sys.stderr)
        return 1
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Make and measure reading models.")
    models = argparse.ArgumentParser(add_help=False)
    models.add_argument(
        "--models", type=Path, default=EMBEDDED_MODELS, help="where model directories lie (default: models)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_fit(
        commands.add_parser(
            "fit", parents=[models], help="fine-tune an encoder, calibrate it and write a model directory"
        )
    )
    _add_export(
        commands.add_parser(
            "export",
            parents=[models],
            help="turn a Hugging Face model or a spaCy pipeline into a model directory, and check it",
        )
    )
    evaluate = commands.add_parser(
        "evaluate", parents=[models], help="measure a model and write the figures to its manifest"
    )
    evaluate.add_argument("task", type=Task, choices=list(Task), nargs="?", help="default: all three")
    evaluate.add_argument("--data", type=Path, required=True, help="one data file, or the folder that holds them all")
    evaluate.set_defaults(run=_evaluate)
    goals = commands.add_parser(
        "goals", parents=[models], help="print where measured models stand, as a Markdown table"
    )
    goals.set_defaults(run=_goals)
    draw = commands.add_parser(
        "draw", parents=[models], help="draw how honest the scores of measured models are, as an SVG"
    )
    draw.add_argument("--output", type=Path, default=PICTURE, help=f"file to write (default: {PICTURE})")
    draw.set_defaults(run=_draw)
    return parser


def _add_fit(command: argparse.ArgumentParser) -> None:
    command.add_argument("task", type=Task, choices=list(Task))
    command.add_argument("--data", type=Path, required=True, help="folder that holds qa/, news/ and nouns/")
    command.add_argument(
        "--base",
        default="minilm",
        help="an encoder in Hugging Face format: a directory, or its name on the hub (default: minilm)",
    )
    command.add_argument(
        "--teacher",
        help="for answers, the larger encoder that learns first where the recipe has a teacher, likewise "
        "(default: all-mpnet-base-v2, from the hub)",
    )
    command.add_argument(
        "--start",
        type=Path,
        metavar="DIR",
        help="the model directory of an earlier version: answers go on with it instead of learning from a teacher, "
        "category and nouns give it a share in their weights",
    )
    command.add_argument(
        "--mean",
        type=Path,
        metavar="DIR",
        help="for answers, the model directory of another version that began with the same weights: it has a share in "
        "those of both networks",
    )
    command.add_argument(
        "--recipe", type=Path, help="what to learn from, in which steps (default: training/TASK/recipe.toml)"
    )
    command.add_argument("--version", default="2.0.0", help="version for the manifest (default: %(default)s)")
    command.add_argument(
        "--only",
        choices=["articles", "short-texts"],
        help="for answers, train one of the two networks and write no model: where both are trained side by side, each "
        "on a core, the same command without this takes them",
    )
    command.add_argument("--threads", type=int, default=os.cpu_count(), help="threads to train with (default: all)")
    command.set_defaults(run=_fit)


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--task", type=Task, choices=list(Task), required=True)
    command.add_argument(
        "--source",
        required=True,
        help="a directory in Hugging Face format or a name on the hub; for nouns the directory of a spaCy pipeline",
    )
    command.add_argument("--version", default="1", help="version for the manifest (default: %(default)s)")
    command.add_argument("--licence", default="unknown", help="licence of the source, for the manifest")
    command.add_argument(
        "--trust", action="store_true", help="for nouns: let the pipeline use components of other packages"
    )
    command.add_argument("--no-quantise", action="store_true", help="keep 32-bit weights: four times the size")
    command.set_defaults(run=_export)


def _fit(arguments: argparse.Namespace) -> int:
    import torch  # noqa: PLC0415 - seconds that --help and a wrong argument need not wait for

    from training.answers.fit import Network  # noqa: PLC0415
    from training.export.hub_model import default_directory_name  # noqa: PLC0415
    from training.fit import Run, fit, recipe_of, train  # noqa: PLC0415
    from training.network.base import MINILM  # noqa: PLC0415

    torch.set_num_threads(arguments.threads)
    task: Task = arguments.task
    base = "" if arguments.base == MINILM else f"{default_directory_name(arguments.base)}-"
    checkpoint = CHECKPOINTS / f"{task}-{base}{arguments.version}.pt"
    teacher = {"teacher": arguments.teacher} if arguments.teacher else {}
    start: Path | None = arguments.start
    recipe = recipe_of(task, arguments.recipe)
    run = Run(
        task,
        recipe,
        arguments.data,
        arguments.base,
        arguments.models,
        checkpoint,
        arguments.version,
        start=start,
        mean=arguments.mean,
        only=Network(arguments.only) if arguments.only else None,
        **teacher,
    )
    if run.only:
        train(run)
        return 0
    metrics = fit(run)
    _print(metrics, find_model(run.models, task).manifest)
    for name, points in metrics[QUANTISATION_COST].items():
        if points > MOST_POINTS:
            print(f"{name}: INT8 costs more than {MOST_POINTS} points. On a few hundred rows that can be chance.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from training.export.export import DisagreementError, export  # noqa: PLC0415

    if arguments.task is Task.NOUNS:
        return _export_pipeline(arguments)
    output = arguments.models / arguments.task
    try:
        exported = export(
            arguments.task, arguments.source, output, arguments.version, arguments.licence, not arguments.no_quantise
        )
    except DisagreementError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{output}: {megabytes(exported.manifest):.1f} MB, {exported.agreement:.1%} of its decisions are the original's"
    )
    return 0


def _export_pipeline(arguments: argparse.Namespace) -> int:
    from training.export.pipeline_export import export_pipeline  # noqa: PLC0415

    output = arguments.models / arguments.task
    exported = export_pipeline(arguments.source, output, arguments.version, arguments.licence, trust=arguments.trust)
    print(f"{output}: {megabytes(exported.manifest):.1f} MB, {exported.names} names found in this project's texts")
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    from training.evaluation.tables import measure  # noqa: PLC0415
    from training.export.package import record_metrics  # noqa: PLC0415

    for task in [arguments.task] if arguments.task else list(Task):
        directory = find_model(arguments.models, task)
        metrics = measure(directory, arguments.data)
        print(directory.manifest.model)
        _print(metrics, directory.manifest)
        record_metrics(directory.path, metrics)
    return 0


def _goals(arguments: argparse.Namespace) -> int:
    print(goals_table([find_model(arguments.models, task).manifest for task in Task]))
    return 0


def _draw(arguments: argparse.Namespace) -> int:
    from training.evaluation.reliability_picture import draw_reliability  # noqa: PLC0415

    manifests = [find_model(arguments.models, task).manifest for task in (Task.ANSWERS, Task.CATEGORY)]
    measured = [manifest for manifest in manifests if manifest.metrics.get(RELIABILITY)]
    if not measured:
        print("These models have not been measured: `python -m training evaluate` does it.", file=sys.stderr)
        return 1
    draw_reliability(measured, arguments.output)
    print(arguments.output)
    return 0


def _print(metrics: Mapping[str, Any], manifest: Manifest | None = None) -> None:
    """Print figures; those of a model with the goals that it has."""
    for name, value in metrics.items():
        if name in RELIABILITIES:
            print(f"  {name}")
            _print_reliability(value)
        elif name == QUANTISATION_COST:
            print("  points lost to INT8, against FP32")
            _print(value)
        else:
            goal = goal_of(manifest, name) if manifest else None
            print(f"  {name:<58} {value:>8.4g}  {goal.verdict(value) if goal else ''}".rstrip())


def _print_reliability(rows: list[dict[str, float]]) -> None:
    print("  score         mean score  share right  replies")
    for row in rows:
        print(f"  {row['low']:.2f} to {row['high']:.2f}  {row['score']:10.2f}  {row['right']:11.2f}  {row['count']:7}")


if __name__ == "__main__":
    sys.exit(main())
