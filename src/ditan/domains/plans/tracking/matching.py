"""Which metric an item speaks of, as far as names and units tell. A person decides; this only proposes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ditan.core.records import UnitMismatch, factor_between

_MARKS = re.compile(r"[\s“”\"'《》<>()·]+")
_SHARES = ("率", "比例", "比重", "占比", "程度")
_FALLS = ("降低", "下降", "减少", "降幅")


@dataclass(frozen=True, slots=True)
class Known:
    """A metric of the catalogue, as far as matching asks."""

    key: int
    code: str
    names: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """An item of a plan: its printed name and unit, the metric that the reader took it for, and what its values look like."""

    name: str
    unit: str
    code: str = ""
    basis: str = "level"
    numeric: bool = True
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The metric proposed; `key` is None where the catalogue has none. `fits` says whether the units go together."""

    key: int | None
    ground: str
    confidence: float
    fits: bool


class Catalogue:
    """The catalogue by names and codes."""

    def __init__(self, metrics: Iterable[Known]) -> None:
        self._by_name: dict[str, Known] = {}
        self._by_code: dict[str, Known] = {}
        for metric in metrics:
            self._by_code[metric.code] = metric
            for name in metric.names:
                self._by_name.setdefault(plain(name), metric)

    def match(self, item: Spoken) -> Match:
        """The best metric for an item: one of its very name, else what the reader took it for, else none.

        Confidence is an order for whoever checks, not a probability.
        """
        named, read = self._by_name.get(plain(item.name)), self._by_code.get(item.code)
        if named is not None and named.code == code_of(item):
            return Match(named.key, "new", 0.5, fits=True)
        if named is not None and fits(item.unit, named.unit):
            return Match(named.key, "name", 0.95 if read in (None, named) else 0.7, fits=True)
        if read is not None:
            fitting = fits(item.unit, read.unit)
            return Match(read.key, "reader", 0.85 if fitting else 0.4, fits=fitting)
        if named is not None:
            return Match(named.key, "name", 0.4, fits=False)
        return Match(None, "new", 0.5, fits=True)


def plain(name: str) -> str:
    """A name without what printing adds: quotes, blanks, brackets, full width, 比重 for 比例."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", name))
    return bare.replace("比重", "比例")


def fits(unit: str, other: str) -> bool:
    """Whether numbers in one unit turn into the other; an item that prints none takes the metric's."""
    if not unit.strip():
        return True
    try:
        factor_between(unit.strip(), other)
    except UnitMismatch:
        return False
    return True


def code_of(item: Spoken) -> str:
    """The code of a metric that is proposed anew: the same for the same name and unit, whichever plan prints it."""
    return "plan_" + hashlib.sha256(f"{plain(item.name)}\n{item.unit}".encode()).hexdigest()[:12]


def direction_of(item: Spoken) -> str:
    """Where a metric that is proposed anew should go, as far as its target shows."""
    if not item.numeric:
        return "text"
    return "down" if item.at_most else "up"


def basis_of(item: Spoken) -> str:
    """Whether it counts since a start: a fall in percent does, whatever the table says."""
    return "cumulative" if is_fall(item.name, item.unit) else item.basis


def ceiling_of(item: Spoken) -> float | None:
    """A share cannot be more than all."""
    return 100.0 if item.unit == "%" and plain(item.name).endswith(_SHARES) and "增长" not in item.name else None


def is_fall(name: str, unit: str) -> bool:
    """Whether a metric counts how much something has fallen since a base year, in percent."""
    return unit == "%" and any(word in name for word in _FALLS)


def is_intensity_fall(name: str, unit: str) -> bool:
    """Whether it is a fall of an intensity (单位GDP能耗降低): its progress is counted by logarithms unless a person says else."""
    return is_fall(name, unit) and any(word in name for word in ("单位", "万元", "强度"))
