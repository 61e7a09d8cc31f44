"""Targets as they stood on the day, and what of the plan is not followed."""

from __future__ import annotations

import datetime
from typing import Any

from ditan.base.records.shown import source_of, value_of
from ditan.base.reporting.documents import Note
from ditan.core.assessment import Completion
from ditan.core.periods import chinese, parse_code
from ditan.core.trends import Forecast
from ditan.domains.evaluation.facts import IndicatorFact, Sourced, UntrackedFact
from ditan.domains.evaluation.gathering.places import OWN, place_of
from ditan.domains.plans.models import BOOKED, PlanDocument, State, TrackedTarget
from ditan.domains.plans.selectors import ItemFilters, list_items
from ditan.domains.plans.selectors.as_of import TargetAt, targets_as_of
from ditan.domains.plans.selectors.filters import ANY_STATE

DRAFTED = "征求意见稿的目标不具约束力，不作考核；仅供参考："
"""What the rule of every target of a draft begins with; the report says it once."""
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "approx": "约"}


def targets_of(
    user: Any, plan: PlanDocument, day: datetime.date
) -> tuple[tuple[IndicatorFact, ...], tuple[UntrackedFact, ...]]:
    """What is followed, as it stood; and what is not, with the reason."""
    standing = targets_as_of(user, plan.pk, day)
    followed = {("indicator", each.tracked.indicator_id) for each in standing}
    followed |= {("target", each.tracked.target_id) for each in standing}
    untracked = []
    for kind in ("indicator", "target"):
        for item in list_items(user, kind, ItemFilters(plan=plan.pk, state=ANY_STATE)):
            if (kind, item.pk) in followed or item.state == State.REJECTED:
                continue
            why = "未绑定统计指标或未印出目标年" if item.state in BOOKED else "尚未审核入库"
            untracked.append(UntrackedFact(item.name, getattr(item, "department", ""), why))
    return tuple(_fact(each) for each in standing), tuple(untracked)


def _fact(at: TargetAt) -> IndicatorFact:
    target, judged = at.tracked, at.judged
    ahead = judged.forecast if isinstance(judged.forecast, Forecast) else None
    observation = at.observation
    return IndicatorFact(
        name=target.name,
        nature=target.nature,
        unit=target.metric.unit or target.unit,
        year=target.year,
        department=at.owed_by,
        asked=_asked(at),
        due=_due(at),
        actual=None if observation is None else Sourced(value_of(observation), (_note_of(observation),)),
        period=chinese(parse_code(observation.period)) if observation is not None else "",
        completion=judged.completion.ratio if isinstance(judged.completion, Completion) else None,
        light=judged.verdict.light.value,
        label=judged.verdict.label,
        rule=judged.verdict.rule.removeprefix(DRAFTED),
        group=judged.situation.value,
        met=judged.met,
        outlook=judged.outlook.value if judged.outlook is not None else "",
        forecast=f"{target.year}年预测 {ahead.end.mean:.4g}，区间 {ahead.end.low:.4g}—{ahead.end.high:.4g}"
        if ahead
        else "",
        series=at.series,
        path=at.path,
        target=target.value,
        demo=target.demo or (observation is not None and observation.demo),
    )


def _asked(at: TargetAt) -> Sourced:
    """The value that is asked for: as handed down where a document did, else as the plan prints it."""
    target = at.tracked
    notes = [_printed(target)]
    if at.handed_down is not None:
        told = at.handed_down
        title = f"《{told.document_title}》" if told.document_title else ""
        notes.insert(0, Note(f"{told.issuer_name}{title}（{told.document_number}，{told.issued_on:%Y-%m-%d}）下达"))
        return Sourced(f"{SIGNS.get(told.comparator, '')}{told.printed}", tuple(notes))
    text = target.printed or ("待下达" if target.is_handed_down else "")
    sign = SIGNS.get(target.comparator, "") if target.value is not None else ""
    return Sourced(f"{sign}{text}" or "未印出", tuple(notes))


def _printed(target: TrackedTarget) -> Note:
    item = target.item
    if item is None:
        return Note(f"{OWN}，条目已不在库")
    return place_of(OWN, item, getattr(item, "table", ""))


def _due(at: TargetAt) -> Sourced | None:
    if at.due is None:
        return None
    told = "已确认的年度分解值" if at.due_decided else f"按{at.tracked.get_convention_display()}路径计算，未经分解确认"
    base = "" if at.judged.base_year is None else f"，基年 {at.judged.base_year} 年"
    return Sourced(f"{at.due:.4g}", (Note(f"年度应达值：{told}{base}"),))


def _note_of(observation: Any) -> Note:
    period = chinese(parse_code(observation.period))
    demo = "；演示数据" if observation.demo else ""
    return Note(f"{source_of(observation)}；{period}；{observation.get_status_display()}{demo}")
