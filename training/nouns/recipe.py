"""What the network that marks names learns from, run by run: how long, from which data sets, varied in which ways."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from training.data.names import Sentence, load_columns, load_conllu, load_iob2, with_entities
from training.network.loop import Plan
from training.network.soup import Round
from training.nouns.examples import Source, Variation

Load = Callable[[Path], list[Sentence]]

ROUNDS = (
    Round(
        (
            Plan(epochs=2, learning_rate=3e-4, batch_tokens=3072),
            Plan(epochs=4, learning_rate=3e-4, batch_tokens=3072),
        ),
        shares=(0.0, 0.5, 0.5),
    ),
    Round(
        (
            Plan(epochs=2.5, learning_rate=2e-4, batch_tokens=3072, seed=3),
            Plan(epochs=2, learning_rate=2e-4, batch_tokens=3072, seed=5),
        ),
        shares=(0.25, 0.25, 0.5),
    ),
)

LAYERS_KEPT = 5 / 6
"""Of the encoder: without its last one MiniLM tells proper nouns as well as with it, before it learns anything anew."""

SHORTENED_ROUNDS = (
    Round(
        (
            Plan(epochs=2.5, learning_rate=2e-4, batch_tokens=3072, seed=3),
            Plan(epochs=2.25, learning_rate=2e-4, batch_tokens=3072, seed=5),
        ),
        shares=(0.0, 0.5, 0.5),
    ),
    Round((Plan(epochs=1.6, learning_rate=1.5e-4, batch_tokens=3072, seed=15),), shares=(0.5, 0.5)),
)
"""Of version 1.3.0 of the embedded model. It has 1.2.0, as INT8 holds it, where the rounds before these end."""


@dataclass(frozen=True)
class Material:
    """What a run learns from.

    Attributes
    ----------
    mixture
        Which of the sources' shares it sees.
    beliefs
        Share of the targets that are what the whole encoder believes; the rest are annotations.
    """

    mixture: int
    variation: Variation
    beliefs: float = 0.0


_AS_ANNOTATED = Variation()
_VARIED = Variation(swapped=0.25, on_lines=0.12, hidden=0.1)

MATERIALS = (
    Material(0, _AS_ANNOTATED),
    Material(1, _AS_ANNOTATED),
    Material(2, Variation(swapped=0.25, on_lines=0.2, hidden=0.07)),
    Material(3, _VARIED),
)
"""By the number of the run in `ROUNDS`."""

SHORTENED_MATERIALS = (
    Material(4, _VARIED),
    Material(4, _VARIED, beliefs=0.6),
    Material(5, _VARIED, beliefs=0.6),
)
"""By the number of the run in `SHORTENED_ROUNDS`."""

_FOUR = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_WORLDWIDE = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "MISC",
    "Product": "MISC", "Misc": "MISC", "Date": "O", "Money": "O",
}  # fmt: skip
_WNUT = {
    "person": "PERSON", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
    "creative-work": "MISC",
}  # fmt: skip


def _ewt(data: Path) -> list[Sentence]:
    names = load_iob2(data / "nouns/uner-ewt-train.iob2.gz")
    return with_entities(load_conllu(data / "nouns/ewt-train.conllu.gz"), names)


def _conllu(name: str) -> Load:
    return lambda data: load_conllu(data / f"nouns/{name}.conllu.gz")


def _columns(name: str) -> Load:
    return lambda data: load_columns(data / f"nouns/{name}.gz")


RECIPE = (
    Source(_ewt, (1.0, 2.0, 1.0, 1.0, 1.25, 1.4), _FOUR),
    Source(_conllu("gum-train"), (1.0, 1.0, 1.0, 1.25, 1.1, 1.1), {}),
    Source(_columns("conll2003-eng.train"), (1.0, 1.0, 0.5, 0.5, 0.5, 0.7), _FOUR, marks_misc=True),
    Source(_columns("wnut17-train.conll"), (1.5, 1.0, 0.7, 0.7, 0.9, 1.0), _WNUT, marks_misc=True),
    Source(_columns("wikigold.conll"), (1.0, 1.0, 0.7, 0.7, 0.7, 0.8), _FOUR, marks_misc=True),
    Source(_columns("btc.conll"), (0.7, 0.5, 0.3, 0.3, 0.35, 0.35), _FOUR),
    Source(_columns("worldwide.conll"), (0.25, 0.15, 0.1, 0.1, 0.12, 0.12), _WORLDWIDE, marks_misc=True),
    Source(_columns("tweebank-ner.conll"), (1.0, 0.7, 0.5, 0.5, 0.55, 0.55), _FOUR, marks_misc=True),
    Source(_conllu("pud"), (1.0, 1.0, 0.6, 0.6, 0.6, 0.6), {}),
    Source(_conllu("eslspok"), (0.5, 0.5, 0.2, 0.2, 0.2, 0.2), {}),
)

SELF_LABELLED = (
    ("qa/train.json.gz", ("reddit",), (0.0, 0.0, 0.5, 0.5, 0.5, 0.5)),
    ("qa/train.json.gz", ("amazon",), (0.0, 0.0, 0.35, 0.4, 0.4, 0.4)),
    ("qa/train.json.gz", ("wiki",), (0.0, 0.0, 0.12, 0.15, 0.15, 0.15)),
    ("qa/tweetqa.json.gz", (), (0.0, 0.0, 0.14, 0.2, 0.2, 0.2)),
    ("qa/fairytaleqa.json.gz", (), (0.0, 0.0, 0.0, 0.0, 0.15, 0.15)),
    ("qa/squad-part.json.gz", (), (0.0, 0.0, 0.0, 0.0, 0.15, 0.15)),
)
"""Files of texts that nobody annotated, their domains, and the share of them that an epoch of each mixture holds."""
