"""The parts of an earlier video: what did not change since is taken over, bit for bit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talker.deliver.kept_opacity import kept_parts
from talker.errors import InputError
from talker.files import atomic_write
from talker.identity import chosen_values
from talker.media.part_stream import read_marks, saved_parts
from talker.options.render import RenderOptions
from talker.options.spoken import VoiceOptions
from talker.progress import CancelToken
from talker.provenance.manifest import read_record
from talker.provenance.record import Record
from talker.segments import opacity_file, part_file
from talker.work_folder import WorkFolder


@dataclass(frozen=True)
class EarlierVideo:
    """A finished video, and the keys of its parts that are whole; whether some are left out because
    their opacity is not kept."""

    path: Path
    keys: frozenset[str] = frozenset()
    lacks_opacity: bool = False

    def why_nothing(self, portrait: str, engine: str, options: RenderOptions) -> str:
        """What is different now, where no part of it is the same; the end of a sentence.

        `portrait` is the digest of the picture now, `engine` its name and version.
        """
        if self.lacks_opacity and not self.keys:
            return "what is transparent in it is kept by the computer that made it, and not here"
        if not self.keys:
            return "it does not hold the parts of a script that it once had"
        try:
            record = read_record(self.path)
        except InputError:
            return "it does not say any more how it was made"
        return _difference(record, portrait, engine, options)


def take_parts(
    video: Path, work: WorkFolder, cancel: CancelToken, opacity: Path | None = None
) -> EarlierVideo:
    """Puts the parts of a video where a render looks for what is drawn already.

    `opacity` is the home in whose cache the opacity of a transparent portrait is kept, which is
    taken too: without its own no part can be used.
    """
    parts = saved_parts(video, lambda mark: work.folder / part_file(mark.key), cancel)
    keys = frozenset(mark.key for mark in parts)
    if opacity is None:
        return EarlierVideo(video, keys)
    whole = _take_opacity(keys, video, work, opacity)
    return EarlierVideo(video, whole, lacks_opacity=whole != keys)


def keys_of_parts(video: Path, cancel: CancelToken, opacity: Path | None = None) -> frozenset[str]:
    """The keys that `take_parts` would find in a video that nobody has damaged; nothing is cut."""
    keys = frozenset(mark.key for mark in read_marks(video, cancel))
    return keys if opacity is None else keys & _opacity_of(video, opacity).keys()


def _opacity_of(video: Path, home: Path) -> dict[str, bytes]:
    try:
        return kept_parts(home, read_record(video).id)
    except InputError:
        return {}


def _take_opacity(
    keys: frozenset[str], video: Path, work: WorkFolder, home: Path
) -> frozenset[str]:
    """Those of the parts whose opacity is kept and put beside them."""
    kept = _opacity_of(video, home)
    for key in keys & kept.keys():
        with atomic_write(opacity_file(work.folder / part_file(key))) as part:
            part.write_bytes(kept[key])
    return keys & kept.keys()


def _difference(record: Record, portrait: str, engine: str, options: RenderOptions) -> str:
    if record.portrait.sha256 != portrait:
        return f"it shows another picture ({record.portrait.name})"
    if record.engine != engine:
        return f"it was drawn by {record.engine}, and this one is by {engine}"
    now = chosen_values(options, _NO_MATTER)
    then = {name: value for name, value in record.options.items() if name not in _NO_MATTER}
    changed = sorted(name for name in {*now, *then} if now.get(name) != then.get(name))
    if changed:
        return f"other options were chosen ({', '.join(changed)})"
    return "none of its sentences is said in the same way"


# Their parts may be the same, or are said for themselves.
_NO_MATTER = frozenset(
    {"deliverable", "title", "engine", "ai_label_reason", "max_minutes", "language"}
) | (VoiceOptions.model_fields.keys())
