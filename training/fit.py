"""`fit`: train a model for one task, calibrate it on the dev files, write its model directory, and measure it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from spacy.language import Language

from inference.contract import Task
from inference.reading.answers_model import SHORT_TEXTS_FILE
from inference.reading.spacy_pipeline import load_pipeline
from inference.store.directory import find_model, open_model
from inference.store.embedded import EMBEDDED_MODELS
from training.answers.fit import Earlier, Network
from training.answers.fit import train as train_answers
from training.answers.network import VERDICTS
from training.answers.recipe import RECIPE as ANSWERS_RECIPE
from training.answers.recipe import AnswersRecipe
from training.category.fit import train as train_category
from training.category.network import LABELS as CATEGORY_LABELS
from training.category.network import NO_NEWS
from training.category.recipe import RECIPE as CATEGORY_RECIPE
from training.category.recipe import CategoryRecipe
from training.data.topics import TOPICS
from training.errors import RecipeError
from training.evaluation.calibrate import calibrate_answers, calibrate_category
from training.evaluation.quantisation import points_lost
from training.evaluation.score_figures import Metrics
from training.evaluation.tables import measure
from training.export.embedded import PER_TEXT, PER_TOKEN, write_onnx_model, write_pipeline
from training.export.package import QUANTISATION_COST, record_metrics
from training.export.sources import provenance
from training.network.base import TEACHER
from training.network.framing import reader_input
from training.nouns.fit import train as train_nouns
from training.nouns.network import LABELS as NOUN_LABELS
from training.nouns.recipe import RECIPE as NOUNS_RECIPE
from training.nouns.recipe import NounsRecipe
from training.recipes import load_recipe

ANSWERS_OUTPUTS = {
    "start_logits": PER_TOKEN,
    "end_logits": PER_TOKEN,
    "inside_logits": PER_TOKEN,
    "verdict_logits": PER_TEXT,
}

Recipe = AnswersRecipe | CategoryRecipe | NounsRecipe

_KINDS: dict[Task, tuple[type[Recipe], Path]] = {
    Task.NOUNS: (NounsRecipe, NOUNS_RECIPE),
    Task.CATEGORY: (CategoryRecipe, CATEGORY_RECIPE),
    Task.ANSWERS: (AnswersRecipe, ANSWERS_RECIPE),
}


def recipe_of(task: Task, file: Path | None = None) -> Recipe:
    """Read a recipe for a task, by default the embedded model's; raises like `load_recipe`."""
    kind, embedded = _KINDS[task]
    return load_recipe(file or embedded, kind)


class Writer(Protocol):
    """Writes a trained model as a model directory, in INT8 or FP32, with thresholds and calibration of its own."""

    def __call__(self, directory: Path, *, quantised: bool) -> None: ...


@dataclass(frozen=True)
class Run:
    """What to train from, and where to.

    Attributes
    ----------
    data
        Folder that holds `qa/`, `news/` and `nouns/`.
    base
        `minilm`, or an encoder in Hugging Face format: a directory, or a name on the hub.
    models
        Where model directories lie; the model takes the place of the one that is there.
    checkpoint
        A run that was killed goes on from here; of one that has ended, the weights are taken from here.
    teacher
        The encoder that learns first, for the answers model to learn from what it believes, like `base`.
    start
        Directory of an earlier version of the model, to go on with its weights: answers instead of learning from a
        teacher, the others by a mean.
    mean
        Another one, for answers, which has a share in the weights.
    only
        Of the answers' two networks the one to train.
    """

    task: Task
    recipe: Recipe
    data: Path
    base: str
    models: Path
    checkpoint: Path
    version: str
    teacher: str = TEACHER
    start: Path | None = None
    mean: Path | None = None
    only: Network | None = None

    @property
    def output(self) -> Path:
        return self.models / self.task


def fit(run: Run) -> Metrics:
    """Train, export, calibrate and measure; the figures hold what INT8 cost.

    Raises
    ------
    UnsupportedModelError
        When there is no such base model or teacher, or when it is no encoder.
    RecipeError
        When `only` is given and the recipe makes one network, or `mean` and the recipe gives it no share.
    """
    write = train(run)
    write(run.output, quantised=True)
    metrics = measure(open_model(run.output, run.task), run.data)
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / run.task
        write(directory, quantised=False)
        full = measure(open_model(directory, run.task), run.data)
    metrics[QUANTISATION_COST] = points_lost(metrics, full)
    record_metrics(run.output, metrics)
    return metrics


def train(run: Run) -> Writer:
    """Train on the run's recipe; raises like `fit`."""
    if run.only and not (isinstance(run.recipe, AnswersRecipe) and run.recipe.short_texts):
        raise RecipeError("This recipe makes one network: --only is for answers that have one for short texts too.")
    if run.mean and not (isinstance(run.recipe, AnswersRecipe) and run.recipe.earlier):
        raise RecipeError("This recipe gives an earlier version no share: --mean is for one that has `earlier`.")
    match run.recipe:
        case NounsRecipe() as recipe:
            return _train_nouns(run, recipe)
        case CategoryRecipe() as recipe:
            return _train_category(run, recipe)
        case AnswersRecipe() as recipe:
            return _train_answers(run, recipe)


def _train_nouns(run: Run, recipe: NounsRecipe) -> Writer:
    model, tokenizer = train_nouns(recipe, run.data, run.base, _embedded_pipeline(), run.checkpoint, run.start)
    spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=recipe.max_pieces, overlap=0)

    def write(directory: Path, *, quantised: bool) -> None:
        write_pipeline(
            directory, model, tokenizer, NOUN_LABELS, spec, run.version, quantised=quantised, **_provenance(run)
        )

    return write


def _train_category(run: Run, recipe: CategoryRecipe) -> Writer:
    model, tokenizer = train_category(recipe, run.data, run.base, run.checkpoint, run.start)
    spec = reader_input(
        tokenizer, model.encoder.config, pair=False, max_tokens=recipe.max_tokens, overlap=32, plain=True
    )

    def write(directory: Path, *, quantised: bool) -> None:
        write_onnx_model(
            directory, model, tokenizer, {"logits": PER_TEXT, "topic_logits": PER_TEXT}, run.task, spec, run.version,
            quantised=quantised, labels=CATEGORY_LABELS, null_label=NO_NEWS, topics=TOPICS, **_provenance(run),
        )  # fmt: skip
        calibrate_category(directory, run.data)

    return write


def _train_answers(run: Run, recipe: AnswersRecipe) -> Writer:
    trained = train_answers(
        recipe, run.data, run.base, run.teacher, run.checkpoint, Earlier(run.start, run.mean), run.only
    )
    spec = reader_input(trained.tokenizer, trained.articles.encoder.config, pair=True, max_tokens=256, overlap=64)
    beside = {SHORT_TEXTS_FILE: trained.short_texts} if trained.short_texts else {}

    def write(directory: Path, *, quantised: bool) -> None:
        write_onnx_model(
            directory, trained.articles, trained.tokenizer, ANSWERS_OUTPUTS, run.task, spec, run.version,
            quantised=quantised, beside=beside, labels=VERDICTS, **_provenance(run),
        )  # fmt: skip
        calibrate_answers(directory, run.data)

    return write


def _embedded_pipeline() -> Language:
    """The embedded nouns model, and not the current one: only its tags are known to be those that are trained."""
    return load_pipeline(find_model(EMBEDDED_MODELS, Task.NOUNS))


def _provenance(run: Run) -> dict[str, Any]:
    return provenance(run.task, run.base)
