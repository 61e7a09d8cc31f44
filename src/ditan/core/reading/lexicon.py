"""What the reader is told of the world: organisations, regions and metrics, with their other names.

The reader touches no database. Whoever calls it builds a `Lexicon`: the command line from the shipped CSV files
(`ditan.core.lexicon.load_lexicon`), the platform from its directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LEVEL_WORDS = ("自治区", "自治州", "自治县", "新区", "省", "市", "区", "县", "州", "旗", "盟")
"""The level written before a department's name: 区发改委, 自治区财政厅. Longest first."""


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation: its canonical name, its other names, and the region that it belongs to.

    `region_code` is empty where the name is a kind of department that every region has (发展改革委, 生态环境局); then
    `province_name` and `municipality_name` say what a province (生态环境厅) and a municipality call it, `bureau_name`
    what a city or county calls it that has a 局 where others have a 委 (发展改革局). `function`
    is what the department does, one word for all its names in all regions: 发展改革 for 区发改委, 区发展改革委 and
    高新区改革发展局.
    """

    name: str
    aliases: tuple[str, ...] = ()
    region_code: str = ""
    kind: str = "department"
    function: str = ""
    province_name: str = ""
    municipality_name: str = ""
    bureau_name: str = ""
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class RegionName:
    """An administrative division or functional zone with its GB/T 2260 code (or a local code, L…, for a zone).

    `valid_from` and `valid_to` are years, empty where the division has no known beginning or end.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = "district"
    parent_code: str = ""
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    verified: bool = False

    def exists_in(self, year: int | None) -> bool:
        """Whether the division exists in that year; without a year, whether it exists still."""
        if year is None:
            return not self.valid_to
        begun = not self.valid_from or int(self.valid_from) <= year
        return begun and (not self.valid_to or year <= int(self.valid_to))


@dataclass(frozen=True, slots=True)
class MetricName:
    """A metric that plans ask for: code, name, other names, unit, and what is better.

    `direction` is up, down, keep (neither) or text (a state in words). `ceiling` is the largest value that can be
    (100 for a share), None where there is none.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    direction: str = "up"
    ceiling: float | None = None
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Organisations, regions and metrics by name.

    Examples
    --------
    >>> lexicon = Lexicon(organisations=(OrganisationName("区发展改革委", ("区发改委",)),))
    >>> lexicon.organisation("区发改委").name
    '区发展改革委'
    >>> lexicon = Lexicon(organisations=(OrganisationName("发展改革委", ("发改委",), function="发展改革"),))
    >>> lexicon.organisation("区发改委").function
    '发展改革'
    """

    organisations: tuple[OrganisationName, ...] = ()
    regions: tuple[RegionName, ...] = ()
    metrics: tuple[MetricName, ...] = ()
    _by_organisation: Mapping[str, OrganisationName] = field(init=False, repr=False, compare=False)
    _by_place: Mapping[tuple[str, str], OrganisationName] = field(init=False, repr=False, compare=False)
    _by_region: Mapping[str, tuple[RegionName, ...]] = field(init=False, repr=False, compare=False)
    _by_code: Mapping[str, RegionName] = field(init=False, repr=False, compare=False)
    _by_metric: Mapping[str, MetricName] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places: dict[tuple[str, str], OrganisationName] = {}
        for entry in self.organisations:
            for key in _names(entry):
                places.setdefault((entry.region_code, key), entry)
            if entry.function:
                places.setdefault((entry.region_code, f"={entry.function}"), entry)
        codes: dict[str, RegionName] = {}
        for region in self.regions:
            codes.setdefault(region.code, region)
        general = sorted(self.organisations, key=lambda entry: bool(entry.region_code))
        object.__setattr__(self, "_by_organisation", _first_by_name(general))
        object.__setattr__(self, "_by_place", places)
        object.__setattr__(self, "_by_region", _all_by_name(self.regions))
        object.__setattr__(self, "_by_code", codes)
        object.__setattr__(self, "_by_metric", _first_by_name(self.metrics))

    def organisation(self, name: str) -> OrganisationName | None:
        """The organisation of that printed name or alias, with or without the level before it; None if unknown."""
        found = self._by_organisation.get(name)
        if found is not None:
            return found
        level, rest = split_level(name)
        return self._by_organisation.get(rest) if level else None

    def organisation_in(self, name: str, region_code: str) -> OrganisationName | None:
        """The organisation that one region calls so: its own first, then a kind that every region has."""
        return self._by_place.get((region_code, name)) or self._by_place.get(("", name))

    def department_of(self, function: str, region_code: str) -> OrganisationName | None:
        """A region's own department for a function (发展改革 in 重庆高新区 is 重庆高新区改革发展局), or None."""
        return self._by_place.get((region_code, f"={function}"))

    def region(self, name: str, year: int | None = None) -> RegionName | None:
        """The region of that printed name or alias; None where it is unknown or several regions are called so."""
        entries = self._by_region.get(name, ())
        living = tuple(entry for entry in entries if entry.exists_in(year)) or entries
        return living[0] if len({entry.code for entry in living}) == 1 else None

    def regions_named(self, name: str) -> tuple[RegionName, ...]:
        """Every region of that name (鼓楼区 is the name of four), ended ones too."""
        return self._by_region.get(name, ())

    def region_by_code(self, code: str) -> RegionName | None:
        """The region of a division code."""
        return self._by_code.get(code)

    def ancestors(self, region: RegionName) -> tuple[RegionName, ...]:
        """The region itself, then what it belongs to, innermost first."""
        chain = [region]
        while (parent := self._by_code.get(chain[-1].parent_code)) is not None and parent not in chain:
            chain.append(parent)
        return tuple(chain)

    def find_region(self, text: str, year: int | None = None) -> RegionName | None:
        """The innermost region that a short text (a title, an issuer) names, or None where the text leaves it open.

        A name that several regions share counts only where the text names one of their parents too.
        """
        named = [entry for entry, _ in self._named_regions(text, year)]
        codes = {entry.code for entry in named}
        inner = [
            entry
            for entry in named
            if not any(entry.code != other.code and entry in self.ancestors(other) for other in named)
        ]
        if len(inner) > 1:
            inner = [entry for entry in inner if codes & {parent.code for parent in self.ancestors(entry)[1:]}] or inner
        return inner[0] if len({entry.code for entry in inner}) == 1 else None

    def _named_regions(self, text: str, year: int | None) -> list[tuple[RegionName, int]]:
        found: list[tuple[RegionName, int]] = []
        position = 0
        while position < len(text):
            for length in range(min(14, len(text) - position), 1, -1):
                entries = self._by_region.get(text[position : position + length])
                if entries:
                    living = tuple(entry for entry in entries if entry.exists_in(year)) or entries
                    found.extend((entry, position) for entry in living)
                    position += length - 1
                    break
            position += 1
        return found

    def metric(self, name: str) -> MetricName | None:
        """The metric of that printed name or alias, or None where it is not known."""
        return self._by_metric.get(name)


def split_level(name: str) -> tuple[str, str]:
    """The level word that a department's name begins with, and the rest.

    Examples
    --------
    >>> split_level("区发改委")
    ('区', '发改委')
    >>> split_level("自治区财政厅")
    ('自治区', '财政厅')
    >>> split_level("市场监管局")
    ('', '市场监管局')
    """
    if name.startswith("市场"):
        return "", name
    for level in LEVEL_WORDS:
        if name.startswith(level) and len(name) > len(level):
            return level, name[len(level) :]
    return "", name


def _names(entry: Any) -> tuple[str, ...]:
    more = [getattr(entry, f"{place}_name", "") for place in ("province", "municipality", "bureau")]
    return (entry.name, *entry.aliases, *(name for name in more if name))


def _first_by_name(entries: Iterable[Any]) -> dict[str, Any]:
    index: dict[str, Any] = {}
    for entry in entries:
        for name in _names(entry):
            index.setdefault(name, entry)
    return index


def _all_by_name(entries: Iterable[RegionName]) -> dict[str, tuple[RegionName, ...]]:
    index: dict[str, list[RegionName]] = {}
    for entry in entries:
        for name in _names(entry):
            index.setdefault(name, []).append(entry)
    return {name: tuple(found) for name, found in index.items()}
