"""Printed department names as canonical ones, by the level written before them and the region of the plan.

In a plan of 铜梁区, 区发改委 is 铜梁区发展改革委 and 市生态环境局 is 重庆市生态环境局; in a plan of 重庆高新区,
改革发展局 and 区发改委 are both 重庆高新区改革发展局. What the lexicon does not know is "", never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.core.reading.clean.variants import simplify
from ditan.core.reading.lexicon import Lexicon, OrganisationName, RegionName, split_level

LEVELS_OF_WORD = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("county-city", "city", "municipality"),
    "州": ("city",),
    "自治州": ("city",),
    "盟": ("city",),
    "区": ("zone", "district"),
    "新区": ("zone", "district"),
    "县": ("county",),
    "自治县": ("county",),
    "旗": ("county",),
}
"""Which levels of division a level word can mean; the innermost around the plan counts."""

MUNICIPALITIES = ("11", "12", "31", "50")
NATIONAL = ("海关", "海事", "铁路", "民航")
"""Bodies of the state named for where they sit."""

TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}(?:镇|乡|街道)(?:办事处|人民政府)?")
COLLECTIVE = re.compile(
    r"^(?:各|其他|有关|相关|全体|市级|区级|县级|省级|市直|区直|区内各?|政府各|[市区县]政府(?:各|有关)|属地|成员单位|牵头|责任|配合)"
    r"|^(?:行业)?主管|(?:有关|相关|各|主管|职能)(?:部门|单位|企业)"
    r"|^(?:镇街|街镇|镇人民政府|街道办事处|乡镇|管委会|园区|部门|单位)$"
)
"""Names that stand for many bodies at once: not unknown, but no single organisation either."""


def clean_name(printed: str) -> str:
    """A printed name without blanks, edge punctuation and 等.

    Examples
    --------
    >>> clean_name("区发展改革委等 ")
    '区发展改革委'
    """
    text = re.sub(r"\s+", "", simplify(unicodedata.normalize("NFKC", printed)))
    return re.sub(r"等$", "", text.strip("、,，;；。.:：()"))


def is_collective(printed: str) -> bool:
    """Whether a name stands for many bodies at once (各镇街, 市级有关部门).

    Examples
    --------
    >>> is_collective("市级有关部门"), is_collective("区教委")
    (True, False)
    """
    return bool(COLLECTIVE.search(clean_name(printed)))


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves names inside a plan of one region (None where the region is not known)."""

    lexicon: Lexicon
    region: RegionName | None

    def names(self, printed: Sequence[str], level: str = "") -> tuple[tuple[str, ...], str]:
        """Canonical names in the same order, and the level word in force at the end.

        A level that the plan writes once holds for the names behind it: 市生态环境局、市场监管局 are both the city's.
        """
        found = []
        for name in printed:
            own, rest = split_level(clean_name(name))
            if own and self._kind(rest) is not None:
                level = own
            found.append(self.name(name, level))
        return tuple(found), level

    def name(self, printed: str, level: str = "") -> str:
        """The canonical name of one printed name, "" where it is not known."""
        text = clean_name(printed)
        if not text or is_collective(text):
            return ""
        return self._own(text) or self._with_level(text, level) or self._with_region(text) or self._place(text)

    def _own(self, text: str) -> str:
        """An organisation that this region, or a region around it, calls exactly so."""
        for region in self._around():
            entry = self.lexicon.organisation_in(text, region.code)
            if entry is not None and entry.region_code:
                return entry.name
        entry = self.lexicon.organisation(text)
        full = entry is not None and entry.region_code and text in (entry.name, *entry.aliases[:1])
        return entry.name if entry is not None and full else ""

    def _with_level(self, text: str, level: str) -> str:
        own, rest = split_level(text)
        if own and self._kind(rest) is not None:
            region = self._region_of_level(own)
            return self._department(rest, region) if region is not None else ""
        if self._kind(text) is None:
            return ""
        region = self._region_of_level(level) if level else self.region
        return self._department(text, region) if region is not None else ""

    def _with_region(self, text: str) -> str:
        """重庆市生态环境局, 南岸区生态环境局: the region's own name before the department."""
        for length in range(min(len(text) - 2, 12), 1, -1):
            region = self.lexicon.region(text[:length])
            if region is not None and self._stands_before(region, text[:length], text[length:]):
                if self._kind(text[length:]) is not None:
                    return self._department(text[length:], region)
                if text[length:] in ("人民政府", "政府", "管委会"):
                    return region.name + text[length:].replace("政府", "人民政府").replace("人民人民", "人民")
        return ""

    def _stands_before(self, region: RegionName, printed: str, rest: str) -> bool:
        """Whether a region's name stands for its level: its full name, or a province's short one (宁夏邮政管理局).

        银川海关 is the customs at 银川, not a department of that city.
        """
        kind = self._kind(rest)
        if region.name == printed or region.level == "zone":
            return True
        return region.level in ("province", "municipality") and kind is not None and kind.function not in NATIONAL

    def _place(self, text: str) -> str:
        named = self.lexicon.regions_named(text)
        near = [region for region in named if self.region is not None and _one_province(region, self.region)]
        if near or len({region.code for region in named}) == 1:
            return (near or named)[0].name
        if self.region is None or self.region.level not in ("district", "county", "county-city", "zone"):
            return ""
        return self.region.name + re.sub(r"(?:办事处|人民政府)$", "", text) if TOWN.fullmatch(text) else ""

    def _kind(self, rest: str) -> OrganisationName | None:
        entry = self.lexicon.organisation_in(rest, "")
        return entry if entry is not None and entry.function else None

    def _around(self) -> tuple[RegionName, ...]:
        return self.lexicon.ancestors(self.region) if self.region is not None else ()

    def _region_of_level(self, level: str) -> RegionName | None:
        levels = LEVELS_OF_WORD.get(level, ())
        return next((region for region in self._around() if region.level in levels), None)

    def _department(self, rest: str, region: RegionName) -> str:
        kind = self._kind(rest)
        if kind is None:
            return ""
        own = self.lexicon.department_of(kind.function, region.code)
        if own is not None:
            return own.name
        if region.level == "province":
            return region.name + (kind.province_name or kind.name)
        if region.level == "municipality":
            return region.name + (kind.municipality_name or kind.name)
        if kind.bureau_name and rest.endswith("局") and not region.code.startswith(MUNICIPALITIES):
            return region.name + kind.bureau_name
        return region.name + kind.name


def _one_province(a: RegionName, b: RegionName) -> bool:
    return a.code.removeprefix("L")[:2] == b.code.removeprefix("L")[:2]
