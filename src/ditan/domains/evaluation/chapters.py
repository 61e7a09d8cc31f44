"""The templates: which chapters an evaluation of each kind has, in which order, and where each comes from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).with_name("data") / "chapters.csv"
PROSE = ("none", "optional", "required")


@dataclass(frozen=True, slots=True)
class Template:
    """A chapter of a kind of evaluation.

    `source` names what the machine writes (`composing.SOURCES`), "" where people write all of it. `prose` says whether
    people write in it: `none`, `optional`, or `required`, without which an evaluation cannot become final.
    """

    kind: str
    code: str
    title: str
    source: str
    prose: str
    landscape: bool


@cache
def templates(kind: str) -> tuple[Template, ...]:
    """The chapters of a kind, in order."""
    return tuple(each for each in _read() if each.kind == kind)


def template_of(kind: str, code: str) -> Template:
    """One chapter; `KeyError` where the kind has none of that code."""
    return {each.code: each for each in templates(kind)}[code]


@cache
def _read() -> tuple[Template, ...]:
    with TEMPLATES.open(encoding="utf-8", newline="") as file:
        return tuple(
            Template(
                kind=row["kind"],
                code=row["code"],
                title=row["title"],
                source=row["source"],
                prose=row["prose"],
                landscape=row["landscape"] == "yes",
            )
            for row in csv.DictReader(file)
        )
