"""MuseTalk 1.5 behind the protocol of dubs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from talker.device import Device
from talker.dubbing.base import FaceFrame, Features, Patch, Shot
from talker.dubbing.musetalk.ear import Ear, HeardSpeech
from talker.dubbing.musetalk.files import MuseTalkFiles, find_files
from talker.dubbing.musetalk.mask import matched, mesh_mask
from talker.dubbing.musetalk.networks import (
    OFFICIAL,
    NetworkSizes,
    load_ear,
    load_unet,
    load_vae,
)
from talker.dubbing.musetalk.painter import Painter
from talker.dubbing.musetalk.region import from_network, inside, mouth_box, to_network, whole
from talker.media.audio import Speech
from talker.model_files import ModelFiles
from talker.progress import CancelToken
from talker.scene import Box, Image

_FRAME_BYTES = 500 << 20  # that one frame takes at most while it is drawn
_GPU_BATCH = 20
_CPU_BATCH = 4
_LATENTS_KEPT = 2048  # 64 MB: a film of 80 s may run to and fro


class MuseTalkEngine:
    """The official networks on one device."""

    name = "musetalk"
    version = "2"
    fades = False

    def __init__(
        self, models: ModelFiles, device: Device, home: Path, *, sizes: NetworkSizes = OFFICIAL
    ) -> None:
        self._files = find_files(models)
        self._chosen = device
        self._home = home
        self._sizes = sizes

    @property
    def device(self) -> str:
        """Where it draws: `cpu` or `cuda`."""
        return self._chosen.kind

    @property
    def weights_id(self) -> str:
        """Of the device, the precision and the files."""
        return f"{self._chosen.kind} {self._chosen.precision} {self._files.identity}"

    @property
    def batch(self) -> int:
        """How many frames are drawn at once."""
        return batch_on(self._chosen)

    def hear(
        self, speech: Speech, frames: int, rate: Fraction, folder: Path, cancel: CancelToken
    ) -> HeardSpeech:
        """The states of all steps lie in a file; any frame can be asked for, to the last one."""
        del frames
        torch.set_num_threads(self._chosen.threads)
        encoder = load_ear(self._files, self._home, self._sizes)
        return Ear(encoder, torch.device(self._chosen.name)).hear(speech, rate, folder, cancel)

    def prepare(self, shot: Shot) -> MuseTalkShot:
        """Frames are taken as they come: whatever a mouth needs is in its own frame."""
        del shot
        return MuseTalkShot(self._painter)

    @cached_property
    def _painter(self) -> Painter:
        return _loaded(
            self._files,
            self._files.identity,
            (self._chosen.name, self._chosen.precision, self._chosen.threads, self.batch),
            self._home,
            self._sizes,
        )


def batch_on(device: Device) -> int:
    """Frames at once: on a processor enough to read the weights seldom; as many as fit on a GPU."""
    if device.kind == "cpu":
        return _CPU_BATCH
    return device.frame_batch(_FRAME_BYTES, _GPU_BATCH)


class MuseTalkShot:
    """Draws into the frames of one shot; what the networks see of a frame is kept by its number."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._latents: OrderedDict[int, Tensor] = OrderedDict()

    def draw(self, faces: Sequence[FaceFrame], features: Features) -> Sequence[Patch]:
        """One patch for each frame; `features` float32 [B, 50, width]."""
        boxes = [mouth_box(face.mesh) for face in faces]
        latents = self._seen(faces, boxes)
        drawn: list[Image] = []
        step = self._painter.batch
        for start in range(0, len(faces), step):
            part = slice(start, start + step)
            heard = torch.from_numpy(np.ascontiguousarray(features[part], np.float32))
            drawn.extend(self._painter.draw(latents[part], heard))
        return [_patch(*one) for one in zip(faces, boxes, drawn, strict=True)]

    def _seen(self, faces: Sequence[FaceFrame], boxes: Sequence[Box]) -> Tensor:
        """The latents of frames, [B, 8, 32, 32]; each film frame is encoded once."""
        new = {
            face.number: (face, box)
            for face, box in zip(faces, boxes, strict=True)
            if face.number not in self._latents
        }
        if new:
            pictures = np.stack([_picture(face, box) for face, box in new.values()])
            made = self._painter.latents(pictures)
            self._latents.update(zip(new, made, strict=True))
        found = torch.stack([self._latents[face.number] for face in faces])
        for face in faces:
            self._latents.move_to_end(face.number)
        while len(self._latents) > _LATENTS_KEPT:
            self._latents.popitem(last=False)
        return found


def _picture(face: FaceFrame, box: Box) -> Image:
    """What the networks see of a frame: uint8 [256, 256, 3]."""
    shown = inside(box, face.frame.size)
    return to_network(whole(face.frame.rgb(shown), shown, box))


def _patch(face: FaceFrame, box: Box, drawn: NDArray[np.uint8]) -> Patch:
    shown = inside(box, face.frame.size)
    mask = mesh_mask(face.mesh, box, shown)
    picture = matched(from_network(drawn, box, shown), face.frame.rgb(shown), mask)
    return Patch(shown, picture, mask)


@lru_cache(maxsize=1)
def _loaded(
    files: MuseTalkFiles,
    identity: str,
    drawing: tuple[str, str, int, int],
    home: Path,
    sizes: NetworkSizes,
) -> Painter:
    """The networks of the last dub, still loaded, when they are the same."""
    del identity  # other files in the same places are other networks
    name, precision, threads, batch = drawing
    torch.set_num_threads(threads)
    return Painter(
        load_unet(files, home, sizes),
        load_vae(files, home, sizes),
        device=name,
        dtype=getattr(torch, precision),
        batch=batch,
    )
