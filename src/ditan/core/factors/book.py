"""The book of factors that a computation reads, and how one value is picked from it.

A factor is never picked silently: the caller names the sets in the order in which it wants them, and says whether it takes
values that no source confirms. Where a set holds two different values for the same thing, the caller has to name one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from ditan.core.factors.converting import in_unit
from ditan.core.factors.factor import ATTRIBUTES, Factor
from ditan.core.factors.near import Nearness
from ditan.core.factors.need import Choice, Need, shown
from ditan.core.factors.refusal import FactorRefused
from ditan.core.factors.sets import label_of_set

OWN_SETS = ("local", "own")
"""Sets whose values may be entered in any unit of the same kind and are converted; cited values are taken as printed."""


class FactorBook:
    """All factors at hand, by code and by what they are for.

    Examples
    --------
    >>> oil = Factor("d", "柴油", "ncv", 42.652, "GJ/t", "guide", fuel="diesel", verified=True)
    >>> book = FactorBook([oil])
    >>> book.pick(Need("ncv", match={"fuel": "diesel"}), Choice(("guide",))).value
    42.652
    """

    def __init__(self, factors: Iterable[Factor]) -> None:
        self._by_code: dict[str, Factor] = {}
        self._by_place: dict[tuple[str, ...], tuple[Factor, ...]] = {}
        self._shared: FactorBook | None = None
        self._add(factors)

    def _add(self, factors: Iterable[Factor], superseded: Container[str] = ()) -> None:
        for factor in factors:
            if factor.code in self._by_code:
                raise FactorRefused(
                    f"因子编号 {factor.code} 出现两次；编号一经使用不得重复，请另用一个编号。", "duplicate"
                )
            self._by_code[factor.code] = factor
            if factor.code in superseded:
                continue
            place = factor.place
            self._by_place[place] = (*self._by_place.get(place, ()), factor)

    def __len__(self) -> int:
        return len(self._by_code)

    def __iter__(self) -> Iterator[Factor]:
        return iter(self._by_code.values())

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Factor:
        """The factor of that code.

        Raises
        ------
        FactorRefused
            Where there is none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise FactorRefused(f"没有编号为 {code} 的因子；请在因子库中查找后重新选择。", "missing") from None

    def with_local(self, factors: Iterable[Factor], superseded: Container[str] = ()) -> FactorBook:
        """A book that holds further factors too; this one stays as it is.

        Parameters
        ----------
        superseded
            Codes among those factors that a later one corrects: they are still found by their code, so that a row that
            named one keeps it, and are never picked anew.
        """
        wider = FactorBook(())
        wider._by_code, wider._by_place = dict(self._by_code), dict(self._by_place)
        wider._shared = self
        wider._add(factors, superseded)
        return wider

    def candidates(self, need: Need) -> tuple[Factor, ...]:
        """Every factor that says what is needed, of any set, verified or not: those first that name most of what is
        loose, then in the order of the book."""
        return tuple(factor for place in need.places() for factor in self._by_place.get(place, ()))

    def beside(self, factor: Factor) -> tuple[Factor, ...]:
        """Every factor that speaks of the same thing as this one, itself among them where the book holds it."""
        return self._by_place.get(factor.place, ())

    def places(self) -> Iterator[tuple[tuple[str, ...], tuple[Factor, ...]]]:
        """What the book speaks of (quantity, gas, attributes), and all factors that say it."""
        return iter(self._by_place.items())

    @cached_property
    def near(self) -> Nearness:
        """What is at hand beside what is asked for."""
        if self._shared is None:
            return Nearness(self._by_place)
        # A district's book is made anew for each request; what it shares is indexed once in a process.
        added = (place for place, factors in self._by_place.items() if self._shared._by_place.get(place) is not factors)
        return Nearness(added, self._shared.near)

    def pick(self, need: Need, choice: Choice, parameter: str = "") -> Factor:
        """The one factor that the choice gives for the need.

        Parameters
        ----------
        parameter
            The name of the method's parameter, under which `choice.codes` and `choice.own` name a value.

        Raises
        ------
        FactorRefused
            With code `missing`, `unverified`, `ambiguous`, `unfit` or `no_number`; the message names the parameter and
            what to do.
        """
        if parameter in choice.own:
            return _allowed([choice.own[parameter]], need, choice, ())
        if parameter in choice.codes:
            return _allowed([_fits(self.get(choice.codes[parameter]), need)], need, choice, ())
        found = self.candidates(need)
        for factor_set in choice.factor_sets:
            of_set = [each for each in found if each.factor_set == factor_set]
            if of_set:
                return _allowed(_closest(of_set, need, choice), need, choice, found)
        if found:
            raise FactorRefused(
                f"所选因子集中没有{need}；其他因子集有：{_listed(found)}。请选用其一，或录入本地因子。", "missing"
            )
        beside = self.near.sentence(need)
        raise FactorRefused(
            f"因子库中没有{need}{'；' + beside if beside else ''}；请录入带出处的本地因子，或改填标识符 NE 并写明原因。",
            "missing",
        )


def _closest(of_set: Sequence[Factor], need: Need, choice: Choice) -> list[Factor]:
    """Of one set's factors those that come into question: of a fitting unit, verified where need be, nearest."""
    kept = [each for each in of_set if need.takes(each.unit)] or list(of_set)
    if not choice.unverified:
        kept = [each for each in kept if each.verified] or kept
    closest = max(need.closeness(each) for each in kept)
    return [each for each in kept if need.closeness(each) == closest]


def _fits(factor: Factor, need: Need) -> Factor:
    if (factor.quantity, factor.gas) != (need.quantity, need.gas):
        raise FactorRefused(f"因子 {factor.code} 是“{factor.name}”，不能用作{need}。", "unfit")
    for name in ATTRIBUTES:
        wanted, has = need.match.get(name, ""), factor.attribute(name)
        if wanted and has and wanted != has:
            raise FactorRefused(
                f"因子 {factor.code} 适用于 {shown(name, has)}，本行是 {shown(name, wanted)}；请选用对应的因子。",
                "unfit",
            )
    return factor


def _allowed(kept: Sequence[Factor], need: Need, choice: Choice, found: Sequence[Factor]) -> Factor:
    """The one factor of those kept; refused where they differ, or where it may not or cannot be used."""
    if len({(each.value, each.unit) for each in kept}) > 1:
        values = "、".join(f"{each.code}={each.amount}" for each in kept)
        raise FactorRefused(
            f"{need}在同一套因子（{label_of_set(kept[0].factor_set)}）中有不同的值：{values}；"
            "请为本行指定其中一个并写明理由。",
            "ambiguous",
        )
    factor = next((each for each in kept if each.verified), kept[0])
    if not need.takes(factor.unit) and factor.factor_set in OWN_SETS:
        factor = in_unit(factor, need.unit) or factor
    if not need.takes(factor.unit):
        wanted = need.unit.replace("|", " 或 ")
        raise FactorRefused(
            f"因子 {factor.code} 的单位是 {factor.unit or '（无）'}，{need}应为 {wanted}；请选用该单位的因子。", "unfit"
        )
    if factor.value is None:
        raise FactorRefused(
            f"{need}的出处未给出单一数值（{factor.text or factor.code}）；请录入本地因子。", "no_number"
        )
    if not factor.verified and not choice.unverified:
        others = [each for each in found if each.verified and need.takes(each.unit) and each.value is not None]
        instead = f"已核实的值另有：{_listed(others)}；如仍要使用未核实的值" if others else "如确需使用"
        raise FactorRefused(
            f"{need}在所选因子集中只有未核实的值（{factor.code}）；{instead}，"
            "请在清单设置中勾选“允许使用未核实因子”，结果将注明。",
            "unverified",
        )
    return factor


def _listed(factors: Iterable[Factor]) -> str:
    """Sets with their values, each once."""
    told = (f"{label_of_set(each.factor_set)} {each.amount}{'' if each.verified else '（未核实）'}" for each in factors)
    return "、".join(dict.fromkeys(told))


def local(factor: Factor) -> Factor:
    """The factor as one of a district's own: set `local`, everything else as given."""
    return replace(factor, factor_set="local")
