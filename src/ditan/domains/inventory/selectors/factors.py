"""The library of factors: found, shown with all that contradicts it, compared set by set, and where inventories use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, TextField
from django.db.models.functions import Cast

from ditan.core.factors import Factor, FactorBook, quantities, sets
from ditan.core.factors.comparing import Other, Pair, compare, conflicts, others
from ditan.core.factors.doubts import doubt_about
from ditan.core.factors.finding import find
from ditan.core.factors.fuels import label_of_fuel
from ditan.core.factors.grid import GridSeries, grid_series
from ditan.core.factors.quantities import label_of_quantity
from ditan.core.factors.sets import label_of_set
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import KINDS
from ditan.core.methods import Method
from ditan.domains.inventory.models import Emission, LocalFactor
from ditan.domains.inventory.selectors.scope import visible_inventories

GRID_QUANTITIES = ("grid_factor", "grid_factor_residual", "grid_factor_fossil")


@dataclass(frozen=True, slots=True)
class FactorFilters:
    """What the library is asked for."""

    q: str = ""
    quantity: str = ""
    gas: str = ""
    fuel: str = ""
    factor_set: str = ""
    verified: bool | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A factor as pages show it. `superseded_by` is the code of the local one that corrects it."""

    factor: Factor
    superseded_by: str = ""

    @property
    def set_label(self) -> str:
        return label_of_set(self.factor.factor_set)

    @property
    def quantity_label(self) -> str:
        return label_of_quantity(self.factor.quantity)

    @property
    def unit(self) -> str:
        return "" if self.factor.unit == "1" else self.factor.unit

    @property
    def about(self) -> str:
        """What it is for, as far as it says."""
        one = self.factor
        told = (label_of_fuel(one.fuel) if one.fuel else "", one.process, one.technology, one.region, one.year)
        return "、".join(words().get(each, each) for each in told if each)

    @property
    def source(self) -> str:
        one = self.factor
        return "，".join(filter(None, (one.source_title, one.source_number, one.source_page)))

    @property
    def doubt(self) -> str:
        """Why the value is hard to believe; empty where it is not."""
        return doubt_about(self.factor)


@dataclass(frozen=True, slots=True)
class Beside:
    """What another set says of the same thing; `percent` is the difference from the factor shown."""

    shown: Shown
    percent: float | None


@dataclass(frozen=True, slots=True)
class Page:
    """One factor with everything beside it; `local` is its own record where the district entered it, `asked_by` names the kinds
    of rows whose methods ask for such a value."""

    shown: Shown
    beside: tuple[Beside, ...]
    series: GridSeries | None
    local: LocalFactor | None
    asked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """How many rows of an inventory were computed with a factor."""

    inventory: int
    title: str
    year: int
    rows: int


@cache
def words() -> dict[str, str]:
    """The Chinese names of processes and technologies, as the rows that ask for factors have them; a code that is called
    differently in different rows keeps its code."""
    named: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS:
        for asked in kind.inputs:
            for code, label in asked.choices:
                named[code].add(label)
    return {code: labels.pop() for code, labels in named.items() if len(labels) == 1}


def find_factors(book: FactorBook, filters: FactorFilters) -> Sequence[Factor]:
    """The factors asked for, in the order of the library; all of it is in memory. With `differs` those alone of which
    another says something else, side by side with it."""
    found = find(
        book,
        filters.q,
        quantity=filters.quantity,
        factor_set=filters.factor_set,
        gas=filters.gas,
        match={"fuel": filters.fuel} if filters.fuel else None,
        verified=filters.verified,
    )
    if not filters.differs:
        return found
    kept = {each.code for each in found}
    return [each for conflict in conflicts(book) for each in conflict.factors if each.code in kept]


def shown(factors: Sequence[Factor]) -> list[Shown]:
    """These factors as a page shows them. One query."""
    by = corrections()
    return [Shown(each, by.get(each.code, "")) for each in factors]


def corrections() -> dict[str, str]:
    """By the code of a local factor that was corrected, the code of the one that did."""
    return dict(LocalFactor.objects.exclude(supersedes="").values_list("supersedes", "code"))


def page_of_factor(book: FactorBook, code: str) -> Page:
    """One factor with what other sets say, and for a grid factor its years; `FactorRefused` where there is none."""
    factor = book.get(code)
    by = corrections()
    series = None
    if factor.quantity in GRID_QUANTITIES:
        series = next((each for each in grid_series(book, factor.quantity) if each.region == factor.region), None)
    return Page(
        Shown(factor, by.get(code, "")),
        tuple(_beside(each, by) for each in others(book, factor)),
        series,
        LocalFactor.objects.filter(code=code).first(),
        asked_by(factor.quantity, factor.gas),
    )


def asked_by(quantity: str, gas: str) -> tuple[str, ...]:
    """Names of the kinds of rows with a method that asks for a value of that quantity and gas."""
    return tuple(dict.fromkeys(kind.label for kind, _method in _asking(quantity, gas)))


@cache
def _asking(quantity: str, gas: str) -> tuple[tuple[Kind, Method], ...]:
    return tuple(
        (kind, method)
        for kind in KINDS
        for method in kind.methods
        if any((each.quantity, each.gas) == (quantity, gas) for each in method.parameters)
    )


def uses_of(user: Any, factor: Factor) -> list[Use]:
    """Inventories that the user sees with the number of rows that were computed with the factor. One query, which reads the
    workings of those methods alone that ask for such a value."""
    methods = [method.code for _kind, method in _asking(factor.quantity, factor.gas)]
    if not methods:
        return []
    found = (
        Emission.objects.filter(
            method__in=methods, row__removed_at__isnull=True, row__inventory__in=visible_inventories(user)
        )
        .annotate(text=Cast("trace", TextField()))
        .filter(text__contains=f'"code": "{factor.code}"')
        .values_list("row__inventory", "row__inventory__title", "row__inventory__year")
        .annotate(rows=Count("row", distinct=True))
        .order_by("-row__inventory__year", "row__inventory")
    )
    return [Use(*each) for each in found]


def pairs_of(book: FactorBook, left: str, right: str, quantity: str = "", what: str = "") -> list[Pair]:
    """What two sets say: of what both speak and differ; with `what` `both`, `left` (alone), `right` or `all`."""
    return [each for each in compare(book, left, right, quantity) if _wanted(each, what)]


def _wanted(pair: Pair, what: str) -> bool:
    if what == "all":
        return True
    if what in ("left", "right"):
        return not (pair.right if what == "left" else pair.left)
    return bool(pair.left and pair.right) and (what == "both" or not pair.same)


def quantities_in(book: FactorBook) -> list[tuple[str, str]]:
    """Every quantity of which the book has a factor, by its Chinese name."""
    held = {place[0] for place, _factors in book.places()}
    return [(code, each.label) for code, each in quantities().items() if code in held]


def gases_in(book: FactorBook) -> list[tuple[str, str]]:
    """Every gas of which the book has a factor."""
    return [(gas, gas) for gas in dict.fromkeys(place[1] for place, _factors in book.places()) if gas]


def sets_in(book: FactorBook) -> list[tuple[str, str]]:
    """Every set of which the book has a factor, and that of local factors."""
    held = {each.factor_set for each in book} | {"local"}
    return [(code, each.label) for code, each in sets().items() if code in held]


def _beside(other: Other, by: dict[str, str]) -> Beside:
    percent = None if other.change is None else other.change * 100
    return Beside(Shown(other.factor, by.get(other.factor.code, "")), percent)
