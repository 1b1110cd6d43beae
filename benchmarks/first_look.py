"""python -m benchmarks.first_look: answers with a first look and without, as ratios from one run.

Questions in SQuAD layout are put to their passages, each by itself and among 1, 3, 7 and 15 others.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inference.contract import InferenceError, Task
from inference.reading.answers_model import AnswersModel
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from training.data.long_texts import long_texts
from training.data.squad import Question, load_squad
from training.export.package import with_thresholds

PASSAGES = (1, 2, 4, 8, 16)
ROUNDS = 2
"""Each question is asked as often in both ways, in turn; the faster reading counts."""


@dataclass(frozen=True)
class Answer:
    """How long an answer took, and its margin: a look that was enough has one of its own."""

    seconds: float
    margin: float | None


@dataclass(frozen=True)
class Trial:
    """Seconds that a question took with a look and without, and whether the look was enough."""

    words: int
    with_look: float
    without: float
    settled: bool


def main() -> int:
    """Print a line for each length."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_look", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="questions in SQuAD layout, such as qa/dev.json.gz")
    parser.add_argument("--questions", type=int, default=200, help="how many of them, by chance (default: 200)")
    parser.add_argument(
        "--models", type=Path, default=EMBEDDED_MODELS, help="where the model directories lie (default: models)"
    )
    arguments = parser.parse_args()
    try:
        directory = find_model(arguments.models, Task.ANSWERS)
        every = load_squad(arguments.data)
    except InferenceError as error:
        print(error.message, file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(f"{error.filename}: no such file.", file=sys.stderr)
        return 2
    if "first_look" not in directory.manifest.thresholds:
        print("This model takes no first look: its manifest has no threshold `first_look`.", file=sys.stderr)
        return 2
    looking, whole = AnswersModel(directory), AnswersModel(with_thresholds(directory, {}))
    chosen = set(random.Random(1).sample(range(len(every)), min(arguments.questions, len(every))))  # noqa: S311
    print("words   settled by a look   times sooner: all   settled   others", flush=True)
    for passages in PASSAGES:
        texts = [text for index, text in enumerate(long_texts(every, passages)) if index in chosen]
        _print([_trial(looking, whole, text) for text in texts])
    return 0


def _trial(looking: AnswersModel, whole: AnswersModel, text: Question) -> Trial:
    runs = [(_timed(looking, text), _timed(whole, text)) for _ in range(ROUNDS)]
    looked, read = runs[0]
    return Trial(
        words=len(text.context.split()),
        with_look=min(look.seconds for look, _ in runs),
        without=min(reading.seconds for _, reading in runs),
        settled=looked.margin != read.margin,
    )


def _timed(model: AnswersModel, text: Question) -> Answer:
    started = time.perf_counter()
    candidate = model.best(text.text, text.context)
    return Answer(time.perf_counter() - started, candidate.margin if candidate else None)


def _print(trials: Sequence[Trial]) -> None:
    settled = [trial for trial in trials if trial.settled]
    others = [trial for trial in trials if not trial.settled]
    words = sum(trial.words for trial in trials) / len(trials)
    ratios = "".join(f"{_ratio(part):>9}" for part in (settled, others))
    print(f"{words:5.0f}   {len(settled) / len(trials):17.0%}   {_ratio(trials):>17} {ratios}", flush=True)


def _ratio(trials: Sequence[Trial]) -> str:
    if not trials:
        return "-"
    return f"{sum(trial.without for trial in trials) / sum(trial.with_look for trial in trials):.2f}"


if __name__ == "__main__":
    sys.exit(main())
