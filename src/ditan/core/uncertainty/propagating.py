"""The uncertainty of an evaluated row through its own formula: the operands of a line become draws, and the formula is applied
to them as it was to the numbers.

A range that nobody gave is not taken as certainty: the operand keeps its value and is reported among `without_range`. Only what
the user assumes, by name of the operand or quantity of the factor, fills such a gap, and is reported as assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ditan.core.factors import Factor
from ditan.core.methods import InputKind, Line, Operand
from ditan.core.uncertainty.approach2 import Term
from ditan.core.uncertainty.sampling import Draws, Sampler
from ditan.core.uncertainty.spread import Spread, of_factor, of_percent


@dataclass(frozen=True, slots=True)
class Gap:
    """A quantity without a range.

    Parameters
    ----------
    factor
        The factor's code, empty of an input.
    assumed
        The ± % that the user assumed; None where the value was held fixed.
    """

    row: str
    label: str
    factor: str
    assumed: float | None = None

    @property
    def message(self) -> str:
        """What a report says of it."""
        about = f"因子 {self.factor}" if self.factor else "活动数据"
        if self.assumed is not None:
            return f"{self.row}：“{self.label}”（{about}）未给出范围，按用户假定的 ±{self.assumed:g}% 抽样。"
        return f"{self.row}：“{self.label}”（{about}）未给出范围，按固定值计算，总不确定性因此偏小；请补充范围或选择假定值。"


@dataclass
class Propagation:
    """Rows made ready for a simulation.

    Parameters
    ----------
    spreads
        By name of a random quantity; `factor:CODE` is shared by all rows that use the factor, also of another year under the
        same seed; `input:ROW:NAME` is a row's own, so rows of two years need two names.
    without_range
        What was held fixed or assumed.
    """

    spreads: dict[str, Spread] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    without_range: list[Gap] = field(default_factory=list)
    _told: set[Gap] = field(default_factory=set, repr=False)

    def add(
        self,
        row: str,
        line: Line,
        *,
        percents: Mapping[str, float],
        assumed: Mapping[str, float] | None = None,
        groups: tuple[str, ...] = (),
        weight: float = 1.0,
    ) -> None:
        """Take in a line of an evaluated row.

        Parameters
        ----------
        percents
            ± % of the row's inputs by name, as the person who entered it says. 0 is a statement of certainty.
        assumed
            ± % for what has no range, by name of an input or parameter, or quantity of a factor.
        weight
            What the amount is multiplied with for the total (its GWP under the named set).

        A line without an amount adds nothing: it is unknown, and completeness says so.
        """
        if line.amount is None:
            return
        sources = {each.name: self._source(row, line, each, percents, assumed or {}) for each in line.operands}
        compute = line.output.compute

        def draws(sampler: Sampler) -> Draws | float:
            amounts: Draws | float = compute(**{name: _drawn(each, sampler) for name, each in sources.items()}) * weight
            return amounts

        name = f"{row}|{line.method.code}|{line.output.name}|{line.output.gas}"
        self.terms.append(Term(name, groups, line.amount * weight, draws))

    def gaps_together(self) -> dict[tuple[str, str, float | None], tuple[str, ...]]:
        """Rows by what has no range: label, code of the factor (empty of activity data) and what was assumed.

        A factor that three hundred rows share is one thing to look up.
        """
        found: dict[tuple[str, str, float | None], list[str]] = {}
        for each in self.without_range:
            found.setdefault((each.label, each.factor, each.assumed), []).append(each.row)
        return {what: tuple(dict.fromkeys(rows)) for what, rows in found.items()}

    def sampler(self, draws: int, seed: int, **more: Any) -> Sampler:
        """A sampler over everything that was added."""
        return Sampler(self.spreads, draws, seed, **more)

    def _source(
        self, row: str, line: Line, operand: Operand, percents: Mapping[str, float], assumed: Mapping[str, float]
    ) -> _Source:
        if operand.factors:
            names = tuple(self._factor(row, operand, each, assumed) for each in operand.factors)
            return _Source(operand.value, names)
        asked = line.method.input(operand.name)
        if asked is None or asked.kind not in (InputKind.NUMBER, InputKind.SERIES):
            return _Source(operand.value, ())
        percent = percents.get(operand.name)
        if percent is None:
            percent = assumed.get(operand.name)
            self._gap(Gap(row, operand.label, "", percent))
        if not percent:
            return _Source(operand.value, ())
        name = f"input:{row}:{operand.name}"
        self.spreads[name] = of_percent(1.0, percent)
        return _Source(operand.value, (name,), relative=True)

    def _factor(self, row: str, operand: Operand, factor: Factor, assumed: Mapping[str, float]) -> str:
        name = f"factor:{factor.code}"
        spread = of_factor(factor)
        if spread is None:
            percent = assumed.get(operand.name, assumed.get(factor.quantity))
            self._gap(Gap(row, operand.label, factor.code, percent))
            if not percent or factor.value is None:
                return ""
            spread = of_percent(factor.value, percent)
        if self.spreads.get(name, spread) != spread:
            name = f"{name}@{row}"  # a value of the row's own that goes by a code used elsewhere
        self.spreads[name] = spread
        return name

    def _gap(self, gap: Gap) -> None:
        if gap not in self._told:
            self._told.add(gap)
            self.without_range.append(gap)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the draws of an operand come from: names of quantities, or none and the value stands."""

    value: Any
    names: tuple[str, ...]
    relative: bool = False


def _drawn(source: _Source, sampler: Sampler) -> Any:
    if not source.names:
        return source.value
    if source.relative:
        by = sampler.draw(source.names[0])
        return (
            {key: each * by for key, each in source.value.items()}
            if isinstance(source.value, Mapping)
            else source.value * by
        )
    values = source.value if isinstance(source.value, tuple) else (source.value,)
    drawn = tuple(sampler.draw(name) if name else value for name, value in zip(source.names, values, strict=True))
    return drawn if isinstance(source.value, tuple) else drawn[0]
