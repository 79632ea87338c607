"""LoRAs and textual inversions: put on a loaded pipeline, and taken off again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from avatar_gen.addon_files import AddonFiles
from avatar_gen.embeddings import Embedding, bundled, encoders_of, read_embeddings
from avatar_gen.family import Family
from avatar_gen.lora.layers import layer_names
from avatar_gen.lora.parts import Place
from avatar_gen.lora.put_on import Changed, put_lora_on, read_lora


@dataclass
class Worn:
    """What is on a pipeline now: changed weights, and the words that stand for vectors."""

    changed: Changed = field(default_factory=Changed)
    embeddings: tuple[Embedding, ...] = ()

    def put_on(self, pipe: Any, files: AddonFiles, family: Family) -> None:
        """Replaces what is on the pipeline; an error names the file that does not fit.

        After an error nothing is on it.
        """
        pipe.remove_all_hooks()
        pipe.to("cpu")
        self.changed.restore()
        self.embeddings = ()
        widths = tuple(
            encoder.get_input_embeddings().weight.shape[-1] for _, encoder in encoders_of(pipe)
        )
        found = [one for path in files.embeddings for one in read_embeddings(path, widths, family)]
        names = layer_names(pipe)
        try:
            for lora in files.loras:
                text = lora.text_scale
                scales = {Place.UNET: lora.scale, Place.TEXT: text, Place.TEXT_2: text}
                file = read_lora(lora.path, family)
                put_lora_on(file, names, family, scales, self.changed)
                found += [
                    bundled(lora.path, name, state, widths, family)
                    for name, state in file.embeddings.items()
                ]
        except Exception:
            self.changed.restore()
            raise
        self.embeddings = tuple(found)
