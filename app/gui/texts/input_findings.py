"""The texts of findings in portraits, recordings and videos: a sentence, and what to do."""

from __future__ import annotations

from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from talker.errors import ErrorCode
from talker.progress import NoticeCode

INPUT_FINDINGS = {
    ErrorCode.CONSENT_EXPIRED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The consent for {name} has ended."),
        QT_TRANSLATE_NOOP("Findings", "Ask its owner again, and note the new date in Avatars."),
    ),
    ErrorCode.IMAGE_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is not there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the file again."),
    ),
    ErrorCode.IMAGE_IS_FOLDER: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Findings", "For many videos at once, drop it on the page Batch."),
    ),
    ErrorCode.IMAGE_UNREADABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is not a picture we can read."),
        QT_TRANSLATE_NOOP("Findings", "Give a PNG, JPEG, HEIC, WebP or TIFF."),
    ),
    ErrorCode.IMAGE_TRUNCATED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is damaged."),
        QT_TRANSLATE_NOOP("Findings", "Copy or export the picture again."),
    ),
    ErrorCode.IMAGE_TOO_SMALL: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is too small."),
        QT_TRANSLATE_NOOP("Findings", "512 pixels a side or more look good."),
    ),
    ErrorCode.IMAGE_TOO_LARGE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is too large."),
        QT_TRANSLATE_NOOP("Findings", "Save it with at most 100 megapixels."),
    ),
    ErrorCode.NO_FACE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "No face was found."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture of one person who looks at the camera."),
    ),
    ErrorCode.FACE_NOT_HUMAN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "This does not look like a human face."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture of one person who looks at the camera."),
    ),
    ErrorCode.FACE_PROFILE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The face is seen from the side."),
        QT_TRANSLATE_NOOP("Findings", "Both eyes must be visible."),
    ),
    ErrorCode.MOUTH_HIDDEN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The mouth is not to be seen."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture that shows the whole face."),
    ),
    NoticeCode.PICTURE_REDUCED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is larger than phones play; the video is smaller."),
        QT_TRANSLATE_NOOP("Findings", "“Original size” under More keeps all of its pixels."),
    ),
    NoticeCode.VIDEO_LARGE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The video is larger than phones and many computers play."),
        QT_TRANSLATE_NOOP("Findings", "Choose less upscaling, or fewer frames per second."),
    ),
    NoticeCode.PICTURE_TURNED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The portrait was not upright, so it is turned."),
        QT_TRANSLATE_NOOP("Findings", "“Turn the portrait” under More turns it otherwise."),
    ),
    ErrorCode.FACE_TOO_SMALL: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The face is too small."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture in which it is at least 200 pixels wide."),
    ),
    ErrorCode.FACE_INDEX: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The chosen face is not in this picture."),
        QT_TRANSLATE_NOOP("Findings", "Click the face that shall speak."),
    ),
    ErrorCode.FACES_TOO_FEW: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Two speakers need a picture of two faces."),
        QT_TRANSLATE_NOOP("Findings", "Give such a picture, or take the second recording away."),
    ),
    ErrorCode.FACES_TOO_CLOSE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The two faces touch or cover each other."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture with some room between them."),
    ),
    NoticeCode.BACKGROUND_ADDED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is transparent: light grey stands behind it."),
        QT_TRANSLATE_NOOP("Findings", "“New background” shows something else there."),
    ),
    NoticeCode.HDR_CONVERTED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is an HDR video; its colors are made usual ones."),
    ),
    NoticeCode.FILM_RATE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} has a changing frame rate; it becomes constant."),
    ),
    NoticeCode.FILM_INTERLACED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is interlaced; its half pictures become whole ones."),
    ),
    NoticeCode.FILM_PIXELS: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} has finer colors than videos that play everywhere."),
    ),
    NoticeCode.FILM_NOT_SPOKEN: FindingText(
        QT_TRANSLATE_NOOP(
            "Findings",
            "Where the face is away or covered, the pictures of {name} stay as they are.",
        ),
    ),
    NoticeCode.MANY_FACES: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There are several faces; the largest one will speak."),
        QT_TRANSLATE_NOOP("Findings", "Click another one to choose it."),
    ),
    NoticeCode.FACE_CUT_OFF: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Mouth or chin are not all inside the picture."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture that shows the whole face."),
    ),
    NoticeCode.MOUTH_COVERED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Something may cover the mouth."),
        QT_TRANSLATE_NOOP("Findings", "The lips are drawn over it; a free mouth looks right."),
    ),
    NoticeCode.EYES_CLOSED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The eyes seem to be closed."),
        QT_TRANSLATE_NOOP("Findings", "They stay as they are; open eyes look more alive."),
    ),
    NoticeCode.EYES_HIDDEN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The eyes seem to be hidden."),
        QT_TRANSLATE_NOOP(
            "Findings", "They do not blink; a picture without dark glasses looks more alive."
        ),
    ),
    "PORTRAIT_SMALL": FindingText(
        QT_TRANSLATE_NOOP("Findings", "The face is small, so the video will look soft."),
        QT_TRANSLATE_NOOP("Findings", "A face 200 pixels wide or more looks crisp."),
    ),
    "PORTRAIT_TURNED": FindingText(
        QT_TRANSLATE_NOOP("Findings", "The face looks to the side."),
        QT_TRANSLATE_NOOP("Findings", "A frontal picture moves more naturally."),
    ),
    "PORTRAIT_DARK": FindingText(QT_TRANSLATE_NOOP("Findings", "The face is very dark.")),
    "PORTRAIT_BRIGHT": FindingText(QT_TRANSLATE_NOOP("Findings", "The face is very bright.")),
    ErrorCode.AUDIO_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is not there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the file again."),
    ),
    ErrorCode.AUDIO_IS_FOLDER: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Findings", "For many videos at once, drop it on the page Batch."),
    ),
    ErrorCode.AUDIO_UNREADABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is not a recording we can read."),
        QT_TRANSLATE_NOOP("Findings", "Give a WAV, MP3, M4A or FLAC, or a video with sound."),
    ),
    ErrorCode.AUDIO_NO_TRACK: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} has no sound."),
        QT_TRANSLATE_NOOP("Findings", "Give a WAV, MP3, M4A or FLAC, or a video with sound."),
    ),
    ErrorCode.AUDIO_NO_CHANNEL: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} does not have that channel."),
        QT_TRANSLATE_NOOP("Findings", "Choose another channel under More; 0 is all of them."),
    ),
    ErrorCode.AUDIO_EMPTY: FindingText(QT_TRANSLATE_NOOP("Findings", "{name} is empty.")),
    ErrorCode.AUDIO_SILENT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is silent."),
        QT_TRANSLATE_NOOP("Findings", "Check that the right track was recorded."),
    ),
    ErrorCode.AUDIO_NO_SPEECH: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Nobody speaks in {name}."),
        QT_TRANSLATE_NOOP("Findings", "Check that the right track was recorded."),
    ),
    ErrorCode.AUDIO_TOO_SHORT: FindingText(QT_TRANSLATE_NOOP("Findings", "{name} is too short.")),
    ErrorCode.AUDIO_NOTHING_KEPT: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Nothing is left of {name} after trimming."),
        QT_TRANSLATE_NOOP("Findings", "Choose another stretch of it."),
    ),
    ErrorCode.AUDIO_TOO_LONG: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is longer than allowed."),
        QT_TRANSLATE_NOOP("Findings", "Cut it, or raise “Longest speech” under More."),
    ),
    ErrorCode.AUDIO_NOT_FINITE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} holds broken samples."),
        QT_TRANSLATE_NOOP("Findings", "Export it again as WAV with 16 or 24 bits."),
    ),
    NoticeCode.AUDIO_TRACK_CHOSEN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} has more than one sound track."),
        QT_TRANSLATE_NOOP("Findings", "If the wrong one is heard, choose another under More."),
    ),
    NoticeCode.AUDIO_CHANNEL_CHOSEN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The channels of {name} cancel each other out."),
        QT_TRANSLATE_NOOP("Findings", "The loudest of them alone is heard."),
    ),
    NoticeCode.AUDIO_HAS_HOLES: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} has holes where nothing was recorded."),
        QT_TRANSLATE_NOOP("Findings", "They are filled with silence: everything stays in time."),
    ),
    NoticeCode.AUDIO_NO_VOICE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "No voice stands out in {name}."),
        QT_TRANSLATE_NOOP("Findings", "Lips would move with its music or noise."),
    ),
    ErrorCode.AUDIO_ONE_VOICE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "Both speakers would say the same."),
        QT_TRANSLATE_NOOP("Findings", "Record each voice in a channel or a file of its own."),
    ),
    NoticeCode.AUDIO_TWO_VOICES: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} seems to hold two voices, one in each channel."),
        QT_TRANSLATE_NOOP(
            "Findings",
            "With a picture of two faces each can speak one; else choose a channel under More.",
        ),
    ),
    NoticeCode.AUDIO_SHORTER: FindingText(
        QT_TRANSLATE_NOOP("Findings", "One recording is shorter than the other."),
        QT_TRANSLATE_NOOP("Findings", "Its speaker listens from then on."),
    ),
    NoticeCode.AUDIO_NARROW_BAND: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The recording has telephone quality."),
        QT_TRANSLATE_NOOP("Findings", "Lips follow better from 16 kHz on."),
    ),
    "AUDIO_CLIPPED": FindingText(
        QT_TRANSLATE_NOOP("Findings", "The recording is overdriven and crackles."),
        QT_TRANSLATE_NOOP("Findings", "Record it a little quieter if you can."),
    ),
    "AUDIO_QUIET": FindingText(
        QT_TRANSLATE_NOOP("Findings", "The recording is very quiet."),
        QT_TRANSLATE_NOOP("Findings", "Lips move less; make it louder if you can."),
    ),
    "AUDIO_LATE": FindingText(
        QT_TRANSLATE_NOOP("Findings", "The recording begins with a long silence.")
    ),
    ErrorCode.VIDEO_UNREADABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} cannot be read as a video."),
        QT_TRANSLATE_NOOP("Findings", "Check that it plays elsewhere, or export it as MP4."),
    ),
    NoticeCode.CLIP_AS_PICTURE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} is a video: this engine shows its first frame."),
        QT_TRANSLATE_NOOP("Findings", "Other engines can follow all of it."),
    ),
    ErrorCode.CONSENT_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The note on the consent for {name} cannot be read."),
        QT_TRANSLATE_NOOP("Findings", "Write it again in Avatars."),
        detailed=True,
    ),
    ErrorCode.NO_RECORD: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} does not say how it was made."),
        QT_TRANSLATE_NOOP(
            "Findings", "Give a video that Mouthpiece made and no other program has saved since."
        ),
    ),
    ErrorCode.INPUT_CHANGED: FindingText(
        QT_TRANSLATE_NOOP(
            "Findings", "A file that the video was made from is gone or has changed."
        ),
        QT_TRANSLATE_NOOP("Findings", "Put it back, or choose another."),
        detailed=True,
    ),
    ErrorCode.INPUT_UNREADABLE: FindingText(
        QT_TRANSLATE_NOOP("Findings", "{name} cannot be read."),
        QT_TRANSLATE_NOOP("Findings", "Check that it is there and may be read."),
    ),
}
