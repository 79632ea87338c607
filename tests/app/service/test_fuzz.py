"""Whatever is asked, the service answers with a status of its own, and never with a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.app.service.conftest import running

_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
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
_METHODS = some.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
_VALUES = some.one_of(some.integers().map(str), some.text(max_size=10))
_NAMES = some.sampled_from(["state", "limit", "before", "batch", "owner"])


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with running(tmp_path_factory.mktemp("fuzz")) as service, service.client("mona") as asking:
        yield asking


@settings(max_examples=150)
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


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")
