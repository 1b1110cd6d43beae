"""`python -m training.news_classifier`: fine-tune a news classifier, here or in a SageMaker training job."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from training.news_classifier.settings import RANDOM_GPT2, Settings
from training.news_classifier.texts import DataError, read_texts

SAGEMAKER_CHECKPOINTS = Path("/opt/ml/checkpoints")
"""SageMaker copies this folder to S3 and back, so that an interrupted job goes on."""

VALIDATION_SHARE = 0.1


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Train; the exit status is 1, with a line that says why, where the data are not fit for it."""
    given = _parser(environment).parse_args(arguments)
    # Seconds that --help and a wrong argument need not wait for.
    from training.news_classifier.training import split, train  # noqa: PLC0415

    settings = Settings(**{field.name: getattr(given, field.name) for field in fields(Settings)})
    try:
        texts = read_texts(given.train)
        validation = read_texts(given.validation) if given.validation else []
        test = read_texts(given.test) if given.test else []
        if not validation:
            texts, validation = split(texts, VALIDATION_SHARE, settings.seed)
        metrics = train(settings, texts, validation, test, given.output, given.checkpoints)
    except (DataError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for name in ("validation", "test"):
        if name in metrics:
            print(f"{name} accuracy: {metrics[name]['accuracy']:.4f}")
    return 0


def _parser(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    """SageMaker passes hyperparameters as these options, and places through its variables."""

    def place(name: str) -> Path | None:
        return Path(environment[name]) if environment.get(name) else None

    parser = argparse.ArgumentParser(prog="python -m training.news_classifier", description=__doc__)
    for field in fields(Settings):
        kind = type(field.default)
        text = f"default: {field.default}" + (f"; {RANDOM_GPT2} needs no hub" if field.name == "model" else "")
        parser.add_argument(
            f"--{field.name}", f"--{field.name.replace('_', '-')}", type=kind, default=field.default, help=text
        )
    train, output = place("SM_CHANNEL_TRAIN"), place("SM_MODEL_DIR")
    on_sagemaker = output is not None
    parser.add_argument("--train", type=Path, default=train, required=train is None, help="file or folder of texts")
    parser.add_argument(
        "--validation", type=Path, default=place("SM_CHANNEL_VALIDATION"), help="default: a tenth of the above"
    )
    parser.add_argument("--test", type=Path, default=place("SM_CHANNEL_TEST"), help="measured once, at the end")
    parser.add_argument("--output", type=Path, default=output, required=output is None, help="folder for the model")
    checkpoints = SAGEMAKER_CHECKPOINTS if on_sagemaker else Path(".checkpoints/news_classifier")
    parser.add_argument("--checkpoints", type=Path, default=checkpoints, help=f"default: {checkpoints}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
