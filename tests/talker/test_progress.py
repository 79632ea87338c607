"""Notices: their codes are read back, whichever enumeration they come from."""

from __future__ import annotations

import pytest

from talker.errors import ErrorCode
from talker.progress import NoticeCode


@pytest.mark.parametrize("code", list(NoticeCode))
def test_a_code_of_a_notice_is_read_back(code: NoticeCode) -> None:
    assert NoticeCode.read(code.value) is code


def test_the_code_of_an_error_that_was_survived_is_read_back() -> None:
    assert NoticeCode.read("OUTPUT_UNWRITABLE") is ErrorCode.OUTPUT_UNWRITABLE
    with pytest.raises(ValueError, match="NO_SUCH_CODE"):
        NoticeCode.read("NO_SUCH_CODE")
