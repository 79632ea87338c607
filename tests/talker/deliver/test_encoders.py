"""Encoders: only what truly works is taken."""

from __future__ import annotations

import pytest

from talker.deliver import encoders
from talker.deliver.encoders import Encoder, choose, works
from talker.errors import ErrorCode, MouthpieceError
from talker.options.deliver import Codec, DeliverOptions, Hardware


def test_an_encoder_counts_only_when_it_encodes() -> None:
    assert works(Encoder("libx264", (), "yuv420p"))
    assert not works(Encoder("no_such_encoder", (), "yuv420p"))
    assert not works(Encoder("libx264", ("-no-such-option", "1"), "yuv420p"))


@pytest.mark.parametrize("codec", list(Codec))
def test_the_processor_encodes_every_codec(codec: Codec) -> None:
    chosen = choose(DeliverOptions(codec=codec, hardware=Hardware.OFF))
    assert not chosen.hardware
    assert works(chosen)


def test_a_codec_that_nothing_makes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(encoders._SOFTWARE, Codec.AV1, lambda _: Encoder("lacking", (), "yuv420p"))
    with pytest.raises(MouthpieceError, match="AV1") as caught:
        choose(DeliverOptions(codec=Codec.AV1, hardware=Hardware.OFF))
    assert caught.value.code is ErrorCode.CODEC_MISSING
