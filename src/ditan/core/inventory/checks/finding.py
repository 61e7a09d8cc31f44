"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error` is to be mended, `warning` to be explained, `notice` to be known."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found at one place.

    Parameters
    ----------
    check
        Code of the check.
    message, remedy
        Chinese: what was found against what is expected; what to do.
    row, category, gas
        Where; what does not apply is empty.
    detail
        Sets findings of the same check at the same place apart (the name of a parameter, another row).
    """

    check: str
    severity: Severity
    message: str
    remedy: str
    row: str = ""
    category: str = ""
    gas: str = ""
    detail: str = ""

    @property
    def key(self) -> str:
        """The same for the same finding whenever the check runs again."""
        return "|".join((self.row, self.category, self.gas, self.detail))
