"""Shows what a batch is going to do: a table for people, JSON lines for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from app.batch.batch import BatchEntry, BatchPlan
from app.batch.rows import Action
from app.console.rich_terminal import Terminal
from app.console.terminal import write_json
from app.queue.stage_clock import length

_WORDS = {
    Action.NEW: "[green]new[/]",
    Action.DONE: "made already",
    Action.WAITING: "in the queue",
    Action.FAILED: "[yellow]failed before[/]",
    Action.SAME: "twice the same",
    Action.PROBLEM: "[red]problem[/]",
}
_COUNTED = {
    Action.NEW: "{} new",
    Action.DONE: "{} made already",
    Action.WAITING: "{} in the queue already",
    Action.FAILED: "{} failed before and did not change",
    Action.SAME: "{} asked for twice",
    Action.PROBLEM: "{} with problems",
}


def show_table(plan: BatchPlan, console: Terminal) -> None:
    """Every item in a row."""
    presets = any(entry.item.preset for entry in plan.entries)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("#", justify="right")
    for title in ("Portrait", "Speech"):
        table.add_column(title, overflow="fold")
    if presets:
        table.add_column("Preset", overflow="fold")
    table.add_column("Length", justify="right", no_wrap=True)
    table.add_column("Video", overflow="fold", ratio=1)
    table.add_column("", no_wrap=True)
    for entry in plan.entries:
        table.add_row(*_cells(entry, presets=presets))
    console.print(table)


def show_problems(entries: Sequence[BatchEntry], console: Terminal) -> None:
    """What stands in the way of each item, with the hint and the code."""
    for entry in entries:
        problem = entry.item.problem
        if problem is None:
            continue
        place = entry.item.row.place
        told = problem.message
        if not told.startswith((place, place.capitalize())):  # some begin with it
            told = f"{place}: {told}"
        place, rest = told[: len(place)], told[len(place) :]
        rest = escape(f"{rest} {problem.hint} [{problem.code.value}]")
        console.print(f"[red]{escape(place)}[/]{rest}", soft_wrap=True)


def totals(plan: BatchPlan) -> str:
    """`8 new (12:30 of speech), 2 with problems`."""
    parts = []
    for action, words in _COUNTED.items():
        entries = plan.having(action)
        if not entries:
            continue
        parts.append(words.format(len(entries)))
        seconds = [entry.item.seconds for entry in entries if entry.item.seconds]
        if action is Action.NEW and seconds:
            parts[-1] += f" ({length(sum(seconds))} of speech)"
    return ", ".join(parts)


def write_plan(plan: BatchPlan) -> None:
    """An object of type `item` for each item, then one of type `batch`."""
    for entry in plan.entries:
        write_json("item", **_facts(entry))
    counts = {action.value: len(plan.having(action)) for action in Action}
    write_json("batch", name=plan.name, folder=str(plan.folder), **counts)


def _cells(entry: BatchEntry, *, presets: bool) -> list[str]:
    item = entry.item
    cells = [str(item.row.number)]
    if item.person is None:
        cells += [escape(item.row.place), ""]
    else:
        cells += [escape(item.person.name), escape(item.speech.name) if item.speech else "-"]
    if presets:
        cells.append(escape(item.preset))
    cells.append("" if item.seconds is None else length(item.seconds))
    cells.append("" if entry.output is None else escape(entry.output.name))
    return [*cells, _WORDS[entry.action]]


def _facts(entry: BatchEntry) -> dict[str, Any]:
    item, problem = entry.item, entry.item.problem
    return {
        "number": item.row.number,
        "place": item.row.place,
        "action": entry.action.value,
        "portrait": _text(item.portrait),
        "clip": _text(item.clip),
        "speech": _text(item.speech),
        "reference": _text(item.reference),
        "preset": item.preset,
        "seconds": item.seconds,
        "output": _text(entry.output),
        "job": entry.job,
        "code": problem.code.value if problem else None,
        "message": problem.message if problem else None,
        "hint": problem.hint if problem else None,
    }


def _text(path: object) -> str | None:
    return None if path is None else str(path)
