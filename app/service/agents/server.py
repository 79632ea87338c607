"""Speaks the Model Context Protocol on standard input and output, until the agent leaves."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import mcp_types as mcp
from anyio.to_thread import run_sync
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic_core import to_json, to_jsonable_python

from app.queue.job import ENDS
from app.queue.store import JobStore, queue_path
from app.service.agents.tools import WAIT_SECONDS, Tool, run, tools
from app.service.answers import body_of, unexpected
from app.service.context import Context
from app.service.folders import Folders
from app.service.plan import Plan, check_folders
from app.service.server import new_context, workers_of
from app.service.users import User
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, MouthpieceError, UsageError
from talker.version import __version__

_LOOK_SECONDS = 0.5
_FOLDER = "agents"
_TEXT = (
    "Makes talking videos of portraits and recordings or texts on this computer. Send a job with "
    "`render`, `dub`, `avatar` or `deliver`, follow it with `wait`, find what it made with "
    "`results`. Files are whole paths, in {folders}."
)
_log = logging.getLogger(__name__)


def serve_agent(plan: Plan, user: User, home: Path, stop: StopRequest) -> bool:
    """Answers one agent until it leaves, or until `stop`; whether it left.

    InputError for folders in the plan that are none.
    """
    check_folders(plan)
    with JobStore(queue_path(home)) as store:
        # What agents made may be read by them again: a video is made, then delivered.
        folders = Folders(home, plan.readable, _FOLDER)
        folders = Folders(home, (*plan.readable, folders.path), _FOLDER)
        folders.clear(store.submissions.is_written)
        agent = _Agent(new_context(plan, home, store, folders), user)
        workers = workers_of(plan, agent.here, stop)
        for thread in workers:
            thread.start()
        # Reading cannot be broken off, so whoever reads is left behind when the program ends.
        talk = threading.Thread(target=agent.talk, name="agent", daemon=True)
        talk.start()
        while talk.is_alive() and not stop.wait(_LOOK_SECONDS):
            pass
        left = not stop.requested
        stop.request()
        for thread in workers:
            thread.join()
    return left


@dataclass
class _Agent:
    """The tools of one user, as the protocol has them."""

    here: Context
    user: User
    known: dict[str, Tool] = field(init=False)

    def __post_init__(self) -> None:
        self.known = tools(self.user)

    def talk(self) -> None:
        """Reads and answers until the agent closes our input."""
        try:
            anyio.run(self._talk)
        except* OSError as error:  # the agent is gone, and with it our output
            _log.info("the agent left: %s", error.exceptions[0])

    async def _talk(self) -> None:
        folders = ", ".join(map(str, self.here.folders.roots))
        server = Server(
            "mouthpiece",
            version=__version__,
            instructions=_TEXT.format(folders=folders),
            on_list_tools=self._list,
            on_call_tool=self._call,
        )
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    async def _list(self, *_: Any) -> mcp.ListToolsResult:
        return mcp.ListToolsResult(
            tools=[
                mcp.Tool(
                    name=tool.name,
                    description=tool.text,
                    input_schema=dict(tool.schema),
                    annotations=mcp.ToolAnnotations(
                        read_only_hint=not tool.changes,
                        destructive_hint=tool.destroys,
                        open_world_hint=False,
                    ),
                )
                for tool in self.known.values()
            ]
        )

    async def _call(
        self, context: ServerRequestContext[Any], asked: mcp.CallToolRequestParams
    ) -> mcp.CallToolResult:
        try:
            found = await self._answer(context, asked.name, asked.arguments or {})
        except MouthpieceError as error:
            return _result(body_of(error), is_error=True)
        except Exception as error:  # noqa: BLE001  # as over HTTP: said, logged, and survived
            _log.error("a tool failed", exc_info=error)
            return _result(body_of(unexpected()), is_error=True)
        return _result(found)

    async def _answer(
        self, context: ServerRequestContext[Any], name: str, given: dict[str, Any]
    ) -> Any:
        tool = self.known.get(name)
        if tool is None:
            raise UsageError(
                ErrorCode.REQUEST_INVALID,
                f"There is no tool {name}, or it is not yours.",
                f"There are: {', '.join(self.known)}.",
            )
        began = time.monotonic()
        while True:
            found = await run_sync(run, tool, self.here, self.user, given)
            ended = not tool.waits or found.state in ENDS
            if ended or time.monotonic() - began >= given.get("seconds", WAIT_SECONDS):
                return found
            await context.session.report_progress(found.done, found.total or None, found.stage)
            await anyio.sleep(_LOOK_SECONDS)


def _result(answer: Any, *, is_error: bool = False) -> mcp.CallToolResult:
    """An answer as text, for those who read, and as an object, for those who reckon."""
    facts = to_jsonable_python(answer)
    return mcp.CallToolResult(
        content=[mcp.TextContent(text=to_json(facts, indent=1).decode())],
        structured_content=facts if isinstance(facts, dict) else {"found": facts},
        is_error=is_error,
    )
