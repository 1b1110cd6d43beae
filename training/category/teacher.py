"""What a larger encoder that learned the categories first believes of each text, for a smaller one to learn from."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from inference.reading.plain_text import plain
from inference.store.manifest import Input
from training.category.examples import Shares
from training.category.network import CategoryNetwork, logits_of
from training.data.files import write_json
from training.network.loop import batches, best_device

BATCH_TOKENS = 8192


@dataclass(frozen=True)
class _Reading:
    text: str
    ids: list[int]

    @property
    def length(self) -> int:
        return len(self.ids)


def beliefs(
    network: CategoryNetwork, tokenizer: Tokenizer, spec: Input, texts: Sequence[str], kept: Path
) -> dict[str, Shares]:
    """Return the labels' shares of each text's beginning, from the JSON file `kept`, or read now and kept there."""
    known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    if not known.keys() >= set(texts):
        known = _read(network, tokenizer, spec, texts)
        write_json(kept, known)
    return {text: tuple(known[text]) for text in texts}


def _read(network: CategoryNetwork, tokenizer: Tokenizer, spec: Input, texts: Sequence[str]) -> dict[str, list[float]]:
    device = best_device()
    network.to(device).eval()
    room = spec.room(spec.prefix)
    encodings = tokenizer.encode_batch([plain(text) for text in texts], add_special_tokens=False)
    readings = [
        _Reading(text, [*spec.prefix, *encoding.ids[:room], *spec.suffix])
        for text, encoding in zip(texts, encodings, strict=True)
    ]
    found: dict[str, list[float]] = {}
    groups = batches(readings, BATCH_TOKENS, random.Random(1))  # noqa: S311 - the order says nothing
    for done, group in enumerate(groups, 1):
        with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
            shares = logits_of(network, [reading.ids for reading in group], device).softmax(-1).tolist()
        for reading, row in zip(group, shares, strict=True):
            found[reading.text] = [round(share, 4) for share in row]
        if done % 50 == 0 or done == len(groups):
            print(f"beliefs: batch {done}/{len(groups)} read", flush=True)
    return found
