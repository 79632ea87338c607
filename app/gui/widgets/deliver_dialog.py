"""Asks for the options of another version of finished videos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.texts.versions import version_words
from app.gui.widgets.basic import label
from app.gui.widgets.deliver_form import DeliverForm
from app.gui.widgets.dialog import Dialog
from talker.options.deliver import DeliverOptions

_SIZE = QSize(520, 640)


class DeliverDialog(Dialog):
    """`chosen` brings the DeliverOptions. `names` are the videos; none while they are not made."""

    chosen = Signal(object)

    def __init__(self, options: DeliverOptions, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, "add" if names else "check", _SIZE)
        self._names = names
        self.form = DeliverForm()
        self.form.set_options(options)
        self._fields = self.add_scrolled(self.form)
        self._said = label("faint", wrap=True)
        self.foot.insertWidget(0, self._said, 1)
        self.form.changed.connect(self._update)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        if len(self._names) > 1:
            title = self.tr("Another version of %n video(s)", "", len(self._names))
        elif self._names:
            title = self.tr("Another version of {name}").format(name=self._names[0])
        else:
            title = self.tr("A further file of the same video")
        self.say(
            title,
            self.tr("The face is not drawn again, so this is quick. The video itself stays."),
            self.tr("Add to queue") if self._names else self.tr("Use these options"),
        )
        self.setWindowTitle(self.tr("Another version"))
        self._update()

    def put_first(self, widget: QWidget) -> None:
        """Something above the options, such as a choice that sets several of them."""
        self._fields.insertWidget(0, widget)

    def _update(self) -> None:
        self._said.setText(version_words(self.form.options))
        self.take.setEnabled(self.form.valid)

    @override
    def finish(self) -> None:
        if not self.lacks(self.form.missing_files()):
            self.chosen.emit(self.form.options)
            self.accept()
