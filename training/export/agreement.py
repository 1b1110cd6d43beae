"""How often an exported model decides as the original does, on real text."""

from pathlib import Path
from typing import Any

import torch

from inference.contract import Task
from inference.reading.answer_spans import best_span, sentence_numbers, whole_words
from inference.reading.answers_model import AnswersModel
from inference.reading.category import CategoryModel
from inference.reading.sentences import sentence_spans
from inference.reading.tables import cell_numbers
from inference.store.directory import open_model
from training.export.hub_model import load_original
from training.export.texts import Passage, load_passages


def agreement(task: Task, source: str, directory: Path) -> float:
    """Return the share of equal decisions: the same label, or the same answer to a question."""
    passages = load_passages()
    model, tokenizer = load_original(source, task)
    decisions = (
        _answers(model, tokenizer, directory, passages)
        if task is Task.ANSWERS
        else _categories(model, tokenizer, directory, passages)
    )
    return sum(decisions) / len(decisions)


def _categories(model: Any, tokenizer: Any, directory: Path, passages: list[Passage]) -> list[bool]:
    exported = CategoryModel(open_model(directory, Task.CATEGORY))
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
        model.config.pad_token_id = tokenizer.pad_token_id
    decisions = []
    for passage in passages:
        text = passage.text
        for part in [text, *(text[start:end] for start, end in sentence_spans(text))]:
            fed = tokenizer(
                part, truncation=True, max_length=exported.manifest.encoder_input.max_tokens, return_tensors="pt"
            )
            with torch.no_grad():
                wanted = int(model(**fed).logits[0].argmax())
            decisions.append(int(exported.probabilities(part).argmax()) == wanted)
    return decisions


def _answers(model: Any, tokenizer: Any, directory: Path, passages: list[Passage]) -> list[bool]:
    exported = AnswersModel(open_model(directory, Task.ANSWERS))
    decisions = []
    for passage in passages:
        for question in passage.questions:
            for start, end in [(0, len(passage.text)), *sentence_spans(passage.text)]:
                context = passage.text[start:end]
                fed = tokenizer(question, context, return_tensors="pt")
                if fed["input_ids"].shape[1] > exported.manifest.encoder_input.max_tokens:
                    continue
                candidate = exported.best(question, context)
                given = (candidate.start, candidate.end) if candidate else None
                decisions.append(given == _original_answer(model, tokenizer, fed, context))
    return decisions


def _original_answer(model: Any, tokenizer: Any, fed: Any, context: str) -> tuple[int, int]:
    """The span in code points that the reader's own rule takes from the original's scores."""
    inside = [index for index, part in enumerate(fed.sequence_ids(0)) if part == 1]
    with torch.no_grad():
        outputs = model(**fed)
    encoding = tokenizer.backend_tokenizer.encode(context, add_special_tokens=False)
    start, end = outputs.start_logits[0, inside].numpy(), outputs.end_logits[0, inside].numpy()
    span = best_span(start, end, sentence_numbers(encoding, context), cell_numbers(encoding, context))
    return whole_words(encoding, span.first, span.last, context)
