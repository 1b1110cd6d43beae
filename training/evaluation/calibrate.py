"""Choose a model's thresholds and calibrate its scores on the dev files, and write both to its manifest."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec

from inference.contract import Task
from inference.reading.answers_model import SHORT_TEXTS_FILE, AnswersModel, Graphs
from inference.reading.category import CategoryModel
from inference.store.directory import ModelDirectory, open_model
from training.answers import calibration as answers_calibration
from training.answers.dev import AnswersDev, load_answers_dev
from training.answers.measures import own_passages, run
from training.answers.remembered import remembered
from training.answers.several_measures import give, several_figures, share_of_several
from training.answers.verdict_measures import judge
from training.category import calibration as category_calibration
from training.category import measures as category_measures
from training.category import topics_calibration
from training.category.dev import load_category_dev
from training.data.long_texts import long_texts
from training.data.squad import Question
from training.export.package import update_manifest, with_thresholds

INSIDE_THRESHOLDS = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
"""Logits from which on a token may belong to one of several answers."""

SEVERAL_THRESHOLDS = tuple(0.5 * half for half in range(-10, 11))
"""Logits from which on there may be more than one answer."""

SEVERAL_OF_ONE = 0.05
"""Share of the questions with one answer that may get several."""

SHORT_TOKENS = 64.0
"""Passages of at most so many tokens are read by the encoder of short texts."""

BOTH_TOKENS = 128.0
"""Longer ones of at most so many tokens are read by both encoders."""


def calibrate_answers(directory: Path, data: Path) -> None:
    """Choose the thresholds of a first look, of null and of several answers, and fit the scores.

    On articles of `qa/dev.json.gz`, on longer texts made from them for looks, on the short texts that were written for
    this project, and on what is held out of questions with verdicts and with several answers. The encoder of articles
    comes first; what the one of short texts says is made comparable with it.
    """
    opened, dev = with_thresholds(open_model(directory, Task.ANSWERS), {}, {}), load_answers_dev(data)
    graphs = remembered(opened)
    thresholds = _look_threshold(opened, graphs, dev)
    has_second = SHORT_TEXTS_FILE in opened.manifest.files
    lengths = {"short_tokens": SHORT_TOKENS, "both_tokens": BOTH_TOKENS} if has_second else {}
    verdicts = judge(AnswersModel(with_thresholds(opened, lengths), graphs), chain(*dev.yes_no.values()))
    calibration = answers_calibration.verdict_weights(verdicts)
    thresholds |= answers_calibration.verdict_thresholds(verdicts, calibration)
    model = AnswersModel(with_thresholds(opened, thresholds, calibration), graphs)
    articles = run(model, [*dev.articles, *dev.elsewhere])
    thresholds["margin"] = margin = answers_calibration.threshold(articles)
    if has_second:
        alone = run(AnswersModel(with_thresholds(opened, {"short_tokens": math.inf}), graphs), dev.short)
        least = answers_calibration.threshold(alone, answers_calibration.SHORT_ANSWERED)
        calibration["short_margin"] = answers_calibration.short_scale(alone, least, articles, margin)
        reads_all = AnswersModel(with_thresholds(opened, {"both_tokens": math.inf}), graphs)
        both = run(reads_all, _articles_for_both(graphs, dev))
        least = answers_calibration.threshold(both)
        calibration["both_margin"] = answers_calibration.short_scale(both, least, articles, margin)
    thresholds |= lengths
    model = AnswersModel(with_thresholds(opened, thresholds, calibration), graphs)
    groups = defaultdict(list)
    for trial in run(model, [*dev.articles, *dev.elsewhere, *dev.short]):
        groups[trial.candidate.prefix if trial.candidate else ""].append(trial)
    for prefix, trials in groups.items():
        fitted = answers_calibration.weights(trials, margin)
        calibration |= {f"{prefix}{name}": weights for name, weights in fitted.items()}
    for name in ("inside", "short_inside"):
        thresholds[name] = max(
            reversed(INSIDE_THRESHOLDS), key=partial(_several_f1, opened, graphs, dev, thresholds, calibration, name)
        )
    if has_second:
        thresholds["several"] = _several_threshold(opened, graphs, dev, thresholds, calibration)
    update_manifest(directory, thresholds=thresholds, calibration=calibration)


def _articles_for_both(graphs: Graphs, dev: AnswersDev) -> list[tuple[Question, str]]:
    def is_between(context: str) -> bool:
        tokens = graphs.articles.tokenizer.encode(context, add_special_tokens=False).ids
        return SHORT_TOKENS < len(tokens) <= BOTH_TOKENS

    return [pair for pair in (*dev.articles, *dev.elsewhere) if is_between(pair[1])]


def _look_threshold(opened: ModelDirectory, graphs: Graphs, dev: AnswersDev) -> dict[str, float]:
    longer = own_passages(long_texts([question for question, _ in dev.articles]))
    looks, readings = (
        run(AnswersModel(with_thresholds(opened, tried), graphs), longer) for tried in ({"first_look": -math.inf}, {})
    )
    return answers_calibration.look_threshold(looks, readings)


def _several_f1(
    opened: ModelDirectory,
    graphs: Graphs,
    dev: AnswersDev,
    thresholds: Mapping[str, float],
    calibration: Mapping[str, tuple[float, ...]],
    name: str,
    inside: float,
) -> float:
    model = AnswersModel(with_thresholds(opened, {**thresholds, name: inside}, calibration), graphs)
    return several_figures("all", give(model, chain(*dev.several.values())))["all F1"]


def _several_threshold(
    opened: ModelDirectory,
    graphs: Graphs,
    dev: AnswersDev,
    thresholds: Mapping[str, float],
    calibration: Mapping[str, tuple[float, ...]],
) -> float:
    """The lowest that leaves nearly all questions with one answer that one; else the highest."""

    def too_many(several: float) -> bool:
        model = AnswersModel(with_thresholds(opened, {**thresholds, "several": several}, calibration), graphs)
        return share_of_several(give(model, dev.one_answer)) > SEVERAL_OF_ONE

    return SEVERAL_THRESHOLDS[bisect_left(SEVERAL_THRESHOLDS[:-1], True, key=lambda each: not too_many(each))]


def calibrate_category(directory: Path, data: Path) -> None:
    """Fit the temperature and the scores, and choose the thresholds, on the texts that are never trained on."""
    model = CategoryModel(open_model(directory, Task.CATEGORY))
    dev = load_category_dev(data)
    news = category_measures.run(model, chain(*dev.news.values()))
    described = category_measures.run_described(model, dev.described)
    others = category_measures.run(model, [*dev.other_news, *chain(*dev.no_news.values())])
    all_trials = [*news, *others, *described]
    sharpness = {"temperature": (category_calibration.temperature(all_trials, model.manifest),)}
    manifest = msgspec.structs.replace(model.manifest, calibration=sharpness, thresholds={})
    calibration = sharpness | category_calibration.score_line(all_trials, manifest)
    if described:
        calibration |= topics_calibration.sharpness(described, manifest)
    manifest = msgspec.structs.replace(manifest, calibration=calibration)
    thresholds = category_calibration.thresholds(news, manifest)
    if described:
        thresholds |= topics_calibration.topic_thresholds(described, manifest)
    update_manifest(directory, thresholds=thresholds, calibration=calibration)
