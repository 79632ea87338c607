"""The membrane on a GPU: a batch of pictures at once."""

from __future__ import annotations

import torch
from torch import Tensor

from talker.face.blend import Image, Membrane, Side


class TorchMembrane:
    """The same products as those of a Membrane, on torch's `device`."""

    def __init__(self, membrane: Membrane, device: str) -> None:
        self._membrane = membrane
        self._device = device
        self._background = torch.from_numpy(membrane.background).to(device)
        if membrane.tight:
            return
        self._fall = torch.from_numpy(membrane.fall).to(device)
        self._sway = torch.from_numpy(membrane.sway).to(device)
        whole = slice(None)
        rows, columns = membrane.rows, membrane.columns
        self._top = _TorchSide.of(membrane.top, device, (whole, 0, columns))
        self._bottom = _TorchSide.of(membrane.bottom, device, (whole, -1, columns))
        self._left = _TorchSide.of(membrane.left, device, (whole, rows, 0))
        self._right = _TorchSide.of(membrane.right, device, (whole, rows, -1))

    @torch.inference_mode()
    def blend_all(self, pictures: Image) -> Image:
        """uint8 [B, h, w, 3] -> the same, their edges those of the background."""
        given = torch.from_numpy(pictures).to(self._device)
        made = self._background.expand_as(given).clone()
        if not self._membrane.tight:
            place = slice(None), self._membrane.rows, self._membrane.columns
            surface = self._surface(given).permute(0, 2, 3, 1)
            made[place] = (given[place] + surface).round().clamp(0, 255).to(torch.uint8)
        blended: Image = made.cpu().numpy()
        return blended

    def _surface(self, given: Tensor) -> Tensor:
        """[B, 3, h', w'] that is added inside of the held sides."""
        back = self._background[None]
        across = [side.spread(back, given) for side in (self._top, self._bottom) if side]
        down = [side.spread(back, given) for side in (self._left, self._right) if side]
        shape = given.shape[0], 3, -1, -1
        fall, sway = self._fall.expand(shape), self._sway.expand(shape)
        vertical = torch.cat([fall, *(part.transpose(2, 3) for part in down)], 3)
        horizontal = torch.cat([*across, sway], 2)
        return vertical @ horizontal


class _TorchSide:
    """One held side; `edge` is where it lies in a batch of pictures."""

    def __init__(self, side: Side, device: str, edge: tuple[slice | int, ...]) -> None:
        self._modes = torch.from_numpy(side.modes).to(device)
        self._paces = torch.from_numpy(side.paces).to(device)
        self._edge = edge

    @staticmethod
    def of(side: Side | None, device: str, edge: tuple[slice | int, ...]) -> _TorchSide | None:
        return None if side is None else _TorchSide(side, device, edge)

    def spread(self, background: Tensor, given: Tensor) -> Tensor:
        """The difference along the side by what fades alike: [B, 3, rank, n]."""
        difference = background[self._edge].float() - given[self._edge]
        parts = difference.transpose(1, 2) @ self._modes
        return (parts[:, :, None] * self._paces) @ self._modes.T
