import pytest
import torch

from training.network.dropout import ByteDropout, set_dropout, use_byte_dropout


def test_bytes_drop_their_share_and_scale_up_the_rest() -> None:
    torch.manual_seed(1)
    values = ByteDropout(0.25).train()(torch.ones(100, 1000))
    assert float((values == 0).float().mean()) == pytest.approx(0.25, abs=0.01)
    assert float(values.mean()) == pytest.approx(1, abs=0.01)


def test_every_dropout_is_replaced_at_its_own_probability() -> None:
    network = torch.nn.Sequential(torch.nn.Dropout(0.5), torch.nn.Sequential(torch.nn.Dropout(0.1)))
    use_byte_dropout(network)
    assert [each.p for each in network.modules() if isinstance(each, ByteDropout)] == [0.5, 0.1]


def test_dropout_can_be_set_to_nothing_while_training_goes_on() -> None:
    network = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.Dropout(0.5), ByteDropout(0.5)).train()
    set_dropout(network, 0.0)
    values = torch.rand(64, 4)
    assert torch.equal(network(values), network[0](values))
