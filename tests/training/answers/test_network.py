from pathlib import Path

import pytest
import torch

from tests.training.tiny_models import save_encoder
from training.answers.network import NO_ANSWER, AnswersNetwork, SpanExample, answers_loss, scores

CPU = torch.device("cpu")
IDS = [2, 9, 10, 3, 11, 12, 13, 3]
"""A question of two tokens and a passage of three."""


@pytest.fixture
def network(tmp_path: Path) -> AnswersNetwork:
    save_encoder("bert", tmp_path / "bert")
    torch.manual_seed(1)
    return AnswersNetwork(str(tmp_path / "bert")).train()


def trained(network: AnswersNetwork, example: SpanExample) -> set[str]:
    """The heads that an example teaches something."""
    network.zero_grad()
    answers_loss(network, [example], CPU).backward()  # type: ignore[no-untyped-call]
    heads = {"head": network.head, "inside": network.inside, "verdict": network.verdict}
    return {name for name, head in heads.items() if head.weight.grad is not None and head.weight.grad.abs().sum() > 0}


def test_an_answer_teaches_where_it_lies_and_what_is_inside(network: AnswersNetwork) -> None:
    assert trained(network, SpanExample(IDS, 4, {4: 1.0}, {5: 1.0}, frozenset({4, 5}))) == {"head", "inside"}


def test_a_verdict_teaches_nothing_of_what_is_not_known(network: AnswersNetwork) -> None:
    assert trained(network, SpanExample(IDS, 4, {}, {}, None, verdict=1)) == {"verdict"}


def test_examples_of_all_kinds_are_learned_together(network: AnswersNetwork) -> None:
    batch = [
        SpanExample(IDS, 4, {4: 1.0}, {5: 1.0}, frozenset({4, 5})),
        SpanExample(IDS[:-1], 4, {0: 1.0}, {0: 1.0}, frozenset()),
        SpanExample(IDS, 4, {}, {}, None, verdict=2),
    ]
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-2)
    first = answers_loss(network, batch, CPU)
    for _ in range(30):
        optimizer.zero_grad()
        answers_loss(network, batch, CPU).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    assert answers_loss(network, batch, CPU) < first / 3


@pytest.mark.parametrize("several", [True, False])
def test_that_there_are_several_answers_is_learned_at_position_0(several: bool, network: AnswersNetwork) -> None:
    example = SpanExample(IDS, 4, {4: 1.0}, {4: 1.0}, frozenset({NO_ANSWER, 4, 6} if several else {4}))
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-2)
    for _ in range(10):
        optimizer.zero_grad()
        answers_loss(network, [example], CPU).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    found, _ = scores(network.eval(), [example], CPU)
    assert bool(found.inside[0, NO_ANSWER] > 0) is several


def test_what_is_remembered_is_learned_from_the_network_before(network: AnswersNetwork, tmp_path: Path) -> None:
    torch.manual_seed(2)
    other = AnswersNetwork(str(tmp_path / "bert")).eval()
    network.eval()
    kept = SpanExample(IDS, 4, {4: 1.0}, {5: 1.0}, remembered=True)
    batch = [kept, SpanExample([*IDS, *IDS], 4, {0: 1.0}, {0: 1.0})]
    as_annotated, as_before = answers_loss(network, batch, CPU), answers_loss(network, batch, CPU, other)
    assert as_annotated != as_before
    found, _ = scores(network, [kept], CPU)
    entropies = [torch.special.entr(each.softmax(-1)).sum().item() for each in (found.start, found.end)]
    assert answers_loss(network, [kept], CPU, network).item() == pytest.approx(sum(entropies) / 2, rel=1e-4)
