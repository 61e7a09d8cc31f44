"""The judgement on one target: its situation, its light with the rule in words, and all numbers behind it.

Unknown is never nought: what cannot be computed is a `Refusal` with the reason. A target that waits for its value from
above is not short of our data; one whose year has passed has no pace and no forecast; a draft's binds nobody and is grey.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ditan.core.assessment import (
    UNCONFIRMED,
    Completion,
    Direction,
    Light,
    Refusal,
    Thresholds,
    Verdict,
    completion_of,
    completion_of_decline,
    completion_of_text,
    light,
)
from ditan.core.targets.asked import Actual, Asked, Basis, comparable
from ditan.core.targets.meeting import comparison, is_rising, meets
from ditan.core.targets.progress import Progress, needed_of, progress_of
from ditan.core.trends import Forecast, Outlook, forecast_end, outlook

STALE_MONTHS = 24
"""A yearly value whose period ended longer ago tells nothing of today. No published rule gives the number."""


class Situation(StrEnum):
    """Where a target belongs on a board."""

    TO_ASSESS = "to_assess"
    AWAITING = "awaiting"
    NO_DATA = "no_data"
    UNCLEAR = "unclear"
    RUNNING = "running"
    ASSESSED = "assessed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a target comes to today.

    Parameters
    ----------
    situation, verdict
        The group, and the light with its rule.
    latest
        The value that it is judged by; after its year the value of that year, and while that is missing the newest
        before it, to be shown but not judged by.
    base, base_year
        Where the path starts; the value is None where it is not known.
    met
        Whether the latest value reaches the target; None where it cannot be said.
    completion, progress, needed, forecast
        Results, or why there is none; None where the question does not arise.
    outlook
        How the forecast stands to the target.
    change
        The latest value less that of the year before.
    has_final
        After its year: whether the value of that year is 定稿 or 公布.
    """

    situation: Situation
    verdict: Verdict
    latest: Actual | None = None
    base: float | None = None
    base_year: int | None = None
    met: bool | None = None
    completion: Completion | Refusal | None = None
    progress: Progress | Refusal | None = None
    needed: tuple[float, str] | Refusal | None = None
    forecast: Forecast | Refusal | None = None
    outlook: Outlook | None = None
    change: float | None = None
    has_final: bool = False


def judge(
    asked: Asked, series: Sequence[Actual], today: datetime.date, thresholds: Thresholds = UNCONFIRMED
) -> Judgement:
    """Judge a target by the values that stand.

    Parameters
    ----------
    series
        Values of its metric and subject, in any order; those that cannot be compared are left aside.
    today
        The day on which it is judged; it alone decides whether the target's year has passed.
    """
    usable = comparable(asked, series)
    passed = asked.year is not None and today.year > asked.year
    latest = _latest(asked, usable, passed=passed)
    if asked.awaits_value:
        note = "目标值由上级下达，尚未登记下达值和文号" + (f"；目标年 {asked.year} 已过" if passed else "")
        return Judgement(Situation.AWAITING, _grey("待下达", note, thresholds), latest, change=_change(latest, usable))
    base = _base(asked, usable)
    if asked.assessed:
        return _assessed(asked, usable, latest, base, thresholds)
    if passed:
        return _to_assess(asked, usable, latest, base, thresholds)
    if latest is None:
        some = [each for each in series if each.is_known and not each.whole]
        part = f"（仅有 {max(some, key=lambda each: each.end).name} 的部分年份值，不用于评定）" if some else ""
        part = part or (f"（仅有基年 {asked.base_year} 年的值）" if base is not None else "")
        verdict = _grey("我方缺数", f"没有可用于评定的数据{part}；请责任单位填报", thresholds)
        return _drafted(asked, Judgement(Situation.NO_DATA, verdict, base=base, base_year=asked.base_year))
    if asked.value is None:
        return _drafted(asked, _by_words(asked, latest, thresholds))
    return _drafted(asked, _running(asked, usable, latest, base, today, thresholds))


def _running(
    asked: Asked,
    usable: Sequence[Actual],
    latest: Actual,
    base: float | None,
    today: datetime.date,
    thresholds: Thresholds,
) -> Judgement:
    assert asked.value is not None
    assert latest.number is not None or latest.text
    if latest.number is None:
        reason = f"最新值为文字“{latest.text}”，不能与数值目标比较"
        return Judgement(Situation.UNCLEAR, _grey("无法判定", reason, thresholds), latest)
    progress = progress_of(asked, latest, base)
    reached = meets(asked, latest.number)
    counted = progress if isinstance(progress, Refusal) else progress.by(asked.convention)
    time = progress if isinstance(progress, Refusal) else progress.time
    if isinstance(time, Refusal):
        counted, time = (counted if isinstance(counted, Refusal) else time), 0.0
    verdict = light(counted, time, thresholds=thresholds, met=bool(reached), stale=_stale(latest, today))
    if verdict.light is Light.GREEN and reached:
        verdict = _worded(verdict, f"目标已达成：{comparison(asked, latest.number)}")
    forecast = _forecast(asked, usable, today)
    return Judgement(
        situation=Situation.UNCLEAR if verdict.light is Light.GREY else Situation.RUNNING,
        verdict=verdict,
        latest=latest,
        base=base,
        base_year=asked.base_year,
        met=reached,
        completion=_completion(asked, latest, base),
        progress=progress,
        needed=needed_of(asked, latest),
        forecast=forecast,
        outlook=outlook(forecast, asked.value, rising=is_rising(asked)) if isinstance(forecast, Forecast) else None,
        change=_change(latest, usable),
    )


def _to_assess(
    asked: Asked, usable: Sequence[Actual], latest: Actual | None, base: float | None, thresholds: Thresholds
) -> Judgement:
    """Its year has passed: only the value of that year counts, and a person decides. The newest is shown all the same."""
    final = latest is not None and latest.is_final
    shown = latest if latest is not None else _latest(asked, usable, passed=False)
    if latest is None:
        last = f"；最近一次是 {shown.name} 的值，不用于评定" if shown is not None else ""
        rule = f"目标年 {asked.year} 已过，缺 {asked.year} 年的定稿或公布值{last}"
    elif not final:
        rule = f"目标年 {asked.year} 已过，{asked.year} 年的值尚非定稿或公布"
    elif asked.value is not None and latest.number is not None:
        word = {True: "达成", False: "未达成", None: "无法自动判定"}[meets(asked, latest.number)]
        rule = f"目标年 {asked.year} 已过，终值 {comparison(asked, latest.number)}，按此为{word}，待人评定"
    else:
        rule = f"目标年 {asked.year} 已过，目标或终值为文字，待人评定"
    judged = Judgement(
        situation=Situation.TO_ASSESS,
        verdict=_grey("到期待评", rule, thresholds),
        latest=shown,
        base=base,
        base_year=asked.base_year,
        met=_met(asked, latest),
        completion=_completion(asked, latest, base) if latest is not None else None,
        change=_change(shown, usable),
        has_final=final,
    )
    return _drafted(asked, judged)


def _assessed(
    asked: Asked, usable: Sequence[Actual], latest: Actual | None, base: float | None, thresholds: Thresholds
) -> Judgement:
    word, colour = {
        "met": ("达成", Light.GREEN),
        "not_met": ("未达成", Light.RED),
        "undecidable": ("无法判定", Light.GREY),
    }[asked.assessed]
    told = (
        f"：{comparison(asked, latest.number)}"
        if latest is not None and latest.number is not None and asked.value is not None
        else ""
    )
    return _drafted(
        asked,
        Judgement(
            situation=Situation.ASSESSED,
            verdict=Verdict(colour, word, f"到期评定为{word}{told}", None, thresholds),
            latest=latest,
            base=base,
            base_year=asked.base_year,
            met={"met": True, "not_met": False}.get(asked.assessed),
            completion=_completion(asked, latest, base) if latest is not None else None,
            change=_change(latest, usable),
            has_final=latest is not None and latest.is_final,
        ),
    )


def _by_words(asked: Asked, latest: Actual, thresholds: Thresholds) -> Judgement:
    """A target in words: met where the value says the same; else a person must judge."""
    found = completion_of_text(latest.text or None, asked.text or None)
    if isinstance(found, Completion):
        verdict = Verdict(Light.GREEN, "达到序时进度", f"目标已达成：{found.formula}", None, thresholds)
        return Judgement(Situation.RUNNING, verdict, latest, met=True, completion=found)
    return Judgement(Situation.UNCLEAR, _grey("无法判定", found.message, thresholds), latest, completion=found)


def _drafted(asked: Asked, judged: Judgement) -> Judgement:
    """A draft's target is grey whatever its numbers say; what the rule would say is told as a reference."""
    if not asked.is_draft:
        return judged
    verdict = judged.verdict
    grey = Verdict(
        Light.GREY,
        verdict.label if verdict.light is Light.GREY else "征求意见稿",
        f"征求意见稿的目标不具约束力，不作考核；仅供参考：{verdict.rule}",
        verdict.gap_points,
        verdict.thresholds,
    )
    return replace(judged, verdict=grey)


def _latest(asked: Asked, usable: Sequence[Actual], *, passed: bool) -> Actual | None:
    """The newest value; after its year, or where a later one exists, that of the target's year."""
    if passed:
        return next((each for each in usable if each.year == asked.year), None)
    within = [each for each in usable if asked.year is None or each.year <= asked.year]
    after_base = [
        each for each in within if asked.base_year is None or each.year > asked.base_year or asked.basis is Basis.ANNUAL
    ]
    return after_base[-1] if after_base else None


def _base(asked: Asked, usable: Sequence[Actual]) -> float | None:
    if asked.base_value is not None:
        return asked.base_value
    return next((each.number for each in usable if each.year == asked.base_year), None)


def _met(asked: Asked, latest: Actual | None) -> bool | None:
    if latest is None:
        return None
    if asked.value is None:
        found = completion_of_text(latest.text or None, asked.text or None)
        return found.met if isinstance(found, Completion) else None
    return meets(asked, latest.number) if latest.number is not None else None


def _completion(asked: Asked, latest: Actual, base: float | None) -> Completion | Refusal:
    if asked.value is None:
        return completion_of_text(latest.text or None, asked.text or None)
    if latest.number is None:
        return Refusal("not_numeric", f"最新值为文字“{latest.text}”，无法计算完成率；请由人评定。")
    if asked.is_decline:
        try:
            return completion_of_decline(latest.number / 100, asked.value / 100, asked.convention)
        except ZeroDivisionError:  # a fall so small that its logarithm is nought
            return Refusal("undefined", "目标降幅过小，无法计算完成率；请核对目标值。")
    direction = asked.direction
    if direction in (Direction.UP, Direction.DOWN):
        direction = Direction.UP if is_rising(asked) else Direction.DOWN
    return completion_of(direction, latest.number, asked.value, base=base)


def _change(latest: Actual | None, usable: Sequence[Actual]) -> float | None:
    if latest is None or latest.number is None:
        return None
    before = next((each.number for each in usable if each.year == latest.year - 1), None)
    return None if before is None else latest.number - before


def _forecast(asked: Asked, usable: Sequence[Actual], today: datetime.date) -> Forecast | Refusal:
    if asked.year is None:
        return Refusal("undefined", "规划未写明目标年，不作预测。")
    return forecast_end(
        [each.number for each in usable],
        [each.year for each in usable],
        asked.year,
        bounds=(asked.floor, asked.ceiling),
        vintage=today.isoformat(),
    )


def _stale(latest: Actual, today: datetime.date) -> str:
    months = 12 * (today.year - latest.end.year) + today.month - latest.end.month
    return (
        f"最新值为{latest.name or latest.year}，期末距今 {months} 个月，超过 {STALE_MONTHS} 个月"
        if months > STALE_MONTHS
        else ""
    )


def _grey(label: str, rule: str, thresholds: Thresholds) -> Verdict:
    return Verdict(Light.GREY, label, rule, None, thresholds)


def _worded(verdict: Verdict, rule: str) -> Verdict:
    return Verdict(verdict.light, verdict.label, rule, verdict.gap_points, verdict.thresholds)
