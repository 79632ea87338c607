"""The networks made ready: pictures of faces become latents, latents and tokens become faces."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from numpy.typing import NDArray
from torch import Tensor, nn

from talker.device import to_host
from talker.dubbing.musetalk.fast_blocks import exchange_blocks
from talker.dubbing.musetalk.networks import LATENTS, SCALE
from talker.networks.frame_renderer import order_channels_last

_log = logging.getLogger(__name__)
Images = NDArray[np.uint8]


class Painter:
    """Takes both networks over: use neither.

    On a processor each core works at a picture of its own with the VAE; the UNet, whose weights
    are read anew for each call, takes all cores for a batch. A GPU takes batches; there the UNet
    may compute in half precision, the VAE stays in float32, whose maps grow too large for it.
    """

    def __init__(
        self,
        unet: UNet2DConditionModel,
        vae: AutoencoderKL,
        *,
        device: str = "cpu",
        dtype: torch.dtype = torch.float32,
        batch: int = 8,
    ) -> None:
        self.batch = batch
        self._device = torch.device(device)
        self._dtype = dtype
        on_cpu = self._device.type == "cpu"
        largest_maps = unet.config.block_out_channels[0]  # channels
        exchange_blocks(vae, lambda _: on_cpu)
        exchange_blocks(
            unet, lambda conv: on_cpu and conv.out_channels == largest_maps, _embedding(unet)
        )
        self.vae = vae.to(self._device).eval().requires_grad_(False)
        # The library warns of half precision where its own loader did not choose it.
        self.unet = nn.Module.to(unet, self._device, dtype).eval().requires_grad_(False)
        for network in (vae, unet):
            order_channels_last(network)
        self._step = torch.zeros(1, dtype=torch.int64, device=self._device)
        self._pool: ThreadPoolExecutor | None = None
        if on_cpu:
            cores = torch.get_num_threads()
            self._pool = ThreadPoolExecutor(cores, "muse", torch.set_num_threads, (1,))

    @torch.inference_mode()
    def latents(self, pictures: Images) -> Tensor:
        """RGB uint8 [N, 256, 256, 3] -> [N, 8, 32, 32]: without its lower half, and whole.

        The mean of what the encoder says, as in the training: nothing is drawn by chance.
        """
        seen = torch.from_numpy(pictures).to(self._device)
        seen = seen.permute(0, 3, 1, 2).float() / 127.5 - 1
        masked = seen.clone()
        masked[:, :, masked.shape[2] // 2 :] = -1
        both = torch.stack([masked, seen], 1).flatten(0, 1)
        means = self._each(self._encode, both)
        return means.unflatten(0, (len(pictures), 2)).flatten(1, 2)

    @torch.inference_mode()
    def draw(self, latents: Tensor, tokens: Tensor) -> Images:
        """Latents [B, 8, 32, 32], tokens [B, 50, width] -> faces, RGB uint8 [B, 256, 256, 3].

        B is at most `batch`; fewer are filled up, so that a face is the same in whatever batch.
        """
        count = len(latents)
        faces = self._each(self._decode, self.predicted(latents, tokens)[:count])
        return to_host(faces)

    @torch.inference_mode()
    def predicted(self, latents: Tensor, tokens: Tensor) -> Tensor:
        """Latents [B, 8, 32, 32], tokens [B, 50, width] -> those of the drawn faces, float32
        [batch, 4, 32, 32], the first B of them."""
        found = self._predict(_filled(latents, self.batch), _filled(tokens, self.batch))
        if self._dtype == torch.float16 and not bool(torch.isfinite(found).all()):
            _log.warning("numbers grow too large for float16; bfloat16 is used from now on")
            self._dtype = torch.bfloat16
            nn.Module.to(self.unet, self._dtype)
            found = self._predict(_filled(latents, self.batch), _filled(tokens, self.batch))
        return found

    def _predict(self, latents: Tensor, tokens: Tensor) -> Tensor:
        given = latents.to(self._device, self._dtype, memory_format=torch.channels_last)
        heard = tokens.to(self._device, self._dtype)
        return self.unet(given, self._step, encoder_hidden_states=heard).sample.float()

    def _encode(self, pictures: Tensor) -> Tensor:
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        moments = self.vae.quant_conv(self.vae.encoder(pictures))
        return SCALE * moments[:, :LATENTS]

    def _decode(self, latents: Tensor) -> Tensor:
        latents = (latents / SCALE).contiguous(memory_format=torch.channels_last)
        pictures = self.vae.decoder(self.vae.post_quant_conv(latents))
        levels = ((pictures / 2 + 0.5).clamp_(0, 1) * 255).round_()
        return levels.permute(0, 2, 3, 1).to(torch.uint8)

    def _each(self, work: Callable[[Tensor], Tensor], items: Tensor) -> Tensor:
        if self._pool is None:
            return torch.cat([work(part) for part in items.split(self.batch)])
        # Inference mode belongs to a thread.
        return torch.cat(list(self._pool.map(torch.inference_mode()(work), items.split(1))))


@torch.inference_mode()
def _embedding(unet: UNet2DConditionModel) -> Tensor:
    """What the UNet makes of the time step 0, the only one that there is."""
    zero = torch.zeros(1, dtype=torch.int64)
    return unet.time_embedding(unet.time_proj(zero))


def _filled(items: Tensor, count: int) -> Tensor:
    """The items and, behind them, zeros up to `count`."""
    return torch.cat([items, items.new_zeros(count - len(items), *items.shape[1:])])
