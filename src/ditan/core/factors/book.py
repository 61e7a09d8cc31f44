"""The book of factors that a computation reads, and how one value is picked from it.

A factor is never picked silently: the caller names the sets in the order in which it wants them, and says whether it takes
values that no source confirms. Where a set holds two different values for the same thing, the caller has to name one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from ditan.core.factors.factor import ATTRIBUTES, Factor
from ditan.core.factors.refusal import FactorRefused


@dataclass(frozen=True, slots=True)
class Need:
    """What a method asks the book for.

    Parameters
    ----------
    label
        The Chinese name of the parameter, for messages.
    match
        Attributes that the factor must have (`{"fuel": "diesel"}`); those not named must be empty in the factor.
    unit
        The unit that the factor must have; several that will do are set apart by `|`. Empty: not looked at.
    loose
        Attributes of `match` where a factor that names none will do as well, because its source makes no difference there (a
        guide with one value for pigs however they are kept). A factor that names the attribute goes first.
    """

    quantity: str
    gas: str = ""
    match: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    unit: str = ""
    loose: tuple[str, ...] = ()

    def places(self) -> tuple[tuple[str, ...], ...]:
        """Where in the book factors stand that will do: quantity, gas, attributes; those first that name most."""
        has = [(name, self.match.get(name, "")) for name in ATTRIBUTES]
        ways = [(value, "") if value and name in self.loose else (value,) for name, value in has]
        return tuple(
            sorted(((self.quantity, self.gas, *way) for way in product(*ways)), key=lambda place: place.count(""))
        )

    def closeness(self, factor: Factor) -> int:
        """How many of the loose attributes the factor names."""
        return sum(bool(factor.attribute(name)) for name in self.loose)

    def __str__(self) -> str:
        about = "、".join(f"{value}" for value in self.match.values() if value)
        name = self.label or self.quantity
        return f"{name}（{self.gas + '，' if self.gas else ''}{about}）" if self.gas or about else name


@dataclass(frozen=True, slots=True)
class Choice:
    """Which factors a user wants: sets in order of preference, single factors by name, values of her own.

    Parameters
    ----------
    factor_sets
        Codes of sets; the first that has the value is used.
    codes
        By the name of a method's parameter, the code of the factor to use.
    own
        By the name of a method's parameter, a value measured or declared with the row itself.
    unverified
        Whether values that no source confirms may be used.
    """

    factor_sets: tuple[str, ...]
    codes: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Factor] = field(default_factory=dict)
    unverified: bool = False


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
        self._by_place: dict[tuple[str, ...], list[Factor]] = defaultdict(list)
        for factor in factors:
            if factor.code in self._by_code:
                raise FactorRefused(f"因子编号 {factor.code} 出现两次；编号一经使用不得重复。", "duplicate")
            self._by_code[factor.code] = factor
            self._by_place[_place_of(factor)].append(factor)

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

    def with_local(self, factors: Iterable[Factor]) -> FactorBook:
        """A book that holds further factors too. What is shared with this one is not read again."""
        made = FactorBook(())
        made._by_code.update(self._by_code)
        made._by_quantity.update(self._by_quantity)
        for key, group in FactorBook(factors)._by_quantity.items():
            for factor in group:
                if factor.code in made._by_code:
                    raise FactorRefused(f"因子编号 {factor.code} 已被使用；请另用一个编号。", "duplicate")
                made._by_code[factor.code] = factor
            made._by_quantity[key] = [*self._by_quantity.get(key, ()), *group]
        return made

    def candidates(self, need: Need) -> tuple[Factor, ...]:
        """Every factor that says what is needed, of any set, verified or not: those first that name most of what is
        loose, then in the order of the book."""
        return tuple(factor for place in need.places() for factor in self._by_place.get(place, ()))

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
            return _allowed(choice.own[parameter], need, choice)
        if parameter in choice.codes:
            return _allowed(_fits(self.get(choice.codes[parameter]), need), need, choice)
        found = self.candidates(need)
        for factor_set in choice.factor_sets:
            of_set = [each for each in found if each.factor_set == factor_set]
            if not of_set:
                continue
            closest = max(need.closeness(each) for each in of_set)
            of_set = [each for each in of_set if need.closeness(each) == closest]
            if len({(each.value, each.unit) for each in of_set}) > 1:
                codes = "、".join(
                    f"{each.code}={each.value:g} {each.unit}" for each in of_set if each.value is not None
                )
                raise FactorRefused(
                    f"{need}在同一套因子中有不同的值：{codes}；请为本行指定其中一个并写明理由。", "ambiguous"
                )
            return _allowed(of_set[0], need, choice)
        if found:
            sets = "、".join(sorted({each.factor_set for each in found}))
            raise FactorRefused(
                f"所选因子集中没有{need}，其他因子集有（{sets}）；请选用其一或录入本地因子。", "missing"
            )
        raise FactorRefused(f"因子库中没有{need}；请录入带出处的本地因子，或改填标识符 NE 并写明原因。", "missing")


def _place_of(factor: Factor) -> tuple[str, ...]:
    return (factor.quantity, factor.gas, *(factor.attribute(name) for name in ATTRIBUTES))


def _fits(factor: Factor, need: Need) -> Factor:
    if (factor.quantity, factor.gas) != (need.quantity, need.gas):
        raise FactorRefused(f"因子 {factor.code} 是“{factor.name}”，不能用作{need}。", "unfit")
    for name in ATTRIBUTES:
        wanted, has = need.match.get(name, ""), factor.attribute(name)
        if wanted and has and wanted != has:
            raise FactorRefused(f"因子 {factor.code} 适用于 {has}，本行是 {wanted}；请选用对应的因子。", "unfit")
    return factor


def _allowed(factor: Factor, need: Need, choice: Choice) -> Factor:
    if need.unit and factor.unit not in need.unit.split("|"):
        wanted = need.unit.replace("|", " 或 ")
        raise FactorRefused(f"因子 {factor.code} 的单位是 {factor.unit}，{need}应为 {wanted}。", "unfit")
    if not factor.verified and not choice.unverified:
        raise FactorRefused(
            f"{need}只有未核实的值（{factor.code}）；如确需使用，请在清单设置中勾选“允许使用未核实因子”，结果将注明。",
            "unverified",
        )
    return _numbered(factor, need)


def _numbered(factor: Factor, need: Need) -> Factor:
    if factor.value is None:
        raise FactorRefused(
            f"{need}的出处未给出单一数值（{factor.text or factor.code}）；请录入本地因子。", "no_number"
        )
    return factor


def local(factor: Factor) -> Factor:
    """The factor as one of a district's own: set `local`, everything else as given."""
    return replace(factor, factor_set="local")
