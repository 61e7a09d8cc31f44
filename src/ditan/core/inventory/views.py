"""One set of entries read in several ways: provincial guide, IPCC 2006, GPC, source classes of an air inventory.

Every way shows the same entries, each once. What counts in the territorial total (everything but purchased electricity and
heat and memo items) is the same in all of them to the last booked unit; what a way has no place for stands in a node of its
own and still counts, so that nothing vanishes by reading it differently.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ditan.core.inventory.categories import Categories, Category, Role
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.totals import Total, total


class View(StrEnum):
    """A way of reading an inventory."""

    PROVINCE = "province"
    IPCC = "ipcc"
    GPC = "gpc"
    AIR = "air"


LABELS = {
    View.PROVINCE: "省级清单",
    View.IPCC: "IPCC 2006",
    View.GPC: "GPC",
    View.AIR: "大气污染源分类",
}

SECTORS = {
    "energy": "能源活动",
    "industry": "工业生产过程",
    "agriculture": "农业活动",
    "lulucf": "土地利用变化和林业",
    "waste": "废弃物处理",
    "indirect": "电力和热力调入调出（间接排放）",
}
SOURCE_CLASSES = {
    "stationary": "化石燃料固定燃烧源",
    "process": "工艺过程源",
    "mobile": "移动源",
    "solvent": "溶剂使用源",
    "agriculture": "农业源",
    "dust": "扬尘源",
    "biomass": "生物质燃烧源",
    "storage": "储存运输源",
    "waste": "废弃物处理源",
    "other": "其他排放源",
}
BIOMASS_LINE = "生物质燃料燃烧"
SCOPES = {"1": "范围一", "2": "范围二", "3": "范围三"}

_ORDER = (
    *("energy", "industry", "stationary", "process", "mobile", "solvent", "agriculture", "lulucf"),
    *("dust", "biomass", "storage", "waste", "other", "indirect"),
)
_RANKS = {code: rank for rank, code in enumerate(_ORDER)}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}

Place = tuple[tuple[str, str], ...]
"""Where an entry stands: code and label of each level from the top down."""

NOWHERE: Place = (("-", "本口径未列的类别"),)
POLLUTANT_PLACE: Place = (("P", "只排放大气污染物的源"),)
BESIDE: Place = (("M", "信息项"),)


@dataclass(frozen=True, slots=True)
class Node:
    """A line of a view with what stands below it.

    Parameters
    ----------
    path
        Codes from the top down, unique within the view.
    counted
        Whether anything of it is part of the territorial total.
    entries
        What its total is over: the counted entries at and below it, or all where none of them counts. A sub-sector of GPC
        thus totals its scope 1, with scope 2 in a node below.
    """

    path: tuple[str, ...]
    label: str
    counted: bool
    children: tuple[Node, ...]
    entries: tuple[Entry, ...]

    @property
    def code(self) -> str:
        """The last of the path, "" of the root."""
        return self.path[-1] if self.path else ""

    def total(self, gas: str) -> Total:
        """The total of a gas over the node; at the root the territorial total."""
        return total(gas, self.entries)

    def find(self, *codes: str) -> Node | None:
        """The node on that path below this one."""
        if not codes:
            return self
        child = next((each for each in self.children if each.code == codes[0]), None)
        return child.find(*codes[1:]) if child else None


def tree(view: View, entries: Iterable[Entry], table: Categories) -> Node:
    """The inventory as a view shows it.

    Returns
    -------
    Node
        The root. Its total is the territorial one; nodes that are not `counted` hang below it all the same.
    """
    rows = {each.code: row for row, each in enumerate(table)}
    placed = []
    for entry in sorted(entries, key=lambda each: rows.get(each.category, -1)):
        category = table.get(entry.category)
        memo = entry.memo or category.role == Role.MEMO
        counted = not memo and category.role != Role.INDIRECT
        place = _beside(entry, category) if memo else _PLACES[view](entry, category, table)
        placed.append((place, counted, entry))
    return _node((), LABELS[view], True, placed, 0)


def _node(
    path: tuple[str, ...], label: str, counted: bool, placed: list[tuple[Place, bool, Entry]], depth: int
) -> Node:
    groups: dict[tuple[str, str], list[tuple[Place, bool, Entry]]] = {}
    for each in placed:
        if len(each[0]) > depth:
            groups.setdefault(each[0][depth], []).append(each)
    children = tuple(
        _node((*path, code), name, any(counts for _, counts, _ in group), group, depth + 1)
        for (code, name), group in groups.items()
    )
    held = tuple(entry for _, counts, entry in placed if counts or not counted)
    return Node(path, label, counted, tuple(sorted(children, key=lambda each: _order(each.code))), held)


def _order(code: str) -> tuple[int, ...]:
    """Numbers by number, sectors and source classes in their own order, lines as the table of categories has them."""
    if code in _RANKS:
        return (0, _RANKS[code])
    parts = [_ROMAN.get(part, int(part) if part.isdigit() else -1) for part in code.split(".")]
    return (2,) if code == "-" else (1,) if -1 in parts else (0, *parts)


def _beside(entry: Entry, category: Category) -> Place:
    return (*BESIDE, (category.code, category.name))


def _ipcc(entry: Entry, category: Category, table: Categories) -> Place:
    return tuple((each.code, each.name) for each in table.path(category.code))


def _province(entry: Entry, category: Category, table: Categories) -> Place:
    if category.role == Role.POLLUTANT:
        return (*POLLUTANT_PLACE, (category.code, category.name))
    if not category.province_sector:
        return (*NOWHERE, (category.code, category.name))
    sector = (category.province_sector, SECTORS[category.province_sector])
    line = BIOMASS_LINE if entry.biomass and category.code.startswith("1.A") else category.province_line
    return (sector, (line or "-", line or "未细分"), (category.code, category.name))


def _gpc(entry: Entry, category: Category, table: Categories) -> Place:
    if category.role == Role.POLLUTANT:
        return (*POLLUTANT_PLACE, (category.code, category.name))
    if not category.gpc:
        return (*NOWHERE, (category.code, category.name))
    names = gpc_names()
    parts = category.gpc.split(".")
    codes = [".".join(parts[: depth + 1]) for depth in range(min(2, len(parts)))]
    last = [(category.gpc, SCOPES[category.gpc_scope])] if len(parts) > 2 else []
    return (*((code, names[code]) for code in codes), *last, (category.code, category.name))


def _air(entry: Entry, category: Category, table: Categories) -> Place:
    source_class = "biomass" if entry.biomass and category.source_class == "stationary" else category.source_class
    if not source_class:
        return (*NOWHERE, (category.code, category.name))
    return ((source_class, SOURCE_CLASSES[source_class]), (category.code, category.name))


_PLACES: dict[View, Callable[[Entry, Category, Categories], Place]] = {
    View.PROVINCE: _province,
    View.IPCC: _ipcc,
    View.GPC: _gpc,
    View.AIR: _air,
}


@cache
def gpc_names() -> dict[str, str]:
    """Chinese names of the sectors and sub-sectors of GPC."""
    with (files(__package__) / "data" / "gpc.csv").open(encoding="utf-8") as read:
        return {row["ref"]: row["name"] for row in csv.DictReader(read)}
