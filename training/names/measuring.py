"""The figures of docs/names.md, one a line."""

from collections.abc import Iterator
from pathlib import Path

from inference.contract import Task
from inference.reading.nouns import NounsReader
from inference.store.directory import find_model
from training.data.names import load_columns
from training.names.coreference import Document, coreference
from training.names.covered import covered, milliseconds, right
from training.names.explained import cases, explained
from training.names.joined import Joined, joined

TEXTS = Path(__file__).parents[2] / "tests/inference/reading/names"
_FIRST_DOCUMENTS = 70
_WORDS = 125


def measure(data: Path, texts: Path, models: Path) -> Iterator[str]:
    """Read what `data` and `texts` hold with the reader of names in `models`."""
    reader = NounsReader(find_model(models, Task.NOUNS))
    dev = coreference(_file(data, "gum-dev.conllu"))
    yield _joined("GUM dev", joined(reader, dev))
    train = coreference(_file(data, "gum-train.conllu"))[:_FIRST_DOCUMENTS]
    yield _joined(f"GUM train, first {_FIRST_DOCUMENTS} documents", joined(reader, train))
    for name in ("explained", "held_out"):
        annotated = cases(texts / f"{name}.jsonl")
        total = explained(reader, annotated)
        yield (
            f"explanations, {name}.jsonl: {total.precision:.3f} of {total.given} right, "
            f"{total.recall:.3f} of {total.expected} found; {len(annotated)} texts"
        )
    for name in ("worldwide.conll", "conll2003-eng.testa"):
        yield f"places with an explanation, {name}: {covered(load_columns(_file(data, name))):.3f}"
    yield f"judged places that are right: {right():.3f}"
    yield f"looking up the places of {_WORDS} words, median: {milliseconds(reader, _beginnings(dev)):.3f} ms"


def _joined(name: str, total: Joined) -> str:
    return (
        f"{name}: B-cubed F1 {total.f1:.4f} (precision {total.precision:.3f}, recall {total.recall:.3f}); "
        f"people that are one entry {total.whole_people / total.people:.3f}"
    )


def _file(data: Path, name: str) -> Path:
    packed = data / "nouns" / f"{name}.gz"
    return packed if packed.exists() else packed.with_suffix("")


def _beginnings(documents: list[Document]) -> list[str]:
    return [" ".join(document.text.split()[:_WORDS]) for document in documents]
