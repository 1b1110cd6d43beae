"""Fine-tune an encoder to find the answer to a question in a passage, or to say that it is not there.

A larger encoder, the teacher, learns it from annotators, and the model learns what the teacher believes of passages and
questions that are varied without end; or it begins with the weights of an earlier version. Then it learns from
annotated answers of every kind: near misses, lines, yes and no, several answers.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.answers.examples import MAX_TOKENS, Featuriser, Source, epoch_sampler
from training.answers.matching import match
from training.answers.matching_batches import Side
from training.answers.network import AnswersNetwork, answers_loss
from training.answers.recipe import AnswersRecipe
from training.answers.teacher import Pair, Teacher
from training.data.marks import Marks
from training.data.sentences import label_sentences
from training.data.squad import Question
from training.data.variations import Variations, Weighted
from training.data.written_questions import load_written
from training.network.dropout import set_dropout
from training.network.framing import reader_input
from training.network.loop import Plan, beside, fit, load_finished
from training.network.published import load_published


def train(
    recipe: AnswersRecipe, data: Path, base: str, teacher: str, checkpoint: Path, start: Path | None = None
) -> tuple[AnswersNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`.

    `start` is the directory of an earlier version, whose weights are gone on with: without teacher.
    """
    torch.manual_seed(recipe.last.plan.seed)
    student = Side.of(AnswersNetwork(base), base)
    last = beside(checkpoint, "last")
    if load_finished(student.network, last):
        return student.network, student.tokenizer
    if start is None:
        sentences = _learn_from_teacher(recipe, data, student, teacher, checkpoint)
    else:
        load_published(student.network, start)
        sentences = _label_sentences(data / recipe.sentences.file, student, beside(checkpoint, "marks-sentences"))
    _learn_from_annotators(recipe, data, student, sentences, last)
    return student.network, student.tokenizer


def train_teacher(
    recipe: AnswersRecipe, data: Path, base: str, checkpoint: Path
) -> tuple[Side, Variations, list[Question]]:
    """Fine-tune the teacher, in runs that go on from checkpoints beside `checkpoint`.

    Also what the model learns on, and the questions of sentences as the teacher marks them.
    """
    plans = recipe.teacher
    torch.manual_seed(plans.first.seed)
    teacher = Side.of(AnswersNetwork(base), base, max_tokens=plans.max_tokens)
    files = [(file, file.load(data)) for file in recipe.files]
    sources = [Source(questions, file.teachers) for file, questions in files]
    _fit_teacher(recipe, teacher, sources, plans.first, beside(checkpoint, "first"))
    sentences = _label_sentences(data / recipe.sentences.file, teacher, beside(checkpoint, "marks-sentences"))
    sources.append(Source(sentences, recipe.sentences.teachers))
    _fit_teacher(recipe, teacher, sources, plans.second, beside(checkpoint, "second"))
    seen = [*files, (recipe.sentences, sentences)]
    variations = Variations([Weighted(questions, each.weight, each.plain) for each, questions in seen])
    return teacher, variations, sentences


def _learn_from_teacher(
    recipe: AnswersRecipe, data: Path, student: Side, base: str, checkpoint: Path
) -> list[Question]:
    teacher, variations, sentences = train_teacher(recipe, data, base, beside(checkpoint, "teacher"))
    matched = beside(checkpoint, "matching")
    if not load_finished(student.network, matched):
        print(f"training {matched.stem}", flush=True)
        match(student, teacher, variations, recipe.matching, matched)
    return sentences


def _learn_from_annotators(
    recipe: AnswersRecipe, data: Path, student: Side, sentences: Sequence[Question], checkpoint: Path
) -> None:
    print(f"training {checkpoint.stem}", flush=True)
    last = recipe.last
    set_dropout(student.network, last.dropout)
    sources = [Source(file.load(data), file.share) for file in last.files]
    sources += [Source(sentences, last.sentences), Source(load_written(held_out=False), last.written)]
    sample = epoch_sampler(sources, last.unanswerable, Featuriser(student.tokenizer, student.spec))
    fit(student.network, sample, answers_loss, last.plan, checkpoint)


def _fit_teacher(recipe: AnswersRecipe, teacher: Side, sources: Sequence[Source], plan: Plan, checkpoint: Path) -> None:
    if load_finished(teacher.network, checkpoint):
        return
    print(f"training {checkpoint.stem}", flush=True)
    spec = reader_input(teacher.tokenizer, teacher.network.encoder.config, pair=True, max_tokens=MAX_TOKENS)
    sample = epoch_sampler(sources, recipe.teacher.unanswerable, Featuriser(teacher.tokenizer, spec))
    fit(teacher.network, sample, answers_loss, plan, checkpoint)


def _label_sentences(file: Path, reader: Side, kept: Path) -> list[Question]:
    def mark(pairs: Sequence[Pair]) -> list[Marks]:
        return Teacher(reader.network, reader.tokenizer, reader.spec).marks(pairs, kept.with_suffix(".json"))

    return label_sentences(file, mark)
