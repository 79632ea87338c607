#!/bin/sh
# Qt 6.11.3 (PySide6): a QTableView whose rows are all selected asks its model for flags() of every
# cell of a column each time the header is painted, though only a few rows are in sight. With a model
# in Python and a long table the window stands still for seconds at each paint after "select all".
# The road: QHeaderView draws the section of a column that is wholly selected in another way, and
# QItemSelectionModel.isColumnSelected() walks the selection and asks whether each item is enabled
# and selectable. A selection model of its own, empty, for the header avoids it.
#
# Exits with 0 while this is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" - <<'PYTHON'
import sys

from PySide6 import __version__
from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QApplication, QTableView

ROWS, COLUMNS = 5000, 3


class Model(QAbstractTableModel):
    asked = 0

    def rowCount(self, parent=QModelIndex()):
        return ROWS

    def columnCount(self, parent=QModelIndex()):
        return COLUMNS

    def data(self, index, role=0):
        return None

    def flags(self, index):
        Model.asked += 1
        return super().flags(index)


print("PySide6", __version__)
application = QApplication(sys.argv)
model, view = Model(), QTableView()
view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
view.setModel(model)
view.resize(400, 300)
view.show()
view.selectAll()
application.processEvents()


def asked_by_a_paint() -> int:
    Model.asked = 0
    view.horizontalHeader().viewport().grab()
    return Model.asked


shared = asked_by_a_paint()
own = QItemSelectionModel(model)
view.horizontalHeader().setSelectionModel(own)
application.processEvents()
apart = asked_by_a_paint()
print(f"{ROWS} rows selected, the header painted once: flags() asked {shared} times")
print(f"the header with an empty selection model of its own: {apart} times")
same = shared >= ROWS and apart < ROWS / 10
print("as before" if same else "this has changed")
sys.exit(not same)
PYTHON
