"""A formula: read once, checked, then computed for every subject and period at once by the expression library."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from simpleeval import InvalidExpression, SimpleEval

from ditan.core.metrics import columns as c
from ditan.core.metrics.catalogue import Catalogue
from ditan.core.metrics.columns import Column, Floats, Marks, Read
from ditan.core.metrics.dimensions import chinese, fits, scale_of
from ditan.core.metrics.functions import ALL, FUNCTIONS, steps_of
from ditan.core.metrics.grid import Grid, Step
from ditan.core.metrics.problems import FormulaRefused, Misfit, Problem
from ditan.core.metrics.table import Table
from ditan.core.metrics.writing import Written, read_writing

OPERATORS = {
    ast.Add: c.add,
    ast.Sub: c.subtract,
    ast.Mult: c.multiply,
    ast.Div: c.divide,
    ast.Pow: c.power,
    ast.USub: c.negative,
    ast.UAdd: c.positive,
}
NODES = (ast.Expr, ast.BinOp, ast.UnaryOp, ast.Call, ast.Name, ast.Constant)
"""All that a formula may consist of."""
DEEPEST = 60


@dataclass(frozen=True)
class Formula:
    """A formula that was read.

    Parameters
    ----------
    code
        The metric that it computes.
    text
        As written.
    inputs
        Codes of the metrics that it names, in the order of the text.
    steps, depth
        To which other periods it looks, and how many steps away.
    """

    code: str
    text: str
    written: Written
    tree: ast.Expr
    inputs: tuple[str, ...]
    steps: frozenset[Step]
    depth: int
    units: Mapping[str, str]
    unit: str

    @property
    def cumulates(self) -> bool:
        """Whether it gives falls added up over the years of a plan."""
        return ("years", 0) in self.steps


@dataclass(frozen=True, slots=True)
class Result:
    """What a formula gives: values in the metric's unit, where they are known, what they were read from, what went wrong."""

    values: Floats
    known: Marks
    reads: tuple[frozenset[Read], ...]
    faults: tuple[c.Fault, ...]

    def fault(self, subject: int, period: int) -> str:
        """Why there is no value though every input is known; "" where nothing is wrong."""
        return "；".join(dict.fromkeys(why for why, where in self.faults if where[subject, period]))


def read_formula(text: str, code: str, catalogue: Catalogue) -> Formula:
    """Read a formula and check its units.

    Parameters
    ----------
    text
        As written: `新建绿色建筑面积 / 新建建筑面积`.
    code
        The metric that it computes; it need not be in the catalogue yet, then its unit is not checked.
    catalogue
        What may be named.

    Raises
    ------
    FormulaRefused
        With every unknown name, or the first fault of its grammar or units, and its place in the text.

    Examples
    --------
    >>> from ditan.core.metrics.catalogue import Entry
    >>> area = [Entry(code, name, "万平方米") for code, name in (("green", "新建绿色建筑面积"), ("all", "新建建筑面积"))]
    >>> catalogue = Catalogue.of([*area, Entry("share", "绿色建筑占新建建筑比重", "%")])
    >>> read_formula("绿色建筑占新建建筑比重 = 新建绿色建筑面积 / 新建建筑面积", "share", catalogue).inputs
    ('green', 'all')
    >>> read_formula("新建绿色建筑面积 + 3", "share", catalogue)
    Traceback (most recent call last):
    ditan.core.metrics.problems.FormulaRefused: 第 1—12 个字：“新建绿色建筑面积”是面积，“3”是比例（无单位），不能相加
    """
    written = read_writing(text, catalogue, {name: entry[0] for name, entry in ALL.items()}, code)
    tree = _parsed(written)
    steps, depth = _looks(tree)
    entry = catalogue.entries.get(code)
    formula = Formula(
        code=code,
        text=text,
        written=written,
        tree=tree,
        inputs=tuple(dict.fromkeys(written.metrics.values())),
        steps=steps,
        depth=depth,
        units={each: catalogue.entries[each].unit for each in written.metrics.values()},
        unit=entry.unit if entry else "",
    )
    _refuse_words(formula, catalogue)
    found = _Run(formula, Grid(()), Table.empty(formula.inputs)).result()
    if entry is not None:
        _check_result(formula, found)
    return formula


def compute(formula: Formula, grid: Grid, table: Table) -> Result:
    """Compute a formula for all subjects of a table and all periods of a grid.

    The grid reaches as far as the formula looks (`Grid.around(periods, formula.steps, formula.depth)`).
    """
    column = _Run(formula, grid, table).result()
    shape = (table.subjects, len(grid))
    scale = scale_of(formula.unit).factor
    with np.errstate(all="ignore"):
        values = np.broadcast_to(column.values / scale, shape)
    known = np.broadcast_to(column.known, shape)
    finite = known & np.isfinite(values)
    faults = column.faults if (finite == known).all() else (*column.faults, (c.TOO_LARGE, known & ~finite))
    return Result(values, finite, column.reads, faults)


def _parsed(written: Written) -> ast.Expr:
    expression = written.expression
    lead = len(expression) - len(expression.lstrip())
    written.expression, written.places = expression[lead:].rstrip(), written.places[lead:]
    try:
        tree = SimpleEval.parse(written.expression)
    except (SyntaxError, InvalidExpression, MemoryError, RecursionError, ValueError) as error:
        at = max((getattr(error, "offset", None) or 1) - 1, 0)
        raise FormulaRefused([_syntax(written, at)]) from error
    if not isinstance(tree, ast.Expr):
        raise FormulaRefused([Problem("这不是一个算式。", 0, len(written.text), "syntax")])
    if _height(tree) > DEEPEST:
        raise FormulaRefused([Problem("公式嵌套太深；请拆成几个指标。", 0, len(written.text), "too_long")])
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.Starred | ast.keyword):
            start, end = written.place(getattr(node, "col_offset", 0), getattr(node, "end_col_offset", 1))
            raise FormulaRefused([Problem("逗号只能写在函数的括号里。", start, end, "syntax")])
    return tree


def _syntax(written: Written, at: int) -> Problem:
    text = written.expression
    if text.count("(") != text.count(")"):
        missing = "右括号" if text.count("(") > text.count(")") else "左括号"
        where = text.rfind("(") if missing == "右括号" else text.rfind(")")
        return Problem(f"括号不成对，少一个{missing}。", *written.place(where, where + 1), "syntax")
    start, end = written.place(min(at, max(len(text) - 1, 0)), min(at, max(len(text) - 1, 0)) + 1)
    return Problem("算式在这里读不下去：两个指标之间要有 + - * /，运算符两边都要有内容。", start, end, "syntax")


def _height(tree: ast.AST) -> int:
    height, level = 0, [tree]
    while level and height <= DEEPEST:
        height, level = height + 1, [child for node in level for child in ast.iter_child_nodes(node)]
    return height


def _looks(tree: ast.AST) -> tuple[frozenset[Step], int]:
    """To which periods a tree looks, and how many steps at most behind one another."""
    steps: frozenset[Step] = frozenset()
    deepest = 0
    for child in ast.iter_child_nodes(tree):
        below, depth = _looks(child)
        steps, deepest = steps | below, max(deepest, depth)
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in ALL:
        last = tree.args[-1] if len(tree.args) == 2 else None
        at = last.value if isinstance(last, ast.Constant) and isinstance(last.value, int) else 0
        own, away = steps_of(ALL[tree.func.id][0], at)
        return steps | set(own), deepest + away
    return steps, deepest


def _refuse_words(formula: Formula, catalogue: Catalogue) -> None:
    words = [code for code in formula.inputs if catalogue.entries[code].is_text]
    if words:
        word = next(word for word, code in formula.written.metrics.items() if code == words[0])
        at = formula.written.expression.find(word)
        name = catalogue.name_of(words[0])
        place = formula.written.place(at, at + len(word))
        raise FormulaRefused([Problem(f"“{name}”的值是文字，不能参加计算。", *place, "unit")])
    if not formula.inputs:
        raise FormulaRefused([Problem("公式里没有指标；请至少写一个指标名称。", 0, len(formula.text), "syntax")])


def _check_result(formula: Formula, found: Column) -> None:
    whole = (0, len(formula.text))
    try:
        expected = scale_of(formula.unit)
    except Misfit as misfit:
        raise FormulaRefused(
            [Problem(f"本指标的{misfit.message}；请先改用单位库中的单位。", *whole, "unit")]
        ) from misfit
    if not fits(found.unit, expected.root):
        message = (
            f"公式的结果是{chinese(found.unit)}，本指标的单位是“{formula.unit or '无'}”（{chinese(expected.root)}）；"
            "请核对公式或指标单位。"
        )
        raise FormulaRefused([Problem(message, *whole, "unit")])
    top = formula.tree.value
    hundred = isinstance(top, ast.BinOp) and isinstance(top.op, ast.Mult) and _is(top.right, 100)
    if hundred and expected.factor == 0.01:
        last = top.right  # type: ignore[attr-defined]
        place = formula.written.place(last.col_offset, last.end_col_offset)
        raise FormulaRefused([Problem("不用乘 100：本指标的单位是 %，结果自动成为百分数。", *place, "unit")])


def _is(node: ast.AST, number: int) -> bool:
    return isinstance(node, ast.Constant) and node.value == number


class _Run:
    """One evaluation by the library: names are columns of the table, operators and functions ours."""

    def __init__(self, formula: Formula, grid: Grid, table: Table) -> None:
        self.formula, self.grid, self.table = formula, grid, table
        self.evaluator = SimpleEval(
            operators=dict(OPERATORS),
            functions={entry[0]: partial(self._call, name) for name, entry in FUNCTIONS.items()},
            names=self._name,
        )
        handlers = self.evaluator.nodes
        self.evaluator.nodes = {kind: self._placed(handlers[kind]) for kind in NODES}

    def result(self) -> Column:
        found = self.evaluator.eval(self.formula.written.expression, previously_parsed=self.formula.tree)
        if not isinstance(found, Column):
            raise FormulaRefused([Problem("这不是一个算式。", 0, len(self.formula.text), "syntax")])
        return found

    def _name(self, node: ast.Name) -> Column | str:
        if node.id in self.formula.written.texts:
            return self.formula.written.texts[node.id]
        code = self.formula.written.metrics[node.id]
        try:
            return self.table.column(code, scale_of(self.formula.units[code]))
        except Misfit as misfit:
            start, end = self.formula.written.place(node.col_offset, node.end_col_offset or node.col_offset + 1)
            raise Misfit(f"“{self.formula.text[start:end]}”的{misfit.message}") from misfit

    def _call(self, name: str, *given: Any) -> Column:
        english, function, (fewest, most) = FUNCTIONS[name]
        if not fewest <= len(given) <= most:
            count = f"{fewest}" if fewest == most else f"{fewest}—{most}"
            raise Misfit(f"“{name}”要 {count} 项，写了 {len(given)} 项", "function")
        if english != "quantity" and not all(isinstance(each, Column) for each in given):
            raise Misfit(f"“{name}”只接受指标和数", "function")
        return function(self.grid, *given)

    def _placed(self, handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """The library's handler of a kind of node, which says where something does not fit."""

        def run(node: Any) -> Any:
            try:
                found = handler(node)
            except Misfit as misfit:
                place = self.formula.written.place(node.col_offset, node.end_col_offset)
                raise FormulaRefused([Problem(misfit.message, *place, misfit.code)]) from misfit
            except InvalidExpression as error:
                place = self.formula.written.place(node.col_offset, node.end_col_offset)
                raise FormulaRefused([Problem("这里的写法不能用在公式里。", *place, "syntax")]) from error
            if isinstance(node, ast.Constant):
                found = self._number(node)
            return self._told(node, found) if isinstance(found, Column) else found

        return run

    def _number(self, node: ast.Constant) -> Column:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float) or abs(node.value) > 1e18:
            raise FormulaRefused(
                [
                    Problem(
                        "这个数不能用在公式里。",
                        *self.formula.written.place(node.col_offset, node.col_offset + 1),
                        "syntax",
                    )
                ]
            )
        return Column.number(float(node.value))

    def _told(self, node: Any, column: Column) -> Column:
        start, end = self.formula.written.place(node.col_offset, node.end_col_offset)
        text = self.formula.text[start:end].strip()
        return Column(column.values, column.known, column.unit, column.reads, column.faults, text)


__all__ = ["FUNCTIONS", "Formula", "Result", "compute", "read_formula"]
