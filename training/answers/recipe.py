"""What a recipe for answers holds; `recipe.toml` is the embedded model's."""

from pathlib import Path
from typing import Literal

from training.answers.examples import Unanswerable
from training.answers.matching_batches import Matching
from training.answers.network import VERDICT_WEIGHT
from training.data.several import load_several
from training.data.squad import Question, load_squad
from training.data.yes_no import load_yes_no
from training.network.loop import Plan
from training.recipes import Described

RECIPE = Path(__file__).with_suffix(".toml")
CAREFUL = RECIPE.with_stem("careful")
"""A larger model's, which is not embedded."""


class Weights(Described, frozen=True, kw_only=True):
    """How often questions are seen.

    Attributes
    ----------
    teachers
        How often an epoch of the teacher sees each question.
    weight
        How often the model sees questions of the file, in proportion to others.
    plain
        The same where questions are put to their own passages, and nothing is varied.
    """

    file: str
    teachers: float
    weight: float
    plain: float


class QuestionFile(Weights, frozen=True, kw_only=True):
    """A data file in SQuAD's layout, or one domain of it."""

    domain: str | None = None

    def load(self, data: Path) -> list[Question]:
        """Read the questions of the file's domain."""
        return [question for question in load_squad(data / self.file) if self.domain in (None, question.domain)]


class Lessons(Described, frozen=True, kw_only=True):
    """What the teacher learns from, and how the model learns from it.

    Attributes
    ----------
    first, second
        The teacher's runs: the first one without the recipe's sentences, in which it marks the answers after it.
    matching
        How the model learns what the teacher believes.
    """

    files: tuple[QuestionFile, ...]
    first: Plan
    second: Plan
    max_tokens: int
    unanswerable: Unanswerable
    matching: Matching


class AnnotatedFile(Described, frozen=True, kw_only=True):
    """A data file, or one domain of it, and how often an epoch sees each question of it.

    With `remembered`, whole passages are read, and what is to be learned is what the network believed before.
    """

    file: str
    share: float
    remembered: bool = False
    domain: str | None = None
    kind: Literal["one answer", "several answers", "yes or no"] = "one answer"

    def load(self, data: Path) -> list[Question]:
        """Read what is not held out."""
        path = data / self.file
        match self.kind:
            case "several answers":
                return load_several(path, held_out=False)
            case "yes or no":
                return load_yes_no(path, held_out=False)
            case "one answer":
                return [question for question in load_squad(path) if self.domain in (None, question.domain)]


class Annotated(Described, frozen=True, kw_only=True):
    """A run on annotated answers of every kind.

    Attributes
    ----------
    sentences, written
        How often an epoch sees each question of the recipe's sentences, where it has any, and of the texts written for
        this project.
    written_for_short_texts
        The same of those texts that only the network for short texts learns from.
    verdict_weight
        What the loss of a verdict weighs against that of a span.
    """

    name: str
    plan: Plan
    files: tuple[AnnotatedFile, ...]
    sentences: float = 0.0
    written: float
    written_for_short_texts: float = 0.0
    unanswerable: Unanswerable
    verdict_weight: float = VERDICT_WEIGHT


class Last(Annotated, frozen=True, kw_only=True):
    """One of the last runs of the network that reads articles.

    Attributes
    ----------
    kept
        Of the weights that the run ends with, in the mean with those that the first of the last runs began with.
    """

    kept: float


class AnswersRecipe(Described, frozen=True, kw_only=True):
    """
    Attributes
    ----------
    last
        What the model learns from annotators, in runs that follow each other: after its teacher, after an earlier
        version, or where there is neither, from the base on.
    sentences
        Questions with the sentence that answers them, and without the answer: the teacher, or the network that the last
        runs begin with, marks it.
    teacher
        What a larger encoder learns first, for the model to learn from what it believes.
    short_texts
        What a second network learns after all of that, which short texts are read with. Without it there is none.
    earlier
        What another version weighs in the mean with the weights that both networks end with, where one is given.
    """

    last: tuple[Last, ...]
    sentences: Weights | None = None
    teacher: Lessons | None = None
    short_texts: tuple[Annotated, ...] = ()
    earlier: float = 0.0

    def __post_init__(self) -> None:
        for run in (*self.last, *self.short_texts):
            if run.sentences and self.sentences is None:
                raise ValueError(f"the run {run.name} learns from `sentences`, which the recipe has not")
