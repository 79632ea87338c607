"""The texts of findings in scripts and voices: a sentence, and what to do."""

from __future__ import annotations

from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from talker.errors import ErrorCode
from talker.progress import NoticeCode

SCRIPT_FINDINGS = {
    ErrorCode.SCRIPT_EMPTY: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The script says nothing."),
        QT_TRANSLATE_NOOP("Findings", "Write what is to be said; marks alone are not spoken."),
    ),
    ErrorCode.SCRIPT_TOO_LONG: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The script is too long for one video."),
        QT_TRANSLATE_NOOP("Findings", "Divide it; 100,000 characters can be spoken at once."),
    ),
    ErrorCode.SCRIPT_MARK: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The script has a mark that means nothing."),
        QT_TRANSLATE_NOOP("Findings", "Marks are written [nod]; a bracket that is none is \\[."),
        detailed=True,
    ),
    ErrorCode.SCRIPT_FIELD: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The script has a field that nothing fills."),
        QT_TRANSLATE_NOOP(
            "Findings", "Columns of a sheet fill fields; a brace that is none is written twice."
        ),
        detailed=True,
    ),
    ErrorCode.SCRIPT_CHARACTER: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The script has a character that cannot be spoken."),
        QT_TRANSLATE_NOOP("Findings", "Delete it, or save the text as UTF-8."),
        detailed=True,
    ),
    ErrorCode.SCRIPT_UNREADABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is no script that we can read."),
        QT_TRANSLATE_NOOP("Findings", "Save it as plain text."),
    ),
    ErrorCode.DICTIONARY_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The pronunciations cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Correct the entry that is named, or take it out."),
        detailed=True,
    ),
    ErrorCode.VOICE_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is no such voice on this computer."),
        QT_TRANSLATE_NOOP("Findings", "Choose another voice."),
        detailed=True,
    ),
    ErrorCode.VOICE_FILE_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A voice file of your own cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Correct what is named, or take another file."),
        detailed=True,
    ),
    ErrorCode.VOICE_LANGUAGE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The voice does not speak the language of the script."),
        QT_TRANSLATE_NOOP("Findings", "Choose a voice of that language."),
        detailed=True,
    ),
    ErrorCode.VOICE_FAILED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The voice could not speak."),
        QT_TRANSLATE_NOOP("Findings", "Try again, or choose another voice."),
        detailed=True,
    ),
    ErrorCode.NO_SCRIPT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} does not hold a script."),
        QT_TRANSLATE_NOOP("Findings", "Make a video of the text without the earlier one."),
    ),
    NoticeCode.CUE_NOT_SHOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The engine cannot show a mark of the script."),
        QT_TRANSLATE_NOOP("Findings", "The built-in engine shows all of them."),
        detailed=True,
    ),
    NoticeCode.PARTS_KEPT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Sentences of the earlier video were kept."),
        QT_TRANSLATE_NOOP("Findings", "Nothing needs to be done."),
        detailed=True,
    ),
    NoticeCode.NOTHING_KEPT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Nothing of the earlier video could be kept."),
        QT_TRANSLATE_NOOP("Findings", "All of it was drawn again, with the new text."),
        detailed=True,
    ),
    NoticeCode.EMOJI_LEFT_OUT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Emoji are not spoken."),
        QT_TRANSLATE_NOOP("Findings", "Nothing needs to be done."),
    ),
}
