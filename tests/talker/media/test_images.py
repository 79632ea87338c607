"""Pictures: all kinds are read alike, and every kind that is refused has its own code."""

from __future__ import annotations

import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

import talker
from talker.errors import ErrorCode, InputError
from talker.media.images import BACKGROUND, digest, load_image, load_layer
from tests.skips import AllowedSkip


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load_image(path)
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value


def ramp(width: int = 96, height: int = 80) -> Image.Image:
    y, x = np.mgrid[:height, :width]
    return Image.fromarray(np.stack([x * 2, y * 3, x + y], axis=-1).astype(np.uint8))


def png_header(width: int, height: int, bits: int = 1) -> bytes:
    """A grey PNG that is all header."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("suffix", ["png", "bmp", "tiff", "webp", "tga", "ppm"])
def test_lossless_formats_give_the_same_pixels(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ramp.{suffix}"
    ramp().save(path, lossless=True)  # only WebP listens to this
    loaded = load_image(path)
    assert loaded.dtype == np.uint8
    np.testing.assert_array_equal(loaded, np.asarray(ramp()))


def test_exif_rotation_is_applied(tmp_path: Path) -> None:
    path = tmp_path / "phone.png"
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: rotate by 90 degrees clockwise
    ramp().save(path, exif=exif)
    np.testing.assert_array_equal(load_image(path), np.rot90(np.asarray(ramp()), -1))


def test_transparency_shows_the_background(tmp_path: Path) -> None:
    layer = ramp().convert("RGBA")
    layer.putalpha(Image.new("L", layer.size, 0))
    layer.save(tmp_path / "clear.png")
    layer.convert("RGB").quantize(8).save(tmp_path / "index.gif", transparency=0)
    assert (load_image(tmp_path / "clear.png") == BACKGROUND).all()
    assert (load_image(tmp_path / "index.gif") == BACKGROUND).all(axis=-1).any()


def test_16_bit_grey_keeps_its_levels(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    Image.fromarray(np.full((80, 80), 0x8080, np.uint16)).save(path)
    assert (load_image(path) == 128).all()


def test_float_grey_counts_to_one(tmp_path: Path) -> None:
    path = tmp_path / "float.tiff"
    Image.fromarray(np.tile(np.linspace(0, 1, 80, dtype=np.float32), (80, 1))).save(path)
    assert (load_image(path)[0, [0, -1]] == [[0] * 3, [255] * 3]).all()


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    path = tmp_path / "print.jpg"
    Image.new("CMYK", (80, 80), (0, 255, 255, 0)).save(path, quality=95)
    red, green, blue = load_image(path)[40, 40]
    assert red > 200
    assert green < 60
    assert blue < 60


def test_a_broken_colour_profile_is_ignored(tmp_path: Path) -> None:
    ramp().save(tmp_path / "broken.png", icc_profile=b"nonsense" * 20)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    ramp().save(tmp_path / "srgb.png", icc_profile=profile)
    broken, standard = load_image(tmp_path / "broken.png"), load_image(tmp_path / "srgb.png")
    np.testing.assert_array_equal(broken, np.asarray(ramp()))
    np.testing.assert_allclose(standard, broken, atol=2)


def test_the_first_frame_of_an_animation_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "moving.gif"
    first, second = Image.new("RGB", (80, 80), "red"), Image.new("RGB", (80, 80), "blue")
    first.save(path, save_all=True, append_images=[second])
    assert (load_image(path)[0, 0] == (255, 0, 0)).all()


def test_a_large_but_allowed_picture_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("1", (9600, 10000), 1).save(path)
    assert load_image(path).shape == (10000, 9600, 3)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (63, 500), (500, 63)])
def test_under_64_pixels_is_too_small(tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "small.png"
    Image.new("RGB", (width, height)).save(path)
    assert refused(path).code is ErrorCode.IMAGE_TOO_SMALL


@pytest.mark.parametrize(
    ("width", "height"), [(30000, 30000), (20001, 100), (10001, 10000), (60000, 60000)]
)
def test_too_large_is_known_from_the_header(tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(png_header(width, height))
    assert refused(path).code is ErrorCode.IMAGE_TOO_LARGE


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_a_truncated_picture_has_its_own_code(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cut.{suffix}"
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refused(path).code is ErrorCode.IMAGE_TRUNCATED


@pytest.mark.parametrize("content", [b"This is not a picture.", b"", b"\x89PNG\r\n\x1a\n"])
def test_something_else_called_png_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.png"
    path.write_bytes(content)
    assert refused(path).code is ErrorCode.IMAGE_UNREADABLE


def test_missing_files_and_folders_have_their_own_codes(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.png").code is ErrorCode.IMAGE_MISSING
    assert refused(tmp_path).code is ErrorCode.IMAGE_IS_FOLDER


def test_the_digest_is_that_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "abc"
    path.write_bytes(b"abc")
    assert digest(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("suffix", ["avif", "jp2", "qoi", "ico", "gif", "jpg"])
def test_the_other_allowed_formats_are_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ramp.{suffix}"
    ramp(64, 64).save(path)
    assert np.abs(load_image(path).astype(int) - np.asarray(ramp(64, 64))).mean() < 12


@pytest.mark.parametrize("name", ["face.eps", "face.jpg", "face.png"])
def test_a_page_of_postscript_is_no_picture_whatever_its_name(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    ramp().save(path, "EPS")
    calls: list[object] = []
    monkeypatch.setattr("subprocess.Popen", lambda *words, **_: calls.append(words))
    error = refused(path)
    assert error.code is ErrorCode.IMAGE_UNREADABLE
    assert "EPS document" in error.message
    assert not calls


def test_formats_of_other_readers_are_refused(tmp_path: Path) -> None:
    for suffix in ("dds", "pcx", "sgi", "im", "msp", "icns"):
        picture = ramp(128, 128).convert("1") if suffix == "msp" else ramp(128, 128)
        picture.save(tmp_path / f"odd.{suffix}")
        assert refused(tmp_path / f"odd.{suffix}").code is ErrorCode.IMAGE_UNREADABLE


@pytest.mark.skipif(sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("a FIFO"))
def test_pipes_devices_and_sockets_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    with socket.socket(socket.AF_UNIX) as server:
        place = tempfile.mkdtemp()  # a socket's path must be short
        server.bind(f"{place}/s.png")
        for path in (tmp_path / "pipe.png", Path("/dev/zero"), Path(place) / "s.png"):
            error = refused(path)
            assert error.code is ErrorCode.IMAGE_UNREADABLE
            assert "pipe or a device" in error.message
    shutil.rmtree(place)


@pytest.mark.parametrize(
    "failure",
    [
        *(RuntimeError("decoder"), NotImplementedError("kind"), KeyError("tag"), TypeError("tile")),
        *(zlib.error("stream"), ZeroDivisionError(), AttributeError("load"), AssertionError()),
    ],
)
def test_whatever_a_decoder_raises_is_a_damaged_picture(
    tmp_path: Path, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise failure

    ramp().save(tmp_path / "odd.png")
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", fail)
    assert refused(tmp_path / "odd.png").code is ErrorCode.IMAGE_TRUNCATED


def test_a_layer_keeps_its_transparency_depth_and_orientation(tmp_path: Path) -> None:
    layer = ramp().convert("RGBA")
    layer.putalpha(40)
    layer.save(tmp_path / "clear.png")
    np.testing.assert_array_equal(load_layer(tmp_path / "clear.png"), np.asarray(layer))
    Image.fromarray(np.full((20, 30), 0x8080, np.uint16)).save(tmp_path / "deep.png")
    assert (load_layer(tmp_path / "deep.png") == (128, 128, 128, 255)).all()
    exif = Image.Exif()
    exif[0x0112] = 6
    ramp().save(tmp_path / "phone.jpg", exif=exif)
    assert load_layer(tmp_path / "phone.jpg").shape == (96, 80, 4)


@pytest.mark.skipif(sys.platform != "linux", reason=AllowedSkip.SYSTEM.reason("its kilobytes"))
def test_a_large_picture_is_in_memory_only_twice(tmp_path: Path) -> None:
    """As Pillow decodes it (4 bytes a pixel) and as our array (3), not four times over."""
    path = tmp_path / "wide.png"
    Image.new("RGBA", (6000, 4000), (9, 8, 7, 200)).save(path, compress_level=1)
    watched = (
        "import resource, sys; from pathlib import Path; from talker.media import images;"
        "images.load_image(Path(sys.argv[2]));"
        "begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "images.load_image(Path(sys.argv[1]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun)"
    )
    ramp().convert("RGBA").save(tmp_path / "small.png")
    words = [sys.executable, "-c", watched, str(path), str(tmp_path / "small.png")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 < 6000 * 4000 * 9


def test_pictures_are_opened_in_one_place_only() -> None:
    """Pillow opens whatever it knows unless it is told: only the loader may call it."""
    top = Path(talker.__file__).parents[1]
    opens = re.compile(r"\b(?:Image|Picture|PIL\.Image)\.open\(|imread\(|imdecode\(")
    found = [
        path.relative_to(top).as_posix()
        for room in ("app", "avatar_gen", "talker")
        for path in (top / room).rglob("*.py")
        if opens.search(path.read_text("utf-8"))
    ]
    assert found == ["talker/media/images.py"]
