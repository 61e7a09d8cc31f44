"""Whether parts and whole agree; every message says by how much, and what to do."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.assessment.refusal import Refusal
from ditan.core.decomposition.annual import Kind
from ditan.core.decomposition.parts import Bound, Part, Rule, combined


class Level(StrEnum):
    """How much a message weighs: it must be put right, it wants a look, or it is only said."""

    MUST = "must"
    CHECK = "check"
    NOTE = "note"
    FINE = "fine"


LEVELS = {Level.MUST: "须改正", Level.CHECK: "须核实", Level.NOTE: "提示", Level.FINE: "一致"}


@dataclass(frozen=True, slots=True)
class Message:
    """What a reconciliation found.

    Parameters
    ----------
    code
        `unknown`, `short`, `over`, `spare`, `surplus`, `differs`, `end`, `away`, `closed`.
    level
        See `LEVELS`.
    text
        Chinese, with the numbers.
    gap
        Parts less whole, in the unit of the target; None where it cannot be told.
    """

    code: str
    level: Level
    text: str
    gap: float | None = None


def reconcile(
    whole: float | None,
    parts: Sequence[Part],
    rule: Rule,
    *,
    bound: Bound = Bound.EXACTLY,
    unit: str = "",
    tolerance: float = 0.0,
) -> tuple[Message, ...]:
    """Hold the parts against the whole by their rule; at least one message.

    Parameters
    ----------
    whole
        Value of the target (or of the part that is split further), None where it is not handed down yet.
    parts
        The parts, in one unit with the whole.
    rule
        `sum`, `share` or `same`; a path of years is held by `reconcile_path`.
    bound
        A cap may be shared out below its value (the rest is kept back), a floor above it; neither the other way.
    tolerance
        Difference that counts as none (rounding), in the unit of the target.

    Examples
    --------
    >>> reconcile(50, [Part("甲", 30), Part("乙", 15)], Rule.SUM, bound=Bound.AT_LEAST, unit="万平方米")[0].text
    '分解合计 45 万平方米，比总目标 50 万平方米少 5 万平方米；请补足缺口。'
    """
    if whole is None:
        return (Message("unknown", Level.NOTE, "总目标尚无数值（待下达或文字目标），暂不能核对。"),)
    if rule is Rule.SAME:
        return _same(whole, parts, bound, unit, tolerance)
    found = combined(rule, parts)
    if isinstance(found, Refusal):
        return (Message("unknown", Level.CHECK if parts else Level.NOTE, found.message),)
    word = "分解合计" if rule is Rule.SUM else "加权平均"
    gap = round(found - whole, 9)
    said = f"{word} {_shown(found, unit)}，"
    if abs(gap) <= tolerance + 1e-9 * max(1.0, abs(whole)):
        return (Message("closed", Level.FINE, f"{said}与总目标 {_shown(whole, unit)}一致。", 0.0),)
    side = f"比总目标 {_shown(whole, unit)}{'多' if gap > 0 else '少'} {_shown(abs(gap), unit)}"
    if gap < 0:
        if bound is Bound.AT_MOST:
            return (Message("spare", Level.NOTE, f"{said}{side}，作为预留。", gap),)
        return (Message("short", Level.MUST, f"{said}{side}；请补足缺口。", gap),)
    if bound is Bound.AT_LEAST:
        return (Message("surplus", Level.NOTE, f"{said}{side}，留有余量。", gap),)
    return (Message("over", Level.MUST, f"{said}{side}；请压减超出部分。", gap),)


def reconcile_path(
    kind: Kind,
    target: float | None,
    year: int,
    path: Sequence[tuple[int, float | None]],
    *,
    base: float | None = None,
    bound: Bound = Bound.EXACTLY,
    unit: str = "",
    tolerance: float = 0.0,
) -> tuple[Message, ...]:
    """Hold the years of a target against it: pieces of a total must add up, a level must end at the target.

    A year whose value goes the wrong way (away from the target, against the year before) is pointed out for a look.

    Examples
    --------
    >>> [each.code for each in reconcile_path(Kind.LEVEL, 45, 2025, [(2024, 43), (2025, 44)], bound=Bound.AT_LEAST)]
    ['end']
    """
    parts = [Part(f"{at}年", value) for at, value in path]
    if kind is Kind.TOTAL:
        return reconcile(target, parts, Rule.SUM, bound=bound, unit=unit, tolerance=tolerance)
    if target is None:
        return reconcile(None, parts, Rule.PATH)
    found: list[Message] = []
    lacking = [at for at, value in path if value is None]
    if lacking:
        names = "、".join(f"{at}年" for at in lacking)
        found.append(Message("unknown", Level.CHECK, f"{names}没有年度目标；请补齐。"))
    last = dict(path).get(year)
    if last is None:
        found.append(Message("end", Level.CHECK, f"目标年 {year} 年没有年度目标，路径未到终点；请补上。"))
    elif not _meets(last, target, bound, tolerance):
        gap = round(last - target, 9)
        found.append(
            Message(
                "end",
                Level.MUST,
                f"{year} 年的年度目标 {_shown(last, unit)}达不到总目标 {_shown(target, unit)}；请改为总目标的数值。",
                gap,
            )
        )
    found += _turns(target, path, base, unit)
    return tuple(found) or (
        Message("closed", Level.FINE, f"年度路径到 {year} 年为 {_shown(last or 0.0, unit)}，与总目标一致。", 0.0),
    )


def _turns(target: float, path: Sequence[tuple[int, float | None]], base: float | None, unit: str) -> list[Message]:
    """Years that lead away from the target."""
    known = [(at, value) for at, value in path if value is not None]
    if base is not None and known:
        known = [(min(at for at, _ in known) - 1, base), *known]
    if len(known) < 2 or known[0][1] == target:
        return []
    rising = target > known[0][1]
    return [
        Message(
            "away",
            Level.CHECK,
            f"{at} 年的年度目标 {_shown(value, unit)}{'低' if rising else '高'}于 {since} 年的 {_shown(before, unit)}，"
            f"与目标方向相反；请核实。",
            round(value - before, 9),
        )
        for (since, before), (at, value) in itertools.pairwise(known)
        if (value < before if rising else value > before)
    ]


def _same(whole: float, parts: Sequence[Part], bound: Bound, unit: str, tolerance: float) -> tuple[Message, ...]:
    if not parts:
        return (Message("unknown", Level.NOTE, "还没有分解到任何单位或年度。"),)
    lacking = tuple(
        Message("unknown", Level.CHECK, f"{part.name}的目标值未知；请先填写。") for part in parts if part.value is None
    )
    wrong = tuple(
        Message(
            "differs",
            Level.MUST,
            f"{part.name}的目标值 {_shown(part.value, unit)}达不到总目标 {_shown(whole, unit)}；各单位应执行同一目标。",
            round(part.value - whole, 9),
        )
        for part in parts
        if part.value is not None and not _meets(part.value, whole, bound, tolerance)
    )
    if lacking or wrong:
        return (*wrong, *lacking)
    return (Message("closed", Level.FINE, f"{len(parts)} 个单位都不低于总目标的要求 {_shown(whole, unit)}。", 0.0),)


def _meets(value: float, target: float, bound: Bound, tolerance: float) -> bool:
    room = tolerance + 1e-9 * max(1.0, abs(target))
    if bound is Bound.AT_LEAST:
        return value >= target - room
    if bound is Bound.AT_MOST:
        return value <= target + room
    return abs(value - target) <= room


def _shown(value: float, unit: str) -> str:
    number = f"{value:.10g}"
    return f"{number}%" if unit == "%" else f"{number} {unit} ".rstrip() if unit else number
