"""Errors of the reader. Each says what was found, what was expected, and what to do next, in Chinese and English.

    ReadingError
    ├── EmptyFile          no bytes, or no characters
    ├── TooLarge           more bytes, pages or unpacked bytes than the reader takes
    ├── UnreadableFile     broken, encrypted, or not what its ending says
    │   └── NeedsOcr       pages are pictures; the [ocr] extra reads them
    └── NotAPlan           text without any mark of a plan

A fault of the plan's content is no error: it is a `Finding` of the draft.
"""

from __future__ import annotations


class ReadingError(Exception):
    """A file that cannot be read.

    Parameters
    ----------
    message
        Chinese, for the person who uploaded the file: what was found, what was expected, what to do.
    english
        The same for logs and developers.
    """

    code = "reading_error"

    def __init__(self, message: str, english: str) -> None:
        super().__init__(f"{message} ({english})")
        self.message = message
        self.english = english


class EmptyFile(ReadingError):
    """No bytes, or no characters."""

    code = "empty_file"


class TooLarge(ReadingError):
    """More than the reader takes."""

    code = "too_large"


class UnreadableFile(ReadingError):
    """Broken, encrypted, or not what its ending says."""

    code = "unreadable_file"


class NeedsOcr(UnreadableFile):
    """Pages are pictures."""

    code = "needs_ocr"


class NotAPlan(ReadingError):
    """Text without any mark of a plan."""

    code = "not_a_plan"
