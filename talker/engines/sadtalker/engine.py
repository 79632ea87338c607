"""The SadTalker engine: "SadTalker: Learning Realistic 3D Motion Coefficients for Stylized
Audio-Driven Single Image Talking Face Animation" (Zhang et al., CVPR 2023), on its official files.
"""

from __future__ import annotations

from dataclasses import astuple, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.cache import Cache, Entry
from talker.device import Device, choose_device
from talker.engines.base import Drive, FrameRenderer, Portrait, pasted
from talker.engines.sadtalker.blinks import blink_track, seeded_pick
from talker.engines.sadtalker.camera import camera_degrees
from talker.engines.sadtalker.crop import FacePart
from talker.engines.sadtalker.cues import with_blink_cues, with_pose_cues
from talker.engines.sadtalker.extract import Source, extract_source
from talker.engines.sadtalker.files import WHOLE_PICTURE, find_weights, network_size
from talker.engines.sadtalker.frame_rate import at_rate
from talker.engines.sadtalker.frames import (
    ClipRenderer,
    Features,
    FollowedClip,
    SadTalkerRenderer,
    see,
)
from talker.engines.sadtalker.landmarks import installed_landmarks
from talker.engines.sadtalker.mel import FPS, mel_spectrogram, silent_mel, speech_wave
from talker.engines.sadtalker.motion import (
    ANGLES,
    CHANNELS,
    Heard,
    coefficient_rows,
    keypoint_motion,
    seeded_noise,
)
from talker.engines.sadtalker.networks import (
    Networks,
    NetworkWidths,
    warm_networks,
)
from talker.engines.sadtalker.reference_motion import (
    EXPRESSION,
    POSE,
    reference_expression,
    reference_rows,
    with_reference_pose,
)
from talker.engines.sadtalker.reference_video import read_reference
from talker.engines.sadtalker.semantics import columns, driving_rows
from talker.face.landmarks68 import Landmarks68
from talker.home import cache_folder, use_numba_cache
from talker.inference.kept import backends_identity
from talker.media.audio import Speech
from talker.media.clip import LONGEST_SECONDS, ClipFrames, to_and_fro
from talker.model_files import ModelFiles
from talker.motion.joints import eased, presence
from talker.options.motion import ReferenceUse
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Box, Canvas, Motion, alone
from talker.segments import frame_count

Floats = NDArray[np.float32]

_FRAME_BYTES = 600 << 20  # that one frame of 256 pixels takes at most while it is drawn
_LARGEST_BATCH = 16
_REST_SECONDS = 0.2  # from rest and back where parts are joined


class SadTalkerEngine:
    """One checkpoint on one device; `identity` tells its files from others of the same name."""

    name = "sadtalker"
    version = "2"

    def __init__(
        self,
        files: ModelFiles,
        device: Device | None = None,
        *,
        identity: str = "",
        widths: NetworkWidths | None = None,
        home: Path,
    ) -> None:
        self._identity = identity
        self._files = files
        self._device = device or choose_device()
        self._widths = widths or NetworkWidths()
        self._home = home
        use_numba_cache(home)

    @property
    def device(self) -> str:
        """The kind of device that computes: `cpu` or `cuda`."""
        return self._device.name

    @property
    def weights_id(self) -> str:
        """Of the device, the precision and the files: what else changes pixels."""
        return f"{self._computed_by} {self._identity}".rstrip()

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
        """Coefficients at 25 frames a second, what they do to the keypoints, at `options.fps`."""
        networks = self._networks(options)
        source = self._source(portrait, options)
        frames = frame_count(drive.speech.duration, FPS)
        if portrait.clip is None:
            rows = self._rows(networks, drive, options, source, frames, cancel)
        else:
            clip = self._clip_rows(portrait, portrait.clip, networks, cancel)
            clip = clip[to_and_fro(frames, len(clip))]
            rows = self._spoken(networks, drive, options, clip, cancel)
        driving = driving_rows(
            rows,
            source.row,
            options.mode,
            still=options.still and portrait.clip is None,
            expression_scale=options.expression_scale,
            head_motion=options.head_motion,
        )
        values = keypoint_motion(networks, driving, cancel)
        shown = frame_count(drive.speech.duration, options.fps)
        values = at_rate(values, options.fps, shown)
        if drive.cues:
            values = with_pose_cues(values, drive.cues, options.fps)
        if drive.at_rest:
            rest = keypoint_motion(networks, source.row[None, : columns(options.mode)], cancel)
            values = eased(values, rest, presence(shown, options.fps, _REST_SECONDS))
        for column, name in enumerate(ANGLES):
            keyframes = getattr(options, name)
            if keyframes:
                values[:, column] = camera_degrees(keyframes, shown)
        return Motion("sadtalker-keypoints", options.fps, CHANNELS, values)

    def _rows(
        self,
        networks: Networks,
        drive: Drive,
        options: RenderOptions,
        source: Source,
        frames: int,
        cancel: CancelToken,
    ) -> Floats:
        """Coefficients of every frame: from the sound, from the reference video, or of both."""
        reference, use = None, options.reference_use
        if drive.reference is not None:
            cache = Cache(cache_folder(self._home))
            reference = read_reference(drive.reference, networks, self._landmarks, cache, cancel)
            if use is ReferenceUse.ALL:
                return reference_rows(reference, frames)
        if reference is not None and use is not ReferenceUse.POSE:
            blinks = np.zeros(frames, np.float32)
            expression = reference_expression(reference, frames)
        else:
            blinks = blink_track(frames, seeded_pick(options.seed), options.blink_rate)
            blinks = with_blink_cues(blinks, drive.cues)
            expression = np.broadcast_to(source.row[EXPRESSION], (frames, EXPRESSION.stop))
        heard = Heard(
            mel=_heard(drive.speech, frames),
            blinks=blinks,
            expression=expression,
            noise=seeded_noise(options.seed, frames),
        )
        rows = coefficient_rows(networks, heard, source.row[POSE], options.pose_style, cancel)
        if reference is not None and use is not ReferenceUse.BLINK:
            rows = with_reference_pose(rows, reference)
        return rows

    def _spoken(
        self,
        networks: Networks,
        drive: Drive,
        options: RenderOptions,
        clip: Floats,
        cancel: CancelToken,
    ) -> Floats:
        """The expression from the sound, on the head of a clip [T, 73], which blinks by itself."""
        frames = len(clip)
        heard = Heard(
            mel=_heard(drive.speech, frames),
            blinks=np.zeros(frames, np.float32),
            expression=clip[:, EXPRESSION],
            noise=seeded_noise(options.seed, frames),
        )
        rows = coefficient_rows(networks, heard, clip[0, POSE], options.pose_style, cancel)
        rows[:, POSE] = clip[:, POSE]
        return rows

    def _clip_rows(
        self, portrait: Portrait, clip: Path, networks: Networks, cancel: CancelToken
    ) -> Floats:
        cache = Cache(cache_folder(self._home))
        rows = read_reference(clip, networks, self._landmarks, cache, cancel, portrait.quarters)
        return rows[: LONGEST_SECONDS * FPS]

    def canvas(self, portrait: Portrait, options: RenderOptions) -> Canvas:
        """The animated part alone, or blended into the whole picture."""
        window = self._source(portrait, options).part.window
        square = (network_size(options.size),) * 2
        if options.mode in WHOLE_PICTURE:
            whole = self._pasted(portrait, options)
            if portrait.clip is None:
                return whole
            # The background moves: the renderer itself puts the face into the clip's frames.
            return Canvas(Box(0, 0, *whole.frame_size), whole.frame_size, whole.frame_size, False)
        canvas = alone(window, options.size)
        if options.mode is not Mode.RESIZE:
            canvas = replace(canvas, frame_size=(options.size, options.size))
        return replace(canvas, window_size=square)

    def _pasted(self, portrait: Portrait, options: RenderOptions) -> Canvas:
        window = self._source(portrait, options).part.window
        square = (network_size(options.size),) * 2
        return replace(pasted(window, portrait), window_size=square, blend=True)

    def renderer(
        self, portrait: Portrait, motion: Motion, canvas: Canvas, options: RenderOptions
    ) -> FrameRenderer:
        """Reads the portrait's keypoints and features, or opens its clip."""
        source, networks = self._source(portrait, options), self._networks(options)
        if portrait.clip is None:
            features = self._features(portrait, options, networks, source)
            return SadTalkerRenderer(networks, source, features, motion, options)
        clip = FollowedClip(
            ClipFrames(portrait.clip, FPS, CancelToken(), portrait.quarters),
            self._clip_rows(portrait, portrait.clip, networks, CancelToken()),
        )
        if options.mode in WHOLE_PICTURE:
            canvas = self._pasted(portrait, options)
        return ClipRenderer(networks, source, motion, options.mode, clip, canvas)

    def _networks(self, options: RenderOptions) -> Networks:
        weights = find_weights(self._files, options)
        return warm_networks(
            weights,
            options.mode,
            self._device,
            self._widths,
            self._home,
            compiled=options.compile,
        )

    @cached_property
    def _landmarks(self) -> Landmarks68:
        return installed_landmarks(self._files, self._device.name, self._home)

    def _source(self, portrait: Portrait, options: RenderOptions) -> Source:
        """The portrait's picture and coefficients, worked out once for each portrait."""
        networks = self._networks(options)
        cache = Cache(cache_folder(self._home))
        size = network_size(options.size)
        key = ("sadtalker-source/2", *self._source_key(portrait, options, networks))
        entry = cache.load(*key)
        if entry is not None:
            return _from_entry(entry)
        source = extract_source(
            portrait.image, portrait.face, options.mode, size, self._landmarks, networks.read_faces
        )
        cache.store(_to_entry(source), *key)
        return source

    def _features(
        self, portrait: Portrait, options: RenderOptions, networks: Networks, source: Source
    ) -> Features:
        """Its keypoints and feature volume, worked out once for each portrait and device."""
        cache = Cache(cache_folder(self._home))
        key = (
            *("sadtalker-features/2", self._device.kind, self._device.precision),
            *self._source_key(portrait, options, networks),
        )
        entry = cache.load(*key)
        if entry is not None:
            return Features(entry.arrays["canonical"], entry.arrays["volume"])
        features = see(networks, source.picture)
        arrays = {"canonical": features.canonical, "volume": features.volume}
        cache.store(Entry(arrays, {}), *key)
        return features

    def _source_key(
        self, portrait: Portrait, options: RenderOptions, networks: Networks
    ) -> tuple[str, ...]:
        return (
            *(portrait.digest, networks.identity, self._landmarks.name, str(portrait.face.box)),
            *(options.mode.value, str(network_size(options.size))),
        )


def _heard(speech: Speech, frames: int) -> Floats:
    return silent_mel(frames) if speech.silent else mel_spectrogram(speech_wave(speech), frames)


def _to_entry(source: Source) -> Entry:
    part = source.part
    facts = {"whole": part.whole, "scaled": part.scaled, "box": astuple(part.box)}
    return Entry({"picture": source.picture, "row": source.row}, facts)


def _from_entry(entry: Entry) -> Source:
    facts = entry.facts
    part = FacePart(tuple(facts["whole"]), tuple(facts["scaled"]), Box(*facts["box"]))
    return Source(part, entry.arrays["picture"], entry.arrays["row"])
