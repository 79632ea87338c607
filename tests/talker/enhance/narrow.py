"""The networks with few channels, and model files of them as the official ones are laid out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import nn

from talker.enhance import compact, gfpgan, restoreformer, rrdb
from talker.enhance.files import FILES
from talker.enhance.networks import BUILD
from talker.errors import ModelMissing
from talker.options.restoring import Restoration, Upscaling
from tests.talker.networks.seeded import seeded

Choice = Restoration | Upscaling

_GAN = gfpgan.Widths(unet=(4,) * 8, style=8)
_FORMER = restoreformer.Widths(channels=(2, 2, 2, 4, 4, 8), code=4, codes=16, heads=2, groups=2)
_CALM = 2e-3  # brings the generator's pictures, random as its weights are, to -1..1
_DENSE = rrdb.Widths(features=6, growth=4, blocks=1)

NARROW: dict[Choice, Callable[[], nn.Module]] = {
    Restoration.GFPGAN_14: lambda: gfpgan.GfpGan(_GAN),
    Restoration.GFPGAN_13: lambda: gfpgan.GfpGan(_GAN),
    Restoration.RESTOREFORMER: lambda: restoreformer.RestoreFormer(_FORMER),
    Upscaling.X2PLUS: lambda: rrdb.RrdbNet(2, _DENSE),
    Upscaling.X4PLUS: lambda: rrdb.RrdbNet(4, _DENSE),
    Upscaling.GENERAL: lambda: compact.CompactNet(compact.Widths(features=6, convs=2)),
}


def narrow(choice: Choice) -> nn.Module:
    """The narrow network of a choice, with weights made from their names."""
    network = seeded(NARROW[choice])
    if isinstance(network, gfpgan.GfpGan):
        decoder = network.stylegan_decoder
        for layer in (decoder.to_rgb1, *decoder.to_rgbs):
            layer.modulated_conv.weight.data *= _CALM
    return network


class NarrowModels:
    """A store with narrow networks under the official names; what is not asked for is not made."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        for choice, build in NARROW.items():
            monkeypatch.setitem(BUILD, choice, build)

    def put(self, choice: Choice, entry: str = "params_ema") -> Path:
        """Installs the narrow network of a choice, as a pickle with the table under `entry`."""
        return self.put_as(choice, narrow(choice), entry)

    def put_as(self, choice: Choice, network: nn.Module, entry: str = "params_ema") -> Path:
        """Installs `network` under the name of a choice."""
        state = dict(network.state_dict())
        for start in getattr(network, "unused", ()):  # what the official files hold besides
            state[f"{start}1.weight"] = torch.ones(3)
        path = self._folder / FILES[choice]
        torch.save({entry: state}, path)
        return path

    def path(self, model_id: str, file: str) -> Path:
        """As the program's store does it."""
        if not self.installed(model_id):
            raise ModelMissing(model_id)
        return self._folder / file

    def installed(self, model_id: str) -> bool:
        """Whether `put` was called for it."""
        return any(c.value == model_id and (self._folder / f).exists() for c, f in FILES.items())
