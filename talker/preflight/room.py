"""Whether there is room for a video: on the disk, in memory, and at its place."""

from __future__ import annotations

from pathlib import Path

from talker.engines.registry import find_engine
from talker.enhance.limits import check_size
from talker.errors import ErrorCode, InputError
from talker.files import check_free, check_writable, disk_full, free_bytes, write_error
from talker.gpu import has_gpu
from talker.home import work_folder
from talker.media.images import image_size
from talker.media.playable import playable_size
from talker.memory import check_memory
from talker.options.computing import DeviceChoice
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from talker.preflight.found import Inspected
from talker.scene import Size
from talker.segments import frame_count, render_memory

WHOLE_PICTURE = frozenset({Mode.FULL, Mode.EXTFULL})  # the video shows all of the picture
# Measured on talking heads at quality 18, with a margin; halves every 6 steps of quality.
_BYTES_PER_PIXEL = 0.06
_SOUND_BYTES_PER_SECOND = 100_000
_SPARE_BYTES = 16 << 20
_MOST_AT_ONCE = 8  # frames that an engine makes at once, at most
_COPIES = 4  # of the portrait: as it was, as the background, and what is held while both are made


def check_space(request: RenderRequest, found: Inspected, seconds: float, home: Path) -> None:
    """Raises InputError DISK_FULL where a video of so many seconds has no room.

    The work folder needs about the size of the video; the output twice as much, because signing
    writes the finished file once more."""
    image, output = found.portrait.image, found.output
    frames = frame_count(seconds, request.fps)
    whole = request.mode in WHOLE_PICTURE
    pixels = image.shape[0] * image.shape[1] if whole else request.size**2
    pixels *= request.upscale.factor**2
    picture = frames * pixels * _BYTES_PER_PIXEL * 2 ** ((18 - request.quality) / 6)
    need = int(picture + seconds * _SOUND_BYTES_PER_SECOND) + _SPARE_BYTES
    work = work_folder(home)
    try:
        work.mkdir(parents=True, exist_ok=True)
        shared = work.stat().st_dev == output.parent.stat().st_dev
    except OSError as error:
        raise write_error(error, work) from error
    if free_bytes(output.parent) < need * (3 if shared else 2):
        raise disk_full(output)
    if free_bytes(work) < need:
        raise disk_full(work)


def check_output(output: Path, overwrite: bool) -> None:
    """Raises InputError where the video cannot be written."""
    try:
        if output.is_dir():
            raise InputError(
                ErrorCode.OUTPUT_UNWRITABLE,
                f"{output} is a folder.",
                "Name a file for the video.",
                output,
            )
        check_free(output, overwrite=overwrite)
        check_writable(output.parent)
    except OSError as error:
        raise write_error(error, output) from error


def check_deliverables(request: RenderRequest, output: Path, home: Path) -> None:
    """Raises the first thing in the way of the further files."""
    wanted = request.deliverables
    if not wanted:
        return
    from talker.deliver.deliver import check_task, tasks_for

    for order in tasks_for(output, wanted):
        check_task(order, output, home, overwrite=request.overwrite)


def check_sizes(request: RenderRequest) -> None:
    """By the header of the picture: what is refused was never decoded."""
    try:
        width, height = image_size(request.portrait)
    except InputError:
        return  # no picture, or none that can be used: loading says it
    factor, side = request.upscale.factor, request.size
    if request.mode in WHOLE_PICTURE:
        across, down = frame_size(request, (width, height))
        check_size(across, down, factor)
        need = render_memory(_MOST_AT_ONCE, (across * factor, down * factor))
        need += _COPIES * width * height * 3
    else:
        need = render_memory(_MOST_AT_ONCE, (side * factor, side * factor)) + width * height * 7
    hint = "Close other programs, use a smaller picture, or --mode crop without --upscale."
    spec = find_engine(request.engine)
    if spec is not None and spec.memory and (request.device is DeviceChoice.CPU or not has_gpu()):
        need += spec.memory
        hint = f"{hint} {spec.title} takes {spec.memory / 1e9:.1f} GB of it, --engine builtin none."
    check_memory(need, request.portrait, hint)


def frame_size(request: RenderRequest, size: Size) -> Size:
    """What a picture of (width, height) is brought to before a video shows it whole."""
    if request.mode not in WHOLE_PICTURE or request.original_size:
        return size
    return playable_size(size, request.fps)
