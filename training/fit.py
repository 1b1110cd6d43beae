"""`fit`: train one task's embedded model, calibrate it on the dev files, and write its model directory."""

from collections.abc import Callable
from pathlib import Path

from inference.answers import AnswersModel
from inference.category import CategoryModel
from inference.contract import Task
from inference.models import open_model
from training import answers, category, nouns
from training.calibration import answers as answers_calibration
from training.calibration import category as category_calibration
from training.data.news import Article, held_out, load_news
from training.data.no_news import load_no_news
from training.data.squad import load_squad
from training.embedded import PER_TEXT, PER_TOKEN, bert_input, write_onnx_model, write_pipeline
from training.measures import answers as answers_measures
from training.measures import category as category_measures
from training.package import update_manifest
from training.sources import LICENCES, TRAINING_DATA


def fit(task: Task, data: Path, base: str, output: Path, checkpoint: Path, version: str) -> None:
    """Train, export and calibrate; resumes from `checkpoint` when an earlier run was killed."""
    steps: dict[Task, Callable[[], None]] = {
        Task.NOUNS: lambda: _fit_nouns(data, base, output, checkpoint, version),
        Task.CATEGORY: lambda: _fit_category(data, base, output, checkpoint, version),
        Task.ANSWERS: lambda: _fit_answers(data, base, output, checkpoint, version),
    }
    steps[task]()


def _fit_nouns(data: Path, base: str, output: Path, checkpoint: Path, version: str) -> None:
    model, tokenizer = nouns.train(data, base, checkpoint)
    spec = bert_input(tokenizer, max_tokens=nouns.MAX_PIECES, overlap=0)
    write_pipeline(output, model, tokenizer, nouns.LABELS, spec, version, **_provenance(Task.NOUNS))


def _fit_category(data: Path, base: str, output: Path, checkpoint: Path, version: str) -> None:
    model, tokenizer = category.train(data, base, checkpoint)
    spec = bert_input(tokenizer, max_tokens=category.MAX_TOKENS, overlap=32, plain=True)
    write_onnx_model(
        output, model, tokenizer, {"logits": PER_TEXT}, Task.CATEGORY, version,
        labels=category.LABELS, null_label=category.NO_NEWS, input=spec, **_provenance(Task.CATEGORY),
    )  # fmt: skip
    calibrate_category(output, data)


def _fit_answers(data: Path, base: str, output: Path, checkpoint: Path, version: str) -> None:
    model, tokenizer = answers.train(data, base, checkpoint)
    spec = bert_input(tokenizer, max_tokens=384, overlap=128)
    outputs = {"start_logits": PER_TOKEN, "end_logits": PER_TOKEN}
    write_onnx_model(output, model, tokenizer, outputs, Task.ANSWERS, version, input=spec, **_provenance(Task.ANSWERS))
    calibrate_answers(output, data)


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
    """Fit the temperature and choose the null threshold on `news/bbc-val.csv.gz` and held-out texts."""
    update_manifest(directory, calibration={}, thresholds={})
    articles = [*load_news(data / "news/bbc-val.csv.gz"), *category_dev(data)]
    model = CategoryModel(open_model(directory, Task.CATEGORY))
    trials = category_measures.run(model, articles)
    temperature = category_calibration.temperature(trials, category.LABELS, category.NO_NEWS)
    manifest = update_manifest(directory, calibration={"temperature": (temperature,)})
    model = CategoryModel(open_model(directory, Task.CATEGORY))
    score = category_calibration.threshold(category_measures.run(model, articles), manifest)
    update_manifest(directory, thresholds={"score": score})


def category_dev(data: Path) -> list[Article]:
    """Texts held out from training: headlines and summaries, and texts that are no news."""
    found = []
    for file in category.SHORT_FILES:
        found += [article for article in load_news(data / file) if held_out(article.text, category.HELD_OUT)]
    for texts in load_no_news(data).values():
        found += [Article(category.NO_NEWS, text) for text in texts if held_out(text, category.HELD_OUT)]
    return found


def _provenance(task: Task) -> dict[str, object]:
    return {"licence": LICENCES[task], "training_data": TRAINING_DATA[task]}
