"""All jobs in the order in which they are shown, without their particulars.

A hundred thousand jobs are then some megabytes, and what they are is read of those that somebody
looks at. Runs inside a transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace

from app.queue import queries
from app.queue.job import ENDS, State

STATES = tuple(State)
CODES = {state: code for code, state in enumerate(STATES)}
# So many changes of the order are told one by one; of more, that there were some.
FEW = 5
# The order comes from an index alone. The plus keeps SQLite from sorting the jobs of two states
# where an index has them in their order already.
_SECTIONS: tuple[tuple[frozenset[State], str, str], ...] = (
    (frozenset({State.RUNNING}), "state", "started, id"),
    (frozenset({State.QUEUED, State.PAUSED}), "+state", "priority DESC, position, id"),
    (ENDS, "state", "ended DESC, id DESC"),
)


@dataclass(frozen=True)
class Filter:
    """Which jobs are listed: those in `states` (None: all) whose label holds `text`, folded."""

    states: frozenset[State] | None = None
    text: str = ""


@dataclass(frozen=True)
class Listing:
    """What runs first, then what waits in its order, then what ended, latest first.

    `codes` has the place in STATES of the state of each of `ids`. `moved` are the jobs that may
    stand elsewhere than in the listing before, or are gone; None where that can be any.
    """

    filter: Filter
    revision: int
    ids: list[int]
    codes: bytes
    running: frozenset[tuple[int, float | None]] = frozenset()
    moved: tuple[int, ...] | None = None


NOTHING = Listing(Filter(), -1, [], b"")


def read(connection: sqlite3.Connection, wanted: Filter, before: Listing = NOTHING) -> Listing:
    """The listing now; with the `ids` of the one before where they are the same."""
    revision = queries.revision(connection)
    if before.filter != wanted or before.revision < 0:
        return _read(connection, wanted, revision, None)
    if revision == before.revision:
        return before
    moved = _moved(connection, before)
    if moved == ():
        return replace(before, revision=revision, moved=moved)
    return _read(connection, wanted, revision, moved)


def _read(
    connection: sqlite3.Connection, wanted: Filter, revision: int, moved: tuple[int, ...] | None
) -> Listing:
    ids: list[int] = []
    codes = bytearray()
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples take half the time
    for section, column, order in _SECTIONS:
        states = section if wanted.states is None else section & wanted.states
        if not states:
            continue
        where = f"{column} IN ({_marks(states)})"
        values = [state.value for state in states]
        if wanted.text:
            where, values = (
                f"{where} AND instr(casefold(CAST(label AS BLOB)), ?)",
                [*values, wanted.text],
            )
        for job_id, state in cursor.execute(
            f"SELECT id, state FROM jobs WHERE {where} ORDER BY {order}", values
        ):
            ids.append(job_id)
            codes.append(CODES[state])
    return Listing(wanted, revision, ids, bytes(codes), _running(connection), moved)


def _moved(connection: sqlite3.Connection, before: Listing) -> tuple[int, ...] | None:
    """The jobs that changed, apart from those that only got further with their work."""
    started = _running(connection) - before.running
    rows = connection.execute(
        "SELECT id FROM jobs WHERE revision > :seen AND state <> 'running' "
        "UNION ALL SELECT id FROM removed WHERE revision > :seen LIMIT :most",
        {"seen": before.revision, "most": FEW + 1},
    )
    moved = (*(job_id for job_id, _ in started), *(row["id"] for row in rows))
    return moved if len(moved) <= FEW else None


def _running(connection: sqlite3.Connection) -> frozenset[tuple[int, float | None]]:
    rows = connection.execute("SELECT id, started FROM jobs WHERE state = 'running'")
    return frozenset((row["id"], row["started"]) for row in rows)


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
