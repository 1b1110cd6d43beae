"""`evaluate`: the figures of each task, from one file or from the whole data folder."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from inference.contract import Task
from inference.reading.answers_model import AnswersModel
from inference.reading.category import CategoryModel
from inference.reading.spacy_pipeline import load_pipeline
from inference.store.directory import ModelDirectory
from training.answers import measures as answers_measures
from training.category import measures as category_measures
from training.category.dev import load_category_dev
from training.data.files import bare_name
from training.data.long_texts import long_texts
from training.data.names import load_columns, load_conllu, load_iob2
from training.data.news import load_unseen
from training.data.squad import Question, load_squad
from training.export.package import RELIABILITY
from training.nouns.measures import documents, one_by_one, proper_noun_f1, typed_f1
from training.reliability import calibration_error, reliability

Metrics = dict[str, Any]
"""Figures by name; `reliability` is a list of rows instead."""


def measure(directory: ModelDirectory, path: Path) -> Metrics:
    """Measure a model on one file, or on every dev file of the data folder.

    Raises
    ------
    FileNotFoundError
        When the path, or a file that the folder should hold, does not exist.
    """
    task = directory.manifest.task
    if path.is_file():
        return _FILE[task](directory, path)
    return _FOLDER[task](directory, path)


def measure_answers(directory: ModelDirectory, file: Path) -> Metrics:
    """F1 and exact match by domain, with the threshold in force, and nulls given to unanswerable questions.

    For the questions' own passages, and for every second one among others.
    """
    model = AnswersModel(directory)
    questions = load_squad(file)
    metrics = _answers_figures(model, bare_name(file), questions)
    longer = _answers_figures(model, f"{bare_name(file)} long texts:", long_texts(questions)[::2])
    return metrics | {name: value for name, value in longer.items() if name != RELIABILITY}


def _answers_figures(model: AnswersModel, name: str, questions: Sequence[Question]) -> Metrics:
    margin = model.manifest.thresholds.get("margin", 0.0)
    trials = answers_measures.run(model, answers_measures.own_passages(questions))
    metrics: Metrics = {}
    domains = sorted({question.domain for question in questions})
    for domain in domains if 1 < len(domains) <= 8 else []:
        part = answers_measures.summary([t for t in trials if t.question.domain == domain], margin)
        metrics |= {f"{name} {domain} {key}": part[key] for key in ("f1", "f1_without_null")}
    metrics |= {f"{name} {key}": value for key, value in answers_measures.summary(trials, margin).items()}
    silent = answers_measures.run(model, answers_measures.unanswerable_pairs(questions))
    metrics |= _reliability(name, *answers_measures.given_scores([*trials, *silent], model.manifest))
    if silent:
        metrics[f"{name} unanswerable, null given"] = sum(trial.margin < margin for trial in silent) / len(silent)
    return metrics


def measure_category(directory: ModelDirectory, file: Path) -> Metrics:
    """Accuracy on news texts; rows that repeat a text of the BBC training file beside it are left out."""
    model = CategoryModel(directory)
    trials = category_measures.run(model, load_unseen(file))
    return _accuracy(bare_name(file), trials, directory) | _category_reliability(bare_name(file), trials, directory)


def measure_nouns(directory: ModelDirectory, file: Path) -> Metrics:
    """F1 of proper nouns in documents (CoNLL-U), or of typed names sentence by sentence (columns).

    Where the file marks documents, typed names are measured in whole documents as well.
    """
    pipeline = load_pipeline(directory)
    name = bare_name(file)
    if ".conllu" in file.name:
        return _as_written_and_lower(
            f"{name} PROPN F1", partial(proper_noun_f1, pipeline, documents(load_conllu(file)))
        )
    sentences = load_iob2(file) if ".iob2" in file.name else load_columns(file)
    apart, together = one_by_one(sentences), documents(sentences)
    metrics = _as_written_and_lower(f"{name} typed F1", partial(typed_f1, pipeline, apart))
    if len(together) < len(apart):
        metrics[f"{name} typed F1, whole documents"] = typed_f1(pipeline, together)
    return metrics


def _as_written_and_lower(name: str, f1: Callable[..., float]) -> Metrics:
    return {name: f1(), f"{name}, lower-cased": f1(writing=str.lower)}


def _answers_folder(directory: ModelDirectory, data: Path) -> Metrics:
    return measure_answers(directory, data / "qa/dev.json.gz")


def _category_folder(directory: ModelDirectory, data: Path) -> Metrics:
    model = CategoryModel(directory)
    dev = load_category_dev(data)
    metrics: Metrics = {}
    all_trials: list[category_measures.Trial] = []
    for name, articles in dev.news.items():
        trials = category_measures.run(model, articles)
        metrics |= _accuracy(name, trials, directory)
        all_trials += trials
    if dev.other_news:
        trials = category_measures.run(model, dev.other_news)
        metrics["news of other kinds, null given"] = _null_share(trials, directory)
        all_trials += trials
    no_news: list[category_measures.Trial] = []
    for kind, articles in dev.no_news.items():
        trials = category_measures.run(model, articles)
        metrics[f"no news: {kind}, null given"] = _null_share(trials, directory)
        no_news += trials
    metrics["no news, null given"] = _null_share(no_news, directory)
    return metrics | _category_reliability("all of these,", [*all_trials, *no_news], directory)


def _nouns_folder(directory: ModelDirectory, data: Path) -> Metrics:
    files = ("ewt-dev.conllu", "gum-dev.conllu", "uner-ewt-dev.iob2", "conll2003-eng.testa", "wnut17-dev.conll")
    metrics: Metrics = {}
    for file in files:
        metrics |= measure_nouns(directory, data / f"nouns/{file}.gz")
    return metrics


def _accuracy(name: str, trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> Metrics:
    return {f"{name} {key}": value for key, value in category_measures.summary(trials, directory.manifest).items()}


def _null_share(trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> float:
    return 1 - category_measures.summary(trials, directory.manifest)["categorised"]


def _category_reliability(name: str, trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> Metrics:
    return _reliability(name, *category_measures.given_scores(trials, directory.manifest))


def _reliability(name: str, scores: Sequence[float], right: Sequence[bool]) -> Metrics:
    rows = reliability(scores, right)
    return {f"{name} calibration error": calibration_error(rows), RELIABILITY: [asdict(row) for row in rows]}


_FILE = {Task.ANSWERS: measure_answers, Task.CATEGORY: measure_category, Task.NOUNS: measure_nouns}
_FOLDER = {Task.ANSWERS: _answers_folder, Task.CATEGORY: _category_folder, Task.NOUNS: _nouns_folder}
