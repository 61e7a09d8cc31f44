"""Factors on the terminal: a list, one in full, two sets side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ditan.core.factors import ATTRIBUTES, Factor, label_of_quantity, label_of_set
from ditan.core.factors.comparing import Pair
from ditan.core.factors.near import LABELS
from ditan.core.factors.need import shown
from ditan.core.factors.sets import FactorSet


def sets_table(rows: Iterable[tuple[FactorSet, int, int]]) -> Table:
    """Sets with how many factors they hold."""
    table = _table("编号", "名称", "因子", "未核实", "备注")
    for each, many, doubtful in rows:
        table.add_row(each.code, each.label, str(many), str(doubtful) if doubtful else "", each.note)
    return table


def factors_table(factors: Sequence[Factor], found: int) -> Table:
    """A row a factor, whose code begins with its set; `found` is how many there are in all."""
    table = _table("编号", "名称", "数值", "适用", "核实")
    table.title = f"因子（{found}" + (f"，显示前 {len(factors)} 个）" if found > len(factors) else "）")
    for each in factors:
        table.add_row(each.code, each.name, amount(each), about(each), doubt(each))
    return table


def factor_lines(factor: Factor, others: Sequence[Factor]) -> RenderableType:
    """One factor with its source, and what others say of the same thing."""
    source = "，".join(each for each in (factor.source_title, factor.source_number, factor.source_page) if each)
    span = "—".join(each for each in (factor.valid_from, factor.valid_to) if each)
    rows = (
        ("编号", factor.code),
        ("名称", factor.name),
        ("参数", label_of_quantity(factor.quantity)),
        ("气体", factor.gas),
        ("数值", amount(factor)),
        ("原文", factor.text if factor.value is not None else ""),
        ("分布", factor.distribution),
        *((LABELS[name], shown(name, factor.attribute(name))) for name in ATTRIBUTES),
        ("GWP", factor.gwp_set),
        ("因子集", f"{label_of_set(factor.factor_set)}（{factor.factor_set}）"),
        ("出处", source),
        ("有效期", span),
        ("核实", "已核实" if factor.verified else "未核实：只有明确允许时才参与计算"),
        ("备注", factor.note),
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        if value:
            grid.add_row(label, Text(value))
    if not others:
        return grid
    table = _table("因子集", "数值", "差", "核实", "编号")
    table.title = f"同一参数的其他值（{len(others)}）"
    for each in others:
        gap = Pair((factor,), (each,)).change
        table.add_row(label_of_set(each.factor_set), amount(each), percent(gap), doubt(each), each.code)
    return Group(grid, table)


def diff_table(pairs: Iterable[Pair], left: str, right: str) -> Table:
    """What two sets say, a row a thing."""
    table = _table("参数", "气体", "适用", label_of_set(left), label_of_set(right), "差")
    for pair in pairs:
        each = pair.either
        table.add_row(
            label_of_quantity(each.quantity),
            each.gas,
            about(each),
            _side(pair.left),
            _side(pair.right),
            percent(pair.change),
        )
    return table


def amount(factor: Factor) -> str:
    """Value, unit and range."""
    if factor.lower is None and factor.upper is None:
        return factor.amount
    low, high = ("—" if end is None else f"{end:g}" for end in (factor.lower, factor.upper))
    return f"{factor.amount}（{low}～{high}）"


def about(factor: Factor) -> str:
    """What it applies to, in a reader's words."""
    return "，".join(shown(name, value) for name in ATTRIBUTES if (value := factor.attribute(name)))


def doubt(factor: Factor) -> str:
    """A word beside values that no source confirms."""
    return "" if factor.verified else "未核实"


def percent(change: float | None) -> str:
    """A change with its sign; empty where there is none to give."""
    return "" if change is None else f"{change:+.2%}"


def _side(factors: tuple[Factor, ...]) -> str:
    return "\n".join(f"{amount(each)}{'（未核实）' if not each.verified else ''}" for each in factors)


def _table(*columns: str) -> Table:
    table = Table(title_justify="left", box=ROUNDED, show_lines=False)
    for column in columns:
        # Chinese has no spaces to break at: fold, so that no character is lost.
        table.add_column(column, overflow="fold")
    return table
