"""The texts of findings of jobs, batches and settings: a sentence, and what to do."""

from __future__ import annotations

from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from talker.errors import ErrorCode
from talker.progress import NoticeCode

JOB_FINDINGS = {
    ErrorCode.WORKER_DIED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A helper process ended unexpectedly.")
    ),
    ErrorCode.STALLED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The work stood still for too long and was ended."),
        QT_TRANSLATE_NOOP("Findings", "Check the files. Another try begins where it stopped."),
    ),
    ErrorCode.OUT_OF_MEMORY: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is not enough memory for this video."),
        QT_TRANSLATE_NOOP("Findings", "Close other programs, or choose a smaller size."),
    ),
    ErrorCode.SETTINGS_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The settings cannot be used as they are."),
        QT_TRANSLATE_NOOP(
            "Findings", "Correct the settings file, or delete it to begin with the defaults."
        ),
        detailed=True,
    ),
    ErrorCode.BATCH_EMPTY: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is nothing there to make videos from."),
        QT_TRANSLATE_NOOP(
            "Findings", "Put portraits and recordings into the folder, or rows into the sheet."
        ),
        detailed=True,
    ),
    ErrorCode.PAIR_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} has no partner of the same name."),
        QT_TRANSLATE_NOOP("Findings", "Give it one, or pair all with all."),
    ),
    ErrorCode.PAIR_UNREAD: FindingText(
        QT_TRANSLATE_NOOP(
            "Findings", "{name} belongs to this file, but is of a kind that is not read."
        ),
        QT_TRANSLATE_NOOP("Findings", "Save it as PNG, JPEG, WAV or MP3."),
    ),
    ErrorCode.PATH_OUTSIDE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A file lies outside the folder of the sheet."),
        QT_TRANSLATE_NOOP("Findings", "Move it into that folder."),
        detailed=True,
    ),
    ErrorCode.BRAND_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The brand cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Make it anew."),
        detailed=True,
    ),
    ErrorCode.BRAND_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is no such brand."),
        QT_TRANSLATE_NOOP("Findings", "Choose one from the list."),
        detailed=True,
    ),
    ErrorCode.PRESET_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The preset cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Correct or delete its file."),
        detailed=True,
    ),
    ErrorCode.PRESET_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is no such preset."),
        QT_TRANSLATE_NOOP("Findings", "Choose one from the list."),
        detailed=True,
    ),
    ErrorCode.ROW_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A row of the sheet does not fit."),
        QT_TRANSLATE_NOOP("Findings", "Correct the row."),
        detailed=True,
    ),
    ErrorCode.SHEET_UNREADABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The sheet cannot be read."),
        QT_TRANSLATE_NOOP("Findings", "Save it as CSV in UTF-8, or as XLSX."),
        detailed=True,
    ),
    ErrorCode.OPTION_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is no such option."),
        QT_TRANSLATE_NOOP("Findings", "Check the column's name."),
        detailed=True,
    ),
    ErrorCode.OPTION_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "One of the options does not fit."),
        QT_TRANSLATE_NOOP("Findings", "Correct it and try again."),
        detailed=True,
    ),
    ErrorCode.JOB_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "This video is no longer in the queue.")
    ),
    ErrorCode.JOB_STATE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "This cannot be done with a video in this state."),
        detailed=True,
    ),
    ErrorCode.QUEUE_LOCKED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Another process keeps the queue for itself."),
        QT_TRANSLATE_NOOP("Findings", "End programs that have its file open; it is not damaged."),
        detailed=True,
    ),
    ErrorCode.QUEUE_NEWER: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The queue was made by a newer version of Mouthpiece."),
        QT_TRANSLATE_NOOP("Findings", "Update Mouthpiece."),
    ),
    ErrorCode.QUEUE_UNUSABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The queue cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Check that its disk is there and can be written."),
        detailed=True,
    ),
    NoticeCode.WAITING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Another process is making this video; waiting for it.")
    ),
    NoticeCode.CARD_MEMORY_MOVED: FindingText(
        QT_TRANSLATE_NOOP(
            "Findings",
            "The graphics card was full: its driver moved memory to the computer's, which is up to "
            "thirty times slower.",
        ),
        QT_TRANSLATE_NOOP(
            "Findings", "Close other programs that use the graphics card, or choose a smaller size."
        ),
    ),
    ErrorCode.CANCELLED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Stopped before the video was finished."),
        QT_TRANSLATE_NOOP("Findings", "Begin it again to go on where it stopped."),
    ),
    ErrorCode.INTERNAL: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Something unexpected went wrong."),
        QT_TRANSLATE_NOOP("Findings", "The log says more; please report it."),
        detailed=True,
    ),
}
