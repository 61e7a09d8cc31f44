"""What scoring refuses."""

from __future__ import annotations


class RubricRefused(ValueError):
    """An input that cannot be scored, or a rubric that is none. The message is Chinese; `line` names the line."""

    def __init__(self, message: str, line: str = "") -> None:
        super().__init__(message)
        self.line = line
