"""The button that opens the pose editor: over the picture, or over an empty page."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.gui.pages.skeleton_dialog import SkeletonDialog
from app.gui.services.context import Context
from app.gui.widgets.basic import Button
from app.preview.messages import CutPortrait, Made
from app.preview.picture_messages import FindSkeleton, SkeletonFound
from avatar_gen.pose_presets import Preset, preset_pose
from avatar_gen.skeleton import is_pose_file, read_pose
from talker.errors import InputError

_EMPTY = 768  # pixels a side of a page without picture


class PoseTool(Button):
    """`made` names the file of a pose that was edited."""

    made = Signal(object)  # Path

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", "edit", parent)
        self._context = context
        self.picture: Path | None = None
        self.size_wanted = (0, 0)
        self.clicked.connect(self._open)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self.say(self.tr("Edit pose…"), self.tr("A skeleton to drag, drawn as a pose to follow"))

    def _open(self) -> None:
        picture = self.picture
        if picture is None:
            self._edit(QImage(), None)
        elif is_pose_file(picture):
            self._edit(QImage(), picture)
        else:
            self._edit_over(picture)

    def _edit_over(self, picture: Path) -> None:
        """The picture is read by the preview process, as every picture of others is."""
        copy = self._folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{picture.stem}.png"

        def show(_: Made) -> None:
            seen = QImage(str(copy))
            copy.unlink(missing_ok=True)
            self._edit(seen, picture)

        question = CutPortrait(path=picture, part=None, target=copy, upright=False)
        self._context.preview.ask(question, Made, show, self._context.events.tell_error, owner=self)

    def _edit(self, seen: QImage, source: Path | None) -> None:
        try:
            if source is not None and is_pose_file(source):
                pose = read_pose(source)
            else:
                width, height = (side or _EMPTY for side in self.size_wanted)
                if not seen.isNull():
                    width, height = seen.width(), seen.height()
                pose = preset_pose(Preset.HALF, width, height)
        except InputError as error:
            self._context.events.tell_error(error)
            return
        dialog = SkeletonDialog(pose, seen, self.window())
        dialog.wanted.connect(lambda: self._find(dialog, source))
        dialog.accepted.connect(lambda: self._save(dialog))
        dialog.open()

    def _find(self, dialog: SkeletonDialog, source: Path | None) -> None:
        if source is not None:
            self._context.preview.ask(
                FindSkeleton(path=source),
                SkeletonFound,
                lambda found: dialog.show_pose(found.pose),
                self._context.events.tell_error,
                owner=dialog,
            )

    def _save(self, dialog: SkeletonDialog) -> None:
        path = self._folder / f"pose-{time.strftime('%Y%m%d-%H%M%S')}.json"
        try:
            dialog.save(path)
        except InputError as error:
            self._context.events.tell_error(error)
            return
        self.made.emit(path)

    @property
    def _folder(self) -> Path:
        return self._context.home / "avatars" / "poses"
