"""Carbon dioxide equivalents: only under a named set of GWPs, and never under two at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ditan.core.factors import Factor, FactorBook
from ditan.core.inventory.booking import GREENHOUSE_GASES
from ditan.core.inventory.entries import Entry

ORIGINS = ("fossil", "non_fossil")


class GwpRefused(ValueError):
    """Equivalents that cannot be had; the message is Chinese. `code`: `missing`, `unverified`, `ambiguous`, `mixed`."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Co2e:
    """An amount of CO2e with the set that it was computed with.

    Parameters
    ----------
    tonnes
        Exact: booked amounts times the printed GWPs.
    unknown
        Rows of greenhouse gases whose amount is not known.
    """

    tonnes: Decimal
    gwp_set: str
    unknown: tuple[str, ...] = ()

    def __add__(self, other: Co2e) -> Co2e:
        if other.gwp_set != self.gwp_set:
            raise GwpRefused(
                f"不能把按 {self.gwp_set} 和按 {other.gwp_set} 计算的二氧化碳当量相加；请统一按同一套 GWP 重新计算。",
                "mixed",
            )
        return Co2e(self.tonnes + other.tonnes, self.gwp_set, (*self.unknown, *other.unknown))


@dataclass(frozen=True)
class GwpSet:
    """The GWPs of one assessment report.

    Parameters
    ----------
    factors
        By gas; methane by origin under `("CH4", "fossil")`.
    by_origin
        Whether methane is told apart by origin; else the combined value is used for all of it.
    """

    name: str
    factors: Mapping[tuple[str, str], Factor]
    by_origin: bool = False

    def factor(self, gas: str, *, origin: str = "") -> Factor:
        """The GWP used for a gas (of that origin, where the set is used by origin).

        Raises
        ------
        GwpRefused
            Where the set has none: a gas without its GWP is never left out of a total.
        """
        asked = origin if self.by_origin and gas == "CH4" else ""
        try:
            return self.factors[gas, asked]
        except KeyError:
            about = f"（{'化石' if asked == 'fossil' else '非化石'}来源）" if asked else ""
            raise GwpRefused(
                f"{self.name} 中没有 {gas}{about}的 GWP；请选用另一套 GWP，或录入带出处的值。", "missing"
            ) from None

    def of(self, entries: Iterable[Entry]) -> Co2e:
        """CO2e of all greenhouse gases among the entries; memo entries are left out, unknown rows are named."""
        amount, unknown = Decimal(0), []
        for each in entries:
            if each.memo or each.gas not in GREENHOUSE_GASES:
                continue
            if each.tonnes is not None:
                amount += each.tonnes * Decimal(str(self.factor(each.gas, origin=origin_of(each)).value))
            elif each.unknown:
                unknown.append(each.row)
        return Co2e(amount, self.name, tuple(dict.fromkeys(unknown)))

    @property
    def note(self) -> str:
        """What a reader has to know of the methane in it."""
        apart = [each for origin in ORIGINS if (each := self.factors.get(("CH4", origin)))]
        if len(apart) < len(ORIGINS):
            return ""
        values = "，".join(f"{'化石' if each.process == 'fossil' else '非化石'} {each.value:g}" for each in apart)
        if self.by_origin:
            return f"{self.name} 甲烷按来源分别取值（{values}）。"
        used = self.factors.get(("CH4", ""))
        return f"{self.name} 甲烷统一取 {used.value:g}（未区分{values}）。" if used else ""


def origin_of(entry: Entry) -> str:
    """Whether methane of an entry is fossil: burnt fossil fuel, fugitives and industry are, everything else is not.

    Examples
    --------
    >>> origin_of(Entry("1", "1.B.1.a", "CH4", 5)), origin_of(Entry("2", "3.C.7", "CH4", 5))
    ('fossil', 'non_fossil')
    """
    return "fossil" if entry.category[0] in "12" and not entry.biomass else "non_fossil"


def gwp_set(book: FactorBook, name: str, *, unverified: bool = False, by_origin: bool = False) -> GwpSet:
    """The set of that name (`AR4`, `AR5`, `AR5_feedback`, `AR6`) out of a book: its factors of quantity `gwp`.

    Parameters
    ----------
    unverified
        Whether values that no source confirms may be used; without it they are as if absent.

    Raises
    ------
    GwpRefused
        For a set that the book does not have, or one that says two things of one gas.
    """
    found: dict[tuple[str, str], Factor] = {}
    for each in book:
        if each.quantity != "gwp" or each.gwp_set != name or each.value is None or not (each.verified or unverified):
            continue
        where = each.gas, each.process
        if where in found and found[where].value != each.value:
            raise GwpRefused(
                f"{name} 对 {each.gas} 有两个值：{found[where].value:g}（{found[where].code}）和 {each.value:g}（{each.code}）。",
                "ambiguous",
            )
        found[where] = each
    if not found:
        sets = "、".join(sorted({each.gwp_set for each in book if each.quantity == "gwp"}))
        raise GwpRefused(f"没有名为“{name}”的 GWP；可选 {sets or '（因子库中尚无 GWP）'}，请选定一套。", "missing")
    return GwpSet(name, found, by_origin)
