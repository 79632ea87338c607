"""Collects the texts of the window for translation and compiles the translations.

python -m app.gui.texts.translate  after changing texts: update the .ts files and compile them
python -m app.gui.texts.translate --check  fails when a text is untranslated or not compiled
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import PySide6
from pydantic import BaseModel

import app
from app.gui.texts.choices import CHOICES, choices_of
from app.gui.texts.i18n import FOLDER
from app.gui.texts.names import CATALOGUE, DOCTOR, JOB_FACTS, OPTIONS, REASONS
from app.models.catalogue import load_catalogue
from app.settings.farm import FarmSettings, NodeSettings
from app.settings.labels import LabelSettings
from app.settings.models import ModelSettings
from app.settings.updates import UpdateSettings
from app.settings.window import Language, WindowSettings
from avatar_gen.flaws import Flaw
from avatar_gen.glossary import Topic
from avatar_gen.request import AvatarOptions
from avatar_gen.train.request import TrainOptions
from speech_gen.script.marks import MARKS
from speech_gen.voice_files import VoiceFlaw
from talker.options.deliver import DeliverOptions
from talker.options.dub import DubRequest
from talker.options.engines import shipped_engines
from talker.options.render import RenderOptions, declared_fields
from talker.options.shown import shown_as
from talker.options.transcribe import TranscribeOptions
from talker.subtitles.style import CaptionStyle

_ROOT = Path(app.__file__).resolve().parent.parent
# Everything of which the window makes a form.
FORMS = (
    *(RenderOptions, DubRequest, DeliverOptions, AvatarOptions),
    *(TranscribeOptions, TrainOptions, CaptionStyle),
    *(ModelSettings, WindowSettings, LabelSettings, FarmSettings),
    *(NodeSettings, UpdateSettings),
)
_LANGUAGES = (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE)


def declared_texts() -> Iterator[tuple[str, str]]:
    """(context, text) of everything that is said in a declaration instead of in the window."""
    for model in FORMS:
        yield from _form_texts(model)
    yield from _engine_texts()
    for mark in MARKS:
        yield CHOICES, mark.meaning
    for topic in Topic:
        if topic.is_translated:
            yield CHOICES, topic.caption
    for flaw in (*Flaw, *VoiceFlaw):
        yield REASONS, flaw.value
    for entry in load_catalogue().models:
        yield CATALOGUE, entry.title
        yield CATALOGUE, entry.purpose
        for use in entry.needed_by:
            yield CATALOGUE, use
    # Names of checks and their sentences, as app.doctor.result takes them.
    yield from _arguments("doctor", ("say", "Check"), DOCTOR)
    yield from _arguments("jobs", ("Fact",), JOB_FACTS)


def _form_texts(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for info in declared_fields(model).values():
        for text in (info.title, info.description, *shown_as(info).texts):
            if text and any(letter.isalpha() for letter in text):
                yield OPTIONS, text
    for kind in choices_of(model):
        for value in kind:
            if value.is_translated:
                yield CHOICES, value.caption


def _arguments(room: str, callables: Sequence[str], context: str) -> Iterator[tuple[str, str]]:
    """The texts that are the first argument of such calls in a room of app."""
    for path in sorted((_ROOT / "app" / room).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(name), args=[ast.Constant(str(text)), *_]):
                    if name in callables and any(letter.isalpha() for letter in text):
                        yield context, text


def _engine_texts() -> Iterator[tuple[str, str]]:
    for engine in shipped_engines():
        for text in filter(None, (engine.title, engine.adjective, engine.offer)):
            yield CHOICES, text


def update() -> None:
    """Brings the .ts files up to date with the sources; translations that exist are kept."""
    with tempfile.TemporaryDirectory() as folder:
        declared = Path(folder) / "declared.py"
        declared.write_text(_as_source(dict.fromkeys(declared_texts())), encoding="utf-8")
        sources = sorted(str(path) for path in (_ROOT / "app" / "gui").rglob("*.py"))
        for language in _LANGUAGES:
            _run(
                "lupdate",
                *(*sources, str(declared), "-no-obsolete", "-locations", "none"),
                *("-source-language", "en", "-target-language", language.value),
                *("-ts", str(FOLDER / f"{language.value}.ts")),
            )
        # English needs only the plurals: the texts themselves are in the sources.
        plurals = ("-pluralonly", "-source-language", "en", "-target-language", "en")
        _run(
            "lupdate",
            *(*sources, "-no-obsolete", "-locations", "none", *plurals),
            *("-ts", str(FOLDER / "en.ts")),
        )


def compile_all(folder: Path = FOLDER) -> list[Path]:
    """Compiles each .ts file into a .qm file in `folder`."""
    made = []
    for source in sorted(FOLDER.glob("*.ts")):
        target = folder / f"{source.stem}.qm"
        _run("lrelease", "-silent", str(source), "-qm", str(target))
        made.append(target)
    return made


def untranslated() -> list[str]:
    """Texts without a finished translation, with their language."""
    lacking = []
    for source in sorted(FOLDER.glob("*.ts")):
        for message in ElementTree.parse(source).iter("message"):
            found = message.find("translation")
            texts = [] if found is None else [found, *found.findall("numerusform")]
            done = found is not None and found.get("type") != "unfinished"
            if not done or not any((text.text or "").strip() for text in texts):
                lacking.append(f"{source.stem}: {message.findtext('source')}")
    return lacking


def stale() -> list[str]:
    """Compiled files that are not what their source gives."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            made.name
            for made in compile_all(Path(folder))
            if not (FOLDER / made.name).is_file()
            or (FOLDER / made.name).read_bytes() != made.read_bytes()
        ]


def main(arguments: list[str]) -> int:
    """Updates and compiles, or checks."""
    if arguments == ["--check"]:
        problems = untranslated() + stale()
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
        return 1 if problems else 0
    update()
    compile_all()
    sys.stdout.writelines(f"{text}\n" for text in untranslated())
    return 0


def _as_source(texts: Iterable[tuple[str, str]]) -> str:
    """What lupdate can read."""
    return "".join(f"QCoreApplication.translate({a!r}, {b!r})\n" for a, b in texts)


def _run(tool: str, *arguments: str) -> None:
    """One of Qt's own tools, which come with PySide6."""
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__file__).parent / f"{tool}{suffix}"
    subprocess.run([str(program), *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
