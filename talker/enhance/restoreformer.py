"""RestoreFormer: a face is taken apart into codes of undamaged faces, and put together again.

Wang et al., "RestoreFormer: High-Quality Blind Face Restoration from Undegraded Key-Value Pairs"
(2022). The decoder attends with the damaged face's features as queries to the codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override


@dataclass(frozen=True)
class Widths:
    """`channels` of each level, largest picture first; attention works on the last level."""

    channels: tuple[int, ...] = (64, 128, 128, 256, 256, 512)
    code: int = 256
    codes: int = 1024
    heads: int = 8
    groups: int = 32


class _Residual(nn.Module):
    def __init__(self, inputs: int, outputs: int, groups: int) -> None:
        super().__init__()
        self.norm1 = _norm(inputs, groups)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm2 = _norm(outputs, groups)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        if inputs != outputs:
            self.nin_shortcut = nn.Conv2d(inputs, outputs, 1)
        self._changes = inputs != outputs

    def forward(self, maps: Tensor) -> Tensor:
        made = self.conv1(functional.silu(self.norm1(maps)))
        made = self.conv2(functional.silu(self.norm2(made)))
        return made + (self.nin_shortcut(maps) if self._changes else maps)


class _Attention(nn.Module):
    """Each place asks all others; `asking` gives the questions, by default the maps themselves."""

    def __init__(self, channels: int, widths: Widths) -> None:
        super().__init__()
        self.norm1 = _norm(channels, widths.groups)
        self.norm2 = _norm(channels, widths.groups)
        self.q = nn.Conv2d(channels, channels, 1)
        self.k = nn.Conv2d(channels, channels, 1)
        self.v = nn.Conv2d(channels, channels, 1)
        self.proj_out = nn.Conv2d(channels, channels, 1)
        self._heads = widths.heads

    def forward(self, maps: Tensor, asking: Tensor | None = None) -> Tensor:
        known = self.norm1(maps)
        query = self.q(known if asking is None else self.norm2(asking))
        found = functional.scaled_dot_product_attention(
            self._split(query), self._split(self.k(known)), self._split(self.v(known))
        )
        return maps + self.proj_out(found.transpose(2, 3).reshape(maps.shape))

    def _split(self, maps: Tensor) -> Tensor:
        """[B, C, H, W] -> [B, heads, H * W, C / heads]."""
        return maps.flatten(2).unflatten(1, (self._heads, -1)).transpose(2, 3).contiguous()


class _Middle(nn.Module):
    """`forward` also gives the maps before the attention: queries of the decoder."""

    def __init__(self, channels: int, widths: Widths) -> None:
        super().__init__()
        self.block_1 = _Residual(channels, channels, widths.groups)
        self.attn_1 = _Attention(channels, widths)
        self.block_2 = _Residual(channels, channels, widths.groups)

    def forward(self, maps: Tensor, asking: Tensor | None = None) -> tuple[Tensor, Tensor]:
        first = self.block_1(maps)
        return self.block_2(self.attn_1(first, asking)), first


class _Convolved(nn.Module):
    """A convolution under the name `conv`, after halving or doubling the maps."""

    def __init__(self, channels: int, *, down: bool) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, 2 if down else 1, 0 if down else 1)
        self._down = down

    def forward(self, maps: Tensor) -> Tensor:
        if self._down:
            return self.conv(functional.pad(maps, (0, 1, 0, 1)))
        return self.conv(functional.interpolate(maps, scale_factor=2, mode="nearest"))


class _Level(nn.Module):
    """Residual blocks of one size, attention after each where there is any, then resizing."""

    def __init__(self, inputs: int, outputs: int, widths: Widths, *, blocks: int, deep: bool):
        super().__init__()
        self.block = nn.ModuleList(
            _Residual(inputs if index == 0 else outputs, outputs, widths.groups)
            for index in range(blocks)
        )
        self.attn = nn.ModuleList(_Attention(outputs, widths) for _ in range(blocks if deep else 0))

    def forward(self, maps: Tensor, asking: Tensor | None = None) -> Tensor:
        for index, block in enumerate(self.block):
            maps = block(maps)
            if self.attn:
                maps = self.attn[index](maps, asking)
        return maps


class _Encoder(nn.Module):
    def __init__(self, widths: Widths) -> None:
        super().__init__()
        channels = widths.channels
        self.conv_in = nn.Conv2d(3, channels[0], 3, padding=1)
        self.down = nn.ModuleList()
        inputs = channels[0]
        for index, outputs in enumerate(channels):
            last = index == len(channels) - 1
            level = _Level(inputs, outputs, widths, blocks=2, deep=last)
            if not last:
                level.downsample = _Convolved(outputs, down=True)
            self.down.append(level)
            inputs = outputs
        self.mid = _Middle(inputs, widths)
        self.norm_out = _norm(inputs, widths.groups)
        self.conv_out = nn.Conv2d(inputs, widths.code, 3, padding=1)

    def forward(self, faces: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The code maps, and the decoder's questions: those of its middle, then of its level."""
        maps = self.conv_in(faces)
        for level in self.down[:-1]:
            maps = level.downsample(level(maps))
        middle, before = self.mid(self.down[-1](maps))
        return self.conv_out(functional.silu(self.norm_out(middle))), middle, before


class _Decoder(nn.Module):
    def __init__(self, widths: Widths) -> None:
        super().__init__()
        channels = widths.channels
        inputs = channels[-1]
        self.conv_in = nn.Conv2d(widths.code, inputs, 3, padding=1)
        self.mid = _Middle(inputs, widths)
        levels = []
        for index in reversed(range(len(channels))):
            deep = index == len(channels) - 1
            level = _Level(inputs, channels[index], widths, blocks=3, deep=deep)
            if index:
                level.upsample = _Convolved(channels[index], down=False)
            levels.append(level)
            inputs = channels[index]
        self.up = nn.ModuleList(reversed(levels))
        self.norm_out = _norm(inputs, widths.groups)
        self.conv_out = nn.Conv2d(inputs, 3, 3, padding=1)

    def forward(self, codes: Tensor, middle: Tensor, before: Tensor) -> Tensor:
        maps, _ = self.mid(self.conv_in(codes), middle)
        deepest, *others = reversed(self.up)
        maps = deepest(maps, before)
        for below, level in zip([deepest, *others], others, strict=False):
            maps = level(below.upsample(maps))
        return self.conv_out(functional.silu(self.norm_out(maps)))


class _Codebook(nn.Module):
    def __init__(self, codes: int, length: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(codes, length)

    def indices(self, maps: Tensor) -> Tensor:
        """The nearest code of each place: int64 [B, H, W] of maps [B, C, H, W]."""
        rows = maps.permute(0, 2, 3, 1).flatten(0, 2).float()
        table = self.embedding.weight.float()
        distance = (
            table.square().sum(1) - 2 * rows @ table.T
        )  # the rows' own squares decide nothing
        return distance.argmin(1).view(maps.shape[0], *maps.shape[2:])

    def forward(self, maps: Tensor) -> Tensor:
        return self.embedding(self.indices(maps)).permute(0, 3, 1, 2)


class RestoreFormer(nn.Module):
    """Faces [B, 3, 512, 512] in -1..1, aligned to the template -> the same, restored."""

    unused = ()

    def __init__(self, widths: Widths | None = None) -> None:
        super().__init__()
        widths = widths or Widths()
        self.encoder = _Encoder(widths)
        self.decoder = _Decoder(widths)
        self.quantize = _Codebook(widths.codes, widths.code)
        self.quant_conv = nn.Conv2d(widths.code, widths.code, 1)
        self.post_quant_conv = nn.Conv2d(widths.code, widths.code, 1)

    @override
    def forward(self, faces: Tensor) -> Tensor:
        coded, middle, before = self.coded(faces)
        return self.decoder(self.post_quant_conv(self.quantize(coded)), middle, before)

    def coded(self, faces: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the codebook is asked for [B, C, 16, 16], and the decoder's questions."""
        maps, middle, before = self.encoder(faces)
        return self.quant_conv(maps), middle, before


def _norm(channels: int, groups: int) -> nn.GroupNorm:
    return nn.GroupNorm(groups, channels, eps=1e-6)
