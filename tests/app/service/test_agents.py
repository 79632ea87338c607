"""An agent's own client starts the program and has videos made, within the folders it was given."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copy
from typing import Any

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp import ClientSession, StdioServerParameters, stdio_client

from app.child_process import child_command, child_environment
from app.queue.job import ENDS
from app.service.agents.tools import tools
from app.service.intake import offered_kinds
from app.service.users import Role, agent

Ask = Callable[..., Coroutine[Any, Any, Any]]


@asynccontextmanager
async def talking(home: Path, *options: str) -> AsyncIterator[ClientSession]:
    """A session with the program, over its standard input and output."""
    program, *arguments = child_command("app.cli", "mcp", *options)
    server = StdioServerParameters(
        command=program, args=arguments, env=dict(child_environment(home) or {})
    )
    async with stdio_client(server, errlog=sys.stderr) as streams, ClientSession(*streams) as made:
        await made.initialize()
        yield made


def asking(session: ClientSession) -> Ask:
    """Calls a tool and gives what it answered as an object."""

    async def ask(name: str, **given: Any) -> Any:
        answer = await session.call_tool(name, given)
        assert answer.is_error is (set(answer.structured_content) == {"error"})
        return answer.structured_content

    return ask


@pytest.fixture
def media(tmp_path: Path, astronaut: Path, demo_speech: Path) -> tuple[Path, Path]:
    """A portrait and a recording in a folder that an agent may be given."""
    folder = tmp_path / "media"
    folder.mkdir()
    return Path(copy(astronaut, folder)), Path(copy(demo_speech, folder))


def test_an_agent_sends_follows_and_cancels(tmp_path: Path, media: tuple[Path, Path]) -> None:
    portrait, speech = map(str, media)
    files = {"portrait": portrait, "speech": speech}
    outside = tmp_path / "secret.png"
    copy(portrait, outside)

    async def talk() -> None:
        root = str(media[0].parent)
        async with talking(tmp_path / "home", "--workers", "0", "--root", root) as session:
            ask = asking(session)
            offered = {tool.name: tool for tool in (await session.list_tools()).tools}
            assert {kind.name for kind in offered_kinds()} <= set(offered)
            size = offered["render"].input_schema["properties"]["request"]["properties"]["size"]
            assert size["maximum"] == 1024
            hints = {name: tool.annotations for name, tool in offered.items()}
            assert getattr(hints["cancel"], "destructive_hint", None)
            assert getattr(hints["show"], "read_only_hint", None)

            job = await ask("render", request=files, label="Greeting", key="one")
            assert (job["state"], job["owner"]) == ("queued", "agent")
            assert await ask("render", request=files, label="Greeting", key="one") == job
            changed = await ask("render", request=files, label="Other", key="one")
            assert changed["error"]["code"] == "KEY_REUSED"
            assert [one["id"] for one in (await ask("list", state=["queued"]))["jobs"]] == [1]
            assert (await ask("wait", job=1, seconds=0.1))["state"] == "queued"
            assert (await ask("results", job=1)) == {"found": []}
            assert (await ask("cancel", job=1))["state"] == "cancelled"
            assert (await ask("cancel", job=1))["error"]["code"] == "JOB_STATE"
            assert (await ask("counts"))["counts"]["cancelled"] == 1

            async def code(name: str, **given: Any) -> str:
                return str((await ask(name, **given))["error"]["code"])

            assert await code("render", request=files | {"portrait": str(outside)}) == (
                "PATH_OUTSIDE"
            )
            assert await code("render", request=files | {"output": str(tmp_path / "a.mp4")}) == (
                "PATH_OUTSIDE"
            )
            assert await code("render", request=files | {"siez": 5}) == "OPTION_UNKNOWN"
            assert await code("render", request=files, hook="http://a.example") == (
                "REQUEST_INVALID"
            )
            assert await code("render", request=files, key="k" * 300) == "REQUEST_INVALID"
            assert await code("show", job=99) == "JOB_UNKNOWN"
            assert await code("show", job="x") == "REQUEST_INVALID"
            assert await code("destroy") == "REQUEST_INVALID"

    anyio.run(talk)


def test_every_tool_says_in_a_valid_schema_what_it_takes() -> None:
    for tool in tools(agent(Role.MANAGE)).values():
        Draft202012Validator.check_schema(dict(tool.schema))
        for name in _references(tool.schema):
            assert name in tool.schema["$defs"]


def test_who_may_only_look_has_no_tool_that_changes_anything() -> None:
    seeing = tools(agent(Role.SEE))
    assert "render" not in seeing
    assert "cancel" not in seeing
    assert {"list", "show", "results"} <= set(seeing)


def _references(schema: Any) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["$ref"].removeprefix("#/$defs/")] if "$ref" in schema else []
        return [*own, *(name for inner in schema.values() for name in _references(inner))]
    if isinstance(schema, list | tuple):
        return [name for inner in schema for name in _references(inner)]
    return []


async def ended(ask: Ask, job: int) -> Any:
    """The job once it has ended, however long that takes."""
    while (found := await ask("wait", job=job, seconds=60))["state"] not in set(ENDS):
        pass
    return found


@pytest.mark.slow
def test_a_video_is_made_and_delivered_from_there(tmp_path: Path, media: tuple[Path, Path]) -> None:
    files = {"portrait": str(media[0]), "speech": str(media[1]), "size": 128}

    async def talk() -> None:
        root = str(media[0].parent)
        async with talking(tmp_path / "home", "--root", root) as session:
            ask = asking(session)
            job = await ask("render", request=files)
            assert (await ended(ask, job["id"]))["state"] == "done"
            (video,) = (await ask("results", job=job["id"]))["found"]
            assert Path(video["path"]).stat().st_size == video["size"]
            made = await ask("deliver", request={"video": video["path"], "aspect": "1:1"})
            assert (await ended(ask, made["id"]))["error"] is None
            assert (await ask("results", job=made["id"]))["found"]

    anyio.run(talk)
