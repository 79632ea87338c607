"""Where a batch comes from: a folder or a sheet, read into rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.batch.folder import Files, find_files
from app.batch.pairing import Pair, pair_files, pair_tree, portraits_alone
from app.batch.path_policy import PathPolicy
from app.batch.remarks import Remark
from app.batch.rows import Row
from app.batch.sheet import read_sheet
from talker.errors import ErrorCode, InputError
from talker.files import exists

_VIDEOS = "videos"


@dataclass(frozen=True)
class Source:
    """A folder or a sheet as the user named it, and how to read it.

    `portrait` speaks every recording of a folder; `recursive` reads the folders inside too; `roots`
    and `outside` say where the paths of a sheet may lead, `visible_only` that hidden rows of it do
    not count. With `text` the portraits of a folder without recordings speak a text.
    """

    path: Path
    pair: Pair = Pair.AUTO
    portrait: Path | None = None
    encoding: str | None = None
    roots: tuple[Path, ...] = ()
    outside: bool = False
    recursive: bool = False
    visible_only: bool = False
    text: bool = False

    def __post_init__(self) -> None:
        if not exists(self.path):
            raise InputError(
                ErrorCode.BATCH_EMPTY,
                f"{self.path} does not exist.",
                "Name a folder, or a sheet such as list.csv, list.xlsx or list.jsonl.",
                self.path,
            )

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, not a sheet."""
        return self.path.is_dir()

    @property
    def videos_folder(self) -> Path:
        """Where the videos go when no place is named: `videos` beside the inputs."""
        return (self.path if self.is_folder else self.path.absolute().parent) / _VIDEOS

    def files(self, output: Path) -> Files:
        """What lies in the folder, but for the videos made into it."""
        return find_files(
            self.path,
            videos=output.resolve() != self.path.resolve(),
            recursive=self.recursive,
            without=output,
        )

    def load(self, output: Path) -> Rows:
        """The rows; raises InputError or UsageError when there is nothing to read at all."""
        if self.is_folder:
            return self.paired(self.files(output))
        sheet = read_sheet(self.path, self.encoding, visible_only=self.visible_only)
        count = "1 row" if len(sheet.rows) == 1 else f"{len(sheet.rows)} rows"
        read_as = f", read as {sheet.encoding}" if sheet.encoding else ""
        roots = PathPolicy(self.path.absolute().parent, self.roots, self.outside)
        sentence = f"{count} of {self.path.name}{read_as}"
        return Rows(sheet.rows, sentence, roots=roots, remarks=sheet.remarks)

    def paired(self, files: Files) -> Rows:
        """The rows of these files of the folder."""
        if self.portrait is None:
            files = files.of_films(texts=self.text)
        if self.text and not files.speeches:
            pairing = portraits_alone(files, self.portrait, self.path if self.recursive else None)
        elif self.recursive and self.portrait is None:
            pairing = pair_tree(files, self.path, self.pair)
        else:
            root = self.path if self.recursive else None
            pairing = pair_files(files, self.pair, self.portrait, root)
        remarks = files.remarks(self.path)
        return Rows(pairing.rows, pairing.sentence, pairing.pair, remarks=remarks)


@dataclass(frozen=True)
class Rows:
    """What was read: the rows, a sentence for the user, how the files of a folder were paired,
    the roots of a sheet's paths, and what else there is to know."""

    rows: tuple[Row, ...]
    sentence: str
    pair: Pair | None = None
    roots: PathPolicy | None = None
    remarks: tuple[Remark, ...] = ()
