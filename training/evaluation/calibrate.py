"""Choose a model's thresholds and calibrate its scores on the dev files, and write both to its manifest."""

import math
from collections.abc import Mapping
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec

from inference.contract import Task
from inference.reading.answers_model import AnswersModel
from inference.reading.category import CategoryModel
from inference.store.directory import ModelDirectory, open_model
from training.answers import calibration as answers_calibration
from training.answers.dev import AnswersDev, load_answers_dev
from training.answers.measures import own_passages, run
from training.answers.several_measures import give, several_figures
from training.answers.verdict_measures import judge
from training.category import calibration as category_calibration
from training.category import measures as category_measures
from training.category.dev import load_category_dev
from training.data.long_texts import long_texts
from training.export.package import update_manifest, with_thresholds

INSIDE_THRESHOLDS = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
"""Logits from which on a token may belong to one of several answers."""


def calibrate_answers(directory: Path, data: Path) -> None:
    """Choose the thresholds of a first look, of null and of several answers, and fit the scores.

    On articles of `qa/dev.json.gz`, on longer texts made from them for looks, on the short texts that were written for
    this project, and on what is held out of questions with verdicts and with several answers.
    """
    opened, dev = open_model(directory, Task.ANSWERS), load_answers_dev(data)
    thresholds = _look_threshold(opened, dev)
    model = AnswersModel(with_thresholds(opened, thresholds))
    articles = run(model, [*dev.articles, *dev.elsewhere])
    thresholds["margin"] = margin = answers_calibration.threshold(articles)
    calibration = answers_calibration.weights([articles, run(model, dev.short)], margin)
    verdicts = judge(model, chain(*dev.yes_no.values()))
    calibration |= answers_calibration.verdict_weights(verdicts)
    thresholds["verdict"] = answers_calibration.verdict_threshold(verdicts, calibration)
    thresholds["inside"] = max(INSIDE_THRESHOLDS, key=partial(_several_f1, opened, dev, thresholds))
    update_manifest(directory, thresholds=thresholds, calibration=calibration)


def _look_threshold(opened: ModelDirectory, dev: AnswersDev) -> dict[str, float]:
    longer = own_passages(long_texts([question for question, _ in dev.articles]))
    looks, readings = (
        run(AnswersModel(with_thresholds(opened, thresholds)), longer) for thresholds in ({"first_look": -math.inf}, {})
    )
    return answers_calibration.look_threshold(looks, readings)


def _several_f1(opened: ModelDirectory, dev: AnswersDev, thresholds: Mapping[str, float], inside: float) -> float:
    model = AnswersModel(with_thresholds(opened, {**thresholds, "inside": inside}))
    return several_figures("all", give(model, chain(*dev.several.values())))["all F1"]


def calibrate_category(directory: Path, data: Path) -> None:
    """Fit the temperature and the scores, and choose the thresholds, on the texts that are never trained on.

    News of other kinds count for the scores alone: how much is told apart from what is no news does not depend on them.
    """
    model = CategoryModel(open_model(directory, Task.CATEGORY))
    dev = load_category_dev(data)
    trials = category_measures.run(model, [*chain(*dev.news.values()), *chain(*dev.no_news.values())])
    all_trials = [*trials, *category_measures.run(model, dev.other_news)]
    temperature = category_calibration.temperature(all_trials, model.manifest)
    sharpness = {"temperature": (temperature,)}
    manifest = msgspec.structs.replace(model.manifest, calibration=sharpness, thresholds={})
    thresholds = category_calibration.thresholds(trials, manifest)
    manifest = msgspec.structs.replace(manifest, thresholds=thresholds)
    calibration = sharpness | category_calibration.score_line(all_trials, manifest)
    update_manifest(directory, thresholds=thresholds, calibration=calibration)
