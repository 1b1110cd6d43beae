"""What a recipe for answers holds; `recipe.toml` is the embedded model's."""

from pathlib import Path

from training.answers.examples import Unanswerable
from training.answers.matching_batches import Matching
from training.data.squad import Question, load_squad
from training.network.loop import Plan
from training.network.narrowing import Width
from training.recipes import Described

RECIPE = Path(__file__).with_suffix(".toml")


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
    """The teacher's runs: `first` without the sentences, in which it marks the answers after it."""

    first: Plan
    second: Plan
    max_tokens: int
    unanswerable: Unanswerable


class Stage(Described, frozen=True, kw_only=True):
    """A part of the model's training.

    Attributes
    ----------
    width
        What its layers are cut down to before it.
    guided
        Whether it also follows the layers of what the first stage ended with.
    dropout
        Whether what it reads is partly hidden from it.
    """

    name: str
    plan: Matching
    width: Width | None = None
    guided: bool = False
    dropout: bool = True


class AnswersRecipe(Described, frozen=True, kw_only=True):
    """
    Attributes
    ----------
    sentences
        Questions with the sentence that answers them, and without the answer: only the teacher marks it.
    measured_batches
        Batches that tell what heads and neurons are worth, before layers are cut.
    """

    files: tuple[QuestionFile, ...]
    sentences: Weights
    teacher: Lessons
    stages: tuple[Stage, ...]
    measured_batches: int
