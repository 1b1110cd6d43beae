"""`evaluate`: the figures of each task, from one file or from the whole data folder."""

from collections.abc import Sequence
from pathlib import Path

from inference.answers import AnswersModel
from inference.category import CategoryModel
from inference.contract import Task
from inference.models import ModelDirectory
from inference.nouns import load_pipeline
from training.category import HELD_OUT, NO_NEWS, SHORT_FILES
from training.data.names import load_columns, load_conllu, load_iob2
from training.data.news import Article, held_out, load_news
from training.data.no_news import load_no_news
from training.data.squad import load_squad
from training.measures import answers as answers_measures
from training.measures import category as category_measures
from training.measures import nouns as nouns_measures

Metrics = dict[str, float]

BBC_TRAIN = "bbc-train.csv.gz"


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
    """F1 and exact match by domain, with the threshold in force, and nulls given to unanswerable questions."""
    model = AnswersModel(directory)
    margin = directory.manifest.thresholds.get("margin", 0.0)
    questions = load_squad(file)
    trials = answers_measures.run(model, [(question, question.context) for question in questions])
    metrics: Metrics = {}
    domains = sorted({question.domain for question in questions})
    for domain in domains if 1 < len(domains) <= 8 else []:
        part = answers_measures.summary([t for t in trials if t.question.domain == domain], margin)
        metrics |= {f"{_name(file)} {domain} {key}": part[key] for key in ("f1", "f1_without_null")}
    metrics |= {f"{_name(file)} {key}": value for key, value in answers_measures.summary(trials, margin).items()}
    silent = answers_measures.run(model, answers_measures.unanswerable_pairs(questions))
    if silent:
        nulls = sum(trial.margin < margin for trial in silent) / len(silent)
        metrics[f"{_name(file)} unanswerable, null given"] = nulls
    return metrics


def measure_category(directory: ModelDirectory, file: Path) -> Metrics:
    """Accuracy on news texts; rows that repeat a text of the BBC training file beside it are left out."""
    training = file.parent / BBC_TRAIN
    seen = {article.text for article in load_news(training)} if training.is_file() and training != file else set()
    return _categorise(directory, _name(file), [article for article in load_news(file) if article.text not in seen])


def measure_nouns(directory: ModelDirectory, file: Path) -> Metrics:
    """F1 of proper nouns (CoNLL-U) or of typed names (columns), as written and lower-cased."""
    pipeline = load_pipeline(directory)
    if ".conllu" in file.name:
        sentences, f1 = load_conllu(file), nouns_measures.proper_noun_f1
    else:
        load = load_iob2 if ".iob2" in file.name else load_columns
        sentences, f1 = load(file), nouns_measures.typed_f1
    kind = "PROPN F1" if ".conllu" in file.name else "typed F1"
    return {
        f"{_name(file)} {kind}": f1(pipeline, sentences),
        f"{_name(file)} {kind}, lower-cased": f1(pipeline, sentences, str.lower),
    }


def _answers_folder(directory: ModelDirectory, data: Path) -> Metrics:
    return measure_answers(directory, data / "qa/dev.json.gz")


def _category_folder(directory: ModelDirectory, data: Path) -> Metrics:
    metrics = measure_category(directory, data / "news/bbc-val.csv.gz")
    for file in SHORT_FILES:
        kept = [article for article in load_news(data / file) if held_out(article.text, HELD_OUT)]
        metrics |= _categorise(directory, f"{_name(data / file)} held out", kept)
    model = CategoryModel(directory)
    nulls, count = 0.0, 0
    for kind, texts in load_no_news(data).items():
        kept = [Article(NO_NEWS, text) for text in texts if held_out(text, HELD_OUT)]
        categorised = category_measures.summary(category_measures.run(model, kept), directory.manifest)["categorised"]
        metrics[f"no news: {kind}, null given"] = 1 - categorised
        nulls, count = nulls + (1 - categorised) * len(kept), count + len(kept)
    return {**metrics, "no news, null given": nulls / count}


def _nouns_folder(directory: ModelDirectory, data: Path) -> Metrics:
    files = ("ewt-dev.conllu", "gum-dev.conllu", "uner-ewt-dev.iob2", "conll2003-eng.testa", "wnut17-dev.conll")
    metrics: Metrics = {}
    for file in files:
        metrics |= measure_nouns(directory, data / f"nouns/{file}.gz")
    return metrics


def _categorise(directory: ModelDirectory, name: str, articles: Sequence[Article]) -> Metrics:
    summary = category_measures.summary(category_measures.run(CategoryModel(directory), articles), directory.manifest)
    return {f"{name} {key}": value for key, value in summary.items()}


def _name(file: Path) -> str:
    return file.name.partition(".")[0]


_FILE = {Task.ANSWERS: measure_answers, Task.CATEGORY: measure_category, Task.NOUNS: measure_nouns}
_FOLDER = {Task.ANSWERS: _answers_folder, Task.CATEGORY: _category_folder, Task.NOUNS: _nouns_folder}
