"""The work folder of a video while one process makes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from talker.home import work_folder
from talker.progress import Notice, NoticeCode
from talker.render_context import RenderContext
from talker.work_folder import RenderKey, WorkFolder, forget_old


@contextmanager
def held_work(key: RenderKey, context: RenderContext) -> Iterator[WorkFolder]:
    """The folder of a video, held for it; says so while another process has it."""

    def report_waiting() -> None:
        context.on_progress(
            Notice(NoticeCode.WAITING, "Another process is making this video; waiting for it.")
        )

    root = work_folder(context.home)
    root.mkdir(parents=True, exist_ok=True)
    forget_old(root)
    work = WorkFolder.of(root, key)
    with work.locked(context.cancel, report_waiting):
        yield work
