"""The texts of findings and errors: a sentence, and what to do about it."""

from __future__ import annotations

from app.gui.texts.input_findings import INPUT_FINDINGS
from app.gui.texts.markers import QT_TRANSLATE_NOOP, FindingText
from app.gui.texts.script_findings import SCRIPT_FINDINGS
from talker.errors import ErrorCode
from talker.progress import NoticeCode

_OTHERS = {
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
    ErrorCode.CERTIFICATE_EXPIRED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The certificate {name} is not valid today."),
        QT_TRANSLATE_NOOP("Findings", "Choose another in the settings, or none."),
    ),
    ErrorCode.LABEL_REASON_MISSING: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A video without the label needs a reason."),
        QT_TRANSLATE_NOOP("Findings", "Type one under More options; it is recorded in the video."),
    ),
    ErrorCode.WORKER_DIED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A helper process ended unexpectedly.")
    ),
    ErrorCode.STALLED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The work stood still for too long and was ended."),
        QT_TRANSLATE_NOOP("Findings", "Check the files. Another try begins where it stopped."),
    ),
    ErrorCode.BACKEND_HUNG: FindingText(
        QT_TRANSLATE_NOOP("Findings", "A backend did not come back and is not used any more."),
        QT_TRANSLATE_NOOP("Findings", "Try again: it goes on where it stopped, without it."),
        detailed=True,
    ),
    ErrorCode.OUT_OF_MEMORY: FindingText(
        QT_TRANSLATE_NOOP("Findings", "There is not enough memory for this video."),
        QT_TRANSLATE_NOOP("Findings", "Close other programs, or choose a smaller size."),
    ),
    ErrorCode.ENCODER_FAILED: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The video could not be written."),
        QT_TRANSLATE_NOOP("Findings", "Look at This computer in the settings; the log says more."),
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
    ErrorCode.SETTINGS_INVALID: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The settings cannot be used as they are."),
        QT_TRANSLATE_NOOP(
            "Findings", "Correct the settings file, or delete it to begin with the defaults."
        ),
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
    NoticeCode.ENGINE_CHOSEN: FindingText(
        QT_TRANSLATE_NOOP("Findings", "The best engine that can be used here was taken."),
        QT_TRANSLATE_NOOP("Findings", "The page Models has more engines."),
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
FINDINGS = INPUT_FINDINGS | SCRIPT_FINDINGS | _OTHERS
