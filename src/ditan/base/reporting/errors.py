"""What the download centre refuses."""

from __future__ import annotations

from ditan.base.refusal import NotAllowed, Refusal

__all__ = ["Gone", "NotAllowed", "TooMany"]


class TooMany(Refusal):
    """Too many downloads of the same person wait."""

    code = "too_many"
    status = 409


class Gone(Refusal):
    """The file is not there: not yet, or no longer."""

    code = "gone"
    status = 409
