"""An encoder that finds the answer to a question in a passage, and the loss that it is trained with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch

from training.data.squad import Verdict
from training.network.base import hidden_states, load_encoder
from training.network.framing import padding_id
from training.network.loop import padded_rows

NO_ANSWER = 0
"""The position that stands for "no answer", as in SQuAD 2.0."""

Shares = Mapping[int, float]
"""What share of an answer's beginnings or ends lies where: sums to 1."""


VERDICTS: tuple[Verdict, ...] = ("yes", "no", "unknown")
"""What a passage says to a question that asks for yes or no, in the order of the network's scores."""

INSIDE_WEIGHT = 0.5
VERDICT_WEIGHT = 0.5
"""What the other two losses weigh against that of the span."""


@dataclass(frozen=True)
class SpanExample:
    """Token ids of question and window; `starts` and `ends` (inclusive) say where the answer lies, by token.

    Attributes
    ----------
    starts, ends
        Empty where that is not known.
    inside
        The tokens of all answers, and `NO_ANSWER` where there are several; None where that is not known.
    verdict
        The place in `VERDICTS`; None for a question that does not ask for yes or no.
    remembered
        Whether the network is to go on believing of it what it did before.
    """

    ids: list[int]
    question_length: int
    starts: Shares
    ends: Shares
    inside: frozenset[int] | None = None
    verdict: int | None = None
    remembered: bool = False

    @property
    def length(self) -> int:
        return len(self.ids)


class Scores(NamedTuple):
    """What a network says of a batch, in logits.

    Attributes
    ----------
    start, end, inside
        Of each token, (batch, tokens): that it begins or ends the answer, or belongs to one of several. `inside` of
        position 0 says that there are several.
    verdict
        Of each of `VERDICTS`, (batch, 3).
    """

    start: torch.Tensor
    end: torch.Tensor
    inside: torch.Tensor
    verdict: torch.Tensor


class AnswersNetwork(torch.nn.Module):
    """An encoder with scores for tokens and for the whole; position 0 stands for "no answer"."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        width = self.encoder.config.hidden_size
        self.head = torch.nn.Linear(width, 2)
        self.inside = torch.nn.Linear(width, 1)
        self.verdict = torch.nn.Linear(width, len(VERDICTS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> Scores:
        """Score the tokens, each of shape (batch, tokens), and the whole."""
        states = hidden_states(self.encoder, input_ids, attention_mask, token_type_ids)
        span = self.head(states)
        return Scores(span[..., 0], span[..., 1], self.inside(states)[..., 0], self.verdict(states[:, NO_ANSWER]))


def scores(model: AnswersNetwork, batch: Sequence[SpanExample], device: torch.device) -> tuple[Scores, torch.Tensor]:
    """What the network says of a batch, and which tokens may answer, both on the device, (examples, tokens).

    Start and end scores of tokens that cannot answer are -10,000.
    """
    ids = padded_rows([example.ids for example in batch], padding_id(model.encoder.config))
    mask = padded_rows([[1] * example.length for example in batch])
    types = padded_rows(
        [[int(place >= example.question_length) for place in range(example.length)] for example in batch]
    )
    allowed = types.bool()
    allowed[:, NO_ANSWER] = True
    allowed = allowed.to(device)
    found = model(ids.to(device), mask.to(device), types.to(device))
    start, end = only_allowed(found.start, found.end, allowed)
    return found._replace(start=start, end=end), allowed


def only_allowed(start: torch.Tensor, end: torch.Tensor, allowed: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The same scores but for those of tokens that cannot answer, which are -10,000."""
    return start.float().masked_fill(~allowed, -1e4), end.float().masked_fill(~allowed, -1e4)


def answers_loss(
    model: AnswersNetwork,
    batch: Sequence[SpanExample],
    device: torch.device,
    before: AnswersNetwork | None = None,
    verdict_weight: float = VERDICT_WEIGHT,
) -> torch.Tensor:
    """Mean loss of spans and of what lies inside of answers, each over the examples that know of it, and of verdicts.

    These are weighed by `verdict_weight`, and by the share of the batch that they are: a few weigh little.

    Of examples that are to be remembered, the beliefs of the network `before` are learned instead of the annotated
    span: "Learning without Forgetting", Li and Hoiem, 2016.
    """
    found, allowed = scores(model, batch, device)
    loss = found.verdict.sum() * 0.0
    spans = [row for row, example in enumerate(batch) if example.starts]
    if spans:
        first, last = _wanted(batch, spans, found, before, device)
        loss = loss + shares_loss(found.start[spans], found.end[spans], first, last)
    inner = [row for row, example in enumerate(batch) if example.inside is not None]
    if inner:
        wanted = _table([dict.fromkeys(batch[row].inside or (), 1.0) for row in inner], found.start)
        loss = loss + INSIDE_WEIGHT * _inside_loss(found.inside[inner].float(), wanted, allowed[inner])
    judged = [row for row, example in enumerate(batch) if example.verdict is not None]
    if judged:
        verdicts = torch.tensor([batch[row].verdict for row in judged], device=device)
        whole = torch.nn.functional.cross_entropy(found.verdict[judged].float(), verdicts)
        loss = loss + verdict_weight * whole * len(judged) / len(batch)
    return loss


def _wanted(
    batch: Sequence[SpanExample], spans: Sequence[int], found: Scores, before: AnswersNetwork | None,
    device: torch.device,
) -> tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
    """What is to be learned of the starts and the ends of some examples, each (examples, tokens)."""
    first = _table([batch[row].starts for row in spans], found.start)
    last = _table([batch[row].ends for row in spans], found.end)
    places = [place for place, row in enumerate(spans) if batch[row].remembered]
    if before is None or not places:
        return first, last
    with torch.no_grad():
        believed, _ = scores(before, [batch[spans[place]] for place in places], device)
    width = believed.start.shape[1]  # these examples alone may be shorter than the longest of the batch
    for table, logits in ((first, believed.start), (last, believed.end)):
        table[places] = 0.0
        table[torch.tensor(places)[:, None], torch.arange(width)] = logits.softmax(-1)
    return first, last


def _inside_loss(logits: torch.Tensor, wanted: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Of each example the sum over its tokens, as a span's loss is of the whole, and that of its number of answers.

    Mean over the examples.
    """
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none") * allowed
    tokens = loss[:, NO_ANSWER + 1 :].sum(-1).div(allowed.sum(-1).sqrt())
    return (tokens + loss[:, NO_ANSWER]).mean()


def shares_loss(start: torch.Tensor, end: torch.Tensor, first: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy of scores for start and end against the shares `first` and `last`, each (batch, tokens)."""
    loss = torch.nn.functional.cross_entropy
    return (loss(start, first) + loss(end, last)) / 2


def _table(rows: Sequence[Shares], like: torch.Tensor) -> torch.Tensor:
    table = torch.zeros(len(rows), like.shape[1])
    for row, shares in enumerate(rows):
        for position, share in shares.items():
            table[row, position] = share
    return table.to(like.device)
