"""Which of several versions of one value stands.

A later status supersedes an earlier one (快报 < 初核 < 定稿 < 公布). Within one status the newest report of a publication
stands for that publication; two publications that say different things are rivals, and no rule prefers either: the
newest is shown, marked as contested, until a person chooses. A value for show fills a gap: it never stands where anything
real was reported, whatever its status.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

STATUSES = ("flash", "reviewed", "final", "published")
"""快报, 初核, 定稿, 公布: the earlier a status, the sooner another supersedes it."""


def rank(status: str) -> int:
    """How far a status has come; ValueError for an unknown one.

    >>> rank("final") > rank("flash")
    True
    """
    if status not in STATUSES:
        raise ValueError(f"status {status!r} is none of {', '.join(STATUSES)}")
    return STATUSES.index(status)


@dataclass(frozen=True, slots=True)
class Version:
    """One report of a value.

    Parameters
    ----------
    number
        Its place among the versions, from 1.
    status
        One of `STATUSES`.
    issuer
        What tells its publication or other issuer from others; None where it came without any.
    content
        What it says, comparable: the number, the text, or that it is unknown.
    for_show
        Whether it belongs to a demonstration.
    """

    number: int
    status: str
    issuer: Hashable | None
    content: Hashable
    for_show: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """That a person made `version` stand when there were `upto` versions. A restatement chooses itself."""

    version: int
    upto: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Which version stands, and the numbers of all versions that dispute it (its own included; empty where none)."""

    version: int
    rivals: tuple[int, ...] = ()

    @property
    def contested(self) -> bool:
        return bool(self.rivals)


def eligible(versions: Sequence[Version]) -> list[Version]:
    """The versions among which one stands: of the real ones, or of all where none is real, those of the highest status.

    >>> real, invented = Version(1, "flash", None, 4.9), Version(2, "final", None, 5.1, for_show=True)
    >>> eligible([real, invented]) == [real]
    True
    """
    real = [version for version in versions if not version.for_show] or list(versions)
    highest = max(rank(version.status) for version in real)
    return [version for version in real if rank(version.status) == highest]


def place(versions: Sequence[Version], choice: Choice | None = None) -> Standing:
    """Which of these versions stands.

    Parameters
    ----------
    versions
        All versions of one value, oldest first; at least one.
    choice
        The last that a person decided. It holds until a later status comes; a rival that came after it disputes it
        without taking its place, and a newer report of the chosen issuer follows it.

    Returns
    -------
    Standing
        Of those `eligible`, what was chosen, else the newest. Rivals are the newest report of each issuer at that
        status, where they say different things and nobody has decided since the last of them came.

    Examples
    --------
    >>> flash, final = Version(1, "flash", None, 4.9), Version(2, "final", None, 5.1)
    >>> place([flash, final]).version
    2
    >>> rivals = [Version(1, "published", "report", 47.1), Version(2, "published", "bulletin", 53.3)]
    >>> place(rivals), place(rivals, Choice(version=1, upto=2))
    (Standing(version=2, rivals=(1, 2)), Standing(version=1, rivals=()))
    """
    top = eligible(versions)
    newest: dict[Hashable | None, Version] = {version.issuer: version for version in top}
    chosen = next((version for version in top if choice and version.number == choice.version), None)
    if chosen is None or choice is None:
        stands, others = top[-1], list(newest.values())
    else:
        own = newest[chosen.issuer]
        stands = own if own.number > choice.upto else chosen
        others = [version for version in newest.values() if version.number > choice.upto]
    disputing = {version.number: version.content for version in (*others, stands)}
    return Standing(stands.number, tuple(sorted(disputing)) if len(set(disputing.values())) > 1 else ())
