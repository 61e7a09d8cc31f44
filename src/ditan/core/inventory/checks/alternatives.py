"""One source computed by two methods that stand for each other: manure by head and by system, a forest by stock and by growth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ditan.core.inventory.checks.facts import Facts, RowFacts
from ditan.core.inventory.checks.finding import Finding, Severity

CODE = "alternative_methods"


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of rows of which a source should use one.

    Parameters
    ----------
    kinds
        Codes of the kinds.
    same
        The input that says which source it is (`livestock`); empty where nothing in the rows tells sources apart, and then
        two kinds may well speak of different ones.
    every
        The choice of `same` that covers all others.
    """

    kinds: tuple[str, ...]
    same: str = ""
    every: str = ""


GROUPS = (
    Group(("rice", "rice_daily")),
    Group(("manure", "manure_by_system"), "livestock"),
    Group(("forest_stock", "forest_growth", "forest_volume"), "forest_type", "all"),
    Group(("urban_trees", "urban_green")),
    Group(("landfill_decay", "landfill_mass_balance"), "landfill_waste", "msw"),
    Group(("wastewater_protein", "wastewater_plant_n2o")),
)


def check(facts: Facts) -> tuple[Finding, ...]:
    """Rows of two kinds of a group that may speak of one source: an error where the rows say so, else a warning."""
    return tuple(finding for group in GROUPS for finding in _of(group, facts.rows))


def _of(group: Group, rows: tuple[RowFacts, ...]) -> list[Finding]:
    sources: dict[str, list[RowFacts]] = defaultdict(list)
    wide = [row for row in rows if row.kind in group.kinds and group.every and _source(group, row) == group.every]
    for row in rows:
        if row.kind in group.kinds and row not in wide:
            sources[_source(group, row)].append(row)
    if wide and not sources:
        sources[group.every] = []
    groups = [[*of_source, *wide] for of_source in sources.values()]
    return [_finding(group, each) for each in groups if len({row.kind for row in each}) > 1]


def _source(group: Group, row: RowFacts) -> str:
    return str(row.values.get(group.same) or "") if group.same else ""


def _finding(group: Group, rows: list[RowFacts]) -> Finding:
    names = "、".join(each.name for each in rows)
    certain = bool(group.same)
    return Finding(
        CODE,
        Severity.ERROR if certain else Severity.WARNING,
        f"{names}用不同的方法计算{'同一个' if certain else '可能是同一个'}源，排放会重复计入。",
        "请只保留一种方法的行；确属不同的源（面积、设施不重叠）请在名称中写明并说明理由。",
        rows[0].row,
        rows[0].category,
        detail="+".join(each.row for each in rows),
    )
