"""What is wrong with a script, and where."""

from __future__ import annotations

from talker.errors import ErrorCode, InputError


class ScriptError(InputError):
    """A script cannot be spoken; characters `start` to `stop` (exclusive) of it are why.

    The message says line and column, both from 1, and then `what`.
    """

    def __init__(
        self, code: ErrorCode, script: str, span: tuple[int, int], what: str, hint: str
    ) -> None:
        self.start, self.stop = span
        self.what = what
        self.line = script.count("\n", 0, self.start) + 1
        self.column = self.start - script.rfind("\n", 0, self.start)
        place = f"Line {self.line}, column {self.column} of the script"
        super().__init__(code, f"{place}: {what}", hint)


def empty_script() -> InputError:
    """Nothing is there to be said."""
    return InputError(
        ErrorCode.SCRIPT_EMPTY,
        "The script says nothing.",
        "Write at least one word; marks and emoji alone are not spoken.",
    )


def script_too_long(length: int, most: int) -> InputError:
    """More than can be spoken in one video."""
    return InputError(
        ErrorCode.SCRIPT_TOO_LONG,
        f"The script has {length:,} characters; at most {most:,} can be spoken in one video.",
        "Divide it into several scripts.",
    )
