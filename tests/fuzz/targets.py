"""The table of what is fuzzed: seeds, how they are damaged, and what reads them."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, PngImagePlugin
from pydantic import ValidationError

from app.batch.checked_row import SharedSettings
from app.batch.checks import check_rows
from app.batch.path_policy import PathPolicy
from app.batch.probes import InputProbes, Probe
from app.batch.sheet import read_sheet
from app.brands import import_brand
from app.build_info import BuildInfo
from app.console.inspect import facts, lines
from app.drafts import CreateDraft, load_draft
from app.farm.net import protocol
from app.farm.net.connection import readable_workers
from app.farm.net.pki import Keys
from app.farm.net.roles import Role
from app.farm.net.tls import load_identity
from app.gui.shell import start_message
from app.jobs.registry import decode, kind_of
from app.models.catalogue import load_catalogue
from app.models.packs import PackReader, is_pack
from app.models.trusted_hashes import TrustedHashes
from app.options import checked
from app.presenters import Presenters
from app.presets import read_preset, take_preset
from app.preview.messages import parse_answer
from app.preview.picture import read_picture
from app.preview.picture_messages import ReadPicture
from app.preview.questions import parse_message
from app.queue.rows import COLUMNS, job_of
from app.service.intake import kind_named, read_order
from app.service.uploads import parse_facts
from app.service.users import Users, users_path
from app.settings.store import load_settings
from app.settings.updates import UpdateSettings
from app.updates import read_release
from app.worker import messages as worker
from avatar_gen import metadata
from avatar_gen.models import shapes_of
from avatar_gen.prompt_completion import completions
from avatar_gen.prompt_translation import translated
from avatar_gen.skeleton import read_pose
from avatar_gen.train.captions import as_prompt, caption_of
from avatar_gen.train.request import TrainOptions
from avatar_gen.weights import parse
from speech_gen.kokoro.own_voices import own_voices, read_styles
from speech_gen.pronunciations import read_pronunciations
from speech_gen.script.files import read_script_file
from speech_gen.script.normalise import normalise, word_spans
from speech_gen.script.parse import parse_script
from speech_gen.script.template import fill_script
from talker.consent import Consent, check_consent
from talker.dubbing.remote import planned_quality
from talker.dubbing.tracks import Tracks
from talker.errors import InputError
from talker.media import ffmpeg, tags
from talker.media.audio import claimed_seconds, open_speech
from talker.media.ffmpeg_inputs import drawn_input
from talker.media.images import image_size, load_image, load_layer
from talker.media.probe import is_video, probe
from talker.media.video_frames import read_frames
from talker.options.deliver_spec import fitting_spec, map_files, read_spec
from talker.provenance import c2pa, xmp
from talker.provenance.aigc import AigcLabel
from talker.provenance.manifest import Findings, inspect
from talker.provenance.record import Record
from talker.render_record import request_values
from talker.subtitles.alignment import align
from talker.subtitles.ass import format_ass
from talker.subtitles.cues import Cue
from talker.subtitles.files import read_subtitles
from talker.subtitles.fonts import Font, find_fonts
from talker.subtitles.ground import Ground
from talker.subtitles.side_files import format_srt
from talker.subtitles.style import load_style
from tests.fuzz import seeds
from tests.fuzz.mutators import (
    Mutator,
    by_boxes,
    by_bytes,
    by_chunks,
    by_header,
    by_json,
    by_lines,
    by_members,
    by_tensors,
    by_words,
)


def _own_voice(path: Path) -> None:
    """What is said of a voice, beside a file that is one."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "voices"
        folder.mkdir()
        shutil.copyfile(path, folder / "anna.toml")
        (folder / "anna.bin").write_bytes(bytes(510 * 256 * 4))
        own_voices(Path(home))


@dataclass(frozen=True)
class Target:
    """What reads files of one kind; it may raise MouthpieceError and nothing else.

    `seeds` fills a folder with good files, `run` reads one (in a folder of its own). `short` is
    how many cases the tests run each time.
    """

    name: str
    seeds: Callable[[Path], None]
    mutate: Mutator
    run: Callable[[Path], object]
    short: int = 150


_BURNED = 40  # texts at once on one frame


def _picture(path: Path) -> None:
    image_size(path)
    load_image(path)
    load_layer(path)


def _sound(path: Path) -> None:
    claimed_seconds(path)
    for _ in open_speech(path, max_minutes=1).blocks():
        pass


def _video(path: Path) -> None:
    probe(path)
    if is_video(path):
        next(read_frames(path), None)


def _record(path: Path) -> None:
    try:
        record = Record.model_validate_json(path.read_bytes())
    except ValidationError:
        return
    _ = record.label, record.corner
    _say(Findings(None, record, None, None))
    given = {"portrait": Path("p"), "speech": Path("s"), "reference": Path("r")}
    request_values(record, path, given, path.parent)
    with suppress(InputError):  # the files of the record are not there
        request_values(record, path, {}, path.parent)


def _store(path: Path) -> None:
    signed = c2pa.parse_store(path.read_bytes().decode("utf-8", "replace"))
    _say(Findings(None, signed.record, None, signed))


def _inspect(path: Path) -> None:
    _say(inspect(path))


def _say(found: Findings) -> None:
    _ = found.problems, list(lines(found)), facts(found)


class _AllThere(InputProbes):
    """Takes every file that a sheet names for a good one."""

    def portrait(self, path: Path) -> Probe:
        return Probe(hashlib.sha256(bytes(path)).hexdigest(), 1.0)

    speech = clip = portrait


def _sheet(path: Path) -> None:
    rows = read_sheet(path).rows
    home = path.parent / "home"
    check_rows(rows, SharedSettings(), home, PathPolicy(path.parent), _AllThere())


def _subtitles(path: Path) -> None:
    cues = _cues(path)
    format_srt(cues)
    if _fonts():
        format_ass(cues, _fonts(), Ground((1280, 720)), 5.0)


def _cues(path: Path) -> Sequence[Cue]:
    read = read_subtitles(path)
    return read.cues or align(read.script, [(0.0, 60.0)])


def _burning(path: Path) -> None:
    """Through libass, at the time of the first text: what it is given may end it in no other way
    than what ffmpeg says of bad input.
    """
    cues = _cues(path)
    if not _fonts():
        return
    copy = path.with_name(f"font{_fonts()[0].path.suffix}")
    copy.write_bytes(_fonts()[0].path.read_bytes())
    early = [replace(cue, start=0.0, stop=1.0) for cue in cues[:_BURNED]]
    text = format_ass(early, _fonts(), Ground((160, 90)), 5.0)
    path.with_name("subtitles.ass").write_text(text, encoding="utf-8")
    filters = "subtitles=subtitles.ass:fontsdir=."
    args = [*drawn_input("color=black:size=160x90:rate=1:duration=1"), "-vf", filters]
    with ffmpeg.Running([*args, "-f", "null", "-"], folder=path.parent) as running:
        assert running.wait() == 0


@cache
def _fonts() -> tuple[Font, ...]:
    return find_fonts("a").fonts


def _caption(path: Path) -> None:
    """Beside a picture that is learned."""
    text = path.rename(path.with_suffix(".txt"))
    pixels = np.zeros((8, 8, 3), np.uint8)
    parse(as_prompt(caption_of(text.with_suffix(".png"), pixels, TrainOptions(), None)))


def _script(path: Path) -> None:
    """As a render reads it, but for the sound; in both languages that have rules."""
    text = read_script_file(path)
    filled = fill_script(text, {"name": "Ann [nod]"})
    for language in ("en", "zh"):
        for sentence in parse_script(filled, language=language).sentences:
            spoken = normalise(sentence.text, language)
            word_spans(spoken, sentence.words)


def _brand(path: Path) -> None:
    import_brand(path, path.parent / "home", replace_old=True)


def _draft(path: Path) -> None:
    home = path.parent / "home"
    (home / "drafts").mkdir(parents=True, exist_ok=True)
    shutil.copy(path, home / "drafts" / "create.json")
    load_draft(CreateDraft, home)


def _service_users(path: Path) -> None:
    home = path.parent / "home"
    users_path(home).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, users_path(home))
    Users(home).of_token("x")


def _service_order(path: Path) -> None:
    order = read_order(parse_facts(path.read_bytes()))
    checked(kind_named(order.kind).request_type, order.request)


def _preset(path: Path) -> None:
    read_preset(path)
    take_preset(path, path.parent / "home")


def _accepted(path: Path) -> None:
    TrustedHashes(path.parent)


def _pack(path: Path) -> None:
    is_pack(path)
    reader = PackReader(path)
    with closing(reader):
        for packed in reader.files:
            reader.source(packed)


def _network(path: Path) -> None:
    from torch import nn

    from talker.checkpoint import load_network

    shapes_of(path)
    load_network(lambda: nn.Linear(4, 3), path, home=path.parent / "home")


def _checkpoint(path: Path) -> None:
    from torch import nn

    from talker.checkpoint import as_safetensors, load_network

    home = path.parent / "home"
    as_safetensors(path, ("state_dict", ""), home)
    load_network(lambda: nn.Linear(4, 3), path, entry="state_dict", home=home)


def _old_checkpoint(path: Path) -> None:
    from talker.checkpoint import unpickled

    unpickled(path, ("state_dict", ""))


def _infotext(path: Path) -> None:
    """In a picture, as other programs write it."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("parameters", path.read_bytes().decode("utf-8", "replace"))
    picture = path.with_name("picture.png")
    Image.new("RGB", (8, 8)).save(picture, pnginfo=info)
    read_picture(ReadPicture(path=picture), path.parent / "home")


def _prompt(path: Path) -> None:
    """A prompt of any signs, in whole and while it is typed."""
    text = path.read_bytes().decode("utf-8", "replace")
    translated(text, ["名字"])
    completions(text, ["名字"])


def _request(path: Path) -> None:
    request = decode(path.read_bytes().decode("utf-8", "replace"))
    kind = kind_of(request)
    kind.freeze(request)
    for say in (kind.label, kind.summary, kind.facts, kind.affinity, kind.pace_key, kind.sources):
        say(request)
    kind.encode(request)


def _row(path: Path) -> None:
    """A row as SQLite gives it back: its own types alone."""
    try:
        read = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return
    columns = COLUMNS.split(", ")
    values = read if isinstance(read, dict) else {}
    with closing(sqlite3.connect(":memory:")) as database:
        database.row_factory = sqlite3.Row
        places = ", ".join(f"? AS {name}" for name in columns)
        row = database.execute(f"SELECT {places}", [_stored(values.get(c)) for c in columns])
        job = job_of(row.fetchone())
    _ = job.product, job.duration, job.kind.summary(job.request)


def _stored(value: Any) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return float(value) if abs(value) < 1 << 1000 else None
    return value if value is None or isinstance(value, int | float) else json.dumps(value)


def _spec(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    fitting_spec(text)
    map_files(text, str.upper)
    read_spec(text)


def _tags(path: Path) -> None:
    tags.parse(path.read_bytes().decode("utf-8", "replace"))


def _xmp(path: Path) -> None:
    for packet in xmp.packets(path):
        xmp.parse(packet)


def _aigc(path: Path) -> None:
    try:
        AigcLabel.model_validate_json(path.read_bytes())
    except ValidationError:
        return


def _preview(path: Path) -> None:
    line = path.read_bytes()
    parse_message(line)
    parse_answer(line)


def _farm(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    name = path.name.partition(".")[0]
    if name.endswith("Reply"):
        protocol.read_reply((text, b""))
    else:
        protocol.read(getattr(protocol, name), text)


def _dub_plan(path: Path) -> None:
    planned_quality(path.read_bytes())
    tracks = Tracks(path, 25)
    for shot in tracks.shots:
        tracks.closed(shot)
        tracks.meshes(shot.start, shot.stop)


def _farm_workers(path: Path) -> None:
    """Whatever a node says of itself: the scheduler tells it as a table for each."""
    try:
        workers = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return
    facts = workers.values() if isinstance(workers, dict) else ()
    readable_workers({str(n): one for n, one in enumerate(facts) if isinstance(one, dict)})


def _farm_keys(path: Path) -> None:
    """The three files of a computer, one behind the other."""
    keys = Keys(path.parent / "keys")
    keys.folder.mkdir()
    parts = path.read_bytes().split(b"-----BEGIN")
    for file, part in zip((keys.authority, keys.certificate, keys.key), parts[1:], strict=False):
        file.write_bytes(b"-----BEGIN" + part)
        file.chmod(0o600)
    load_identity(keys, Role.NODE)


def _presenter(path: Path) -> None:
    folder = path.parent / "home" / "presenters" / "20261130-0"
    folder.mkdir(parents=True)
    shutil.copyfile(path, folder / path.name)
    (folder / "portrait.png").touch()
    presenters = Presenters(path.parent / "home")
    for presenter in presenters.all():
        presenters.find(presenter.facts.name)
        presenters.change(presenter, presenter.facts.model_copy(update={"preset": "x"}), Consent())


def _window(path: Path) -> None:
    message = start_message.parse(path.read_bytes())
    _ = message and [file.suffix for file in message.files]


def _controlnet(path: Path) -> None:
    from avatar_gen.controlnets import load_controlnet
    from avatar_gen.family import Family
    from tests.avatar_gen.tiny import unet

    load_controlnet(path, Family.SD1, unet(Family.SD1), "float32", path.parent / "home")


def _adapter(path: Path) -> None:
    from avatar_gen.adapters import read_adapter
    from avatar_gen.family import Family
    from avatar_gen.worn_face import WornFace

    pipe, _ = _pipeline()
    face = WornFace()
    face.put_on(pipe, read_adapter(path, Family.SD1, pipe.unet))
    face.take_off(pipe)


def _image_encoder(path: Path) -> None:
    from avatar_gen.image_encoder import load_encoder

    load_encoder(path)


def _put_on(addons: Any) -> None:
    from avatar_gen.family import Family

    pipe, worn = _pipeline()
    worn.put_on(pipe, addons, Family.SD1)


@cache
def _pipeline() -> tuple[Any, Any]:
    from avatar_gen.addons import Worn
    from avatar_gen.family import Family
    from tests.avatar_gen.tiny import pipeline

    with tempfile.TemporaryDirectory() as folder:
        pipe = pipeline(Family.SD1, Path(folder))
    return pipe, Worn()


def _lora(path: Path) -> None:
    from avatar_gen.addon_files import AddonFiles, Lora

    _put_on(AddonFiles(loras=(Lora(path, 1.0, 1.0),)))


def _embedding(path: Path) -> None:
    from avatar_gen.addon_files import AddonFiles

    _put_on(AddonFiles(embeddings=(path,)))


def _release(path: Path) -> None:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    read_release(content, UpdateSettings(sha256=digest), BuildInfo())
    read_release(content, UpdateSettings(key=seeds.PUBLIC_KEY), BuildInfo())


def _signed(folder: Path) -> None:
    seeds.signed_videos(folder, folder.parent / "signing-home")


def _hashes(folder: Path) -> None:
    text = json.dumps({"files": {"one/a.bin": "0" * 64}})
    (folder / "accepted.json").write_text(text, encoding="utf-8")


TARGETS: tuple[Target, ...] = (
    Target("picture", seeds.pictures, by_bytes, _picture),
    Target("picture-record", seeds.picture_records, by_chunks, metadata.read_record),
    Target("picture-infotext", seeds.infotexts, by_words, _infotext, short=40),
    Target("prompt", seeds.prompts, by_words, _prompt),
    Target("sound", seeds.sounds, by_bytes, _sound, short=4),
    Target("video", seeds.videos, by_boxes, _video, short=4),
    Target("inspect", _signed, by_boxes, _inspect, short=4),
    Target("xmp", seeds.box_files, by_boxes, _xmp),
    Target("container-tags", seeds.container_tags, by_words, _tags),
    Target("record", seeds.records, by_json, _record),
    Target("aigc-label", seeds.aigc_labels, by_json, _aigc),
    Target("manifest", seeds.manifest_stores, by_json, _store),
    Target("sheet-csv", seeds.csv_sheets, by_words, _sheet),
    Target("sheet-jsonl", seeds.json_sheets, by_lines(by_json), _sheet),
    Target("sheet-xlsx", seeds.workbooks, by_members, _sheet),
    Target("subtitles", seeds.subtitles, by_words, _subtitles),
    Target("subtitle-burning", seeds.subtitles, by_words, _burning, short=12),
    Target("script", seeds.scripts, by_words, _script),
    Target("caption", seeds.scripts, by_words, _caption, short=20),
    Target("pronunciations", seeds.pronunciations, by_words, read_pronunciations),
    Target("preset", seeds.presets, by_words, _preset),
    Target("brand", seeds.brands, by_members, _brand),
    Target(
        "caption-style",
        seeds.caption_styles,
        by_words,
        lambda path: load_style(str(path), path.parent),
    ),
    Target("draft", seeds.drafts, by_json, _draft),
    Target("service-users", seeds.service_users, by_json, _service_users),
    Target("service-order", seeds.service_orders, by_json, _service_order),
    Target(
        "consent",
        seeds.consents,
        by_words,
        lambda path: check_consent(path.with_name("portrait.png")),
    ),
    Target("settings", seeds.settings, by_json, lambda path: load_settings(path.parent)),
    Target("catalogue", seeds.catalogues, by_json, load_catalogue),
    Target("accepted-hashes", _hashes, by_json, _accepted),
    Target("pack", seeds.packs, by_members, _pack),
    Target("release", seeds.releases, by_json, _release),
    Target("safetensors", seeds.tensors, by_header, _network),
    Target("checkpoint", seeds.checkpoints, by_bytes, _checkpoint, short=40),
    Target("old-checkpoint", seeds.old_checkpoints, by_bytes, _old_checkpoint, short=40),
    Target("controlnet", seeds.controlnets, by_tensors, _controlnet, short=4),
    Target("ip-adapter", seeds.adapters, by_tensors, _adapter, short=4),
    Target("image-encoder", seeds.image_encoders, by_tensors, _image_encoder, short=4),
    Target("pose", seeds.poses, by_json, read_pose),
    Target("lora", seeds.loras, by_tensors, _lora, short=4),
    Target("embedding", seeds.embeddings, by_tensors, _embedding, short=8),
    Target("voice-file", seeds.voice_files, by_bytes, read_styles, short=12),
    Target("voice-facts", seeds.voice_facts, by_words, _own_voice, short=40),
    Target("presenter", seeds.presenters, by_json, _presenter),
    Target("window-message", seeds.window_messages, by_json, _window),
    Target("spec", seeds.specs, by_words, _spec),
    Target("queue-request", seeds.requests, by_json, _request),
    Target("queue-row", seeds.queue_rows, by_json, _row),
    Target("preview-message", seeds.preview_messages, by_json, _preview),
    Target(
        "worker-message",
        seeds.worker_messages,
        by_json,
        lambda path: worker.parse(path.read_bytes()),
    ),
    Target("farm-message", seeds.farm_messages, by_json, _farm),
    Target("farm-dub", seeds.dub_plans, by_bytes, _dub_plan, short=40),
    Target("farm-workers", seeds.farm_workers, by_json, _farm_workers),
    Target("farm-keys", seeds.farm_keys, by_words, _farm_keys, short=40),
)
