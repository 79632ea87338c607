"""The LivePortrait engine, on its official files, moved by our own curves: it needs no network
that listens.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.cache import Cache, Entry
from talker.device import Device, choose_device
from talker.engines.base import Drive, FrameRenderer, Portrait, pasted
from talker.engines.by_curves import motion_by_curves
from talker.engines.liveportrait import mapping
from talker.engines.liveportrait.driving import HeadMotion
from talker.engines.liveportrait.files import find_files
from talker.engines.liveportrait.filmed import Filmed, read_clip, read_reference
from talker.engines.liveportrait.frames import (
    ClipRenderer,
    FollowedClip,
    PictureRenderer,
    Window,
)
from talker.engines.liveportrait.networks import Networks, NetworkWidths, load_networks
from talker.engines.liveportrait.options import LivePortraitOptions
from talker.engines.liveportrait.source import Look, Seen, look_at, see
from talker.engines.liveportrait.speaking import Mouthed, Ours, spoken, taken_over
from talker.engines.shown import WHOLE_PICTURE, shown_part
from talker.face.orientation import turned_digest
from talker.files import digest
from talker.home import cache_folder
from talker.inference.kept import backends_identity
from talker.media.clip import ClipFrames, to_and_fro
from talker.model_files import ModelFiles
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Box, Canvas, Motion, alone, square

Floats = NDArray[np.float32]

_FRAME_BYTES = 600 << 20  # that one frame takes at most while it is drawn
_LARGEST_BATCH = 16
_MOTION_PARTS = ("canonical", "rotation", "expression", "translation", "scale")


class LivePortraitEngine:
    """The official networks on one device; `identity` tells their files from others."""

    name = "liveportrait"
    version = "5"

    def __init__(
        self,
        files: ModelFiles,
        device: Device | None = None,
        *,
        widths: NetworkWidths | None = None,
        home: Path,
    ) -> None:
        self._files = find_files(files)
        self._device = device or choose_device()
        self._widths = widths or NetworkWidths()
        self._home = home

    @property
    def device(self) -> str:
        """The kind of device that computes: `cpu` or `cuda`."""
        return self._device.name

    @property
    def weights_id(self) -> str:
        """Of the device, the precision and the files: what else changes pixels."""
        return f"{self._computed_by} {self._files.identity}"

    @property
    def _computed_by(self) -> str:
        """Device, precision and enabled backends."""
        return f"{self._device.identity} {backends_identity(self._home)}".rstrip()

    @property
    def batch(self) -> int:
        """One for each core of a processor; as many as fit on a GPU."""
        return self._device.frame_batch(_FRAME_BYTES, _LARGEST_BATCH)

    def motion(
        self, drive: Drive, options: RenderOptions, portrait: Portrait, cancel: CancelToken
    ) -> Motion:
        """Key points at `options.fps`, and how far lips have to be shut."""
        made = motion_by_curves(drive, options, cancel)
        frames = made.frame_count
        look = look_at(portrait)
        if portrait.clip is None:
            base = self._seen(portrait, look, options).motion
            face = Mouthed((look.ratios,), look.smile, look.unit)
        else:
            clip = self._clip(portrait, portrait.clip, options, frames, cancel)
            base = clip.filmed.motion.rows(clip.turns)
            ratios = tuple(clip.filmed.ratios[turn] for turn in clip.turns)
            face = Mouthed(ratios, look.smile, look.unit)
        if drive.reference is not None:
            base = self._driven(base, drive.reference, options, frames, cancel)
        use = None if drive.reference is None else options.reference_use
        ours = Ours.beside(use, clip=portrait.clip is not None)
        return spoken(base, face, mapping.curves_of(made), options, ours)

    def canvas(self, portrait: Portrait, options: RenderOptions) -> Canvas:
        """The part of the portrait that is shown, with the face's square laid over it."""
        height, width = portrait.image.shape[:2]
        if options.mode not in WHOLE_PICTURE:
            shaped = alone if options.mode is Mode.RESIZE else square
            return shaped(shown_part(portrait, options.mode), options.size)
        if portrait.clip is None:
            return pasted(_touched(portrait, look_at(portrait)), portrait)
        # The background moves: the renderer itself puts the face into the clip's frames.
        whole = width // 2 * 2, height // 2 * 2
        return Canvas(Box(0, 0, *whole), whole, whole, paste=False)

    def renderer(
        self, portrait: Portrait, motion: Motion, canvas: Canvas, options: RenderOptions
    ) -> FrameRenderer:
        """Reads what the networks see in the portrait, or opens its clip."""
        networks = self._networks(options)
        if portrait.clip is not None:
            cancel = CancelToken()
            clip = self._clip(portrait, portrait.clip, options, motion.frame_count, cancel)
            return ClipRenderer(networks, motion, clip, canvas)
        look = look_at(portrait)
        window = Window(portrait.image, look.square, look.crop, canvas)
        seen, every = self._seen(portrait, look, options), options.draw_every
        return PictureRenderer(networks, look, seen, motion, window, draw_every=every)

    def _driven(
        self,
        base: HeadMotion,
        reference: Path,
        options: RenderOptions,
        frames: int,
        cancel: CancelToken,
    ) -> HeadMotion:
        driving = read_reference(
            reference,
            self._networks(options),
            self._cache,
            cancel,
            fps=options.fps,
            frames=frames,
        )
        return taken_over(
            base,
            driving,
            options.reference_use,
            absolute=options.of(LivePortraitOptions).absolute,
            filmed=len(base) > 1,
        )

    def _clip(
        self,
        portrait: Portrait,
        path: Path,
        options: RenderOptions,
        frames: int,
        cancel: CancelToken,
    ) -> FollowedClip:
        taken = ClipFrames(path, options.fps, cancel, portrait.quarters)
        name = f"{turned_digest(digest(path), portrait.quarters)} {options.fps}"
        filmed: Filmed = read_clip(taken, name, self._networks(options), self._cache, cancel)
        return FollowedClip(taken, filmed, to_and_fro(frames, taken.count))

    def _seen(self, portrait: Portrait, look: Look, options: RenderOptions) -> Seen:
        """What the networks see in the portrait, worked out once for each portrait and device."""
        networks, cache = self._networks(options), self._cache
        key = (
            *("liveportrait-source/1", portrait.digest, str(portrait.face.box)),
            *(networks.identity, self._device.kind),
        )
        entry = cache.load(*key)
        if entry is None:
            seen = see(networks, look.crop)
            parts = {part: getattr(seen.motion, part) for part in _MOTION_PARTS}
            entry = Entry({**parts, "volume": seen.volume}, {})
            cache.store(entry, *key)
        stored = entry.arrays
        return Seen(HeadMotion(*(stored[part] for part in _MOTION_PARTS)), stored["volume"])

    @property
    def _cache(self) -> Cache:
        return Cache(cache_folder(self._home))

    def _networks(self, options: RenderOptions) -> Networks:
        return load_networks(
            self._files, self._device, self._home, widths=self._widths, compiled=options.compile
        )


def _touched(portrait: Portrait, look: Look) -> Box:
    """The part of the portrait in which its face's square lies."""
    height, width = portrait.image.shape[:2]
    box = look.square.upright
    return Box(max(box.left, 0), max(box.top, 0), min(box.right, width), min(box.bottom, height))
