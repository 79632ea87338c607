"""An IP-Adapter on a loaded pipeline, and when it counts while a picture is drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.models.attention_processor import AttnProcessor2_0
from numpy.typing import NDArray

from avatar_gen.adapters import Adapter
from avatar_gen.image_encoder import seen_by_encoder
from avatar_gen.load import understood
from avatar_gen.request import AvatarOptions
from talker.device import Device

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class FaceGuide:
    """What the network is told of the presenter: `seen` [2, pictures, ...], of nothing first."""

    seen: torch.Tensor

    def given(self, pipe: Any, options: AvatarOptions) -> dict[str, Any]:
        """The pipeline's argument: with both halves where it guides."""
        unet = pipe.unet
        # As the pipelines of diffusers decide it.
        twice = options.guidance > 1 and unet.config.time_cond_proj_dim is None
        seen = self.seen if twice else self.seen[1:]
        return {"ip_adapter_image_embeds": [seen.to(unet.dtype)]}

    @contextmanager
    def over(self, pipe: Any, options: AvatarOptions) -> Iterator[None]:
        """While it lasts, the adapter counts in the steps that the options name.

        A step counts as that of a ControlNet of diffusers does: when all of it lies between.
        """
        done = 0

        def weigh(*_: Any) -> None:
            nonlocal done
            steps = max(1, pipe.num_timesteps)
            inside = done / steps >= options.like_start and (done + 1) / steps <= options.like_end
            pipe.set_ip_adapter_scale(options.like_strength if inside else 0.0)
            done += 1

        handle = pipe.unet.register_forward_pre_hook(weigh)
        try:
            yield
        finally:
            handle.remove()


class WornFace:
    """The adapter that is on a pipeline now, and what it saw last."""

    def __init__(self) -> None:
        self._adapter: Adapter | None = None
        self._seen: tuple[str, FaceGuide] | None = None

    @property
    def path(self) -> Path | None:
        """The file of the adapter that is on; None without."""
        return None if self._adapter is None else self._adapter.path

    def put_on(self, pipe: Any, adapter: Adapter) -> None:
        """Puts the layers of an adapter on the network; after ModelDamaged it has none."""
        self.take_off(pipe)
        unet = pipe.unet
        unet.set_attn_processor(AttnProcessor2_0())  # those in slices cannot be replaced
        state = {
            part: {key: value.to(unet.dtype) for key, value in tensors.items()}
            for part, tensors in adapter.state.items()
        }
        try:
            with understood(adapter.path):
                unet._load_ip_adapter_weights([state], low_cpu_mem_usage=False)
        except Exception:
            self.take_off(pipe)
            raise
        self._adapter = adapter

    def take_off(self, pipe: Any) -> None:
        """Leaves the network as it was loaded."""
        pipe.remove_all_hooks()
        pipe.to("cpu")
        unet = pipe.unet
        unet.encoder_hid_proj = None
        unet.config.encoder_hid_dim_type = None
        unet.set_attn_processor(AttnProcessor2_0())
        self._adapter = self._seen = None

    def guide(self, encoder: Path, pictures: Sequence[Pixels], device: Device) -> FaceGuide:
        """What the adapter that is on makes of pictures; computed once for the same ones."""
        assert self._adapter is not None
        key = hashlib.sha256(b"".join(picture.tobytes() for picture in pictures)).hexdigest()
        if self._seen is None or self._seen[0] != key:
            seen = seen_by_encoder(encoder, pictures, self._adapter, device)
            self._seen = (key, FaceGuide(seen))
        return self._seen[1]
