"""Exact sums of money by year and fund. Nothing is rounded, and what nobody has stated is None, never 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

KINDS = {"planned": "计划", "allocated": "下达", "spent": "支出"}
"""Planned in a plan or budget, allocated by a document, spent."""

UNITS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
"""What one unit is in 万元, exactly."""

UNDECIDED = "来源待定"
"""What an amount whose fund is not known stands under. It is shown as such and never handed out."""

UNYEARED = "未分年"


class MoneyRefused(ValueError):
    """An amount that is no sum of money. The message is Chinese."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of a project's money.

    Parameters
    ----------
    kind
        One of `KINDS`.
    value
        In 万元, not negative.
    year
        The year of the money, None where it is not divided by years.
    fund
        Where it comes from as the document prints it, "" where that is not decided.
    price_year
        The year whose prices it is in; None: prices of the time.

    Raises
    ------
    MoneyRefused
        Where the value is negative, not a number, or the kind is unknown.
    """

    kind: str
    value: Decimal
    year: int | None = None
    fund: str = ""
    price_year: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise MoneyRefused(f"“{self.kind}”不是资金类别；应为{'、'.join(KINDS.values())}之一。")
        if not self.value.is_finite() or self.value < 0:
            raise MoneyRefused(f"金额 {self.value} 应不小于 0。")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sums of some amounts, in 万元.

    Attributes
    ----------
    cells
        (kind, year, fund) → sum, from which all other sums follow.
    price_years
        The price years that occur; more than one means that the sum mixes prices of several years.
    """

    cells: Mapping[tuple[str, int | None, str], Decimal] = field(default_factory=dict)
    price_years: frozenset[int | None] = frozenset()

    def total(self, kind: str) -> Decimal | None:
        """The sum of a kind, None where nothing is stated."""
        return _sum(value for (each, _, _), value in self.cells.items() if each == kind)

    @property
    def years(self) -> tuple[int | None, ...]:
        """The years that occur in order, what is not divided by years last."""
        found = {year for _, year, _ in self.cells}
        return (*sorted(year for year in found if year is not None), *((None,) if None in found else ()))

    @property
    def funds(self) -> tuple[str, ...]:
        """The funds that occur in the order of their first amount, the undecided last."""
        found = dict.fromkeys(fund for _, _, fund in self.cells)
        return (*(fund for fund in found if fund), *(("",) if "" in found else ()))

    def of_year(self, kind: str, year: int | None) -> Decimal | None:
        """The sum of a kind in a year."""
        return _sum(value for (each, at, _), value in self.cells.items() if each == kind and at == year)

    def of_fund(self, kind: str, fund: str) -> Decimal | None:
        """The sum of a kind from a fund."""
        return _sum(value for (each, _, of), value in self.cells.items() if each == kind and of == fund)

    @property
    def undecided(self) -> Decimal | None:
        """How much of what is planned has no decided fund."""
        return self.of_fund("planned", "")


def ledger_of(amounts: Iterable[Amount]) -> Ledger:
    """Add up amounts.

    Examples
    --------
    >>> ledger = ledger_of([Amount("planned", Decimal("36000"), 2025, "上级资金"), Amount("planned", Decimal("0.1"))])
    >>> ledger.total("planned"), ledger.total("spent"), ledger.undecided
    (Decimal('36000.1'), None, Decimal('0.1'))
    """
    cells: dict[tuple[str, int | None, str], Decimal] = {}
    prices: set[int | None] = set()
    for each in amounts:
        place = (each.kind, each.year, each.fund)
        cells[place] = cells.get(place, Decimal(0)) + each.value
        prices.add(each.price_year)
    return Ledger(cells, frozenset(prices))


def in_unit(value: Decimal, unit: str, to: str = "万元") -> Decimal:
    """Money of one unit in another, exactly.

    Raises
    ------
    MoneyRefused
        Where a unit is unknown.

    Examples
    --------
    >>> in_unit(Decimal("2.5"), "亿元"), in_unit(Decimal("497379.19"), "万元", "亿元")
    (Decimal('25000.0'), Decimal('49.737919'))
    """
    for each in (unit, to):
        if each not in UNITS:
            raise MoneyRefused(f"“{each}”不是可用的金额单位；应为{'、'.join(UNITS)}。")
    return value * UNITS[unit] / UNITS[to]


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of a project's money: a code, whether it is a fault (`bad`) or to be looked at (`caution`), the
    sentence, and the figures in it by name."""

    code: str
    tone: str
    text: str
    figures: Mapping[str, Decimal] = field(default_factory=dict)


def overspending(ledger: Ledger) -> tuple[Note, ...]:
    """What was spent beyond what was allocated or planned. Where one of the two is not stated, nothing is said of it.

    Examples
    --------
    >>> spent = [Amount("spent", Decimal(120)), Amount("allocated", Decimal(100))]
    >>> overspending(ledger_of(spent))[0].text
    '已支出 120 万元，超过下达的 100 万元，超支 20 万元。'
    """
    spent = ledger.total("spent")
    if spent is None:
        return ()
    found = []
    for kind, code in (("allocated", "over_allocated"), ("planned", "over_planned")):
        bound = ledger.total(kind)
        if bound is not None and spent > bound:
            over = spent - bound
            text = f"已支出 {words_of(spent)} 万元，超过{KINDS[kind]}的 {words_of(bound)} 万元，超支 {words_of(over)} 万元。"
            found.append(Note(code, "bad", text, {"spent": spent, kind: bound, "over": over}))
    if ledger.total("allocated") is None and spent > 0:
        text = f"已支出 {words_of(spent)} 万元，但没有登记下达资金；请补登或核实。"
        found.append(Note("no_allocation", "caution", text, {"spent": spent}))
    return tuple(found)


def reconcile_total(whole: Decimal | None, parts: Sequence[Decimal | None], *, what: str, unit: str = "万元") -> Note:
    """Hold a stated total against its parts, to the last digit.

    Parameters
    ----------
    whole
        The total as stated, None where none is.
    parts
        Its parts; None for one that is not stated.
    what
        What it is a total of, for the sentence.

    Examples
    --------
    >>> reconcile_total(Decimal("497379.19"), [Decimal("497379.23")], what="各项资金").text
    '各项资金相加为 497,379.23 万元，与合计 497,379.19 万元相差 0.04 万元。'
    """
    known = [each for each in parts if each is not None]
    lacking = len(parts) - len(known)
    found = sum(known, Decimal(0))
    if whole is None:
        return Note("no_total", "caution", f"{what}没有合计，暂不能核对。")
    if lacking:
        text = (
            f"{what}有 {lacking} 项没有金额，已知部分相加为 {words_of(found)} {unit}，合计 {words_of(whole)} {unit}。"
        )
        return Note("parts_unknown", "caution", text, {"found": found, "whole": whole})
    if found != whole:
        gap = abs(found - whole)
        text = f"{what}相加为 {words_of(found)} {unit}，与合计 {words_of(whole)} {unit}相差 {words_of(gap)} {unit}。"
        return Note("differs", "bad", text, {"found": found, "whole": whole, "gap": gap})
    return Note(
        "closed", "good", f"{what}相加为 {words_of(found)} {unit}，与合计一致。", {"found": found, "whole": whole}
    )


def words_of(value: Decimal) -> str:
    """A sum with thousands separators and no needless zeros.

    >>> words_of(Decimal("497379.190000")), words_of(Decimal("1E+3"))
    ('497,379.19', '1,000')
    """
    whole = f"{value:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _sum(values: Iterable[Decimal]) -> Decimal | None:
    found = list(values)
    return sum(found, Decimal(0)) if found else None
