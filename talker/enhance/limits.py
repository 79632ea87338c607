"""How large a video may become by upscaling."""

from __future__ import annotations

from talker.errors import ErrorCode, UsageError

MAX_SIDE = 8192  # pixels: what players and hardware decoders take at most


def check_size(width: int, height: int, factor: int) -> None:
    """Raises UsageError when a video of this size, enlarged, is more than players take."""
    if factor == 1 and max(width, height) > MAX_SIDE:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"With the whole picture, the video would have {width}x{height} pixels; {MAX_SIDE} a "
            "side are the most that players take.",
            "Use a smaller picture, or --mode crop, which shows the part around the face.",
        )
    if max(width, height) * factor > MAX_SIDE:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"Upscaled, the video would have {width * factor}x{height * factor} pixels; "
            f"{MAX_SIDE} a side are the most that players take.",
            "Use a smaller --size or portrait, or choose realesrgan-x2plus or none for --upscale.",
        )
