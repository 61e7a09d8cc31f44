"""Scoring: a rubric and what is known of somebody give a sheet. What is missing is named and never counted as zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ditan.core.rubrics.refusal import RubricRefused
from ditan.core.rubrics.rubric import FAILED, Line, Part, Rubric, plain
from ditan.core.rubrics.rules import Input, number

OVERRIDE = "override"
"""Among the inputs of a line: points that a reviewer gives in place of the rule's, with a reason kept elsewhere."""


@dataclass(frozen=True, slots=True)
class LineScore:
    """One line scored.

    Parameters
    ----------
    points
        Rounded as the rubric says; None where an input is missing.
    met
        Whether what it asks for is reached; None where that cannot be said.
    working
        How the points came about.
    missing
        The inputs that are not known, by their names on the screen.
    failed, overridden
        The rule gives a grade instead of points; a person set the points against the rule.
    """

    code: str
    points: Decimal | None
    met: bool | None = None
    working: str = ""
    missing: tuple[str, ...] = ()
    failed: bool = False
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A whole sheet.

    Parameters
    ----------
    lines
        In the order of the rubric.
    total
        Basic and bonus points less penalties, not below zero; None where a line is missing.
    so_far
        The same of the lines that are known: to be shown as unfinished, never as a result.
    grade
        By the total, or by a veto; "" where there is no total or the rubric has no grades.
    vetoed_by
        Codes of the lines that decided the grade.
    missing
        Code of each line that cannot be scored and what it lacks.
    """

    lines: tuple[LineScore, ...]
    total: Decimal | None
    so_far: Decimal
    grade: str
    vetoed_by: tuple[str, ...]
    missing: dict[str, tuple[str, ...]]


def score_line(line: Line, given: Mapping[str, Any], decimals: int = 2) -> LineScore:
    """Score one line.

    Parameters
    ----------
    given
        Inputs by name, percentages as percent; None or "" where one is not known. Under `override` the points that a
        person gives instead.

    Raises
    ------
    RubricRefused
        Where an input is no number, the numbers do not fit the rule, or the points are above the line's maximum.

    Examples
    --------
    >>> line = Line("1", "年度碳强度下降", Decimal(20), "rate")
    >>> score_line(line, {"completion": 92}).points
    Decimal('18.40')
    >>> score_line(line, {}).missing
    ('完成率',)
    """
    try:
        inputs, missing = read_inputs(line, given)
        if missing:
            overridden = _overridden(line, given, decimals)
            return overridden or LineScore(line.code, None, missing=missing)
        found = line.rule.evaluate(line.parameters, inputs, float(line.points))
        overridden = _overridden(line, given, decimals, met=found.met)
    except RubricRefused as refused:
        raise RubricRefused(f"“{line.name}”：{refused}", line.code) from refused
    if overridden:
        return overridden
    points = rounded(found.points, decimals)
    if points > line.most or points < 0:
        raise RubricRefused(_above(line, points), line.code)
    return LineScore(line.code, points, found.met, found.working, failed=found.failed)


def read_inputs(line: Line, given: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The inputs of a line as numbers and truths, and the names of those that are not known.

    Raises
    ------
    RubricRefused
        Where one is no number, or neither yes nor no.
    """
    inputs: dict[str, Any] = {}
    missing: list[str] = []
    for asked in line.rule.inputs(line.parameters):
        value = given.get(asked.name)
        if value is None or (isinstance(value, str) and not value.strip()):
            missing.append(asked.label)
        elif asked.type == "yes_no":
            inputs[asked.name] = _truth(asked, value)
        else:
            inputs[asked.name] = number(asked.label, value)
    return inputs, tuple(missing)


def score(rubric: Rubric, given: Mapping[str, Mapping[str, Any]]) -> ScoreSheet:
    """Score a whole sheet: inputs by code of the line, as `score_line` takes them."""
    lines = tuple(score_line(line, given.get(line.code, {}), rubric.decimals) for line in rubric.lines)
    return totalled(rubric, lines)


def totalled(rubric: Rubric, lines: tuple[LineScore, ...]) -> ScoreSheet:
    """The sheet of lines that are scored already, one for each line of the rubric."""
    by_part = {part: Decimal(0) for part in Part}
    for line, found in zip(rubric.lines, lines, strict=True):
        by_part[line.part] += found.points or Decimal(0)
    bonus = by_part[Part.BONUS]
    if rubric.bonus_most is not None:
        bonus = min(bonus, rubric.bonus_most)
    so_far = max(Decimal(0), by_part[Part.BASIC] + bonus - by_part[Part.PENALTY])
    missing = {found.code: found.missing for found in lines if found.points is None}
    total = None if missing else so_far
    vetoes = tuple(
        line.code for line, found in zip(rubric.lines, lines, strict=True) if line.veto and found.met is False
    )
    failed = tuple(found.code for found in lines if found.failed and found.code not in vetoes)
    if total is None:
        grade = ""
    elif vetoes:
        grade = rubric.veto_grade
    else:
        grade = FAILED if failed else rubric.grade_of(total)
    return ScoreSheet(lines, total, so_far, grade, (*vetoes, *failed), missing)


def rounded(value: float, decimals: int) -> Decimal:
    """Half away from zero, of the number that people see: 18.400000000000002 is 18.4.

    Examples
    --------
    >>> rounded(18.400000000000002, 2), rounded(2.675, 2)
    (Decimal('18.40'), Decimal('2.68'))
    """
    return Decimal(repr(round(value, 10))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _overridden(line: Line, given: Mapping[str, Any], decimals: int, met: bool | None = None) -> LineScore | None:
    value = given.get(OVERRIDE)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    points = rounded(number("评定得分", value), decimals)
    if not 0 <= points <= line.most:
        raise RubricRefused(_above(line, points), line.code)
    return LineScore(line.code, points, met, f"评定得分 {plain(points)}（不按公式）", overridden=True)


def _above(line: Line, points: Decimal) -> str:
    return f"得分 {plain(points)} 应在 0 与该项最高分 {plain(line.most)} 之间；请改正。"


def _truth(asked: Input, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip()
    if text in ("是", "yes", "true", "1"):
        return True
    if text in ("否", "no", "false", "0"):
        return False
    raise RubricRefused(f"“{asked.label}”应为“是”或“否”，收到“{text[:20]}”。")
