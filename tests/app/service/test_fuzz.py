"""Whatever is asked, the service answers with a status of its own, and never with a 500."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from pydantic import ValidationError

from app.service.folders import JobFolder
from app.service.intake import read_order
from app.service.sdapi.drawing import Drafter
from app.service.sdapi.fields import Drawing
from app.service.sdapi.weights import Weights
from talker.errors import MouthpieceError
from tests.app.service.conftest import running

_JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats()
    | some.text(max_size=20)
    | some.just("\ud800"),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)
_OPTIONS = some.sampled_from(
    ["portrait", "speech", "text", "fps", "size", "mode", "engine", "deliverable", "output", "yaw"]
)
_ORDERS = some.fixed_dictionaries(
    {},
    optional={
        "kind": some.sampled_from(["render", "avatar", "deliver"]) | some.text(max_size=5),
        "request": some.dictionaries(_OPTIONS, _JSON | some.sampled_from(["a.png", "9:16"])),
        "preset": some.text(max_size=5) | some.just("standard"),
        "presenter": some.text(max_size=5),
        "label": some.text(max_size=300),
        "batch": some.none() | some.text(max_size=20),
        "priority": some.integers(-200, 200),
        "hook": some.text(max_size=20),
    },
)
_UNITS = some.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("enabled", "image", "module", "model", "weight"), _JSON),
)
_DRAWINGS = some.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(sorted(Drawing.model_fields), _JSON),
        "prompt": some.text(max_size=20) | some.just("<lora:a:1>"),
        "init_images": some.lists(some.text(max_size=9), max_size=2),
        "alwayson_scripts": some.dictionaries(
            some.sampled_from(["controlnet", "ControlNet", "x"]),
            _JSON | some.fixed_dictionaries({"args": some.lists(_UNITS | _JSON, max_size=2)}),
        ),
    },
)
_METHODS = some.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
_VALUES = some.one_of(some.integers().map(str), some.text(max_size=10))
_NAMES = some.sampled_from(["state", "limit", "before", "batch", "owner"])


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with running(tmp_path_factory.mktemp("fuzz")) as service, service.client("mona") as asking:
        yield asking


@settings(max_examples=150)
@example(order={"request": {"portrait": "a.png", "speech": "\ud800"}})
@given(order=_ORDERS | _JSON)
def test_no_order_is_a_mistake_of_ours(client: httpx.Client, order: Any) -> None:
    body = json.dumps(order).encode()
    answer = client.post("/v1/jobs", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code < 500, answer.text
    assert answer.is_success or answer.json()["error"]["code"]


@settings(max_examples=150)
@given(method=_METHODS, number=_VALUES, rest=some.text(max_size=12), key=_NAMES, value=_VALUES)
def test_no_address_is_a_mistake_of_ours(
    client: httpx.Client, method: str, number: str, rest: str, key: str, value: str
) -> None:
    for path in (f"/v1/jobs/{_quoted(number)}/{_quoted(rest)}", f"/v1/{_quoted(rest)}", "/v1/jobs"):
        asked = client.build_request(method, path, params={key: value})
        with_stream = client.send(asked, stream=True)
        with_stream.close()
        assert with_stream.status_code < 500, path


@pytest.fixture(scope="module")
def operations(client: httpx.Client) -> list[tuple[str, str, list[str]]]:
    """Every method of every address that the service describes, with its parameters."""
    described = client.get("/v1/openapi.json").json()["paths"]
    return [
        (method, path, [one["name"] for one in facts.get("parameters", ()) if one["in"] == "query"])
        for path, methods in described.items()
        for method, facts in methods.items()
    ]


@settings(max_examples=250)
@given(data=some.data(), value=_VALUES, body=_JSON | _DRAWINGS)
def test_no_address_that_there_is_fails_at_what_it_is_told(
    client: httpx.Client,
    operations: list[tuple[str, str, list[str]]],
    data: some.DataObject,
    value: str,
    body: Any,
) -> None:
    method, path, names = data.draw(some.sampled_from(operations))
    given = data.draw(some.dictionaries(some.sampled_from([*names, "x"]), _VALUES))
    if path.endswith("2img") and isinstance(body, dict):
        body["prompt"] = None  # what could be drawn would be waited for
    content = None if method == "get" else json.dumps(body).encode()
    where = re.sub(r"\{\w+\}", lambda _: _quoted(value), path)
    asked = client.build_request(method, where, params=given, content=content)
    answer = client.send(asked, stream=True)
    answer.close()
    assert answer.status_code < 500, (method, path, given, body)


@settings(max_examples=150)
@given(facts=_DRAWINGS)
def test_no_drawing_is_a_mistake_of_ours(tmp_path_factory: Any, facts: dict[str, Any]) -> None:
    folder = JobFolder(tmp_path_factory.mktemp("drawing"))
    folder.sent.mkdir()
    weights = Weights(tmp_path_factory.getbasetemp())
    with suppress(ValidationError, MouthpieceError):
        read_order(Drafter(weights, folder, {}).order(Drawing.model_validate(facts)).facts)


def _quoted(text: str) -> str:
    return quote(text, safe="")
