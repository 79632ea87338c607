"""A client of Stable Diffusion WebUI draws here without a change, by a real, small network."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import webuiapi
from PIL import Image

from app.service.folders import Folders
from app.service.sdapi.drawing import Drafter
from app.service.sdapi.fields import Drawing
from app.service.sdapi.weights import Weights
from avatar_gen.family import Family
from talker.errors import MouthpieceError
from tests.app.service.conftest import Service, running

pytest.importorskip("torch", reason="drawing needs torch")
from tests.avatar_gen.tiny import diffusers_folder

SMALL = {"steps": 2, "width": 64, "height": 64}


@pytest.fixture(scope="module")
def sd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WebUI's folder of models with one small model in it."""
    folder = tmp_path_factory.mktemp("webui")
    (folder / "Lora").mkdir()
    made = diffusers_folder(Family.SD1, folder / "made", folder / "work")
    shutil.copytree(made, folder / "Stable-diffusion" / "tiny")
    return folder


@pytest.fixture(scope="module")
def service(sd_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("home")
    with running(home, workers=1, sd_folder=sd_folder) as made:
        yield made


@pytest.fixture
def api(service: Service) -> webuiapi.WebUIApi:
    made = webuiapi.WebUIApi(baseurl=f"{service.address}/sdapi/v1", sampler="Euler", steps=2)
    made.set_auth("whoever", service.tokens["anna"])
    return made


def test_pictures_are_drawn_from_words_and_from_pictures(api: webuiapi.WebUIApi) -> None:
    api.set_options({"sd_model_checkpoint": "tiny", "safety_checker": False})
    assert api.get_options()["sd_model_checkpoint"] == "tiny"
    assert [model["title"] for model in api.get_sd_models()] == ["tiny"]
    drawn = api.txt2img(prompt="a man", negative_prompt="blue", seed=7, n_iter=2, **SMALL)
    assert [image.size for image in drawn.images] == [(64, 64), (64, 64)]
    assert drawn.info["all_seeds"] == [7, 8]
    assert drawn.info["ignored"] == []
    again = api.txt2img(prompt="a man", negative_prompt="blue", seed=8, **SMALL)
    assert again.image.tobytes() == drawn.images[1].tobytes()
    text = api.png_info(drawn.images[0]).info
    assert "Seed: 7" in text
    assert "Sampler: Euler" in text
    changed = api.img2img(
        images=[drawn.images[0]], prompt="blue", seed=7, denoising_strength=1.0, **SMALL
    )
    assert changed.image.tobytes() != drawn.images[0].tobytes()
    mask = Image.new("L", (64, 64), 0)
    mask.paste(255, (0, 0, 32, 64))
    part = api.img2img(
        images=[drawn.images[0]], mask_image=mask, prompt="blue", seed=7, tiling=True, **SMALL
    )
    right = (40, 0, 64, 64)
    assert part.image.crop(right).tobytes() == drawn.images[0].crop(right).tobytes()
    assert part.image.tobytes() != drawn.images[0].tobytes()
    assert part.info["ignored"] == ["tiling"]  # told, not left out in silence
    assert api.get_progress()["progress"] == 0.0
    assert api.interrupt() == {}


def test_lists_for_the_start_of_a_client(api: webuiapi.WebUIApi) -> None:
    assert "DPM++ 2M Karras" in [one["name"] for one in api.get_samplers()]
    assert api.get_schedulers()[1]["label"] == "Karras"
    assert api.get_loras() == api.get_sd_vae() == api.get_upscalers() == []
    assert api.get_scripts()["txt2img"] == ["controlnet"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"sampler_name": "Ddimm"}, 400),
        ({"prompt": "<lora:nobody:1>"}, 404),
        ({"override_settings": {"sd_model_checkpoint": "nobody"}}, 404),
        ({"script_name": "X/Y/Z plot"}, 400),
        ({"alwayson_scripts": {"reactor": {"args": [1]}}}, 400),
        ({"enable_hr": True, "hr_scale": 1.5}, 400),
        ({"styles": ["cake"]}, 400),
        ({"width": 5000}, 400),
        ({"init_images": ["!!"]}, 422),
        ({"init_images": [base64.b64encode(b"no picture").decode()]}, 422),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    service: Service, wrong: dict[str, object], status: int
) -> None:
    way = "img2img" if "init_images" in wrong else "txt2img"
    with service.client() as anna:
        before = len(list((service.home / "service" / "jobs").glob("*")))
        refused = anna.post(f"/sdapi/v1/{way}", json={"prompt": "a man"} | wrong)
        assert refused.status_code == status, refused.text
        assert len(list((service.home / "service" / "jobs").glob("*"))) == before


def test_strangers_draw_nothing(service: Service) -> None:
    with httpx.Client(base_url=service.address, trust_env=False) as nobody:
        assert nobody.post("/sdapi/v1/txt2img", json={}).status_code == 401
        wrong = nobody.post("/sdapi/v1/txt2img", json={}, auth=("anna", "no"))
        assert wrong.status_code == 401


@pytest.mark.parametrize(
    ("unit", "control"),
    [
        ({"module": "canny"}, "canny"),
        ({"module": "openpose_full"}, "openpose-face"),
        ({"module": "lineart_realistic"}, "lineart"),
        ({"module": "none", "model": "control_v11f1e_sd15_tile [a371b31b]"}, "tile"),
        ({"module": "none", "model": "control_v11p_sd15_openpose [cab727d4]"}, "given-openpose"),
    ],
)
def test_a_unit_of_controlnet_is_what_the_picture_shows(
    tmp_path: Path, astronaut: Path, unit: dict[str, object], control: str
) -> None:
    image = base64.b64encode(astronaut.read_bytes()).decode()
    said = {"image": image, "weight": 0.5, "guidance_end": 0.75}
    units = {"controlnet": {"args": [unit | said, {"enabled": False}]}}
    asked = Drawing.model_validate({"prompt": "a", "alwayson_scripts": units})
    drafter = Drafter(Weights(tmp_path), Folders(tmp_path).new(), {})
    order = drafter.order(asked)
    request = order.facts["request"]
    assert (request["mode"], request["control"], request["control_scale"]) == (
        "controlnet",
        control,
        0.5,
    )
    assert request["control_end"] == 0.75
    with Image.open(order.files["image"]) as written, Image.open(astronaut) as given:
        assert written.size == given.size
    both = {"controlnet": {"args": [unit, unit]}}
    with pytest.raises(MouthpieceError):
        drafter.order(Drawing.model_validate({"alwayson_scripts": both}))


def test_newer_clients_part_sampler_and_schedule(tmp_path: Path) -> None:
    drafter = Drafter(Weights(tmp_path), Folders(tmp_path).new(), {})

    def scheduler(**given: str) -> str:
        found: str = drafter.order(Drawing(**given)).facts["request"].get("scheduler", "auto")
        return found

    assert scheduler(sampler_name="DPM++ 2M", scheduler="Karras") == "dpm++2m-karras"
    assert scheduler(sampler_name="DPM++ 2M Karras", scheduler="Automatic") == "dpm++2m-karras"
    assert scheduler(sampler_index="euler a") == "euler-a"
    assert scheduler() == "auto"
