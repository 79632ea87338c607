"""What deliverables are called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talker.errors import ErrorCode, UsageError
from talker.options.deliver import Aspect, Codec, DeliverOptions, Format, Resolution


def target_of(video: Path, options: DeliverOptions, taken: Sequence[Path] = ()) -> Path:
    """A name beside `video` that says what is different: `talk_9x16_1080.mp4`."""
    words = []
    if options.aspect is not Aspect.SOURCE:
        words.append(options.aspect.value.replace(":", "x"))
    if options.resolution is not Resolution.SOURCE:
        words.append(options.resolution.value)
    if options.format is Format.MP4 and options.codec is not Codec.H264:
        words.append(options.codec.value)
    if options.transparent:
        words.append("transparent")
    if options.format is Format.PNG:
        words.append("frames")
    stem = "_".join([video.stem, *(words or ["finished"])])
    suffix = "" if options.format is Format.PNG else f".{options.format.value}"
    target = video.with_name(f"{stem}{suffix}")
    number = 2
    while target in taken:
        target = video.with_name(f"{stem}_{number}{suffix}")
        number += 1
    return target


def format_of(output: Path) -> Format:
    """The kind of file that a name asks for; a name without an ending is a folder of pictures."""
    suffix = output.suffix.lower().lstrip(".")
    if not suffix:
        return Format.PNG
    if suffix not in {kind.value for kind in Format if kind is not Format.PNG}:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"There is no deliverable of the kind {output.suffix}: {output}.",
            "End the name in .mp4, .webm, .mov or .gif; a folder of pictures has no ending.",
            output,
        )
    return Format(suffix)
