"""The pose editor: a skeleton on the picture, begun with a preset or with whom it shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.gui.pages.skeleton_view import SkeletonView
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.dialog import Dialog
from avatar_gen.pose_presets import Preset, preset_pose
from avatar_gen.skeleton import BODY, Person, Pose, write_pose

_SIZE = QSize(680, 720)


class SkeletonDialog(Dialog):
    """`wanted` asks for the pose of whom the picture shows; `show_pose` brings it."""

    wanted = Signal()

    def __init__(self, pose: Pose, picture: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent, "check", _SIZE)
        self.view = SkeletonView(pose, picture)
        self.presets = {preset: Button() for preset in Preset}
        self.find_button = Button("", "portrait")
        self.undo_button = Button("quiet", "retry")
        self.face = QCheckBox()
        self.where = label("soft")
        self._has_picture = not picture.isNull()
        self._build()
        self._update()

    @property
    def pose(self) -> Pose:
        """The pose as it is edited; without the faces' points where they are not wanted."""
        if self.face.isChecked():
            return self.view.pose
        people = tuple(Person(body=person.body) for person in self.view.pose.people)
        return self.view.pose.model_copy(update={"people": people})

    def show_pose(self, pose: Pose) -> None:
        """Shows the pose that was found."""
        self.view.set_pose(pose)

    def save(self, path: Path) -> None:
        """Writes the pose as data; InputError when the disk refuses."""
        write_pose(self.pose, path)

    def _build(self) -> None:
        self.say(
            self.tr("Edit the pose"),
            self.tr(
                "Drag the points; with Shift the whole person. Keys: N and P choose a point, "
                "arrows move it, Delete leaves it out or brings it back."
            ),
            self.tr("Use the pose"),
        )
        begin = spaced(QHBoxLayout(), 0, GRID)
        names = {
            Preset.HEAD: self.tr("Head and shoulders"),
            Preset.HALF: self.tr("Half-length"),
            Preset.THREE_QUARTER: self.tr("To the knees"),
        }
        for preset, button in self.presets.items():
            button.say(names[preset], self.tr("Begins with this, from the front"))
            button.clicked.connect(lambda _=False, preset=preset: self._begin(preset))
            begin.addWidget(button)
        self.find_button.say(
            self.tr("As in the picture"), self.tr("Finds the face and what is seen of the body")
        )
        self.find_button.setVisible(self._has_picture)
        begin.addWidget(self.find_button)
        self.inside.addLayout(begin)
        self.inside.addWidget(self.view, 1)
        row = spaced(QHBoxLayout(), 0, GRID)
        self.face.setText(self.tr("Points of the face"))
        self.face.setChecked(True)
        self.undo_button.say(self.tr("Undo"))
        row.addWidget(self.face)
        row.addWidget(self.where, 1)
        row.addWidget(self.undo_button)
        self.inside.addLayout(row)
        self.view.setAccessibleName(self.tr("Skeleton"))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.changed.connect(self._update)
        self.face.toggled.connect(self._show_face)
        self.find_button.clicked.connect(self.wanted)
        self.undo_button.clicked.connect(self.view.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.view.undo)

    def _begin(self, preset: Preset) -> None:
        now = self.view.pose
        self.view.set_pose(preset_pose(preset, now.width, now.height))

    def _show_face(self, shown: bool) -> None:
        self.view.show_face(shown)
        self._update()

    def _update(self) -> None:
        self.undo_button.setEnabled(self.view.can_undo)
        chosen = self.view.chosen
        names = self._names()
        name = names[chosen.index] if chosen.index < BODY else self.tr("Point of the face")
        spot = self.view.spot(chosen)
        where = self.tr("not seen") if spot is None else f"{spot[0]:.0f}, {spot[1]:.0f}"
        self.where.setText(f"{name}: {where}")
        self.view.setAccessibleDescription(self.where.text())
        drawn = any(any(person.body) for person in self.view.pose.people)
        self.take.setEnabled(drawn)

    def _names(self) -> tuple[str, ...]:
        """Of the 18 points; right and left are the person's own."""
        return (
            *(self.tr("Nose"), self.tr("Neck")),
            *(self.tr("Right shoulder"), self.tr("Right elbow"), self.tr("Right wrist")),
            *(self.tr("Left shoulder"), self.tr("Left elbow"), self.tr("Left wrist")),
            *(self.tr("Right hip"), self.tr("Right knee"), self.tr("Right ankle")),
            *(self.tr("Left hip"), self.tr("Left knee"), self.tr("Left ankle")),
            *(self.tr("Right eye"), self.tr("Left eye")),
            *(self.tr("Right ear"), self.tr("Left ear")),
        )
