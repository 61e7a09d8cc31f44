"""An inventory out of rows as they are written, with nothing but the book of factors: read, computed, summed, checked.

What a row may say is the same here as on a page of the platform. A row that cannot be read is refused with its cell, the rule
and the remedy, and then there is no total at all; a row that lacks something is computed as far as it goes, and is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ditan.core.factors import Choice, FactorBook
from ditan.core.factors.fuels import fuels
from ditan.core.inventory.booking import SCALES
from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks.facts import Facts, row_facts
from ditan.core.inventory.entries import Entry, entry_of
from ditan.core.inventory.entry import read_row, values_of
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.notation import Key
from ditan.core.inventory.showing import category_named
from ditan.core.methods import Context, Line, OutputKind, evaluate

WITH_REASON = ("NE", "IE", "C")


@dataclass(frozen=True, slots=True)
class Written:
    """A row as somebody wrote it.

    Parameters
    ----------
    name
        By which messages and totals call it: where it stands, or its label.
    category
        A code, or the name of a category.
    cells
        By the name of an input.
    uncertainty
        By the name of an input, half of the 95 % range in percent, as it was written.
    """

    name: str
    kind: str
    category: str
    cells: Mapping[str, str]
    label: str = ""
    notation: str = ""
    reason: str = ""
    source: str = ""
    uncertainty: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Compiled:
    """A row that could be read, with what it comes to.

    Parameters
    ----------
    values
        As the methods take them, with what the category says.
    percents
        By the name of an input, ± %.
    """

    written: Written
    category: str
    values: Mapping[str, Any]
    percents: Mapping[str, float]
    lines: tuple[Line, ...]

    @property
    def biomass(self) -> bool:
        """Whether what the row burns is biomass."""
        fuel = fuels().get(str(self.values.get("fuel") or ""))
        return fuel is not None and fuel.biomass

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What it contributes: amounts, unknowns, or its notation key for every gas of its kind."""
        name = self.written.name
        if self.written.notation:
            key, gases = Key(self.written.notation), kind_of(self.written.kind).keyed_gases
            return tuple(Entry(name, self.category, gas, key=key, biomass=self.biomass) for gas in gases)
        made = (entry_of(name, self.category, line, biomass=self.biomass) for line in self.lines)
        return tuple(each for each in made if each is not None and each.gas in SCALES)


def compile_row(
    written: Written, book: FactorBook, choice: Choice, context: Context
) -> tuple[Compiled | None, dict[str, str]]:
    """The row computed, and what is wrong with it by cell; it is None where something is."""
    faults: dict[str, str] = {}
    try:
        kind = kind_of(written.kind)
    except KeyError:
        return None, {"kind": f"没有“{written.kind}”这种源类型；`ditan inventory methods` 列出全部。"}
    category = category_named(kind.code, written.category)
    if not category:
        faults["category"] = "没有填写类别；请填类别编号，如 1.A.2.f。"
    elif category not in categories():
        faults["category"] = f"没有类别“{category}”；请填类别表中的编号，如 1.A.2.f。"
    elif not kind.allows(category):
        faults["category"] = f"“{kind.label}”不能填在类别 {category} 中；可填：{'、'.join(kind.categories)}。"
    read = read_row(kind, written.cells)
    faults.update(read.faults)
    if not faults:
        faults.update(kind.contradictions(category, read.values))
    faults.update(_notation(written, kind, bool(read.values)))
    percents = _percents(written, kind, faults)
    if faults:
        return None, faults
    values = kind.completed(category, values_of(kind, read.values))
    lines = () if written.notation else lines_of(kind, values, book, choice, context)
    return Compiled(written, category, values, percents, lines), {}


def lines_of(
    kind: Kind, values: Mapping[str, Any], book: FactorBook, choice: Choice, context: Context
) -> tuple[Line, ...]:
    """What every method of the kind gives on these values."""
    return tuple(
        line for method in kind.methods_for(values) for line in evaluate(method, values, book, choice, context).lines
    )


def approaches(rows: Iterable[tuple[str, bool, Sequence[Line]]]) -> tuple[float | None, float | None]:
    """CO2 of fossil fuel by the reference and the sectoral approach, t; None where one of them is not known or absent.

    Parameters
    ----------
    rows
        Category, whether the row burns biomass, and its lines.
    """
    reference: list[float | None] = []
    sectoral: list[float | None] = []
    for category, biomass, lines in rows:
        burnt = category.startswith("1.A") and not biomass
        for line in lines:
            if line.method.code == "ghg.reference_approach" and line.output.unit == "t":
                reference.append(line.amount)
            elif burnt and line.output.gas == "CO2" and line.output.kind == OutputKind.EMISSION:
                sectoral.append(line.amount)
    return _whole(reference), _whole(sectoral)


def facts_of(rows: Sequence[Compiled], book: FactorBook, context: Context) -> Facts:
    """What the checks of a single year look at."""
    reference, sectoral = approaches((each.category, each.biomass, each.lines) for each in rows)
    return Facts(
        year=context.year,
        region=context.region,
        table=categories(),
        rows=tuple(
            row_facts(
                each.written.name,
                each.written.label or each.written.name,
                each.category,
                each.written.kind,
                {}
                if each.written.notation
                else {name: value for name, value in each.values.items() if value is not None},
                each.lines,
                each.written.source,
            )
            for each in rows
        ),
        entries=tuple(entry for each in rows for entry in each.entries),
        book=book,
        reference_co2=reference,
        sectoral_co2=sectoral,
    )


def _whole(parts: Sequence[float | None]) -> float | None:
    return sum(each for each in parts if each is not None) if parts and None not in parts else None


def _notation(written: Written, kind: Kind, filled: bool) -> dict[str, str]:
    key = written.notation
    if not key:
        return {} if kind.methods else {"notation": f"“{kind.label}”一行须填写标识符。"}
    found = {}
    if key not in Key.__members__:
        found["notation"] = f"标识符只能是 {'、'.join(Key.__members__)}，现为“{key}”。"
    elif filled:
        found["notation"] = f"标识符 {key} 不能与数值同时填写；请清空数值，或去掉标识符。"
    if key in WITH_REASON and not written.reason.strip():
        found["reason"] = f"标识符 {key} 须写明理由（未估算的原因、计入何处或保密依据）。"
    return found


def _percents(written: Written, kind: Kind, faults: dict[str, str]) -> dict[str, float]:
    names = {each.name for each in kind.inputs}
    found: dict[str, float] = {}
    for name, text in written.uncertainty.items():
        said = text.strip().removesuffix("%").strip()
        if not said:
            continue
        try:
            number = float(said)
        except ValueError:
            number = -1.0
        if name in names and 0 <= number < 1000:
            found[name] = number
        else:
            faults[f"±{name}"] = f"不确定度“{text}”应为不小于 0 的百分数（95% 置信区间的半宽），且列名为输入项。"
    return found
