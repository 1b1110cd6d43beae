"""How often an exported model decides as the original does, on real text."""

import json
from pathlib import Path
from typing import Any

import torch

from inference.answers import MAX_ANSWER_TOKENS, AnswersModel
from inference.category import CategoryModel
from inference.contract import Task
from inference.models import open_model
from inference.sentences import sentence_spans
from training.hub_model import load_original

TEXTS = Path(__file__).parent / "texts.json"
"""Passages and questions written for this project."""


def agreement(task: Task, source: str, directory: Path) -> float:
    """Return the share of equal decisions: the same label, or the same answer to a question."""
    passages: list[dict[str, Any]] = json.loads(TEXTS.read_text(encoding="utf-8"))
    model, tokenizer = load_original(source, task)
    decisions = (
        _answers(model, tokenizer, directory, passages)
        if task is Task.ANSWERS
        else _categories(model, tokenizer, directory, passages)
    )
    return sum(decisions) / len(decisions)


def _categories(model: Any, tokenizer: Any, directory: Path, passages: list[dict[str, Any]]) -> list[bool]:
    exported = CategoryModel(open_model(directory, Task.CATEGORY))
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
        model.config.pad_token_id = tokenizer.pad_token_id
    decisions = []
    for passage in passages:
        text = passage["text"]
        for part in [text, *(text[start:end] for start, end in sentence_spans(text))]:
            fed = tokenizer(part, truncation=True, max_length=exported.manifest.input.max_tokens, return_tensors="pt")
            with torch.no_grad():
                wanted = int(model(**fed).logits[0].argmax())
            decisions.append(int(exported.probabilities(part).argmax()) == wanted)
    return decisions


def _answers(model: Any, tokenizer: Any, directory: Path, passages: list[dict[str, Any]]) -> list[bool]:
    exported = AnswersModel(open_model(directory, Task.ANSWERS))
    decisions = []
    for passage in passages:
        for question in passage["questions"]:
            for start, end in [(0, len(passage["text"])), *sentence_spans(passage["text"])]:
                context = passage["text"][start:end]
                fed = tokenizer(question, context, return_tensors="pt", return_offsets_mapping=True)
                sequence = fed.sequence_ids(0)
                offsets = fed.pop("offset_mapping")[0].tolist()
                inside = [index for index, part in enumerate(sequence) if part == 1]
                if len(sequence) > exported.manifest.input.max_tokens:
                    continue
                with torch.no_grad():
                    outputs = model(**fed)
                candidate = exported.best(question, context)
                first, last = _best_span(outputs.start_logits[0, inside], outputs.end_logits[0, inside])
                wanted = (offsets[inside[first]][0], offsets[inside[last]][1])
                decisions.append(candidate is not None and _same(context, wanted, (candidate.start, candidate.end)))
    return decisions


def _same(context: str, wanted: tuple[int, int], given: tuple[int, int]) -> bool:
    """Tell whether two spans are the same up to whole words, which the reader completes."""
    grown = context[given[0] : wanted[0]] + context[wanted[1] : given[1]]
    return given[0] <= wanted[0] and wanted[1] <= given[1] and not any(letter.isspace() for letter in grown)


def _best_span(start: torch.Tensor, end: torch.Tensor) -> tuple[int, int]:
    scores = start[:, None] + end[None, :]
    possible = torch.ones_like(scores, dtype=torch.bool).triu().tril(MAX_ANSWER_TOKENS - 1)
    best = int(scores.masked_fill(~possible, -torch.inf).argmax())
    return divmod(best, scores.shape[1])
