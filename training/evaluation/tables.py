"""`evaluate`: the figures of each task, from one file or from the whole data folder."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from inference.contract import Task
from inference.reading.category import CategoryModel
from inference.reading.spacy_pipeline import load_pipeline
from inference.store.directory import ModelDirectory
from training.category import measures as category_measures
from training.category import topics_calibration
from training.category.dev import load_category_dev
from training.data.files import bare_name
from training.data.names import load_columns, load_conllu, load_iob2
from training.data.news import load_unseen
from training.data.written_names import load_written_names, words_of
from training.evaluation.answers_tables import measure_answers, measure_answers_folder
from training.evaluation.score_figures import Metrics, score_figures
from training.export.package import TOPICS_RELIABILITY
from training.nouns.measures import documents, one_by_one, proper_noun_f1, typed_f1


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
    described = category_measures.run_described(model, dev.described)
    metrics |= _category_reliability("all of these,", [*all_trials, *no_news, *described], directory)
    written = category_measures.run_described(model, dev.written)
    return metrics | _topics(described, directory) | _written(written, directory)


def _written(trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> Metrics:
    manifest = directory.manifest
    return {
        "written texts, category or null right": category_measures.summary(trials, manifest)["accuracy"],
        "written texts, topics, mean F1": _mean(category_measures.topics_f1(trials, manifest).values()),
    }


def _topics(trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> Metrics:
    """F1 by topic and its mean, with the thresholds in force and with such as were chosen on other texts."""
    manifest = directory.manifest
    if not trials or not manifest.topics:
        return {}
    by_topic = category_measures.topics_f1(trials, manifest)
    crosswise = topics_calibration.topics_f1_crosswise(trials, manifest)
    return {
        **{f"topic {topic} F1": value for topic, value in by_topic.items()},
        "topics, mean F1": _mean(by_topic.values()),
        "topics, mean F1, thresholds of the other half": _mean(crosswise.values()),
        "described texts, category or null right": category_measures.summary(trials, manifest)["accuracy"],
        "no news among them, no topics": _no_topics_share(trials, directory),
        **score_figures("topics,", *category_measures.given_topics(trials, manifest), TOPICS_RELIABILITY),
    }


def _no_topics_share(trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> float:
    return _mean([not trial.reply(directory.manifest).topics for trial in trials if not trial.topics])


def _mean(values: Collection[float]) -> float:
    return sum(values) / max(1, len(values))


def _nouns_folder(directory: ModelDirectory, data: Path) -> Metrics:
    files = ("ewt-dev.conllu", "gum-dev.conllu", "uner-ewt-dev.iob2", "conll2003-eng.testa", "wnut17-dev.conll")
    metrics: Metrics = {}
    for file in files:
        metrics |= measure_nouns(directory, data / f"nouns/{file}.gz")
    pipeline = load_pipeline(directory)
    written = one_by_one(load_written_names(partial(words_of, pipeline), held_out=True))
    return metrics | _as_written_and_lower("written texts typed F1", partial(typed_f1, pipeline, written))


def _accuracy(name: str, trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> Metrics:
    return {f"{name} {key}": value for key, value in category_measures.summary(trials, directory.manifest).items()}


def _null_share(trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> float:
    return 1 - category_measures.summary(trials, directory.manifest)["categorised"]


def _category_reliability(name: str, trials: Sequence[category_measures.Trial], directory: ModelDirectory) -> Metrics:
    return score_figures(name, *category_measures.given_scores(trials, directory.manifest))


_FILE = {Task.ANSWERS: measure_answers, Task.CATEGORY: measure_category, Task.NOUNS: measure_nouns}
_FOLDER = {Task.ANSWERS: measure_answers_folder, Task.CATEGORY: _category_folder, Task.NOUNS: _nouns_folder}
