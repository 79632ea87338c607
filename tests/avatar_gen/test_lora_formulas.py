"""Every format of LoRA against its published formula, written out here entry by entry.

Nothing here calls what reads the files: the right values are sums over indices, by the formulas of
the papers that `avatar_gen/lora/formulas.py` names.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from avatar_gen.addon_files import AddonFiles, Lora
from avatar_gen.addons import Worn
from avatar_gen.family import Family
from talker.errors import ModelDamaged, ModelUnsupported
from tests.avatar_gen.tiny import pipeline

_LINEAR = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q"  # [32, 32]
_CONV = "down_blocks.0.resnets.0.conv1"  # [32, 32, 3, 3]
_TEXT = "encoder.layers.1.self_attn.q_proj"


@pytest.fixture(scope="module")
def pipes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Family], Any]:
    made: dict[Family, Any] = {}

    def pipe(family: Family) -> Any:
        if family not in made:
            made[family] = pipeline(family, tmp_path_factory.mktemp(family.value))
        return made[family]

    return pipe


def changes(
    pipe: Any, path: Path, scale: float = 1.0, family: Family = Family.SD1
) -> dict[str, Tensor]:
    """What putting a file on adds to each parameter; afterwards all is as it was, to the bit."""
    networks = {"unet": pipe.unet, "te": pipe.text_encoder}
    if hasattr(pipe, "text_encoder_2"):
        networks["te2"] = pipe.text_encoder_2
    before = {
        f"{place} {name.removeprefix('text_model.')}": value.detach().clone()
        for place, network in networks.items()
        for name, value in network.named_parameters()
    }
    worn = Worn()
    worn.put_on(pipe, AddonFiles(loras=(Lora(path, scale, scale),)), family)
    found = {
        f"{place} {name.removeprefix('text_model.')}": value.detach()
        for place, network in networks.items()
        for name, value in network.named_parameters()
    }
    made = {k: v - before[k] for k, v in found.items() if not torch.equal(v, before[k])}
    worn.put_on(pipe, AddonFiles(), family)
    assert all(
        torch.equal(value, before[f"{place} {name.removeprefix('text_model.')}"])
        for place, network in networks.items()
        for name, value in network.named_parameters()
    )
    return made


def file_of(path: Path, tensors: dict[str, Tensor], told: dict[str, Any] | None = None) -> Path:
    metadata = {"lora_adapter_metadata": json.dumps(told)} if told else None
    save_file({k: v.contiguous() for k, v in tensors.items()}, path, metadata)
    return path


def flat(name: str) -> str:
    return f"lora_unet_{name.replace('.', '_')}"


def weight_of(pipe: Any, name: str = _LINEAR) -> Tensor:
    found: Tensor = pipe.unet.get_parameter(f"{name}.weight").detach()
    return found


def random(*shape: int) -> Tensor:
    return torch.randn(shape) * 0.3


def check(made: dict[str, Tensor], expected: Tensor, name: str = _LINEAR) -> None:
    assert list(made) == [f"unet {name}.weight"]
    assert torch.allclose(made[f"unet {name}.weight"], expected, atol=2e-6)
    assert float(expected.abs().max()) > 0.01


@pytest.fixture(autouse=True)
def _seeded() -> None:
    torch.manual_seed(7)


@pytest.mark.parametrize(("rank", "alpha"), [(2, 2.0), (3, 3.0), (7, 1.0), (5, 0.5), (4, None)])
def test_lora_of_any_rank_and_alpha(
    rank: int, alpha: float | None, pipes: Any, tmp_path: Path
) -> None:
    """Also what resizing leaves behind, where each layer has a rank and an alpha of its own."""
    down, up, other = random(rank, 32), random(32, rank), random(rank + 1, 32)
    last = random(32, rank + 1)
    sister = _LINEAR.replace("to_q", "to_k")
    state = {
        f"{flat(_LINEAR)}.lora_down.weight": down,
        f"{flat(_LINEAR)}.lora_up.weight": up,
        f"{flat(sister)}.lora_down.weight": other,
        f"{flat(sister)}.lora_up.weight": last,
        f"{flat(sister)}.alpha": torch.tensor(float(rank + 1)),
    }
    if alpha is not None:
        state[f"{flat(_LINEAR)}.alpha"] = torch.tensor(alpha)
    made = changes(pipes(Family.SD1), file_of(tmp_path / "a.safetensors", state), scale=0.6)
    share = 1.0 if alpha is None else alpha / rank
    expected = torch.zeros(32, 32)
    for r in range(rank):
        expected += 0.6 * share * torch.outer(up[:, r], down[r])
    whole = sum(0.6 * torch.outer(last[:, r], other[r]) for r in range(rank + 1))
    assert torch.allclose(made[f"unet {_LINEAR}.weight"], expected, atol=2e-6)
    assert torch.allclose(made[f"unet {sister}.weight"], torch.as_tensor(whole), atol=2e-6)


def test_convolutions_plain_and_by_tucker(pipes: Any, tmp_path: Path) -> None:
    down, up = random(4, 32, 3, 3), random(32, 4, 1, 1)
    key = flat(_CONV)
    plain = {f"{key}.lora_down.weight": down, f"{key}.lora_up.weight": up}
    plain[f"{key}.alpha"] = torch.tensor(1.0)
    expected = torch.zeros(32, 32, 3, 3)
    for r in range(4):
        expected += 0.25 * up[:, r, 0, 0].reshape(32, 1, 1, 1) * down[r]
    check(changes(pipes(Family.SD1), file_of(tmp_path / "a.safetensors", plain)), expected, _CONV)
    down, mid = random(4, 32, 1, 1), random(4, 4, 3, 3)
    tucker = {f"{key}.lora_down.weight": down, f"{key}.lora_mid.weight": mid}
    tucker |= {f"{key}.lora_up.weight": up, f"{key}.alpha": torch.tensor(4.0)}
    expected = torch.zeros(32, 32, 3, 3)
    for m in range(4):
        for n in range(4):
            out, into = up[:, m, 0, 0].reshape(32, 1, 1, 1), down[n, :, 0, 0].reshape(1, 32, 1, 1)
            expected += out * into * mid[m, n]
    check(changes(pipes(Family.SD1), file_of(tmp_path / "b.safetensors", tucker)), expected, _CONV)


def test_loha_is_a_product_of_two(pipes: Any, tmp_path: Path) -> None:
    parts = {"hada_w1_a": random(32, 4), "hada_w1_b": random(4, 32)}
    parts |= {"hada_w2_a": random(32, 4), "hada_w2_b": random(4, 32)}
    state = {f"{flat(_LINEAR)}.{k}": v for k, v in parts.items()}
    state[f"{flat(_LINEAR)}.alpha"] = torch.tensor(2.0)
    one = torch.stack(
        [parts["hada_w1_a"][:, r, None] * parts["hada_w1_b"][r] for r in range(4)]
    ).sum(0)
    two = torch.stack(
        [parts["hada_w2_a"][:, r, None] * parts["hada_w2_b"][r] for r in range(4)]
    ).sum(0)
    check(changes(pipes(Family.SD1), file_of(tmp_path / "a.safetensors", state)), one * two * 0.5)


@pytest.mark.parametrize("whole", [True, False])
def test_lokr_is_a_kronecker_product(whole: bool, pipes: Any, tmp_path: Path) -> None:
    """Where both factors are whole, alpha does not count."""
    small, a, b = random(4, 4), random(8, 2), random(2, 8)
    large = a @ b
    state = {f"{flat(_LINEAR)}.lokr_w1": small, f"{flat(_LINEAR)}.alpha": torch.tensor(1.0)}
    second = {"lokr_w2": large} if whole else {"lokr_w2_a": a, "lokr_w2_b": b}
    state |= {f"{flat(_LINEAR)}.{k}": v for k, v in second.items()}
    expected = torch.zeros(32, 32)
    for i in range(32):
        for j in range(32):
            expected[i, j] = small[i // 8, j // 8] * large[i % 8, j % 8]
    if not whole:
        expected /= 2
    check(changes(pipes(Family.SD1), file_of(tmp_path / "a.safetensors", state)), expected)


@pytest.mark.parametrize("on_output", [True, False])
def test_dora_gives_every_row_or_column_its_length(
    on_output: bool, pipes: Any, tmp_path: Path
) -> None:
    down, up = random(4, 32), random(32, 4)
    lengths = torch.rand(32) + 0.5
    state = {f"{flat(_LINEAR)}.lora_down.weight": down, f"{flat(_LINEAR)}.lora_up.weight": up}
    state[f"{flat(_LINEAR)}.alpha"] = torch.tensor(4.0)
    shape = (32, 1) if on_output else (1, 32)
    state[f"{flat(_LINEAR)}.dora_scale"] = lengths.reshape(shape)
    weight = weight_of(pipes(Family.SD1))
    turned = weight + up @ down
    expected = torch.empty(32, 32)
    for i in range(32):
        if on_output:
            expected[i] = turned[i] / turned[i].norm() * lengths[i]
        else:
            expected[:, i] = turned[:, i] / turned[:, i].norm() * lengths[i]
    path = file_of(tmp_path / "a.safetensors", state)
    check(changes(pipes(Family.SD1), path), expected - weight)
    check(changes(pipes(Family.SD1), path, scale=0.5), 0.5 * (expected - weight))
    if on_output:  # PEFT's own names of the same
        peft = {f"unet.{_LINEAR}.lora_A.weight": down, f"unet.{_LINEAR}.lora_B.weight": up}
        peft[f"unet.{_LINEAR}.lora_magnitude_vector"] = lengths
        check(
            changes(pipes(Family.SD1), file_of(tmp_path / "b.safetensors", peft)), expected - weight
        )


def test_ia3_multiplies_rows_or_columns(pipes: Any, tmp_path: Path) -> None:
    factors, weight = random(32), weight_of(pipes(Family.SD1))
    for side, shaped in ((False, factors.reshape(32, 1)), (True, factors.reshape(1, 32))):
        state = {f"{flat(_LINEAR)}.weight": shaped, f"{flat(_LINEAR)}.on_input": torch.tensor(side)}
        path = file_of(tmp_path / f"{side}.safetensors", state)
        check(changes(pipes(Family.SD1), path), weight * shaped)


def test_oft_turns_blocks_of_rows(pipes: Any, tmp_path: Path) -> None:
    """Blocks stay orthogonal: lengths of columns within a block do not change."""
    blocks = random(4, 8, 8)
    key = f"oft_unet_{_LINEAR.replace('.', '_')}.oft_blocks"
    made = changes(pipes(Family.SD1), file_of(tmp_path / "a.safetensors", {key: blocks}))
    weight = weight_of(pipes(Family.SD1))
    expected = torch.empty(32, 32)
    for k in range(4):
        skew = blocks[k] - blocks[k].T
        turn = torch.linalg.solve(torch.eye(8) - skew, torch.eye(8) + skew)
        rows = slice(8 * k, 8 * k + 8)
        expected[rows] = turn.T @ weight[rows]
        assert torch.allclose(expected[rows].norm(dim=0), weight[rows].norm(dim=0), atol=1e-5)
    check(made, expected - weight)


def test_whole_differences_of_weights_biases_and_norms(pipes: Any, tmp_path: Path) -> None:
    state = {
        "lora_unet_conv_in.diff_b": random(32),
        f"{flat(_LINEAR)}.diff": random(32, 32),
        "lora_unet_conv_norm_out.w_norm": random(32),
        "lora_unet_conv_norm_out.b_norm": random(32),
    }
    made = changes(pipes(Family.SD1), file_of(tmp_path / "a.safetensors", state), scale=0.5)
    names = ("conv_in.bias", f"{_LINEAR}.weight", "conv_norm_out.weight", "conv_norm_out.bias")
    assert set(made) == {f"unet {name}" for name in names}
    for name, value in zip(names, state.values(), strict=True):
        assert torch.allclose(made[f"unet {name}"], 0.5 * value, atol=2e-6)


@pytest.mark.parametrize("told", [{"unet.lora_alpha": 16}, {"unet.alpha_pattern": {"to_q": 16}}])
def test_what_diffusers_writes_beside_the_weights_counts(
    told: dict[str, Any], pipes: Any, tmp_path: Path
) -> None:
    down, up = random(4, 32), random(32, 4)
    state = {f"unet.{_LINEAR}.lora_A.weight": down, f"unet.{_LINEAR}.lora_B.weight": up}
    told = {"unet.lora_alpha": 4, **told}
    path = file_of(tmp_path / "a.safetensors", state, told)
    check(changes(pipes(Family.SD1), path), 4 * (up @ down))
    path = file_of(tmp_path / "b.safetensors", state, {**told, "unet.use_rslora": True})
    check(changes(pipes(Family.SD1), path), 8 * (up @ down))


_LAYOUTS = {
    "kohya": (f"{flat(_LINEAR)}.lora_down.weight", f"{flat(_LINEAR)}.lora_up.weight"),
    "lycoris": (
        f"lycoris_{_LINEAR.replace('.', '_')}.lora_down.weight",
        f"lycoris_{_LINEAR.replace('.', '_')}.lora_up.weight",
    ),
    "original names": (
        "lora_unet_input_blocks_1_1_transformer_blocks_0_attn1_to_q.lora_down.weight",
        "lora_unet_input_blocks_1_1_transformer_blocks_0_attn1_to_q.lora_up.weight",
    ),
    "comfy": (
        "diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.lora_down.weight",
        "diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.lora_up.weight",
    ),
    "peft": (f"unet.{_LINEAR}.lora_A.weight", f"unet.{_LINEAR}.lora_B.weight"),
    "peft, raw": (
        f"base_model.model.{_LINEAR}.lora_A.default.weight",
        f"base_model.model.{_LINEAR}.lora_B.default.weight",
    ),
    "onetrainer, omi": (f"unet.{_LINEAR}.lora_down.weight", f"unet.{_LINEAR}.lora_up.weight"),
    "processors": (
        f"unet.{_LINEAR.replace('to_q', 'processor.to_q_lora')}.down.weight",
        f"unet.{_LINEAR.replace('to_q', 'processor.to_q_lora')}.up.weight",
    ),
    "processors alone": (
        f"{_LINEAR.replace('to_q', 'processor.to_q_lora')}.down.weight",
        f"{_LINEAR.replace('to_q', 'processor.to_q_lora')}.up.weight",
    ),
}


@pytest.mark.parametrize("layout", _LAYOUTS)
@pytest.mark.parametrize("suffix", ["safetensors", "bin"])
def test_every_layout_means_the_same(layout: str, suffix: str, pipes: Any, tmp_path: Path) -> None:
    down, up = random(4, 32).half(), random(32, 4).half()
    names = _LAYOUTS[layout]
    state = dict(zip(names, (down, up), strict=True))
    ends = (".lora_down.weight", ".lora_A.weight", ".lora_A.default.weight", ".down.weight")
    alpha = next(names[0].removesuffix(end) for end in ends if names[0].endswith(end))
    state[f"{alpha}.alpha"] = torch.tensor(2.0)
    path = tmp_path / f"a.{suffix}"
    if suffix == "bin":
        torch.save(state, path)
    else:
        file_of(path, state)
    expected = 0.5 * (up.float() @ down.float())
    check(changes(pipes(Family.SD1), path), expected)


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (f"lora_te1_text_model_{_TEXT.replace('.', '_')}", "te"),
        (f"lora_te2_text_model_{_TEXT.replace('.', '_')}", "te2"),
        (f"text_encoder.text_model.{_TEXT}", "te"),
        (f"text_encoder_2.text_model.{_TEXT}", "te2"),
        (f"text_encoder.{_TEXT}", "te"),
        (f"clip_g.transformer.text_model.{_TEXT}", "te2"),
    ],
)
def test_text_encoders_have_a_strength_of_their_own(
    key: str, place: str, pipes: Any, tmp_path: Path
) -> None:
    width = 32 if place == "te" else 64
    down, up = random(2, width), random(width, 2)
    ends = ("lora_A", "lora_B") if "." in key else ("lora_down", "lora_up")
    state = {f"{key}.{end}.weight": one for end, one in zip(ends, (down, up), strict=True)}
    path = file_of(tmp_path / "a.safetensors", state)
    pipe, worn = pipes(Family.SDXL), Worn()
    encoder = pipe.text_encoder if place == "te" else pipe.text_encoder_2
    prefix = "text_model." if place == "te2" else ""
    before = encoder.get_parameter(f"{prefix}{_TEXT}.weight").detach().clone()
    worn.put_on(pipe, AddonFiles(loras=(Lora(path, 9.0, 0.5),)), Family.SDXL)
    after = encoder.get_parameter(f"{prefix}{_TEXT}.weight").detach()
    assert torch.allclose(after - before, 0.5 * (up @ down), atol=2e-6)
    worn.changed.restore()


def test_every_layer_of_the_unet_is_found_by_both_names(pipes: Any) -> None:
    """The original names are those that the test's own writer of single files has."""
    from avatar_gen.lora.layers import layer_names
    from avatar_gen.lora.parts import Place
    from tests.avatar_gen.single_file import unet_names

    for family in Family:
        pipe = pipes(family)
        names = layer_names(pipe)
        theirs = unet_names({key: torch.empty(0) for key in pipe.unet.state_dict()})
        for ours, original in zip(pipe.unet.state_dict(), theirs, strict=True):
            if not ours.endswith(".weight"):
                continue
            module = pipe.unet.get_submodule(ours.removesuffix(".weight"))
            for key in (ours, original):
                flattened = key.removesuffix(".weight").replace(".", "_")
                found = names.find(Place.UNET, flattened)
                assert found is not None, key
                assert found[1] is module, key


_XL = "lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k"
_WRONG = {
    "Flux": (
        {"transformer.single_transformer_blocks.0.attn.to_q.lora_A.weight": torch.ones(4, 32)},
        "a LoRA for Flux",
    ),
    "XL": (
        {
            f"{_XL}.lora_down.weight": torch.ones(4, 2048),
            f"{_XL}.lora_up.weight": torch.ones(32, 4),
        },
        "a LoRA for Stable Diffusion XL",
    ),
    "one layer too many": (
        {
            f"{flat(_LINEAR)}.lora_down.weight": torch.ones(1, 32),
            f"{flat(_LINEAR)}.lora_up.weight": torch.ones(32, 1),
            "lora_unet_down_blocks_9_attentions_0_proj_in.lora_down.weight": torch.ones(1, 32),
            "lora_unet_down_blocks_9_attentions_0_proj_in.lora_up.weight": torch.ones(32, 1),
        },
        "no layer for lora_unet_down_blocks_9",
    ),
    "half": ({f"{flat(_LINEAR)}.lora_down.weight": torch.ones(1, 32)}, "up is missing"),
    "IP-Adapter": ({"ip_adapter.1.to_k_ip.weight": torch.ones(4, 4)}, "an IP-Adapter"),
    "embedding": ({"emb_params": torch.ones(2, 32)}, "an embedding"),
    "nothing": ({}, "no weights"),
}


@pytest.mark.parametrize("name", _WRONG)
def test_what_is_not_for_the_model_is_named_and_nothing_of_it_stays(
    name: str, pipes: Any, tmp_path: Path
) -> None:
    state, said = _WRONG[name]
    pipe, worn = pipes(Family.SD1), Worn()
    before = weight_of(pipe).clone()
    good = {f"{flat(_LINEAR)}.diff": torch.ones(32, 32)}
    loras = (
        Lora(file_of(tmp_path / "good.safetensors", good), 1.0, 1.0),
        Lora(file_of(tmp_path / "wrong.safetensors", state), 1.0, 1.0),
    )
    with pytest.raises(ModelUnsupported, match=said) as caught:
        worn.put_on(pipe, AddonFiles(loras=loras), Family.SD1)
    assert "Delete" not in caught.value.hint
    assert torch.equal(weight_of(pipe), before)


def test_numbers_that_are_none_are_damage(pipes: Any, tmp_path: Path) -> None:
    state = {f"{flat(_LINEAR)}.diff": torch.full((32, 32), float("nan"))}
    path = file_of(tmp_path / "a.safetensors", state)
    with pytest.raises(ModelDamaged, match="not finite"):
        Worn().put_on(pipes(Family.SD1), AddonFiles(loras=(Lora(path, 1.0, 1.0),)), Family.SD1)
