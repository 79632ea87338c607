"""A video that lends the presenter its head motion or blinks; small, for few need it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.drop_zone import DropZone
from app.gui.pages.file_input import FileInput, Look
from app.gui.services.input_files import Kind
from app.gui.services.preview import PreviewService
from app.gui.texts.names import option_title
from app.gui.theme import GRID
from app.gui.widgets.basic import label, spaced
from app.gui.widgets.editors import ChoiceEditor
from app.preview.messages import LookAtReference, Question, ReferenceLook
from talker.options.motion import ReferenceUse
from talker.options.render import RenderOptions

_PICTURE = QSize(72, 48)


class ReferenceInput(FileInput):
    """The video, and what is taken from it."""

    def __init__(self, preview: PreviewService) -> None:
        inside = QWidget()
        super().__init__(preview, DropZone(Kind.REFERENCE, inside, compact=True), ReferenceLook)
        self.zone.set_recent(())
        self._picture = label()
        self._picture.setFixedSize(_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label("soft")
        info = RenderOptions.model_fields["reference_use"]
        self._use = ChoiceEditor(info, ReferenceUse)
        self._use.setObjectName("option_reference_use")
        self._use.changed.connect(self.changed)
        row = spaced(QHBoxLayout(inside), 0, GRID)
        row.addWidget(self._picture)
        row.addWidget(self._title)
        row.addWidget(self._use, 1)
        self.retranslate()

    @property
    def use(self) -> ReferenceUse:
        """What is taken from the video."""
        return ReferenceUse(self._use.value)

    def set_use(self, use: ReferenceUse) -> None:
        """What is taken from the video: pose, blinks, both, or everything."""
        self._use.set_value(use)

    @override
    def question(self, path: Path) -> Question:
        return LookAtReference(path=path)

    @override
    def show_look(self, answer: Look) -> None:
        assert isinstance(answer, ReferenceLook)
        picture = QPixmap() if answer.picture is None else QPixmap(str(answer.picture))
        ratio = self.devicePixelRatioF()
        if not picture.isNull():
            picture = picture.scaled(
                _PICTURE * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)

    @override
    def retranslate(self) -> None:
        self.zone.say(
            self.tr("Reference video"),
            self.tr("Lends its head motion or its blinks. Not needed."),
        )
        self._title.setText(option_title(self._use.info))
        self._use.retranslate()
        super().retranslate()
