"""Log lines go to the error stream of the moment."""

from __future__ import annotations

import io
import logging

import pytest

from ditan.web.console import ConsoleHandler


def test_a_line_goes_to_the_error_stream_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = ConsoleHandler()
    line = logging.LogRecord("ditan", logging.WARNING, __file__, 1, "磁盘将满", None, None)
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr("sys.stderr", first)
    handler.emit(line)
    first_text = first.getvalue()
    first.close()
    monkeypatch.setattr("sys.stderr", second)
    handler.emit(line)
    assert (first_text, second.getvalue()) == ("磁盘将满\n", "磁盘将满\n")
