"""The membrane on a GPU: a batch of pictures at once."""

from __future__ import annotations

import torch
from torch import Tensor

from talker.device import to_host
from talker.face.blend import Equation, Image, Membrane, Side


class TorchMembrane:
    """The same products as those of a Membrane, on torch's `device`."""

    def __init__(self, membrane: Membrane, device: str) -> None:
        self._device = device
        self._background = torch.from_numpy(membrane.background).to(device)
        self._rows, self._columns = membrane.rows, membrane.columns
        self._equation: _TorchEquation | None = None
        if membrane.equation is not None:
            self._equation = _TorchEquation(membrane.equation, membrane, device)

    @torch.inference_mode()
    def blend_all(self, pictures: Image) -> Image:
        """uint8 [B, h, w, 3] -> the same, their edges those of the background."""
        given = torch.from_numpy(pictures).to(self._device)
        made = self._background.expand_as(given).clone()
        if self._equation is not None:
            place = slice(None), self._rows, self._columns
            surface = self._equation.surface(self._background[None], given).permute(0, 2, 3, 1)
            made[place] = (given[place] + surface).round().clamp(0, 255).to(torch.uint8)
        blended: Image = to_host(made)
        return blended


class _TorchEquation:
    def __init__(self, equation: Equation, membrane: Membrane, device: str) -> None:
        self._fall = torch.from_numpy(equation.fall).to(device)
        self._sway = torch.from_numpy(equation.sway).to(device)
        whole, rows, columns = slice(None), membrane.rows, membrane.columns
        across = (equation.top, (whole, 0, columns)), (equation.bottom, (whole, -1, columns))
        down = (equation.left, (whole, rows, 0)), (equation.right, (whole, rows, -1))
        self._across = [_TorchSide(side, device, edge) for side, edge in across if side]
        self._down = [_TorchSide(side, device, edge) for side, edge in down if side]

    def surface(self, background: Tensor, given: Tensor) -> Tensor:
        """[B, 3, h', w'] that is added inside of the held sides."""
        shape = given.shape[0], 3, -1, -1
        leaning = [side.spread(background, given).transpose(2, 3) for side in self._down]
        hanging = [side.spread(background, given) for side in self._across]
        vertical = torch.cat([self._fall.expand(shape), *leaning], 3)
        return vertical @ torch.cat([*hanging, self._sway.expand(shape)], 2)


class _TorchSide:
    """One held side; `edge` is where it lies in a batch of pictures."""

    def __init__(self, side: Side, device: str, edge: tuple[slice | int, ...]) -> None:
        self._modes = torch.from_numpy(side.modes).to(device)
        self._paces = torch.from_numpy(side.paces).to(device)
        self._edge = edge

    def spread(self, background: Tensor, given: Tensor) -> Tensor:
        """The difference along the side by what fades alike: [B, 3, rank, n]."""
        difference = background[self._edge].float() - given[self._edge]
        parts = difference.transpose(1, 2) @ self._modes
        return (parts[:, :, None] * self._paces) @ self._modes.T
