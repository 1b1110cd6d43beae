"""python -m training: make the embedded models, and measure any model."""

import argparse
import os
import sys
from pathlib import Path

from inference.contract import InferenceError, Task
from inference.models import find_model

MODELS = Path(__file__).parent.parent / "models"
CHECKPOINTS = Path(".checkpoints")


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
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Make and measure reading models.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    fit = commands.add_parser("fit", help="fine-tune an encoder, calibrate it and write a model directory")
    fit.add_argument("task", type=Task, choices=list(Task))
    fit.add_argument("--data", type=Path, required=True, help="folder that holds qa/, news/ and nouns/")
    fit.add_argument("--base", default="minilm", help="minilm, or a BERT in Hugging Face format (default: minilm)")
    fit.add_argument("--models", type=Path, default=MODELS, help="where model directories lie (default: models)")
    fit.add_argument("--version", default="1.0.0", help="version for the manifest (default: 1.0.0)")
    fit.add_argument("--threads", type=int, default=os.cpu_count(), help="threads to train with (default: all)")
    fit.set_defaults(run=_fit)
    export = commands.add_parser("export", help="turn a Hugging Face model into a model directory, and check it")
    export.add_argument("--task", type=Task, choices=[Task.CATEGORY, Task.ANSWERS], required=True)
    export.add_argument("--source", required=True, help="a directory in Hugging Face format, or a name on the hub")
    export.add_argument("--models", type=Path, default=MODELS, help="where model directories lie (default: models)")
    export.add_argument("--version", default="1", help="version for the manifest (default: 1)")
    export.add_argument("--licence", default="unknown", help="licence of the source, for the manifest")
    export.add_argument("--no-quantise", action="store_true", help="keep 32-bit weights: four times the size")
    export.set_defaults(run=_export)
    evaluate = commands.add_parser("evaluate", help="measure a model and write the figures to its manifest")
    evaluate.add_argument("task", type=Task, choices=list(Task), nargs="?", help="default: all three")
    evaluate.add_argument("--data", type=Path, required=True, help="one data file, or the folder that holds them all")
    evaluate.add_argument("--models", type=Path, default=MODELS, help="where model directories lie (default: models)")
    evaluate.set_defaults(run=_evaluate)
    return parser


def _fit(arguments: argparse.Namespace) -> int:
    import torch  # noqa: PLC0415 - seconds that --help and a wrong argument need not wait for

    from training.fit import fit  # noqa: PLC0415

    torch.set_num_threads(arguments.threads)
    task: Task = arguments.task
    checkpoint = CHECKPOINTS / f"{task}-{arguments.version}.pt"
    fit(task, arguments.data, arguments.base, arguments.models / task, checkpoint, arguments.version)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from training.export import DisagreementError, export  # noqa: PLC0415
    from training.hub_model import UnsupportedModelError  # noqa: PLC0415

    output = arguments.models / arguments.task
    try:
        exported = export(
            arguments.task, arguments.source, output, arguments.version, arguments.licence, not arguments.no_quantise
        )
    except (UnsupportedModelError, DisagreementError) as error:
        print(error, file=sys.stderr)
        return 1
    size = sum(file.bytes for file in exported.manifest.files.values()) / 1e6
    print(f"{output}: {size:.1f} MB, {exported.agreement:.1%} of its decisions are the original's")
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    from training.package import record_metrics  # noqa: PLC0415
    from training.tables import measure  # noqa: PLC0415

    for task in [arguments.task] if arguments.task else list(Task):
        directory = find_model(arguments.models, task)
        metrics = measure(directory, arguments.data)
        print(directory.manifest.model)
        for name, value in metrics.items():
            if isinstance(value, list):
                _print_reliability(value)
            else:
                print(f"  {name:<58} {value:>8.4g}")
        record_metrics(directory.path, metrics)
    return 0


def _print_reliability(rows: list[dict[str, float]]) -> None:
    print("  score         mean score  share right  replies")
    for row in rows:
        print(f"  {row['low']:.2f} to {row['high']:.2f}  {row['score']:10.2f}  {row['right']:11.2f}  {row['count']:7}")


if __name__ == "__main__":
    sys.exit(main())
