"""Fine-tune an encoder to find the answer to a question in a passage, or to say that it is not there."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer

from inference.answers import AnswersModel
from inference.manifest import Input
from training.base import hidden_states, load_encoder, load_tokenizer
from training.data.sentences import label_sentences
from training.data.squad import Answer, Question, load_squad
from training.data.unanswerable import lacks_answer, without_answer
from training.framing import padding_id, reader_input
from training.loop import Plan, fit, padded
from training.soup import ends, mean, weights_of

MAX_TOKENS = 320
"""Longest training example: question and a window of the passage around the answer."""

MAX_QUESTION_TOKENS = 64


@dataclass(frozen=True)
class Source:
    """A data file, or one domain of it, and how often each run sees its questions per epoch.

    A share below 1 samples anew each epoch.
    """

    file: str
    shares: tuple[float, ...]
    domain: str | None = None

    def load(self, data: Path, labeller: AnswersModel) -> list[Question]:
        """Read the questions; `labeller` marks the answers where a CSV has only the sentences that hold them."""
        path = data / self.file
        questions = label_sentences(path, labeller) if ".csv" in path.suffixes else load_squad(path)
        return [question for question in questions if self.domain in (None, question.domain)]


RECIPE = (
    Source("qa/train.json.gz", (1.0, 1.0, 1.0, 1.0), "wiki"),
    Source("qa/train.json.gz", (1.0, 0.85, 0.3, 0.85), "reddit"),
    Source("qa/train.json.gz", (1.0, 0.55, 0.2, 0.5), "amazon"),
    Source("qa/squad-part.json.gz", (1.0, 1.0, 1.0, 1.0)),
    Source("qa/squad-part-unanswerable.json.gz", (1.0, 1.0, 1.0, 1.0)),
    Source("qa/squad-sentences.csv.gz", (0.0, 0.8, 1.0, 0.9)),
    Source("qa/qamr.json.gz", (0.0, 0.3, 0.5, 0.35)),
    Source("qa/nq-qed.json.gz", (1.0, 1.0, 1.0, 1.0)),
    Source("qa/friends.json.gz", (0.5, 0.35, 0.15, 0.3)),
    Source("qa/tweetqa.json.gz", (0.4, 0.35, 0.25, 0.3)),
    Source("qa/fairytaleqa.json.gz", (0.4, 0.3, 0.2, 0.3)),
)

NEGATIVE_SHARES = (0.15, 0.13, 0.1, 0.09)
"""Questions per answerable question that each run puts to another passage, without their answer."""

CUT_SHARES = (0.0, 0.0, 0.0, 0.06)
"""Questions per answerable question that each run puts to their own passage without the sentences that answer them."""

PLANS = (
    Plan(epochs=1, learning_rate=2e-4, batch_tokens=4096),
    Plan(epochs=2.54, learning_rate=2e-4, batch_tokens=4096),
    Plan(epochs=1.3, learning_rate=2e-4, batch_tokens=4096, seed=12),
    Plan(epochs=1.67, learning_rate=1.5e-4, batch_tokens=4096, seed=2),
)
"""All but the last start from the base; the last goes on from the mean of what the first two end with."""

SHARES = (0.4, 0.4, 0.2)
"""What that mean and the ends of the third and of the last run have in the weights that are kept."""


@dataclass(frozen=True)
class Example:
    """Token ids of question and window; `start` and `end` (inclusive) are token positions, 0 for no answer."""

    ids: list[int]
    question_length: int
    start: int
    end: int

    @property
    def length(self) -> int:
        return len(self.ids)


class AnswersNetwork(torch.nn.Module):
    """An encoder with a start and an end score per token; position 0 stands for "no answer"."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return start and end scores, each of shape (batch, tokens)."""
        scores = self.head(hidden_states(self.encoder, input_ids, attention_mask, token_type_ids))
        return scores[..., 0], scores[..., 1]


class Featuriser:
    """Turns questions into examples; every passage is tokenised once."""

    def __init__(self, tokenizer: Tokenizer, questions: Sequence[Question], spec: Input) -> None:
        self._tokenizer = tokenizer
        contexts = list({question.context for question in questions})
        self._contexts = dict(zip(contexts, tokenizer.encode_batch(contexts, add_special_tokens=False), strict=True))
        texts = list({question.text for question in questions})
        self._questions = {
            text: encoding.ids[:MAX_QUESTION_TOKENS]
            for text, encoding in zip(texts, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True)
        }
        self._spec = spec

    def example(self, question: Question, context: str, rng: random.Random) -> Example:
        """Build an example; an answer counts only when `context` is the question's own."""
        spec = self._spec
        before = [*spec.prefix, *self._questions[question.text], *spec.separator]
        encoding = self._contexts.get(context) or self._tokenizer.encode(context, add_special_tokens=False)
        room = spec.max_tokens - len(before) - len(spec.suffix)
        span = _token_span(encoding, question.favourite) if context == question.context else None
        first = _window_start(len(encoding), room, span, rng)
        ids = [*before, *encoding.ids[first : first + room], *spec.suffix]
        if span is None or span[1] >= first + room:
            return Example(ids, len(before), 0, 0)
        offset = len(before) - first
        return Example(ids, len(before), span[0] + offset, span[1] + offset)


def _token_span(encoding: Encoding, answer: Answer | None) -> tuple[int, int] | None:
    if answer is None:
        return None
    first = encoding.char_to_token(answer.start)
    last = encoding.char_to_token(answer.start + len(answer.text) - 1)
    return None if first is None or last is None else (first, last)


def _window_start(length: int, room: int, span: tuple[int, int] | None, rng: random.Random) -> int:
    if length <= room:
        return 0
    if span is None:
        return rng.randint(0, length - room)
    return rng.randint(max(0, min(span[1] - room + 1, span[0])), min(span[0], length - room))


def epoch_sampler(
    sources: Sequence[tuple[Source, Sequence[Question]]], run: int, featuriser: Featuriser
) -> Callable[[int, random.Random], list[Example]]:
    """Sample each source by its share and add questions whose passage does not hold the answer."""
    by_title: dict[str, list[str]] = defaultdict(list)
    for _, questions in sources:
        for question in questions:
            by_title[question.title].append(question.context)

    def sample(_epoch: int, rng: random.Random) -> list[Example]:
        examples = []
        for source, questions in sources:
            contexts = [question.context for question in questions]
            for question in questions:
                if rng.random() >= source.shares[run]:
                    continue
                passages = [question.context]
                if question.answers and rng.random() < NEGATIVE_SHARES[run]:
                    other = rng.choice(by_title[question.title] if rng.random() < 0.6 else contexts)
                    passages += [other] if lacks_answer(other, question) else []
                if question.answers and rng.random() < CUT_SHARES[run]:
                    passages += filter(None, [without_answer(question)])
                examples += [featuriser.example(question, passage, rng) for passage in passages]
        return examples

    return sample


def span_loss(model: AnswersNetwork, batch: list[Example], device: torch.device) -> torch.Tensor:
    """Mean cross-entropy of start and end over passage tokens and position 0."""
    width = padded(max(example.length for example in batch))
    ids = torch.full((len(batch), width), padding_id(model.encoder.config))
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, example in enumerate(batch):
        ids[row, : example.length] = torch.tensor(example.ids)
        mask[row, : example.length] = 1
        types[row, example.question_length : example.length] = 1
    allowed = types.bool()
    allowed[:, 0] = True
    start, end = model(ids.to(device), mask.to(device), types.to(device))
    forbidden = ~allowed.to(device)
    loss = torch.nn.functional.cross_entropy
    first = torch.tensor([example.start for example in batch], device=device)
    last = torch.tensor([example.end for example in batch], device=device)
    return (
        loss(start.float().masked_fill(forbidden, -1e4), first) + loss(end.float().masked_fill(forbidden, -1e4), last)
    ) / 2


def train(data: Path, base: str, labeller: AnswersModel, checkpoint: Path) -> tuple[AnswersNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`, in runs that go on from checkpoints beside `checkpoint`."""
    torch.manual_seed(PLANS[0].seed)
    tokenizer, model = load_tokenizer(base), AnswersNetwork(base)
    spec = reader_input(tokenizer, model.encoder.config, pair=True, max_tokens=MAX_TOKENS)

    @cache
    def examples() -> tuple[list[tuple[Source, list[Question]]], Featuriser]:
        sources = [(source, source.load(data, labeller)) for source in RECIPE]
        return sources, Featuriser(tokenizer, [question for _, questions in sources for question in questions], spec)

    def run(number: int, plan: Plan, part: Path) -> None:
        sources, featuriser = examples()
        fit(model, epoch_sampler(sources, number, featuriser), span_loss, plan, part)

    *from_base, last = (partial(run, number, plan) for number, plan in enumerate(PLANS))
    first, second, *others = ends(model, from_base, weights_of(model), checkpoint)
    middle = mean([first, second], [0.5, 0.5])
    others += ends(model, [last], middle, checkpoint, number=len(PLANS))
    model.load_state_dict(mean([middle, *others], SHARES))
    return model, tokenizer
