"""The families of Stable Diffusion that are known, and what differs between them."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """A family shares its networks' shapes: LoRAs, embeddings and ControlNets fit within one."""

    SD1 = "sd1"
    SD2 = "sd2"
    SDXL = "sdxl"

    @property
    def words(self) -> str:
        """As people call it."""
        return {
            Family.SD1: "Stable Diffusion 1.x",
            Family.SD2: "Stable Diffusion 2.x",
            Family.SDXL: "Stable Diffusion XL",
        }[self]

    @property
    def side(self) -> int:
        """Pixels a side of the pictures it was trained on."""
        return {Family.SD1: 512, Family.SD2: 768, Family.SDXL: 1024}[self]
