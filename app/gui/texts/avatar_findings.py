"""The texts of findings of drawn pictures and of training: a sentence, and what to do."""

from __future__ import annotations

from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from talker.errors import ErrorCode
from talker.progress import NoticeCode

AVATAR_FINDINGS = {
    ErrorCode.PRESENTER_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is no presenter of this name."),
        QT_TRANSLATE_NOOP("Findings", "Look at the page Avatars."),
        detailed=True,
    ),
    ErrorCode.POSE_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The file holds no pose that is known here."),
        QT_TRANSLATE_NOOP("Findings", "Give a .json of OpenPose, or a picture."),
        detailed=True,
    ),
    ErrorCode.MASK_SIZE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The mask and the picture have different sizes."),
        QT_TRANSLATE_NOOP("Findings", "Paint the mask on a copy of the picture."),
        detailed=True,
    ),
    ErrorCode.PICTURE_UNSAFE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A picture was held back by the safety checker."),
        QT_TRANSLATE_NOOP("Findings", "Change the description or the seed."),
        detailed=True,
    ),
    NoticeCode.LIBRARY_WARNING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A library says something about this drawing."),
        QT_TRANSLATE_NOOP("Findings", "Look at the picture; the words are for engineers."),
        detailed=True,
    ),
    NoticeCode.PROMPT_TRANSLATED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Chinese words were translated for the model."),
        QT_TRANSLATE_NOOP("Findings", "Words as typed sends them as they are."),
        detailed=True,
    ),
    NoticeCode.PROMPT_WORDS_UNKNOWN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Some words are not in the portrait glossary."),
        QT_TRANSLATE_NOOP("Findings", "Write them in English, or choose others from the list."),
        detailed=True,
    ),
    NoticeCode.RECORD_INCOMPLETE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Not everything that the picture says is known here."),
        QT_TRANSLATE_NOOP("Findings", "The drawing may differ a little."),
        detailed=True,
    ),
    ErrorCode.PICTURE_BLACK: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Not one picture came out that can be shown."),
        QT_TRANSLATE_NOOP(
            "Findings", "Change the description or the seed, or choose another model."
        ),
        detailed=True,
    ),
    ErrorCode.CAPTION_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is no text with the caption beside {name}."),
        QT_TRANSLATE_NOOP("Findings", "Write it, or let the template be the caption."),
    ),
    ErrorCode.CONSENT_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Nobody is named who has agreed to be learned."),
        QT_TRANSLATE_NOOP("Findings", "Write down who is shown, and what was agreed."),
        detailed=True,
    ),
    ErrorCode.PICTURES_MANY_FACES: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Some pictures show more than one face."),
        QT_TRANSLATE_NOOP("Findings", "Cut them or take them out."),
        detailed=True,
    ),
    ErrorCode.PICTURES_NO_FACE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "No face was found in some pictures."),
        QT_TRANSLATE_NOOP("Findings", "Take them out."),
        detailed=True,
    ),
    ErrorCode.PICTURES_TOO_FEW: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There are too few pictures to learn from."),
        QT_TRANSLATE_NOOP("Findings", "Add some; 10 to 30 are usual."),
        detailed=True,
    ),
    ErrorCode.TRAINING_DIVERGED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The training came to numbers without end."),
        QT_TRANSLATE_NOOP("Findings", "Choose a lower learning rate, or float32."),
        detailed=True,
    ),
    NoticeCode.PICTURES_LEFT_OUT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Some pictures are left out."),
        QT_TRANSLATE_NOOP("Findings", "Each should show one face."),
        detailed=True,
    ),
    NoticeCode.PICTURES_WEAK: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Some faces are small, cut off or blurred."),
        QT_TRANSLATE_NOOP("Findings", "The model learns that, too; better pictures help."),
        detailed=True,
    ),
    ErrorCode.PROMPT_TOO_LONG: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The description is too long."),
        QT_TRANSLATE_NOOP("Findings", "Shorten it."),
        detailed=True,
    ),
    ErrorCode.SIZE_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "This width or height cannot be drawn."),
        QT_TRANSLATE_NOOP("Findings", "Choose a multiple of 8 from 64 on."),
        detailed=True,
    ),
}
