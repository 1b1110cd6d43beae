"""Fine-tune an encoder to find the answer to a question in a passage, or to say that it is not there.

A larger encoder, the teacher, learns it from annotators, and the model learns what the teacher believes of passages and
questions that are varied without end; or it begins with the weights of an earlier version, or with those of its base.
Then it learns from annotated answers of every kind: near misses, lines, yes and no, several answers. A second network
may learn from short texts alone, from the same beginning on, so that neither has to forget what the other reads.
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer

from inference.reading.answers_model import SHORT_TEXTS_FILE
from inference.reading.onnx_model import MODEL_FILE
from training.answers.examples import MAX_TOKENS, Featuriser, Sampler, Source, epoch_sampler
from training.answers.matching import match
from training.answers.matching_batches import Side
from training.answers.network import AnswersNetwork, answers_loss
from training.answers.recipe import Annotated, AnswersRecipe, Last, Lessons, Weights
from training.answers.teacher import Pair, Teacher
from training.data.marks import Marks
from training.data.sentences import label_sentences
from training.data.squad import Question
from training.data.variations import Variations, Weighted
from training.data.written_questions import load_written, load_written_for_short_texts
from training.network.dropout import set_dropout
from training.network.framing import reader_input
from training.network.loop import Plan, beside, fit, load_finished
from training.network.published import load_published
from training.network.soup import draw_back, load_weights, mean_of, save_weights, weights_of

Sentences = Callable[[], list[Question]]
"""Marks the recipe's sentences, or reads the marks that it has made before."""


@dataclass(frozen=True)
class Trained:
    """The networks, which know the same words by the same embeddings, and their tokenizer.

    Without `short_texts`, short texts are read like articles.
    """

    articles: AnswersNetwork
    short_texts: AnswersNetwork | None
    tokenizer: Tokenizer


@dataclass(frozen=True)
class Earlier:
    """Model directories of earlier versions, whose weights are taken as INT8 holds them.

    Attributes
    ----------
    start
        Whose weights are gone on with, without a teacher.
    mean
        Whose two networks have a share in the weights that the new ones end with: another training's, from the same
        beginning on.
    """

    start: Path | None = None
    mean: Path | None = None


class Network(StrEnum):
    """One of the two, which do not wait for each other: they can learn side by side, each on a core of its own."""

    ARTICLES = "articles"
    SHORT_TEXTS = "short-texts"


def train(
    recipe: AnswersRecipe, data: Path, base: str, teacher: str, checkpoint: Path, earlier: Earlier,
    only: Network | None = None,
) -> Trained:  # fmt: skip
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`.

    With `only`, the other network stays as both began. Where there are two, the embeddings of words stay too.
    """
    torch.manual_seed(recipe.last[0].plan.seed)
    student = Side.of(AnswersNetwork(base), base)
    begun = beside(checkpoint, "begun")
    if not begun.exists():
        if earlier.start:
            load_published(student.network, earlier.start)
        elif recipe.teacher:
            _learn_from_teacher(recipe.teacher, recipe.sentences, data, student, teacher, checkpoint)
        save_weights(student.network, begun)
    load_weights(student.network, begun)
    set_dropout(student.network, 0.0)
    before = Side(copy.deepcopy(student.network).eval(), student.tokenizer, student.spec)
    sentences = partial(_label_sentences, recipe.sentences, data, before, beside(checkpoint, "marks"))
    short = None
    if recipe.short_texts:
        student.network.encoder.get_input_embeddings().requires_grad_(requires_grad=False)
        short = Side(copy.deepcopy(student.network), student.tokenizer, student.spec)
    if only is not Network.SHORT_TEXTS:
        _learn_from_annotators(recipe.last, data, student, before.network, sentences, checkpoint)
    if short and only is not Network.ARTICLES:
        _learn_short_texts(recipe.short_texts, data, short, sentences, checkpoint)
    if earlier.mean:
        _give_share(student.network, earlier.mean, MODEL_FILE, recipe.earlier)
        if short:
            _give_share(short.network, earlier.mean, SHORT_TEXTS_FILE, recipe.earlier)
    return Trained(student.network, short.network if short else None, student.tokenizer)


def _give_share(network: AnswersNetwork, directory: Path, file: str, share: float) -> None:
    """Give an earlier version's network a share in a network's weights, in place.

    Embeddings of words that did not learn stay to the last bit, since two networks have them in common.
    """
    other = copy.deepcopy(network)
    load_published(other, directory, file)
    words = network.encoder.get_input_embeddings()
    if not words.weight.requires_grad:
        other.encoder.set_input_embeddings(words)
    network.load_state_dict(mean_of([weights_of(network), weights_of(other)], (1 - share, share)))


def train_teacher(
    lessons: Lessons, sentences: Weights | None, data: Path, base: str, checkpoint: Path
) -> tuple[Side, Variations]:
    """Fine-tune the teacher, in runs that go on from checkpoints beside `checkpoint`; also what the model learns on."""
    torch.manual_seed(lessons.first.seed)
    teacher = Side.of(AnswersNetwork(base), base, max_tokens=lessons.max_tokens)
    seen: list[tuple[Weights, list[Question]]] = [(file, file.load(data)) for file in lessons.files]
    _fit_teacher(lessons, teacher, seen, lessons.first, beside(checkpoint, "first"))
    if sentences:
        marked = _label_sentences(sentences, data, teacher, beside(checkpoint, "marks-sentences"))
        seen.append((sentences, marked))
    _fit_teacher(lessons, teacher, seen, lessons.second, beside(checkpoint, "second"))
    return teacher, Variations([Weighted(questions, each.weight, each.plain) for each, questions in seen])


def _learn_from_teacher(
    lessons: Lessons, sentences: Weights | None, data: Path, student: Side, base: str, checkpoint: Path
) -> None:
    teacher, variations = train_teacher(lessons, sentences, data, base, beside(checkpoint, "teacher"))
    matched = beside(checkpoint, "matching")
    if not load_finished(student.network, matched):
        print(f"training {matched.stem}", flush=True)
        match(student, teacher, variations, lessons.matching, matched)


def _learn_from_annotators(
    runs: Sequence[Last], data: Path, student: Side, before: AnswersNetwork, sentences: Sentences, checkpoint: Path
) -> None:
    """Train in place, run after run; what is to be remembered is what the network believed `before` them."""
    for run in runs:
        _fit_run(run, data, student, sentences, checkpoint, before)
        draw_back(student.network, before, run.kept)


def _learn_short_texts(
    runs: Sequence[Annotated], data: Path, short: Side, sentences: Sentences, checkpoint: Path
) -> None:
    """Train the second network in place, run after run."""
    for run in runs:
        _fit_run(run, data, short, sentences, checkpoint)


def _fit_run(
    run: Annotated, data: Path, side: Side, sentences: Sentences, checkpoint: Path, before: AnswersNetwork | None = None
) -> None:
    """Train in place, unless the run has ended already; `before` believes what is to be remembered."""
    part = beside(checkpoint, run.name)
    if load_finished(side.network, part):
        return
    print(f"training {part.stem}", flush=True)
    loss = partial(answers_loss, before=before, verdict_weight=run.verdict_weight)
    fit(side.network, _sampler(run, data, side, sentences()), loss, run.plan, part)


def _sampler(run: Annotated, data: Path, reader: Side, sentences: Sequence[Question]) -> Sampler:
    sources = [Source(file.load(data), file.share, file.remembered) for file in run.files]
    sources += [Source(sentences, run.sentences), Source(load_written(held_out=False), run.written)]
    if run.written_for_short_texts:
        sources.append(Source(load_written_for_short_texts(), run.written_for_short_texts))
    return epoch_sampler(sources, run.unanswerable, Featuriser(reader.tokenizer, reader.spec))


def _fit_teacher(
    lessons: Lessons, teacher: Side, seen: Sequence[tuple[Weights, list[Question]]], plan: Plan, checkpoint: Path
) -> None:
    if load_finished(teacher.network, checkpoint):
        return
    print(f"training {checkpoint.stem}", flush=True)
    spec = reader_input(teacher.tokenizer, teacher.network.encoder.config, pair=True, max_tokens=MAX_TOKENS)
    sources = [Source(questions, each.teachers) for each, questions in seen]
    sample = epoch_sampler(sources, lessons.unanswerable, Featuriser(teacher.tokenizer, spec))
    fit(teacher.network, sample, answers_loss, plan, checkpoint)


def _label_sentences(sentences: Weights | None, data: Path, reader: Side, kept: Path) -> list[Question]:
    if sentences is None:
        return []

    def mark(pairs: Sequence[Pair]) -> list[Marks]:
        return Teacher(reader.network, reader.tokenizer, reader.spec).marks(pairs, kept.with_suffix(".json"))

    return label_sentences(data / sentences.file, mark)
