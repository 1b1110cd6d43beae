"""Fine-tune an encoder to find the answer to a question in a passage, or to say that it is not there.

A larger encoder, the teacher, learns it from annotators. The model learns what the teacher believes of passages and
questions that are varied without end, and is then made narrower, for speed, while it learns on.
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.answers.examples import MAX_TOKENS, Featuriser, Source, Unanswerable, epoch_sampler
from training.answers.matching import match, matching_losses
from training.answers.matching_batches import Matching, Side
from training.answers.network import AnswersNetwork, span_loss
from training.answers.teacher import Pair, Teacher
from training.data.marks import Marks
from training.data.sentences import label_sentences
from training.data.squad import Question, load_squad
from training.data.variations import Variations, Weighted
from training.network.dropout import stop_dropout
from training.network.framing import reader_input
from training.network.loop import Plan, beside, best_device, fit, load_finished
from training.network.narrowing import Width, Worth, equal_worths, measure_worths, narrow

SENTENCES = "qa/squad-sentences.csv.gz"
"""Questions with the sentence that answers them, and without the answer: only the teacher marks it."""


@dataclass(frozen=True)
class File:
    """A data file, or one domain of it.

    Attributes
    ----------
    teachers
        How often an epoch of the teacher sees each question.
    weight
        How often the model sees questions of the file, in proportion to others.
    plain
        The same where questions are put to their own passages, and nothing is varied.
    """

    name: str
    domain: str | None = None
    _: KW_ONLY
    teachers: float
    weight: float
    plain: float

    def load(self, data: Path) -> list[Question]:
        """Read the questions of the file's domain."""
        return [question for question in load_squad(data / self.name) if self.domain in (None, question.domain)]


RECIPE = (
    File("qa/train.json.gz", "wiki", teachers=1.0, weight=20, plain=11),
    File("qa/train.json.gz", "reddit", teachers=0.6, weight=10, plain=5),
    File("qa/train.json.gz", "amazon", teachers=0.5, weight=8, plain=4),
    File("qa/squad-part.json.gz", teachers=1.0, weight=20, plain=16),
    File("qa/squad-part-unanswerable.json.gz", teachers=1.0, weight=0.5, plain=0.6),
    File("qa/qamr.json.gz", teachers=0.25, weight=9, plain=21),
    File("qa/nq-qed.json.gz", teachers=1.0, weight=3, plain=2),
    File("qa/friends.json.gz", teachers=0.5, weight=2, plain=0.5),
    File("qa/tweetqa.json.gz", teachers=0.5, weight=3, plain=1.4),
    File("qa/fairytaleqa.json.gz", teachers=0.5, weight=3, plain=1.1),
    File("qa/policyqa.json.gz", teachers=0.15, weight=1, plain=1.4),
    File("qa/covidqa.json.gz", teachers=0.5, weight=1, plain=0.2),
)

SENTENCES_TEACHERS, SENTENCES_WEIGHT, SENTENCES_PLAIN = 1.0, 20, 35
"""As the fields of `File`, for `SENTENCES`."""

UNANSWERABLE = Unanswerable(elsewhere=0.35, cut=0.1)

TEACHERS_FIRST = Plan(epochs=1, learning_rate=5e-5, batch_tokens=8192, seed=5)
"""Without `SENTENCES`, in which the teacher marks the answers after it."""

TEACHERS_SECOND = Plan(epochs=2, learning_rate=4e-5, batch_tokens=8192, seed=6)


@dataclass(frozen=True)
class Stage:
    """A part of the model's training; before it the layers are cut down to `width`, if that is given."""

    name: str
    plan: Matching
    width: Width | None = None


WHOLE = Stage("whole", Matching(steps=2024, batch=80, learning_rate=4e-4, seed=51))
NARROWER = (
    Stage("narrower", Matching(steps=832, batch=256, learning_rate=3e-4, seed=52), Width(3 / 4, 2 / 3)),
    Stage("narrow", Matching(steps=1720, batch=256, learning_rate=4e-4, seed=53), Width(2 / 3, 1 / 2)),
)
LAST = Stage("last", Matching(steps=2950, batch=56, learning_rate=5e-4, optimizer="muon", seed=54, plain=0.8))
"""Nearer to what is asked of the model: most passages are whole, the annotators' answers count too, and no dropout."""

MEASURED_BATCHES = 32
"""Batches that tell what heads and neurons are worth."""


def train(data: Path, base: str, teacher: str, checkpoint: Path) -> tuple[AnswersNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in stages that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(WHOLE.plan.seed)
    student = Side.of(AnswersNetwork(base), base)

    @cache
    def lessons() -> tuple[Side, Variations]:
        return train_teacher(data, teacher, beside(checkpoint, "teacher"))

    run_stage(WHOLE, student, lessons, checkpoint, None)
    guide = copy.deepcopy(student.network).eval()
    for stage in NARROWER:
        run_stage(stage, student, lessons, checkpoint, guide)
    stop_dropout(student.network)
    run_stage(LAST, student, lessons, checkpoint, None)
    return student.network, student.tokenizer


def run_stage(
    stage: Stage,
    student: Side,
    lessons: Callable[[], tuple[Side, Variations]],
    checkpoint: Path,
    guide: AnswersNetwork | None,
) -> None:
    """Train the student in place, or take the weights of a stage that has ended."""
    part = beside(checkpoint, stage.name)
    encoder = student.network.encoder
    if stage.width and part.exists():
        narrow(encoder, stage.width, list(equal_worths(encoder)))
    elif stage.width:
        narrow(encoder, stage.width, _worths(student, *lessons(), stage.plan))
    if load_finished(student.network, part):
        return
    print(f"training {part.stem}", flush=True)
    teacher, variations = lessons()
    match(student, teacher, variations, stage.plan, part, guide)


def train_teacher(data: Path, base: str, checkpoint: Path) -> tuple[Side, Variations]:
    """Fine-tune the teacher, in runs that go on from checkpoints beside `checkpoint`; also what the model learns on."""
    torch.manual_seed(TEACHERS_FIRST.seed)
    teacher = Side.of(AnswersNetwork(base), base, max_tokens=512)
    files = [(file, file.load(data)) for file in RECIPE]
    sources = [Source(questions, file.teachers) for file, questions in files]
    _fit_teacher(teacher, sources, TEACHERS_FIRST, beside(checkpoint, "first"))
    sentences = _label_sentences(data, teacher, beside(checkpoint, "marks-sentences").with_suffix(".json"))
    _fit_teacher(
        teacher, [*sources, Source(sentences, SENTENCES_TEACHERS)], TEACHERS_SECOND, beside(checkpoint, "second")
    )
    weighted = [Weighted(questions, file.weight, file.plain) for file, questions in files]
    return teacher, Variations([*weighted, Weighted(sentences, SENTENCES_WEIGHT, SENTENCES_PLAIN)])


def _fit_teacher(teacher: Side, sources: Sequence[Source], plan: Plan, checkpoint: Path) -> None:
    if load_finished(teacher.network, checkpoint):
        return
    print(f"training {checkpoint.stem}", flush=True)
    spec = reader_input(teacher.tokenizer, teacher.network.encoder.config, pair=True, max_tokens=MAX_TOKENS)
    features = Featuriser(teacher.tokenizer, [question for source in sources for question in source.questions], spec)
    fit(teacher.network, epoch_sampler(sources, UNANSWERABLE, features), span_loss, plan, checkpoint)


def _label_sentences(data: Path, teacher: Side, kept: Path) -> list[Question]:
    def mark(pairs: Sequence[Pair]) -> list[Marks]:
        return Teacher(teacher.network, teacher.tokenizer, teacher.spec).marks(pairs, kept)

    return label_sentences(data / SENTENCES, mark)


def _worths(student: Side, teacher: Side, variations: Variations, plan: Matching) -> list[Worth]:
    device = best_device()
    student.network.to(device).eval()
    losses = matching_losses(student, teacher, variations, plan, device)
    return measure_worths(student.network.encoder, islice(losses, MEASURED_BATCHES))
