"""What pages send, as values; what search areas offer."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.forms import key_of
from ditan.base.searching import Control
from ditan.base.workflow.models import Round, RoundKind, RoundState
from ditan.base.workflow.rounds.selectors import RoundFilters
from ditan.base.workflow.rounds.services.arranging import Asked, Owed
from ditan.core.periods import (
    Kind,
    PeriodRefused,
    chinese,
    code_of,
    end_of,
    following,
    month,
    parse_code,
    quarter,
    year,
)

FIELDS = ("title", "kind", "period", "opens_on", "due_on", "remind_days", "status", "note")
ALL, RESPONSIBLE, CHOSEN = "all", "responsible", "chosen"


def round_values(data: QueryDict) -> dict[str, Any]:
    """The fields of a round as a form sends them; what is no day or number is None."""
    return {
        "title": data.get("title", ""),
        "kind": data.get("kind", ""),
        "period": data.get("period", "").strip(),
        "opens_on": day_or_none(data.get("opens_on", "")),
        "due_on": day_or_none(data.get("due_on", "")),
        "remind_days": key_of(data.get("remind_days")),
        "status": data.get("status", ""),
        "note": data.get("note", ""),
    }


def day_or_none(text: str) -> datetime.date | None:
    """A day as typed, None where it is none."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def period_choices(today: datetime.date) -> list[tuple[str, str]]:
    """Periods that a round may ask for now: this year's, last year's and the year's before, newest first."""
    found = []
    for at in (today.year, today.year - 1, today.year - 2):
        found += [year(at), end_of(at)]
        found += [quarter(at, number) for number in (4, 3, 2, 1)]
        found += [month(at, number) for number in range(12, 0, -1)]
    return [(code_of(each), chinese(each)) for each in found if each.kind is Kind.YEAR or each.start <= today]


def asked_of(data: QueryDict) -> list[Asked]:
    """The metrics of a round, in the order of their numbers; those that are newly ticked come last."""
    kept = [key for key in map(key_of, data.getlist("metric")) if key is not None]
    kept.sort(key=lambda key: key_of(data.get(f"position-{key}")) or 0)
    added = [key for key in map(key_of, data.getlist("add")) if key is not None and key not in kept]
    chosen = set(kept) | set(added)
    rows = [
        Asked(
            key,
            required=f"required-{key}" in data,
            section=data.get(f"section-{key}", "").strip(),
            part_of=_part(key_of(data.get(f"part-{key}")), key, chosen),
        )
        for key in kept
    ]
    return rows + [Asked(key) for key in added]


def _part(whole: int | None, key: int, chosen: set[int]) -> int | None:
    return whole if whole in chosen and whole != key else None


def owed_of(data: QueryDict, responsible: dict[int, tuple[int, ...]]) -> list[Owed]:
    """Who owes what. `responsible` holds, by organisation, the metrics that it answers for."""
    kept = [key for key in map(key_of, data.getlist("organisation")) if key is not None]
    added = [key for key in map(key_of, data.getlist("add")) if key is not None and key not in kept]
    rows = []
    for key in kept:
        share = data.get(f"share-{key}", ALL)
        metrics: tuple[int, ...] = ()
        if share == RESPONSIBLE:
            metrics = responsible.get(key, ())
        elif share == CHOSEN:
            metrics = tuple(each for each in map(key_of, data.getlist(f"metrics-{key}")) if each is not None)
        rows.append(
            Owed(
                key,
                subject=key_of(data.get(f"subject-{key}")),
                metrics=metrics,
                reviewer=key_of(data.get(f"reviewer-{key}")),
            )
        )
    return rows + [Owed(key, metrics=responsible.get(key, ())) for key in added]


def filters_of(data: QueryDict) -> RoundFilters:
    """What a list is asked for; what makes no sense is left out."""
    return RoundFilters(
        words=data.get("words", "")[:100],
        state=data.get("state", "")[:16],
        kind=data.get("kind", "")[:16],
        late=data.get("late") == "1",
    )


def round_controls(filters: RoundFilters) -> list[Control]:
    """The search area of the list of rounds."""
    return [
        Control("words", _("名称"), filters.words),
        Control("state", _("状态"), filters.state, list(RoundState.choices)),
        Control("kind", _("类别"), filters.kind, list(RoundKind.choices)),
    ]


def assignment_controls(filters: RoundFilters) -> list[Control]:
    """The search area of who owes what."""
    states = [
        ("fill", _("未报送")),
        ("review", _("待部门审核")),
        ("approve", _("待统筹审核")),
        ("done", _("已通过或锁定")),
    ]
    return [
        Control("words", _("单位"), filters.words),
        Control("state", _("进度"), filters.state, list(states)),
        Control("late", _("时限"), "1" if filters.late else "", [("1", _("逾期与迟报"))]),
    ]


def blank_round() -> dict[str, Any]:
    """What the form of a new round begins with."""
    today = timezone.localdate()
    return {
        "kind": RoundKind.YEARLY.value,
        "period": str(today.year - 1),
        "opens_on": today.isoformat(),
        "due_on": "",
        "remind_days": "3",
        "status": "final",
    }


def round_after(source: Round, today: datetime.date) -> dict[str, Any]:
    """What the form of a round begins with that is to follow another: its next period, as many days from today."""
    try:
        now = parse_code(source.period)
        then = following(now) or now
    except PeriodRefused:
        return {**blank_round(), "title": source.title}
    return {
        "title": source.title.replace(chinese(now), chinese(then)).replace(str(now.end.year), str(then.end.year)),
        "kind": source.kind,
        "period": code_of(then),
        "opens_on": today.isoformat(),
        "due_on": (today + (source.due_on - source.opens_on)).isoformat(),
        "remind_days": str(source.remind_days),
        "status": source.status,
        "note": source.note,
    }
