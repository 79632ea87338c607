"""Which drawn pictures are shown: by model, stars and tag, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from app.gui.pages.library_bar import LibraryBar, Offer
from app.gui.pages.library_model import LibraryModel
from app.pictures import MOST_STARS, Picture, PictureFilter
from app.shelf import Order

STAR = "\u2605"


class PicturesBar(LibraryBar):
    """The choices above the drawn pictures."""

    def __init__(self, model: LibraryModel, order: str, *, as_list: bool) -> None:
        self.model, self.stars = QComboBox(), QComboBox()
        super().__init__(model, (self.model, self.stars), order, as_list=as_list)

    @property
    @override
    def filter(self) -> PictureFilter:
        return PictureFilter(
            text=self.text,
            model=str(self.model.currentData() or ""),
            tag=str(self.tag.currentData() or ""),
            stars=int(self.stars.currentData() or 0),
            since=self.moment,
        )

    @override
    def _offers(self) -> tuple[Offer, ...]:
        models = self.tr("All models"), self.tr("Only the pictures of one model")
        stars = self.tr("Any stars"), self.tr("Only pictures with so many stars")
        return (
            Offer(self.model, *models, self._models),
            Offer(self.stars, *stars, self._stars),
            *super()._offers(),
        )

    @override
    def _orders(self) -> tuple[tuple[str, Order], ...]:
        return *super()._orders(), (self.tr("Best first"), Order.BEST)

    def _pictures(self) -> Sequence[Picture]:
        return cast("Sequence[Picture]", self._model.everything)  # this bar has no other model

    def _models(self) -> list[tuple[str, str]]:
        names = {picture.model for picture in self._pictures() if picture.model}
        return [(name, name) for name in sorted(names, key=str.casefold)]

    def _stars(self) -> list[tuple[str, str]]:
        most = max((picture.stars for picture in self._pictures()), default=0)
        return [(STAR * count, str(count)) for count in range(1, min(most, MOST_STARS) + 1)]
