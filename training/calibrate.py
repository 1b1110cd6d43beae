"""Choose a model's thresholds and calibrate its scores on the dev files, and write both to its manifest."""

from pathlib import Path

import msgspec

from inference.answers import AnswersModel
from inference.category import CategoryModel
from inference.contract import Task
from inference.models import open_model
from training import category
from training.calibration import answers as answers_calibration
from training.calibration import category as category_calibration
from training.data.news import Article, held_out, load_news, load_unseen
from training.data.no_news import load_no_news
from training.data.squad import load_squad
from training.measures import answers as answers_measures
from training.measures import category as category_measures
from training.package import update_manifest


def calibrate_answers(directory: Path, data: Path) -> None:
    """Choose the null threshold and fit the scores on `qa/dev.json.gz` and unanswerable pairs made from it."""
    questions = load_squad(data / "qa/dev.json.gz")
    pairs = [(question, question.context) for question in questions]
    model = AnswersModel(open_model(directory, Task.ANSWERS))
    trials = answers_measures.run(model, [*pairs, *answers_measures.unanswerable_pairs(questions)])
    margin = answers_calibration.threshold(trials)
    weights = answers_calibration.weights(trials, margin)
    update_manifest(directory, thresholds={"margin": margin}, calibration=weights)


def calibrate_category(directory: Path, data: Path) -> None:
    """Fit the temperature and the scores, and choose the thresholds on `news/bbc-val.csv.gz` and held-out texts."""
    model = CategoryModel(open_model(directory, Task.CATEGORY))
    trials = category_measures.run(model, [*load_unseen(data / "news/bbc-val.csv.gz"), *category_dev(data)])
    temperature = category_calibration.temperature(trials, model.manifest)
    sharpness = {"temperature": (temperature,)}
    manifest = msgspec.structs.replace(model.manifest, calibration=sharpness, thresholds={})
    thresholds = category_calibration.thresholds(trials, manifest)
    manifest = msgspec.structs.replace(manifest, thresholds=thresholds)
    calibration = sharpness | category_calibration.score_line(trials, manifest)
    update_manifest(directory, thresholds=thresholds, calibration=calibration)


def category_dev(data: Path) -> list[Article]:
    """Texts held out from training: headlines and summaries, and texts that are no news."""
    found = []
    for file in category.SHORT_FILES:
        found += [article for article in load_news(data / file) if held_out(article.text, category.HELD_OUT)]
    for texts in load_no_news(data).values():
        found += [Article(category.NO_NEWS, text) for text in texts if held_out(text, category.HELD_OUT)]
    return found
