"""The texts of findings of finished videos and what is beside them: a sentence, and what to do."""

from __future__ import annotations

from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from talker.errors import ErrorCode
from talker.progress import NoticeCode

OUTPUT_FINDINGS = {
    ErrorCode.OUTPUT_EXISTS: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is a video of this name already."),
        QT_TRANSLATE_NOOP("Findings", "Choose another name."),
    ),
    ErrorCode.OUTPUT_UNWRITABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The folder for videos cannot be written."),
        QT_TRANSLATE_NOOP("Findings", "Choose another folder."),
    ),
    ErrorCode.DISK_FULL: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The disk is full."),
        QT_TRANSLATE_NOOP("Findings", "Free some space and try again."),
    ),
    ErrorCode.CERTIFICATE_EXPIRED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The certificate {name} is not valid today."),
        QT_TRANSLATE_NOOP("Findings", "Choose another in the settings, or none."),
    ),
    ErrorCode.LABEL_REASON_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A video without the label needs a reason."),
        QT_TRANSLATE_NOOP("Findings", "Type one under More options; it is recorded in the video."),
    ),
    ErrorCode.ENCODER_FAILED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The video could not be written."),
        QT_TRANSLATE_NOOP("Findings", "Look at This computer in the settings; the log says more."),
        detailed=True,
    ),
    ErrorCode.CERTIFICATE_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The certificate cannot be used for signing."),
        QT_TRANSLATE_NOOP(
            "Findings", "Choose another in the settings, or none: then this computer's own is used."
        ),
        detailed=True,
    ),
    NoticeCode.NOT_SIGNED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The video is labelled but not signed."),
        QT_TRANSLATE_NOOP("Findings", "Look at the certificate in the settings."),
        detailed=True,
    ),
    NoticeCode.NOT_STAMPED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The video is signed, but without a time stamp."),
        QT_TRANSLATE_NOOP("Findings", "Look at the address under Time stamps in the settings."),
        detailed=True,
    ),
    ErrorCode.CODEC_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Nothing on this computer makes such a file."),
        QT_TRANSLATE_NOOP("Findings", "Choose another codec."),
        detailed=True,
    ),
    NoticeCode.RECORD_DOUBTFUL: FindingText(
        QT_TRANSLATE_NOOP("Findings", "This video is not as it was signed or labelled."),
        QT_TRANSLATE_NOOP("Findings", "Trust what it says of itself only if you know its sender."),
        detailed=True,
    ),
    NoticeCode.DELIVERABLE_FAILED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "One of the further files could not be made."),
        QT_TRANSLATE_NOOP("Findings", "The video itself is finished."),
        detailed=True,
    ),
    NoticeCode.FONT_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "No font of this computer has these letters."),
        QT_TRANSLATE_NOOP("Findings", "Install one, such as the Noto fonts."),
        detailed=True,
    ),
    NoticeCode.FONT_REPLACED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Another font than the chosen one draws subtitles."),
        QT_TRANSLATE_NOOP("Findings", "Choose a font that has all letters, or install it."),
        detailed=True,
    ),
    NoticeCode.SUBTITLES_HASTY: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Some subtitles are gone before they can be read."),
        QT_TRANSLATE_NOOP("Findings", "Shorten or join them, or choose another style."),
        detailed=True,
    ),
    NoticeCode.ENCODING_GUESSED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "How the letters of the subtitles are stored was guessed."),
        QT_TRANSLATE_NOOP("Findings", "If they come out wrong, choose Encoding of subtitles."),
        detailed=True,
    ),
    NoticeCode.LANGUAGE_DOUBTFUL: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Another language is spoken than the one given."),
        QT_TRANSLATE_NOOP("Findings", "Leave the language out, and it is found."),
        detailed=True,
    ),
    NoticeCode.SCRIPT_DIFFERS: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Not all of the text for subtitles is said in the video."),
        QT_TRANSLATE_NOOP("Findings", "Check that the file belongs to this video."),
        detailed=True,
    ),
    NoticeCode.SUBTITLES_CUT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Some of the subtitles are left out."),
        QT_TRANSLATE_NOOP("Findings", "Check that the file belongs to this video."),
        detailed=True,
    ),
    NoticeCode.SUBTITLES_UNTIMED: FindingText(
        QT_TRANSLATE_NOOP(
            "Findings", "Nobody speaks in the video, so the text for subtitles cannot be timed."
        ),
        QT_TRANSLATE_NOOP("Findings", "Give subtitles with times, such as an SRT file."),
    ),
    NoticeCode.FRAMES_COMPUTED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Frames between the rendered ones were computed."),
        QT_TRANSLATE_NOOP("Findings", "Render at that frame rate for the best motion."),
        detailed=True,
    ),
    NoticeCode.LOUDNESS_MISSED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The sound could not be made as loud as was asked for."),
        QT_TRANSLATE_NOOP("Findings", "Choose a loudness of -14 or less."),
        detailed=True,
    ),
    NoticeCode.RATE_LIMITED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The GIF has 50 frames a second."),
        QT_TRANSLATE_NOOP("Findings", "Browsers play faster ones in slow motion."),
    ),
    NoticeCode.FILM_RATE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The film has no steady frame rate; it gets one."),
        detailed=True,
    ),
    NoticeCode.FILM_INTERLACED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The film is interlaced; its half pictures are made whole.")
    ),
    NoticeCode.FILM_PIXELS: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The film's pixels are stored otherwise than the video's."),
        detailed=True,
    ),
    NoticeCode.FILM_NOT_SPOKEN: FindingText(
        QT_TRANSLATE_NOOP(
            "Findings",
            "Where the face is away, turned aside or covered the pictures of the film stay.",
        )
    ),
    ErrorCode.SUBTITLES_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The subtitles cannot be read."),
        QT_TRANSLATE_NOOP("Findings", "Correct the file; SRT, VTT and plain text will do."),
        detailed=True,
    ),
}
