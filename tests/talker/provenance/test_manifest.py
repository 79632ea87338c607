"""What a finished video says of itself, read by other means than those that wrote it."""

from __future__ import annotations

import hashlib
import http.server
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import c2pa
import pytest
from PIL import Image

from talker.errors import Cancelled, ErrorCode, InputError
from talker.media.probe import probe
from talker.progress import CancelToken, NoticeCode
from talker.provenance import c2pa as credentials
from talker.provenance.c2pa import Sources
from talker.provenance.identity import SELF_SIGNED
from talker.provenance.manifest import LabelWriter, inspect, read_record
from talker.provenance.publisher import Publisher
from talker.version import __version__
from tests.skips import AllowedSkip
from tests.talker.films import Film, Heard, film, travel, wanted
from tests.talker.provenance.boxes import tags, uuids
from tests.talker.sounds import ffmpeg

XMP = "be7acfcb97a942e89c71999491e3afac"
TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def changed(film: Film, folder: Path, old: bytes, new: bytes) -> Path:
    """A copy of the video with some bytes exchanged for as many others."""
    data = film.path.read_bytes()
    assert old in data
    assert len(old) == len(new)
    target = folder / "changed.mp4"
    target.write_bytes(data.replace(old, new))
    return target


def test_the_container_holds_the_label_of_gb_45438(signed: Film) -> None:
    found = tags(signed.path)
    label = json.loads(found["AIGC"])
    assert list(label) == [
        *("Label", "ContentProducer", "ProduceID", "ReservedCode1"),
        *("ContentPropagator", "PropagateID", "ReservedCode2"),
    ]
    assert all(isinstance(value, str) for value in label.values())
    assert (label["Label"], label["ContentProducer"]) == ("1", "Studio 北")
    assert label["ProduceID"] == json.loads(found["mouthpiece"])["id"] != ""
    assert label["ReservedCode1"] == hashlib.sha256(found["mouthpiece"].encode()).hexdigest()


def test_xmp_names_the_source_type_of_iptc(signed: Film) -> None:
    packet = uuids(signed.path)[XMP].decode("utf-8")
    tree = ElementTree.fromstring(packet[packet.index("?>") + 2 : packet.rindex("<?")])
    values = [value for node in tree.iter() for value in node.attrib.values()]
    assert TRAINED in values


def test_the_signed_manifest_names_model_inputs_and_version(signed: Film) -> None:
    with signed.path.open("rb") as stream, c2pa.Reader("video/mp4", stream) as reader:
        store = json.loads(reader.json())
    assert store["validation_state"] == "Valid"
    assert {one["code"] for one in store["validation_status"]} == {"signingCredential.untrusted"}
    manifest = store["manifests"][store["active_manifest"]]
    facts = {one["label"]: one["data"] for one in manifest["assertions"]}
    (action,) = facts["c2pa.actions.v2"]["actions"]
    assert action["action"] == "c2pa.created"
    assert action["digitalSourceType"] == TRAINED
    assert action["softwareAgent"] == {"name": "Mouthpiece", "version": __version__}
    record = facts["org.mouthpiece.generation"]
    assert record["engine"] == "gradient 1"
    assert record["version"] == __version__
    assert record["portrait"]["sha256"] == sha256(signed.request.portrait)
    assert record["speech"]["sha256"] == sha256(signed.request.speech)
    assert record["options"]["quality"] == 10
    assert manifest["signature_info"]["common_name"] == SELF_SIGNED


def test_inspect_reads_everything_back(signed: Film) -> None:
    found = inspect(signed.path)
    assert found.problems == ()
    assert found.aigc is not None
    assert found.aigc.content_producer == "Studio 北"
    assert found.source_type == TRAINED
    assert found.credentials is not None
    assert found.credentials.valid
    assert found.credentials.self_signed
    assert found.credentials.record == found.record == read_record(signed.path)
    assert found.record is not None
    assert found.record.speech is not None
    assert found.record.speech.name == "Rede 讲话.wav"


def test_no_folder_of_the_user_is_told(signed: Film) -> None:
    assert str(signed.request.speech.parent).encode() not in signed.path.read_bytes()


def test_labels_and_signature_leave_picture_and_sound_alone(signed: Film, tmp_path: Path) -> None:
    request = signed.request.model_copy(update={"output": tmp_path / "plain.mp4"})
    plain = travel(request, tmp_path / "home", Publisher(sign=False))

    def packets(path: Path) -> bytes:
        return ffmpeg("-i", f"file:{path}", "-map", "0", "-c", "copy", "-f", "framecrc", "pipe:1")

    assert packets(plain.path) == packets(signed.path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Studio 北", "Studio 南"),  # in the label
        ("gradient 1", "gradient 2"),  # in both records
        ("trainedAlgorithmicMedia", "digitalCaptureCaptureXX"),  # in XMP
    ],
)
def test_a_changed_word_is_noticed(signed: Film, tmp_path: Path, old: str, new: str) -> None:
    found = inspect(changed(signed, tmp_path, old.encode(), new.encode()))
    assert any("not what was signed" in problem for problem in found.problems)


def test_a_changed_picture_is_noticed(signed: Film, tmp_path: Path) -> None:
    data = bytearray(signed.path.read_bytes())
    data[data.rindex(b"mdat") + 5000] ^= 1
    target = tmp_path / "changed.mp4"
    target.write_bytes(data)
    found = inspect(target)
    assert found.credentials is not None
    assert not found.credentials.valid
    assert "assertion.bmffHash.mismatch" in found.credentials.problems


def test_a_cut_file_is_noticed(signed: Film, tmp_path: Path) -> None:
    target = tmp_path / "cut.mp4"
    target.write_bytes(signed.path.read_bytes()[:-2000])
    assert inspect(target).problems


def test_without_a_signature_another_record_is_noticed(tmp_path: Path, astronaut: Path) -> None:
    plain = film(tmp_path, astronaut, Publisher(sign=False))
    found = inspect(plain.path)
    assert (found.credentials, found.problems) == (None, ())
    assert found.aigc is not None
    assert found.source_type == TRAINED
    forged = changed(plain, tmp_path, b"gradient 1", b"gradient 2")
    assert inspect(forged).problems == ("The AIGC label belongs to another record.",)


def test_a_video_of_another_program_says_nothing(signed: Film, tmp_path: Path) -> None:
    other = tmp_path / "other.mp4"
    ffmpeg("-i", f"file:{signed.path}", "-c", "copy", "-map_metadata", "-1", f"file:{other}")
    found = inspect(other)
    assert (found.aigc, found.record, found.source_type) == (None, None, None)
    assert (found.credentials, found.problems) == (None, ())
    with pytest.raises(InputError) as caught:
        read_record(other)
    assert caught.value.code is ErrorCode.NO_RECORD


def test_a_full_disk_is_no_reason_to_leave_the_signature_out(signed: Film, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    room = signed.path.stat().st_size * 3 // 2
    command = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip(AllowedSkip.RIGHTS.reason("only root can mount a small disk here"))
    try:
        part = disk / "out.mp4"
        shutil.copy(signed.path, part)
        labels = LabelWriter(read_record(signed.path), Publisher(), signed.home)
        with pytest.raises(InputError) as caught:
            labels.close(part, Path("out.mp4"), CancelToken())
        assert caught.value.code is ErrorCode.DISK_FULL
        assert list(disk.iterdir()) == [part]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_label_in_other_programs_words_is_read(tmp_path: Path) -> None:
    for text in ('{"Label":"2"}', '{"AIGC":{"Label":"2","Extra":1}}'):
        other = tmp_path / "other.mp4"
        source = ("-f", "lavfi", "-i", "color=teal:size=64x64:rate=25", "-frames:v", "2")
        tagged = ("-metadata", f"AIGC={text}", "-movflags", "use_metadata_tags")
        ffmpeg(*source, *tagged, f"file:{other}")
        found = inspect(other).aigc
        assert found is not None
        assert (found.label, found.content_producer) == ("2", "")


def test_what_is_made_from_a_video_names_it(signed: Film, tmp_path: Path) -> None:
    part = tmp_path / "wide.mp4"
    ffmpeg("-i", f"file:{signed.path}", "-c", "copy", f"file:{part}")
    labels = LabelWriter(read_record(signed.path), Publisher(), signed.home)
    assert labels.close(part, Path("wide.mp4"), CancelToken(), Sources(signed.path)) == ()
    found = inspect(part).credentials
    assert found is not None
    assert found.valid
    assert found.ingredients == ("out.mp4",)
    assert found.source_types == (TRAINED,)


def test_signing_stops_when_it_is_cancelled(signed: Film, tmp_path: Path) -> None:
    class Soon(CancelToken):
        """Cancelled once the file is being read."""

        looks = 0

        def check(self) -> None:
            self.looks += 1
            if self.looks > 2:
                self.cancel()
            super().check()

    part = tmp_path / "out.part.mp4"
    part.write_bytes(signed.path.read_bytes())
    with pytest.raises(Cancelled):
        LabelWriter(read_record(signed.path), Publisher(), signed.home).close(
            part, Path("out.mp4"), Soon()
        )
    assert list(tmp_path.iterdir()) == [part]


@pytest.mark.parametrize("name", ["letter.txt", "gone.mp4", "folder.mp4"])
def test_what_is_no_video_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(InputError) as caught:
        inspect(tmp_path / name)
    assert caught.value.code is ErrorCode.VIDEO_UNREADABLE
    assert name in caught.value.message


@pytest.mark.parametrize("library", ["c2pa", "cryptography"])
def test_where_a_library_does_not_load_the_video_is_labelled_only(
    tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, "talker.provenance.signing_key", raising=False)
    heard = Heard()
    made = travel(wanted(tmp_path, astronaut), tmp_path / "home", None, heard)
    assert [one.code for one in heard] == [NoticeCode.NOT_SIGNED]
    assert heard == list(made.result.notices)
    assert "out.mp4" in heard[0].message
    assert library in heard[0].message.lower()
    assert probe(made.path).video is not None
    assert json.loads(tags(made.path)["AIGC"])["Label"] == "1"
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"home", "out.mp4", "Rede 讲话.wav"}


def test_inspect_says_when_it_cannot_read_the_signature(
    signed: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    found = inspect(signed.path)
    assert found.credentials is None
    assert "C2PA library" in found.unread
    assert found.record is not None


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and the paths that it was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


def test_a_manifest_that_lies_elsewhere_is_not_fetched(
    signed: Film, tmp_path: Path, asked: tuple[str, list[str]]
) -> None:
    from talker.provenance.signing_key import local_identity

    address, paths = asked
    picture, target = tmp_path / "a.png", tmp_path / "remote.png"
    Image.new("RGB", (8, 8)).save(picture)
    who = local_identity(signed.home, CancelToken())
    info = c2pa.C2paSignerInfo(
        who.algorithm.encode(), who.certificates.encode(), who.key.encode(), None
    )
    made = {"action": "c2pa.created", "digitalSourceType": TRAINED}
    manifest = {"assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [made]}}]}
    with c2pa.Signer.from_info(info) as signer, c2pa.Builder(manifest) as builder:
        builder.set_no_embed()
        builder.set_remote_url(f"{address}/manifest.c2pa")
        with picture.open("rb") as read, target.open("w+b") as written:
            builder.sign(signer, "image/png", read, written)
    assert b"manifest.c2pa" in target.read_bytes()
    with pytest.raises(credentials.ManifestElsewhere):
        credentials.read_credentials(target)
    assert paths == []


_SIGNED_ALONE = """
import resource, sys
from pathlib import Path
from talker.progress import CancelToken
from talker.provenance.manifest import LabelWriter, read_record
from talker.provenance.publisher import Publisher
labels = LabelWriter(read_record(Path(sys.argv[2])), Publisher(), Path(sys.argv[3]))
labels.close(Path(sys.argv[1]), Path("out.mp4"), CancelToken())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux", reason=AllowedSkip.SYSTEM.reason("memory is told otherwise")
)
def test_signing_takes_no_memory_for_the_length_of_a_video(signed: Film, tmp_path: Path) -> None:
    taken = []
    for seconds in (20, 460):  # 4 and 88 MB of sound that is not compressed
        part = tmp_path / f"{seconds}.part.mp4"
        tone = f"anoisesrc=d={seconds}:r=48000"
        sound = ("-c:a", "pcm_s16le", "-ac", "2", "-f", "mp4", str(part))
        ffmpeg("-f", "lavfi", "-i", tone, *sound)
        before = part.stat().st_size
        assert before > seconds * 190_000
        command = (sys.executable, "-c", _SIGNED_ALONE, *map(str, (part, signed.path, signed.home)))
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert part.stat().st_size > before  # it is signed
        taken.append(int(done.stdout.split()[-1]) / 1024)
    assert taken[1] - taken[0] < 25
