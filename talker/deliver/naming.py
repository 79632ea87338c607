"""File names of deliverables, and the kind of file that a name asks for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from talker.errors import ErrorCode, UsageError
from talker.files import fitting_name
from talker.options.containers import Format
from talker.options.deliver import Aspect, DeliverOptions, Resolution


def target_of(video: Path, options: DeliverOptions, taken: Sequence[Path] = ()) -> Path:
    """A name beside `video` that says what is different: `talk_9x16_1080.mp4`."""
    words = []
    if options.aspect is not Aspect.SOURCE:
        words.append(options.aspect.value.replace(":", "x"))
    if options.resolution is not Resolution.SOURCE:
        words.append(options.resolution.value)
    codec, container = options.stored_codec, options.format.container
    if codec is not None and codec is not options.fitting_codecs[0]:
        words.append(codec.value)
    if options.transparent:
        words.append("transparent")
    if container.in_folder:
        words.append("frames")
    suffix = "" if container.in_folder else container.suffix
    for number in count(1):
        ending = ["", *(words or ["finished"]), *([str(number)] if number > 1 else [])]
        name = fitting_name(video.parent, video.stem, "_".join(ending) + suffix)
        target = video.with_name(name)
        if _key(target) not in map(_key, taken):
            return target
    raise AssertionError("numbers do not end")


def _key(path: Path) -> str:
    """The same for two names that some file system holds to be one."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def format_of(output: Path) -> Format:
    """The kind of file that a name asks for; a name without an ending is a folder of pictures."""
    if not output.suffix:
        return Format.PNG
    kinds = {kind.container.suffix: kind for kind in Format if not kind.container.in_folder}
    kind = kinds.get(output.suffix.lower())
    if kind is None:
        *first, last = kinds
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"There is no deliverable of the kind {output.suffix}: {output}.",
            f"End the name in {', '.join(first)} or {last}; a folder of pictures has no ending.",
            output,
        )
    return kind
