"""How much a layer of a LoRA file changes a weight, by the formula of its format.

W is the weight of a linear layer [O, I] or a convolution [O, I, kh, kw], r the rank, alpha the
number in the file (r where there is none). Every formula gives W' - W at strength 1; the user's
strength multiplies it. In the forms that turn or rescale W the result depends on W itself.

    LoRA, LoCon    alpha/r * up @ down                      Hu et al. 2021, arXiv 2106.09685
      with mid     alpha/r * up x mid x down (Tucker)       Yeh et al. 2023, arXiv 2309.14859
    LoHa           alpha/r * (w1a @ w1b) o (w2a @ w2b)      Hyeon-Woo et al. 2021, arXiv 2108.06098
    LoKr           alpha/r * w1 (x) w2, 1 where both are whole       Yeh et al. 2023
    full, norm     diff, diff_b; w_norm, b_norm
    IA3            W o (rows or columns of factors)         Liu et al. 2022, arXiv 2205.05638
    OFT            (R^T - 1) W in blocks, R = (1 + Q)(1 - Q)^-1, Q = B - B^T, |Q| <= alpha
                                                            Qiu et al. 2023, arXiv 2306.07280
    DoRA           m * (W + d) / |W + d| - W, d by LoRA     Liu et al. 2024, arXiv 2402.09353
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

Parts = Mapping[str, Tensor]


@dataclass(frozen=True)
class Change:
    """What is added to a layer's weight and bias at strength 1; None where nothing is."""

    weight: Tensor | None = None
    bias: Tensor | None = None


class FormulaError(ValueError):
    """The tensors of a layer do not belong together; the text says how."""


def change_of(parts: Parts, weight: Tensor, alpha: float | None) -> Change:
    """The change of a layer whose `weight` is float32; `alpha` counts where the parts hold none.

    FormulaError for parts that do not fit each other, the layer, or any known format.
    """
    left = {name: tensor.detach().float() for name, tensor in parts.items()}
    scale_of = _Scale(left.pop("alpha", None), alpha)
    turned = _turned(left, weight, scale_of)
    delta = _added(left, weight, scale_of) if turned is None else turned
    if delta is not None:
        delta = _fitted(delta, weight)
        magnitude, dora = left.pop("magnitude", None), left.pop("dora_scale", None)
        if magnitude is not None:
            delta = _decomposed(weight, delta, magnitude.reshape(-1), on_output=True)
        elif dora is not None:
            on_output = dora.shape[0] == weight.shape[0] and dora.numel() == weight.shape[0]
            delta = _decomposed(weight, delta, dora.reshape(-1), on_output=on_output)
    delta = _sum(delta, _optional(left.pop("diff", None), weight))
    delta = _sum(delta, _optional(left.pop("w_norm", None), weight))
    bias = _sum(left.pop("diff_b", None), left.pop("b_norm", None))
    up_bias = left.pop("up_bias", None)
    if up_bias is not None:
        bias = _sum(bias, up_bias * scale_of.last)
    if left:
        raise FormulaError(f"{', '.join(sorted(left))} belongs to no known format")
    return Change(delta, bias)


class _Scale:
    """alpha/r, once the rank is known."""

    def __init__(self, stored: Tensor | None, given: float | None) -> None:
        if stored is not None and stored.numel() != 1:
            raise FormulaError(f"alpha is no single number, but {tuple(stored.shape)}")
        self._alpha = given if stored is None else float(stored)
        self.last = 1.0

    @property
    def alpha(self) -> float | None:
        return self._alpha

    def __call__(self, rank: int) -> float:
        self.last = 1.0 if self._alpha is None else self._alpha / rank
        return self.last


def _added(left: dict[str, Tensor], weight: Tensor, scale: _Scale) -> Tensor | None:
    if "down" in left or "up" in left:
        down, up = _taken(left, "down", "up")
        return _lora(up, left.pop("mid", None), down) * scale(down.shape[0])
    if any(name.startswith("hada_") for name in left):
        return _loha(left, scale)
    if any(name.startswith("lokr_") for name in left):
        return _lokr(left, weight, scale)
    return None


def _lora(up: Tensor, mid: Tensor | None, down: Tensor) -> Tensor:
    if any(side != 1 for side in up.shape[2:]):
        raise FormulaError(f"its upper matrix has the shape {tuple(up.shape)}")
    if mid is not None:
        return torch.einsum("om,mnkl,ni->oikl", up.flatten(1), mid, down.flatten(1))
    return (up.flatten(1) @ down.flatten(1)).reshape(up.shape[0], *down.shape[1:])


def _loha(left: dict[str, Tensor], scale: _Scale) -> Tensor:
    a1, b1, a2, b2 = _taken(left, "hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b")
    rank = b1.shape[0]
    if "hada_t1" in left or "hada_t2" in left:
        t1, t2 = _taken(left, "hada_t1", "hada_t2")
        return _tucker(t1, a1, b1) * _tucker(t2, a2, b2) * scale(rank)
    return (a1 @ b1) * (a2 @ b2) * scale(rank)


def _lokr(left: dict[str, Tensor], weight: Tensor, scale: _Scale) -> Tensor:
    rank = 0
    factors = []
    for name in ("lokr_w1", "lokr_w2"):
        if name in left:
            factors.append(left.pop(name))
            continue
        a, b = _taken(left, f"{name}_a", f"{name}_b")
        rank = b.shape[0]
        core = left.pop("lokr_t2", None) if name == "lokr_w2" else None
        factors.append(a @ b.flatten(1) if core is None else _tucker(core, a, b))
    small, large = factors
    kernel = weight[0, 0].numel() if weight.ndim > 2 else 1
    if large.ndim == 2 and kernel > 1:
        large = large.reshape(large.shape[0], -1, *weight.shape[2:])
    if large.ndim > small.ndim:
        small = small.reshape(*small.shape, *[1] * (large.ndim - small.ndim))
    made = torch.kron(small, large)
    return made * scale(rank) if rank else made


def _tucker(core: Tensor, out: Tensor, into: Tensor) -> Tensor:
    """core [r, r, k...], out [r, O], into [r, I] -> [O, I, k...]."""
    return torch.einsum("ij...,jq,ip->pq...", core, into, out)


def _turned(left: dict[str, Tensor], weight: Tensor, scale: _Scale) -> Tensor | None:
    """IA3 and OFT, which multiply the weight."""
    if "factors" in left and "on_input" in left:
        factors, side = _taken(left, "factors", "on_input")
        shape = [1] * weight.ndim
        shape[1 if bool(side.reshape(-1)[0]) else 0] = -1
        return weight * factors.reshape(shape)
    if "oft_blocks" not in left:
        return None
    (blocks,) = _taken(left, "oft_blocks")
    if blocks.ndim != 3:
        raise FormulaError("butterflies (BOFT) are not known here")
    count, size, _ = blocks.shape
    skew = blocks - blocks.transpose(1, 2)
    most = (scale.alpha or 0.0) * weight.shape[0]
    if most > 0:
        norm = skew.flatten().norm() + 1e-8
        skew = skew * (norm.clamp(max=most) / norm)
    one = torch.eye(size)
    turn = (one + skew) @ torch.linalg.inv(one - skew)
    rows = weight.reshape(count, size, -1)
    made = torch.einsum("knm,knx->kmx", turn, rows).reshape(weight.shape)
    rescale = left.pop("rescale", None)
    if rescale is not None:
        made = made * rescale.reshape(-1, *[1] * (weight.ndim - 1))
    return made - weight


def _decomposed(weight: Tensor, delta: Tensor, magnitude: Tensor, *, on_output: bool) -> Tensor:
    """Keeps the direction of W + d and gives every row, or column, the length of `magnitude`."""
    made = weight + delta
    axes = tuple(axis for axis in range(made.ndim) if axis != (0 if on_output else 1))
    shape = [1] * made.ndim
    shape[0 if on_output else 1] = -1
    length = torch.linalg.vector_norm(made, dim=axes, keepdim=True)
    tiny = torch.finfo(made.dtype).eps
    return magnitude.reshape(shape) * made / length.clamp(min=tiny) - weight


def _taken(left: dict[str, Tensor], *names: str) -> list[Tensor]:
    missing = [name for name in names if name not in left]
    if missing:
        raise FormulaError(f"{', '.join(missing)} is missing beside {', '.join(sorted(left))}")
    return [left.pop(name) for name in names]


def _fitted(delta: Tensor, weight: Tensor) -> Tensor:
    if delta.numel() != weight.numel() or delta.shape[0] != weight.shape[0]:
        raise FormulaError(
            f"it is for a layer of the shape {tuple(delta.shape)}; the model has "
            f"{tuple(weight.shape)}"
        )
    return delta.reshape(weight.shape)


def _optional(delta: Tensor | None, weight: Tensor) -> Tensor | None:
    return None if delta is None else _fitted(delta, weight)


def _sum(one: Tensor | None, other: Tensor | None) -> Tensor | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
