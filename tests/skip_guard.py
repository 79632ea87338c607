"""A plugin for pytest: under CI a test that was skipped for no allowed reason fails the run."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest

from tests.skips import is_allowed


def under_ci(environment: Mapping[str, str]) -> bool:
    """Whether this is a run of CI: every service sets `CI`, and `.ci/run` does."""
    return environment.get("CI", "").lower() not in {"", "0", "false", "no"}


class SkipGuard:
    """A plugin for pytest that collects the skips and makes the unexpected ones a failure."""

    def __init__(self) -> None:
        self.unexpected: dict[str, str] = {}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A module that was skipped as a whole."""
        self._check(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that was skipped, by its marker, by a fixture or by itself."""
        if not hasattr(report, "wasxfail"):
            self._check(report)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A run that was green until now fails."""
        passed = session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
        if self.unexpected and passed:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Names the tests, with what the machine lacks."""
        if not self.unexpected:
            return
        terminalreporter.section("skipped, though CI must run them", red=True)
        for node, reason in self.unexpected.items():
            terminalreporter.line(f"{node}: {reason}")

    def _check(self, report: pytest.CollectReport | pytest.TestReport) -> None:
        if not report.skipped:
            return
        assert isinstance(report.longrepr, tuple)  # of a skip: file, line, reason
        reason = report.longrepr[2]
        if not is_allowed(reason):
            self.unexpected[report.nodeid] = reason.removeprefix("Skipped: ")


def pytest_configure(config: pytest.Config) -> None:
    """Elsewhere a test may be skipped for whatever its machine lacks."""
    if under_ci(os.environ):
        config.pluginmanager.register(SkipGuard(), "skip-guard")
