"""Errors and checks are told in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.doctor.result import Check, Verdict, say
from app.gui.jobs.texts import notice_words
from app.gui.services.preview import PreviewService
from app.gui.texts.findings import FINDINGS
from app.gui.texts.i18n import FOLDER
from app.gui.texts.names import error_words, flaw_words, said_words
from app.gui.widgets.machine_view import MachineView
from app.preview.messages import MachineLook
from app.queue.job import Job, State
from avatar_gen.flaws import Flaw
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.options.render import RenderRequest
from talker.progress import Notice, NoticeCode


@pytest.fixture
def chinese(qapp: QCoreApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(FOLDER / "zh_CN.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def has_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_every_error_has_words_of_its_own() -> None:
    assert not {code.value for code in (*ErrorCode, *NoticeCode)} - FINDINGS.keys()


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_is_told_in_chinese(code: ErrorCode) -> None:
    error = MouthpieceError(code, "The message.", "The hint.", Path("a.png"))
    text, hint = error_words(error)
    assert has_chinese(text)
    assert not hint or has_chinese(hint)
    assert "message" not in text  # no English beside it


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("Row 6 has nothing under 'portrait' and 'speech'.", "(#6, portrait, speech)"),
        ("list.csv has a column 'portait', which does not exist.", "(list.csv, portait)"),
        ("The model DreamShaper 8, or another one, is not installed.", "(DreamShaper 8)"),
        ("--fps cannot be '700'.", "(--fps, 700)"),
        ("Something else is wrong.", ""),
    ],
)
def test_an_error_in_chinese_keeps_the_names_and_no_english_word(message: str, names: str) -> None:
    text, _ = error_words(MouthpieceError(ErrorCode.OPTION_INVALID, message, "A hint."))
    plain = QCoreApplication.translate("Findings", FINDINGS[ErrorCode.OPTION_INVALID].text)
    assert text == f"{plain} {names}".strip()


@pytest.mark.usefixtures("qapp")
def test_in_english_a_detailed_error_keeps_what_it_names() -> None:
    error = InputError(ErrorCode.ROW_INVALID, "Row 7: fps is too high.", "Write at most 60.")
    assert error_words(error) == ("Row 7: fps is too high.", "Write at most 60.")


@pytest.mark.usefixtures("chinese")
def test_the_doctor_is_told_in_chinese_with_its_figures() -> None:
    told = said_words(say("{} of memory free of {}.", "3.0 GB", "8.0 GB"))
    assert has_chinese(told)
    assert told.index("3.0 GB") < told.index("8.0 GB")


def test_what_the_doctor_said_changes_with_the_language(
    qapp: QCoreApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    view = MachineView(PreviewService(tmp_path))
    qtbot.addWidget(view)
    check = Check("Disk", Verdict.WARN, say("{} free at {}.", "1.0 GB", "D"))
    crossed = MachineLook.model_validate_json(MachineLook(checks=(check,)).model_dump_json())
    view._show(crossed)

    def texts() -> str:
        return " ".join(one.text() for one in view.findChildren(QLabel))

    assert "1.0 GB free at D." in texts()
    translator = QTranslator()
    assert translator.load(str(FOLDER / "zh_TW.qm"))
    qapp.installTranslator(translator)
    view.retranslate()
    said = texts()
    qapp.removeTranslator(translator)
    assert "\u78c1\u789f" in said
    assert "free" not in said


@pytest.mark.usefixtures("chinese")
def test_what_a_worker_noticed_is_told_in_chinese_and_of_the_file_that_it_names() -> None:
    request = RenderRequest(portrait=Path("/a/Anna.png"), speech=Path("/a/b.wav"))
    job = Job(1, request, State.DONE, "a", None, 0, 0.0, 0.0, 1)
    for code in (*NoticeCode, ErrorCode.FACE_TOO_SMALL):
        text, hint = notice_words(job, Notice(code, "In Anna.png something is so."))
        assert has_chinese(text)
        assert not hint or has_chinese(hint)
        assert "{name}" not in text


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("flaw", list(Flaw))
def test_every_flaw_of_a_picture_is_told_in_chinese(flaw: Flaw) -> None:
    assert Flaw.known([flaw.value, "what a newer version found"]) == (flaw,)
    assert has_chinese(flaw_words([flaw]))
    assert has_chinese(flaw_words([]))
