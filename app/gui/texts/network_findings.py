"""The texts of findings of the service and the farm: a sentence, and what to do."""

from __future__ import annotations

from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from talker.errors import ErrorCode

NETWORK_FINDINGS = {
    ErrorCode.ACCESS_DENIED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "This user of the service may not do that."),
        QT_TRANSLATE_NOOP("Findings", "Ask with the token of a user whose role allows it."),
        detailed=True,
    ),
    ErrorCode.KEY_REUSED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The same key was sent with two different requests."),
        QT_TRANSLATE_NOOP("Findings", "Send each new request with a key of its own."),
        detailed=True,
    ),
    ErrorCode.NOT_FOUND: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The service has nothing under this address."),
        QT_TRANSLATE_NOOP("Findings", "Check the address."),
        detailed=True,
    ),
    ErrorCode.QUOTA_EXCEEDED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "This user of the service may have no more jobs now."),
        QT_TRANSLATE_NOOP("Findings", "Wait until others have ended, or allow more."),
        detailed=True,
    ),
    ErrorCode.REQUEST_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The service cannot read the request."),
        QT_TRANSLATE_NOOP("Findings", "Correct what the details name."),
        detailed=True,
    ),
    ErrorCode.SERVICE_UNUSABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The service cannot be started like this."),
        QT_TRANSLATE_NOOP("Findings", "Correct what the details name."),
        detailed=True,
    ),
    ErrorCode.TOKEN_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The service does not know this token."),
        QT_TRANSLATE_NOOP("Findings", "Add the user anew to get another token."),
        detailed=True,
    ),
    ErrorCode.TOO_LARGE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The request is larger than the service takes."),
        QT_TRANSLATE_NOOP("Findings", "Send shorter files, or allow larger ones."),
        detailed=True,
    ),
    ErrorCode.TOO_MANY_REQUESTS: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Too many requests came in a short time."),
        QT_TRANSLATE_NOOP("Findings", "Ask again a moment later."),
        detailed=True,
    ),
    ErrorCode.USER_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The service has no such user."),
        QT_TRANSLATE_NOOP("Findings", "Check the name."),
        detailed=True,
    ),
    ErrorCode.FARM_EMPTY: FindingText(
        QT_TRANSLATE_NOOP("Findings", "No computer of the farm is ready."),
        QT_TRANSLATE_NOOP("Findings", "Start a node on one of them."),
        detailed=True,
    ),
    ErrorCode.FARM_UNREACHABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The farm cannot be reached."),
        QT_TRANSLATE_NOOP("Findings", "Check its address and the network."),
        detailed=True,
    ),
    ErrorCode.FARM_REFUSED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The farm refused the connection."),
        QT_TRANSLATE_NOOP("Findings", "Check that both sides have the same keys."),
        detailed=True,
    ),
    ErrorCode.FARM_KEYS: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The keys of the farm cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Look at the farm in the settings."),
        detailed=True,
    ),
    ErrorCode.FARM_NODE_LOST: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A computer of the farm was lost."),
        QT_TRANSLATE_NOOP("Findings", "Check that it runs and is connected."),
        detailed=True,
    ),
    ErrorCode.FARM_FOLDER_UNSEEN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A folder cannot be seen by the whole farm."),
        QT_TRANSLATE_NOOP("Findings", "Put it on a disk that all of its computers share."),
        detailed=True,
    ),
    ErrorCode.FARM_VERSION: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The farm has another version of Mouthpiece."),
        QT_TRANSLATE_NOOP("Findings", "Update all computers to the same version."),
        detailed=True,
    ),
}
