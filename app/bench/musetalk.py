"""`mouthpiece bench musetalk`: frames a second of MuseTalk's networks, and of encoding its film.

Both sides are measured in turns in one run: the libraries' networks as they are, one frame at a
time, as the published program runs them, and what a dub uses. The weights are random: speed does
not depend on them, and no model has to be installed.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from torch import Tensor, nn

from app.bench.networks import Side, named, print_peak_memory, random_network
from talker.device import Device, choose_device
from talker.dubbing.musetalk.engine import batch_on
from talker.dubbing.musetalk.networks import (
    LATENTS,
    OFFICIAL,
    SCALE,
    NetworkSizes,
    build_unet,
    build_vae,
)
from talker.dubbing.musetalk.painter import Painter
from talker.dubbing.musetalk.region import SIDE

_DRAWN_GMAC, _ENCODED_GMAC = 400.0, 272.7  # of a video's frame, of a film's frame
_TOKENS = 50
_SEED = 1


def bench_musetalk(*, quick: bool, sizes: NetworkSizes = OFFICIAL) -> None:
    """Prints both sides' frames per second.

    `quick`: one round instead of three. `sizes` other than the official ones make small networks,
    to try the bench itself.
    """
    device = choose_device()
    if device.kind == "cpu":
        torch.set_num_threads(device.threads)
    print(f"MuseTalk's networks, random weights, {named(device)}")
    unet = random_network(lambda: build_unet(sizes)).to(device.name)
    vae = random_network(lambda: build_vae(sizes)).to(device.name)
    painter = Painter(
        _twin(unet, lambda: build_unet(sizes)),
        _twin(vae, lambda: build_vae(sizes)),
        device=device.name,
        dtype=getattr(torch, device.precision),
        batch=batch_on(device),
    )
    rounds = 1 if quick else 3
    print(f" a frame of the video, ours {painter.batch} at once")
    _in_turns(_drawing(unet, vae, painter, sizes), device, rounds, _DRAWN_GMAC)
    print(" what the networks see of a frame of the film, once for each")
    _in_turns(_encoding(vae, painter), device, rounds, _ENCODED_GMAC)
    print_peak_memory(device)


def _twin(network: nn.Module, build: Callable[[], nn.Module]) -> nn.Module:
    """The same network over, with the same numbers in memory."""
    with torch.device("meta"):
        twin = build()
    twin.load_state_dict(network.state_dict(), assign=True)
    return twin


def _in_turns(sides: tuple[Side, Side], device: Device, rounds: int, gmac: float) -> None:
    for side in sides:
        side.draw()  # what is only made at the first call
    for _ in range(rounds):
        for side in sides:
            side.run(device)
    for side in sides:
        side.report(sides[0], gmac)


def _drawing(
    unet: UNet2DConditionModel, vae: AutoencoderKL, painter: Painter, sizes: NetworkSizes
) -> tuple[Side, Side]:
    draw = torch.Generator().manual_seed(_SEED)
    cells = SIDE // 8
    latents = torch.randn(painter.batch, 2 * LATENTS, cells, cells, generator=draw)
    tokens = torch.randn(painter.batch, _TOKENS, sizes.ear, generator=draw)
    first = [part[:1].to(unet.device) for part in (latents, tokens)]
    step = torch.zeros(1, dtype=torch.int64, device=unet.device)

    def plain() -> Tensor:
        found = unet(first[0], step, encoder_hidden_states=first[1]).sample
        pictures = (vae.decode(found / SCALE).sample / 2 + 0.5).clamp(0, 1)
        return (pictures * 255).round() / 255

    def ours() -> Tensor:
        faces = torch.from_numpy(painter.draw(latents, tokens))
        return faces.permute(0, 3, 1, 2).float() / 255

    return Side("reference", torch.inference_mode()(plain)), Side("ours", ours)


def _encoding(vae: AutoencoderKL, painter: Painter) -> tuple[Side, Side]:
    draw = torch.Generator().manual_seed(_SEED)
    pictures = torch.randint(0, 256, (2, SIDE, SIDE, 3), dtype=torch.uint8, generator=draw).numpy()
    seen = torch.from_numpy(pictures[:1]).permute(0, 3, 1, 2).to(vae.device).float() / 127.5 - 1
    masked = seen.clone()
    masked[:, :, SIDE // 2 :] = -1

    def plain() -> Tensor:
        means = [vae.encode(part).latent_dist.mode() * SCALE for part in (masked, seen)]
        return torch.cat(means, 1)

    return Side("reference", torch.inference_mode()(plain)), Side(
        "ours", lambda: painter.latents(pictures)
    )
