"""Where log lines go: the error stream as it is when the line is written, not as it was when logging began."""

from __future__ import annotations

import logging
import sys
from typing import TextIO


class ConsoleHandler(logging.StreamHandler[TextIO]):
    """Writes to the present `sys.stderr`, which a program or a test may have changed meanwhile."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """The error stream of this moment."""
        return sys.stderr
