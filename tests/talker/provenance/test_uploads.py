"""Labels where uploads and other programs keep them: read back after each of their ways."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import tracemalloc
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from talker.deliver.deliver import deliver
from talker.deliver.plan import DeliverTask
from talker.media.ffmpeg import executable
from talker.media.media_types import media_type
from talker.options.deliver import DeliverOptions
from talker.options.deliver_spec import read_spec
from talker.provenance import xmp
from talker.provenance.embed import tag_gif, tag_png
from talker.provenance.manifest import Findings, inspect
from talker.provenance.xmp import SOURCE_TYPE, Labels, parse
from tests.talker.films import Film
from tests.talker.provenance.boxes import uuids
from tests.talker.sounds import ffmpeg

XMP = "be7acfcb97a942e89c71999491e3afac"
SPECS = ("mp4", "mov", "webm", "gif", "png")
LABEL = '{"Label":"1","ContentProducer":"Studio <北> & Co","ProduceID":"7"}'


@pytest.fixture(scope="module")
def versions(signed: Film, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One deliverable of each kind; of pictures the first."""
    folder = tmp_path_factory.mktemp("versions")
    found = {}
    for spec in SPECS:
        options = read_spec(f"{spec},rate=24", DeliverOptions())
        target = folder / f"a{options.format.container.suffix if spec != 'png' else ''}"
        deliver(signed.path, [DeliverTask(options, target)], home=signed.home)
        found[spec] = target / "000001.png" if spec == "png" else target
    return found


def said(found: Findings) -> tuple[str, str]:
    assert found.problems == ()
    assert found.aigc is not None
    return found.aigc.label, found.aigc.content_producer


@pytest.mark.parametrize("spec", SPECS)
def test_every_kind_of_file_says_all_of_it(versions: dict[str, Path], spec: str) -> None:
    found = inspect(versions[spec])
    assert said(found) == ("1", "Mouthpiece")
    assert found.record is not None
    if spec == "webm":  # it has no place for either
        assert (found.source_type, found.credentials) == (None, None)
        return
    assert found.source_type == SOURCE_TYPE
    assert found.credentials is not None
    assert found.credentials.valid
    assert found.credentials.ingredients == ("out.mp4",)


def test_other_programs_read_pictures_and_their_xmp(versions: dict[str, Path]) -> None:
    with Image.open(versions["png"]) as picture:
        picture.load()
        text = str(picture.getxmp())
    assert SOURCE_TYPE in text
    assert "'AIGC'" in text
    assert '"Label":"1"' in text


def test_a_gif_with_xmp_plays_as_before(versions: dict[str, Path]) -> None:
    """The packet is cut into no blocks: readers must come out behind it all the same."""
    frames = ffmpeg("-i", str(versions["gif"]), "-f", "framecrc", "-").splitlines()
    assert len([line for line in frames if not line.startswith(b"#")]) == 60
    with Image.open(versions["gif"]) as picture:
        assert getattr(picture, "n_frames", 0) == 60


def test_the_video_holds_the_aigc_label_in_xmp_as_the_guides_have_it(signed: Film) -> None:
    packet = uuids(signed.path)[XMP].decode()
    assert '<TC260:AIGC xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">{&quot;Label' in packet
    label = json.loads(parse(packet.encode()).aigc or "")
    assert (label["Label"], label["ContentProducer"]) == ("1", "Studio 北")


@pytest.mark.parametrize("road", [("a.mp4",), ("a.mov", "b.mp4"), ("a.mkv", "b.mp4"), ("a.m4v",)])
def test_the_aigc_label_survives_a_copy_by_a_program_that_knows_nothing_of_it(
    signed: Film, tmp_path: Path, road: tuple[str, ...]
) -> None:
    path = signed.path
    for name in road:
        ffmpeg("-i", f"file:{path}", "-map", "0", "-c", "copy", f"file:{tmp_path / name}")
        path = tmp_path / name
    assert said(inspect(path)) == ("1", "Studio 北")


ELEMENT = f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>"
RESOURCE = f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{SOURCE_TYPE}"/>'
ALTERNATIVES = (
    "<Iptc4xmpExt:DigitalSourceType>\n <rdf:Alt>\n  "
    f"<rdf:li>{SOURCE_TYPE}</rdf:li></rdf:Alt></Iptc4xmpExt:DigitalSourceType>"
)


def rewritten(source: str, aigc: str, attributes: str = "") -> bytes:
    """As programs write a packet anew: one description for each namespace, and blanks."""
    about = "<rdf:Description rdf:about=''"
    return (
        "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
        "<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 12.57'>\n"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
        f"{about} xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>t</dc:title>"
        f"</rdf:Description>{about} {attributes} "
        f"xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>{source}"
        f"</rdf:Description>{about} xmlns:T='http://www.tc260.org.cn/ns/AIGC/1.0/'>{aigc}"
        "</rdf:Description></rdf:RDF></x:xmpmeta>" + " " * 200 + "<?xpacket end='w'?>"
    ).encode()


LISTED = f"<rdf:Bag><rdf:li>{escape(LABEL)}</rdf:li></rdf:Bag>"
ATTRIBUTE = f'Iptc4xmpExt:DigitalSourceType="{SOURCE_TYPE}"'
FORMS = [
    rewritten(ELEMENT, f"<T:AIGC>{escape(LABEL)}</T:AIGC>"),
    rewritten(RESOURCE, f"<T:AIGC>\n{escape(LABEL, quote=False)}\n</T:AIGC>"),
    rewritten(ALTERNATIVES, f"<T:AIGC>{LISTED}</T:AIGC>"),
    rewritten("", f"<T:AIGC>{escape(LABEL)}</T:AIGC>", ATTRIBUTE),
    xmp.packet(LABEL),
    xmp.packet(LABEL)[xmp.packet().index(b"<x:") : -len(b'<?xpacket end="r"?>')],
]


@pytest.mark.parametrize("packet", FORMS)
def test_a_packet_is_read_in_every_form(packet: bytes) -> None:
    assert parse(packet) == Labels(SOURCE_TYPE, LABEL)


@pytest.mark.parametrize("packet", [b"", b"\xff", b"<a", b"<?xpacket", b"<a/>", xmp.packet()[:200]])
def test_what_is_no_packet_says_nothing(packet: bytes) -> None:
    assert parse(packet) == Labels()


def _box(kind: bytes, *contents: bytes) -> bytes:
    body = b"".join(contents)
    return struct.pack(">I4s", 8 + len(body), kind) + body


@pytest.mark.parametrize("place", ["uuid", "XMP_"])
def test_a_video_whose_xmp_another_program_wrote_anew(tmp_path: Path, place: str) -> None:
    path = tmp_path / "a.mov"
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=0.2", str(path))
    with path.open("ab") as file:
        if place == "uuid":
            file.write(_box(b"uuid", bytes.fromhex(XMP), FORMS[0]))
        else:
            file.write(_box(b"moov", _box(b"udta", _box(b"XMP_", FORMS[0]))))
    found = inspect(path)
    assert found.source_type == SOURCE_TYPE
    assert found.aigc is not None
    assert found.aigc.content_producer == "Studio <北> & Co"


@pytest.mark.parametrize("suffix", ["webp", "jpg", "png", "gif", "avif"])
def test_a_picture_that_was_stored_anew_with_its_xmp(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    picture = Image.new("RGB", (64, 64), "teal")
    if suffix == "gif":
        picture.save(path)
        data = path.read_bytes()
        at = 13 + 3 * (2 << (data[10] & 7))
        packet = b"\x21\xff\x0bXMP DataXMP" + FORMS[0] + b"\1" + bytes(range(255, -1, -1)) + b"\0"
        path.write_bytes(data[:at] + packet + data[at:])
    elif suffix == "png":
        texts = PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", FORMS[0].decode())
        picture.save(path, pnginfo=texts)
    else:
        picture.save(path, xmp=FORMS[0])
    found = inspect(path)
    assert found.source_type == SOURCE_TYPE
    assert found.aigc is not None
    assert found.aigc.produce_id == "7"


@pytest.mark.parametrize("name", ["a.m4v", "a.MP4", "a.mov", "a", "a.png"])
def test_a_signed_video_is_known_by_what_it_is_not_by_its_name(
    signed: Film, tmp_path: Path, name: str
) -> None:
    path = Path(shutil.copy(signed.path, tmp_path / name))
    found = inspect(path).credentials
    assert found is not None
    assert found.valid


def test_media_types_by_first_bytes(versions: dict[str, Path]) -> None:
    assert {spec: media_type(path) for spec, path in versions.items()} == {
        "mp4": "video/mp4",
        "mov": "video/quicktime",
        "webm": "video/x-matroska",
        "gif": "image/gif",
        "png": "image/png",
    }
    assert media_type(versions["mp4"].parent) is None


def test_pictures_carry_no_larger_picture_of_themselves(versions: dict[str, Path]) -> None:
    data = versions["gif"].read_bytes()
    assert b"c2pa.thumbnail" not in data
    assert b"c2pa.thumbnail" not in versions["png"].read_bytes()


def told(path: Path) -> str:
    words = [str(executable()), "-hide_banner", "-i", str(path)]
    return subprocess.run(words, capture_output=True).stderr.decode()


@pytest.mark.parametrize("spec", ["mp4", "mov"])
def test_a_video_knows_the_day_it_was_made(versions: dict[str, Path], spec: str) -> None:
    lines = told(versions[spec]).splitlines()
    dates = [line.split(": ", 1)[1] for line in lines if "creation_time" in line]
    assert len(dates) == 3  # of the file and of each track
    for date in dates:
        made = datetime.fromisoformat(date.strip())
        assert abs((datetime.now(UTC) - made).total_seconds()) < 3600


def test_a_date_in_long_boxes_is_written_too(tmp_path: Path) -> None:
    from talker.media.boxes import write_date

    path = tmp_path / "a.mp4"
    header = _box(b"mvhd", b"\1\0\0\0", bytes(28), b"end")
    path.write_bytes(_box(b"ftyp", b"isom") + _box(b"moov", header))
    write_date(path, 1_000_000_000)
    moment = struct.pack(">Q", 1_000_000_000 + 2_082_844_800)
    assert path.read_bytes().endswith(b"\1\0\0\0" + moment + moment + bytes(12) + b"end")


@pytest.mark.parametrize("tag", [tag_gif, tag_png])
def test_labels_of_a_long_animation_take_no_memory(
    tmp_path: Path, tag: Callable[[Path, Mapping[str, str], bytes], None]
) -> None:
    path = tmp_path / f"a.{'gif' if tag is tag_gif else 'png'}"
    Image.new("RGB", (8, 8)).save(path)
    with path.open("ab") as file:
        file.truncate(64 << 20)
    tracemalloc.start()
    tag(path, {"AIGC": LABEL}, xmp.packet(LABEL))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20
    assert path.stat().st_size > 64 << 20
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
