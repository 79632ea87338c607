"""Colour spaces that a picture names without bringing a profile: as cameras and phones do."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from PIL import Image

_XYZ = tuple[float, float, float]
_INTEROP, _INDEX = 0xA005, 1  # of EXIF
_ADOBE_INDEX = "R03"  # DCF: Adobe RGB; such pictures often have no profile
_PNG_GAMMA, _GAMMA_SLACK = 1 / 2.2, 0.05
_P3, _BT2020 = 12, 9  # primaries by their numbers in ITU-T H.273
_HDR = frozenset({16, 18})  # transfer functions of which an SDR picture is not just a curve
_D50 = (0.9642, 1.0, 0.8249)


@dataclass(frozen=True)
class ColorSpace:
    """What red, green and blue are, as ICC wants it: XYZ in the light of D50; and the curve, as the
    parameters g, a, b, c, d of (aX + b)^g from d on, and cX below."""

    red: _XYZ
    green: _XYZ
    blue: _XYZ
    curve: tuple[float, ...]

    def profile(self) -> bytes:
        """An ICC profile, version 4."""
        curve = b"para\0\0\0\0" + struct.pack(">HH5i", 3, 0, *map(_fixed, self.curve))
        tags = [(b"wtpt", _xyz(_D50)), (b"rXYZ", _xyz(self.red)), (b"gXYZ", _xyz(self.green))]
        tags += [(b"bXYZ", _xyz(self.blue)), *((name, curve) for name in _CURVES)]
        head = struct.pack(">I4sI4s4s4s", 0, b"\0" * 4, 0x04000000, b"mntr", b"RGB ", b"XYZ ")
        head += b"\0" * 12 + b"acsp" + b"\0" * 28 + struct.pack(">3i", *map(_fixed, _D50))
        table, body, start = b"", b"", 132 + 12 * len(tags)
        for name, data in tags:
            table += struct.pack(">4sII", name, start + len(body), len(data))
            body += data
        whole = head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
        return struct.pack(">I", len(whole)) + whole[4:]


_CURVES = (b"rTRC", b"gTRC", b"bTRC")
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_SRGB = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)
_SPACES = {
    _P3: ColorSpace(
        (0.51512, 0.24120, -0.00105),
        (0.29198, 0.69225, 0.04189),
        (0.15710, 0.06657, 0.78407),
        _SRGB_CURVE,
    ),
    _BT2020: ColorSpace(
        (0.67348, 0.27904, -0.00194),
        (0.16566, 0.67535, 0.02998),
        (0.12505, 0.04561, 0.79684),
        _SRGB_CURVE,
    ),
}
_ADOBE = ColorSpace(
    (0.60974, 0.31111, 0.01947),
    (0.20528, 0.62567, 0.06087),
    (0.14919, 0.06322, 0.74457),
    (563 / 256, 1.0, 0.0, 0.0, 0.0),
)


def named_profile(image: Image.Image) -> bytes | None:
    """The profile of the space that `image` names; None for sRGB, and for what names none."""
    space = _named(image)
    return None if space is None else space.profile()


def _named(image: Image.Image) -> ColorSpace | None:
    named = image.info.get("nclx_profile")  # HEIC
    if named and named.get("transfer_characteristics") not in _HDR:
        return _SPACES.get(named.get("color_primaries"))
    if image.format == "PNG" and "srgb" not in image.info:
        gamma = float(image.info.get("gamma") or _PNG_GAMMA)
        if gamma > 0 and abs(gamma - _PNG_GAMMA) > _GAMMA_SLACK:
            return ColorSpace(*_SRGB, (1 / gamma, 1.0, 0.0, 0.0, 0.0))
    if image.format in {"JPEG", "MPO", "TIFF", "HEIF"}:
        index = image.getexif().get_ifd(_INTEROP).get(_INDEX)
        if str(index).strip("\0 ") == _ADOBE_INDEX:
            return _ADOBE
    return None


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(values: _XYZ) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, values))
