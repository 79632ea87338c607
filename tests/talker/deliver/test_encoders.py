"""Encoders: only what truly works is taken."""

from __future__ import annotations

import pytest

from talker.deliver import encoders
from talker.deliver.encoders import CodecSpec, Encoder, choose_encoder, works
from talker.errors import ErrorCode, MouthpieceError
from talker.options.containers import Codec, Format
from talker.options.deliver import DeliverOptions, Hardware


def test_an_encoder_counts_only_when_it_encodes() -> None:
    assert works(Encoder("libx264", (), "yuv420p"))
    assert not works(Encoder("no_such_encoder", (), "yuv420p"))
    assert not works(Encoder("libx264", ("-no-such-option", "1"), "yuv420p"))


@pytest.mark.parametrize(
    ("kind", "codec"),
    [(kind, codec) for kind in Format for codec in kind.container.codecs],
)
def test_the_processor_encodes_every_codec(kind: Format, codec: Codec) -> None:
    chosen = choose_encoder(DeliverOptions(format=kind, codec=codec, hardware=Hardware.OFF))
    assert chosen is not None
    assert not chosen.hardware
    assert works(chosen)


def test_every_codec_has_encoders_and_a_kind_of_file() -> None:
    held = {codec for kind in Format for codec in kind.container.codecs}
    assert held == set(encoders.CODECS) == set(Codec) - {Codec.AUTO}


def test_a_codec_that_nothing_makes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = CodecSpec(lambda *_: Encoder("lacking", (), "yuv420p"))
    monkeypatch.setitem(encoders.CODECS, Codec.AV1, lacking)
    with pytest.raises(MouthpieceError, match="AV1") as caught:
        choose_encoder(DeliverOptions(codec=Codec.AV1, hardware=Hardware.OFF))
    assert caught.value.code is ErrorCode.CODEC_MISSING
