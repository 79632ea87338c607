"""Pictures: all kinds are read alike, and every kind that is refused has its own code."""

from __future__ import annotations

import io
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
import pillow_heif
import pytest
from PIL import Image, ImageCms, PngImagePlugin

import talker
from talker.errors import ErrorCode, InputError
from talker.files import digest
from talker.media.images import BACKGROUND, load_image, load_layer
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


def patches() -> Image.Image:
    """Strong colours in wide fields, grey among them."""
    fields = [(255, 0, 0), (0, 200, 60), (40, 40, 250), (220, 170, 140), (128, 128, 128)]
    rows = np.repeat(np.array(fields, np.uint8)[None], 80, axis=0)
    return Image.fromarray(np.repeat(rows, 20, axis=1))


def icc(space: bytes, *tags: tuple[bytes, bytes]) -> bytes:
    """A profile of version 2 by hand: the connection space is XYZ."""
    head = struct.pack(">I4sI4s4s4s", 0, b"lcms", 0x02200000, b"mntr", space, b"XYZ ")
    head += struct.pack(">6H4s4s", 2026, 1, 1, 0, 0, 0, b"acsp", b"\0" * 4) + b"\0" * 20
    head += struct.pack(">I3i", 0, 63190, 65536, 54061)
    table, body = b"", b""
    tags += ((b"wtpt", xyz(0.9642, 1.0, 0.8249)),)
    for name, data in tags:
        padded = data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, 132 + 12 * len(tags) + len(body), len(data))
        body += padded
    whole = head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def gamma(value: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


DISPLAY_P3 = icc(
    b"RGB ",
    *((b"rXYZ", xyz(0.51512, 0.2412, -0.00105)), (b"gXYZ", xyz(0.29198, 0.69225, 0.04189))),
    *((b"bXYZ", xyz(0.1571, 0.06657, 0.78407)), (b"rTRC", gamma(2.2))),
    *((b"gTRC", gamma(2.2)), (b"bTRC", gamma(2.2))),
)
GREY_18 = icc(b"GRAY", (b"kTRC", gamma(1.8)))


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


def test_an_empty_file_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.touch()
    assert "a.png is empty (0 bytes)" in refused(path).message


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


def in_p3(picture: Image.Image) -> Image.Image:
    """The same colours, as a phone stores them."""
    target = ImageCms.ImageCmsProfile(io.BytesIO(DISPLAY_P3))
    given = ImageCms.profileToProfile(picture, ImageCms.createProfile("sRGB"), target)
    assert given is not None
    assert np.abs(np.asarray(given).astype(int) - np.asarray(picture)).max() > 15
    return given


def see_through(picture: Image.Image) -> Image.Image:
    layer = picture.convert("RGBA")
    layer.putalpha(Image.linear_gradient("L").resize(layer.size))
    return layer


@pytest.mark.parametrize("kind", ["RGB", "RGBA", "P", "PA"])
def test_wide_colours_are_shown_as_they_are_meant_in_every_mode(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "phone.png"
    stored = in_p3(patches())
    if kind == "RGBA":
        stored = see_through(stored)
    if kind.startswith("P"):
        stored = stored.quantize(16)
    if kind == "PA":
        stored.info["transparency"] = 255
    stored.save(path, icc_profile=DISPLAY_P3)
    loaded = load_layer(path)
    np.testing.assert_allclose(loaded[:, :, :3], np.asarray(patches()), atol=3)
    if kind == "RGBA":
        np.testing.assert_array_equal(loaded[:, :, 3], np.asarray(stored)[:, :, 3])
        np.testing.assert_allclose(load_image(path)[0, 0], BACKGROUND, atol=3)


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_grey_has_profiles_too(tmp_path: Path, mode: str) -> None:
    levels = np.tile(np.arange(0, 256, 2, dtype=np.uint16), (80, 1))
    grey = Image.fromarray(levels * 257 if mode == "I;16" else levels.astype(np.uint8))
    if mode == "LA":
        grey.putalpha(255)
    grey.save(tmp_path / "grey.png", icc_profile=GREY_18)
    light = (levels / 255) ** 1.8
    wanted = np.where(light > 0.0031308, 1.055 * light ** (1 / 2.4) - 0.055, 12.92 * light) * 255
    loaded = load_image(tmp_path / "grey.png").astype(float)
    np.testing.assert_allclose(loaded, np.repeat(wanted[:, :, None], 3, axis=2), atol=2)


def test_a_profile_of_colours_on_a_grey_picture_and_the_other_way_round(tmp_path: Path) -> None:
    ramp().convert("L").save(tmp_path / "grey.png", icc_profile=DISPLAY_P3)
    grey = load_image(tmp_path / "grey.png")
    assert (grey[:, :, 0] == grey[:, :, 1]).all()
    ramp().save(tmp_path / "colour.png", icc_profile=GREY_18)  # it says nothing of colours
    np.testing.assert_array_equal(load_image(tmp_path / "colour.png"), np.asarray(ramp()))


def save_heic(picture: Image.Image, path: Path, **options: object) -> None:
    pillow_heif.from_pillow(picture).save(path, quality=-1, chroma=444, **options)


def test_heic_is_read_with_its_colours_its_orientation_and_its_transparency(
    tmp_path: Path,
) -> None:
    path = tmp_path / "phone.heic"
    exif = Image.Exif()
    exif[0x0112] = 6
    save_heic(in_p3(patches()), path, exif=exif.tobytes(), icc_profile=DISPLAY_P3)
    loaded = load_image(path)
    wanted = np.rot90(np.asarray(patches()), -1)
    assert loaded.shape == wanted.shape
    assert np.abs(loaded.astype(int) - wanted).mean() < 2  # YCbCr of 8 bits
    layer = see_through(patches())
    save_heic(layer, tmp_path / "cut-out.HEIC")
    np.testing.assert_allclose(load_layer(tmp_path / "cut-out.HEIC"), np.asarray(layer), atol=2)


def test_the_picture_of_a_heic_file_is_the_one_that_it_calls_primary(
    tmp_path: Path,
) -> None:
    burst = pillow_heif.from_pillow(Image.new("RGB", (96, 80), "red"))
    burst.add_from_pillow(Image.new("RGB", (96, 80), "blue"))
    burst.save(tmp_path / "burst.heic", quality=-1, chroma=444, primary_index=1)
    np.testing.assert_allclose(load_image(tmp_path / "burst.heic")[40, 40], (0, 0, 255), atol=3)


def test_a_damaged_or_large_heic_has_its_own_code(tmp_path: Path) -> None:
    path = tmp_path / "cut.heic"
    save_heic(ramp(), path)
    path.write_bytes(path.read_bytes()[:-40])
    assert refused(path).code is ErrorCode.IMAGE_TRUNCATED
    path.write_bytes(path.read_bytes()[:32])
    assert refused(path).code in {ErrorCode.IMAGE_TRUNCATED, ErrorCode.IMAGE_UNREADABLE}


def test_heics_library_is_loaded_for_heic_alone(tmp_path: Path) -> None:
    ramp().save(tmp_path / "a.avif")
    save_heic(ramp(), tmp_path / "a.heic")
    watched = (
        "import sys; from pathlib import Path; from talker.media.images import load_image;"
        "load_image(Path(sys.argv[1])); print('pillow_heif' in sys.modules)"
    )
    for name, loaded in (("a.avif", "False"), ("a.heic", "True")):
        words = [sys.executable, "-c", watched, str(tmp_path / name)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == loaded


def test_a_raw_photo_is_not_its_thumbnail(tmp_path: Path) -> None:
    """Its first picture is a small preview, and nothing but a tag says so."""
    path = tmp_path / "camera.nef"
    ramp().save(path, "TIFF", tiffinfo={254: 1})
    error = refused(path)
    assert error.code is ErrorCode.IMAGE_UNREADABLE
    assert "raw photo" in error.message


def test_pixels_that_pillow_does_not_know_are_named(tmp_path: Path) -> None:
    fields = [(256, 4, 80), (257, 4, 80), (258, 3, 32), (259, 3, 1), (262, 3, 2), (273, 4, 200)]
    fields += [(277, 3, 3), (278, 4, 80), (279, 4, 80 * 80 * 12), (339, 3, 3)]
    table = b"".join(
        struct.pack("<HHI", tag, kind, 1) + struct.pack("<I", value) for tag, kind, value in fields
    )
    head = b"II*\0" + struct.pack("<IH", 8, len(fields)) + table + b"\0" * 4
    path = tmp_path / "float.tif"
    path.write_bytes(head.ljust(200, b"\0") + b"\0" * (80 * 80 * 12))
    error = refused(path)
    assert error.code is ErrorCode.IMAGE_UNREADABLE
    assert "TIFF" in error.message
    assert "floating point" in error.message


def test_jpeg_xl_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "new.jxl"
    path.write_bytes(b"\xff\x0a" + b"\0" * 80)
    assert "JPEG XL" in refused(path).message


def test_cameras_name_adobe_rgb_without_a_profile(tmp_path: Path) -> None:
    """By the index of DCF in EXIF, for a picture that is also turned."""
    adobe = icc(
        b"RGB ",
        *((b"rXYZ", xyz(0.60974, 0.31111, 0.01947)), (b"gXYZ", xyz(0.20528, 0.62567, 0.06087))),
        *((b"bXYZ", xyz(0.14919, 0.06322, 0.74457)), (b"rTRC", gamma(2.2))),
        *((b"gTRC", gamma(2.2)), (b"bTRC", gamma(2.2))),
    )
    with_profile, with_name = tmp_path / "profile.jpg", tmp_path / "name.jpg"
    patches().save(with_profile, quality=98, subsampling=0, icc_profile=adobe)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8769] = {0xA001: 65535, 0xA005: {1: "R03"}}
    patches().save(with_name, quality=98, subsampling=0, exif=exif)
    wanted = np.rot90(load_image(with_profile), -1).astype(int)
    assert np.abs(load_image(with_name) - wanted).max() <= 3
    assert np.abs(np.rot90(np.asarray(patches()), -1) - wanted).max() > 10
    exif[0x8769] = {0xA001: 1, 0xA005: {1: "R98"}}
    patches().save(with_name, quality=98, subsampling=0, exif=exif)
    plain = np.rot90(np.asarray(patches()), -1).astype(int)
    assert np.abs(load_image(with_name) - plain).mean() < 2


def test_phones_name_wide_colours_by_a_number(tmp_path: Path) -> None:
    path = tmp_path / "phone.heic"
    save_heic(in_p3(patches()), path, color_primaries=12, transfer_characteristics=13)
    assert np.abs(load_image(path).astype(int) - np.asarray(patches())).mean() < 2
    save_heic(patches(), path, color_primaries=1, transfer_characteristics=13)
    assert np.abs(load_image(path).astype(int) - np.asarray(patches())).mean() < 2


@pytest.mark.parametrize(("stored", "wanted"), [(1.0, 188), (1 / 1.8, 146), (0.45455, 128)])
def test_png_names_its_gamma(tmp_path: Path, stored: float, wanted: int) -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add(b"gAMA", struct.pack(">I", round(stored * 100000)))
    Image.new("RGB", (80, 80), (128, 128, 128)).save(tmp_path / "scan.png", pnginfo=chunks)
    np.testing.assert_allclose(load_image(tmp_path / "scan.png")[0, 0], wanted, atol=1)
