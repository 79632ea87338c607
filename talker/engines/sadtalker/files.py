"""The official files: which a render needs, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talker.model_files import ModelFiles
from talker.options.picture import Mode
from talker.options.render import RenderOptions

SMALL, LARGE = 256, 512
WHOLE_PICTURE = (Mode.FULL, Mode.EXTFULL)


@dataclass(frozen=True)
class Weights:
    """The two files that a render needs: `checkpoint` for everything but `mapping`.

    `side` is that of the square that they draw, 256 or 512.
    """

    side: int
    checkpoint: Path
    mapping: Path

    @property
    def identity(self) -> str:
        """Changes when another file takes the place of one of them."""
        facts = [(path.name, path.stat()) for path in (self.checkpoint, self.mapping)]
        return " ".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in facts)


def network_size(size: int) -> int:
    """The side of the square that the networks draw for a video of `size` pixels: 256 or 512."""
    return SMALL if size <= SMALL else LARGE


def model_ids(options: RenderOptions) -> tuple[str, str]:
    """The catalogue entries that a render needs: the checkpoint, the mapping network."""
    kind = "full" if options.mode in WHOLE_PICTURE else "crop"
    return f"sadtalker-{network_size(options.size)}", f"sadtalker-mapping-{kind}"


def find_weights(files: ModelFiles, options: RenderOptions) -> Weights:
    """Where the installed files lie; ModelMissing names the first that is not installed."""
    checkpoint, mapping = model_ids(options)
    number = "00109" if options.mode in WHOLE_PICTURE else "00229"
    return Weights(
        network_size(options.size),
        files.path(checkpoint, f"SadTalker_V0.0.2_{network_size(options.size)}.safetensors"),
        files.path(mapping, f"mapping_{number}-model.pth.tar"),
    )
