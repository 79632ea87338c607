"""How the names of portraits, recordings and films end: what a drop asks before anything else."""

from __future__ import annotations


def suffixes(names: str) -> frozenset[str]:
    """`png jpg` -> those with a dot before them."""
    return frozenset(f".{name}" for name in names.split())


PORTRAIT_SUFFIXES = suffixes(
    "png jpg jpeg jpe jfif mpo heic heif hif webp bmp tif tiff gif avif jp2"
)
SOUND_SUFFIXES = suffixes(
    "wav mp3 m4a aac flac ogg oga opus wma aif aiff aifc amr ac3 eac3 caf mka m4b m4r mp2 mpa weba "
    "w64 au snd ape wv tta dts 3ga"
)
VIDEO_SUFFIXES = suffixes(
    "mp4 mov mkv webm avi m4v mpg mpeg wmv flv 3gp 3gpp 3g2 mts m2ts ts vob ogv asf mxf"
)
