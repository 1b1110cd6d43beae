"""Fine-tune an encoder to find the answer to a question in a passage, or to say that it is not there.

A larger encoder, the teacher, learns it from annotators. The model learns what the teacher believes of passages and
questions that are varied without end, and is then made narrower, for speed, while it learns on.
"""

import copy
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.answers.examples import MAX_TOKENS, Featuriser, Source, epoch_sampler
from training.answers.matching import match, matching_losses
from training.answers.matching_batches import Matching, Side
from training.answers.network import AnswersNetwork, span_loss
from training.answers.recipe import AnswersRecipe, Stage
from training.answers.teacher import Pair, Teacher
from training.data.marks import Marks
from training.data.sentences import label_sentences
from training.data.squad import Question
from training.data.variations import Variations, Weighted
from training.network.dropout import stop_dropout
from training.network.framing import reader_input
from training.network.loop import Plan, beside, best_device, fit, load_finished
from training.network.narrowing import Worth, equal_worths, measure_worths, narrow


def train(
    recipe: AnswersRecipe, data: Path, base: str, teacher: str, checkpoint: Path
) -> tuple[AnswersNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in stages that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(recipe.stages[0].plan.seed)
    student = Side.of(AnswersNetwork(base), base)

    @cache
    def lessons() -> tuple[Side, Variations]:
        return train_teacher(recipe, data, teacher, beside(checkpoint, "teacher"))

    whole: AnswersNetwork | None = None
    for stage in recipe.stages:
        if not stage.dropout:
            stop_dropout(student.network)
        part = beside(checkpoint, stage.name)
        run_stage(stage, student, lessons, part, whole if stage.guided else None, recipe.measured_batches)
        whole = whole or copy.deepcopy(student.network).eval()
    return student.network, student.tokenizer


def run_stage(
    stage: Stage,
    student: Side,
    lessons: Callable[[], tuple[Side, Variations]],
    part: Path,
    guide: AnswersNetwork | None,
    measured_batches: int,
) -> None:
    """Train the student in place, or take the weights of a stage that has ended."""
    encoder = student.network.encoder
    if stage.width and part.exists():
        narrow(encoder, stage.width, list(equal_worths(encoder)))
    elif stage.width:
        narrow(encoder, stage.width, _worths(student, *lessons(), stage.plan, measured_batches))
    if load_finished(student.network, part):
        return
    print(f"training {part.stem}", flush=True)
    teacher, variations = lessons()
    match(student, teacher, variations, stage.plan, part, guide)


def train_teacher(recipe: AnswersRecipe, data: Path, base: str, checkpoint: Path) -> tuple[Side, Variations]:
    """Fine-tune the teacher, in runs that go on from checkpoints beside `checkpoint`; also what the model learns on."""
    plans = recipe.teacher
    torch.manual_seed(plans.first.seed)
    teacher = Side.of(AnswersNetwork(base), base, max_tokens=plans.max_tokens)
    files = [(file, file.load(data)) for file in recipe.files]
    sources = [Source(questions, file.teachers) for file, questions in files]
    _fit_teacher(recipe, teacher, sources, plans.first, beside(checkpoint, "first"))
    kept = beside(checkpoint, "marks-sentences").with_suffix(".json")
    sentences = _label_sentences(data / recipe.sentences.file, teacher, kept)
    sources.append(Source(sentences, recipe.sentences.teachers))
    _fit_teacher(recipe, teacher, sources, plans.second, beside(checkpoint, "second"))
    seen = [*files, (recipe.sentences, sentences)]
    return teacher, Variations([Weighted(questions, each.weight, each.plain) for each, questions in seen])


def _fit_teacher(recipe: AnswersRecipe, teacher: Side, sources: Sequence[Source], plan: Plan, checkpoint: Path) -> None:
    if load_finished(teacher.network, checkpoint):
        return
    print(f"training {checkpoint.stem}", flush=True)
    spec = reader_input(teacher.tokenizer, teacher.network.encoder.config, pair=True, max_tokens=MAX_TOKENS)
    features = Featuriser(teacher.tokenizer, [question for source in sources for question in source.questions], spec)
    fit(teacher.network, epoch_sampler(sources, recipe.teacher.unanswerable, features), span_loss, plan, checkpoint)


def _label_sentences(file: Path, teacher: Side, kept: Path) -> list[Question]:
    def mark(pairs: Sequence[Pair]) -> list[Marks]:
        return Teacher(teacher.network, teacher.tokenizer, teacher.spec).marks(pairs, kept)

    return label_sentences(file, mark)


def _worths(student: Side, teacher: Side, variations: Variations, plan: Matching, measured_batches: int) -> list[Worth]:
    device = best_device()
    student.network.to(device).eval()
    losses = matching_losses(student, teacher, variations, plan, device)
    return measure_worths(student.network.encoder, islice(losses, measured_batches))
