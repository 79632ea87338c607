"""The texts of findings of models, downloads and backends: a sentence, and what to do."""

from __future__ import annotations

from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from talker.errors import ErrorCode
from talker.progress import NoticeCode

MODEL_FINDINGS = {
    ErrorCode.OFFLINE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Mouthpiece is offline."),
        QT_TRANSLATE_NOOP(
            "Findings", "Switch Offline off, or import the model from another computer."
        ),
    ),
    ErrorCode.DOWNLOADS_OFF: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Downloads are switched off."),
        QT_TRANSLATE_NOOP("Findings", "Allow them in the settings."),
    ),
    ErrorCode.DOWNLOAD_FAILED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The download did not succeed."),
        QT_TRANSLATE_NOOP("Findings", "What arrived is kept. Check the connection and try again."),
    ),
    ErrorCode.BACKEND_HUNG: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A backend did not come back and is not used any more."),
        QT_TRANSLATE_NOOP("Findings", "Try again: it goes on where it stopped, without it."),
        detailed=True,
    ),
    ErrorCode.COMPONENT_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A part of the program is not installed."),
        QT_TRANSLATE_NOOP("Findings", "Look at This computer in the settings."),
        detailed=True,
    ),
    ErrorCode.CATALOGUE_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The list of models cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Choose another catalogue in the settings, or none."),
        detailed=True,
    ),
    ErrorCode.MODEL_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is no such model in the list."),
        QT_TRANSLATE_NOOP("Findings", "Look at the page Models."),
        detailed=True,
    ),
    ErrorCode.MODEL_UNVERIFIED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Nobody has published a checksum of this model."),
        QT_TRANSLATE_NOOP(
            "Findings", "Take it on the page Models if you trust where it comes from."
        ),
        detailed=True,
    ),
    ErrorCode.MODEL_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A model that is needed is not installed."),
        QT_TRANSLATE_NOOP("Findings", "Get it on the page Models."),
        detailed=True,
    ),
    ErrorCode.MODEL_DAMAGED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A model file is damaged, or belongs to another model."),
        QT_TRANSLATE_NOOP("Findings", "Remove it on the page Models and get it again."),
        detailed=True,
    ),
    ErrorCode.MODEL_UNSUPPORTED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A model file is of a kind that cannot be used here."),
        QT_TRANSLATE_NOOP("Findings", "The file is whole; choose one for this model."),
        detailed=True,
    ),
    ErrorCode.STORE_UNWRITABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The folder for models cannot be changed."),
        QT_TRANSLATE_NOOP(
            "Findings", "Close programs that use it, or choose another folder in the settings."
        ),
        detailed=True,
    ),
    ErrorCode.IMPORT_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "What was to be imported is not there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the folder or file again."),
        detailed=True,
    ),
    ErrorCode.IMPORT_NOTHING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "No file of a model that we know was found there."),
        QT_TRANSLATE_NOOP("Findings", "Models are known by their content, whatever their names."),
    ),
    ErrorCode.PACK_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The pack cannot be used; nothing of it was taken."),
        QT_TRANSLATE_NOOP("Findings", "Make it again on the other computer."),
        detailed=True,
    ),
    NoticeCode.ENGINE_CHOSEN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The best engine that can be used here was taken."),
        QT_TRANSLATE_NOOP("Findings", "The page Models has more engines."),
    ),
    ErrorCode.UPDATE_UNREACHABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Nobody could be asked for newer versions."),
        QT_TRANSLATE_NOOP("Findings", "Try again later; everything else works without it."),
        detailed=True,
    ),
    ErrorCode.UPDATE_UNTRUSTED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "What was said about newer versions cannot be trusted."),
        QT_TRANSLATE_NOOP(
            "Findings", "Nothing was changed. Look at the address and the key in the settings."
        ),
        detailed=True,
    ),
    NoticeCode.BACKEND_FAILED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A backend could not be used; torch computed instead."),
        QT_TRANSLATE_NOOP(
            "Findings", "Look at This computer in the settings, or remove the backend."
        ),
        detailed=True,
    ),
    NoticeCode.PRECISION_REDUCED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Computed quickly, with smaller numbers."),
        QT_TRANSLATE_NOOP("Findings", "Choose exact numbers for pixels that are always the same."),
        detailed=True,
    ),
}
