"""What a search area asks for. An empty value asks for nothing in particular."""

from __future__ import annotations

from dataclasses import dataclass

BOOKED_ONLY = "booked"
"""Confirmed or edited: what is in the books. The default of every list across plans."""

ANY_STATE = "all"


@dataclass(frozen=True, slots=True)
class LibraryFilters:
    """Search area of the plan library. `year` asks for plans whose period holds it."""

    q: str = ""
    region: str = ""
    status: str = ""
    year: int | None = None
    current_only: bool = True


@dataclass(frozen=True, slots=True)
class ItemFilters:
    """Search area of the lists across plans.

    `region` is a code, `plan` a key, `department` a name as listed, `role` lead, cooperating or joint. `passed` asks
    for items whose target year is over (True) or still to come (False). `state` is booked, all, or one state.
    """

    q: str = ""
    region: str = ""
    plan: int | None = None
    department: str = ""
    role: str = ""
    year: int | None = None
    nature: str = ""
    category: str = ""
    passed: bool | None = None
    state: str = BOOKED_ONLY
    current_only: bool = True
    order: str = ""


@dataclass(frozen=True, slots=True)
class ReviewFilters:
    """What the review desk shows: kinds and states (all where empty), doubtful readings only, a word."""

    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    doubtful: bool = False
    q: str = ""


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """Search area of the contradictions page. `across` tells contradictions between plans from faults of one."""

    q: str = ""
    level: str = ""
    code: str = ""
    state: str = ""
    region: str = ""
    plan: int | None = None
    across: bool | None = None
    current_only: bool = True
