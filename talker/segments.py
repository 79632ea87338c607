"""How a video is cut into segments, and what the files around a render are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from talker.errors import ErrorCode, UsageError

SEGMENT_SECONDS = 8
VIDEO_SUFFIX = ".mp4"

_BATCH_BYTES = 128 << 20
# Measured with pictures that are slow to encode: what waits inside ffmpeg, what x264 looks ahead at
# and works on at once. From so many pixels on it does without the latter two.
_ENCODER_FRAMES, _LEAN_ENCODER_FRAMES = 47, 30
_LEAN_PIXELS = 3840 * 3840


@dataclass(frozen=True)
class Segment:
    """Frames `start` to `stop` (exclusive) of the video, in a file of their own.

    `key` names all that the frames of a spoken part depend on; other segments have none.
    """

    index: int
    start: int
    stop: int
    key: str = ""

    @property
    def frames(self) -> int:
        """How many there are."""
        return self.stop - self.start

    @property
    def file_name(self) -> str:
        """Its file in the work folder: an H.264 stream."""
        return part_file(self.key) if self.key else f"segment-{self.index:06d}.h264"

    def batches(self, size: int) -> Iterator[tuple[int, int]]:
        """The segment in runs of at most `size` frames: (start, stop)."""
        for start in range(self.start, self.stop, size):
            yield start, min(start + size, self.stop)


def part_file(key: str) -> str:
    """The file of the spoken part that `key` names: the same wherever it stands."""
    return f"part-{key}.h264"


def opacity_file(segment: Path) -> Path:
    """The file of the opacity of a segment or part, where the portrait is transparent."""
    return segment.with_suffix(".opacity.h264")


def frames_at_once(most: int, size: tuple[int, int]) -> int:
    """How many frames of `size` are made at once: `most`, fewer where they are very large."""
    return max(1, min(most, _BATCH_BYTES // (size[0] * size[1] * 3)))


def render_memory(most: int, size: tuple[int, int]) -> int:
    """Bytes that frames of `size` take on their way: those in the making, those that wait for
    the encoder, and those that the encoder looks ahead at."""
    batches = 4 * frames_at_once(most, size)
    encoder = _LEAN_ENCODER_FRAMES if encodes_lean(size) else _ENCODER_FRAMES
    return size[0] * size[1] * 3 * (batches + encoder)


def encodes_lean(size: tuple[int, int]) -> bool:
    """Whether frames are so large that the encoder must hold few of them at once."""
    return size[0] * size[1] > _LEAN_PIXELS


def frames_in(segments: Iterable[Segment]) -> int:
    """How many frames they hold together."""
    return sum(segment.stop - segment.start for segment in segments)


def frame_count(duration: float, fps: int) -> int:
    """Frames for `duration` seconds of speech: the nearest whole number, at least one."""
    return max(1, round(duration * fps))


def plan_segments(frames: int, fps: int, seconds: int = SEGMENT_SECONDS) -> tuple[Segment, ...]:
    """Consecutive segments of `seconds`; the last one may be shorter."""
    length = seconds * fps
    return tuple(
        Segment(index, start, min(start + length, frames))
        for index, start in enumerate(range(0, frames, length))
    )


def output_path(output: Path | None, portrait: Path, speech: Path) -> Path:
    """Where the video goes: `output`, or inside it when it is a folder, or in the current folder.

    Without a name of its own the video is called `<portrait>_<speech>.mp4`.
    """
    name = f"{portrait.stem}_{speech.stem}{VIDEO_SUFFIX}"
    if output is None:
        return Path.cwd() / name
    try:
        folder = output.is_dir()
    except OSError:  # a name too long for any file: whoever writes it says so
        folder = False
    if folder:
        return output / name
    if output.suffix.lower() != VIDEO_SUFFIX:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"The output {output} must end in {VIDEO_SUFFIX}.",
            f"Call it {output.stem}{VIDEO_SUFFIX}, or name an existing folder.",
            output,
        )
    return output.absolute()
