"""Choose a model's thresholds and calibrate its scores on the dev files, and write both to its manifest."""

import math
from itertools import chain
from pathlib import Path

import msgspec

from inference.contract import Task
from inference.reading.answers_model import AnswersModel
from inference.reading.category import CategoryModel
from inference.store.directory import open_model
from training.answers import calibration as answers_calibration
from training.answers.measures import own_passages, run, unanswerable_pairs
from training.category import calibration as category_calibration
from training.category import measures as category_measures
from training.category.dev import load_category_dev
from training.data.long_texts import long_texts
from training.data.squad import load_squad
from training.export.package import update_manifest, with_thresholds


def calibrate_answers(directory: Path, data: Path) -> None:
    """Choose the thresholds of a first look and of null, and fit the scores.

    On `qa/dev.json.gz`, on longer texts for looks, and on unanswerable pairs for the rest, made from it.
    """
    questions = load_squad(data / "qa/dev.json.gz")
    opened = open_model(directory, Task.ANSWERS)
    longer = own_passages(long_texts(questions))
    looks, readings = (
        run(AnswersModel(with_thresholds(opened, thresholds)), longer) for thresholds in ({"first_look": -math.inf}, {})
    )
    look = answers_calibration.look_threshold(looks, readings)
    trials = run(
        AnswersModel(with_thresholds(opened, look)), [*own_passages(questions), *unanswerable_pairs(questions)]
    )
    margin = answers_calibration.threshold(trials)
    weights = answers_calibration.weights(trials, margin)
    update_manifest(directory, thresholds={"margin": margin} | look, calibration=weights)


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
