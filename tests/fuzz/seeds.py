"""Makes the good files that cases are damaged copies of; each function fills a folder."""

from __future__ import annotations

import base64
import json
import shutil
import struct
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np
import pillow_heif
import soundfile
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, PngImagePlugin

from app.bench.spoken import LANGUAGES, samples
from app.brands import Brand, export_brand, save_brand
from app.drafts import CreateDraft, save_draft
from app.farm.net.pki import Keys, issue
from app.farm.net.protocol import (
    PROTOCOL,
    FailureReply,
    InputFile,
    JobSpec,
    MissingInputReply,
    PreparedReply,
    SchedulerHello,
    SegmentReply,
    WorkerHealth,
    WorkerReport,
)
from app.farm.net.roles import Role as FarmRole
from app.gui.shell.start_message import Message
from app.jobs.registry import encode
from app.models.packs import PackedFile, PackList
from app.presenters import PresenterFacts
from app.presets import save_preset
from app.preview.messages import (
    Answered,
    Ask,
    Failure,
    LookAtNeeds,
    LookAtPortrait,
    MakePreview,
    Progressed,
    Rectangle,
)
from app.queue.job import NewJob, State
from app.queue.rows import new_row
from app.service.users import Role, Users, users_path
from app.settings.models import ModelSettings
from app.settings.store import Settings
from app.settings.window import WindowSettings
from app.updates import Release, SignedRelease
from app.worker.messages import Advanced, Ended, Ready
from avatar_gen.judge import Verdict
from avatar_gen.metadata import RECORD, PictureRecord
from avatar_gen.request import AvatarRequest
from speech_gen.pronunciations import Entry, Pronunciations, write_pronunciations
from speech_gen.script.marks import MARKS
from talker.assets import asset
from talker.dubbing.cuts import THUMB_SIZE
from talker.dubbing.tracker import Seen
from talker.dubbing.tracks import write_tracks
from talker.errors import ErrorCode
from talker.face.landmarks import Face
from talker.options.deliver import DeliverRequest, FinishOptions
from talker.options.dub import DubOptions
from talker.options.render import RenderOptions, RenderRequest
from talker.progress import CancelToken, Stage
from talker.provenance.aigc import AigcLabel
from talker.provenance.c2pa import ASSERTION, load_library
from talker.provenance.manifest import LabelWriter
from talker.provenance.publisher import Publisher
from talker.provenance.record import Record, Source
from talker.provenance.xmp import append_packet
from talker.scene import Box
from talker.subtitles.cues import Cue
from talker.subtitles.side_files import format_json
from talker.subtitles.style import STYLES
from talker.version import __version__
from talker.words import Word
from tests.talker.sounds import clicks, ffmpeg

_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC_KEY = base64.b64encode(_KEY.public_key().public_bytes_raw()).decode()
_SHA = sha256(b"content").hexdigest()
_SHEET = (
    ("portrait", "speech", "name", "engine", "seed", "preset", "deliverable"),
    ("anna.png", "a.wav", "a", "builtin", 7, "first, one", "9:16"),
    ("li 李.jpg", "b.wav", None, "auto", 0.5, None, "aspect=1:1,codec=hevc"),
)


def _write(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")


def _image() -> Image.Image:
    ramp = np.linspace(0, 255, 80 * 96 * 3, dtype=np.uint8).reshape(80, 96, 3)
    return Image.fromarray(ramp)


def pictures(folder: Path) -> None:
    image = _image()
    for suffix in ("png", "jpg", "webp", "tiff", "bmp", "gif", "jp2", "ppm", "tga", "avif"):
        image.save(folder / f"picture.{suffix}")
    pillow_heif.from_pillow(image).save(folder / "picture.heic")
    image.save(folder / "picture.ico", sizes=[image.size])
    image.convert("RGBA").save(folder / "alpha.png")
    image.convert("P").save(folder / "palette.png")
    image.save(folder / "exif.jpg", exif=_turned())
    image.save(folder / "packed.tiff", compression="tiff_lzw")


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation
    return exif


def picture_records(folder: Path) -> None:
    record = PictureRecord(
        request=AvatarRequest(prompt="a woman", loras=("smile.safetensors:0.8",), seed=3),
        seed=3,
        width=512,
        height=512,
        prompt="a woman",
        negative="blurred",
        model="sd15",
        hashes={"sd15": "0123456789"},
        verdict=Verdict(score=80),
    )
    info = PngImagePlugin.PngInfo()
    info.add_itxt(RECORD, record.model_dump_json())
    _image().save(folder / "picture.png", pnginfo=info)
    info = PngImagePlugin.PngInfo()
    info.add_itxt(RECORD, record.model_dump_json(), zip=True)
    _image().save(folder / "packed.png", pnginfo=info)


def infotexts(folder: Path) -> None:
    """As two programs write them."""
    from tests.avatar_gen.test_infotext import _PONY, _SITE

    (folder / "webui.txt").write_text(_PONY, "utf-8")
    (folder / "site.txt").write_text(_SITE, "utf-8")


def prompts(folder: Path) -> None:
    """In Chinese and in English, with all marks."""
    chinese = "一个30岁的女人, (穿着白色衬衫的主播:1.2), [黑发:金发:0.5] AND 海边 :0.8, 名字\n"
    english = "a young woman, ((smile)), <lora:名字:0.8> BREAK navy blaz"
    (folder / "chinese.txt").write_text(chinese + english, "utf-8")
    (folder / "english.txt").write_text(english, "utf-8")


def sounds(folder: Path) -> None:
    samples = clicks(0.4, 16000, at=0.1)
    wave = folder / "sound.wav"
    soundfile.write(wave, samples, 16000, subtype="PCM_16")
    for name in ("sound.flac", "sound.ogg"):
        soundfile.write(folder / name, samples, 16000)
    for name in ("sound.mp3", "sound.m4a", "sound.mka"):
        ffmpeg("-i", f"file:{wave}", f"file:{folder / name}")


def videos(folder: Path) -> None:
    source = ("-f", "lavfi", "-i", "testsrc=s=64x64:r=25:d=0.3")
    sound = ("-f", "lavfi", "-i", "sine=d=0.3", "-shortest")
    tags = ("-movflags", "use_metadata_tags", "-metadata", f"mouthpiece={_record().text()}")
    for name in ("video.mp4", "video.mov", "video.mkv"):
        ffmpeg(*source, *sound, "-pix_fmt", "yuv420p", *tags, f"file:{folder / name}")
    ffmpeg(*source, f"file:{folder / 'video.gif'}")


def signed_videos(folder: Path, home: Path) -> None:
    """With all labels: tags, XMP and a signature by a certificate of the given home."""
    writer = LabelWriter(_record(), Publisher(), home)
    source = ("-f", "lavfi", "-i", "testsrc=s=64x64:r=25:d=0.2", "-pix_fmt", "yuv420p")
    said = [
        word for name, value in writer.tags.items() for word in ("-metadata", f"{name}={value}")
    ]
    for name in ("video.mp4", "video.mov"):
        path = folder / name
        ffmpeg(*source, "-movflags", "use_metadata_tags", *said, f"file:{path}")
        writer.close(path, path, CancelToken())


def _record() -> Record:
    return Record(
        version=__version__,
        id="0123456789abcdef",
        engine="builtin 1.0",
        models=("sadtalker-256",),
        portrait=Source(name="anna.png", sha256=_SHA),
        speech=Source(name="a.wav", sha256=_SHA),
        options={"seed": 7, "ai_label": "always", "deliverable": ["9:16"], "pose": [0.0, 1.0]},
        finish={"format": "mp4"},
    )


def records(folder: Path) -> None:
    _write(folder, "record.json", _record().text())


def aigc_labels(folder: Path) -> None:
    label = AigcLabel(label="1", content_producer="Studio 北", produce_id="1")
    _write(folder, "label.json", label.text())
    _write(folder, "wrapped.json", json.dumps({"AIGC": json.loads(label.text())}))


def manifest_stores(folder: Path) -> None:
    """What the C2PA library says of a signed file."""
    place = folder.parent / "signed"
    place.mkdir()
    signed_videos(place, place)
    c2pa = load_library()
    with (place / "video.mp4").open("rb") as stream, c2pa.Reader("video/mp4", stream) as reader:
        text = str(reader.json())
    assert ASSERTION in text
    _write(folder, "store.json", text)
    shutil.rmtree(place)


def box_files(folder: Path) -> None:
    path = folder / "xmp.mp4"
    path.write_bytes(struct.pack(">I4s4s", 12, b"ftyp", b"isom"))
    append_packet(path)
    path.write_bytes(path.read_bytes() + struct.pack(">I4sQ", 1, b"free", 24) + bytes(8))


def container_tags(folder: Path) -> None:
    _write(
        folder,
        "tags.txt",
        ";FFMETADATA1\ntitle=A\\=B\nmouthpiece={\\\n}\nencoder=Lavf\n[STREAM]\nlanguage=eng\n",
    )


def csv_sheets(folder: Path) -> None:
    for name, sign in (("sheet.csv", ","), ("sheet.tsv", "\t"), ("semicolons.csv", ";")):
        rows = (
            sign.join(f'"{cell}"' if sign in str(cell) else str(cell or "") for cell in row)
            for row in _SHEET
        )
        _write(folder, name, "\r\n".join(rows))


def json_sheets(folder: Path) -> None:
    head, *rows = _SHEET
    lines = [json.dumps(dict(zip(map(str, head), row, strict=True))) for row in rows]
    _write(folder, "sheet.jsonl", "\n".join(lines))


def workbooks(folder: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in _SHEET:
        book.active.append(row)
    book.save(folder / "sheet.xlsx")


def subtitles(folder: Path) -> None:
    _write(
        folder,
        "cues.srt",
        "1\n00:00:00,100 --> 00:00:01,500\n<i>Hello</i> &amp; welcome\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n{\\an8}你好。\nSecond line\n",
    )
    said = (Word("Hello", 0.1, 0.4), Word("there", 0.5, 0.9))
    _write(folder, "cues.json", format_json((Cue(0.1, 1.0, "Hello there", said),), "en"))
    _write(
        folder,
        "cues.vtt",
        "WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000 line:0\n- One\n\n"
        "1:00:01.000 --> 1:00:02.000\n<v Anna>Two\n",
    )
    _write(
        folder,
        "cues.ass",
        "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n"
        "Dialogue: 0,0:00:00.20,0:00:01.00,Default,{\\i1}One{\\i0}\\NTwo, three\n",
    )
    _write(
        folder,
        "cues.ttml",
        '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xml:lang="de" '
        'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25"><body><div begin="1s">'
        '<p begin="00:00:00:05" dur="2.5s">One<br/>two</p><p><span begin="3s" end="4s">Three</span>'
        "</p></div></body></tt>",
    )
    _write(folder, "cues.sbv", "0:00:00.599,0:00:04.160\nHello\n\n0:00:05.000,0:00:06.000\nשלם!\n")
    _write(folder, "cues.sub", "{1}{1}25\n{5}{25}{Y:i}First|second\n")
    _write(folder, "song.lrc", "[ar:Anna]\n[offset:+100]\n[00:00.20]First\n[00:01.10]Second\n")
    _write(folder, "script.txt", "Hello, this is a script. It has sentences!\n你好。再见。\n")


def scripts(folder: Path) -> None:
    """Every mark, numbers of both languages, fields, emoji."""
    marks = " ".join(mark.example.replace("…", "word") for mark in MARKS)
    spoken = "\n".join(one.written for language in LANGUAGES for one in samples(language)[:20])
    text = f"# Title\nDear {{name}}, *stress* {marks} 😀 \\[no mark\\] {{{{x}}}}\n\n{spoken}\n"
    (folder / "script.txt").write_text(text, "utf-8")
    (folder / "chinese.txt").write_bytes("大家好[点头]价格是￥199。".encode("gb18030"))


def pronunciations(folder: Path) -> None:
    """One file of each kind."""
    words = Pronunciations().having(Entry("en", "nginx", "engine x"), Entry("zh", "重庆", "/a/"))
    for name in ("words.toml", "words.csv"):
        write_pronunciations(words, folder / name)


def presets(folder: Path) -> None:
    options = RenderOptions(seed=7, deliverable=("9:16", "format=gif"))
    save_preset("mine", options, folder.parent / "preset-home")
    shutil.copy(folder.parent / "preset-home" / "presets" / "mine.toml", folder / "mine.mppreset")
    _write(folder, "small.toml", 'description = "Small"\n[options]\nsize = 512\nquality = 10\n')


def brands(folder: Path) -> None:
    home = folder.parent / "brand-home"
    logo = folder.parent / "logo.png"
    Image.new("RGB", (8, 8)).save(logo)
    finish = FinishOptions(logo=logo)
    brand = save_brand(Brand("mine", "Ours", finish, ("9:16,1080",)), home, replace_old=True)
    export_brand(brand, folder / "mine.mpbrand")


def caption_styles(folder: Path) -> None:
    for name in STYLES:
        shutil.copy(asset(f"captions/{name}.toml"), folder)


def drafts(folder: Path) -> None:
    begun = CreateDraft(portrait=Path("a.png"), speech=Path("a.wav"), cut=("1-2",), text="Hello.")
    save_draft(begun, folder)
    shutil.move(folder / "drafts" / "create.json", folder / "create.json")
    (folder / "drafts").rmdir()


def service_users(folder: Path) -> None:
    home = folder.parent / "service-home"
    users = Users(home)
    users.add("anna", Role.MAKE, jobs=3)
    shutil.copy(users_path(home), folder)


def service_orders(folder: Path) -> None:
    request = {"portrait": "a.png", "text": "Hello.", "fps": 25}
    order = {"kind": "render", "request": request, "label": "a", "priority": 1}
    _write(folder, "order.json", json.dumps(order))


def consents(folder: Path) -> None:
    text = 'owner = "Anna"\nsource = "contract.pdf"\nscope = "all"\nexpires = 2031-12-31\n'
    _write(folder, "portrait.consent.toml", text)


def settings(folder: Path) -> None:
    whole = Settings(
        models=ModelSettings(offline=True, proxy="http://localhost:8080"),
        window=WindowSettings(
            workers=2, help_size=(800, 600), recent_portraits=(folder / "a.png",)
        ),
    )
    _write(folder, "settings.json", whole.model_dump_json())


def catalogues(folder: Path) -> None:
    whole = json.loads(asset("models.json").read_bytes())
    models = [model for model in whole["models"] if not model.get("alternatives")][:2]
    _write(folder, "catalogue.json", json.dumps({"version": 1, "models": models}))


def packs(folder: Path) -> None:
    files = {"one/a.bin": b"content", "two/sub/b.bin": bytes(300)}
    listed = []
    with zipfile.ZipFile(folder / "models.zip", "w") as pack:
        for place, content in files.items():
            model, _, name = place.partition("/")
            digest = sha256(content).hexdigest()
            listed.append(PackedFile(model=model, name=name, size=len(content), sha256=digest))
        pack.writestr("mouthpiece-pack.json", PackList(files=tuple(listed)).model_dump_json())
        for place, content in files.items():
            pack.writestr(f"models/{place}", content)


def releases(folder: Path) -> None:
    release = Release(version="9.1.0", page="https://example.org/", notes="New.")
    text = release.model_dump_json()
    signature = base64.b64encode(_KEY.sign(text.encode())).decode()
    signed = SignedRelease(release=text, signature=signature)
    _write(folder, "release.json", signed.model_dump_json())


def tensors(folder: Path) -> None:
    from safetensors.numpy import save_file

    values = {"weight": np.ones((3, 4), np.float32), "bias": np.zeros(3, np.float16)}
    save_file(values, folder / "small.safetensors", metadata={"format": "pt"})


def controlnets(folder: Path) -> None:
    """In the names of diffusers and in the original ones."""
    from safetensors.torch import save_file

    from avatar_gen.family import Family
    from tests.avatar_gen.single_file import unet_names
    from tests.avatar_gen.tiny import controlnet

    newer = controlnet(Family.SD1).state_dict()
    for name, state in (("newer", newer), ("original", unet_names(newer))):
        whole = {key: value.contiguous() for key, value in state.items()}
        save_file(whole, folder / f"{name}.safetensors")


def adapters(folder: Path) -> None:
    """One that reads patches, and one that reads a vector."""
    from safetensors.torch import save_file

    from avatar_gen.family import Family
    from tests.avatar_gen.tiny_adapter import adapter_state

    for kind in ("plus", "plain"):
        save_file(adapter_state(Family.SD1, kind), folder / f"{kind}.safetensors")


def image_encoders(folder: Path) -> None:
    from tests.avatar_gen.tiny_adapter import encoder_file

    path = encoder_file(folder)
    path.rename(folder / path.name)
    shutil.rmtree(folder / "clip-vision-h")


def poses(folder: Path) -> None:
    from avatar_gen.pose_presets import Preset, preset_pose
    from avatar_gen.skeleton import write_pose

    write_pose(preset_pose(Preset.HALF, 256, 384), folder / "pose.json")


def loras(folder: Path) -> None:
    """In the format of diffusers and in that of most trainers."""
    from tests.avatar_gen.test_addons import diffusers_lora, kohya_lora

    diffusers_lora(folder / "diffusers.safetensors")
    kohya_lora(folder / "kohya.safetensors")


def embeddings(folder: Path) -> None:
    from safetensors.numpy import save_file

    from tests.avatar_gen.tiny import WIDTH

    save_file({"emb_params": np.ones((2, WIDTH), np.float32)}, folder / "a-new-word.safetensors")


def voice_files(folder: Path) -> None:
    """In each kind of file."""
    from tests.speech_gen.test_own_voices import styles, write_voice

    for suffix in ("npy", "safetensors", "pt", "bin"):
        made = write_voice(folder, f"anna.{suffix}", styles())
        made.rename(folder / made.name)
    shutil.rmtree(folder / "voices")


def voice_facts(folder: Path) -> None:
    text = 'title = "Anna"\nlanguage = "en-US"\nlicence = "ours"\ncommercial = true\n'
    (folder / "anna.toml").write_text(text, "utf-8")


def checkpoints(folder: Path) -> None:
    import torch

    content = {"state_dict": {"weight": torch.ones(3, 4), "bias": torch.zeros(3)}, "step": 7}
    torch.save(content, folder / "zipped.ckpt")
    torch.save(content, folder / "older.pth", _use_new_zipfile_serialization=False)


def old_checkpoints(folder: Path) -> None:
    """With an object of a trainer beside the weights, which nothing here imports."""
    import torch

    module = ModuleType("pytorch_lightning")
    callback = type("Checkpoint", (), {"__module__": module.__name__})
    module.Checkpoint = callback  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    try:
        weights = {"weight": torch.ones(3, 4), "bias": torch.zeros(3)}
        content = {"state_dict": weights, "callbacks": {"one": callback()}, "epoch": 3}
        torch.save(content, folder / "zipped.ckpt")
        torch.save(content, folder / "older.ckpt", _use_new_zipfile_serialization=False)
    finally:
        del sys.modules[module.__name__]


def _requests() -> dict[str, Any]:
    files = {"portrait": Path("/in/anna.png"), "speech": Path("/in/a.wav")}
    return {
        "render": RenderRequest(**files, output=Path("/out/a.mp4"), deliverable=("9:16",)),
        "deliver": DeliverRequest(video=Path("/out/a.mp4"), output=Path("/out/b.mp4")),
        "avatar": AvatarRequest(prompt="a woman", output=Path("/out")),
    }


def requests(folder: Path) -> None:
    for name, request in _requests().items():
        _write(folder, f"{name}.json", encode(request))


def queue_rows(folder: Path) -> None:
    """Rows as they stand in the database, each a JSON object."""
    usual = {
        "id": 1,
        "stop": None,
        "reason": "",
        "position": 1.0,
        "stage": Stage.RENDER.value,
        "done": 3,
        "total": 10,
        "eta_seconds": 1.5,
        "attempts": 1,
        "deaths": 0,
        "worker": None,
        "started": 1.0,
        "ended": 2.0,
        "timings": '{"render": 0.5}',
        "output": "/out/a.mp4",
        "notices": '[["NOT_SIGNED", "why"]]',
        "frames": 25,
        "resumed_frames": 0,
        "engine": "builtin",
        "device": "cpu",
        "revision": 4,
        "error": json.dumps([ErrorCode.DISK_FULL, "full", "", ""]),
    }
    for name, request in _requests().items():
        row = usual | new_row(NewJob(request), 1.0) | {"state": State.FAILED.value}
        _write(folder, f"{name}.json", json.dumps(row))


def specs(folder: Path) -> None:
    _write(folder, "spec.txt", 'aspect=1:1,codec=hevc,logo="Logo, white.png",background=#102030')
    _write(folder, "short.txt", "9:16,format=webm,codec=vp9,resolution=720")


def preview_messages(folder: Path) -> None:
    options = RenderOptions(seed=3)
    asked = (
        LookAtPortrait(path=Path("a.png"), face=1),
        LookAtNeeds(options=options),
        MakePreview(request=_requests()["render"]),
    )
    for number, question in enumerate(asked):
        _write(folder, f"ask{number}.json", Ask(id=number, question=question).model_dump_json())
    place = Rectangle(left=0, top=1, width=2, height=3)
    answers = (
        Answered(id=1, result={"faces": [place.model_dump()]}),
        Progressed(id=1, done=1, total=3),
        Failure(id=2, code=ErrorCode.NO_FACE, message="none"),
    )
    for number, answer in enumerate(answers):
        _write(folder, f"answer{number}.json", answer.model_dump_json())


def worker_messages(folder: Path) -> None:
    messages = (
        Ready(worker="w", pid=1),
        Advanced(worker="w", job=1, stage=Stage.RENDER, done=1, total=2, eta_s=0.5),
        Ended(worker="w", job=1, label="a", state=State.FAILED, code=ErrorCode.DISK_FULL),
    )
    for number, message in enumerate(messages):
        _write(folder, f"message{number}.json", message.model_dump_json())


def farm_messages(folder: Path) -> None:
    """Every kind of message under the name of its class."""
    portrait = InputFile(role="portrait", sha256=_SHA, size=7, suffix=".png", shared="in/a.png")
    messages = (
        JobSpec(protocol=PROTOCOL, job=1, attempt=1, options=RenderOptions(), inputs=(portrait,)),
        SchedulerHello(protocol=PROTOCOL, version=__version__, models=("a",)),
        PreparedReply(
            key="0" * 16,
            engine="builtin",
            version="1",
            device="cpu",
            width=64,
            height=64,
            motion_sha256=_SHA,
            notices=(("A", "b"),),
        ),
        SegmentReply(index=0, sha256=_SHA, seconds=0.5),
        MissingInputReply(sha256=(_SHA,)),
        FailureReply(code=ErrorCode.DISK_FULL, message="full"),
        WorkerReport(
            protocol=PROTOCOL,
            version="1",
            node="n1",
            slot="n1/0",
            system="Linux",
            cores=2,
            memory=1 << 30,
            card=None,
            packages=("torch",),
        ),
        WorkerHealth(
            free_memory=1,
            free_card_memory=None,
            free_disk=1,
            models=("a",),
            shared_mark="",
            ticket="segment-1-0-0123456789ab",
        ),
    )
    for message in messages:
        _write(folder, f"{type(message).__name__}.json", message.model_dump_json())
    dub = JobSpec(protocol=PROTOCOL, job=1, attempt=1, options=DubOptions(), inputs=(portrait,))
    _write(folder, "JobSpec.dub.json", dub.model_dump_json())


def dub_plans(folder: Path) -> None:
    """What was found out about films on another computer: some frames, a rate factor."""
    path = folder / "plan.bin"
    mesh = np.random.default_rng(0).normal(100, 20, (468, 3)).astype(np.float32)
    face = Face(Box(60, 60, 140, 140), 1.0, 1.0, mesh, 0.0, 0.0, 0.0)
    thumb = np.zeros(THUMB_SIZE[::-1], np.uint8)
    write_tracks(path, (Seen(index in {0, 12}, thumb, face) for index in range(24)))
    path.write_bytes(path.read_bytes() + struct.pack("<d", 18.0))


def presenters(folder: Path) -> None:
    facts = PresenterFacts(name="Anna", created=1.5, voice=Path("/in/a.wav"), preset="draft")
    _write(folder, "presenter.json", facts.model_dump_json())


def window_messages(folder: Path) -> None:
    files = (Path("/in/anna.png"), Path("/in/a.mppreset"), Path("/in/a.mppack"))
    _write(folder, "files.json", Message(files=files).model_dump_json())
    _write(folder, "quit.json", Message(quit=True).model_dump_json())


def farm_keys(folder: Path) -> None:
    with TemporaryDirectory() as place:
        keys = Keys(Path(place) / "keys")
        issue("computer", keys, Path(place), roles=tuple(FarmRole))
        parts = [file.read_text("utf-8") for file in (keys.authority, keys.certificate, keys.key)]
    _write(folder, "keys.pem", "".join(parts))


def farm_workers(folder: Path) -> None:
    """What the scheduler tells of its workers; `mouthpiece` is what they say of themselves."""
    with TemporaryDirectory() as place:
        farm_messages(Path(place))
        report, health = (
            (Path(place) / f"{kind}.json").read_text("utf-8")
            for kind in ("WorkerReport", "WorkerHealth")
        )
    facts = {"resources": {"GPU": 1}, "mouthpiece": report, "last_seen": 1.5}
    workers = {"tls://10.0.0.2:4711": {**facts, "metrics": {"mouthpiece": health, "cpu": 1.0}}}
    _write(folder, "workers.json", json.dumps(workers))
