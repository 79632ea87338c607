"""The provenance record of a deliverable: that of its render, with the options of finishing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from talker.deliver.plan import DeliverTask
from talker.errors import InputError
from talker.identity import identity
from talker.legacy_identity import legacy_deliverable_id
from talker.options.containers import Codec
from talker.options.deliver import DeliverOptions, files_of, finish_values
from talker.provenance.manifest import read_record
from talker.provenance.record import Record, Source

# Raised when the same options come to mean another file, such as by another default.
_SCHEMA = 2


def deliver_record(render: Record, options: DeliverOptions) -> Record:
    """The record of a deliverable made from a render with these options."""
    return render.model_copy(update={"finish": finish_record(options), "id": _id(render, options)})


def is_made(video: Path, task: DeliverTask) -> bool:
    """Whether the task's target is there and says that it is this version of the video."""
    files = sorted(task.target.iterdir()) if task.target.is_dir() else [task.target]
    try:
        record = read_record(video)
        wanted = {
            _id(record, task.options),
            legacy_deliverable_id(record.id, finish_record(task.options)),
        }
        return any(read_record(file).id in wanted for file in files[:1])
    except InputError:
        return False


def finish_record(options: DeliverOptions) -> dict[str, Any]:
    """The options as they are recorded; of files their names and digests."""
    files = files_of(options)
    if options.stored_codec in options.fitting_codecs[:1]:  # named or not, the file is the same
        options = options.model_copy(update={"codec": Codec.AUTO})
    values = {name: value for name, value in finish_values(options).items() if name not in files}
    sources = {name: Source.of(path).model_dump() for name, path in files.items()}
    return {
        name: str(value) if isinstance(value, str) else value for name, value in values.items()
    } | sources


def _id(record: Record, options: DeliverOptions) -> str:
    return identity(_SCHEMA, record.id, finish_record(options))
