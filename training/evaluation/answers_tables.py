"""The figures of an answers model."""

from collections.abc import Sequence
from pathlib import Path

from inference.reading.answers_model import AnswersModel
from inference.reading.verdicts import LONG_VERDICT, VERDICT
from inference.store.directory import ModelDirectory
from inference.store.manifest import Manifest
from training.answers import measures
from training.answers.calibration import threshold
from training.answers.dev import AnswersDev, load_answers_dev
from training.answers.measures import Trial
from training.answers.remembered import remembered
from training.answers.several_measures import give, several_figures, share_of_several
from training.answers.verdict_measures import judge, verdict_figures
from training.data.files import bare_name
from training.data.long_texts import long_texts
from training.data.squad import Question, load_squad
from training.evaluation.score_figures import Metrics, score_figures
from training.export.package import RELIABILITIES, SHORT_RELIABILITY, VERDICTS_RELIABILITY, with_thresholds
from training.reliability import SURE

_ANSWERED = 0.95
"""Share of Wikipedia's answerable questions that get an answer, where another figure is of those that get none."""


def measure_answers(directory: ModelDirectory, file: Path) -> Metrics:
    """F1 and exact match by domain, with the threshold in force, and nulls given to unanswerable questions.

    For the questions' own passages, and for every second one among others.
    """
    return _measure(AnswersModel(directory, remembered(directory)), file)


def _measure(model: AnswersModel, file: Path) -> Metrics:
    questions = load_squad(file)
    metrics = _figures(model, bare_name(file), questions)
    longer = _figures(model, f"{bare_name(file)} long texts:", long_texts(questions)[::2])
    return metrics | {name: value for name, value in longer.items() if name not in RELIABILITIES}


def measure_answers_folder(directory: ModelDirectory, data: Path) -> Metrics:
    """As `measure_answers` of the dev file, and what is held out of short texts, verdicts and several answers."""
    graphs, dev = remembered(directory), load_answers_dev(data)
    model = AnswersModel(directory, graphs)
    metrics = _measure(model, data / "qa/dev.json.gz") | _kinds(model, dev)
    said = (VERDICT, LONG_VERDICT)
    saying_all = {name: value for name, value in directory.manifest.thresholds.items() if name not in said}
    return metrics | _verdicts(AnswersModel(with_thresholds(directory, saying_all), graphs), directory.manifest, dev)


def _kinds(model: AnswersModel, dev: AnswersDev) -> Metrics:
    metrics = {
        "wiki, another paragraph of the article, null given at 95% answered": _null_of_same_article(model, dev),
        **_short_figures(model, measures.run(model, dev.short)),
    }
    for origin, questions in dev.several.items():
        metrics |= several_figures(f"several answers, {origin}", give(model, questions))
    return metrics | {"several answers, given where there is one": share_of_several(give(model, dev.one_answer))}


def _verdicts(model: AnswersModel, manifest: Manifest, dev: AnswersDev) -> Metrics:
    """Of a model that says all its verdicts; which of them are said is the manifest's."""
    metrics: Metrics = {}
    judged = []
    for origin, questions in dev.yes_no.items():
        trials = judge(model, questions)
        metrics |= verdict_figures(f"yes or no, {origin}", trials, manifest)
        judged += [(trial.judgement.score(manifest.calibration), trial.right) for trial in trials if trial.judgement]
    scores, right = zip(*judged, strict=True) if judged else ((), ())
    return metrics | score_figures("yes or no,", scores, right, VERDICTS_RELIABILITY)


def _null_of_same_article(model: AnswersModel, dev: AnswersDev) -> float:
    """Share of Wikipedia's questions that get none from another paragraph, where 95% get one from their own."""
    titles = {question.context: question.title for question, _ in dev.articles}
    own = measures.run(model, [pair for pair in dev.articles if pair[0].domain == "wiki"])
    pairs = [pair for pair in dev.elsewhere if pair[0].domain == "wiki" and titles[pair[1]] == pair[0].title]
    margin = threshold(own, _ANSWERED)
    return _share([trial.margin < margin for trial in measures.run(model, pairs)])


def _short_figures(model: AnswersModel, trials: Sequence[Trial]) -> Metrics:
    scores, right = measures.given_scores(trials, model.manifest)
    whole = measures.summary([trial for trial in trials if trial.answerable], model.manifest)
    near_misses = [trial for trial in trials if not trial.answerable]
    given = measures.given_scores(measures.answered(trials, model.manifest), model.manifest)
    sure = [fine for score, fine in zip(*given, strict=True) if score >= SURE]
    return {
        **{f"short texts {name}": whole[name] for name in ("f1", "exact", "answered")},
        "short texts, near misses, null given": measures.null_share(near_misses, model.manifest),
        "short texts, sure but wrong": 1 - _share(sure),
        **score_figures("short texts,", scores, right, SHORT_RELIABILITY),
    }


def _figures(model: AnswersModel, name: str, questions: Sequence[Question]) -> Metrics:
    trials = measures.run(model, measures.own_passages(questions))
    metrics: Metrics = {}
    domains = sorted({question.domain for question in questions})
    for domain in domains if 1 < len(domains) <= 8 else []:
        part = measures.summary([t for t in trials if t.question.domain == domain], model.manifest)
        metrics |= {f"{name} {domain} {key}": part[key] for key in ("f1", "f1_without_null")}
    metrics |= {f"{name} {key}": value for key, value in measures.summary(trials, model.manifest).items()}
    silent = measures.run(model, measures.unanswerable_pairs(questions))
    metrics |= score_figures(name, *measures.given_scores([*trials, *silent], model.manifest))
    if silent:
        metrics[f"{name} unanswerable, null given"] = measures.null_share(silent, model.manifest)
    return metrics


def _share(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))
