"""The form for another version of a finished video."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from typing_extensions import override

from app.gui.services.input_files import Kind, local_files, take_copy
from app.gui.texts.versions import aspect_tip
from app.gui.widgets.aspect_picture import aspect_picture
from app.gui.widgets.editors import ChoiceEditor, Editor
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.picture_picker import PicturePicker
from app.gui.widgets.setting_editors import FileEditor
from app.gui.widgets.text_editors import ColorEditor
from talker.options.containers import Codec, Format
from talker.options.deliver import (
    Aspect,
    DeliverOptions,
    Fit,
    Matte,
    Resolution,
    cuts_out,
    has_subtitles,
)
from talker.options.deliver_spec import with_fitting_codec

FIRST = ("aspect", "resolution", "fit", "format", "logo", "subtitles", "music", "background")
_MATERIALS = {
    "background": Kind.PORTRAIT,
    "logo": Kind.PICTURE,
    "intro": Kind.REFERENCE,
    "outro": Kind.REFERENCE,
    "music": Kind.SPEECH,
    "subtitles": Kind.SUBTITLES,
    "second_subtitles": Kind.SUBTITLES,
}
_COLORS = frozenset(
    {"pad_color", "background_color", "key_color", "title_color", "title_background"}
)

# What an option needs to mean anything.
_NEEDS: Mapping[str, Callable[[DeliverOptions], object]] = {
    "fit": lambda o: o.aspect is not Aspect.SOURCE,
    "pad_color": lambda o: o.aspect is not Aspect.SOURCE and o.fit is Fit.COLOR,
    "matte": cuts_out,
    "key_color": lambda o: cuts_out(o) and o.matte is not Matte.NETWORK,
    **{
        name: lambda o: o.logo
        for name in ("logo_place", "logo_size", "logo_margin", "logo_opacity")
    },
    **{name: lambda o: o.music for name in ("music_level", "no_ducking")},
    **dict.fromkeys(
        ("title_seconds", "title_color", "title_background"), lambda o: o.title.strip()
    ),
    "loudness_target": lambda o: o.loudness,
    "subtitle_encoding": lambda o: o.subtitles,
    **dict.fromkeys(
        (
            *("subtitle_language", "subtitle_way", "subtitle_size", "subtitle_style"),
            *("subtitle_font", "subtitle_platform"),
        ),
        has_subtitles,
    ),
    "codec": lambda o: len(o.fitting_codecs) > 1,
    "hardware": lambda o: o.format.container.hardware,
}


class MaterialEditor(FileEditor):
    """A file that goes into the video, or none; it may be dropped here."""

    def __init__(self, info: FieldInfo, kind: Kind) -> None:
        super().__init__(info, kind)
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(self.changed)
        self._line.setAcceptDrops(False)
        self.setAcceptDrops(True)

    @property
    @override
    def fits(self) -> bool:
        return True  # none is fine; whether a file can be used is looked at before the work

    @override
    def set_value(self, value: Any) -> None:
        if value != self.value:  # what is just being typed stays
            self._line.blockSignals(True)
            super().set_value(value)
            self._line.blockSignals(False)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(local_files(event.mimeData())) == 1:
            take_copy(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        for path in local_files(event.mimeData()):
            self.set_value(path)
            take_copy(event)
            self.changed.emit()


class DeliverForm(DeclaredForm):
    """Edits DeliverOptions; what would mean nothing at the moment cannot be edited."""

    def __init__(self, hidden: Container[str] = (), first: Sequence[str] = FIRST) -> None:
        super().__init__(DeliverOptions, first, hidden)
        self.changed.connect(self._enable)

    @property
    def options(self) -> DeliverOptions:
        """The options as they are edited; what does not fit counts as unchanged."""
        options: DeliverOptions = self._options
        return options

    def set_options(self, options: DeliverOptions) -> None:
        """Shows other options, without `changed`."""
        super().set_options(with_fitting_codec(options))
        self._enable()

    def missing_files(self) -> list[Path]:
        """The files that are named and are not there; their fields are marked."""
        missing = []
        for name in _MATERIALS:
            if name not in self._names:
                continue
            path = getattr(self.options, name)
            gone = path is not None and not path.is_file()
            if gone:
                missing.append(path)
                self.show_rest(True)  # it may be one that is folded away
            if gone or name in self._editors:
                field = self.editor(name)
                assert isinstance(field, MaterialEditor)
                field.mark(gone)
        return missing

    def _editor_for(self, name: str) -> Editor:
        info = DeliverOptions.model_fields[name]
        if name == "aspect":
            return PicturePicker(info, Aspect, aspect_picture, aspect_tip, len(Aspect))
        if name in _MATERIALS:
            return MaterialEditor(info, _MATERIALS[name])
        if name in _COLORS:
            return ColorEditor(info)
        return super()._editor_for(name)

    def _settled(self, before: DeliverOptions, after: DeliverOptions) -> DeliverOptions:
        """Transparent and what excludes it: the later of the two edits counts. A codec goes that
        the kind of file cannot hold. Another shape is for a telephone or a site, which want more
        than the few pixels that are left of the video's own."""
        kept = not before.transparent
        changes: dict[str, object] = {}
        if (before.aspect, after.resolution) == (Aspect.SOURCE, Resolution.SOURCE):
            changes |= {} if after.aspect is Aspect.SOURCE else {"resolution": Resolution.P1080}
        if after.transparent and not after.format.container.alpha:
            changes |= {"format": Format.WEBM} if kept else {"transparent": False}
        if after.transparent and (after.background or after.background_color):
            new = {"background": None, "background_color": ""}
            changes |= new if kept else {"transparent": False}
        return with_fitting_codec(after.model_copy(update=changes))

    @override
    def _made_folded(self, name: str) -> None:
        self._enable_one(name)

    def _enable(self) -> None:
        for name in self._editors:
            self._enable_one(name)

    def _enable_one(self, name: str) -> None:
        field = self._editors[name]
        if isinstance(field, ChoiceEditor) and name == "codec":
            field.offer((Codec.AUTO, *self.options.fitting_codecs))
        if name in _NEEDS:
            wanted = bool(_NEEDS[name](self.options))
            field.setEnabled(wanted)
            if name in self._titles:
                self._titles[name].setEnabled(wanted)
