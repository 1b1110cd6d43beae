from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.training.tiny_models import save_encoder
from training.nouns.examples import UNKNOWN, TaggedExample
from training.nouns.loss import annotation_loss, distillation_loss
from training.nouns.network import LABELS, NounsNetwork

CPU = torch.device("cpu")
ALL = frozenset(range(len(LABELS)))
PERSON, OUTSIDE = frozenset({LABELS.index("B-PERSON")}), frozenset({LABELS.index("O")})


@pytest.fixture
def network(tmp_path: Path) -> NounsNetwork:
    save_encoder("bert", tmp_path)
    torch.manual_seed(3)
    return NounsNetwork(str(tmp_path)).eval()


def example(proper: list[int], allowed: list[frozenset[int]]) -> TaggedExample:
    return TaggedExample([5, 6, 7], [1, 0, 0], [0, 2], proper, allowed)


def test_what_is_not_annotated_costs_nothing(network: NounsNetwork) -> None:
    assert annotation_loss(network, [example([UNKNOWN, UNKNOWN], [ALL, ALL])], CPU).item() == 0


def test_a_word_costs_less_the_more_tags_are_allowed(network: NounsNetwork) -> None:
    known = annotation_loss(network, [example([UNKNOWN] * 2, [PERSON, ALL])], CPU)
    either = annotation_loss(network, [example([UNKNOWN] * 2, [PERSON | OUTSIDE, ALL])], CPU)
    assert known > either > 0


def test_the_loss_falls_on_both_heads_as_annotations_are_learned(network: NounsNetwork) -> None:
    batch = [example([1, 0], [PERSON, OUTSIDE])]
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(40):
        optimizer.zero_grad()
        torch.autograd.backward(annotation_loss(network, batch, CPU))
        optimizer.step()
    assert annotation_loss(network, batch, CPU) < 0.1
    proper, tags = network(torch.tensor([batch[0].ids]), torch.ones(1, 3), torch.tensor([batch[0].type_ids]))
    assert (proper[0, [0, 2]] > 0).tolist() == [True, False]
    assert tags[0, [0, 2]].argmax(-1).tolist() == [LABELS.index("B-PERSON"), LABELS.index("O")]


def test_nothing_pulls_a_network_away_from_its_own_beliefs(network: NounsNetwork) -> None:
    torch.autograd.backward(distillation_loss(network, 1.0)(network, [example([0, 0], [OUTSIDE, OUTSIDE])], CPU))
    assert (
        max(parameter.grad.abs().max().item() for parameter in network.parameters() if parameter.grad is not None)
        < 1e-6
    )


def test_the_teacher_reads_the_words_as_they_were_written(network: NounsNetwork) -> None:
    torch.nn.init.normal_(network.encoder.embeddings.token_type_embeddings.weight)
    written = example([UNKNOWN] * 2, [ALL, ALL])
    lowered = replace(written, type_ids=[0, 0, 0])
    loss = distillation_loss(network, 1.0)
    own = loss(network, [lowered], CPU)
    assert loss(network, [replace(lowered, original=written)], CPU) > own + 0.01


def test_the_share_lies_between_annotations_and_beliefs(network: NounsNetwork) -> None:
    batch = [example([1, 0], [PERSON, OUTSIDE])]
    annotations = annotation_loss(network, batch, CPU)
    beliefs = distillation_loss(network, 1.0)(network, batch, CPU)
    mixed = distillation_loss(network, 0.25)(network, batch, CPU)
    assert mixed.item() == pytest.approx((0.75 * annotations + 0.25 * beliefs).item(), rel=1e-5)
