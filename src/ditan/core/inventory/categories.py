"""The categories in which an inventory is kept, and where each stands in the other ways of reading it.

House codes are those of IPCC 2006, with `P` for sources of air pollutants alone, `E` for purchased electricity and heat and
`M` for memo items. The table says of each row whether its wording was met in an export of the emission factor database
(`efdb`), is our own (`house`) or was not read; the mapping to the provincial guide, GPC and the source classes of T/CSES 144
was not confirmed in an original, and `mapping_verified` says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class CategoryUnknown(ValueError):
    """A code that no category has; the message is Chinese."""


class Role(StrEnum):
    """How a category counts.

    `emission` and `pollutant` count in every total, `land` only in a total with land use (LULUCF), `indirect` (purchased
    electricity and heat) and `memo` in none: they stand beside it.
    """

    EMISSION = "emission"
    LAND = "land"
    POLLUTANT = "pollutant"
    INDIRECT = "indirect"
    MEMO = "memo"


@dataclass(frozen=True, slots=True)
class Category:
    """One category.

    Parameters
    ----------
    province_sector, province_line
        Where the provincial guide shows it; empty where it has no line.
    gpc, gpc_scope
        Its reference number in GPC (`I.1.1`) and the scope, 1–3.
    source_class
        Source class of an air pollutant inventory (T/CSES 144): `stationary`, `process`, `mobile`, `solvent`, `agriculture`,
        `dust`, `biomass`, `storage`, `waste`, `other`.
    required
        Whether a complete inventory has a number or a notation key here, or at every category below.
    """

    code: str
    parent: str
    name: str
    name_en: str
    role: Role
    province_sector: str
    province_line: str
    gpc: str
    gpc_scope: str
    source_class: str
    required: bool
    wording: str
    mapping_verified: bool


class Categories:
    """The tree of categories, in the order of the table (a parent before its children)."""

    def __init__(self, rows: Iterator[Category]) -> None:
        self._by_code = {each.code: each for each in rows}
        self._children: dict[str, tuple[Category, ...]] = {}
        for each in self._by_code.values():
            if each.parent and each.parent not in self._by_code:
                raise CategoryUnknown(f"类别 {each.code} 的上级 {each.parent} 不存在。")
            self._children[each.parent] = (*self._children.get(each.parent, ()), each)

    def __iter__(self) -> Iterator[Category]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Category:
        """The category of that code; CategoryUnknown where there is none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise CategoryUnknown(
                f"没有类别 {code}；应为类别表中的编号（如 1.A.2.f），请在类别表中查找后重新填写。"
            ) from None

    def children(self, code: str) -> tuple[Category, ...]:
        """Those directly below; of "" the roots."""
        return self._children.get(code, ())

    def path(self, code: str) -> tuple[Category, ...]:
        """The category and all above it, from the root down."""
        found = [self.get(code)]
        while found[0].parent:
            found.insert(0, self.get(found[0].parent))
        return tuple(found)

    def within(self, code: str, ancestor: str) -> bool:
        """Whether the category is the other one or lies below it."""
        return any(each.code == ancestor for each in self.path(code))

    def below(self, code: str) -> tuple[Category, ...]:
        """The category and everything below it."""
        return (self.get(code), *(each for child in self.children(code) for each in self.below(child.code)))


@cache
def categories() -> Categories:
    """The table of the house.

    Examples
    --------
    >>> [each.code for each in categories().path("1.A.2.f")]
    ['1', '1.A', '1.A.2', '1.A.2.f']
    """
    with (files(__package__) / "data" / "categories.csv").open(encoding="utf-8") as table:
        return Categories(iter([_category(row) for row in csv.DictReader(table)]))


def _category(row: dict[str, str]) -> Category:
    return Category(
        code=row["code"],
        parent=row["parent"],
        name=row["name"],
        name_en=row["name_en"],
        role=Role(row["role"]),
        province_sector=row["province_sector"],
        province_line=row["province_line"],
        gpc=row["gpc"],
        gpc_scope=row["gpc_scope"],
        source_class=row["source_class"],
        required=row["required"] == "yes",
        wording=row["wording"],
        mapping_verified=row["mapping_verified"] == "yes",
    )
