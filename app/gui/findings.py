"""What is said of each finding and error: a sentence, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from app.gui.marks import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Words:
    """`{name}` is the file; `detailed` where the original names what we cannot know here."""

    text: str
    hint: str = ""
    detailed: bool = False


FINDINGS = {
    "CONSENT_EXPIRED": Words(
        QT_TRANSLATE_NOOP("Findings", "The consent for {name} has ended."),
        QT_TRANSLATE_NOOP("Findings", "Ask its owner again, and note the new date in Avatars."),
    ),
    "IMAGE_MISSING": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is no longer there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the file again."),
    ),
    "IMAGE_IS_FOLDER": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Findings", "For many videos at once, drop it on the page Batch."),
    ),
    "IMAGE_UNREADABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is not a picture we can read."),
        QT_TRANSLATE_NOOP("Findings", "Give a PNG, JPEG, WebP or TIFF."),
    ),
    "IMAGE_TRUNCATED": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is damaged."),
        QT_TRANSLATE_NOOP("Findings", "Copy or export the picture again."),
    ),
    "IMAGE_TOO_SMALL": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is too small."),
        QT_TRANSLATE_NOOP("Findings", "512 pixels a side or more look good."),
    ),
    "IMAGE_TOO_LARGE": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is too large."),
        QT_TRANSLATE_NOOP("Findings", "Save it with at most 100 megapixels."),
    ),
    "NO_FACE": Words(
        QT_TRANSLATE_NOOP("Findings", "No face was found."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture of one person who looks at the camera."),
    ),
    "FACE_NOT_HUMAN": Words(
        QT_TRANSLATE_NOOP("Findings", "This does not look like a human face."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture of one person who looks at the camera."),
    ),
    "FACE_PROFILE": Words(
        QT_TRANSLATE_NOOP("Findings", "The face is seen from the side."),
        QT_TRANSLATE_NOOP("Findings", "Both eyes must be visible."),
    ),
    "FACE_TOO_SMALL": Words(
        QT_TRANSLATE_NOOP("Findings", "The face is too small."),
        QT_TRANSLATE_NOOP("Findings", "Give a picture in which it is at least 200 pixels wide."),
    ),
    "FACE_INDEX": Words(
        QT_TRANSLATE_NOOP("Findings", "The chosen face is not in this picture."),
        QT_TRANSLATE_NOOP("Findings", "Click the face that shall speak."),
    ),
    "MANY_FACES": Words(
        QT_TRANSLATE_NOOP("Findings", "There are several faces; the largest one will speak."),
        QT_TRANSLATE_NOOP("Findings", "Click another one to choose it."),
    ),
    "PORTRAIT_SMALL": Words(
        QT_TRANSLATE_NOOP("Findings", "The face is small, so the video will look soft."),
        QT_TRANSLATE_NOOP("Findings", "A face 200 pixels wide or more looks crisp."),
    ),
    "PORTRAIT_TURNED": Words(
        QT_TRANSLATE_NOOP("Findings", "The face looks to the side."),
        QT_TRANSLATE_NOOP("Findings", "A frontal picture moves more naturally."),
    ),
    "PORTRAIT_DARK": Words(QT_TRANSLATE_NOOP("Findings", "The face is very dark.")),
    "PORTRAIT_BRIGHT": Words(QT_TRANSLATE_NOOP("Findings", "The face is very bright.")),
    "AUDIO_MISSING": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is no longer there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the file again."),
    ),
    "AUDIO_IS_FOLDER": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Findings", "For many videos at once, drop it on the page Batch."),
    ),
    "AUDIO_UNREADABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is not a recording we can read."),
        QT_TRANSLATE_NOOP("Findings", "Give a WAV, MP3, M4A or FLAC, or a video with sound."),
    ),
    "AUDIO_NO_TRACK": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} has no sound."),
        QT_TRANSLATE_NOOP("Findings", "Give a WAV, MP3, M4A or FLAC, or a video with sound."),
    ),
    "AUDIO_EMPTY": Words(QT_TRANSLATE_NOOP("Findings", "{name} is empty.")),
    "AUDIO_SILENT": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is silent."),
        QT_TRANSLATE_NOOP("Findings", "Check that the right track was recorded."),
    ),
    "AUDIO_TOO_SHORT": Words(QT_TRANSLATE_NOOP("Findings", "{name} is too short.")),
    "AUDIO_TOO_LONG": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} is longer than allowed."),
        QT_TRANSLATE_NOOP("Findings", "Cut it, or raise “Longest speech” under More."),
    ),
    "AUDIO_NOT_FINITE": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} holds broken samples."),
        QT_TRANSLATE_NOOP("Findings", "Export it again as WAV with 16 or 24 bits."),
    ),
    "AUDIO_NARROW_BAND": Words(
        QT_TRANSLATE_NOOP("Findings", "The recording has telephone quality."),
        QT_TRANSLATE_NOOP("Findings", "Lips follow better from 16 kHz on."),
    ),
    "AUDIO_CLIPPED": Words(
        QT_TRANSLATE_NOOP("Findings", "The recording is overdriven and crackles."),
        QT_TRANSLATE_NOOP("Findings", "Record it a little quieter if you can."),
    ),
    "AUDIO_QUIET": Words(
        QT_TRANSLATE_NOOP("Findings", "The recording is very quiet."),
        QT_TRANSLATE_NOOP("Findings", "Lips move less; make it louder if you can."),
    ),
    "AUDIO_LATE": Words(QT_TRANSLATE_NOOP("Findings", "The recording begins with a long silence.")),
    "OUTPUT_EXISTS": Words(
        QT_TRANSLATE_NOOP("Findings", "There is a video of this name already."),
        QT_TRANSLATE_NOOP("Findings", "Choose another name."),
    ),
    "OUTPUT_UNWRITABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "The folder for videos cannot be written."),
        QT_TRANSLATE_NOOP("Findings", "Choose another folder."),
    ),
    "DISK_FULL": Words(
        QT_TRANSLATE_NOOP("Findings", "The disk is full."),
        QT_TRANSLATE_NOOP("Findings", "Free some space; finished parts are kept."),
    ),
    "OFFLINE": Words(
        QT_TRANSLATE_NOOP("Findings", "Mouthpiece is offline."),
        QT_TRANSLATE_NOOP(
            "Findings", "Switch Offline off, or import the model from another computer."
        ),
    ),
    "DOWNLOADS_OFF": Words(
        QT_TRANSLATE_NOOP("Findings", "Downloads are switched off."),
        QT_TRANSLATE_NOOP("Findings", "Allow them in the settings."),
    ),
    "DOWNLOAD_FAILED": Words(
        QT_TRANSLATE_NOOP("Findings", "The download did not succeed."),
        QT_TRANSLATE_NOOP("Findings", "What arrived is kept. Check the connection and try again."),
    ),
    "CERTIFICATE_EXPIRED": Words(
        QT_TRANSLATE_NOOP("Findings", "The certificate {name} is not valid today."),
        QT_TRANSLATE_NOOP("Findings", "Choose another in the settings, or none."),
    ),
    "LABEL_REASON_MISSING": Words(
        QT_TRANSLATE_NOOP("Findings", "A video without the label needs a reason."),
        QT_TRANSLATE_NOOP("Findings", "Type one under More options; it is recorded in the video."),
    ),
    "VIDEO_UNREADABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} cannot be read as a video."),
        QT_TRANSLATE_NOOP("Findings", "Check that it plays elsewhere, or export it as MP4."),
    ),
    "CLIP_AS_PICTURE": Words(
        QT_TRANSLATE_NOOP(
            "Findings", "{name} is a video: the built-in engine shows its first frame."
        ),
        QT_TRANSLATE_NOOP("Findings", "SadTalker follows all of it."),
    ),
    "WORKER_DIED": Words(QT_TRANSLATE_NOOP("Findings", "A helper process ended unexpectedly.")),
    "OUT_OF_MEMORY": Words(
        QT_TRANSLATE_NOOP("Findings", "There is not enough memory for this video."),
        QT_TRANSLATE_NOOP("Findings", "Close other programs, or choose a smaller size."),
    ),
    "ENCODER_FAILED": Words(
        QT_TRANSLATE_NOOP("Findings", "The video could not be written."),
        QT_TRANSLATE_NOOP("Findings", "Look at This computer in the settings; the log says more."),
        detailed=True,
    ),
    "COMPONENT_MISSING": Words(
        QT_TRANSLATE_NOOP("Findings", "A part of the program is not installed."),
        QT_TRANSLATE_NOOP("Findings", "Look at This computer in the settings."),
        detailed=True,
    ),
    "CATALOGUE_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "The list of models cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Choose another catalogue in the settings, or none."),
        detailed=True,
    ),
    "MODEL_UNKNOWN": Words(
        QT_TRANSLATE_NOOP("Findings", "There is no such model in the list."),
        QT_TRANSLATE_NOOP("Findings", "Look at the page Models."),
        detailed=True,
    ),
    "MODEL_UNVERIFIED": Words(
        QT_TRANSLATE_NOOP("Findings", "Nobody has published a checksum of this model."),
        QT_TRANSLATE_NOOP(
            "Findings", "Take it on the page Models if you trust where it comes from."
        ),
        detailed=True,
    ),
    "MODEL_MISSING": Words(
        QT_TRANSLATE_NOOP("Findings", "A model that is needed is not installed."),
        QT_TRANSLATE_NOOP("Findings", "Get it on the page Models."),
        detailed=True,
    ),
    "MODEL_DAMAGED": Words(
        QT_TRANSLATE_NOOP("Findings", "A model file is damaged, or belongs to another model."),
        QT_TRANSLATE_NOOP("Findings", "Remove it on the page Models and get it again."),
        detailed=True,
    ),
    "STORE_UNWRITABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "The folder for models cannot be changed."),
        QT_TRANSLATE_NOOP(
            "Findings", "Close programs that use it, or choose another folder in the settings."
        ),
        detailed=True,
    ),
    "IMPORT_MISSING": Words(
        QT_TRANSLATE_NOOP("Findings", "What was to be imported is not there."),
        QT_TRANSLATE_NOOP("Findings", "Choose the folder or file again."),
        detailed=True,
    ),
    "IMPORT_NOTHING": Words(
        QT_TRANSLATE_NOOP("Findings", "No file of a model that we know was found there."),
        QT_TRANSLATE_NOOP("Findings", "Models are known by their content, whatever their names."),
    ),
    "PACK_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "The pack cannot be used; nothing of it was taken."),
        QT_TRANSLATE_NOOP("Findings", "Make it again on the other computer."),
        detailed=True,
    ),
    "SETTINGS_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "The settings cannot be used as they are."),
        QT_TRANSLATE_NOOP(
            "Findings", "Correct the settings file, or delete it to begin with the defaults."
        ),
        detailed=True,
    ),
    "CONSENT_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "The note on the consent for {name} cannot be read."),
        QT_TRANSLATE_NOOP("Findings", "Write it again in Avatars."),
        detailed=True,
    ),
    "CERTIFICATE_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "The certificate cannot be used for signing."),
        QT_TRANSLATE_NOOP(
            "Findings", "Choose another in the settings, or none: then this computer's own is used."
        ),
        detailed=True,
    ),
    "NOT_SIGNED": Words(
        QT_TRANSLATE_NOOP("Findings", "The video is labelled but not signed."),
        QT_TRANSLATE_NOOP("Findings", "Look at the certificate in the settings."),
        detailed=True,
    ),
    "NO_RECORD": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} does not say how it was made."),
        QT_TRANSLATE_NOOP(
            "Findings", "Give a video that Mouthpiece made and no other program has saved since."
        ),
    ),
    "INPUT_CHANGED": Words(
        QT_TRANSLATE_NOOP(
            "Findings", "A file that the video was made from is gone or has changed."
        ),
        QT_TRANSLATE_NOOP("Findings", "Put it back, or choose another."),
        detailed=True,
    ),
    "BATCH_EMPTY": Words(
        QT_TRANSLATE_NOOP("Findings", "There is nothing there to make videos from."),
        QT_TRANSLATE_NOOP(
            "Findings", "Put portraits and recordings into the folder, or rows into the sheet."
        ),
        detailed=True,
    ),
    "INPUT_UNREADABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} cannot be read."),
        QT_TRANSLATE_NOOP("Findings", "Check that it is there and may be read."),
    ),
    "PAIR_MISSING": Words(
        QT_TRANSLATE_NOOP("Findings", "{name} has no partner of the same name."),
        QT_TRANSLATE_NOOP("Findings", "Give it one, or pair all with all."),
    ),
    "PATH_OUTSIDE": Words(
        QT_TRANSLATE_NOOP("Findings", "A file lies outside the folder of the sheet."),
        QT_TRANSLATE_NOOP("Findings", "Move it into that folder."),
        detailed=True,
    ),
    "PRESET_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "The preset cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Correct or delete its file."),
        detailed=True,
    ),
    "PRESET_UNKNOWN": Words(
        QT_TRANSLATE_NOOP("Findings", "There is no such preset."),
        QT_TRANSLATE_NOOP("Findings", "Choose one from the list."),
        detailed=True,
    ),
    "ROW_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "A row of the sheet does not fit."),
        QT_TRANSLATE_NOOP("Findings", "Correct the row."),
        detailed=True,
    ),
    "SHEET_UNREADABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "The sheet cannot be read."),
        QT_TRANSLATE_NOOP("Findings", "Save it as CSV in UTF-8, or as XLSX."),
        detailed=True,
    ),
    "OPTION_UNKNOWN": Words(
        QT_TRANSLATE_NOOP("Findings", "There is no such option."),
        QT_TRANSLATE_NOOP("Findings", "Check the column's name."),
        detailed=True,
    ),
    "OPTION_INVALID": Words(
        QT_TRANSLATE_NOOP("Findings", "One of the options does not fit."),
        QT_TRANSLATE_NOOP("Findings", "Correct it and try again."),
        detailed=True,
    ),
    "JOB_UNKNOWN": Words(QT_TRANSLATE_NOOP("Findings", "This video is no longer in the queue.")),
    "JOB_STATE": Words(
        QT_TRANSLATE_NOOP("Findings", "This cannot be done with a video in this state."),
        detailed=True,
    ),
    "QUEUE_NEWER": Words(
        QT_TRANSLATE_NOOP("Findings", "The queue was made by a newer version of Mouthpiece."),
        QT_TRANSLATE_NOOP("Findings", "Update Mouthpiece."),
    ),
    "QUEUE_UNUSABLE": Words(
        QT_TRANSLATE_NOOP("Findings", "The queue cannot be used."),
        QT_TRANSLATE_NOOP("Findings", "Check that its disk is there and can be written."),
        detailed=True,
    ),
    "WAITING": Words(
        QT_TRANSLATE_NOOP("Findings", "Another process is making this video; waiting for it.")
    ),
    "ENGINE_CHOSEN": Words(
        QT_TRANSLATE_NOOP("Findings", "The engine was chosen by what is installed."), detailed=True
    ),
    "CANCELLED": Words(
        QT_TRANSLATE_NOOP("Findings", "Stopped before the video was finished."),
        QT_TRANSLATE_NOOP("Findings", "Begin it again to go on where it stopped."),
    ),
    "INTERNAL": Words(
        QT_TRANSLATE_NOOP("Findings", "Something unexpected went wrong."),
        QT_TRANSLATE_NOOP("Findings", "The log says more; please report it."),
        detailed=True,
    ),
}
