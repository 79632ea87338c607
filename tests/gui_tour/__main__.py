"""`python -m tests.gui_tour OUT` renders every page in both themes, three languages, all sizes.

Nothing appears on the screen; the pictures lie in OUT, named <language>-<theme>-<page>.png, those
of other sizes <width>x<height>-<language>-<page>.png, and those of pages that were open when the
language and the theme changed after-<language>-<theme>-<page>.png. Sheets of four each are called
sheet-*.png. What is cut or covered is printed. QT_SCALE_FACTOR=2 draws finer.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from app.captions import Captions, Row, save_captions
from app.gui.pages.avatars import DRAWING, PEOPLE, PICTURES, TRAINING, AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.captions import CaptionsPage
from app.gui.pages.create import CreatePage
from app.gui.pages.entries import ENTRIES
from app.gui.pages.queue import QueuePage
from app.gui.shell.main import Desktop
from app.queue.job import Job, NewJob, State
from app.settings.window import Language, Theme
from talker.subtitles.cues import Cue
from tests.app.gui.layout_faults import layout_faults
from tests.gui_tour.content import Content, keep_running, make_content
from tests.gui_tour.dialogs import Dialogs
from tests.gui_tour.sheets import make_sheets
from tests.gui_tour.waiting import until, wait

_USUAL = QSize(1366, 728)  # a common screen without its task bar
# The first size of the window, its smallest, 1920x1080 at 150 %, and two large screens.
_SIZES = (
    *(QSize(1180, 740), QSize(880, 560), QSize(1280, 672)),
    *(QSize(1600, 1000), QSize(1920, 1040)),
)
_MANY = 2000
_LONG_NAME = (
    "Spring campaign 2026, onboarding of the new colleagues in the north, part 3 of 12, final"
)
_LANGUAGES = (Language.ENGLISH, Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE)
_CHANGES = ((Language.SIMPLIFIED_CHINESE, Theme.DARK), (Language.TRADITIONAL_CHINESE, Theme.LIGHT))
_THEMES = (Theme.LIGHT, Theme.DARK)
_SCRIPT = (
    "Welcome to our spring collection. [nod] Everything that you see here is made by hand, in "
    "small numbers.\n\nCome and visit us, or [pause 0.5] write to us."
)
_CAPTIONS = (
    "Welcome to our spring collection.",
    "Everything that you see here is made by hand, in small numbers, by people who like it.",
    "Come and visit us.",
)


@dataclass(frozen=True)
class Choice:
    """What is photographed."""

    languages: Sequence[Language]
    themes: Sequence[Theme]
    sizes: Sequence[QSize]
    usual: bool  # also in the usual size, with dialogs


class Tour:
    """One window that goes through its pages."""

    def __init__(self, desktop: Desktop, content: Content, out: Path, choice: Choice) -> None:
        self._desktop = desktop
        self._content = content
        self._out = out
        self._running = self._jobs(State.RUNNING)[0]
        self._window = desktop.window
        self._choice = choice
        self._count = 0
        self.faults: list[str] = []
        self._dialogs = Dialogs(desktop, content)

    def travel(self) -> int:
        """Takes all pictures; how many."""
        desktop = self._desktop
        desktop.open()
        desktop.window.resize(_USUAL)
        desktop.context.settings.change_window(queue_on=False)
        self._fill_create()
        self._fill_batch()
        self._fill_captions()
        if self._choice.usual:
            self._travel_usual()
        self._fill_queue()
        for language in self._choice.languages:
            self._look(language, self._choice.themes[0])
            for size in self._choice.sizes:
                desktop.window.resize(size)
                self._stop_everywhere(f"{size.width()}x{size.height()}-{language.value}")
        return self._count

    def _travel_usual(self) -> None:
        for language in self._choice.languages:
            for theme in self._choice.themes:
                self._look(language, theme)
                self._stop_everywhere(f"{language.value}-{theme.value}")
                for name, dialog in self._dialogs.all():
                    self._take(f"{language.value}-{theme.value}-{name}", dialog)
        self._change_while_open()

    def _look(self, language: Language, theme: Theme) -> None:
        self._desktop.context.settings.change_window(language=language, theme=theme)
        keep_running(self._desktop.context.store, self._running)

    def _stop_everywhere(self, prefix: str) -> None:
        for name, show in self._stops():
            wait(0.2)
            show()
            wait(0.6)
            self._take(f"{prefix}-{name}", self._desktop.window)
            self._window.foot.be_quiet()

    def _change_while_open(self) -> None:
        """Every page as it was left, in another language and theme: nothing is filled anew."""
        for language, theme in ((Language.ENGLISH, Theme.LIGHT), *_CHANGES):
            self._look(language, theme)
            for page in ENTRIES:
                self._show(page.key)
                wait(0.3)
                if language is not Language.ENGLISH:
                    self._take(f"after-{language.value}-{theme.value}-{page.key}", self._window)

    def _fill_queue(self) -> None:
        """Thousands of jobs, and one whose name is longer than any column."""
        request = self._jobs(State.PAUSED)[0].request
        names = [_LONG_NAME, *(f"Lesson {number}" for number in range(4, _MANY))]
        self._desktop.context.store.add(
            [NewJob(request, name, speech_seconds=60.0, content_key=name) for name in names]
        )

    def _stops(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            ("welcome", lambda: self._show("welcome")),
            ("create-empty", self._show_empty_create),
            ("create", lambda: self._show_create(more=False)),
            ("create-more", lambda: self._show_create(more=True)),
            ("create-script", self._show_script),
            ("create-notes", self._show_notes),
            ("queue", lambda: self._show_queue(State.RUNNING)),
            ("queue-failed", lambda: self._show_queue(State.FAILED)),
            ("queue-done", lambda: self._show_queue(State.DONE)),
            ("queue-nothing-chosen", self._show_queue_alone),
            ("queue-long-name", self._show_long_name),
            ("batch", lambda: self._show("batch")),
            ("library", lambda: self._show("library")),
            ("captions", lambda: self._show_captions(0)),
            ("captions-look", lambda: self._show_captions(1)),
            ("avatars", lambda: self._show_avatars(PEOPLE)),
            ("avatars-draw", lambda: self._show_avatars(DRAWING)),
            ("avatars-train", lambda: self._show_avatars(TRAINING)),
            ("avatars-pictures", lambda: self._show_avatars(PICTURES)),
            ("models", lambda: self._show("models")),
            ("settings", lambda: self._show("settings")),
            ("settings-end", self._show_end),
        ]

    def _show(self, key: str) -> QWidget:
        self._desktop.window.show_page(key)
        return self._desktop.window.page

    def _fill_create(self) -> None:
        page = self._show("create")
        assert isinstance(page, CreatePage)
        page.take_files([self._content.portrait, self._content.speech])
        until(lambda: page.request is not None)
        wait(2.0)

    def _show_create(self, *, more: bool) -> None:
        page = self._show("create")
        assert isinstance(page, CreatePage)
        page.inputs.tabs.setCurrentWidget(page.inputs.speech)
        page.form.show_rest(more)
        if more:
            wait(0.1)
            self._show_end()

    def _show_script(self) -> None:
        """A script instead of the recording, with its sentences; the recording is back after."""
        page = self._show("create")
        assert isinstance(page, CreatePage)
        page.form.show_rest(False)
        script = page.inputs.script
        page.inputs.tabs.setCurrentWidget(script)
        if not script.filled:
            script.set_text(_SCRIPT)
            script.sentences.open(True)
        wait(2.0)

    def _show_notes(self) -> None:
        """How the video is made that was asked for, and in the foot what can be taken back."""
        page = self._show("create")
        assert isinstance(page, CreatePage)
        page.inputs.tabs.setCurrentWidget(page.inputs.speech)
        page.job_note.follow(self._running.id)
        words = QCoreApplication.translate("CreatePage", "What was on this page was replaced.")
        self._desktop.window.foot.offer_undo(words, lambda: None)

    def _fill_captions(self) -> None:
        rows = [Row(Cue(4.0 * at, 4.0 * at + 3.5, text)) for at, text in enumerate(_CAPTIONS)]
        save_captions(Captions(tuple(rows), "en"), self._video)
        page = self._show("captions")
        assert isinstance(page, CaptionsPage)
        page.open(self._video)
        until(lambda: page.model.rowCount() == len(rows))

    def _show_captions(self, tab: int) -> None:
        page = self._show("captions")
        assert isinstance(page, CaptionsPage)
        page.tabs.setCurrentIndex(tab)
        wait(1.5)

    @property
    def _video(self) -> Path:
        """One that is made."""
        output = self._jobs(State.DONE)[0].output
        assert output is not None
        return output

    def _show_avatars(self, room: int) -> None:
        page = self._show("avatars")
        assert isinstance(page, AvatarsPage)
        page.show_room(room)
        wait(0.2)
        page.people.grid.setCurrentRow(1)

    def _show_end(self) -> None:
        """The page in front, scrolled to its end."""
        wait(0.3)
        for area in self._desktop.window.page.findChildren(QScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _show_empty_create(self) -> None:
        """A fresh page, as a newcomer sees it."""
        page = CreatePage(self._desktop.context)
        page.begin_anew()
        self._window.foot.be_quiet()
        page.retranslate()
        window = self._desktop.window
        stack = window.findChild(QStackedWidget, "stack")
        assert isinstance(stack, QStackedWidget)
        stack.addWidget(page)
        stack.setCurrentWidget(page)

    def _fill_batch(self) -> None:
        page = self._show("batch")
        assert isinstance(page, BatchPage)
        page.take([self._content.sheet])
        until(lambda: page.planner.plan is not None)

    def _show_queue(self, state: State) -> None:
        page = self._show("queue")
        assert isinstance(page, QueuePage)
        wait(0.4)
        page.show_job(self._jobs(state)[0].id)

    def _show_queue_alone(self) -> None:
        page = self._show("queue")
        assert isinstance(page, QueuePage)
        page.table.clearSelection()

    def _show_long_name(self) -> None:
        page = self._show("queue")
        assert isinstance(page, QueuePage)
        long = [job for job in self._jobs(State.QUEUED) if job.label == _LONG_NAME]
        page.show_job((long or self._jobs(State.QUEUED))[0].id)

    def _jobs(self, state: State) -> list[Job]:
        return self._desktop.context.store.page([state])

    def _take(self, name: str, widget: QWidget) -> None:
        self.faults += [f"{name}: {fault}" for fault in layout_faults(widget.window())]
        path = self._out / f"{name}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"{path} was not written")
        self._count += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument(
        "--language", choices=[language.value for language in _LANGUAGES], help="only this one"
    )
    parser.add_argument("--theme", choices=[theme.value for theme in _THEMES], help="only this one")
    parser.add_argument("--size", action="append", metavar="WxH", help="only these, instead of all")
    parser.add_argument("--sizes-only", action="store_true", help="not in the usual size as well")
    given = parser.parse_args()
    out: Path = given.out
    languages = [one for one in _LANGUAGES if given.language in (None, one.value)]
    themes = [one for one in _THEMES if given.theme in (None, one.value)]
    named = {f"{size.width()}x{size.height()}": size for size in _SIZES}
    sizes = [size for name, size in named.items() if given.size is None or name in given.size]
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QLocale.setDefault(QLocale(QLocale.Language.English))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        home = Path(place) / "home"
        content = make_content(home, Path(place) / "files")
        application = QApplication(sys.argv[:1])
        desktop = Desktop(application, home)
        desktop.context.settings.change_window(welcomed=True)
        try:
            choice = Choice(languages, themes, sizes, usual=not given.sizes_only)
            tour = Tour(desktop, content, out, choice)
            count = tour.travel()
        finally:
            desktop.close()
    make_sheets(out)
    sys.stdout.write("".join(f"{fault}\n" for fault in tour.faults))
    sys.stdout.write(f"{count} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
