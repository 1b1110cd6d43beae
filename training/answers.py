"""Fine-tune an encoder to find the answer to a question in a passage, or to say that it is not there.

A larger encoder, the teacher, learns it first; the model learns from the annotators and from the teacher's marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.answers_examples import MAX_TOKENS, Featuriser, Sampler, Source, Unanswerable, epoch_sampler
from training.answers_network import AnswersNetwork, span_loss
from training.base import load_tokenizer
from training.data.files import bare_name
from training.data.marks import Marks
from training.data.sentences import label_sentences
from training.data.squad import Question, load_squad
from training.framing import reader_input
from training.loop import Plan, beside, fit
from training.soup import Round, fit_rounds
from training.teacher import Pair, Teacher

SENTENCES = "qa/squad-sentences.csv.gz"
"""Questions with the sentence that answers them, and without the answer: only the teacher marks it."""


@dataclass(frozen=True)
class File:
    """A data file, or one domain of it.

    Attributes
    ----------
    share
        How often an epoch of the model sees each question.
    teachers
        How often an epoch of the teacher does.
    marked
        Whether the model learns from the teacher's marks too.
    """

    name: str
    share: float
    domain: str | None = None
    teachers: float = 0.0
    marked: bool = False

    def load(self, data: Path) -> list[Question]:
        """Read the questions of the file's domain."""
        return [question for question in load_squad(data / self.name) if self.domain in (None, question.domain)]


RECIPE = (
    File("qa/train.json.gz", 1.0, "wiki", teachers=1.0, marked=True),
    File("qa/train.json.gz", 0.6, "reddit", teachers=0.06),
    File("qa/train.json.gz", 0.45, "amazon", teachers=0.06),
    File("qa/squad-part.json.gz", 1.0, teachers=1.0, marked=True),
    File("qa/squad-part-unanswerable.json.gz", 1.0, teachers=1.0),
    File("qa/qamr.json.gz", 0.3),
    File("qa/nq-qed.json.gz", 1.0),
    File("qa/friends.json.gz", 0.25),
    File("qa/tweetqa.json.gz", 0.25),
    File("qa/fairytaleqa.json.gz", 0.25),
)

SENTENCES_SHARE = 1.0
"""How often an epoch of the model sees each question of `SENTENCES`."""

UNANSWERABLE = Unanswerable(elsewhere=0.1, cut=0.03)
TEACHERS_UNANSWERABLE = Unanswerable(elsewhere=0.1, cut=0.0)

TEACHERS_ROUNDS = (
    Round((Plan(epochs=1, learning_rate=5e-5, batch_tokens=4096, seed=5),), shares=(0.0, 1.0)),
    Round((Plan(epochs=1, learning_rate=4e-5, batch_tokens=4096, seed=6),), shares=(0.0, 1.0)),
)

ROUNDS = (
    Round((Plan(epochs=2.5, learning_rate=2e-4, batch_tokens=4096, seed=21),), shares=(0.0, 1.0)),
    Round(
        (
            Plan(epochs=1, learning_rate=1e-4, batch_tokens=4096, seed=31),
            Plan(epochs=1, learning_rate=2e-4, batch_tokens=4096, seed=32),
        ),
        shares=(0.4, 0.4, 0.2),
    ),
    Round(
        (
            Plan(epochs=1, learning_rate=1e-4, batch_tokens=4096, seed=41),
            Plan(epochs=1, learning_rate=1e-4, batch_tokens=4096, seed=42),
        ),
        shares=(0.3, 0.35, 0.35),
    ),
)
"""Version 1.4.0 of the embedded model has the weights of 1.2.0 where the first round ends."""


def train(data: Path, base: str, teacher: str, checkpoint: Path) -> tuple[AnswersNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(ROUNDS[0].plans[0].seed)
    tokenizer, model = load_tokenizer(base), AnswersNetwork(base)

    @cache
    def examples() -> tuple[list[Source], Featuriser]:
        sources = load_sources(data, train_teacher(data, teacher, beside(checkpoint, "teacher")), checkpoint)
        return sources, featuriser(model, tokenizer, sources)

    def run(_number: int, plan: Plan, part: Path) -> None:
        sources, features = examples()
        fit(model, epoch_sampler(sources, UNANSWERABLE, features), span_loss, plan, part)

    fit_rounds(model, ROUNDS, run, checkpoint)
    return model, tokenizer


def train_teacher(data: Path, base: str, checkpoint: Path) -> Teacher:
    """Fine-tune the teacher, in runs that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(TEACHERS_ROUNDS[0].plans[0].seed)
    tokenizer, network = load_tokenizer(base), AnswersNetwork(base)

    @cache
    def sample() -> Sampler:
        sources = [Source(file.load(data), file.teachers) for file in RECIPE if file.teachers]
        return epoch_sampler(sources, TEACHERS_UNANSWERABLE, featuriser(network, tokenizer, sources))

    def run(_number: int, plan: Plan, part: Path) -> None:
        fit(network, sample(), span_loss, plan, part)

    fit_rounds(network, TEACHERS_ROUNDS, run, checkpoint)
    return Teacher(network, tokenizer, reader_input(tokenizer, network.encoder.config, pair=True, max_tokens=512))


def load_sources(data: Path, teacher: Teacher, checkpoint: Path) -> list[Source]:
    """Read the recipe's files, with the teacher's marks; these are kept beside `checkpoint`."""
    sources = []
    for file in RECIPE:
        questions = file.load(data)
        if file.marked:
            name = "-".join(filter(None, [bare_name(file.name), file.domain]))
            pairs = [(question.text, question.context) for question in questions]
            marks = teacher.marks(pairs, beside(checkpoint, f"marks-{name}").with_suffix(".json"))
            questions = [replace(question, marks=each) for question, each in zip(questions, marks, strict=True)]
        sources.append(Source(questions, file.share))

    def mark(pairs: Sequence[Pair]) -> list[Marks]:
        return teacher.marks(pairs, beside(checkpoint, "marks-sentences").with_suffix(".json"))

    return [*sources, Source(label_sentences(data / SENTENCES, mark), SENTENCES_SHARE)]


def featuriser(model: AnswersNetwork, tokenizer: Tokenizer, sources: Sequence[Source]) -> Featuriser:
    """What makes examples of these sources for this model."""
    spec = reader_input(tokenizer, model.encoder.config, pair=True, max_tokens=MAX_TOKENS)
    return Featuriser(tokenizer, [question for source in sources for question in source.questions], spec)
