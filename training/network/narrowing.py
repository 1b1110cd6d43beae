"""Make an encoder's layers narrower: fewer attention heads and fewer feed-forward neurons, those that matter most.

How much a head or a neuron matters is how much the loss would change without it, to first order: "Are Sixteen Heads
Really Better than One?", Michel et al., 2019; "Pruning Convolutional Neural Networks", Molchanov et al., 2017.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import torch

from training.errors import UnsupportedModelError
from training.recipes import Described


class Width(Described, frozen=True):
    """What share of its heads and of its neurons each layer keeps."""

    heads: float
    neurons: float


@dataclass(frozen=True)
class Worth:
    """What each head and each neuron of a layer matters."""

    heads: torch.Tensor
    neurons: torch.Tensor


@dataclass(frozen=True)
class _Layer:
    """The linear maps of a layer, by where they lie below it."""

    into_heads: tuple[str, ...]
    out_of_heads: str
    into_neurons: str
    out_of_neurons: str


_BERT = _Layer(
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_DISTILBERT = _Layer(
    ("attention.q_lin", "attention.k_lin", "attention.v_lin"), "attention.out_lin", "ffn.lin1", "ffn.lin2"
)
_LAYERS = {"bert": _BERT, "roberta": _BERT, "distilbert": _DISTILBERT}
"""By model type, in Hugging Face's terms."""


def narrow(encoder: Any, width: Width, worths: Iterable[Worth]) -> None:
    """Keep the heads and neurons of each layer that are worth most, in place; `config` tells the number of heads.

    Raises
    ------
    UnsupportedModelError
        When it is not known where this family has its heads and neurons.
    """
    names, size = _names(encoder), head_size(encoder.config)
    for layer, worth in zip(layers(encoder), worths, strict=True):
        heads = _best(worth.heads, width.heads)
        places = (heads[:, None] * size + torch.arange(size)).flatten()
        for name in names.into_heads:
            _keep_outputs(layer.get_submodule(name), places)
        _keep_inputs(layer.get_submodule(names.out_of_heads), places)
        neurons = _best(worth.neurons, width.neurons)
        _keep_outputs(layer.get_submodule(names.into_neurons), neurons)
        _keep_inputs(layer.get_submodule(names.out_of_neurons), neurons)
    encoder.config.head_dim = size
    encoder.config.num_attention_heads = len(heads)


def equal_worths(encoder: Any) -> Iterator[Worth]:
    """As if all mattered alike: for a network whose weights are to be loaded, in which the shape alone counts."""
    names, size = _names(encoder), head_size(encoder.config)
    for layer in layers(encoder):
        heads, neurons = (_inputs(layer, name) for name in (names.out_of_heads, names.out_of_neurons))
        yield Worth(torch.ones(heads // size), torch.ones(neurons))


def measure_worths(encoder: Any, losses: Iterable[Callable[[], torch.Tensor]]) -> list[Worth]:
    """What each head and neuron matters for some losses, which run the encoder, on the device that it is on."""
    names, size = _names(encoder), head_size(encoder.config)
    watched = [
        (
            _Watched(layer.get_submodule(names.out_of_heads), size),
            _Watched(layer.get_submodule(names.out_of_neurons), 1),
        )
        for layer in layers(encoder)
    ]
    for loss in losses:
        loss().backward()  # type: ignore[no-untyped-call]
        for pair in watched:
            for each in pair:
                each.count()
    encoder.zero_grad()
    for pair in watched:
        for each in pair:
            each.stop()
    return [Worth(heads.worth, neurons.worth) for heads, neurons in watched]


def head_size(config: Any) -> int:
    """Numbers per token that a head works on; the same before and after `narrow`."""
    return int(getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads)


def layers(encoder: Any) -> torch.nn.ModuleList:
    """The layers of an encoder, from the first to the last."""
    count = encoder.config.num_hidden_layers
    return next(each for each in encoder.modules() if isinstance(each, torch.nn.ModuleList) and len(each) == count)


class _Watched:
    """Groups of numbers that flow into a linear map: how much the loss of each example would change without one."""

    def __init__(self, linear: torch.nn.Module, size: int) -> None:
        self._size = size
        self.worth = torch.tensor(0.0)
        self._values: torch.Tensor | None = None
        self._hook = linear.register_forward_pre_hook(self._see)

    def _see(self, _module: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        self._values = inputs[0]
        self._values.retain_grad()

    def count(self) -> None:
        """Add what the last backward pass says."""
        if self._values is None or self._values.grad is None:
            return
        change = (self._values.detach() * self._values.grad).float().sum(1)
        groups = change.view(len(change), -1, self._size).sum(-1)
        self.worth = self.worth + groups.square().sum(0).cpu()
        self._values = None

    def stop(self) -> None:
        """Watch no longer."""
        self._hook.remove()


def _names(encoder: Any) -> _Layer:
    family = encoder.config.model_type
    if family not in _LAYERS:
        raise UnsupportedModelError(
            f"A {family} cannot be made narrower: use BERT, RoBERTa or DistilBERT as the base of fit answers."
        )
    return _LAYERS[family]


def _inputs(layer: torch.nn.Module, name: str) -> int:
    linear = layer.get_submodule(name)
    return int(linear.in_features)  # type: ignore[arg-type]


def _best(worth: torch.Tensor, share: float) -> torch.Tensor:
    """Places of the best ones, in their order; one at least."""
    count = max(1, round(len(worth) * share))
    return worth.argsort(descending=True)[:count].sort().values


def _keep_outputs(linear: Any, places: torch.Tensor) -> None:
    linear.weight = torch.nn.Parameter(linear.weight.detach()[places.to(linear.weight.device)].clone())
    linear.bias = torch.nn.Parameter(linear.bias.detach()[places.to(linear.bias.device)].clone())
    linear.out_features = len(places)


def _keep_inputs(linear: Any, places: torch.Tensor) -> None:
    linear.weight = torch.nn.Parameter(linear.weight.detach()[:, places.to(linear.weight.device)].clone())
    linear.in_features = len(places)
