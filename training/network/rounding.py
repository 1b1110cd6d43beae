"""Round what flows into an encoder's products as INT8 will, so that training finds weights that bear it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from training.network.narrowing import layers

_STEPS = 255


@contextmanager
def rounded_inputs(encoder: Any) -> Iterator[None]:
    """While it is open, every linear map in the layers of `encoder` reads inputs that are rounded to 8 bits.

    Gradients pass as if nothing was rounded (straight-through): "Quantization and Training of Neural Networks", Jacob
    et al., 2018.
    """
    maps = [each for each in layers(encoder).modules() if isinstance(each, torch.nn.Linear)]
    round_input = _InputRounder()
    hooks = [each.register_forward_pre_hook(round_input) for each in maps]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def rounded(values: torch.Tensor) -> torch.Tensor:
    """8 bits from the least to the largest value of each sequence, and 0 among them: (batch, tokens, width)."""
    low, high = values.detach().flatten(1).aminmax(dim=1)
    low, high = low.clamp(max=0), high.clamp(min=0)
    step = ((high - low) / _STEPS).clamp(min=1e-8)
    zero = torch.round(-low / step).to(torch.int32)
    return torch.fake_quantize_per_channel_affine(values, step, zero, 0, 0, _STEPS)


class _InputRounder:
    """A hook of several maps; what maps have in common as input, as queries, keys and values do, is rounded once."""

    def __init__(self) -> None:
        self._last: tuple[torch.Tensor, torch.Tensor] | None = None

    def __call__(self, _module: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        if self._last is None or self._last[0] is not inputs[0]:
            self._last = inputs[0], rounded(inputs[0].float())
        return (self._last[1], *inputs[1:])
