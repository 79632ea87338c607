"""The form for the options of a video."""

from __future__ import annotations

from collections.abc import Container

from typing_extensions import override

from app.gui.services.preview import PreviewService
from app.gui.texts.choices import engine_title
from app.gui.texts.names import mode_help
from app.gui.widgets.editors import Editor
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.mode_picture import mode_picture
from app.gui.widgets.picture_picker import PicturePicker
from app.gui.widgets.pose_view import PoseView
from app.gui.widgets.versions_editor import VersionsEditor
from talker.options.engines import AUTO, engine_facts, unused_options
from talker.options.picture import Mode
from talker.options.render import RenderOptions

FIRST = (
    *("mode", "engine", "mood", "pose_style", "expression_scale", "still"),
    *("enhance", "deliverable"),
)
_POSE = frozenset({"pose_style", "still", "head_motion", "seed", "yaw", "pitch", "roll"})


class OptionsForm(DeclaredForm):
    """Edits RenderOptions, with a view of the head's motion and pictures of the modes."""

    def __init__(self, preview: PreviewService, hidden: Container[str] = ()) -> None:
        self._pose = PoseView(preview)
        self._renders = AUTO
        super().__init__(RenderOptions, FIRST, hidden)

    @property
    def options(self) -> RenderOptions:
        """The options as they are edited; what does not fit counts as unchanged."""
        options: RenderOptions = self._options
        return options

    @property
    def valid(self) -> bool:
        """Whether everything that is typed fits, and goes together."""
        return super().valid and not self.options.lacks_label_reason

    def set_options(self, options: RenderOptions) -> None:
        """Shows other options, without `changed`."""
        super().set_options(options)
        self._pose.show_options(options)

    def show_engine(self, engine: str) -> None:
        """Which engine will render: what it makes no use of cannot be edited."""
        self._renders = engine
        facts = engine_facts(engine)
        unused = frozenset[str]() if facts is None else unused_options(facts)
        why = self.tr("{engine} makes no use of this.").format(engine=engine_title(engine))
        self.show_useless(unused, why)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.show_engine(self._renders)
        self._pose.setToolTip(self.tr("How the head moves, shown with the built-in engine."))

    def _editor_for(self, name: str) -> Editor:
        if name == "mode":
            return PicturePicker(RenderOptions.model_fields[name], Mode, mode_picture, mode_help)
        if name == "deliverable":
            return VersionsEditor(RenderOptions.model_fields[name])
        editor = super()._editor_for(name)
        if name == "pose_style":
            editor.row.addWidget(self._pose)
        return editor

    def _edited(self) -> None:
        before = self._options
        super()._edited()
        if any(getattr(before, name) != getattr(self._options, name) for name in _POSE):
            self._pose.show_options(self._options)
